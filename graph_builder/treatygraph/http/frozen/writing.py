"""Writing the site: every page, every thing, the dumps, and what the browser needs."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import permutations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from treatygraph.catalogue import catalogue
from treatygraph.describe import description
from treatygraph.errors import TreatyGraphError
from treatygraph.http.app import PAGES
from treatygraph.http.frozen.addresses import canonical, file_of
from treatygraph.http.frozen.browser_data import names_of, questions_of, search_index
from treatygraph.http.frozen.rewriting import rewrite
from treatygraph.http.linked import about
from treatygraph.http.workbench import workbench
from treatygraph.resources import locate
from treatygraph.textfile import write_whole

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["Freezer"]

_ALONE = (
    "/", "/articles", "/compare", "/explore", "/help", "/matrix", "/official", "/ontology",
    "/questions",
    "/read", "/scoreboard", "/search", "/sides", "/sparql", "/timeline", "/uptake", "/void",
)  # fmt: skip
#: Whose surroundings are drawn: what a person looks up by name.
_DRAWN = ("/lineage/", "/stakeholder/", "/recommendation/", "/position/")
_BRIEF = ("/lineage/", "/stakeholder/")
_OPTION = re.compile(r'<option value="([^"]+)"')


class Freezer:
    """Writes a site into a folder; `told` is called with each step, for people.

    `address` is where the folder will be found, for the preview cards of pages.
    """

    def __init__(
        self, site: Site, folder: Path, told: Callable[[str], None], *, address: str = ""
    ) -> None:
        self.site = replace(site, still=True, address=address)
        self.folder, self.told = folder, told
        self.count = 0
        self._app = Starlette(
            routes=[Route(path, page) for path, page in {**PAGES, "/sparql": workbench}.items()]
        )

    @cached_property
    def things(self) -> list[str]:
        """Every thing of ours that is something, and every named graph."""
        base = self.site.minter.base
        query = (
            "SELECT DISTINCT ?t WHERE { { ?t a ?c } UNION { GRAPH ?t { ?s ?p ?o } } } ORDER BY ?t"
        )
        ours = (row["t"] for row in self.site.rows(query))
        return [
            iri for iri in ours if iri.startswith(base) and self.site.href(iri).startswith("/page/")
        ]

    @cached_property
    def addresses(self) -> set[str]:
        """Every address that has a file."""
        base = self.site.minter.base
        paths = {iri.removeprefix(base) for iri in self.things}
        found = {*_ALONE, *(f"/questions/{name}" for name in catalogue())}
        found |= {f"/page/{path}" for path in paths}
        found |= {f"/data/{path}.{form}" for path in paths for form in ("ttl", "jsonld")}
        short = (path for path in paths if any(mark in f"/{path}" for mark in _BRIEF))
        found |= {f"/brief/{path}.{form}" for path in short for form in ("docx", "html", "md")}
        drawn = (path for path in paths if any(mark in f"/{path}" for mark in _DRAWN))
        found |= {_address("/explore", around=path) for path in drawn}
        return found | set(self._choices())

    def _choices(self) -> Iterator[str]:
        """Yield the pages that a form of the server leads to."""
        drafts = [draft for draft in self.site.drafts if draft.articles or draft.negotiated]
        for draft in drafts:
            yield _address("/explore", draft=draft.key)
            yield _address("/explore", draft=draft.iri)
            yield _address("/read", draft=draft.key)
            roles = _OPTION.findall(
                self._text(_address("/matrix", draft=draft.key)).partition('id="role"')[2]
            )
            yield from (_address("/matrix", draft=draft.key, role=role) for role in ("", *roles))
        full = [draft for draft in drafts if draft.articles]
        for (one, two), changes in product(permutations(full, 2), ("", "1")):
            if one.treaty == two.treaty:
                yield _address("/compare", **{"from": one.key, "to": two.key, "changes": changes})
        yield _address("/compare", changes="1")
        board = self._text("/scoreboard").partition('id="stakeholder"')[2].partition("</select>")[0]
        yield from (_address("/scoreboard", stakeholder=name) for name in _OPTION.findall(board))
        named = self._text("/sides").partition('id="lineage"')[2].partition("</select>")[0]
        yield from (_address("/sides", lineage=name) for name in ("", *_OPTION.findall(named)))
        yield _address("/sides", wider="1")
        for name in catalogue():
            address = _address("/explore", question=name)
            if "/explore?question=" in self._text(f"/questions/{name}"):
                yield address

    def write(self, only: Collection[str] | None = None) -> None:
        """Write everything, or of the pages only those at some addresses, and no data of things."""
        self.told("assets and data for the browser")
        self._assets()
        pages = sorted(only or (a for a in self.addresses if not a.startswith("/data/")))
        for number, address in enumerate(pages):
            if number % 500 == 0:
                self.told(f"pages: {number} of {len(pages)}")
            self._page(address)
        if only is None:
            self.told(f"data of {len(self.things)} things")
            for iri in self.things:
                self._data(iri)
        self.told("dumps")
        self._dumps()

    def _page(self, address: str) -> None:
        if address.startswith("/brief/"):
            self._put(file_of(address), bytes(self._answer(address).body))
            return
        text = self._text(address)
        if text:
            file = file_of(address)
            self._put(file, rewrite(text, file, there=self.addresses.__contains__))

    def _text(self, address: str) -> str:
        """Return the page at an address; nothing where the graph has none."""
        try:
            answer = self._answer(address)
        except TreatyGraphError:
            return ""
        return bytes(answer.body).decode() if answer.status_code == 200 else ""

    def _answer(self, address: str) -> Response:
        path, _, query = address.partition("?")
        scope: dict[str, Any] = {
            "type": "http", "method": "GET", "path": path, "raw_path": quote(path).encode(),
            "query_string": query.encode(), "root_path": "", "app": self._app, "site": self.site,
            "headers": [(b"accept", b"text/html"), (b"host", b"localhost")],
            "server": ("localhost", 80), "scheme": "http",
        }  # fmt: skip
        for route in self._app.routes:
            match, child = route.matches(scope)
            if match is Match.FULL and isinstance(route, Route):
                found: Response = child["endpoint"](Request({**scope, **child}))
                return found
        raise AssertionError(address)

    def _data(self, iri: str) -> None:
        from pyoxigraph import RdfFormat, serialize

        from treatygraph.vocab import PREFIXES

        path = "data/" + iri.removeprefix(self.site.minter.base)
        triples = {quad.triple for quad in about(self.site, iri)}
        for ending, form in (("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)):
            text = serialize(sorted(triples, key=str), format=form, prefixes=PREFIXES)
            self._put(f"{path}.{ending}", text or b"")

    def _assets(self) -> None:
        shutil.copytree(
            locate("visualizations", "assets"), self.folder / "assets", dirs_exist_ok=True
        )
        self._json("assets/still/questions.json", questions_of(self.site))
        self._json("assets/still/names.json", names_of(self.site))
        self._json("assets/still/search.json", search_index(self.site))
        labels = {iri: self.site.label(iri) for iri in self.things}
        self._json("assets/still/labels.json", labels)
        pages = {a: file_of(a) for a in self.addresses if "?" in a}
        self._json("assets/still/pages.json", pages)

    def _dumps(self) -> None:
        from pyoxigraph import RdfFormat, serialize

        lines = sorted(str(quad) + " .\n" for quad in self.site.store)
        raw = "".join(lines).encode()
        self._put("dumps/graph.nq.gz", gzip.compress(raw, 9, mtime=0))
        triples = sorted({quad.triple for quad in self.site.store}, key=str)
        turtle = serialize(triples, format=RdfFormat.TURTLE) or b""
        self._put("dumps/graph.ttl.gz", gzip.compress(turtle, 9, mtime=0))
        about_all = description(self.site.store, self.site.minter)
        told = dict.fromkeys(quad.triple for quad in about_all)
        self._put("void.ttl", serialize(told, format=RdfFormat.TURTLE) or b"")
        terms = locate("ontology", "treaty.ttl").read_bytes()
        self._put("ontology.ttl", terms)
        self._put(".nojekyll", b"")

    def _json(self, name: str, value: Any) -> None:
        self._put(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def _put(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        self.count += 1


def _address(path: str, **params: str) -> str:
    return canonical(f"{path}?{urlencode(params)}")
