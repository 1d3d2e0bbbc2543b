"""The table of docs/links.md, from data/links: `python -m tests.data.links_page`."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "links.md"
FILES = sorted((ROOT / "data" / "links").glob("*.yaml"))


def table() -> tuple[str, int]:
    """Return the rows of the table, and how many links there are in all."""
    rows, total = [], 0
    for path in FILES:
        data = yaml.safe_load(path.read_text("utf-8"))
        count = len(data["links"])
        total += count
        rows.append(f"| `{path.name}` | {data['target']} | {count} | `{data['document']}` |")
    return "\n".join(rows), total


def page(text: str) -> str:
    """Return the page with its numbers renewed."""
    rows, total = table()
    text = re.sub(r"(\|---\|---\|---\|---\|\n).*?\n\n", rf"\g<1>{rows}\n\n", text, flags=re.DOTALL)
    return re.sub(r"\S+ links in all", f"{total} links in all", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")
