"""Nothing in data or docs repeats twelve words of a source: facts in our own words."""

import re
from collections.abc import Iterator

import yaml

from treatygraph.resources import locate

RUN = 12
#: What a thing is called is quoted as it is: headings, names, titles, wording of references.
NAMES = frozenset({"heading", "name", "title", "aliases", "surface"})


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"https?://\S+", " ", text).lower())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    for i in range(len(found) - RUN + 1):
        yield tuple(found[i : i + RUN])


def strings(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from strings(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value, key)
    elif isinstance(node, str) and key not in NAMES:
        yield node


def texts() -> Iterator[tuple[str, str]]:
    root = locate("data").parent
    for path in sorted((root / "data").rglob("*.yaml")):
        loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
        yield from ((str(path.relative_to(root)), text) for text in strings(loaded))
    titles = list(registered_titles())
    for path in sorted((root / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        for title in titles:
            text = text.replace(title, "")
        yield str(path.relative_to(root)), text


def registered_titles() -> Iterator[str]:
    """Yield the titles of instruments, which answers on pages quote as they are."""
    file = locate("data", "instruments.yaml")
    entries = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    pending = [entries]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            pending.extend(node.values())
            if isinstance(node.get("title"), str):
                yield node["title"]
        elif isinstance(node, list):
            pending.extend(node)


def test_no_run_of_twelve_words_equals_a_source(sources):
    known = {
        run: path.name
        for path in sorted(sources.iterdir())
        if path.suffix in (".md", ".txt")
        for run in runs(path.read_text("utf-8"))
    }
    copied = [
        f"{name}: {' '.join(run)!r} stands in {known[run]}"
        for name, text in texts()
        for run in runs(text)
        if run in known
    ]

    assert len(known) > 10_000
    assert copied == [], "say it in other words"


def test_a_copied_run_would_be_found():
    sentence = "one two three four five six seven eight nine ten eleven twelve"

    assert [tuple(sentence.split())] == list(runs(sentence))
    assert list(runs("https://example.org/" + sentence.replace(" ", "-"))) == []
    assert list(strings([{"heading": "left out"}, {"note": "kept"}])) == ["kept"]
