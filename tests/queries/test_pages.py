"""The pages about questions are what the files say, and the catalogue is in the graph."""

from pyoxigraph import Store

from tests.queries.pages import FOLDER, pages
from treatygraph.catalogue import catalogue
from treatygraph.executables import question_quads
from treatygraph.iris import Minter
from treatygraph.store import OxigraphStore


def test_every_page_is_what_its_question_says():
    stale = [path.name for path, text in pages().items() if path.read_text("utf-8") != text]

    assert [] == stale, "write them anew: python -m tests.queries.pages"


def test_there_is_no_page_without_a_question():
    assert set(catalogue()) == {path.stem for path in FOLDER.glob("*.md")}


def test_a_question_taken_from_the_graph_can_be_run():
    inner = Store()
    inner.extend(question_quads(catalogue().values(), Minter()))
    store = OxigraphStore(inner)
    answer = store.select(
        "SELECT ?name ?query WHERE { ?q a sh:SPARQLSelectExecutable ; "
        "dcterms:identifier ?name ; sh:select ?query } ORDER BY ?name"
    )
    found = [tuple(getattr(term, "value", "") for term in row) for row in answer.rows]

    assert sorted(catalogue()) == [name for name, _ in found]
    for name, query in found:
        assert catalogue()[name].columns == store.select(query).variables
