"""What is asked of one treaty reads that treaty alone, whatever else is loaded.

Rules for queries, each met in ours: an inner SELECT hands its parameter on, so that it is bound
there; parts of a group start from what is bound, not from a constant that all treaties share; an
OPTIONAL of several patterns is an inner SELECT, or they stand one within the other.
"""

import logging
import re
from functools import cache

import pytest
from pyoxigraph import NamedNode

from tests.queries.grown import kinds, read_whole
from treatygraph.catalogue import catalogue
from treatygraph.resources import locate
from treatygraph.store import bind

#: Tables whose parameter is what all treaties share: a class, a status.
OF_ALL = {"asking/things", "facts/by-basis", "provisions/of-status", "provisions/of-role"}
#: A picture takes from it what is in the picture; it is of all statements.
OF_ALL |= {"pictures/targets"}
PART = "?article a tg:Article ; tg:inDraft ?draft ."
#: Questions that are known to read others still, in a part of theirs.
GROWS = {"dropped-and-new", "powers-without-what-is-called-for", "sides-on-lineage"}
few = cache(kinds)


def _tables():
    found = {}
    root = locate("queries", "tables")
    for path in sorted(root.rglob("*.rq")):
        text = path.read_text("utf-8")
        if given := re.search(r"^#\+ params: (.*)$", text, re.M):
            names = {one.partition("=")[0] for one in given[1].split()}
            found[path.relative_to(root).with_suffix("").as_posix()] = (text, names)
    return found


QUESTIONS = {name: one for name, one in sorted(catalogue().items()) if one.params}
TABLES = _tables()


@pytest.fixture(autouse=True)
def _quiet():
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def read(query, names):
    terms = {name: NamedNode(f"urn:{name}") for name in names}
    return read_whole(bind(query, terms), set(names), few())


def test_the_queries_were_collected():
    assert len(QUESTIONS) >= 44
    assert len(TABLES) > 50


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_on_one_treaty_reads_no_other(name):
    question = QUESTIONS[name]
    found = read(question.query, [one.name for one in question.params])

    assert (name in GROWS) == bool(found), found


@pytest.mark.parametrize("name", sorted({*TABLES} - OF_ALL))
def test_a_table_of_one_thing_reads_no_other(name):
    query, names = TABLES[name]

    assert [] == read(query, sorted(names)) + read(query, sorted(names, reverse=True))


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        (
            "an inner SELECT that does not hand the draft on",
            f"{PART} OPTIONAL {{ SELECT ?article ?n {{ ?p tg:inArticle ?article ; ?y ?n }} }}",
        ),
        (
            "a branch that starts from a concept",
            f"{PART} {{ ?m tg:mentionOf tg:x ; tg:mentionIn ?article }} UNION {{ ?article ?y ?m }}",
        ),
        (
            "a branch that starts from its own end",
            f"{PART} {{ ?m tg:clause ?p . ?p tg:inArticle ?article }} UNION {{ ?article ?y ?m }}",
        ),
        (
            "several patterns in NOT EXISTS",
            f"{PART} FILTER NOT EXISTS {{ ?p tg:inArticle ?article . ?p tg:names ?what }}",
        ),
        (
            "several patterns on a known thing in OPTIONAL",
            f"{PART} ?article tg:x ?c OPTIONAL {{ ?c a tg:Chapter ; tg:chapterRole ?role }}",
        ),
        (
            "many patterns in OPTIONAL",
            f"{PART} OPTIONAL {{ ?m tg:mentionIn ?p ; tg:basis ?b ; tg:modality ?f ; tg:rule ?r }}",
        ),
        (
            "things that no parameter binds",
            f"{PART} ?thing a tg:Lineage OPTIONAL {{ ?thing tg:x ?article }}",
        ),
        ("what is told apart only afterwards", "?p tg:inDraft ?any . FILTER(?any = ?draft)"),
    ],
)
def test_what_reads_other_treaties_is_found(kind, pattern):
    assert read(f"SELECT * WHERE {{ {pattern} }}", ["draft"]), kind


@pytest.mark.parametrize(
    "pattern",
    [
        f"{PART} OPTIONAL {{ SELECT ?draft ?p ?n {{ ?p tg:inDraft ?draft ; tg:order ?n }} }}",
        f"{PART} {{ ?p tg:inArticle ?article . ?m tg:mentionIn ?p }} UNION {{ ?article ?y ?m }}",
        f"{PART} ?article tg:x ?c OPTIONAL {{ ?c tg:chapterRole ?r OPTIONAL {{ ?r ?x ?y }} }}",
        f"{PART} ?article tg:ofLineage/eli:is_about ?what . ?what a tg:Crime ; ?x ?y",
        f"{PART} FILTER NOT EXISTS {{ ?article tg:status ?gone }}",
    ],
)
def test_what_reads_its_own_treaty_is_left_alone(pattern):
    assert [] == read(f"SELECT * WHERE {{ {pattern} }}", ["draft"])
