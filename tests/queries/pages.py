"""The pages docs/questions.md and docs/questions/*.md, made from the question files.

`python -m tests.queries.pages` writes them.
"""

import csv
from pathlib import Path

from tests.queries.gold import case_folder, parameters
from treatygraph.catalogue import Question, catalogue
from treatygraph.render import render
from treatygraph.table import Table

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "docs" / "questions.md"
FOLDER = ROOT / "docs" / "questions"
#: How many rows of an answer a page shows.
SHOWN = 6


def index(questions: dict[str, Question]) -> str:
    lines = [
        "# Questions",
        "",
        f"The catalogue holds {len(questions)} questions, each one file below `queries/`, "
        "each with a tested answer on a toy treaty and on the shipped graph.",
        "Ask one with `treatygraph ask NAME key=value …`, list them with `treatygraph questions`.",
        "These pages are made from the files: `python -m tests.queries.pages`.",
    ]
    group = ""
    for question in questions.values():
        if question.group != group:
            group = question.group
            lines += ["", f"## {group.capitalize()}", ""]
        lines.append(f"- [{question.question}](questions/{question.name}.md)")
    return "\n".join(lines) + "\n"


def page(question: Question) -> str:
    lines = [f"# {question.question}", "", question.summary, ""]
    if question.params:
        listed = ", ".join(f"`{p.name}` ({p.type})" for p in question.params)
        lines += [f"Parameters: {listed}.", ""]
    if question.coverage:
        lines += [f"The answer says its coverage of: {', '.join(question.coverage)}.", ""]
    if question.notes:
        lines += [question.notes, ""]
    lines += ["## On the shipped graph", "", *_answer(question), ""]
    lines += ["## The query", "", "```sparql", _query(question), "```", ""]
    lines += ["[All questions](../questions.md)"]
    return "\n".join(lines) + "\n"


def _answer(question: Question) -> list[str]:
    values = parameters(question)["shipped"]
    asked = " ".join([question.name, *(f"{k}={_quoted(v)}" for k, v in values.items())])
    gold = case_folder(question) / "shipped.csv"
    columns, *rows = csv.reader(gold.read_text("utf-8").splitlines())
    lines = ["```sh", f"treatygraph ask {asked}", "```", ""]
    if not rows:
        return [*lines, "No rows: see the coverage for what that can mean."]
    lines.append(render(Table(tuple(columns), tuple(map(tuple, rows[:SHOWN]))), "markdown"))
    more = len(rows) - SHOWN
    return [*lines, "", f"… and {more} more rows."] if more > 0 else lines


def _quoted(value: str) -> str:
    return f"'{value}'" if " " in value else value


def _query(question: Question) -> str:
    body = [line for line in question.query.splitlines() if not line.startswith("#+")]
    return "\n".join(body).strip()


def pages() -> dict[Path, str]:
    questions = catalogue()
    return {INDEX: index(questions)} | {
        FOLDER / f"{q.name}.md": page(q) for q in questions.values()
    }


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    for path, text in pages().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
