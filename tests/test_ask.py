"""A question gets a table, its parameters are what people write, its gaps are said."""

from pathlib import Path

import pytest

from treatygraph.ask import answer, explain, find_question
from treatygraph.catalogue import catalogue, parse_question
from treatygraph.errors import DataError, QueryError, UsageError
from treatygraph.pipeline import build
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore

NAME = "articles-without-reference"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    report = build([locate("data")], tmp_path_factory.mktemp("graph"))
    assert report.place is not None
    return OxigraphStore.load(Path(report.place) / "graph.nq")


def ask(store, **values):
    return answer(store, catalogue()[NAME], values)


def test_chapter_iv_of_the_zero_draft_lacks_a_link_in_twelve_articles(store):
    table = ask(store, draft="zero-draft", chapter="IV", target="36")
    column = table.columns.index
    numbers = [row[column("number")] for row in table.rows]

    assert [str(n) for n in range(23, 35)] == numbers
    assert {"lacks"} == {row[column("answer")] for row in table.rows}
    assert {"attested"} == {row[column("basis")] for row in table.rows}
    assert any("0 of 12" in note for note in table.notes)


def test_what_is_only_recalled_of_the_adopted_text_is_marked_so(store):
    table = ask(store, draft="adopted", chapter="IV", target="36")
    named = [table.columns.index(name) for name in ("answer", "basis")]

    assert {("lacks", "unverified")} == {tuple(row[i] for i in named) for row in table.rows}
    assert table.notes[0].startswith("References were read from the official text in 0 of 12")


def test_a_place_that_is_not_registered_cannot_be_judged_and_the_answer_says_why(store):
    table = ask(store, draft="rev-1", chapter="IV", target="36")

    assert 1 == len(table.rows)
    assert "cannot tell: of rev-1 only Articles" in " ".join(map(str, table.rows[0]))


@pytest.mark.parametrize("chapter", ["IV", "ch-4", "4", "chapter iv", "Chapter 4"])
@pytest.mark.parametrize(
    "target",
    [
        "36",
        "art-36",
        "Article 36",
        "protection-of-personal-data",
        "Protection of personal data",
        "https://w3id.org/treatygraph/id/un-cybercrime/zero-draft/art-36",
        "id:un-cybercrime/zero-draft/art-36",
    ],
)
def test_a_parameter_may_be_a_number_a_key_a_name_or_an_iri(store, chapter, target):
    assert len(ask(store, draft="zero-draft", chapter=chapter, target=target).rows) == 12


def test_a_wrong_draft_is_answered_with_near_matches(store):
    with pytest.raises(UsageError, match="zero-draft"):
        ask(store, draft="zero", chapter="IV", target="36")


def test_a_wrong_article_is_answered_with_the_draft_it_is_missing_from(store):
    with pytest.raises(UsageError, match="no provision '360' in 2001"):
        ask(store, draft="budapest/2001", chapter="II", target="360")


def test_a_missing_parameter_shows_the_usage(store):
    with pytest.raises(UsageError, match="chapter=<chapter>"):
        ask(store, draft="zero-draft", target="36")


def test_a_wrong_parameter_name_is_answered_with_the_near_one(store):
    with pytest.raises(UsageError, match="did you mean 'target'"):
        ask(store, draft="zero-draft", chapter="IV", targte="36")


def test_a_wrong_question_is_answered_with_near_ones():
    with pytest.raises(UsageError, match=NAME):
        find_question("articles-without-refs", catalogue())


def test_the_explained_query_gives_the_same_rows(store):
    values = {"draft": "zero-draft", "chapter": "IV", "target": "36"}
    query = explain(store, catalogue()[NAME], values)

    assert len(store.select(query).rows) == 12


def test_a_query_to_another_server_is_refused(store):
    with pytest.raises(QueryError, match="another server"):
        store.select("SELECT * WHERE { SERVICE <https://example.org/sparql> { ?a ?b ?c } }")


def test_the_word_service_in_a_label_is_no_federation(store):
    rows = store.select('SELECT ?x WHERE { ?x rdfs:label "SERVICE <https://a.b/>" }').rows

    assert rows == ()


HEAD = "#+ summary: S.\n#+ question: Q?\n#+ group: g\n#+ columns: a\n"
QUERY = "SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a\n"


def test_a_question_file_is_read():
    question = parse_question(HEAD + "#+ params: b=draft\n" + QUERY, name="queries/g/x.rq")

    assert (question.name, question.columns, question.params[0].type) == ("x", ("a",), "draft")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("question", "qestion") + QUERY, r"g/x\.rq:2: (.|\n)*did you mean 'question'"),
        (HEAD.replace("#+ summary: S.\n", "") + QUERY, "no 'summary'"),
        (HEAD.replace("columns: a", "columns: b") + QUERY, "not what the query selects"),
        (HEAD + "#+ params: b=drafft\n" + QUERY, "'b=drafft' cannot be read"),
        (HEAD.replace("group: g", "group: h") + QUERY, "not the folder's name"),
        (HEAD + "#+ group: g\n" + QUERY, r"g/x\.rq:5"),
    ],
)
def test_a_broken_head_is_an_error_with_its_place(text, message):
    with pytest.raises(DataError, match=message):
        parse_question(text, name="queries/g/x.rq")


def test_the_catalogue_is_read_once_for_each_base(monkeypatch):
    first, texts = catalogue(), []
    monkeypatch.setattr("treatygraph.catalogue.read_text", lambda *_, **__: texts.append(1))

    assert first == catalogue()
    first.clear()
    assert catalogue()
    assert [] == texts
