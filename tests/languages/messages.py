"""What is to be said in other languages: collected from templates, program, scripts, questions.

    python -m tests.languages.messages

brings every file of visualizations/languages up to what is said now: new words come in
empty, words that nobody says any more go.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from tests.form.commands_page import ROOT
from treatygraph.catalogue import catalogue
from treatygraph.http.column_names import words_of

FOLDER = ROOT / "visualizations" / "languages"
_PYTHON = {"message": None, "gettext": None, "ngettext": (1, 2)}
_TEMPLATE = {"_": None, "gettext": None, "ngettext": (1, 2)}
_SCRIPT = {"tongue": None, "tongues": (1, 2)}
#: Lines of a head that change with each writing, or name nobody.
_CHANGING = re.compile(
    rb'"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By'
    rb"|Report-Msgid-Bugs-To)[^\n]*\n"
)
#: An English text, or one and many.
Message = str | tuple[str, str]


def messages() -> dict[Message, list[str]]:
    """Return every message with the files that say it."""
    found: dict[Message, list[str]] = {}
    for message, place in _all():
        places = found.setdefault(message, [])
        if place not in places:
            places.append(place)
    singulars = {m[0] for m in found if isinstance(m, tuple)}
    return {m: places for m, places in found.items() if m not in singulars}


def _all() -> Iterator[tuple[Message, str]]:
    visual = ROOT / "visualizations"
    options = {"newstyle_gettext": "true", "extensions": "jinja2.ext.i18n", "trimmed": "false"}
    options |= {"trim_blocks": "true", "lstrip_blocks": "true"}
    for path in sorted((visual / "templates").glob("*.html")):
        yield from _read(path, "jinja2.ext:babel_extract", _TEMPLATE, options)
    for path in sorted((ROOT / "graph_builder").rglob("*.py")):
        yield from _read(path, "python", _PYTHON, {})
    for path in sorted((visual / "assets").rglob("*.js")):
        if "vendor" not in path.parts:
            yield from _read(path, "javascript", _SCRIPT, {})
    yield from _of_questions()
    yield from _of_views()
    yield from _of_schemes()
    yield from ((word, "queries/tables") for word in TABLE_WORDS)


#: Words that queries and tables give out and pages show.
TABLE_WORDS = (
    *("adopted", "already there", "lost", "open", "open when last known", "gone", "cannot tell"),
    *("pass", "fail", "inapplicable", "direct", "via", "none", "not known", "lacks", "has"),
    *("favours", "rejects", "asks a change", "no side", "asks nothing", "in", "out", "names"),
    *("renumbered", "moved", "heading changed", "dropped", "new", "not registered"),
    *(
        "first registered",
        "no lineage",
        "split",
        "joined",
        "heading",
        "number",
        "role",
        "safeguard",
    ),
    *("recommendation", "key recommendation", "position", "proposal", "argument", "risk"),
    *("article", "chapter", "provision", "lineage", "stakeholder", "document", "instrument"),
    *("draft", "concept", "session", "Drafts", "Sessions", "Positions", "Draft", "Session"),
    *("Position", "official text", "attested", "curated", "unverified", "official-text"),
    *("no check", "not assessed", "governed by"),
    *("yes", "no", "complete", "partial", "references", "safeguards", "outline", "refers", "words"),
)


def _of_schemes() -> Iterator[tuple[Message, str]]:
    """Yield the names of concepts: what there is of them in other languages is ours."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    for path in sorted((ROOT / "ontology" / "schemes").glob("*.ttl")):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if quad.predicate == label and isinstance(quad.object, Literal):
                yield quad.object.value, path.relative_to(ROOT).as_posix()


def _read(
    path: Path, method: str, keywords: dict[str, Any], options: dict[str, str]
) -> Iterator[tuple[Message, str]]:
    place = path.relative_to(ROOT).as_posix()
    with path.open("rb") as file:
        for _, said, _, _ in extract(_method(method), file, keywords, (), options):
            yield said if isinstance(said, str) else (said[0], said[1]), place


def _method(name: str) -> Any:
    if ":" not in name:
        return name
    from jinja2.ext import babel_extract

    return babel_extract


def _of_questions() -> Iterator[tuple[Message, str]]:
    for question in catalogue().values():
        place = f"queries/{question.group}/{question.name}.rq"
        yield question.question, place
        yield question.summary, place
        if question.notes:
            yield question.notes, place
        yield question.group, place
        yield question.group.replace("-", " ").capitalize(), place
        for column in question.columns:
            yield words_of(column), place
        for param in question.params:
            yield param.name.replace("_", " ").capitalize(), place
            yield param.type, place


def _of_views() -> Iterator[tuple[Message, str]]:
    folder = ROOT / "visualizations" / "views"
    for name, wanted in (
        ("home.toml", ("title", "why")),
        ("graph.toml", ("label", "plural", "back")),
    ):
        told = tomllib.loads((folder / name).read_text("utf-8"))
        entries = told.get("cards") or [*told["kinds"].values(), *told["edges"].values()]
        for entry in entries:
            for key in wanted:
                if key in entry:
                    yield entry[key], f"visualizations/views/{name}"
        if "caption" in told:
            yield told["caption"], f"visualizations/views/{name}"


def renewed(path: Path) -> bytes:
    """Return a file of words, brought up to what is said now."""
    code = path.stem
    known = read_po(io.BytesIO(path.read_bytes()), locale=code) if path.is_file() else None
    made = Catalog(code, project="treatygraph", fuzzy=False, charset="utf-8", header_comment=_HEAD)
    for message, places in messages().items():
        english = message if isinstance(message, str) else message[0]
        old = known.get(english) if known else None
        texts = old.string if old else ""
        if isinstance(message, tuple):
            many = texts if isinstance(texts, tuple | list) else (texts,)
            texts = tuple((*many, *("",) * made.num_plurals)[: made.num_plurals])
        elif isinstance(texts, tuple | list):
            texts = texts[0]
        flags = ("python-format",) if "%(" in english else ()
        made.add(message, texts, [(place, 0) for place in places], flags)
    target = io.BytesIO()
    write_po(target, made, width=100, include_lineno=False, sort_output=False)
    return _CHANGING.sub(b"", target.getvalue())


_HEAD = """\
# The words of the interface in one more language; docs/how-to/language.md explains the file.
# `python -m tests.languages.messages` brings it up to what is said now."""

if __name__ == "__main__":
    for file in sorted(FOLDER.glob("*.po")):
        file.write_bytes(renewed(file))
