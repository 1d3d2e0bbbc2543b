"""Words are found in all scripts, ranked, with a snippet; what could not be searched is said."""

import time

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import UsageError
from treatygraph.search import search
from treatygraph.store import OxigraphStore
from treatygraph.vocab import expand

BASE = "https://w3id.org/treatygraph/id/"


def thing(key, kind, **texts):
    node = NamedNode(BASE + key)
    yield Quad(node, NamedNode(expand("rdf:type")), NamedNode(expand(kind)))
    for name, (text, language) in texts.items():
        yield Quad(node, NamedNode(expand(f"tg:{name}")), Literal(text, language=language))


@pytest.fixture
def store():
    store = OxigraphStore()
    draft = NamedNode(BASE + "toy/first")
    store.add(thing("toy/first", "tg:Draft"))
    store.add([Quad(draft, NamedNode(expand("eli:id_local")), Literal("first"))])
    for key, text, language in [
        ("art-1", "Judicial review of surveillance", "en"),
        ("art-2", "Review, which no judge takes part in, of other and unrelated matters", "en"),
        ("art-3", "保护个人数据和隐私", "zh"),
        ("art-4", "حماية البيانات الشخصية", "ar"),
        ("art-5", "Защита персональных данных", "ru"),
        ("art-6", "Protection des données personnelles", "fr"),
    ]:
        store.add(thing(f"toy/first/{key}", "tg:Provision", heading=(text, language)))
        node = NamedNode(f"{BASE}toy/first/{key}")
        store.add([Quad(node, NamedNode(expand("tg:inDraft")), draft)])
    store.add(
        thing("toy/position/p/x", "tg:Position", summary=("Judicial review is missing", "en"))
    )
    return store


def found(table):
    return [str(row[-1]).rpartition("/")[2] for row in table.rows]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("个人数据", "art-3"),
        ("隐私", "art-3"),
        ("البيانات", "art-4"),
        ("персональных", "art-5"),
        ("donnees", "art-6"),
        ("reviews surveillance", "art-1"),
        ("بيانات", "art-4"),
        ("والبيانات", "art-4"),
        ("بَيَانَات", "art-4"),
        ("персональные", "art-5"),
        ("защиты данные", "art-5"),
        ("donnée personnel", "art-6"),
    ],
)
def test_a_word_is_found_in_its_script(store, words, key):
    assert [key] == found(search(store, words))


def test_what_holds_the_words_more_closely_comes_first(store):
    assert ["art-1", "art-2"] == found(search(store, "review", draft="first"))


def test_a_phrase_must_stand_together(store):
    assert ["art-1"] == found(search(store, '"judicial review"', draft="first"))


def test_the_snippet_marks_what_was_found(store):
    snippets = [row[4] for row in search(store, "个人").rows]

    assert ["保护«个人»数据和隐私"] == snippets


@pytest.mark.parametrize(
    ("words", "snippet"),
    [
        ("review", "Judicial «review» of surveillance"),
        ("защита персональные", "«Защита» «персональных» данных"),
        ("حماية بيانات", "«حماية» «البيانات» الشخصية"),
    ],
)
def test_the_form_that_stands_there_is_marked(store, words, snippet):
    assert snippet == search(store, words, draft="first").rows[0][4]


def test_a_long_text_is_cut_around_what_was_found(store):
    text = " ".join(f"w{n}" for n in range(100))
    store.add(thing("toy/first/art-7", "tg:Provision", text=(text, "en")))

    assert ["…w46 w47 w48 w49 «w50» " + " ".join(f"w{n}" for n in range(51, 70)) + "…"] == [
        row[4] for row in search(store, "w50").rows
    ]


def test_where_nothing_holds_all_words_some_are_enough_and_it_is_said(store):
    table = search(store, "judicial zebra")

    assert {"art-1", "x"} == set(found(table))
    assert table.notes[0].startswith("Nothing holds all the words")


def test_that_no_text_was_read_is_said_until_it_was(store):
    assert any("No draft was read" in note for note in search(store, "review").notes)

    store.add(thing("toy/first/art-1", "tg:Provision", text=("Body of the review", "en")))

    assert search(store, "review").notes == ()


def test_the_number_of_hits_has_a_limit(store):
    assert 1 == len(search(store, "review", limit=1).rows)


@pytest.mark.parametrize("words", ["AND", 'review" OR "', "NEAR(a b)", "text:review*", "a-b"])
def test_no_sign_is_an_operator(store, words):
    assert search(store, words).columns[0] == "rank"


def test_no_word_at_all_is_wrong_use(store):
    with pytest.raises(UsageError, match="no word"):
        search(store, '" * "')


def test_a_word_that_is_said_often_costs_as_much_as_once(store):
    said = [Quad(NamedNode(f"{BASE}x/{n}"), NamedNode(expand("tg:text")), Literal("lamp " * 40))
            for n in range(400)]  # fmt: skip
    store.add(said)
    search(store, "lamp")
    begun = time.process_time()
    often = search(store, "lamp " * 2000)
    taken = time.process_time() - begun

    assert search(store, "lamp").rows == often.rows
    assert taken < 1
    with pytest.raises(UsageError, match="101 different words are looked for"):
        search(store, " ".join(f"lamp{n}" for n in range(101)))
