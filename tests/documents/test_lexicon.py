"""What a text names is found by rule, with its strength, and look-alikes are left out."""

import re

import pytest

from treatygraph.documents.lexicon import find_mentions, load_lexicon
from treatygraph.errors import DataError
from treatygraph.model import Provision
from treatygraph.resources import locate

LEXICON = load_lexicon()


def mentions(text, *, chapeau=None):
    parts = [("art-1", chapeau)] if chapeau else []
    parts.append(("art-1/para-1", text))
    whole = "".join(body for _, body in parts)
    pieces, at = {}, 0
    for key, body in parts:
        pieces[key] = ((at, at + len(body)),)
        at += len(body)
    provisions = (
        Provision(key="art-1", level="article"),
        Provision(key="art-1/para-1", level="paragraph", parent="art-1"),
    )
    return find_mentions(provisions, LEXICON, pieces, whole)


def concepts(text):
    return [m.concept for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each Party shall respect the right to privacy.", ["safeguard/privacy"]),
        ("Cooperation with the private sector and private entities.", []),
        ("the principles of legality, necessity and proportionality",
         ["safeguard/legality", "safeguard/necessity", "safeguard/proportionality"]),
        ("effective, proportionate and dissuasive sanctions", []),
        ("Without prejudice to article 5, a Party may act.", []),
        ("by a judicial authority", []),
        ("judicial or other independent review", ["safeguard/judicial-or-independent-review"]),
        ("the expeditious preservation of stored data", ["power/expedited-preservation"]),
        ("mutual legal assistance and extradition",
         ["measure/mutual-legal-assistance", "measure/extradition"]),
        ("as appropriate and subject to its domestic law",
         ["modality/as-appropriate", "modality/domestic-law"]),
        ("laundering of the proceeds of crime", ["crime/laundering"]),
    ],
)  # fmt: skip
def test_a_text_names_exactly_these_concepts(text, expected):
    assert expected == concepts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each Party shall protect privacy.", "shall"),
        ("Each Party shall consider protecting privacy.", "shall-consider"),
        ("Each Party shall endeavour to protect privacy.", "shall-endeavour"),
        ("A Party shall not disregard privacy.", "shall-not"),
        ("Each Party shall adopt such measures as may be necessary for privacy.", "shall"),
        ("States should protect privacy.", "should"),
        ("Privacy of data.", None),
        ("A Party may refuse. Privacy shall be respected.", "shall"),
    ],
)
def test_a_mention_has_the_strength_of_its_sentence(text, expected):
    assert [expected] == [m.modality for m in mentions(text) if m.concept == "safeguard/privacy"]


def test_a_point_of_a_list_has_the_strength_of_the_words_that_introduce_it():
    found = mentions("privacy;", chapeau="Each Party may consider: ")

    assert ["may"] == [m.modality for m in found]


def test_a_mention_points_at_its_words_and_names_its_rule():
    (found,) = mentions("The oversight of powers.")

    assert (4, 13, "oversight") == (found.start, found.end, found.surface)
    assert "lexicon:safeguard/oversight" == found.rule


def test_every_rule_names_a_concept_that_its_scheme_has():
    for rule in LEXICON.rules:
        scheme, _, notation = rule.concept.partition("/")
        turtle = locate("ontology", "schemes", f"{scheme}.ttl").read_text("utf-8")

        assert re.search(rf'skos:notation "{re.escape(notation)}"', turtle), rule.concept


def test_every_shipped_term_finds_its_own_concept():
    for rule in LEXICON.rules:
        for term in rule.terms:
            text = " ".join(word.rstrip("*") for word in term if word != "...").replace(" ,", ",")

            assert any(hit.rule is rule for hit in LEXICON.hits(text)), (rule.concept, term)


def test_a_lexicon_that_breaks_its_schema_is_refused_with_its_line(tmp_path):
    (tmp_path / "bad.en.yaml").write_text("scheme: power\nlanguage: en\nrules:\n  - term: [x]\n")

    with pytest.raises(DataError, match=r"Unknown key 'term'|required"):
        load_lexicon(tmp_path)


def test_a_language_without_a_lexicon_has_no_rules():
    assert () == load_lexicon(language="xx").rules
