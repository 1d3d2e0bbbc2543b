"""Asking a graph for a picture: rows of plain text, IRIs bound as terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from treatygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from treatygraph.draw.scene import Asker

__all__ = ["bind", "rows_of"]


def rows_of(store: Store) -> Asker:
    """Return what answers SELECT queries on the union of a store's graphs."""

    def ask(
        query: str, terms: Mapping[str, str] | None = None, /, **iris: str
    ) -> list[dict[str, str]]:
        answer: Any = store.query(
            bind(query, {**(terms or {}), **iris}),
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
        )
        names = [variable.value for variable in answer.variables]
        return [
            {name: solution[name].value for name in names if solution[name] is not None}
            for solution in answer
        ]

    return ask


def bind(query: str, iris: Mapping[str, str]) -> str:
    """Return the query with variables bound by VALUES at the head of its pattern.

    pyoxigraph substitutes projected variables only; a term's own text is safe to write.

    >>> bind("SELECT ?s WHERE { ?s a ?c }", {"c": "http://example.org/C"})
    'SELECT ?s WHERE { VALUES (?c) { (<http://example.org/C>) } ?s a ?c }'
    """
    from pyoxigraph import NamedNode

    if not iris:
        return query
    variables = " ".join(f"?{name}" for name in iris)
    terms = " ".join(str(NamedNode(iri)) for iri in iris.values())
    return query.replace("WHERE {", f"WHERE {{ VALUES ({variables}) {{ ({terms}) }}", 1)
