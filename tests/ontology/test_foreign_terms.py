"""Foreign terms: only those whose exact IRI somebody read, each with where it was read."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, ORG, PROV, SKOS, DefinedNamespace

from tests.ontology.graphs import BASE, ONTOLOGY, SCHEMES, SHAPES, TERMS, VALID

LIST = ONTOLOGY / "foreign-terms.csv"
#: Vocabularies of the languages themselves; and the licence, which is no term.
LANGUAGES = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/2001/XMLSchema#",
    "http://www.w3.org/ns/shacl#",
    "https://creativecommons.org/licenses/by/4.0/",
)
#: F read in the vocabulary's own file, C seen in production, S on a page of
#: documentation, T tried with rdflib's closed namespaces; nothing unverified.
STATUSES = {"F", "C", "S", "T"}
CLOSED: tuple[type[DefinedNamespace], ...] = (DC, DCTERMS, FOAF, ORG, PROV, SKOS)


def _rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _iris(path: Path) -> set[str]:
    graph = Graph().parse(path, format="turtle")
    named = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    literals = [term for term in graph.objects() if isinstance(term, Literal)]
    return named | {str(term.datatype) for term in literals if term.datatype}


def _is_foreign(iri: str) -> bool:
    return not iri.startswith((BASE, *LANGUAGES))


def test_the_list_of_foreign_terms_is_as_long_as_expected_at_least() -> None:
    assert len(_rows()) >= 80


def test_each_foreign_term_is_known_from_somewhere_and_none_is_unverified() -> None:
    for row in _rows():
        assert row["status"] in STATUSES, row
        assert row["source"], row


def test_no_foreign_term_is_listed_twice() -> None:
    listed = [row["iri"] for row in _rows()]

    assert sorted(set(listed)) == listed


@pytest.mark.parametrize(
    "path",
    [*TERMS, *SCHEMES, *SHAPES, *VALID],
    ids=lambda path: str(path.relative_to(ONTOLOGY)),
)
def test_a_file_names_no_foreign_term_that_is_not_listed(path: Path) -> None:
    listed = {row["iri"] for row in _rows()}

    assert set() == {iri for iri in _iris(path) if _is_foreign(iri)} - listed


def test_a_foreign_term_that_nobody_read_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    wrong = "http://data.europa.eu/eli/eli-dl#DraftLegislationWork"
    path.write_text(f"<{BASE}ontology#Draft> <{LANGUAGES[1]}subClassOf> <{wrong}> .")
    listed = {row["iri"] for row in _rows()}

    assert {wrong} == {iri for iri in _iris(path) if _is_foreign(iri)} - listed


def _constructed(path: Path) -> set[str]:
    """Return the IRIs that the template of a CONSTRUCT query writes, or picks from a table."""
    from rdflib.plugins.sparql import prepareQuery

    query = prepareQuery(path.read_text("utf-8"))
    written = {str(t) for triple in query.algebra.template for t in triple if isinstance(t, URIRef)}
    text = path.read_text("utf-8")
    prefixes = dict(re.findall(r"PREFIX ([\w-]+): <([^>]+)>", text))
    table = re.search(r"VALUES [^{]*\{(.*?)\n  \}", text, re.DOTALL)
    picked = re.findall(r"([a-z]+):(\w+)\)", table.group(1)) if table else []
    return written | {prefixes[prefix] + name for prefix, name in picked}


PROFILES = sorted((ONTOLOGY.parent / "queries" / "profiles").glob("*/*.rq"))
#: IRIs in profiles that are no terms: a specification, the software.
NO_TERMS = {"http://tools.ietf.org/rfc/rfc3778"}


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_profile_names_no_foreign_term_that_is_not_listed(path: Path) -> None:
    listed = {row["iri"] for row in _rows()} | NO_TERMS

    assert set() == {iri for iri in _constructed(path) if _is_foreign(iri)} - listed


def test_each_listed_term_is_used_where_the_list_says() -> None:
    ontology, alignments = (_iris(path) for path in TERMS)
    profiles = {iri for path in PROFILES for iri in _constructed(path)}
    used = {"ontology": ontology, "alignments": alignments, "profiles": profiles}
    for row in _rows():
        assert row["iri"] in used[row["used_in"]], row


def test_terms_tried_with_rdflib_are_in_its_closed_namespaces() -> None:
    tried = [row["iri"] for row in _rows() if row["status"] == "T"]

    assert len(tried) >= 30
    for iri in tried:
        (namespace,) = (one for one in CLOSED if iri.startswith(str(one)))
        assert URIRef(iri) in namespace
