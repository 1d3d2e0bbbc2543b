"""Every page answers, says its own name, keeps labels as text, and reaches no other host."""

import re

import pytest
from starlette.testclient import TestClient

from treatygraph.assess.words import changed_words, marked
from treatygraph.http.app import create_app
from treatygraph.http.comparisons import pair
from treatygraph.http.site import open_site
from treatygraph.http.thing_facts import evidence_of

FIRST = "https://w3id.org/treatygraph/id/harbour/first"
HTML = {"accept": "text/html"}
PAGES = [
    "/",
    "/explore",
    "/explore?draft=second",
    "/explore?around=id/stakeholder/keepers",
    "/explore?question=articles-without-reference&draft=first&chapter=ch-2&target=art-1",
    "/read",
    "/read?draft=second",
    "/matrix",
    "/sides",
    "/sides?wider=1",
    "/sides?lineage=conditions",
    "/scoreboard",
    "/uptake",
    "/compare?from=first&to=second",
    "/compare?from=first&to=second&changes=1",
    "/timeline",
    "/lineages",
    "/lineages?colour=asked",
    "/articles",
    "/questions",
    "/questions/articles-without-reference",
    "/questions/articles-without-reference?draft=first&chapter=ch-2&target=art-1",
    "/search?q=lamps",
    "/help",
    "/sparql",
    "/ontology",
    "/void",
    "/api",
    "/page/id/harbour",
    "/page/id/harbour/first",
    "/page/id/harbour/first/ch-2",
    "/page/id/harbour/first/art-2",
    "/page/id/harbour/first/art-2/para-1",
    "/page/id/harbour/first/reference/r1",
    "/page/id/harbour/lineage/conditions",
    "/page/id/harbour/recommendation/paper/add-necessity",
    "/page/id/harbour/argument/paper/why",
    "/page/id/harbour/assessment/first/paper/add-necessity",
    "/page/id/stakeholder/keepers",
    "/page/id/document/paper",
    "/page/scheme/safeguard/necessity",
    "/page/graph/harbour/first",
    "/describe?iri=http://www.w3.org/2004/02/skos/core%23Concept",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_with_a_title_a_heading_and_a_policy(client, path):
    answer = client.get(path, headers=HTML)

    assert 200 == answer.status_code
    assert re.search(r"<title>[^<]+ · treatygraph</title>", answer.text)
    assert 1 == len(re.findall(r"<h1[ >]", answer.text))
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_hostile_labels_come_out_as_text(client, path):
    text = client.get(path, headers=HTML).text

    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert '<b>"&' not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_another_host(client, path):
    text = client.get(path, headers=HTML).text
    loaded = re.findall(r'<(?:script|img|link|iframe)\b[^>]*?(?:src|href)="([^"]*)"', text)

    assert loaded
    assert [] == [address for address in loaded if not address.startswith("/")]


def test_the_first_page_says_how_little_is_known(client):
    text = " ".join(client.get("/", headers=HTML).text.split())

    assert "Harbour Lights Convention:" in text
    assert "Of 2 drafts, 1 is known article by article, 1 in a few articles, 0 by name" in text
    assert "Of 4 articles, 1 was put down from general knowledge" in text
    assert "zero-draft" not in text


def test_a_server_that_starts_warm_has_made_the_first_pages(graph_file):
    site = open_site([graph_file], workers=1)
    with TestClient(create_app(site, warm=True)) as opened:
        made = set(site.cache)
        opened.get("/", headers=HTML)

    assert {"map", "figures", "known", "scores", ("html", ("explore", FIRST))} <= made


def test_the_page_of_an_article_says_who_asks_for_what(client):
    text = client.get("/page/id/harbour/first/art-2", headers=HTML).text

    assert "Name necessity beside proportionality" in text
    assert "key recommendation" in text
    assert "subject to article 1" in text
    assert "Second draft" in text


def test_the_page_of_a_recommendation_says_first_who_asks_and_what_became_of_it(client):
    text = client.get("/page/id/harbour/recommendation/paper/add-necessity", headers=HTML).text

    assert text.index("Keepers") < text.index("What became of it") < text.index("What is said")
    assert "tg:" not in text.partition("<h1>")[0]


def test_a_cell_of_the_scoreboard_opens_on_what_the_verdict_stands_on(client):
    board = client.get("/scoreboard", headers=HTML).text
    address = "/page/id/harbour/assessment/first/paper/add-necessity"
    text = client.get(address, headers=HTML).text

    assert f'href="{address}"' in board
    assert "Provisions that do not" in text
    assert 'href="/page/id/harbour/first/absence/b1"' in text
    assert "A reviewer found" in text


def test_the_ledger_says_what_is_still_open(client):
    assert "Open <small>(1)</small>" in client.get("/uptake", headers=HTML).text


def test_a_matrix_tells_direct_lack_and_chapter_wide_apart(client):
    text = client.get("/matrix?draft=first", headers=HTML).text

    rows = re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
    words = [re.findall(r'data-is="([a-z-]+)"|aria-label="(cannot tell)"', row) for row in rows[1:]]

    assert [["cannot tell"] * 2, ["direct", "none"], ["via", "cannot tell"]] == [
        [first or second for first, second in row] for row in words
    ]


def test_the_reader_says_beside_an_article_what_relates_to_it(client):
    text = client.get("/read?draft=first", headers=HTML).text
    line = next(part for part in text.split("<section") if 'id="art-2"' in part)
    words = " ".join(re.sub(r"<[^>]+>", "", line).split())

    assert "Elsewhere: Art. 1 (second)" in words
    assert "Names: " in words
    assert "Is said to lack: " in words
    assert "References: 1 out, 0 in" in words


def test_a_comparison_goes_by_lineage(client):
    text = client.get("/compare?from=first&to=second", headers=HTML).text

    assert "renumbered" in text
    assert "Article 2. Conditions" in text


def test_the_words_of_a_changed_heading_are_marked():
    assert [("", "Search of "), ("del", "lamps"), ("", " "), ("ins", "lights")] == marked(
        changed_words("Search of lamps", "Search of lights", context=9)
    )


def test_the_same_evidence_of_several_facts_stands_once(site):
    rows = evidence_of(site, f"{FIRST}/art-1")

    assert [("p. 2", "heading")] == [(row["place"], row["about"]) for row in rows]


def test_an_answer_comes_in_all_result_formats(client):
    path = "/questions/articles-without-reference?draft=first&chapter=ch-2&target=art-1&format="
    types = {
        form: client.get(path + form).headers["content-type"].partition(";")[0]
        for form in ("json", "xml", "csv", "tsv", "markdown")
    }

    assert {
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "markdown": "text/markdown",
    } == types


def test_an_answer_seen_before_is_not_sent_again_in_the_same_form_only(client):
    path = "/questions/articles-without-reference?draft=first&chapter=ch-2&target=art-1&format="
    tag = {"if-none-match": client.get(path + "csv").headers["etag"]}

    assert 304 == client.get(path + "csv", headers=tag).status_code
    assert 200 == client.get(path + "json", headers=tag).status_code
    assert 200 == client.get(path.replace("art-1", "art-3") + "csv", headers=tag).status_code


def test_a_wrong_parameter_is_answered_with_what_exists(client):
    path = "/questions/articles-without-reference?draft=first&chapter=IX&target=art-1"
    problem = client.get(path, headers={"accept": "text/csv"})
    page = client.get(path, headers=HTML)

    assert (400, 400) == (problem.status_code, page.status_code)
    assert "wrong-use" == problem.json()["code"]
    assert "Expected:" in page.text


def test_what_is_not_there_is_said_kindly(client):
    assert 404 == client.get("/page/id/nobody", headers=HTML).status_code
    assert 404 == client.get("/nowhere", headers=HTML).status_code
    assert 404 == client.get("/questions/nothing", headers=HTML).status_code
    assert 400 == client.get("/explore?draft=ninth", headers=HTML).status_code
    assert (
        400
        == client.get("/explore?draft=ninth", headers={"accept": "application/json"}).status_code
    )


def test_a_page_seen_before_is_not_sent_again(client):
    tag = client.get("/help", headers=HTML).headers["etag"]

    assert 304 == client.get("/help", headers={**HTML, "if-none-match": tag}).status_code


def test_nothing_is_new_or_gone_against_a_draft_that_is_known_in_part():
    before = [{"part": "a1", "lineage": "x"}]
    after = [{"part": "b2", "lineage": "y"}]

    assert [["dropped"], ["new"]] == [row["changes"] for row in pair(before, after)]
    assert [["not registered"], ["first registered"]] == [
        row["changes"] for row in pair(before, after, partly=(True, True))
    ]


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/graph", "/explore"),
        ("/graph/?draft=toy/one", "/explore?draft=toy/one"),
        ("/reader", "/read"),
        ("/safeguards", "/matrix"),
        ("/positions", "/sides"),
    ],
)
def test_an_address_guessed_from_a_page_leads_to_it(client, path, page):
    answer = client.get(path, follow_redirects=False)

    assert (303, page) == (answer.status_code, answer.headers["location"])


ELSEWHERE = """
<https://w3id.org/treatygraph/id/charter> <http://purl.org/dc/terms/title> "Charter"@en ,
  "\u0645\u064a\u062b\u0627\u0642"@ar , "Charte"@fr ;
  <http://www.w3.org/2000/01/rdf-schema#seeAlso> <http://example.org/5394> , <urn:x:javascript> .
"""


@pytest.fixture
def elsewhere(tmp_path):
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load(ELSEWHERE, format=RdfFormat.TURTLE)
    file = tmp_path / "graph.nq"
    store.dump(str(file), format=RdfFormat.N_QUADS)
    return TestClient(create_app(open_site([file])))


def test_words_in_another_language_say_which(elsewhere):
    text = elsewhere.get("/page/id/charter", headers=HTML).text

    assert '<span lang="ar" dir="auto">' in text
    assert '<span lang="fr" dir="auto">Charte</span>' in text
    assert 'lang="en" dir' not in text


def test_a_thing_of_others_leads_to_its_own_address_where_that_is_on_the_web(elsewhere):
    web = elsewhere.get("/describe?iri=http://example.org/5394", headers=HTML).text
    name = elsewhere.get("/describe?iri=urn:x:javascript", headers=HTML).text
    own = elsewhere.get("/page/id/charter", headers=HTML).text

    assert '<a href="http://example.org/5394" rel="external noopener noreferrer">' in web
    assert 'rel="external' not in name
    assert 'rel="external' not in own


@pytest.mark.parametrize("path", ["/matrix?draft=first", "/scoreboard"])
def test_a_table_says_how_many_of_its_answers_rest_on_which_basis(client, path):
    text = client.get(path, headers=HTML).text
    counted = re.search(r'class="soft resting">[^<:]+: (.*?)</p>', text, re.S)
    assert counted
    told = {
        word: int(n)
        for n, word in re.findall(r'(\d+) <span class="tag" data-is="([\w-]+)"', counted[1])
    }
    body = text[text.index("<tbody>") :]
    shown = {word: len(re.findall(rf"<small[^>]*>[^<]*\b{word}</small>", body)) for word in told}

    assert told == shown
    assert sum(told.values()) > 0
