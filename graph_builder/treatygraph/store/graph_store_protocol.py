"""The Graph Store Protocol: whole named graphs put to and got from a server.

SPARQLWrapper knows queries and updates only, so the few requests of this protocol
(SPARQL 1.1 Graph Store HTTP Protocol) are made with the standard library.
"""

from __future__ import annotations

import base64
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from treatygraph.errors import StoreError

__all__ = ["ANONYMOUS", "Credentials", "GraphStore"]

NTRIPLES = "application/n-triples"
#: Bytes of one request, without and with a challenge before it.
PART, PART_UNDER_CHALLENGE = 4_000_000, 60_000


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: user and password (basic or digest), or a bearer token, or nobody."""

    user: str = ""
    password: str = ""
    token: str = ""
    scheme: str = "basic"

    def __repr__(self) -> str:
        """Return what may be printed: never the secret."""
        return f"Credentials(user={self.user!r}, scheme={self.scheme!r})"

    def header(self) -> str | None:
        """Return the value of `Authorization`; None where a challenge comes first."""
        if self.token:
            return f"Bearer {self.token}"
        if self.user and self.scheme == "basic":
            pair = f"{self.user}:{self.password}".encode()
            return f"Basic {base64.b64encode(pair).decode()}"
        return None


#: Nobody in particular: no credentials are sent.
ANONYMOUS = Credentials()


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A server's address for the Graph Store Protocol."""

    url: str
    credentials: Credentials = ANONYMOUS
    timeout: float = 60

    def put(self, graph: str, ntriples: bytes) -> None:
        """Replace a named graph by these triples."""
        first, *others = self._parts(ntriples)
        self._request("PUT", graph, first)
        for part in others:
            self._request("POST", graph, part)

    def post(self, graph: str, ntriples: bytes) -> None:
        """Add these triples to a named graph."""
        for part in self._parts(ntriples):
            self._request("POST", graph, part)

    def get(self, graph: str) -> bytes:
        """Return a named graph as N-Triples; an absent one is empty."""
        return self._request("GET", graph, None, absent=b"")

    def _parts(self, ntriples: bytes) -> list[bytes]:
        """Return the triples in bodies of a size that servers take.

        Where digest authentication is used, a server may hang up on a body that it has not
        let in yet: parts then fit into the connection's buffer.
        """
        size = PART_UNDER_CHALLENGE if self.credentials.scheme == "digest" else PART
        parts: list[bytes] = [b""]
        for line in ntriples.splitlines(keepends=True):
            if parts[-1] and len(parts[-1]) + len(line) > size:
                parts.append(b"")
            parts[-1] += line
        return parts

    def _request(
        self, method: str, graph: str, body: bytes | None, absent: bytes | None = None
    ) -> bytes:
        mark = "&" if "?" in self.url else "?"
        url = f"{self.url}{mark}{urllib.parse.urlencode({'graph': graph})}"
        headers = {"Accept": NTRIPLES} if body is None else {"Content-Type": NTRIPLES}
        authorization = self.credentials.header()
        if authorization:
            headers["Authorization"] = authorization
        request = urllib.request.Request(url, data=body, headers=headers, method=method)  # noqa: S310
        try:
            with self._opener().open(request, timeout=self.timeout) as response:
                answer: bytes = response.read()
                return answer
        except urllib.error.HTTPError as error:
            if error.code == 404 and absent is not None:
                return absent
            raise StoreError(
                f"{method} of the graph {graph!r} was refused: {error.code} {error.reason}.",
                expected=f"the Graph Store Protocol at {self.url}",
                remedy="check the address and the credentials of the server",
            ) from error
        except (OSError, ValueError) as error:
            raise StoreError(
                f"The server {self.url!r} cannot be reached: {error}.",
                expected="a SPARQL 1.1 server that answers",
                remedy="check the address, and that the server runs",
            ) from error

    def _opener(self) -> urllib.request.OpenerDirector:
        if not (self.credentials.user and self.credentials.scheme == "digest"):
            return urllib.request.build_opener()
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, self.url, self.credentials.user, self.credentials.password)
        return urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords))
