"""DOCX as blocks, read with python-docx; automatic numbers are written out.

Word keeps the numbers of numbered paragraphs out of their text.  They are counted here as
the numbering part of the document says (ECMA-376, part 1, section 17.9), since a treaty
without its numbers cannot be cited.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from treatygraph.findings import Finding
from treatygraph.readers.blocks import BlockWriter
from treatygraph.readers.source import SourceText

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes) -> SourceText:
    """Return the blocks of a Word document; struck-out and inserted runs become marks."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        finding = Finding(
            "violation",
            "unreadable-docx",
            "document",
            f"The Word document cannot be opened: {error}.",
            "check that the file was downloaded whole",
        )
        return SourceText("", (), findings=(finding,))
    writer = BlockWriter()
    numbers = _Numbering(document)
    for paragraph in document.element.body.iter(f"{_W}p"):
        _paragraph(writer, numbers, paragraph)
    title = document.core_properties.title
    writer.title = title or writer.title
    return writer.source()


def _paragraph(writer: BlockWriter, numbers: _Numbering, paragraph: Any) -> None:
    marks: set[str] = set()
    parts: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}delText", f"{_W}tab", f"{_W}br"):
        if node.tag in (f"{_W}tab", f"{_W}br"):
            parts.append(" ")
            continue
        if node.tag == f"{_W}delText" or _is_struck(node):
            marks.add("deleted")
        if any(above.tag == f"{_W}ins" for above in node.iterancestors()):
            marks.add("inserted")
        parts.append(node.text or "")
    text = "".join(parts).strip()
    label = numbers.label(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    match = re.match(r"(?:Heading|Titre|berschrift)\s*(\d)", name)
    heading = int(match.group(1)) if match else 0
    if text:
        writer.add(
            f"{label} {text}" if label else text, heading=heading, marks=tuple(sorted(marks))
        )


def _is_struck(node: Any) -> bool:
    run = node.getparent()
    strike = run.find(f"{_W}rPr/{_W}strike")
    return strike is not None and strike.get(f"{_W}val") not in ("0", "false")


class _Numbering:
    """Counts automatic numbers in the order of paragraphs."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.abstract: dict[str, str] = {}
        self.counts: dict[str, list[int]] = {}
        self.styles: dict[str, Any] = {}
        for style in document.styles.element.iter(f"{_W}style"):
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                self.styles[style.get(f"{_W}styleId")] = found
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for num in root.iter(f"{_W}num"):
            link = num.find(f"{_W}abstractNumId")
            if link is not None:
                self.abstract[num.get(f"{_W}numId")] = link.get(f"{_W}val")
        for abstract in root.iter(f"{_W}abstractNum"):
            self._read_levels(abstract)

    def _read_levels(self, abstract: Any) -> None:
        key = abstract.get(f"{_W}abstractNumId")
        for level in abstract.iter(f"{_W}lvl"):
            at = int(level.get(f"{_W}ilvl", "0"))

            def value(name: str, default: str, level: Any = level) -> str:
                found = level.find(f"{_W}{name}")
                return found.get(f"{_W}val", default) if found is not None else default

            self.levels[key, at] = (
                value("numFmt", "decimal"),
                value("lvlText", "%1."),
                int(value("start", "1")),
            )

    def label(self, paragraph: Any) -> str:
        """Return the number that Word shows before a paragraph, empty for none."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            properties = self.styles.get(style.get(f"{_W}val")) if style is not None else None
        if properties is None:
            return ""
        number, level = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
        if number is None:
            return ""
        key = self.abstract.get(number.get(f"{_W}val"), "")
        at = int(level.get(f"{_W}val", "0")) if level is not None else 0
        if (key, at) not in self.levels:
            return ""
        counts = self.counts.setdefault(key, [])
        while len(counts) <= at:
            counts.append(self.levels.get((key, len(counts)), ("", "", 1))[2] - 1)
        counts[at] += 1
        del counts[at + 1 :]
        return self._shown(key, at, counts)

    def _shown(self, key: str, at: int, counts: list[int]) -> str:
        form, pattern, _ = self.levels[key, at]
        if form in ("bullet", "none"):
            return ""

        def one(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            return (
                _format(counts[place], self.levels.get((key, place), (form, "", 1))[0])
                if place < len(counts)
                else ""
            )

        return re.sub(r"%(\d)", one, pattern)


def _format(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    values = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    result = ""
    for value, digits in values:
        while number >= value:
            result, number = result + digits, number - value
    return result
