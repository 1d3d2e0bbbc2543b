"""What the server serves: the graph in memory, the engine for strangers, the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from treatygraph.draw.asking import rows_of
from treatygraph.draw.kinds import last_words
from treatygraph.draw.queries import LABELS
from treatygraph.http.engine import Engine
from treatygraph.http.protocol import Endpoint
from treatygraph.http.worker import Limits
from treatygraph.iris import ONTOLOGY, Minter, default_minter

if TYPE_CHECKING:
    from pyoxigraph import Store

    from treatygraph.draw.scene import Asker
    from treatygraph.store import OxigraphStore

__all__ = ["Row", "Site", "open_site"]

T = TypeVar("T")

#: One row of an answer: variable → text of the term; unbound variables are absent.
Row = dict[str, str]


#: Names of things of other datasets, as links give them.
_LINKED = """
SELECT ?to ?label ?dataset WHERE {
  ?link tg:linkTo ?to ; tg:targetLabel ?label ; tg:targetDataset ?dataset
}
ORDER BY ?to ?label
"""


@dataclass(frozen=True)
class Site:
    """One graph, opened for reading; pages ask it with `rows`."""

    store: Store
    digest: str
    engine: Engine
    endpoint: Endpoint
    minter: Minter
    cache: dict[Any, Any] = field(default_factory=dict)
    locks: dict[Any, RLock] = field(default_factory=dict)

    @property
    def asked(self) -> OxigraphStore:
        """The same graph behind the store protocol, for questions and assessments."""
        from treatygraph.store import OxigraphStore

        return OxigraphStore(self.store)

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once: the graph does not change while it is served."""
        if key not in self.cache:
            with self.locks.setdefault(key, RLock()):
                if key not in self.cache:
                    self.cache[key] = make()
        found: T = self.cache[key]
        return found

    def label(self, iri: str) -> str:
        """Return the name of a thing for people."""
        labels = self.once("labels", self._labels)
        return labels.get(iri) or last_words(iri)

    def _labels(self) -> dict[str, str]:
        found = {row["to"]: f"{row['label']} ({row['dataset']})" for row in self.rows(_LINKED)}
        return found | {row["thing"]: row["label"] for row in self.rows(LABELS)}

    def href(self, iri: str) -> str:
        """Return the address of a thing's page on this server."""
        if iri.startswith(ONTOLOGY):
            return f"/ontology#{quote(iri[len(ONTOLOGY) :])}"
        if iri == ONTOLOGY[:-1]:
            return "/ontology"
        if self.minter.parse(iri):
            return f"/page/{iri[len(self.minter.base) :]}"
        return f"/describe?iri={quote(iri, safe='')}"

    @property
    def rows(self) -> Asker:
        """Answers our own queries with rows; keyword arguments bind IRIs."""
        return rows_of(self.store)

    def remembered(
        self, query: str, terms: Mapping[str, str] | None = None, /, **iris: str
    ) -> list[Row]:
        """Answer as `rows` does, a query that binds nothing once; its rows are for reading."""
        if terms or iris:
            return self.rows(query, terms, **iris)
        return self.once(("rows", query), lambda: self.rows(query))


def open_site(
    files: list[Path],
    *,
    limits: Limits | None = None,
    workers: int = 2,
    minter: Minter | None = None,
) -> Site:
    """Load the N-Quads files and return what serves them; the engine is not started yet."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    mark = sha256()
    for file in files:
        mark.update(file.read_bytes())
        store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    engine = Engine(files, workers=workers)
    digest = mark.hexdigest()[:16]
    minter = minter or default_minter()
    endpoint = Endpoint(engine, digest=digest, limits=limits or Limits(), base=minter.base)
    return Site(store, digest, engine, endpoint, minter)
