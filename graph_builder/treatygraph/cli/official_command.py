"""`treatygraph official`: from outlines to judged texts, with one command."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from treatygraph.cli.echo import echo
from treatygraph.curated.records import Library
from treatygraph.pipeline.copies import (
    Left,
    Wanted,
    copies_fetched,
    copies_in,
    wanted_drafts,
)
from treatygraph.pipeline.official import (
    Outcome,
    documents_folder,
    load_official,
    read_copies,
    registered,
)
from treatygraph.pipeline.official_report import begin, finish, report_of, report_place
from treatygraph.web.symbols import ways_to

__all__ = ["command"]


@click.command(name="official")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    help="Take the files of this folder, whatever their names, and fetch nothing.",
)
@click.option(
    "--only", metavar="DRAFT,…", default="", help="These drafts, such as zero-draft,rev-1."
)
@click.option("--treaty", help="Drafts of this treaty; those of negotiated treaties if left out.")
@click.option("--language", metavar="CODE,…", default="", help="These languages, such as en,fr.")
@click.option("--ocr", is_flag=True, help="Read scanned or unsound pages from their picture.")
@click.option("--again", is_flag=True, help="Fetch anew what was fetched before.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--pause", default=1.5, hidden=True, help="Seconds between two requests to a host.")
def command(
    folder: Path | None,
    only: str,
    treaty: str | None,
    language: str,
    ocr: bool,
    again: bool,
    dry_run: bool,
    pause: float,
) -> int:
    """Load the official texts: fetch, recognise, read, match, confirm, build, report.

    Documents are asked for at the UN's document service and their other addresses; with
    --from, files that a browser saved are taken, each known by the symbol or title that it
    prints.  The command can be ended and called again.

    \b
    Exit status: 0 all was taken, 1 something was left alone or differs, 3 cannot run.
    Example: treatygraph official
             treatygraph official --from ~/Downloads
             treatygraph official --only zero-draft,rev-1 --dry-run
    """
    library = registered()
    languages = _listed(language)
    wanted = wanted_drafts(library, treaty, _listed(only))
    if dry_run:
        return _planned(folder, wanted, library, languages)
    before = begin()
    if folder is not None:
        copies, left = copies_in(folder, wanted, _titles(library), ocr=_ocr(languages, on=ocr))
    else:
        copies, left = copies_fetched(
            wanted,
            documents_folder(),
            languages=languages,
            again=again,
            pause=pause,
            tell=_tell,
            titles=_titles(library),
        )
    taken, refused = read_copies(copies, languages, _tell, ocr=ocr)
    outcome = Outcome(taken=taken, left=[*left, *refused])
    if taken:
        load_official(outcome, keep=folder is not None, tell=_tell)
    report = report_of(outcome, before)
    finish(report)
    for line in _readable(report):
        echo(line)
    different = any(d["different"] for d in report["drafts"])
    failed = bool(taken) and not report["published"]
    return 3 if failed else 1 if outcome.left or different or not taken else 0


def _ocr(languages: Sequence[str], *, on: bool) -> Callable[[bytes], bytes] | None:
    """Return what reads a PDF from its pictures, None where that is not asked for."""
    if not on:
        return None
    from treatygraph.documents.apart import words_apart

    language = languages[0] if len(languages) == 1 else None
    return lambda data: words_apart(data, language)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _tell(what: str) -> None:
    echo(f"{what} …", err=True)


def _titles(library: Library) -> dict[str, tuple[str, ...]]:
    """Return for each adopted text the titles of its treaty, in every language known."""
    names = {x.key: (x.title, *(name for _, name in x.names)) for x in library.registry.instruments}
    titles = {
        x.key: (x.title.partition(";")[0], *x.aliases, *names.get(x.key, ()))
        for x in library.registry.treaties
    }
    kinds = {d.key: d.kind for d in library.registry.documents}
    return {
        facts.document: titles.get(facts.treaty, ())
        for facts in library.drafts
        if kinds.get(facts.document) == "treaty"
    }


def _planned(
    folder: Path | None, wanted: Sequence[Wanted], library: Library, languages: tuple[str, ...]
) -> int:
    """Say which files are which draft, or which addresses would be asked; do nothing."""
    if folder is None:
        for one in wanted:
            echo(f"{one.name} ({one.document.symbol or 'no symbol'})")
            for way in ways_to(one.document):
                echo(f"  {way.url}")
        return 0
    copies, left = copies_in(folder, wanted, _titles(library))
    taken, refused = read_copies(copies, languages)
    for text in taken:
        also = f", held against {', '.join(text.beside)}" if text.beside else ""
        echo(f"{text.copy.name}: {text.copy.wanted.name} ({text.facts.language}){also}")
    for line in _left_alone(sorted([*left, *refused])):
        echo(line)
    return 1 if left or refused else 0


def _left_alone(left: Sequence[Left]) -> Iterator[str]:
    for one in left:
        yield f"left alone: {one.name}: {one.why}." + (
            f" To do: {one.remedy}." if one.remedy else ""
        )


def _readable(report: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the report."""
    for draft in report["drafts"]:
        yield from _draft_lines(draft)
    if report["changes"]:
        yield ""
        yield "What changed:"
        yield from (f"- {change['words']}" for change in report["changes"])
    if report["left"]:
        yield ""
        yield from _left_alone([Left(x["name"], x["why"], x["remedy"]) for x in report["left"]])
    yield from report["violations"]
    yield ""
    if not report["drafts"]:
        yield "No text was taken; the graph stays as it was."
        return
    yield (
        "The graph is published; a running server shows it by itself."
        if report["published"]
        else "The graph was not published; the old one and its readings stay."
    )
    yield f"Report: {report_place()}, and the page /official of `treatygraph serve`."


def _draft_lines(draft: dict[str, Any]) -> Iterator[str]:
    copy = draft["source"]
    also = f", held against {', '.join(copy['held_against'])}" if copy["held_against"] else ""
    yield f"{draft['draft']} ({draft['symbol'] or draft['title']}, {draft['language']})"
    yield f"  from {copy['address'] or copy['name']}{also}"
    yield f"  {draft['articles']} articles, {draft['references']} references read"
    yield (
        f"  facts: {draft['confirmed']} confirmed, {draft['different']} different, "
        f"{draft['open']} open"
    )
    for one in draft["differences"]:
        yield (
            f"    {one['fact']} {one['aspect']}: registered {one['data']!r}, "
            f"printed {one['document']!r}"
        )
    for finding in draft["findings"][:5]:
        yield f"    {finding}"
    if len(draft["findings"]) > 5:
        yield f"    … and {len(draft['findings']) - 5} more findings: see the report"
    articles = "article" if draft["unmatched"] == 1 else "articles"
    yield f"  lineages: {draft['matched']} matched, {draft['unmatched']} {articles} open"
    if draft["proposals"]:
        yield f"    for those: {draft['proposals']}"
    yield f"  verdicts before: {_counts(draft['before'])}; after: {_counts(draft['after'])}"


def _counts(verdicts: dict[str, int]) -> str:
    return ", ".join(f"{n} {word.replace('-', ' ')}" for word, n in verdicts.items()) or "none"
