"""Reading a status list: XML or page of the UN Treaty Collection, chart of the Council of Europe.

Columns are known by their headings and sections by theirs, never by the address; names of
elements are looked at in small letters and without their namespace, for they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from treatygraph.documents.depositary.columns import (
    Legend,
    day_of,
    is_first_heading,
    read_cells,
    read_legend,
)
from treatygraph.documents.depositary.encoding import decoded
from treatygraph.documents.depositary.printed import (
    PrintedRow,
    Said,
    StatusSheet,
    clean_name,
    one_line,
)
from treatygraph.documents.depositary.statements import page_section, parted, section_kind
from treatygraph.errors import ReadError
from treatygraph.findings import Finding

__all__ = ["read_status"]

_EXPECTED = (
    "a status list: the XML or the page of treaties.un.org, or the chart of the Council of Europe"
)
_MAINTENANCE = re.compile(
    r"urgent\s+maintenance|currently\s+unavailable|temporarily\s+unavailable", re.I
)
_AS_AT = re.compile(
    r"status\s+as\s+(?:at|of)\s*:?\s*(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}\s+[^\W\d_]{3,9}\.?\s+\d{4})",
    re.I,
)
_FORCE = re.compile(
    r"entry\s+into\s+force\s*:?\s*(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}\s+[^\W\d_]{3,9}\.?,?\s+\d{4})",
    re.I,
)
_COUNTS = re.compile(r"(signatories|parties)\s*:?\s*(\d{1,3})\b", re.I)
#: What stands below the heading of a section in which nobody says anything.
_GENERAL = re.compile(r"\(unless otherwise[^()]{0,300}\)", re.I)
_SKIPPED = ("script", "style", "noscript", "template", "head")
_BLOCKS = ("p", "div", "li", "td", "th", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "br",
           "ul", "ol", "section", "para", "participant", "text", "title", "entry", "row",
           "blockquote")  # fmt: skip
#: More participants than there can be States and organizations.
_MOST_ROWS = 2_000


def read_status(data: bytes, names: Iterable[str] = (), titles: Sequence[str] = ()) -> StatusSheet:
    """Return what a status list prints; raise `ReadError` where it is none.

    `names` are registered names of participants, `titles` those of the treaty.
    """
    findings: list[Finding] = []
    text = decoded(data, findings)
    if _MAINTENANCE.search(text[:20_000]) and "<row" not in text[:200_000].lower():
        raise ReadError(
            "The depositary's server says that it is under maintenance; this is no list.",
            expected=_EXPECTED,
            remedy="fetch it again later",
        )
    begin = text.lstrip("\ufeff \r\n\t")[:400].lower()
    is_page = "<html" in begin or "<!doctype html" in begin or "<body" in begin
    root = _page(text) if is_page else _xml(text, begin)
    sheet = _Sheet(root, findings, form="page" if is_page else "xml")
    return sheet.read(tuple(names), titles)


def _xml(text: str, begin: str) -> Any:
    from lxml import etree

    if not begin.startswith("<"):
        raise ReadError(
            f"This is no status list: it begins with {begin[:30]!r}.", expected=_EXPECTED
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False
    )
    try:
        return etree.fromstring(text.strip().lstrip("\ufeff").encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            f"The XML cannot be read: {error}.",
            expected=_EXPECTED,
            remedy="fetch it again, or save the page with a browser",
        ) from error


def _page(text: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return lxml_html.document_fromstring(
            text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, ValueError) as error:
        raise ReadError(f"The page cannot be read: {error}.", expected=_EXPECTED) from error


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _text(element: Any) -> str:
    """Return the text of an element, without what is raised and what is not shown."""
    parts = [element.text or ""]
    for child in element:
        name = _local(child)
        if name and name not in (*_SKIPPED, "sup", "superscript"):
            parts.append(_text(child) if name != "br" else " ")
        parts.append(child.tail or "")
    return "".join(parts)


class _Sheet:
    """One list, read from its tree."""

    def __init__(self, root: Any, findings: list[Finding], form: str) -> None:
        self.root, self.findings, self.form = root, findings, form

    def read(self, names: tuple[str, ...], titles: Sequence[str]) -> StatusSheet:
        """Return the list; raise `ReadError` where it has no participants."""
        heads, rows, table = self._table()
        legends = [read_legend(cell) for cell in heads[1:]]
        printed = tuple(self._rows(legends, rows))
        said = tuple(self._said(table, {*names, *(row.name for row in printed)}, titles))
        text = one_line(_text(self.root))
        counts = {k.lower(): int(n) for k, n in reversed(_COUNTS.findall(text))}
        for word in ("signatories", "parties"):
            found = next((one_line(_text(e)) for e in self.root.iter() if _local(e) == word), "")
            if found.isdigit():
                counts[word] = int(found)
        return StatusSheet(
            form=self.form,
            text=text,
            as_at=_dated(_AS_AT, text),
            in_force=_dated(_FORCE, text) or self._force(),
            signatories=counts.get("signatories"),
            parties=counts.get("parties"),
            rows=printed,
            said=said,
            findings=tuple(self.findings),
        )

    def _force(self) -> str | None:
        """Return the day of entry into force of the XML, whose label is an element's name."""
        for element in self.root.iter():
            if _local(element) == "eif":
                found = re.search(r"\d{1,2}\s+[^\W\d_]{3,9}\s+\d{4}", one_line(_text(element)))
                return day_of(found[0]) if found else None
        return None

    def _table(self) -> tuple[list[str], list[tuple[str, list[str]]], Any]:
        """Return headings, rows with their places, and the table that has most participants."""
        best: tuple[list[str], list[tuple[str, list[str]]], Any] | None = None
        seen = False
        for table in self.root.iter():
            if _local(table) not in ("table", "participants"):
                continue
            seen = True
            rows = [(e.sourceline, _cells(e)) for e in table.iter() if _is_row(e, table)]
            rows = [(line, cells) for line, cells in rows if len(cells) > 1]
            for n, (_, cells) in enumerate(rows[:12]):
                if is_first_heading(cells):
                    body = [(f"line {line}", cells) for line, cells in rows[n + 1 :]]
                    if best is None or len(body) > len(best[1]):
                        best = cells, body, table
                    break
        if best is None:
            raise self._no_table(seen=seen)
        return best

    def _no_table(self, *, seen: bool) -> ReadError:
        if self.form == "xml":
            return ReadError(
                "There is no table of participants with a heading over each column in this XML; "
                "of some instruments the collection keeps none there.",
                expected=_EXPECTED,
                remedy="look at the page of the treaty, and save that with a browser",
            )
        return ReadError(
            "There is no table of participants with a heading over each column."
            if seen
            else "There is no table in it; the page may be made by its script.",
            expected=_EXPECTED,
            remedy="open the address in a browser, wait for the table, save the page whole, "
            "and give that file",
        )

    def _rows(
        self, legends: Sequence[Legend], rows: list[tuple[str, list[str]]]
    ) -> Iterator[PrintedRow]:
        if len(rows) > _MOST_ROWS:
            raise ReadError(f"The table has {len(rows)} rows.", expected=f"at most {_MOST_ROWS}")
        for place, cells in rows:
            name = clean_name(cells[0])
            if not re.search(r"[^\W\d_]", name) or is_first_heading(cells):
                continue
            acts = read_cells(legends, cells[1:], f"{name} ({place})", self.findings)
            if acts:
                yield PrintedRow(name, place, acts)
            elif name.lower().rstrip(":") not in ("total", "totals"):
                self.findings.append(
                    Finding("info", "no-date", place, f"{name!r} has no date in any column.")
                )

    def _said(self, table: Any, names: set[str], titles: Sequence[str]) -> Iterator[Said]:
        kind = ""
        lines: list[tuple[str, str]] = []
        begun = False
        for section, text, place in _lines(self.root, table, self.form):
            if section == "table":
                begun = True
                continue
            new = section or (page_section(text) if begun and self.form == "page" else None)
            if new and (new != kind or not section):
                yield from self._parted(kind, lines, names, titles)
                kind, lines = new, []
            if text and not (new and not section):
                lines.append((text, place))
        yield from self._parted(kind, lines, names, titles)

    def _parted(
        self, kind: str, lines: list[tuple[str, str]], names: set[str], titles: Sequence[str]
    ) -> Iterator[Said]:
        if kind in ("", "notes", "table"):
            return
        found = list(parted(kind, lines, names, titles))
        said = " ".join(text for text, _ in lines)
        if said and not found and not _GENERAL.fullmatch(said):
            self.findings.append(
                Finding(
                    "warning",
                    "section-not-read",
                    lines[0][1],
                    "No participant's name stands over what is declared here.",
                    "look at the list; what it says is not taken over",
                )
            )
        yield from found


def _dated(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return day_of(found[1].replace(",", "")) if found else None


def _is_row(element: Any, table: Any) -> bool:
    """Tell whether an element is a row of this table, and not of one inside it."""
    if _local(element) not in ("row", "tr"):
        return False
    above = element.getparent()
    while above is not None and _local(above) not in ("table", "participants"):
        above = above.getparent()
    return above is table or (_local(table) == "participants" and _local(above) == "table")


def _cells(row: Any) -> list[str]:
    return [_text(child) for child in row if _local(child) not in ("", *_SKIPPED)]


def _lines(root: Any, table: Any, form: str) -> Iterator[tuple[str, str, str]]:
    """Yield each line outside the table with the kind of its section, where that is an element.

    The table itself is one line of the kind `table`.
    """
    buffer: list[str] = []

    def flush(section: str, line: int) -> Iterator[tuple[str, str, str]]:
        for piece in re.split(r"(?:<\s*/?\s*(?:br|p|para)\b[^<>]*>|\n\s*\n)", "".join(buffer)):
            text = one_line(piece)
            if text:
                yield section, text, f"line {line}"
        buffer.clear()

    def walk(element: Any, section: str) -> Iterator[tuple[str, str, str]]:
        name = _local(element)
        if element is table:
            yield from flush(section, element.sourceline)
            yield "table", "", ""
            return
        if not name or name in _SKIPPED:
            return
        block = name in _BLOCKS or form == "xml"
        inner = section
        if form == "xml" and not section and name not in ("row", "rows"):
            inner = section_kind(element.tag.rpartition("}")[2]) or ""
        if block:
            yield from flush(section, element.sourceline)
        buffer.append(element.text or "")
        for child in element:
            if _local(child) not in ("sup", "superscript"):
                yield from walk(child, inner)
            buffer.append(child.tail or "")
        if block:
            yield from flush(inner, element.sourceline)

    yield from walk(root, "")
