"""What the server serves: the graph in memory, the engine for strangers, the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatygraph.http.engine import Engine
from treatygraph.http.protocol import Endpoint
from treatygraph.http.worker import Limits
from treatygraph.iris import Minter, default_minter

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Row", "Site", "open_site"]

#: One row of an answer: variable → text of the term; unbound variables are absent.
Row = dict[str, str]


@dataclass(frozen=True)
class Site:
    """One graph, opened for reading; pages ask it with `rows`."""

    store: Store
    digest: str
    engine: Engine
    endpoint: Endpoint
    minter: Minter
    cache: dict[Any, Any] = field(default_factory=dict)

    def rows(self, query: str, terms: Mapping[str, str] | None = None, /, **iris: str) -> list[Row]:
        """Return the rows of one of our own queries; keyword arguments bind IRIs."""
        from pyoxigraph import NamedNode, Variable

        from treatygraph.vocab import PREFIXES

        bound = {Variable(name): NamedNode(iri) for name, iri in {**(terms or {}), **iris}.items()}
        answer: Any = self.store.query(
            query, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=bound or None
        )
        names = [variable.value for variable in answer.variables]
        return [_row(names, solution) for solution in answer]


def _row(names: Iterable[str], solution: Any) -> Row:
    return {name: solution[name].value for name in names if solution[name] is not None}


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
    endpoint = Endpoint(engine, digest=digest, limits=limits or Limits())
    return Site(store, digest, engine, endpoint, minter or default_minter())
