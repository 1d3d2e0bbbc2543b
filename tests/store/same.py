"""When two engines gave the same answer, and how a server is filled for it."""

from treatygraph.store.remote import by_graph

BASE = "https://w3id.org/treatygraph/"


def fill(store, source):
    """Put every graph of a source on a server, and take away what else is there."""
    graphs = by_graph(source.dump())
    for name in store.graph_names(BASE):
        if name not in graphs:
            store.update(f"CLEAR GRAPH <{name}>")
    for name, triples in graphs.items():
        store.put(name, triples)


def same_answer(expected, found):
    """Same columns, same rows in the same order; a joined list may come in any order.

    SPARQL 1.1, section 18.5.1.7: the order within GROUP_CONCAT is not defined.
    """
    return (expected.variables, _rows(expected)) == (found.variables, _rows(found))


def _rows(answer):
    return [tuple(_parts(term) for term in row) for row in answer.rows]


def _parts(term):
    value = getattr(term, "value", None)
    return sorted(value.split("; ")) if value and "; " in value else term
