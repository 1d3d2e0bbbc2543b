"""DOCX as blocks: paragraphs with their numbers, tracked changes settled, notes beside.

The parts are read one by one with lxml, each within a limit, so that pictures are never
unpacked.  Of tracked changes one of two readings is taken: the text accepted, or the text
as it was; what the other one has is furniture.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from typing import Any, Literal

from treatygraph.documents.formats.blocks import BlockWriter
from treatygraph.documents.formats.docxnumbers import Numbering, W
from treatygraph.documents.formats.grids import Grid, read_grid
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.raised import raise_digits
from treatygraph.findings import Finding

__all__ = ["Revisions", "read_docx"]

Revisions = Literal["accepted", "original"]
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)
_PART_LIMIT = 60_000_000
_GONE: dict[str, tuple[str, ...]] = {
    "accepted": (f"{W}del", f"{W}moveFrom"),
    "original": (f"{W}ins", f"{W}moveTo"),
}
_SKIPPED = ("Fallback", "pPr", "rPr", "instrText", "fldSimpleInstr")
_HEADING = re.compile(r"(?:Heading|Titre|berschrift|Ttulo|Kop)\s*(\d)", re.IGNORECASE)


def read_docx(data: bytes, revisions: Revisions = "accepted") -> SourceText:
    """Return the blocks of a Word document; trouble with a part of it is a finding."""
    findings: list[Finding] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {
                name: _part(archive, f"word/{name}.xml", findings)
                for name in ("document", "numbering", "styles", "footnotes", "endnotes")
            }
            parts["core"] = _part(archive, "docProps/core.xml", findings)
    except _DAMAGE as error:
        return SourceText("", (), findings=(_unreadable(f"{error}"),))
    body = parts["document"].find(f"{W}body") if parts["document"] is not None else None
    if body is None:
        why = findings or [_unreadable("it has no document part")]
        return SourceText("", (), findings=tuple(why))
    reader = _Reader(parts, revisions)
    reader.body(body)
    reader.close()
    title = _core_title(parts["core"])
    reader.writer.title = reader.title or title or reader.writer.title
    return reader.writer.source(*findings, *reader.findings)


def _part(archive: zipfile.ZipFile, name: str, findings: list[Finding]) -> Any:
    """Return the root of a part, None where there is none or it cannot be read."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > _PART_LIMIT:
        findings.append(_too_large(name, archive.getinfo(name).file_size))
        return None
    try:
        with archive.open(name) as file:
            data = file.read(_PART_LIMIT + 1)
    except _DAMAGE as error:
        findings.append(_unreadable(f"{name}: {error}"))
        return None
    if len(data) > _PART_LIMIT:
        findings.append(_too_large(name, len(data)))
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        findings.append(_unreadable(f"{name}: {error}"))
        return None
    if parser.error_log:
        findings.append(
            Finding(
                "violation",
                "damaged-markup",
                name,
                f"The part is not well-formed ({parser.error_log[0].message}); what could be read "
                "was read.",
                "download the document again, or save it anew in a word processor",
            )
        )
    return root


def _unreadable(why: str) -> Finding:
    return Finding(
        "violation",
        "unreadable-docx",
        "document",
        f"The Word document cannot be opened: {why}.",
        "check that the file was downloaded whole",
    )


def _too_large(name: str, size: int) -> Finding:
    return Finding(
        "violation",
        "too-large",
        name,
        f"The part unpacks to {size // 1_000_000} MB; at most {_PART_LIMIT // 1_000_000} are read.",
        "take pictures and embedded files out, and save the text alone",
    )


def _core_title(root: Any) -> str | None:
    if root is None:
        return None
    found = root.find("{http://purl.org/dc/elements/1.1/}title")
    return found.text.strip() if found is not None and found.text and found.text.strip() else None


class _Reader:
    def __init__(self, parts: dict[str, Any], revisions: Revisions) -> None:
        self.writer = BlockWriter()
        self.numbers = Numbering(parts["numbering"], parts["styles"])
        self.gone = _GONE[revisions]
        self.notes = {kind: _notes(parts[kind], kind[:-1]) for kind in ("footnotes", "endnotes")}
        self.title: str | None = None
        self.findings: list[Finding] = []
        self.count = 0
        self.text: list[str] = []
        self.left_out: list[str] = []
        self.pending: list[str] = []
        self.marks: set[str] = set()
        self.edited = _has_struck(parts["document"])
        self.strong: set[bool] = set()
        self.label = ""
        self.heading = 0
        self.styled: Any = None

    def body(self, root: Any) -> None:
        """Read paragraphs and tables in order, whatever they are wrapped in."""
        stack = [root]
        while stack:
            node = stack.pop()
            if not isinstance(node.tag, str):
                continue
            if node.tag == f"{W}p":
                self._paragraph(node)
            elif node.tag == f"{W}tbl":
                self.close()
                self._table(node)
            else:
                stack.extend(reversed(node))

    def _table(self, table: Any) -> None:
        rows = [list(row.iterchildren(f"{W}tc", f"{W}sdt")) for row in table.iterchildren(f"{W}tr")]
        texts = [["".join(cell.itertext(f"{W}t")) for cell in row] for row in rows]
        grid: Grid = read_grid(texts)
        for column in range(grid.columns if grid.by_columns else 1):
            for row, words in zip(rows, texts, strict=True):
                cells = [row[column]] if grid.by_columns and column < len(row) else row
                if grid.by_columns and column >= len(row):
                    continue
                if column and grid.aside:
                    self.writer.aside(words[column], "other-column")
                    continue
                self._cells(cells, words)
        self.findings += grid.findings(len(self.writer.blocks))

    def _cells(self, cells: list[Any], words: list[str]) -> None:
        for cell in cells:
            self.body(cell)
            if not _is_number("".join(self.text).strip()):
                self.close()
        self.close()

    def _paragraph(self, paragraph: Any) -> None:
        """Read one paragraph; where its end was deleted, the next one goes on with it."""
        if not self.text and not self.label:
            self.label = self.numbers.label(paragraph)
            self.styled = paragraph
        else:
            self.text.append(" ")
            self.numbers.label(paragraph)
        self._runs(paragraph)
        ending = paragraph.find(f"{W}pPr/{W}rPr")
        joined = ending is not None and any(ending.find(name) is not None for name in self.gone)
        inside = any(True for _ in paragraph.iterancestors(f"{W}tc"))
        if not joined and not (inside and _is_number("".join(self.text).strip())):
            self.close()

    def _runs(self, paragraph: Any) -> None:
        stack = list(reversed(paragraph))
        while stack:
            node = stack.pop()
            if not isinstance(node.tag, str) or node.tag.rpartition("}")[2] in _SKIPPED:
                continue
            if node.tag in self.gone:
                self.marks.add("deleted" if self.gone[0] == f"{W}del" else "inserted")
                self.left_out.append(_words(node))
            elif node.tag in (f"{W}t", f"{W}delText"):
                self._words(node)
            elif node.tag in (f"{W}br", f"{W}cr"):
                self.text.append("\n")
            elif node.tag in (f"{W}tab", f"{W}ptab"):
                self.text.append("\t")
            elif node.tag == f"{W}noBreakHyphen":
                self.text.append("-")
            elif node.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(node)
            elif node.tag == f"{W}p":
                self.pending.append(_words(node))
            else:
                if node.tag in (f"{W}ins", f"{W}moveTo"):
                    self.marks.add("inserted")
                stack.extend(reversed(node))

    def _words(self, node: Any) -> None:
        text = node.text or ""
        run = node.getparent()
        if _is_on(run, "strike") or _is_on(run, "dstrike"):
            self.marks.add("deleted")
        if self.edited and any(map(str.isalpha, text)):
            self.strong.add(_is_on(run, "b"))
        raised = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
        before = "".join(self.text[-1:])
        if (
            raised is not None
            and raised.get(f"{W}val") == "superscript"
            and re.fullmatch(r"\s*\d{1,3}\s*", text)
            and before.strip()
        ):
            text = raise_digits(text.strip())
        self.text.append(text)

    def _note(self, node: Any) -> None:
        kind = "footnotes" if node.tag == f"{W}footnoteReference" else "endnotes"
        words = self.notes[kind].pop(node.get(f"{W}id", ""), None)
        if words is None:
            return
        self.count += 1
        mark = raise_digits(str(self.count))
        self.text.append(mark)
        self.pending.append(f"{mark} {words}")

    def close(self) -> None:
        """Write the paragraph that is open, and what stands beside it."""
        text, label = "".join(self.text), self.label
        style = self.styled.find(f"{W}pPr/{W}pStyle") if self.styled is not None else None
        name = style.get(f"{W}val", "") if style is not None else ""
        match = _HEADING.match(name)
        heading = int(match.group(1)) if match else 0
        if name in ("Title", "Titre", "Titel", "Ttulo"):
            self.title = self.title or " ".join(text.split()) or None
            heading = 1
        if len(self.strong) == 2 and not heading:  # bold words among others are new ones
            self.marks.add("inserted")
        whole = f"{label} {text}" if label and text.strip() else label if _is_head(label) else text
        for part in _broken(whole):
            self.writer.add(
                " ".join(part.split()) if "\t" in part else part,
                heading=heading,
                marks=tuple(sorted(self.marks)),
            )
        for words in self.left_out:
            self.writer.aside(words, "left-out")
        for words in self.pending:
            self.writer.aside(words, "footnote" if words[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else "text-box")
        self.text, self.left_out, self.pending, self.marks = [], [], [], set()
        self.label, self.styled, self.strong = "", None, set()


def _is_head(label: str) -> bool:
    """Tell whether an automatic number without words of its own is a heading: `Article 2`."""
    return bool(label) and find_head(label.strip()) is not None


def _broken(text: str) -> list[str]:
    """Return the lines of a paragraph that begin anew after a soft break, others joined."""
    parts: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        starts = bool(bare) and (find_head(bare) is not None or find_marker(bare) is not None)
        after_head = bool(parts) and _is_head(parts[-1].strip())
        if parts and not starts and not after_head:
            parts[-1] = f"{parts[-1]} {line}"
        else:
            parts.append(line)
    return parts


def _has_struck(root: Any) -> bool:
    """Tell whether words are struck out somewhere, so that bold ones stand in their place."""
    struck = root.iter(f"{W}strike", f"{W}dstrike") if root is not None else ()
    return any(mark.get(f"{W}val") not in ("0", "false", "none") for mark in struck)


def _is_on(run: Any, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}") if run is not None else None
    return found is not None and found.get(f"{W}val") not in ("0", "false", "none")


def _is_number(text: str) -> bool:
    """Tell whether a cell holds an enumerator alone, whose words stand in the next cell."""
    return bool(re.fullmatch(r"[(（]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)）]{0,2}", text))


def _words(node: Any) -> str:
    return "".join(
        found.text or ("" if found.tag != f"{W}tab" else " ")
        for found in node.iter(f"{W}t", f"{W}delText", f"{W}tab")
    )


def _notes(root: Any, kind: str) -> dict[str, str]:
    """Return the text of each note by its number in the file; separators are no notes."""
    notes: dict[str, str] = {}
    for note in root.iter(f"{W}{kind}") if root is not None else ():
        if note.get(f"{W}type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        paragraphs = (_words(p) for p in note.iter(f"{W}p"))
        notes[note.get(f"{W}id", "")] = " ".join(" ".join(paragraphs).split())
    return notes
