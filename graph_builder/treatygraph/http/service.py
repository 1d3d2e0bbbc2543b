"""The description of the endpoint, as SPARQL 1.1 Service Description asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["describe_service"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: Results and graphs, by the names of https://www.w3.org/ns/formats/.
_GIVEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "JSON-LD",
    "N-Triples",
    "RDF_XML",
    "TriG",
    "N-Quads",
)


def describe_service(address: str, graphs: list[str]) -> Iterator[Triple]:
    """Yield what the endpoint at `address` can do, and which named graphs it holds."""
    from pyoxigraph import Literal, NamedNode, Triple

    def say(subject: str, name: str, value: str) -> Triple:
        return Triple(NamedNode(subject), NamedNode(name), NamedNode(value))

    service, dataset = address, f"{address}#dataset"
    default = f"{address}#default-graph"
    yield say(service, _RDF_TYPE, f"{_SD}Service")
    yield say(service, f"{_SD}endpoint", address)
    yield say(service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query")
    yield say(service, f"{_SD}feature", f"{_SD}UnionDefaultGraph")
    for name in _GIVEN:
        yield say(service, f"{_SD}resultFormat", f"{_FORMATS}{name}")
    yield say(service, f"{_SD}defaultDataset", dataset)
    yield say(dataset, _RDF_TYPE, f"{_SD}Dataset")
    yield say(dataset, f"{_SD}defaultGraph", default)
    yield say(default, _RDF_TYPE, f"{_SD}Graph")
    for number, graph in enumerate(graphs, 1):
        entry = f"{address}#named-{number}"
        yield say(dataset, f"{_SD}namedGraph", entry)
        yield say(entry, _RDF_TYPE, f"{_SD}NamedGraph")
        yield say(entry, f"{_SD}name", graph)
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    yield Triple(NamedNode(service), label, Literal("The treatygraph endpoint", language="en"))
