"""Sentences are understood as questions of the catalogue, and what was understood is said."""

import re

import pytest

from tests.queries.gold import shipped_store
from treatygraph.ask import resolve
from treatygraph.catalogue import catalogue
from treatygraph.errors import DataError, UsageError
from treatygraph.graph import Graph
from treatygraph.plainwords import listener, phrasebook
from treatygraph.plainwords.answering import changed
from treatygraph.plainwords.phrasebook import read_phrasebook

FILLED = {
    "draft": ["zero draft", "final text"],
    "chapter": ["chapter IV"],
    "provision": ["article 24"],
    "lineage": ["search and seizure"],
    "role": ["procedural measures", "international cooperation"],
    "concept": ["proportionality", "privacy"],
    "state": ["India"],
    "organisation": ["EFF", "GI-TOC"],
    "instrument": ["Budapest Convention"],
    "treaty": ["UN cybercrime treaty"],
    "recommendation": ["add-necessity"],
    "session": ["sixth session of the Ad Hoc Committee"],
}


@pytest.fixture(scope="module")
def graph():
    return Graph(shipped_store())


@pytest.fixture(scope="module")
def ears(graph):
    return listener(graph.store, catalogue(), phrasebook())


def spoken(saying):
    """Return a way of saying with things of the graph in its slots."""
    used = dict.fromkeys(FILLED, 0)

    def name(slot: re.Match[str]) -> str:
        names = FILLED[slot[1]]
        used[slot[1]] += 1
        return names[min(used[slot[1]], len(names)) - 1]

    return re.sub(r"\{(\w+)\}", name, saying.text)


def first(ears, sentence):
    heard = ears.hear(sentence)
    assert heard.readings, f"{sentence!r} was not understood; nearest {heard.nearest[0].name}"
    return heard.readings[0]


def test_every_question_has_ways_of_saying_in_three_languages():
    least = {"en": 9, "fr": 3, "es": 3}
    for name in catalogue():
        for language, number in least.items():
            ways = [s for s in phrasebook().sayings if (s.question, s.language) == (name, language)]
            assert len(ways) >= number, f"{name} has {len(ways)} ways of saying in {language}"


def test_every_way_of_saying_is_of_a_question_that_there_is():
    assert set() == {s.question for s in phrasebook().sayings} - set(catalogue())


def test_every_name_in_the_phrasebook_is_of_a_thing_in_the_graph(graph, ears):
    known = set(ears.names.labels)

    assert [] == sorted(set(phrasebook().names) - known)


def test_each_way_of_saying_is_understood_as_its_own_question(ears):
    wrong = []
    for saying in phrasebook().sayings:
        heard = ears.hear(spoken(saying))
        if saying.question not in [r.question.name for r in heard.readings]:
            wrong.append((saying.question, spoken(saying)))
    total = len(phrasebook().sayings)

    assert total > 1800
    assert len(wrong) <= total * 0.015, wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "which Chapter IV provisions lack an Article 36 link?",
        "Chapter 4 provisions that lack a link to art. 36",
        "articles of the fourth chapter without a reference to article 36",
        "wich chapter IV provisons lak a link to artcle 36",
        "quels articles du chapitre IV ne renvoient pas à l'article 36 ?",
        "¿qué artículos del capítulo IV no remiten al artículo 36?",
    ],
)
def test_the_first_question_may_be_said_in_many_ways(ears, sentence):
    reading = first(ears, sentence)

    assert "articles-without-reference" == reading.question.name
    assert ("ch-4", "art-36") == (reading.values["chapter"], reading.values["target"])
    assert [False, True, True] == [chip.said for chip in reading.chips]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("zero draft", "zero-draft"),
        ("A/AC.291/22", "zero-draft"),
        ("A/AC.291/22/Rev.2", "rev-2"),
        ("a/ac.291/22/rev.3", "rev-3"),
        ("Rev.1", "rev-1"),
        ("rev 1", "rev-1"),
        ("L.15", "l-15"),
        ("A/RES/79/243", "adopted"),
        ("final text", "adopted"),
        ("texte adopté", "adopted"),
        ("borrador cero", "zero-draft"),
        ("CND-1", "cnd-1"),
    ],
)
def test_a_draft_is_known_by_key_symbol_and_name(ears, words, key):
    reading = first(ears, f"chapters of the {words}")

    assert ("chapters", {"draft": key}) == (reading.question.name, reading.values)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("article 24", "art-24"),
        ("Art. 24", "art-24"),
        ("24(2)", "art-24/para-2"),
        ("article 24 (2)", "art-24/para-2"),
        ("article 24, paragraph 2", "art-24/para-2"),
        ("paragraph 2 of article 24", "art-24/para-2"),
    ],
)
def test_a_provision_is_known_as_it_is_cited(ears, words, key):
    assert key == first(ears, f"what points to {words} in the zero draft?").values["article"]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("what changed between rev 1 and rev 3", {"from": "rev-1", "to": "rev-3"}),
        ("what changed in rev 3 since rev 1", {"from": "rev-1", "to": "rev-3"}),
        ("new articles in the final text", {"from": "zero-draft", "to": "adopted"}),
    ],
)
def test_of_two_drafts_the_earlier_is_compared_with_the_later(ears, sentence, values):
    assert values == first(ears, sentence).values


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("what does Electonic Frontier Foundation want", "eff"),
        ("what does human rights wacth ask for", "hrw"),
        ("what did Swizterland say", "switzerland"),
        ("position of Venezeula", "venezuela"),
        ("recommendations of ARTICLE 19", "article-19"),
    ],
)
def test_typing_faults_in_names_are_mended_and_told(ears, typed, key):
    assert key == first(ears, typed).values["stakeholder"]


def test_what_was_mended_is_said_with_the_answer(graph):
    assert "Read 'ofences' as 'offences'." in graph.ask("ofences of the zero draft").notes


@pytest.mark.parametrize(
    "sentence",
    ["encryption", "EFF", "Article 24", "Chapter IV", "weather tomorrow", "", "?", "Budapest"],
)
def test_names_alone_and_other_talk_are_no_question(ears, sentence):
    heard = ears.hear(sentence)

    assert () == heard.readings
    assert 3 == len(heard.nearest)


def test_what_is_no_question_is_searched_for_and_the_nearest_are_named(graph):
    table = graph.ask("encryption at rest")

    assert table.notes[0].startswith("No question of the catalogue was recognised")
    assert 3 == table.notes[1].count("(")


def test_two_near_readings_are_both_given(graph, ears):
    heard = ears.hear("weakened safeguards")
    assert 2 == len(heard.readings)

    notes = graph.ask(heard.sentence).notes

    assert notes[0].startswith("Understood: ")
    assert notes[1].startswith("It may also mean: ")


def test_a_name_that_is_no_parameter_narrows_the_rows_and_says_so(graph):
    table = graph.ask("what GI-TOC asked of Article 24")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    assert table.notes[0].startswith("Understood: What does this stakeholder ask for?")
    assert any(re.match(r"Only the \d+ of \d+ rows", note) for note in table.notes)
    assert rows
    assert all("Conditions and safeguards" in row["targets"] for row in rows)


def test_what_must_still_be_said_is_named(graph):
    with pytest.raises(UsageError) as caught:
        graph.ask("powers below the minimum asked for")

    assert "recommendation" in caught.value.expected


def test_every_value_that_is_understood_can_be_asked_and_shown(graph, ears):
    for saying in phrasebook().sayings[::7]:
        for reading in ears.hear(spoken(saying)).readings:
            if not reading.missing:
                bound = resolve(graph.store, reading.question, reading.values)
                shown = {name: label for name, label in reading.labels.items() if label}
                drafts = {c.name: c.value for c in reading.chips if c.type == "draft"}
                assert bound == resolve(
                    graph.store, reading.question, {**reading.values, **shown, **drafts}
                )


@pytest.mark.parametrize("value", ["24", "Article 24", "art-24", "24(2)", "zero-draft/24"])
def test_a_number_stands_for_its_lineage(graph, value):
    named = graph.ask("positions-on-lineage", lineage="conditions-and-safeguards")

    assert named.rows == graph.ask("positions-on-lineage", lineage=value).rows


def test_a_number_that_means_two_lineages_asks_for_the_draft(graph):
    with pytest.raises(UsageError) as caught:
        graph.ask("positions-on-lineage", lineage="16")

    assert "zero-draft/16" in caught.value.remedy


def test_a_draft_may_be_given_by_its_symbol(graph):
    named = graph.ask("chapters", draft="zero-draft").rows

    assert named == graph.ask("chapters", draft="A/AC.291/22").rows


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("language: en\nwords: {}\n", "queries/sayings/en.yaml:2: The part 'words'"),
        ("language: en\nmarkers: {part: x}\n", "The marker 'part'"),
        ("language: en\nquestions:\n  drafts: |\n    the {thing}\n", "The slot 'thing'"),
    ],
)
def test_a_broken_phrasebook_names_the_line(tmp_path, text, met):
    (tmp_path / "en.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_phrasebook(tmp_path)

    assert met in str(caught.value)


@pytest.mark.parametrize(
    ("sentence", "command"),
    [
        ("unsafeguarded powers A/AC.291/22/Rev.2", "powers-without-safeguard draft=rev-2"),
        ("which powers are unsafeguarded in rev 3", "powers-without-safeguard draft=rev-3"),
        ("safeguards weakened from Rev.1 to Rev.2", "safeguards-weakened from=rev-1 to=rev-2"),
        ("weakened safeguards, Rev.2 to L.15", "safeguards-weakened from=rev-2 to=l-15"),
        ("dual criminality in the adoptd text", "dual-criminality draft=adopted"),
        ("dual criminality in the adoptde convention", "dual-criminality draft=adopted"),
        ("offences in teh zero draft", "offences draft=zero-draft"),
        ("crimes of hte final text", "offences draft=adopted"),
        ("who cites article 23 in the final text", "references-of-article draft=adopted"),
        ("does the zero draft mention CITES", "instruments-cited draft=zero-draft"),
        ("how much of UNCAC do you know", "coverage treaty=uncac"),
        ("quelles infractions n'existent pas dans UNTOC", "offences-without-model"),
    ],
)
def test_each_word_counts_as_what_it_says(ears, sentence, command):
    assert first(ears, sentence).command.startswith(command)


@pytest.mark.parametrize(
    "sentence",
    ["prodecural measures", "procedural provisions", "procedual articles", "proceedural measures"],
)
def test_a_role_that_is_said_is_asked_by_role(ears, sentence):
    reading = first(ears, f"{sentence} with no route to conditions and safeguards in rev.3")

    assert "role-without-reference" == reading.question.name
    assert "procedural-measures" == reading.values["role"]


@pytest.mark.parametrize("number", ["Art. 23", "article 23", "Article 23:"])
def test_a_number_with_its_heading_is_one_thing(ears, number):
    reading = first(ears, f"{number} scope of procedural measures, who asked for what")

    assert "positions-on-lineage" == reading.question.name
    assert {"lineage": "scope-of-procedural-measures"} == reading.values
    assert () == reading.unused


@pytest.mark.parametrize(
    "sentence",
    [
        "facial recognition",
        "whistleblower protection",
        "download the dataset",
        "export the graph",
        "install the program",
        "face recognition",
    ],
)
def test_a_sentence_half_of_strange_words_is_searched_for(ears, sentence):
    assert () == ears.hear(sentence).readings


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("who is with whom on extradition", "sides-on-lineage"),
        ("who is against whom on search and seizure", "sides-on-lineage"),
        ("quién está con quién sobre la extradición", "sides-on-lineage"),
        ("who favours what", "who-favours-what"),
        ("what do the stakeholders favour and reject", "who-favours-what"),
        ("who asks for which safeguard, and where?", "demands"),
        ("where is judicial review asked for, and by whom", "demands"),
    ],
)
def test_sides_and_demands_are_heard(ears, sentence, name):
    assert name == first(ears, sentence).question.name


def test_a_parameter_may_be_given_beside_a_sentence(ears):
    heard = ears.hear("who is with whom on extradition")

    reading = changed(heard, {"lineage": "intimate-images"}).readings[0]

    assert {"lineage": "intimate-images"} == reading.values
    assert "sides-on-lineage lineage=intimate-images" == reading.command


@pytest.mark.parametrize(
    ("sentence", "command"),
    [
        ("New Zealand: its own statements, and those of groups it is in", "positions-of-state"),
        ("which treaties does UNTOC cite", "instruments-cited"),
        ("scorecard for Privacy Internatonal against the adopted text", "verdicts"),
        ("Iran : ses propres déclarations et celles de groupes dont il fait partie", "positions"),
        ("what GI-TOC asked of Article 24", "recommendations stakeholder=gi-toc"),
    ],
)
def test_the_words_of_a_proper_name_say_nothing_else(ears, sentence, command):
    assert first(ears, sentence).command.startswith(command)


@pytest.mark.parametrize("name", ["India", "Iran", "OHCHR", "EFF", "Egypt"])
def test_a_speaker_who_is_named_is_answered_about_in_unusual_words(ears, name):
    heard = ears.hear(f"Would you kindly dig out whichever amendments {name} requested back then?")

    assert heard.readings
    assert all(name.lower() in chip.value for r in heard.readings for chip in r.chips if chip.said)


@pytest.mark.parametrize(
    ("sentence", "command"),
    [
        ("who opposes whom", "opposing-statements"),
        ("who agrees with whom", "agreement"),
        ("who opposes whom on article 17?", "sides-on-lineage"),
        ("who supports whom on article 24", "sides-on-lineage"),
    ],
)
def test_whom_asks_for_two_stakeholders(ears, sentence, command):
    assert first(ears, sentence).question.name == command


def test_a_number_that_means_another_article_in_another_draft_is_read_both_ways(ears):
    one, other = ears.hear("what do stakeholders say on article 17").readings

    assert one.question is other.question
    assert one.values["lineage"] != other.values["lineage"]
    assert len(ears.hear("what do stakeholders say on article 17 of the zero draft").readings) == 1


def test_a_paragraph_is_that_of_the_draft_that_is_known_to_have_it(ears):
    said = first(ears, "what do stakeholders say on article 6(2)")

    assert said.values["lineage"] == "respect-for-human-rights"
