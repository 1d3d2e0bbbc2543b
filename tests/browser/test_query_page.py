"""On the query page an answer belongs to its query, and unknown names are told."""

import pytest

pytestmark = pytest.mark.browser

QUERY = "SELECT ?chapter WHERE { ?chapter a tg:Chapter } ORDER BY ?chapter LIMIT 3"


def write(page, query):
    page.evaluate("q => document.querySelector('.CodeMirror').CodeMirror.setValue(q)", query)


def written(page):
    return page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")


@pytest.fixture
def page(opened, shipped):
    page = opened()
    page.goto(f"{shipped}/sparql")
    write(page, QUERY)
    page.click("#run")
    page.wait_for_selector("#pane-table td")
    return page


def test_an_old_answer_is_marked_under_a_new_query_and_its_query_can_be_had_again(
    page, screenshots
):
    assert page.is_hidden("#stale")

    write(page, QUERY.replace("3", "4"))
    page.wait_for_selector("#stale:not([hidden])")
    page.screenshot(path=screenshots / "sparql-old-answer.png")
    links = page.eval_on_selector_all("#downloads a", "all => all.map(a => a.href)")

    assert all("LIMIT+3" in link for link in links)

    page.click("#restore")

    assert QUERY == written(page)
    assert page.is_hidden("#stale")
    assert [] == page.complaints


def test_a_refused_query_leaves_no_old_answer(page):
    write(page, "SELECT nonsense")
    page.click("#run")
    page.wait_for_selector("#answer", state="hidden")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tg:holder", "tg:heldBy"),
        ("tg:refersTwo", "tg:refersTo"),
        ("eli:numbr", "eli:number"),
        ("role:criminalisation", "role:criminalization"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_and_mended_by_a_click(page, typed, meant):
    write(page, f"SELECT ?x WHERE {{ ?x {typed} ?y }}")
    page.wait_for_selector("#unknown:not([hidden])")

    assert f"{typed} does not occur in this graph. Did you mean {meant}?" == " ".join(
        page.inner_text("#unknown").split()
    )

    page.click("#unknown button")
    page.wait_for_selector("#unknown", state="hidden")

    assert f"?x {meant} ?y" in written(page)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x rdfs:label 'tg:nothing' } # tg:nothing",
        "SELECT ?x { ?x <http://example.org/tg:nothing> 12 ; tg:heldBy id:stakeholder }",
        "PREFIX tg: <http://example.org/> SELECT ?x { ?x tg:nothing ?y }",
        'SELECT ?x { ?x rdfs:label "a"^^xsd:string . FILTER(?x = eli:number) }',
    ],
)
def test_strings_comments_addresses_and_prefixes_of_ones_own_are_no_faults(page, query):
    write(page, query)
    page.wait_for_timeout(400)

    assert page.is_hidden("#unknown")


def test_a_prefix_that_nobody_declared_is_told(page):
    write(page, "SELECT ?x { ?x nope:thing ?y }")
    page.wait_for_selector("#unknown:not([hidden])")

    assert "nope: is a prefix that is not declared." in page.inner_text("#unknown")


def test_no_question_of_the_catalogue_has_an_unknown_name_of_ours(page):
    told = page.evaluate(
        """async () => {
          const editor = document.querySelector('.CodeMirror').CodeMirror;
          const data = JSON.parse(document.getElementById('sparql-data').textContent);
          const told = [];
          for (const example of data.examples) {
            editor.setValue(example.query);
            await new Promise(done => setTimeout(done, 320));
            const text = document.getElementById('unknown').innerText;
            if (/\\b(tg|role|basis|verdict|crime|safeguard):/.test(text)) { told.push(text); }
          }
          return told;
        }"""
    )

    assert [] == told
