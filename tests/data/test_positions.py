"""The position files say what their papers say: keys, places, counts."""

import re
from functools import cache

import pytest
from pyoxigraph import RdfFormat, parse

from treatygraph.curated.records import Library, load_library
from treatygraph.curated.records import _statement as statement_of
from treatygraph.curated.yamlfile import Schema, parse_yaml, validate
from treatygraph.mapping.position_quads import KINDS
from treatygraph.model import PositionFile
from treatygraph.resources import locate

NOTATION = "http://www.w3.org/2004/02/skos/core#notation"


@cache
def library() -> Library:
    return load_library(locate("data"))


@cache
def concepts():
    files = sorted(locate("ontology", "schemes").glob("*.ttl"))
    return {
        f"{path.stem}/{quad.object.value}"
        for path in files
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
        if quad.predicate.value == NOTATION
    }


@cache
def things():
    lib, reg = library(), library().registry
    known = {"treaty"} | concepts()
    known |= {f"lineage/{x.key}" for x in lib.lineages if x.treaty == "un-cybercrime"}
    known |= {f"draft/{d.draft}" for d in lib.drafts if d.treaty == "un-cybercrime"}
    known |= {
        f"provision/{d.draft}/{p.key}"
        for d in lib.drafts
        if d.treaty == "un-cybercrime"
        for p in d.provisions
    }
    known |= {f"issue/{i.key}" for i in reg.issues}
    known |= {f"document/{d.key}" for d in reg.documents}
    known |= {f"stakeholder/{s.key}" for s in reg.stakeholders}
    known |= {f"session/{s.key}" for s in reg.sessions}
    known |= {f"instrument/{i.key}" for i in reg.instruments}
    return known | {f"instrument/{t.key}" for t in reg.treaties}


def named(file, s):
    """Yield every key that a statement names, with its kind in front."""
    inside = {"proposal", "position", "recommendation"}
    for key in s.targets:
        kind, _, rest = key.partition("/")
        yield f"statement/{rest}" if kind in inside else key
    yield from (f"stance/{s.stance}",) if s.stance else ()
    yield from (f"action/{s.action}",) if s.action else ()
    yield from (f"draft/{s.addresses}",) if s.addresses else ()
    yield from (f"session/{s.session}",) if s.session else ()
    yield from (s.stance_on,) if s.stance_on and s.stance_on.startswith("issue/") else ()
    yield from s.calls_for
    yield from (d.place for d in s.demands)
    yield from (f"statement/{k}" for k in (*s.supports, *s.warns_of))
    yield from (f"statement/{s.part_of}",) if s.part_of else ()
    people = (*s.agrees_with, *s.proposed_by, *s.affects, s.holder, file.holder)
    yield from (f"stakeholder/{k}" for k in people)
    yield from (k if "/" in k else f"instrument/{k}" for k in s.draws_on)
    yield f"document/{file.document}"


def file_of(key):
    (only,) = [f for f in library().positions if f.key == key]
    return only


def of_kind(file, *kinds):
    return [s for s in file.statements if s.kind in kinds]


GI_TOC = file_of("gi-toc-2023")
FILES = pytest.mark.parametrize("file", library().positions, ids=lambda f: f.key)


@FILES
def test_every_key_that_a_statement_names_exists(file):
    known = things() | {f"statement/{s.key}" for s in file.statements}
    missing = [(s.key, key) for s in file.statements for key in named(file, s) if key not in known]

    assert missing == []


@FILES
def test_every_statement_rests_on_a_document_and_a_place(file):
    bare = [
        s.key
        for s in file.statements
        if not s.evidence or not all(e.basis and e.document and e.place for e in s.evidence)
    ]

    assert bare == []


@FILES
def test_statements_have_one_key_and_a_short_first_sentence(file):
    keys = [s.key for s in file.statements]
    long = [s.key for s in file.statements if len(s.summary.split(". ")[0]) > 100]

    assert len(keys) == len(set(keys))
    assert long == []


@FILES
def test_cross_links_run_between_the_kinds_they_are_for(file):
    kind = {s.key: s.kind for s in file.statements}
    risks = {k for s in file.statements for k in s.warns_of if kind[k] != "risk"}
    wholes = {
        s.part_of for s in file.statements if s.part_of and kind[s.part_of] != "key-recommendation"
    }
    unproposed = [s.key for s in of_kind(file, "proposal") if not s.proposed_by]

    assert (set(), set(), []) == (risks, wholes, unproposed)


@FILES
def test_positions_and_recommendations_have_a_stance_and_a_target(file):
    asking = of_kind(file, "position", "recommendation", "key-recommendation")

    assert [s.key for s in asking if not (s.stance and s.stance_on and s.targets)] == []
    assert set() == {s.kind for s in file.statements} - set(KINDS)


def test_the_file_is_named_after_its_key():
    stems = {path.stem for path in locate("data", "positions").glob("*.yaml")}

    assert stems == {file.key for file in library().positions}


def test_the_paper_has_more_than_twenty_recommendations_and_three_key_ones():
    assert len(of_kind(GI_TOC, "recommendation")) >= 20
    assert len(of_kind(GI_TOC, "key-recommendation")) == 3


def test_every_statement_of_the_paper_gives_section_and_page():
    pages = {s.key: re.findall(r"\bpp?\. (\d)", s.evidence[0].place) for s in GI_TOC.statements}

    assert [s.key for s in GI_TOC.statements if not s.section] == []
    assert [key for key, found in pages.items() if not found] == []
    assert {"4", "5", "6", "7", "8"} == {n for found in pages.values() for n in found}


@pytest.mark.parametrize(
    "number", ["83 %", "79 %", "193", "11 sessions", "100 interpretive notes", "4 years"]
)
def test_the_figures_of_the_paper_are_there(number):
    assert sum(number in s.summary for s in of_kind(GI_TOC, "figure")) == 1


def test_the_four_reasons_against_a_wider_scope_stand_with_their_risks():
    reasons = [s for s in of_kind(GI_TOC, "argument") if s.key.startswith("reason-")]

    assert len(reasons) == 4
    assert all("against-expanded-scope" in s.supports and s.warns_of for s in reasons)


@pytest.mark.parametrize(
    ("key", "stakeholder"),
    [
        ("general-safeguards-across-treaty", "canada"),
        ("refusal-for-irreparable-harm", "ohchr"),
        ("refusal-for-political-offence", "ohchr"),
    ],
)
def test_agreement_with_others_is_recorded(key, stakeholder):
    (statement,) = [s for s in GI_TOC.statements if s.key == key]

    assert (stakeholder,) == statement.agrees_with


@pytest.mark.parametrize("key", ["untoc", "unodc-model-law-extradition", "ccpcj-resolutions"])
def test_the_comparators_of_the_paper_are_there(key):
    assert any(key in s.draws_on for s in of_kind(GI_TOC, "comparator"))


def test_the_link_to_article_36_is_recorded_as_printed_with_a_note():
    (link,) = [s for s in GI_TOC.statements if s.key == "link-to-article-36"]

    assert "provision/zero-draft/ch-4" in link.targets
    assert "Chapter V" in link.evidence[0].note


@pytest.mark.parametrize(
    ("key", "target", "concept"),
    [
        ("emphasize-judicial-oversight", "art-24/para-2", "judicial-or-independent-review"),
        ("add-transparency", "art-24/para-2", "transparency"),
        ("add-accountability", "art-24/para-2", "accountability"),
        ("add-necessity", "art-24", "necessity"),
        ("add-legality", "art-24", "legality"),
    ],
)
def test_a_call_to_add_a_safeguard_names_it_and_its_place(key, target, concept):
    (statement,) = [s for s in GI_TOC.statements if s.key == key]

    assert f"provision/zero-draft/{target}" in statement.targets
    assert (f"safeguard/{concept}",) == statement.calls_for


def test_other_stakeholders_speak_in_files_of_their_own():
    holders = {s.holder for f in library().positions for s in f.statements if f is not GI_TOC}

    assert len(library().positions) >= 18
    assert {"article-19", "eff", "ohchr", "microsoft", "privacy-international", "gpd"} <= holders
    assert {
        "canada",
        "new-zealand",
        "india",
        "iran",
        "russian-federation",
        "egypt-group-2024-08-05",
    } <= (holders)
    assert {"switzerland", "uganda", "costa-rica", "european-union", "council-of-europe"} <= holders


@FILES
def test_a_statement_known_through_others_is_attested_not_curated(file):
    bases = {e.basis for s in file.statements for e in s.evidence if s.kind != "proposal"}

    assert bases == ({"curated"} if file is GI_TOC else {"attested"})


def test_the_worked_example_of_the_guide_is_a_valid_position_file():
    guide = (locate("data").parent / "docs" / "positions.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    schema = Schema.parse(locate("data", "schema", "positions.schema.json").read_text("utf-8"))
    located = parse_yaml(example, name="docs/positions.md")
    file = PositionFile(
        **{k: v for k, v in located.data.items() if k != "statements"},
        statements=tuple(
            statement_of({"holder": located.data["holder"], **row}, ())
            for row in located.data["statements"]
        ),
    )
    known = things() | {f"statement/{s.key}" for s in file.statements} | {"document/example-2024"}

    assert validate(located, schema) == []
    assert [key for s in file.statements for key in named(file, s) if key not in known] == []
