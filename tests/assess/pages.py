"""The generated parts of docs/checks.md and docs/assessment-gi-toc.md.

`python -m tests.assess.pages` writes them anew; tests compare them with the program.
"""

import re
import tempfile
from pathlib import Path

from treatygraph.assess.check_kinds import check_kinds
from treatygraph.assess.results import recommendations, results
from treatygraph.pipeline import build
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore

DOCS = Path(__file__).parents[2] / "docs"
DRAFTS = ("zero-draft", "rev-1", "adopted")
MARKS = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.S)


def shipped_store() -> OxigraphStore:
    with tempfile.TemporaryDirectory() as place:
        report = build([locate("data")], Path(place))
        assert report.place is not None, report.violations
        return OxigraphStore.load(report.place / "graph.nq")


def kinds_table() -> str:
    lines = ["| kind | passes where | parameters | of the provisions |", "|---|---|---|---|"]
    for kind in check_kinds().values():
        params = ", ".join(f"`{name}` ({type_})" for name, type_ in kind.params)
        notes = f" {kind.notes}" if kind.notes else ""
        lines.append(f"| `{kind.name}` | {kind.summary}{notes} | {params} | {kind.quantifier} |")
    return "\n".join(lines) + "\n"


def verdicts_table(store: OxigraphStore) -> str:
    cells: dict[str, dict[str, str]] = {}
    labels: dict[str, str] = {}
    for result in results(store, "gi-toc"):
        asked = result.recommendation
        if not asked.key.startswith("gi-toc-2023/") or result.draft_key not in DRAFTS:
            continue
        labels[asked.key] = asked.label
        decided = result.outcome.basis
        count = f"{result.outcome.count}, {decided}" if decided else result.outcome.count
        reviewed = f" Reviewed: **{result.reviewed}**." if result.disagrees else ""
        text = f"**{result.verdict}** ({count}).{reviewed} {result.review_note}"
        cells.setdefault(asked.key, {})[result.draft_key] = text
    lines = ["| recommendation | zero draft | Rev.1 | adopted text |", "|---|---|---|---|"]
    for key, drafts in cells.items():
        row = " | ".join(drafts[draft] for draft in DRAFTS)
        lines.append(f"| `{key.rpartition('/')[2]}`: {labels[key]} | {row} |")
    return "\n".join(lines) + "\n"


def reasons_table(store: OxigraphStore) -> str:
    lines = ["| recommendation | why no check can decide it |", "|---|---|"]
    for asked in recommendations(store, "gi-toc"):
        if asked.no_check and asked.key.startswith("gi-toc-2023/"):
            name = asked.key.rpartition("/")[2]
            lines.append(f"| `{name}`: {asked.label} | {asked.no_check} |")
    return "\n".join(lines) + "\n"


def renewed(name: str, store: OxigraphStore) -> str:
    text = (DOCS / name).read_text("utf-8")
    made = {
        "kinds": kinds_table,
        "verdicts": lambda: verdicts_table(store),
        "reasons": lambda: reasons_table(store),
    }
    return MARKS.sub(lambda m: m.group(1) + made[m.group(2)]() + m.group(3), text)


def write() -> None:
    store = shipped_store()
    for name in ("checks.md", "assessment-gi-toc.md"):
        (DOCS / name).write_text(renewed(name, store), "utf-8")


if __name__ == "__main__":
    write()
