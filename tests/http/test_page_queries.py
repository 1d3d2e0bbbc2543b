"""The queries of the pages give what a walk over the quads gives, whatever stays unbound.

The walk knows no OPTIONAL and no EXISTS, so that a pattern that is read otherwise than it was
meant shows as a difference.
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from tests.queries.gold import shipped_store
from treatygraph.asker import Asker
from treatygraph.dossier.library import Library
from treatygraph.dossier.stakeholder import stakeholder_dossier
from treatygraph.http import provisions
from treatygraph.queryfile import table_query
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.vocab import PREFIXES, expand

TRIG = Path(__file__).with_name("graph.trig")


class Quads:
    """Triples by subject and by object, as plain text."""

    def __init__(self, store):
        self.out, self.back = defaultdict(set), defaultdict(set)
        for quad in store:
            s, p, o = quad.subject.value, quad.predicate.value, getattr(quad.object, "value", "")
            self.out[s, p].add(o)
            self.back[o, p].add(s)

    def objects(self, thing, name):
        return self.out[thing, expand(name)]

    def subjects(self, thing, name):
        return self.back[thing, expand(name)]

    def within(self, thing):
        return {thing} | self.subjects(thing, "tg:inArticle")


class Page:
    def __init__(self, store):
        self.rows = Asker(OxigraphStore(store)).records


@pytest.fixture(scope="module")
def shipped():
    store = shipped_store().inner
    return Page(store), Quads(store)


def articles(quads):
    return sorted(quads.subjects(expand("tg:Article"), "rdf:type"))


def test_an_article_lists_its_own_references_and_no_others(shipped):
    page, quads = shipped
    checked = 0
    for article in articles(quads):
        parts = quads.within(article)
        own = {
            fact
            for part in parts
            for name in ("tg:referenceFrom", "tg:referenceTo")
            for fact in quads.subjects(part, name)
        }

        assert own == {row["fact"] for row in provisions.relations_of(page, article)[0]}, article
        checked += len(own)

    assert checked > 1000


def test_an_article_lists_what_is_said_of_its_safeguards_and_no_more(shipped):
    page, quads = shipped
    for article in articles(quads):
        parts, above, step = quads.within(article), set(), {article}
        while step:
            step = {up for one in step for up in quads.objects(one, "eli:is_part_of")}
            above |= step
        named = {fact for part in parts for fact in quads.subjects(part, "tg:mentionIn")}
        wide = {
            fact
            for part in parts | above
            for name in ("tg:absenceFrom", "tg:appliesTo", "tg:clause")
            for fact in quads.subjects(part, name)
            if article not in quads.objects(fact, "tg:except") or part in parts
        }

        assert named | wide == {row["fact"] for row in provisions.relations_of(page, article)[1]}


def test_an_article_lists_the_statements_that_are_about_it(shipped):
    page, quads = shipped
    found = 0
    for article in articles(quads):
        things = quads.within(article) | quads.objects(article, "tg:ofLineage")
        things |= quads.objects(article, "tg:chapterRole")
        own = {s for thing in things for s in quads.subjects(thing, "tg:target")}

        assert own == {row["statement"] for row in provisions.positions_on(page, article)}, article
        found += len(own)

    assert found > 100


def test_a_stakeholder_has_its_own_statements(shipped):
    _, quads = shipped
    library = Library(shipped_store())
    for stakeholder in sorted(quads.subjects(expand("tg:Stakeholder"), "rdf:type")):
        dossier = stakeholder_dossier(library, stakeholder)
        listed = [said for _, _, group in dossier.groups for said in group]

        assert quads.subjects(stakeholder, "tg:heldBy") == {
            said.iri for said in (*listed, *dossier.rest)
        }


def _queries():
    root = locate("queries", "tables")
    found = {}
    for path in sorted(root.rglob("*.rq")):
        query = table_query(str(path.relative_to(root).with_suffix("")))
        parameters = [word.partition("=")[0] for word in query.words("params")]
        if set(parameters) <= {"draft", "from", "it"}:
            found[query.place] = query
    return found


QUERIES = _queries()
#: Leaving a triple out of what these forbid, or of what they have by default, may add rows.
NEGATIVE = re.compile(
    r"LIMIT|COALESCE|NOT EXISTS|!\s*BOUND|MINUS|!=|COUNT|SUM|SAMPLE|BIND\(EXISTS|IF\(EXISTS"
)


def _answers(query, store, given):
    rows = Asker(OxigraphStore(store)).records(query, given)
    return {frozenset((k, v) for k, v in row.items() if k not in given) for row in rows}


def _toy(without=None):
    store = Store()
    store.bulk_load(path=str(TRIG), format=RdfFormat.TRIG)
    if without is not None:
        for quad in list(store.quads_for_pattern(None, without, None, None)):
            store.remove(quad)
    return store


def _bindings(query, store):
    parameters = [word.partition("=")[0] for word in query.words("params")]
    if "it" in parameters:
        return [{"it": iri} for iri in sorted({q.subject.value for q in store})]
    drafts = {q.object.value for q in store if q.predicate.value.endswith("#inDraft")}
    return [dict.fromkeys(parameters, draft) for draft in sorted(drafts)] if parameters else [{}]


def test_the_queries_of_the_pages_were_collected():
    assert len(QUERIES) >= 35


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_triple_less_gives_no_row_more(name):
    query = QUERIES[name].text
    if NEGATIVE.search(query):
        pytest.skip("a triple less may rightly give a row more")
    full = _toy()
    predicates = {q.predicate for q in full if _is_named(q.predicate.value, query)}
    fewer = [_toy(without=predicate) for predicate in sorted(predicates, key=str)]
    for given in _bindings(QUERIES[name], full):
        before = _answers(query, full, given)
        rows = {row for store in fewer for row in _answers(query, store, given)}

        assert set() == {row for row in rows if not any(row <= old for old in before)}, given


def _is_named(iri, query):
    return any(
        prefix in PREFIXES and PREFIXES[prefix] + local == iri
        for prefix, local in re.findall(r"\b([a-z]+):(\w+)", query)
    )
