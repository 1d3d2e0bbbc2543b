"""What the ontology itself says of the facts, in a named graph of its own, with its origin.

Stated facts, what the project's rules derive (`graph/inferences`) and what OWL 2 RL
infers (`graph/inferences-owl`) stay apart; `graph/about` says how each was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from treatygraph.archive import Archive
from treatygraph.iris import Minter
from treatygraph.pipeline.collect import ontology_nquads
from treatygraph.quality.rl import inferring, module, rl_inferences
from treatygraph.store.remembering import RememberingStore
from treatygraph.vocab import expand

__all__ = ["INFERRED", "apply_ontology", "origin"]

#: Named graph → how it was made, and what was used besides the stated facts.
INFERRED = {
    "inferences": ("rules", "Applying the rules of queries/rules", ()),
    "inferences-owl": (
        "owl-rl",
        "Inferring with the rules of OWL 2 RL",
        ("ontology", "inferences"),
    ),
}


def apply_ontology(store: RememberingStore, minter: Minter, archive: Archive) -> int:
    """Add what OWL 2 RL infers to its graph; return how many triples that are.

    What it inferred from the same triples before is taken from the archive.
    """
    graph = minter.graph("inferences-owl")
    terms = ontology_nquads(minter, archive)
    used = [f"<{name}>" for name in inferring(parse(terms, format=RdfFormat.N_QUADS))]

    def infer() -> bytes:
        given = module(store.inner, minter.graph("ontology"))
        lines = sorted((serialize(given, format=RdfFormat.N_TRIPLES) or b"").splitlines())
        return archive.made(
            "owl-2-rl",
            lines,
            lambda: serialize(rl_inferences(given), format=RdfFormat.N_TRIPLES) or b"",
        )

    told: list[str | bytes] = [terms, *(f"{name} {store.mark(name)}" for name in used)]
    found = archive.made("owl-2-rl by mark", told, infer).splitlines()
    store.add_nquads(b"".join(b"%b <%b> .\n" % (line[:-2], graph.encode()) for line in found))
    return len(found)


def origin(graphs: Iterable[str], minter: Minter) -> Iterator[Quad]:
    """Yield which activity made each graph of inferences, and what it used."""
    about = NamedNode(minter.graph("about"))
    stated = set(graphs) - {minter.graph(name) for name in INFERRED} - {about.value}

    def quad(subject: str, predicate: str, value: str) -> Quad:
        return Quad(NamedNode(subject), NamedNode(expand(predicate)), NamedNode(value), about)

    for name, (key, label, more) in INFERRED.items():
        graph, activity = minter.graph(name), minter.thing("activity", key)
        yield quad(graph, "rdf:type", expand("prov:Entity"))
        yield quad(activity, "rdf:type", expand("prov:Activity"))
        yield quad(graph, "prov:wasGeneratedBy", activity)
        text = Literal(label, language="en")
        yield Quad(NamedNode(activity), NamedNode(expand("rdfs:label")), text, about)
        for used in sorted({*stated, *(minter.graph(one) for one in more)}):
            yield quad(activity, "prov:used", used)
