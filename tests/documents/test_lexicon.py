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


#: One sentence in three languages each, with what a lawyer finds named in all of them.
SAID = [
    ("Each Party shall respect the right to privacy and the protection of personal data.",
     "Chaque Partie respecte le droit à la vie privée et la protection des données à caractère "
     "personnel.",
     "Cada Parte respetará el derecho a la privacidad y la protección de los datos personales.",
     {"safeguard/privacy": "shall", "safeguard/personal-data-protection": "shall"}),
    ("These measures shall incorporate the principles of proportionality, necessity and legality.",
     "Ces mesures doivent intégrer les principes de proportionnalité, de nécessité et de légalité.",
     "Esas medidas deberán incorporar los principios de proporcionalidad, necesidad y legalidad.",
     {"safeguard/proportionality": "shall", "safeguard/necessity": "shall",
      "safeguard/legality": "shall"}),
    ("Sanctions shall be effective, proportionate and dissuasive.",
     "Les sanctions doivent être efficaces, proportionnées et dissuasives.",
     "Las sanciones deberán ser eficaces, proporcionadas y disuasorias.",
     {}),
    ("Mutual legal assistance may be refused where dual criminality is absent.",
     "L’entraide judiciaire peut être refusée en l’absence de double incrimination.",
     "La asistencia judicial recíproca podrá ser denegada a falta de doble incriminación.",
     {"measure/mutual-legal-assistance": "may", "safeguard/grounds-for-refusal": "may",
      "safeguard/dual-criminality": "may"}),
    ("A request shall be executed in accordance with the domestic law of the Party, as appropriate.",
     "La demande est exécutée conformément à la législation de la Partie, selon qu’il convient ; "
     "chacune doit le dire.",
     "La solicitud se cumplirá con arreglo al derecho interno de la Parte, según proceda.",
     {"modality/domestic-law": "shall", "modality/as-appropriate": "shall"}),
    ("Parties shall endeavour to give effect to judicial or other independent review.",
     "Les Parties s’efforcent de prévoir un contrôle judiciaire ou d’autres formes de supervision "
     "indépendante.",
     "Las Partes procurarán prever la revisión judicial u otra forma de supervisión independiente.",
     {"safeguard/judicial-or-independent-review": "shall-endeavour"}),
    ("A Party shall consider the best interests of the child and the rights of the child.",
     "Une Partie envisage de tenir compte de l’intérêt supérieur de l’enfant et des droits de "
     "l’enfant.",
     "Una Parte considerará la posibilidad de tener en cuenta el interés superior del niño y los "
     "derechos del niño.",
     {"safeguard/best-interests-of-the-child": "shall-consider",
      "safeguard/rights-of-the-child": "shall-consider"}),
    ("Each Party shall criminalize illegal access and the laundering of proceeds of crime.",
     "Chaque Partie veille à incriminer l’accès illicite et le blanchiment du produit du crime.",
     "Cada Parte tipificará el acceso ilícito y el blanqueo del producto del delito.",
     {"crime/illegal-access": "shall", "crime/laundering": "shall"}),
    ("Each Party may order the expedited preservation of data and search and seizure.",
     "Chaque Partie peut ordonner la conservation rapide de données ainsi que des perquisitions "
     "et saisies.",
     "Cada Parte podrá ordenar la conservación rápida de datos y el registro e incautación.",
     {"power/expedited-preservation": "may", "power/search-and-seizure": "may"}),
]  # fmt: skip


@pytest.mark.parametrize(("english", "french", "spanish", "named"), SAID)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_same_is_found_in_each_language(language, english, french, spanish, named):
    text = {"en": english, "fr": french, "es": spanish}[language]
    lexicon = load_lexicon(language=language)
    found = find_mentions(
        (Provision(key="art-1", level="article"),), lexicon, {"art-1": ((0, len(text)),)}, text
    )
    oversight = {"safeguard/oversight", "safeguard/independent-oversight"}

    assert named == {m.concept: m.modality for m in found if m.concept not in oversight}


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("scheme", ["safeguard", "crime", "measure", "power", "modality"])
def test_each_lexicon_has_the_concepts_of_the_english_one(scheme, language):
    def concepts_of(of):
        rules = load_lexicon(language=of).rules
        return {rule.concept for rule in rules if rule.concept.startswith(f"{scheme}/")}

    assert concepts_of("en") == concepts_of(language)


def test_a_word_without_its_vowel_does_not_hide_the_next():
    lexicon = load_lexicon(language="fr")

    for text in ("l’extradition", "d'extradition", "Qu’extradition"):
        assert ["measure/extradition"] == [hit.rule.concept for hit in lexicon.hits(text)]
