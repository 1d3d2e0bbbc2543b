"""The page docs/questions-answered.md: what can be asked, by what, and what the data tell.

`python -m tests.queries.answered` writes it from `asked.yaml`, the keywords of the question
files and the gold answers on the shipped graph.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.queries.gold import case_folder
from treatygraph.catalogue import Question, catalogue
from treatygraph.curated.yamlfile import parse_yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "questions-answered.md"
LIST = Path(__file__).with_name("asked.yaml")
HEAD = """# What the questions answer

Each row is something that a researcher may ask of a treaty under negotiation; ★ marks the core.
*Rows* is the answer to the question's example on the shipped graph, as its page shows it.
*Open* is how many of them say `cannot tell`.
The page is made by `python -m tests.queries.answered`, and a test holds it to the data.
"""


@dataclass(frozen=True)
class Asked:
    id: str
    asks: str
    star: bool
    note: str
    questions: tuple[Question, ...]


def asked() -> list[Asked]:
    by_id: dict[str, list[Question]] = {}
    for question in catalogue().values():
        for keyword in question.keywords:
            by_id.setdefault(keyword, []).append(question)
    return [
        Asked(
            one["id"],
            one["asks"],
            one.get("star", False),
            one.get("note", ""),
            tuple(by_id.get(one["id"], ())),
        )
        for one in _list()["asked"]
    ]


def _list() -> dict[str, Any]:
    return dict(parse_yaml(LIST.read_text("utf-8"), name=LIST.name).data)


def told(question: Question) -> tuple[int, int]:
    """Return how many rows the shipped answer has, and how many of them are open."""
    text = (case_folder(question) / "shipped.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return len(rows), sum("cannot tell" in row.values() for row in rows)


def page() -> str:
    every = asked()
    core = [one for one in every if one.star]
    lines = [
        HEAD,
        f"Of {len(every)} things to ask, {sum(bool(one.questions) for one in every)} have a "
        f"question; of the {len(core)} of the core, {sum(bool(one.questions) for one in core)}.",
    ]
    for letter, title in _list()["groups"].items():
        lines += [
            "",
            f"## {title}",
            "",
            "| | asks | question | rows | open | |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(one) for one in every if one.id.startswith(letter)]
    return "\n".join([*lines, "", "[All questions](questions.md)"]) + "\n"


def _row(one: Asked) -> str:
    counts = [told(question) for question in one.questions]
    names = "<br>".join(f"[{q.name}](questions/{q.name}.md)" for q in one.questions)
    rows, still_open = (
        ("<br>".join(map(str, column)) for column in zip(*counts, strict=True))
        if counts
        else ("", "")
    )
    label = f"{one.id} ★" if one.star else one.id
    return f"| {label} | {one.asks} | {names or 'none'} | {rows} | {still_open} | {one.note} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
