"""The registry is whole: keys meet their things, codes and counts are right."""

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pycountry
import pytest

from treatygraph.curated.records import Library, load_library
from treatygraph.iris import Minter
from treatygraph.mapping.registry_quads import map_registry
from treatygraph.resources import locate
from treatygraph.vocab import expand

KINDS = ("documents", "stakeholders", "sessions", "instruments")


@cache
def library() -> Library:
    return load_library(locate("data"))


def registry():
    return library().registry


def keys(kind):
    return {entry.key for entry in getattr(registry(), kind)}


def evidence_of_everything():
    lib = library()
    for kind in (*KINDS, "treaties"):
        yield from ((f"{kind}/{x.key}", e) for x in getattr(lib.registry, kind) for e in x.evidence)
    for file in lib.positions:
        yield from ((f"{file.key}/{s.key}", e) for s in file.statements for e in s.evidence)
    for draft in lib.drafts:
        facts: list[Any] = [*draft.provisions, *draft.references]
        facts += [*draft.mentions, *draft.absences]
        yield from ((f"{draft.treaty}/{draft.draft}", e) for f in facts for e in f.evidence)


@pytest.mark.parametrize(
    ("kind", "least"),
    [("documents", 55), ("stakeholders", 110), ("sessions", 9), ("instruments", 20)],
)
def test_the_registry_holds_what_the_positions_name(kind, least):
    assert least <= len(keys(kind))


def test_every_entry_has_evidence_with_basis_document_and_place():
    bare = [
        (place, entry)
        for place, entry in evidence_of_everything()
        if entry.basis != "unverified" and not (entry.document and entry.place)
    ]
    without = [(k, x.key) for k in KINDS for x in getattr(registry(), k) if not x.evidence]

    assert (bare, without) == ([], [])


def test_every_document_that_evidence_names_is_registered():
    named = {e.document for _, e in evidence_of_everything() if e.document}

    assert set() == named - keys("documents"), "add them to data/sources.yaml"


def test_publishers_licences_and_groups_are_registered():
    people = keys("stakeholders")
    licences = {licence.key for licence in registry().licences}

    assert set() == {d.publisher for d in registry().documents if d.publisher} - people
    assert set() == {d.licence for d in registry().documents} - licences
    assert set() == {g for s in registry().stakeholders for g in s.member_of} - people


def test_every_state_has_a_valid_code_of_its_own():
    valid = {country.alpha_3 for country in pycountry.countries}
    states = [s for s in registry().stakeholders if s.kind == "state"]
    codes = Counter(s.iso for s in states)

    assert {s.key: s.iso for s in states if s.iso not in valid} == {}
    assert [code for code, n in codes.items() if n > 1] == []
    assert [s.key for s in registry().stakeholders if s.iso and s.kind != "state"] == []


def test_the_code_belongs_to_the_state_by_name():
    def words(text):
        plain = text.lower().replace("czechia", "czech republic")
        return frozenset(re.findall(r"\w+", plain)) - {"the", "of"}

    wrong = {}
    for state in (s for s in registry().stakeholders if s.kind == "state"):
        entry = pycountry.countries.get(alpha_3=state.iso)
        assert entry is not None
        names = {entry.name, *(getattr(entry, k, "") for k in ("official_name", "common_name"))}
        if not {words(n) for n in (state.name, *state.aliases)} & {words(n) for n in names if n}:
            wrong[state.key] = sorted(names)

    assert wrong == {}


@pytest.mark.parametrize(
    ("key", "code"), [("viet-nam", "VNM"), ("switzerland", "CHE"), ("state-of-palestine", "PSE")]
)
def test_the_code_belongs_to_the_state(key, code):
    (state,) = [s for s in registry().stakeholders if s.key == key]

    assert code == state.iso


def test_seventy_four_signed_and_two_of_them_ratified():
    signed = {s.key for s in registry().stakeholders if s.signed}
    ratified = {s.key for s in registry().stakeholders if s.ratified}

    assert len(signed) == 74
    assert {"qatar", "viet-nam"} == ratified & signed == ratified
    assert {"european-union", "viet-nam", "australia"} <= signed
    assert set() == signed & {"united-states", "canada", "india", "new-zealand", "switzerland"}


def test_a_signature_says_as_of_when_it_is_known():
    signatories = [s for s in registry().stakeholders if s.signed]
    unsaid = [s.key for s in signatories if not any("2026" in e.place for e in s.evidence)]

    assert unsaid == []


def test_a_hash_stands_only_with_size_media_type_and_a_note_on_the_copy():
    hashed = [d for d in registry().documents if d.sha256]

    assert len(hashed) >= 8
    assert [d.key for d in hashed if not (d.bytes and d.media_type and d.note)] == []
    assert [d.key for d in registry().documents if d.bytes and not d.sha256] == []


def test_the_hash_of_a_copy_at_hand_is_its_own(sources):
    found = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sources.rglob("*")
        if path.is_file()
    }

    assert set() == {d.sha256 for d in registry().documents if d.sha256} - found


def test_every_draft_has_its_document_and_every_session_its_drafts():
    drafts = {d.draft for d in library().drafts if d.treaty == "un-cybercrime"}
    considered = {d for s in registry().sessions for d in s.considered}

    assert drafts <= keys("documents")
    assert set() == considered - drafts


def test_an_alias_belongs_to_one_instrument():
    seen = Counter(alias for i in registry().instruments for alias in i.aliases)

    assert [alias for alias, n in seen.items() if n > 1] == []
    assert {"untoc", "uncac", "budapest", "malabo", "iccpr"} <= keys("instruments")
    assert {"unodc-model-law-extradition", "ccpcj-resolutions", "a-res-74-247"} <= keys(
        "instruments"
    )


def test_an_instrument_that_is_a_treaty_of_the_graph_has_one_label():
    quads = set(map_registry(registry(), Minter()))
    labels = Counter(q.subject for q in quads if q.predicate.value == expand("rdfs:label"))

    assert [str(subject) for subject, n in labels.items() if n > 1] == []


def test_every_name_that_the_depositary_prints_of_a_state_is_registered():
    file = Path(__file__).parent.parent / "documents" / "fixtures" / "depositary-names.txt"
    printed = [n for n in file.read_text("utf-8").splitlines() if n and n[0] != "#"]
    known = {n: s for s in registry().stakeholders for n in (s.name, *s.aliases)}
    states = {s.key for s in registry().stakeholders if s.kind == "state"}

    assert [] == [name for name in printed if name not in known]
    assert 193 + len(("Holy See", "State of Palestine", "Cook Islands", "Niue")) == len(states)
    assert states | {"european-union"} == {known[name].key for name in printed}
