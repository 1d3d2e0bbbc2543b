"""Who proposes what is read from the brackets of a negotiating document."""

import json

import jsonschema_rs
import pytest

from treatygraph.documents import read
from treatygraph.documents.asjson import reading_json
from treatygraph.resources import locate

DRAFT = """Article 1
Lamps [agreed ad referendum]

1. Each State Party [shall] [Norway, Peru: may] keep [Lampland: delete] its lamps.

[The Republic of Lampland, on behalf of the Harbour Group: 2. No lamp shall be sold.]

[Sandmouth and Upper Quay: move to article 2]

3. [Proposed by Norway: Lamps are lit.] [Note: see article 2]

Article 2
Wicks

(a) wicks; [India; Peru/Chile: (b) oil;]

[Chair: to be discussed]
"""


def rows(text):
    reading = read(text.encode())
    return [(p.provision, p.sponsors, p.action, p.words) for p in reading.proposals]


def test_sponsors_actions_and_words_are_read_one_by_one():
    assert [
        ("art-1/para-1", ("Norway", "Peru"), "add", "may"),
        ("art-1/para-1", ("Lampland",), "delete", "delete"),
        (
            "art-1/para-2",
            ("Republic of Lampland", "Harbour Group"),
            "add",
            "2. No lamp shall be sold.",
        ),
        ("art-1/para-2", ("Sandmouth", "Upper Quay"), "move", "move to article 2"),
        ("art-1/para-3", ("Norway",), "add", "Lamps are lit."),
        ("art-2/subpara-a", ("India", "Peru", "Chile"), "add", "(b) oil;"),
    ] == rows(DRAFT)


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\n\nEach State Party shall: (a) keep lamps [or wicks]; [Note: the Chair asks.]\n",
        "Article 1\n\n[Option 1: Each State.] [Alternative: None.]\n",
        "Article 1\n\nThe following (see article 2: lamps) apply.\n",
    ],
)
def test_a_bracket_without_a_sponsor_is_no_proposal(text):
    assert [] == rows(text)


def test_every_proposal_quotes_its_place_and_keeps_to_the_schema():
    reading = read(DRAFT.encode())
    schema = json.loads(locate("data", "schema", "reading.schema.json").read_text("utf-8"))

    assert all(
        "[" == reading.text[p.start] and "]" == reading.text[p.end - 1] for p in reading.proposals
    )
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(reading_json(reading))


@pytest.mark.parametrize("unit", ["Aa ", "A, ", "Norway of the ", "Aaaa, Bbbb ", "(A: "])
def test_a_bracket_that_never_closes_is_read_too(unit):
    assert [] == rows(f"Article 1\n\n[{unit * 3000}\n")
