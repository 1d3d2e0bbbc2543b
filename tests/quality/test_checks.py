"""Each check finds the trouble it is for, and nothing in a sound graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store

from tests.ontology.graphs import shipped, sound
from treatygraph.errors import DataError
from treatygraph.quality.checks import read_checks, run_checks

PREFIXES = """\
@prefix e: <http://e/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix status: <https://w3id.org/treatygraph/scheme/status/> .
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
"""
#: Code of the check → trouble, and the local names of the things that are reported.
TROUBLE = {
    "chapter-without-role": (
        """e:a a tg:Chapter ; eli:id_local "ch-1" .
        e:b a tg:Chapter ; eli:id_local "ch-2" . e:s eli:is_part_of e:b ; tg:chapterRole e:r .
        e:c a tg:Chapter ; eli:id_local "ch-3" ; tg:chapterRole e:r .""",
        {"a"},
    ),
    "number-twice": (
        """e:a a tg:Article ; tg:inDraft e:d ; eli:number "5" .
        e:b a tg:Article ; tg:inDraft e:d ; eli:number "5" .
        e:c a tg:Article ; tg:inDraft e:other ; eli:number "5" .
        e:f a tg:Article ; tg:inDraft e:d ; eli:number "5" ; tg:status status:alternative .
        e:annex a tg:Annex . e:g a tg:Article ; tg:inDraft e:d ; eli:number "5" ;
            eli:is_part_of e:annex .""",
        {"a", "b"},
    ),
    "order-twice": (
        """e:a a tg:Provision ; tg:inDraft e:d ; tg:order 3 .
        e:b a tg:Provision ; tg:inDraft e:d ; tg:order 3 .
        e:c a tg:Provision ; tg:inDraft e:d ; tg:order 4 .""",
        {"a", "b"},
    ),
    "part-before-whole": ("e:a eli:is_part_of e:b ; tg:order 1 . e:b tg:order 2 .", {"a"}),
    "part-of-itself": ("e:a eli:is_part_of e:b . e:b eli:is_part_of e:a .", {"a", "b"}),
    "reference-leaves-draft": (
        """e:r tg:referenceFrom e:a ; tg:referenceTo e:b . e:a tg:inDraft e:d .
        e:b tg:inDraft e:other . e:s tg:referenceFrom e:a ; tg:referenceTo e:a .""",
        {"r"},
    ),
    "event-against-time": (
        """e:x tg:eventBefore e:d ; tg:eventAfter e:other . e:d prov:wasRevisionOf e:other .
        e:y tg:eventBefore e:other ; tg:eventAfter e:d .""",
        {"x"},
    ),
    "lineage-of-another-treaty": (
        """e:l a tg:Lineage ; tg:ofTreaty e:t ; eli:has_member e:a . e:a tg:inDraft e:d .
        e:m a tg:Lineage ; tg:ofTreaty e:u ; eli:has_member e:a . e:u eli:has_member e:d .""",
        {"l"},
    ),
    "session-runs-backwards": (
        """e:s tg:startDate "2024-02-09" ; tg:endDate "2024-01-29" .
        e:t tg:startDate "2024-01" ; tg:endDate "2024-01-29" .""",
        {"s"},
    ),
}


def _store(text: str) -> Store:
    store = Store()
    store.load(f"{PREFIXES}{text}".encode(), format=RdfFormat.TURTLE)
    return store


def test_each_check_has_a_case_and_each_case_a_check() -> None:
    assert set(TROUBLE) == {check.code for check in read_checks()}


@pytest.mark.parametrize("code", sorted(TROUBLE))
def test_a_check_finds_its_trouble_and_only_that(code: str) -> None:
    text, expected = TROUBLE[code]
    found = [finding for finding in run_checks(_store(text)) if finding.code == code]

    assert {f"http://e/{name}" for name in expected} == {finding.place for finding in found}
    assert all(finding.remedy for finding in found)


def test_the_valid_examples_pass_all_checks() -> None:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in sound())

    assert run_checks(store) == ()


def test_the_shipped_data_pass_all_checks() -> None:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in shipped())

    assert [finding for finding in run_checks(store) if finding.severity == "violation"] == []


def test_a_fork_with_a_base_of_its_own_is_checked_by_its_own_concepts() -> None:
    text, _ = TROUBLE["number-twice"]
    forked = PREFIXES.replace("https://w3id.org/treatygraph/scheme/", "http://fork/scheme/")
    store = Store()
    store.load(f"{forked}{text}".encode(), format=RdfFormat.TURTLE)
    found = {finding.place for finding in run_checks(store, base="http://fork/")}

    assert {"http://e/a", "http://e/b"} == found


@pytest.mark.parametrize("head", ["#+ sumary: x", "#+ summary: x", "#+ severity: grave"])
def test_a_broken_head_is_an_error_that_names_the_file(tmp_path: Path, head: str) -> None:
    (tmp_path / "wrong.rq").write_text(f"{head}\nSELECT * WHERE {{}}", encoding="utf-8")

    with pytest.raises(DataError, match=r"wrong\.rq"):
        read_checks(tmp_path)
