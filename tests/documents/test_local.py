"""The user's own readings are kept whole, compared, and built into the graph."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from treatygraph.curated.own_readings import as_facts, load_drafts, save_draft
from treatygraph.curated.records import load_draft
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents import read
from treatygraph.documents.asjson import reading_json
from treatygraph.documents.asyaml import facts_yaml
from treatygraph.documents.verify import compare, confirmed
from treatygraph.errors import DataError
from treatygraph.link import merge
from treatygraph.model import DraftFacts, Evidence, Provision, Reference
from treatygraph.pipeline import build
from treatygraph.resources import locate

TEXT = "Article 1\nTerms\n\n1. Article 2 applies.\n\n2. [Each] Party acts.\n\nArticle 2\nScope\n\nSubject to article 9, all.\n"


def reading():
    return read(TEXT.encode(), name="toy.txt")


def test_a_saved_draft_comes_back_equal(tmp_path):
    facts = as_facts(reading(), treaty="toy", draft="first")
    save_draft(facts, tmp_path)

    assert [facts] == list(load_drafts(tmp_path))


def test_a_file_that_is_no_reading_is_named(tmp_path):
    (tmp_path / "x.json").write_text("{}")

    with pytest.raises(DataError, match=r"x\.json"):
        list(load_drafts(tmp_path))


def test_the_text_of_an_ingested_draft_is_in_the_graph(tmp_path):
    facts = as_facts(reading(), treaty="toy", draft="first")
    report = build([locate("data")], tmp_path, own=[facts])

    assert report.place is not None
    assert "Party acts." in Path(report.place, "graph.nq").read_text()


def test_facts_are_compared_one_by_one():
    facts = DraftFacts(
        treaty="toy",
        draft="first",
        title="Toy",
        document="toy",
        provisions=(
            Provision(key="art-1", level="article", number="1", heading="TERMS"),
            Provision(key="art-2", level="article", number="2", heading="Reach"),
            Provision(key="art-7", level="article", number="7"),
        ),
        references=(
            Reference(source="art-1", target="art-2", evidence=(Evidence(basis="unverified"),)),
            Reference(source="art-2", target="art-1"),
        ),
    )
    found = {(c.fact, c.aspect): c.result for c in compare(facts, reading())}

    assert "agrees" == found["art-1", "heading"]
    assert "differs" == found["art-2", "heading"]
    assert "differs" == found["art-7", "existence"]
    assert "agrees" == found["art-1 → art-2", "reference"]
    assert "differs" == found["art-2 → art-1", "reference"]


def test_what_agrees_is_confirmed_fact_by_fact():
    doubt = (Evidence(basis="unverified"),)
    facts = DraftFacts(
        treaty="toy",
        draft="first",
        title="Toy",
        document="toy",
        provisions=(
            Provision(key="art-1", level="article", number="1", heading="TERMS", evidence=doubt),
            Provision(key="art-2", level="article", number="2", heading="Reach", evidence=doubt),
            Provision(key="art-7", level="article", number="7", evidence=doubt),
        ),
        references=(
            Reference(source="art-1", target="art-2", evidence=doubt),
            Reference(source="art-2", target="art-1", evidence=doubt),
        ),
    )
    kept = confirmed(facts, reading(), list(compare(facts, reading())))
    merged = merge(facts, kept)
    bases = {p.key: [(e.basis, e.about) for e in p.evidence] for p in merged.provisions}

    assert [("unverified", ""), ("official-text", "")] == bases["art-1"]
    assert [("unverified", ""), ("official-text", "number")] == bases["art-2"]
    assert [("unverified", "")] == bases["art-7"]
    assert {"art-1", "art-2", "art-7"} == set(bases)
    assert "Reach" == merged.provisions[1].heading
    assert [
        ("art-2", "art-1", ["unverified"]),
        ("art-1", "art-2", ["unverified", "official-text"]),
    ] == [(r.source, r.target, [e.basis for e in r.evidence]) for r in merged.references]
    assert reading().document["sha256"] in kept.evidence[0].note


def test_a_confirmed_draft_is_saved_and_built(tmp_path):
    facts = load_draft(
        parse_yaml(
            locate("data", "sample", "drafts", "harbour-signals.first.yaml").read_text("utf-8"),
            name="x",
        ).data
    )
    here = read(locate("data", "sample", "texts", "first.txt").read_bytes(), name="first.txt")
    kept = confirmed(facts, here, list(compare(facts, here)))
    save_draft(kept, tmp_path)

    assert [kept] == list(load_drafts(tmp_path))
    assert len(kept.provisions) > 20


def test_confirmed_facts_pass_the_checks_of_the_build(tmp_path):
    text = locate("data", "drafts", "un-cybercrime.zero-draft.yaml").read_text("utf-8")
    facts = load_draft(parse_yaml(text, name="zero-draft").data)
    here = read(b"Chapter I\nGeneral provisions\n\nArticle 1\nStatement of purpose\n\nAll.\n")
    kept = confirmed(facts, here, list(compare(facts, here)))
    report = build([locate("data")], tmp_path, own=[kept])

    assert kept.provisions
    assert report.place is not None


def test_the_json_of_a_reading_keeps_to_its_schema():
    schema = json.loads(locate("data", "schema", "reading.schema.json").read_text("utf-8"))
    found = reading_json(reading())

    assert jsonschema_rs.Draft202012Validator(schema).is_valid(json.loads(json.dumps(found)))
    assert [("art-1/para-1", "art-2"), ("art-2", "art-9")] == [
        (r["from"], r["target"]) for r in found["references"]
    ]


def test_the_yaml_of_a_reading_is_a_draft_file():
    text = facts_yaml(reading(), treaty="toy", draft="2001", document="toy")
    facts = load_draft(parse_yaml(text, name="toy.yaml").data)
    here = reading()

    assert [p.key for p in here.provisions] == [p.key for p in facts.provisions]
    assert [p.parent for p in here.provisions] == [p.parent for p in facts.provisions]
    assert len(here.references) == len(facts.references)
    assert {None} == {p.text for p in facts.provisions}
