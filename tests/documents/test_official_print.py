"""One source typeset as the United Nations do, as PDF, Word and old Word, in two languages.

The answers are those of the sample treaty: structure, references, safeguards and verdicts
are the same in every format, and the same as the curated facts.
"""

import subprocess
from dataclasses import replace
from functools import cache

import pytest

from tests.assess.conftest import sample_answers
from tests.assess.test_truth import stored
from tests.documents.official_print import Marks, as_printed, as_word, marked
from treatygraph.assess.results import results
from treatygraph.curated.own_readings import as_facts
from treatygraph.documents import read
from treatygraph.documents.formats.office import office_program
from treatygraph.pipeline.collect import collect
from treatygraph.resources import locate
from treatygraph.web.firstpage import bears, first_page

SAMPLE = locate("data", "sample")
FIXTURES = locate("data").parent / "tests" / "documents" / "fixtures"
FILES = {"en": SAMPLE / "texts" / "second.txt", "fr": FIXTURES / "harbour.fr.txt"}
MARKS = {
    "en": Marks(
        notes=(
            ("Conditions and safeguards", "As reordered by the Chair on 2 September; see article 15."),
            ("Article 18. Extradition", "The Committee will come back to articles 18 and 19."),
            ("International cooperation", "One delegation asked that chapter III be read first."),
            ("a person in charge of a station", "As in article 5 of the Convention on Lost Anchors."),
        ),
        bold=("Production order", "in real time"),
        gone=("of a political nature",),
    ),
    "fr": Marks(
        notes=(
            ("Conditions et garanties", "Texte remanié par la Présidente ; voir l’article 15."),
            ("Article 18. Extradition", "Le Comité reviendra sur les articles 18 et 19."),
            ("Coopération internationale", "Une délégation a demandé que le chapitre III vienne d’abord."),
        ),
        bold=("Injonction de produire", "en temps réel"),
        gone=("de nature politique",),
    ),
}  # fmt: skip
WORD = {"P": "pass", "F": "fail", "I": "inapplicable", "C": "cannot-tell"}
#: What these ask for the sample says in words that no lexicon has; curated facts tell it.
BEYOND_THE_LEXICON = {
    f"lamplighters-2030/{key}"
    for key in (
        "bounded-scope",
        "court-before-interception",
        "political-offences-refused",
        "rights-in-all-crimes",
        "time-limit-for-preservation",
    )
}
FORMATS = ("pdf", "docx", "doc")


@cache
def source(language):
    return marked(FILES[language], MARKS[language])


@cache
def document(language, form, folder):
    """Return the source in a format; old Word is made of the Word file by LibreOffice."""
    if form == "pdf":
        return as_printed(source(language))
    word = as_word(source(language))
    if form == "docx":
        return word
    program = office_program()
    if program is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (folder / "text.docx").write_bytes(word)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    to = ["--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "text.docx")]
    subprocess.run([program, profile, "--headless", *to], check=True, capture_output=True)
    return (folder / "text.doc").read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("printed")


def edges(reading):
    return {(r.source, r.target) for r in reading.references}


def outline(reading):
    return {p.key: (p.heading, p.status) for p in reading.provisions}


def mentions(reading):
    return {(m.provision, m.concept, m.modality) for m in reading.mentions}


@cache
def plain(language):
    """Return the reading of the text without any layout, marks or notes."""
    return read(FILES[language].read_bytes(), name="text.txt")


@pytest.mark.parametrize("language", FILES)
@pytest.mark.parametrize("form", FORMATS)
def test_layout_changes_nothing_but_what_is_struck_out_or_new(language, form, folder):
    data = document(language, form, folder)
    found = read(data, name=f"x.{form}")
    expected = outline(plain(language))
    expected["art-15/para-1"] = (None, ("inserted",))
    expected["art-18/para-2"] = (None, ("deleted",))

    assert language == found.document["language"]
    assert expected == outline(found)
    assert edges(plain(language)) == edges(found)
    assert mentions(plain(language)) == mentions(found)
    assert bears(first_page(data), "HC/AC.7/1/Rev.1")
    told = {f.code for f in found.findings}
    assert told <= {"read-through-libreoffice", "instrument-not-registered"}


def test_both_languages_have_one_structure_and_one_net_of_references():
    provisions = [{p.key for p in plain(x).provisions} for x in FILES]
    known = collect([SAMPLE])
    curated = next(d for d in known.drafts if (d.treaty, d.draft) == ("harbour-signals", "second"))
    keys = {p.key for p in curated.provisions}

    assert provisions[0] == provisions[1]
    finer = ("preamble/", "art-20/")  # what the curated outline leaves undivided
    assert keys == {k for k in provisions[0] if not k.startswith(finer)}
    assert edges(plain("en")) == edges(plain("fr"))
    assert {(r.source, r.target) for r in curated.references} <= edges(plain("en"))
    assert 6 == len(
        {(m.provision, m.concept) for m in curated.mentions}
        - {(m.provision, m.concept) for m in plain("en").mentions}
    )


@pytest.mark.parametrize("form", FORMATS)
def test_verdicts_are_the_known_ones_whatever_the_format(form, folder):
    reading = read(document("en", form, folder), name=f"x.{form}")
    known = {key: WORD[letters[1]] for key, letters in sample_answers()["verdicts"].items()}

    assert verdicts(plain("en")) == verdicts(reading)
    assert BEYOND_THE_LEXICON == {k for k, v in verdicts(reading).items() if v != known[k]}


@pytest.mark.parametrize("form", FORMATS)
def test_verdicts_on_a_french_text_are_those_on_the_english_one(form, folder):
    told = verdicts(read(document("fr", form, folder), name=f"x.{form}"))

    assert verdicts(plain("fr")) == told
    assert verdicts(plain("en")) == told


def verdicts(reading):
    """Return the verdicts on the second draft, known from this reading alone."""
    facts = as_facts(
        reading,
        treaty="harbour-signals",
        draft="second",
        document="harbour-second",
        title=None,
        date=None,
        place="whole text",
    )
    library = collect([SAMPLE])
    drafts = [d if d.draft != "second" else roles_alone(d) for d in library.drafts]
    found = results(stored(replace(library, drafts=(*drafts, facts))))
    return {r.recommendation.key: r.verdict for r in found if r.draft_key == "second"}


def roles_alone(draft):
    """Return the outline of a draft: what its chapters are for, and nothing of its text."""
    unread = {"status": (), "references_read": False, "mentions_read": False}
    provisions = tuple(replace(p, **unread) for p in draft.provisions)
    bare = replace(draft, provisions=provisions, references=(), mentions=(), coverage=())
    return replace(bare, absences=(), applications=())
