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
    """Same columns and same rows, each as often; a joined list may come in any order.

    The order of rows does not count: SPARQL 1.1, section 15.1, leaves the order of literals
    with a language to the engine, as section 18.5.1.7 does within GROUP_CONCAT.
    """
    return (expected.variables, _rows(expected)) == (found.variables, _rows(found))


def _rows(answer):
    return sorted(str([_parts(term) for term in row]) for row in answer.rows)


def _parts(term):
    value = getattr(term, "value", None)
    return sorted(value.split("; ")) if value and "; " in value else term
