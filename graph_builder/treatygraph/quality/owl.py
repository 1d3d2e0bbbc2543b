"""Reasoning in OWL 2 with HermiT or Pellet: the one door to owlready2.

Both need Java: the one in `JAVA_HOME` where that is set, else the one on the PATH.
Reasoners answer with the closest classes and properties; `reasoning` adds those above.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from treatygraph.errors import TreatyGraphError
from treatygraph.iris import BASE
from treatygraph.resources import locate

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

__all__ = ["Reasoner", "infer", "is_consistent", "java", "owl"]

Reasoner = Literal["hermit", "pellet"]

#: Mark of the IRIs that stand for blank nodes (RDF 1.1 Concepts, section 3.5).
_GENID = "/.well-known/genid/"

#: Datatypes outside the OWL 2 datatype map, which HermiT refuses: their values are left
#: out, and the shapes judge them (OWL 2 Structural Specification, section 4).
_OUTSIDE = (
    "http://www.w3.org/2001/XMLSchema#date",
    "http://www.w3.org/2001/XMLSchema#gYear",
    "http://www.w3.org/2001/XMLSchema#gYearMonth",
)
#: The graph that owlready2 puts inferences into, spelt as it spells it.
_INFERRED = "http://inferrences/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def is_consistent(data: Iterable[Quad | Triple], reasoner: Reasoner = "hermit") -> bool:
    """Return whether quads or triples, taken as one OWL ontology, have a model."""
    return infer(data, reasoner) is not None


def infer(
    data: Iterable[Quad | Triple], reasoner: Reasoner = "hermit", *, values: bool = False
) -> tuple[Triple, ...] | None:
    """Return what a reasoner adds, in order, or None where the data has no model.

    What is added are the closest classes of things and of classes, and with `values`
    the values of object properties.
    """
    import owlready2
    from pyoxigraph import RdfFormat, parse

    given = list(data)
    world = _load(given, "https://w3id.org/treatygraph/checked")
    owlready2.JAVA_EXE = java()
    run = owlready2.sync_reasoner_pellet if reasoner == "pellet" else owlready2.sync_reasoner_hermit
    try:
        run(world, infer_property_values=values, debug=0)
        out = BytesIO()
        world.get_ontology(_INFERRED).save(out, format="ntriples")
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    except owlready2.OwlReadyJavaError as cause:
        raise _java_trouble(reasoner, str(cause)) from cause
    except FileNotFoundError as cause:
        raise _no_java() from cause
    finally:
        world.close()
    terms = _terms(given)
    added = {quad.triple for quad in parse(out.getvalue(), format=RdfFormat.N_TRIPLES)}
    return tuple(sorted((t for t in added if _tells(t, terms)), key=str))


def owl(*, data: bool = False) -> Any:
    """Return the ontology as owlready2 classes; with `data`, the built graph in them.

    The result is an owlready2 ontology in a world of its own: `owl().Provision` is a
    class, `owl().inDraft` a property, `owl().world.sparql(…)` a query.  Concepts of the
    schemes are always there.  The facts inferred in the build come with the data.

    >>> ontology = owl()
    >>> ontology.Article.is_a[0].name
    'Provision'
    >>> ontology.OrphanProvision.equivalent_to[0].Classes[0] is ontology.Article
    True
    >>> sorted(c.name for c in ontology.PowerProvision.subclasses())
    ['PowerWithoutSafeguard']
    """
    from pyoxigraph import RdfFormat, parse

    from treatygraph.home import current_graph

    root = locate("ontology")
    files = [root / "treaty.ttl", *sorted((root / "schemes").glob("*.ttl"))]
    triples = [
        quad.triple
        for path in files
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]
    if data:
        text = (current_graph() / "graph.nq").read_bytes()
        facts = parse(text, format=RdfFormat.N_QUADS)
        triples += [
            quad.triple
            for quad in facts
            if not str(quad.graph_name).endswith(("/graph/ontology>", "/graph/schemes>"))
        ]
    return _load(triples, f"{BASE}ontology").get_ontology(f"{BASE}ontology#")


def _load(data: Iterable[Quad | Triple], name: str) -> Any:
    import owlready2

    world = owlready2.World()
    world.get_ontology(f"{name}#").load(fileobj=BytesIO(_ntriples(data)), format="ntriples")
    return world


def _ntriples(data: Iterable[Quad | Triple]) -> bytes:
    from pyoxigraph import Literal, Quad, RdfFormat, serialize

    triples = (item.triple if isinstance(item, Quad) else item for item in data)
    kept = {
        _unskolemized(t)
        for t in triples
        if not (isinstance(t.object, Literal) and t.object.datatype.value in _OUTSIDE)
    }
    return serialize(kept, format=RdfFormat.N_TRIPLES) or b""


def _unskolemized(triple: Triple) -> Triple:
    """Return a triple with blank nodes again: OWL reads no definition without them."""
    from pyoxigraph import BlankNode, NamedNode, Triple

    def plain(term: Any) -> Any:
        if isinstance(term, NamedNode) and _GENID in term.value:
            return BlankNode(re.sub(r"\W", "", term.value.partition(_GENID)[2]))
        return term

    if _GENID not in str(triple):
        return triple
    return Triple(plain(triple.subject), triple.predicate, plain(triple.object))


def _terms(data: Iterable[Quad | Triple]) -> set[Any]:
    """Return the classes and properties that are declared."""
    kinds = ("#Class", "#ObjectProperty", "#DatatypeProperty", "#AnnotationProperty")
    return {
        item.subject
        for item in data
        if item.predicate.value == _TYPE and getattr(item.object, "value", "").endswith(kinds)
    }


def _tells(triple: Triple, terms: set[Any]) -> bool:
    """Tell whether an inference is about named things or classes, and says something.

    A term that a mapping annotates is for owlready2 a thing as well, and its superclasses
    come back as the classes of that thing: these say nothing new.
    """
    from pyoxigraph import NamedNode

    language = ("http://www.w3.org/2002/07/owl#Thing", "http://www.w3.org/2002/07/owl#Ontology")
    both = isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)
    if triple.predicate.value == _TYPE and triple.subject in terms:
        return False
    return both and getattr(triple.object, "value", "") not in language


def java() -> str:
    """Return the program that runs the reasoners: in `JAVA_HOME`, else the one on the PATH."""
    home = os.environ.get("JAVA_HOME", "")
    path = Path(home, "bin", "java")
    return str(path) if home and path.exists() else "java"


def _no_java() -> TreatyGraphError:
    return TreatyGraphError(
        "Java was not found, and HermiT and Pellet need it.",
        expected="java on the PATH or in JAVA_HOME, version 8 or newer for HermiT",
        remedy="apt-get install default-jre-headless; or run with --reasoner rl, without Java",
    )


def _java_trouble(reasoner: str, message: str) -> TreatyGraphError:
    versions = [
        int(number) - 44 for number in re.findall(r"class file versions? (?:up to )?(\d+)", message)
    ]
    if "UnsupportedClassVersionError" in message and versions:
        return TreatyGraphError(
            f"{reasoner.title()}, as owlready2 brings it, needs Java {versions[0]} or newer; "
            f"this is Java {versions[-1]}.",
            expected=f"java {versions[0]} on the PATH or in JAVA_HOME",
            remedy="set JAVA_HOME to a JDK of that version, or run with --reasoner hermit",
        )
    return TreatyGraphError(
        f"{reasoner.title()} could not reason: {message.strip()}",
        expected="an ontology in OWL 2 DL, and Java 8 or newer",
        remedy="read the reasoner's message; treatygraph doctor shows the Java found",
    )
