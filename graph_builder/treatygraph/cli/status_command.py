"""`treatygraph status`: who is bound, from the depositary's own list."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.curated.records import Library
from treatygraph.curated.yamlfile import is_known_date
from treatygraph.documents.apart import status_apart
from treatygraph.documents.depositary.printed import StatusSheet
from treatygraph.errors import ReadError, UsageError
from treatygraph.findings import Finding
from treatygraph.model import Treaty
from treatygraph.model.participation import ParticipationFile
from treatygraph.nearest import did_you_mean
from treatygraph.pipeline.official import build_anew, documents_folder, put_back, registered
from treatygraph.pipeline.status import (
    kept_day,
    names_of,
    status_place,
    take_over,
    told_before,
    write_status,
)
from treatygraph.textfile import read_bytes, write_whole
from treatygraph.web.download import download
from treatygraph.web.fetched import Fetched, note_fetched

__all__ = ["command"]

_MOST_BYTES = 50_000_000
_MOST_LINES = 12


@click.command(name="status")
@click.argument("source", metavar="FILE_OR_ADDRESS")
@click.option("--treaty", default="un-cybercrime", show_default=True, help="Key of the treaty.")
@click.option("--as-at", metavar="DAY", help="Day of the list, where it prints none: YYYY-MM-DD.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken over, and write nothing.")
@click.option("--no-build", is_flag=True, help="Do not build the graph anew afterwards.")
def command(source: str, treaty: str, as_at: str | None, dry_run: bool, no_build: bool) -> int:
    """Read the depositary's status list: who signed, who is bound, what was declared.

    Read are the XML and the page of the UN Treaty Collection, and the chart of the Council
    of Europe as a browser saves it.  What other sources told stays, confirmed or corrected.

    \b
    Exit status: 0 read, 1 read with findings or corrections, 3 cannot be read.
    Example: treatygraph status XVIII-16.en.xml
             treatygraph status chart-185.html --treaty budapest --dry-run
    """
    if as_at and not is_known_date(as_at):
        raise UsageError(f"There is no day {as_at!r}.", expected="YYYY-MM-DD")
    library = registered()
    one = _treaty(library, treaty)
    data, address = _fetched(source)
    if len(data) > _MOST_BYTES:
        raise ReadError(f"The list has more than {_MOST_BYTES // 1_000_000} MB.")
    titles = _titles(library, one)
    sheet = status_apart(data, names_of(library), titles)
    _meant(sheet, one, titles)
    today = datetime.now(tz=UTC).date().isoformat()
    file, findings = take_over(
        sheet,
        library,
        treaty=treaty,
        title=one.short_title,
        data=data,
        address=address,
        name=Path(source).name,
        as_at=as_at or (today if address else None),
        today=today,
    )
    file = kept_day(file, status_place(treaty))
    clean = _report(file, findings, library)
    if dry_run:
        echo("Nothing was written.", err=True)
        return 0 if clean else 1
    return _taken(file, data, source, address, build=not no_build) or (0 if clean else 1)


def _treaty(library: Library, key: str) -> Treaty:
    found = next((t for t in library.registry.treaties if t.key == key), None)
    if found is None:
        keys = [t.key for t in library.registry.treaties]
        raise UsageError(
            f"There is no treaty {key!r}.",
            expected=f"one of {', '.join(keys)}",
            remedy=did_you_mean(key, keys) or "register it: `treatygraph new treaty KEY`",
        )
    return found


def _titles(library: Library, treaty: Treaty) -> tuple[str, ...]:
    other = [x for x in library.registry.instruments if x.key == treaty.key]
    names = [x.title for x in other] + [name for x in other for _, name in x.names]
    first = treaty.title.partition(";")[0]
    return tuple(dict.fromkeys((first, treaty.short_title, *treaty.aliases, *names)))


def _fetched(source: str) -> tuple[bytes, str]:
    """Return the bytes of a list and the address that gave them, empty for a file."""
    if not re.match(r"https?://", source):
        path = Path(source)
        return read_bytes(path, expected="a status list that was saved, or an address"), ""
    target = documents_folder() / "incoming.status"
    ways = [source]
    for this, that in (("Volume%20I/", "Volume%20II/"), ("Volume%20II/", "Volume%20I/")):
        if this in source:
            ways.append(source.replace(this, that))
    refused: ReadError | None = None
    for way in ways:
        try:
            done = download(way, target, page=True)
            data = done.path.read_bytes()
            done.path.unlink()
            if way != ways[-1] and way.endswith(".xml") and not data.lstrip().startswith(b"<?xml"):
                continue  # a page in the place of a file that is not there
        except ReadError as error:
            refused = error
            continue
        return data, done.url or way
    raise refused or ReadError(f"{source} gave no list.")


def _meant(sheet: StatusSheet, treaty: Treaty, titles: tuple[str, ...]) -> None:
    """Raise where a list does not bear the name of the treaty."""
    text = _bare(sheet.text)
    if not any(_bare(title) in text for title in titles if len(_bare(title)) > 3):
        raise ReadError(
            f"The list does not bear the name of {treaty.key}.",
            expected=" or ".join(repr(title) for title in titles[:4]),
            remedy="say which treaty it is with --treaty; where the depositary calls it by "
            "another name, add that to its `aliases` in treaties.yaml",
        )


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _report(file: ParticipationFile, findings: list[Finding], library: Library) -> bool:
    """Say what the list holds; tell whether nothing in it needs a look."""
    kinds = Counter(p.kind for p in file.participations if not p.withdrawn)
    gone = sum(p.withdrawn for p in file.participations)
    said = Counter(d.kind for d in file.declarations)
    who = {p.who for p in file.participations}
    echo(
        f"{file.treaty}, as at {file.date or 'a day that is not known'}: "
        f"{len(who)} participant{'s' * (len(who) != 1)}"
    )
    for counted, what in ((kinds, "acts"), (said, "statements")):
        words = ", ".join(f"{n} {kind.replace('-', ' ')}" for kind, n in counted.most_common())
        echo(
            f"  {what}: {words or 'none'}"
            + (f"; {gone} withdrawn" if gone * (what == "acts") else "")
        )
    touched = {key for d in file.declarations for key in d.concerns}
    if touched:
        echo(f"  provisions named: {', '.join(sorted(touched))}")
    before = told_before(file, library)
    outcomes = Counter(one.outcome for one in before)
    echo(
        f"  told before: {len(before)}; {outcomes['confirmed']} confirmed, "
        f"{outcomes['corrected'] + outcomes['not-listed']} corrected, {outcomes['open']} open"
    )
    other = [one for one in before if one.outcome in ("corrected", "not-listed")]
    other.sort(key=lambda one: one.kind == "signature")  # what binds comes first
    for one in other[:_MOST_LINES]:
        has = one.listed or "nothing of it"
        echo(f"    {one.name}: {one.kind} {one.date} was told; the list has {has}")
    if len(other) > _MOST_LINES:
        echo(f"    … and {len(other) - _MOST_LINES} more")
    for finding in findings:
        tail = f" To do: {finding.remedy}." if finding.remedy else ""
        echo(f"{finding.severity} {finding.code} at {finding.place}: {finding.message}{tail}")
    odd = any(f.severity != "info" for f in findings)
    return not odd and not outcomes["corrected"] and not outcomes["not-listed"]


def _taken(file: ParticipationFile, data: bytes, source: str, address: str, *, build: bool) -> int:
    """Write list and copy, and build; return 3 where the graph was not published."""
    _keep(file, data, source, address)
    place = status_place(file.treaty)
    before = place.read_bytes() if place.exists() else None
    write_status(file, place)
    echo(f"→ {place}")
    if not build:
        echo("Next: `treatygraph build`.", err=True)
        return 0
    report = build_anew()
    for finding in report.violations:
        echo(f"{finding.code} {finding.place}: {finding.message}", err=True)
    if report.place is None:
        put_back(place, before)
        echo("The graph was not published; the old one and what was known stay.")
        return 3
    echo(f"graph: {report.quads} quads")
    return 0


def _keep(file: ParticipationFile, data: bytes, source: str, address: str) -> None:
    """Put the copy that was read beside the others, and on record."""
    document = file.document
    if document is None or document.sha256 is None:
        return
    ending = "html" if document.media_type == "text/html" else "xml"
    name = f"{document.key}.{document.sha256[:12]}.{ending}"
    write_whole(documents_folder() / name, data)
    entry = Fetched(
        document=document.key,
        language="en",
        file=name,
        media_type=document.media_type or "",
        sha256=document.sha256,
        bytes=len(data),
        day=document.retrieved or "",
        address=address,
        saved_as="" if address else Path(source).name,
    )
    note_fetched(documents_folder(), entry)
