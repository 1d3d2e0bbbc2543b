"""The graph in Python: questions, queries, search, and views for other libraries.

import treatygraph as tg
g = tg.open()
g.ask("articles-without-reference", draft="zero-draft", chapter="IV", target="36")
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatygraph.ask import answer, find_question, to_table
from treatygraph.catalogue import catalogue
from treatygraph.home import current_graph
from treatygraph.search import search
from treatygraph.store import Store, open_store
from treatygraph.table import Table

if TYPE_CHECKING:
    import networkx
    import rdflib

__all__ = ["Graph", "open_graph"]


def open_graph(
    location: str | None = None, *, timeout: float = 60, allow_service: Iterable[str] = ()
) -> Graph:
    """Return the graph that `treatygraph build` published, or the one at a location.

    A location is an N-Quads file, the folder of an Oxigraph store, or the address of a
    SPARQL 1.1 server.
    """
    place = location or str(current_graph() / "graph.nq")
    return Graph(open_store(place, timeout=timeout, allow_service=allow_service))


class Graph:
    """A graph that can be asked; `store` is the engine beneath.

    >>> from treatygraph.store import OxigraphStore
    >>> g = Graph(OxigraphStore())
    >>> g.sparql("SELECT ?x WHERE { VALUES ?x { 1 2 } } ORDER BY ?x").rows
    ((1,), (2,))
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def ask(self, question: str, **parameters: str) -> Table:
        """Return the answer to a question of the catalogue.

        A parameter whose name is a Python keyword is written with an underscore: `from_`.
        """
        values = {name.rstrip("_"): str(value) for name, value in parameters.items()}
        return answer(self.store, find_question(question, catalogue()), values)

    def questions(self) -> Table:
        """Return the questions of the catalogue with their parameters."""
        rows = tuple(
            (q.name, q.group, q.question, " ".join(p.name for p in q.params))
            for q in catalogue().values()
        )
        return Table(("name", "group", "question", "parameters"), rows, title="Questions")

    def sparql(self, query: str) -> Table:
        """Return the answer to a SELECT query; the usual prefixes are declared."""
        return to_table(self.store.select(query))

    def search(self, words: str, *, draft: str = "", limit: int = 20) -> Table:
        """Return what holds the words, the best first."""
        return search(self.store, words, draft=draft, limit=limit)

    def rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib dataset, its default graph the union of all.

        >>> from treatygraph.store import OxigraphStore
        >>> len(Graph(OxigraphStore()).rdflib())
        0
        """
        from treatygraph.store.terms import to_dataset

        return to_dataset(self.store.dump())

    def networkx(self, *properties: str) -> networkx.MultiDiGraph[str]:
        """Return things and links as a networkx graph; properties as `tg:refersTo`.

        Nodes are IRIs with a `label`; edges bear the property's IRI as key.  Without
        properties, all links between things are taken.
        """
        import networkx

        from treatygraph.vocab import expand

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        chosen = " ".join(f"<{expand(name)}>" for name in properties)
        clause = f"VALUES ?link {{ {chosen} }}" if chosen else ""
        rows = self.sparql(
            f"SELECT DISTINCT ?from ?link ?to WHERE {{ {clause} ?from ?link ?to "
            "FILTER(ISIRI(?to)) FILTER(?link != rdf:type) } ORDER BY ?from ?link ?to"
        ).rows
        for start, link, end in rows:
            graph.add_edge(str(start), str(end), key=str(link))
        labels = "SELECT ?thing ?label WHERE { ?thing rdfs:label ?label } ORDER BY ?thing ?label"
        for thing, label in self.sparql(labels).rows:
            if thing in graph:
                graph.nodes[str(thing)].setdefault("label", label)
        return graph
