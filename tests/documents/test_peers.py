"""What other parsers' own tests ask of references is answered as they expect it."""

from pathlib import Path
from time import process_time

import pytest

from tests.documents.test_forms import provision, treaty
from treatygraph.documents.document import registered_names
from treatygraph.documents.references import find_references

FIXTURES = Path(__file__).parent / "fixtures"
_STEPS = {"art": "article", "annex": "annex", "rule": "article", "schedule": "annex"}


def _below(key, level, labels, parent_levels=()):
    for label in labels:
        step = f"{key}/{'subpara' if level == 'subparagraph' else 'item'}-{label}"
        yield provision(step, level, key)
        if parent_levels:
            yield from _below(step, "item", parent_levels[0], parent_levels[1:])


def lettered(key, depths):
    """Return an article whose points begin with letters: (a)(1)(iii)(A)."""
    yield provision(key, "article", "ch-6/sec-1")
    yield from _below(key, "subparagraph", "abcdef", depths)


def harbours():
    """Return the treaty of the forms with annexes in parts, a rule, a schedule, and odd numbers."""
    odd = ("art-55", "art-56")
    yield from (p for p in treaty() if not p.key.startswith(odd))
    yield from lettered("art-55", (("1", "2"), ("i", "ii", "iii")))
    yield from lettered("art-56", ("12345", ("i", "ii", "iii", "iv"), "abcd"))
    for key in ("art-26b", "art-6a"):
        yield provision(key, "article", "ch-1/sec-1")
    yield provision("art-6a/para-1", "paragraph", "art-6a")
    yield provision("annex-2/part-a", "part", "annex-2")
    yield provision("annex-1/sec-a", "section", "annex-1")
    yield provision("rule-4", "article", None)
    yield provision("schedule-2", "annex", None)


PROVISIONS = tuple(harbours())


def cases(name):
    peer = language = ""
    pending = ""
    for line in (FIXTURES / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            peer, language = line.strip("[]").split()
        elif line and not line.startswith("#"):
            pending += line if "=>" in line else f"{line}\n"
            if "=>" in line:
                text, _, expected = pending.partition("=>")
                yield pytest.param(
                    peer, language, text.strip(), expected.strip(), id=f"{peer}: {text.strip()}"
                )
                pending = ""


CASES = list(cases("forms-peers.txt"))
KINDS = list(cases("forms-kinds.txt"))


def short(reference):
    mark = {"dangling": "!", "ambiguous": "?"}.get(reference.status, "")
    key = (reference.target or "").replace("subpara-", "").replace("para-", "").replace("item-", "")
    if reference.status != "external":
        return mark + key
    key = key.removeprefix("art-")
    if reference.instrument is None:
        return f"^{key}"
    return f"{reference.instrument}:{key}" if key else reference.instrument


#: What makes the text one that calls itself a convention.
OWN = {
    "en": "This Convention. This Convention.",
    "fr": "La présente Convention.",
    "es": "La presente Convención.",
    "ru": "Настоящая Конвенция.",
    "zh": "本公约。",
    "ar": "هذه الاتفاقية.",
}
SMALL = {"TFEU": "tfeu", "TEU": "teu"}


def answers(language, text, aliases=SMALL):
    body = f"{text}\n\n{OWN[language]}"
    pieces = {"art-7/para-3": ((0, len(text)),), "art-60/para-6": ((len(text), len(body)),)}
    found = find_references(PROVISIONS, pieces, body, language=language, aliases=aliases)
    return [short(r) for r in found if r.source == "art-7/para-3"] or ["-"]


def test_five_peers_and_more_are_asked():
    peers = {case.values[0] for case in CASES}

    assert len(peers) >= 5
    assert len(CASES) > 150


@pytest.mark.parametrize(("peer", "language", "text", "expected"), CASES)
def test_a_case_of_another_parser_has_its_answer(peer, language, text, expected):
    assert expected.split() == answers(language, text), peer


@pytest.mark.parametrize(("kind", "language", "text", "expected"), KINDS)
def test_a_kind_of_reference_is_told_in_all_its_variants(kind, language, text, expected):
    assert expected.split() == answers(language, text, registered_names()), kind


def test_what_names_another_instrument_is_never_called_resolved():
    for case in (*CASES, *KINDS):
        _, language, text, expected = case.values
        ours = [e for e in expected.split() if e.startswith("art-")]
        found = [a for a in answers(language, text, registered_names()) if a.startswith("art-")]

        assert ours == found, text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "article 5, "),
        ("fr", "article 5, de l'article 6 et "),
        ("zh", "第一条第二款和"),
        ("ar", "المادة 5 من اتفاقية "),
    ],
)
def test_a_long_list_costs_no_more_than_its_length(language, words):
    def cost(times):
        began = process_time()
        answers(language, words * times)
        return process_time() - began

    cost(10)
    short_list, long_list = cost(60), cost(480)

    assert long_list < 30 * max(short_list, 0.01)
