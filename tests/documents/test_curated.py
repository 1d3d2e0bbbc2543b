"""Curated files become records; every fault of every file is reported at once."""

from typing import Any

import pytest

from treatygraph.curated.records import DataFaults, load_draft, load_library
from treatygraph.model import Evidence
from treatygraph.model.keys import level_of, parent_of

DEFAULT = [{"basis": "unverified"}]
OWN: Any = {"basis": "attested", "document": "d", "place": "p. 1"}


def draft(**more):
    return load_draft(
        {
            "treaty": "toy",
            "draft": "first",
            "title": "Toy",
            "document": "toy",
            "evidence": DEFAULT,
            **more,
        }
    )


def test_own_evidence_of_one_aspect_adds_to_the_default():
    row = {"id": "art-1", "evidence": [{**OWN, "about": "number"}]}
    (provision,) = draft(provisions=[row]).provisions

    assert [e.basis for e in provision.evidence] == ["attested", "unverified"]


def test_own_evidence_of_the_whole_fact_replaces_the_default():
    (provision,) = draft(provisions=[{"id": "art-1", "evidence": [OWN]}]).provisions

    assert (Evidence(**OWN),) == provision.evidence


def test_an_article_belongs_to_the_last_container_above_it():
    rows = [{"id": key} for key in ("ch-1", "art-1", "art-1/para-1", "ch-2", "ch-2/sec-1", "art-2")]
    parents = {p.key: p.parent for p in draft(provisions=rows).provisions}

    assert parents["art-1"] == "ch-1"
    assert parents["art-1/para-1"] == "art-1"
    assert parents["ch-2/sec-1"] == "ch-2"
    assert parents["art-2"] == "ch-2/sec-1"


def test_the_level_follows_from_the_key():
    levels = {
        "ch-4": "chapter",
        "ch-2/sec-1": "section",
        "preamble": "preamble",
        "preamble/para-3": "preambular-paragraph",
        "art-24/para-2": "paragraph",
        "art-24/para-2/subpara-a": "subparagraph",
        "art-24/para-2/subpara-a/item-i": "item",
        "annex-1/art-3": "article",
    }

    assert levels == {key: level_of(key) for key in levels}
    assert None is parent_of("ch-4")


def test_faults_of_several_files_are_reported_together(tmp_path):
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.yaml").write_text("treaty: Toy\n")
    (tmp_path / "drafts" / "b.yaml").write_text("- 1\n")

    with pytest.raises(DataFaults) as caught:
        load_library(tmp_path)

    places = {fault.place.rpartition("/")[2] for fault in caught.value.faults}
    assert {"a.yaml:1", "b.yaml:1"} <= places


def test_a_fact_that_is_attested_needs_document_and_place(tmp_path):
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.yaml").write_text(
        "treaty: toy\ndraft: a\ntitle: t\ndocument: d\nevidence:\n  - basis: attested\n"
    )

    with pytest.raises(DataFaults, match=r"a\.yaml:6"):
        load_library(tmp_path)
