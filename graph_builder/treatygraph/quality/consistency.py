"""Consistency in the sense of OWL 2, found by HermiT: the one door to owlready2.

Meant for the ontology, its schemes and its examples, and for graphs of their size;
HermiT needs Java and minutes where rules need a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from treatygraph.errors import TreatyGraphError

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

__all__ = ["is_consistent"]

#: Datatypes outside the OWL 2 datatype map, which HermiT refuses: their values are left
#: out, and the shapes judge them (OWL 2 Structural Specification, section 4).
_OUTSIDE = (
    "http://www.w3.org/2001/XMLSchema#date",
    "http://www.w3.org/2001/XMLSchema#gYear",
    "http://www.w3.org/2001/XMLSchema#gYearMonth",
)


def is_consistent(data: Iterable[Quad | Triple]) -> bool:
    """Return whether quads or triples, taken as one OWL ontology, have a model."""
    import owlready2

    world = owlready2.World()
    ontology = world.get_ontology("https://w3id.org/treatygraph/checked")
    ontology.load(fileobj=BytesIO(_ntriples(data)), format="ntriples")
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except owlready2.OwlReadyJavaError as cause:
        raise TreatyGraphError(
            f"HermiT could not reason: {cause}",
            expected="an ontology in OWL 2 DL, and Java 8 or newer",
            remedy="read HermiT's message; install Java if it is missing",
        ) from cause
    except FileNotFoundError as cause:
        raise TreatyGraphError(
            "Java was not found.",
            expected="the command java, for HermiT",
            remedy="apt-get install default-jre-headless",
        ) from cause
    finally:
        world.close()
    return True


def _ntriples(data: Iterable[Quad | Triple]) -> bytes:
    from pyoxigraph import Literal, Quad, RdfFormat, serialize

    triples = (item.triple if isinstance(item, Quad) else item for item in data)
    kept = {
        t
        for t in triples
        if not (isinstance(t.object, Literal) and t.object.datatype.value in _OUTSIDE)
    }
    return serialize(kept, format=RdfFormat.N_TRIPLES) or b""
