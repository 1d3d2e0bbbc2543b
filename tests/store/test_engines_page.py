"""The page of measurements speaks of every question, and no engine gives another answer."""

import re
from pathlib import Path

from treatygraph.catalogue import catalogue

PAGE = Path(__file__).resolve().parents[2] / "docs" / "engines.md"
ROWS = re.findall(r"^\| \[([\w-]+)\]\(.*?\) \| (\d+) \| (.*) \|$", PAGE.read_text("utf-8"), re.M)


def test_every_question_was_measured_on_every_engine_or_is_said_not_to_be():
    told = re.search(r"^Not measured yet: (.*)\.$", PAGE.read_text("utf-8"), re.M)
    later = set(re.findall(r"`([\w-]+)`", told[1])) if told else set()
    measured = {name for name, _, _ in ROWS}

    assert set(catalogue()) == measured | later, "renew it: python -m bench engines"
    assert set() == measured & later
    assert {5} == {len(cells.split(" | ")) for _, _, cells in ROWS}


def test_every_answer_was_the_same():
    assert [] == [name for name, _, cells in ROWS if "differs" in cells]
