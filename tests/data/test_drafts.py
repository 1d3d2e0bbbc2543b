"""The shipped drafts and lineages hold together and rest on evidence."""

from functools import cache

import pytest

from treatygraph.curated.records import Library
from treatygraph.pipeline.collect import collect
from treatygraph.resources import locate

UN = "un-cybercrime"


@cache
def library() -> Library:
    return collect([locate("data")])


def draft(key):
    (only,) = [d for d in library().drafts if (d.treaty, d.draft) == (UN, key)]
    return only


@pytest.mark.parametrize(
    ("key", "articles", "chapters"), [("zero-draft", 58, 9), ("adopted", 68, 9)]
)
def test_the_outline_has_every_article_that_is_known(key, articles, chapters):
    levels = [p.level for p in draft(key).provisions]

    assert (articles, chapters) == (levels.count("article"), levels.count("chapter"))


def test_eight_documents_of_the_negotiation_are_registered():
    drafts = {d.draft for d in library().drafts if d.treaty == UN}

    assert {"cnd-1", "cnd-2", "zero-draft", "rev-1", "rev-2", "rev-3", "l-15", "adopted"} == drafts


def test_chapter_iv_of_the_zero_draft_holds_articles_23_to_34():
    inside = [p.key for p in draft("zero-draft").provisions if p.parent == "ch-4"]

    assert [f"art-{n}" for n in range(23, 35)] == inside


@pytest.mark.parametrize("facts", library().drafts, ids=lambda d: f"{d.treaty}.{d.draft}")
def test_every_fact_of_a_draft_has_a_basis(facts):
    kinds = (facts.provisions, facts.references, facts.mentions, facts.absences, facts.applications)
    bare = [fact for kind in kinds for fact in kind if not fact.evidence]

    assert bare == []


@pytest.mark.parametrize("facts", library().drafts, ids=lambda d: f"{d.treaty}.{d.draft}")
def test_a_known_basis_names_document_and_place(facts):
    kinds = (facts.provisions, facts.references, facts.mentions, facts.absences, facts.applications)
    bare = [
        entry
        for kind in kinds
        for fact in kind
        for entry in fact.evidence
        if entry.basis != "unverified" and not (entry.document and entry.place)
    ]

    assert bare == []


def test_members_of_lineages_exist_in_their_drafts():
    known = {(d.draft, p.key) for d in library().drafts if d.treaty == UN for p in d.provisions}
    missing = [
        (lineage.key, member.draft, member.provision)
        for lineage in library().lineages
        if lineage.treaty == UN
        for member in lineage.members
        if (member.draft, member.provision) not in known
    ]

    assert missing == []


def test_every_article_of_both_full_outlines_has_a_lineage():
    members = {(m.draft, m.provision) for x in library().lineages for m in x.members}
    orphans = [
        (key, p.key)
        for key in ("zero-draft", "adopted")
        for p in draft(key).provisions
        if p.level == "article" and (key, p.key) not in members
    ]

    assert orphans == []


def test_what_is_not_known_is_said():
    stated = {(c.aspect, c.of) for c in draft("zero-draft").coverage}

    assert {("headings", "ch-9"), ("references", "draft"), ("text", "draft")} <= stated
