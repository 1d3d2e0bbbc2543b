"""IRIs: minted and parsed here and nowhere else.

The same keys always give the same IRI, and `parse` undoes `Minter`.  Keys are paths of
lower-case segments; anything else is percent-encoded, so that two different keys never
share an IRI.  The base is one setting, so that a fork can mint its own things; the
terms of the ontology keep their namespace.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from treatygraph.errors import UsageError

__all__ = ["BASE", "ONTOLOGY", "RESERVED", "Minter", "default_minter"]

#: Base of all things minted unless a fork sets `TREATYGRAPH_BASE`.
BASE = "https://w3id.org/treatygraph/"
#: Namespace of the ontology's terms, the same for every fork.
ONTOLOGY = "https://w3id.org/treatygraph/ontology#"
#: First segments below `id/` that name a kind of thing and cannot be a treaty's key.
RESERVED = (
    "activity",
    "agreement",
    "document",
    "evidence",
    "instrument",
    "licence",
    "link",
    "question",
    "session",
    "stakeholder",
)

_SAFE = "/-._~:"
#: The project's base where it begins the IRI of something that a fork mints itself.
_MINTED = re.compile(rf"{re.escape(BASE)}(?=(?:id|scheme|graph|void)\b)")


def _encode(key: str) -> str:
    if not key or key.startswith("/") or key.endswith("/") or "//" in key:
        raise UsageError(
            f"The key {key!r} cannot become an IRI.",
            expected="path segments such as 'art-24/para-2', none of them empty",
        )
    return quote(key, safe=_SAFE)


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes and reads the IRIs of things below one base.

    >>> m = Minter()
    >>> m.thing("un-cybercrime", "zero-draft", "art-24/para-2")
    'https://w3id.org/treatygraph/id/un-cybercrime/zero-draft/art-24/para-2'
    >>> m.parse(m.lineage("un-cybercrime", "jurisdiction"))
    ('id', 'un-cybercrime/lineage/jurisdiction')
    """

    base: str = BASE

    def thing(self, *keys: str) -> str:
        """Return the IRI of a thing: `id/` and the keys, joined by slashes."""
        return f"{self.base}id/{_encode('/'.join(keys))}"

    def treaty(self, treaty: str) -> str:
        """Return the IRI of a treaty or of any other instrument that can be cited."""
        if treaty in RESERVED:
            raise UsageError(f"{treaty!r} is reserved and cannot be a treaty's key.")
        return self.thing(treaty)

    def draft(self, treaty: str, draft: str) -> str:
        """Return the IRI of one draft of a treaty."""
        return self.thing(treaty, draft)

    def provision(self, treaty: str, draft: str, key: str) -> str:
        """Return the IRI of a part of one draft."""
        return self.thing(treaty, draft, key)

    def lineage(self, treaty: str, key: str) -> str:
        """Return the IRI of a lineage."""
        return self.thing(treaty, "lineage", key)

    def statement(self, treaty: str, kind: str, source: str, key: str) -> str:
        """Return the IRI of a statement: `id/<treaty>/<kind>/<source>/<key>`."""
        return self.thing(treaty, kind, source, key)

    def stakeholder(self, key: str) -> str:
        """Return the IRI of a stakeholder."""
        return self.thing("stakeholder", key)

    def document(self, key: str) -> str:
        """Return the IRI of a document."""
        return self.thing("document", key)

    def concept(self, key: str) -> str:
        """Return the IRI of a concept from `scheme/notation`, such as `safeguard/necessity`."""
        return f"{self.base}scheme/{_encode(key)}"

    def graph(self, *keys: str) -> str:
        """Return the IRI of a named graph, such as `graph("un-cybercrime", "zero-draft")`."""
        return f"{self.base}graph/{_encode('/'.join(keys))}"

    def rebase(self, text: str) -> str:
        """Return a text with the things and concepts of the project's base put below this one.

        The terms of the ontology keep their namespace.

        >>> Minter("https://example.org/").rebase("https://w3id.org/treatygraph/scheme/role")
        'https://example.org/scheme/role'
        """
        return _MINTED.sub(lambda _: self.base, text)

    def parse(self, iri: str) -> tuple[str, str] | None:
        """Return (`id` | `scheme` | `graph`, key) of an IRI below the base, else None."""
        if not iri.startswith(self.base):
            return None
        kind, slash, key = iri[len(self.base) :].partition("/")
        if not slash or not key or kind not in ("id", "scheme", "graph"):
            return None
        return kind, unquote(key)


def default_minter() -> Minter:
    """Return the minter for `TREATYGRAPH_BASE`, or for the project's own base."""
    return Minter(os.environ.get("TREATYGRAPH_BASE") or BASE)
