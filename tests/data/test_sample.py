"""The sample treaty: its texts, its facts and its answers speak of the same thing."""

import re
from hashlib import sha256

import pytest

from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.pipeline.collect import collect
from treatygraph.resources import locate

SAMPLE = locate("data", "sample")
LIBRARY = collect([SAMPLE])
DRAFTS = [d for d in LIBRARY.drafts if d.treaty == "harbour-signals"]
_ARTICLE = re.compile(r"^Article (\d+)\. (.+)$", re.M)


def text(draft):
    return (SAMPLE / "texts" / f"{draft}.txt").read_text("utf-8")


def test_there_are_three_drafts_with_text():
    assert ["first", "second", "third"] == [d.draft for d in DRAFTS]


@pytest.mark.parametrize("facts", DRAFTS, ids=lambda d: d.draft)
def test_every_article_of_the_text_is_a_fact_and_the_other_way_round(facts):
    printed = [
        (number, heading.removesuffix(" [agreed ad referendum]"))
        for number, heading in _ARTICLE.findall(text(facts.draft))
    ]

    assert printed == [(p.number, p.heading) for p in facts.provisions if p.level == "article"]


@pytest.mark.parametrize("facts", DRAFTS, ids=lambda d: d.draft)
def test_every_reference_stands_in_the_text_of_its_article(facts):
    bodies = _ARTICLE.split(text(facts.draft))
    articles = dict(zip(bodies[1::3], bodies[3::3], strict=True))
    missing = [
        r
        for r in facts.references
        if r.surface not in articles[r.source.split("/")[0].removeprefix("art-")]
    ]

    assert missing == []


@pytest.mark.parametrize("facts", DRAFTS, ids=lambda d: d.draft)
def test_the_registered_hash_is_that_of_the_text(facts):
    (document,) = [d for d in LIBRARY.registry.documents if d.key == facts.document]
    raw = (SAMPLE / "texts" / f"{facts.draft}.txt").read_bytes()

    assert (sha256(raw).hexdigest(), len(raw)) == (document.sha256, document.bytes)


def test_every_mark_of_negotiation_occurs():
    marks = {mark for d in DRAFTS for p in d.provisions for mark in p.status}

    assert {
        "agreed-ad-referendum",
        "alternative",
        "bracketed",
        "deleted",
        "placeholder",
        "proposed",
    } == marks


def test_every_recommendation_with_a_check_has_its_right_answer():
    answers = parse_yaml((SAMPLE / "answers.yaml").read_text("utf-8"), name="answers").data
    checked = {
        f"{file.key}/{s.key}" for file in LIBRARY.positions for s in file.statements if s.check
    }

    assert checked == set(answers["verdicts"])
    assert all(re.fullmatch("[PFIC]{3}", verdict) for verdict in answers["verdicts"].values())
