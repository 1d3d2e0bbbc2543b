"""HTML as blocks, read with lxml: lists with their numbers, marks, notes and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from treatygraph.documents.formats.blocks import BlockWriter
from treatygraph.documents.formats.docxnumbers import to_roman
from treatygraph.documents.formats.grids import read_grid
from treatygraph.documents.formats.markdown import read_plain
from treatygraph.documents.formats.pageparts import is_hidden, is_navigation, is_note, keeps_lines
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.raised import RAISED, raise_digits
from treatygraph.findings import Finding

__all__ = ["read_html", "unreadable"]

_BLOCKS = {
    "p", "div", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "pre", "section", "article", "header", "footer", "table", "tr", "ul", "ol", "dl", "body",
    "center", "main", "figure", "caption", "tbody", "thead", "address", "hr", "aside",
}  # fmt: skip
_SKIPPED = {"script", "style", "head", "nav", "noscript", "template"}
_ENUMERATOR = re.compile(r"[(（]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)）]{0,2}")
_MARKS = {"del": "deleted", "s": "deleted", "strike": "deleted", "ins": "inserted"}


def read_html(data: bytes) -> SourceText:
    """Return the blocks of an HTML page; `del` and `ins` become marks of their block."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        parser = lxml_html.HTMLParser(encoding=_charset(data), huge_tree=True)
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, ValueError) as error:
        return unreadable("HTML", error)
    writer = BlockWriter()
    title = root.findtext(".//title")
    writer.title = " ".join(title.split()) if title else None
    walker = _HtmlWalker(writer)
    walker.element(root)
    walker.flush()
    cut = [e for e in parser.error_log if "depth" in e.message.lower()]
    return writer.source(*(_too_deep(entry.line) for entry in cut[:1]), *walker.findings)


def unreadable(what: str, error: object) -> SourceText:
    """Return the finding on a page of markup that cannot be read at all."""
    finding = Finding(
        "violation",
        "unreadable-markup",
        "document",
        f"The {what} cannot be read: {error}.",
        "check that the file was downloaded whole",
    )
    return SourceText("", (), findings=(finding,))


def _too_deep(line: int) -> Finding:
    return Finding(
        "violation",
        "nested-too-deeply",
        f"line {line}",
        "The page nests its elements deeper than libxml2 reads; what lies deeper is missing.",
        "save the page as plain text, and read that",
    )


def _charset(data: bytes) -> str | None:
    """Return UTF-8 for a page that is, and does not say its encoding."""
    if b"charset" in data[:2048].lower() or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


class _HtmlWalker:
    def __init__(self, writer: BlockWriter) -> None:
        self.writer = writer
        self.text: list[str] = []
        self.marks: set[str] = set()
        self.heading = 0
        self.lists: list[_List] = []
        self.label = ""
        self.notes = 0
        self.ruled = False
        self.kept_lines = 0
        self.findings: list[Finding] = []

    def flush(self) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", "".join(self.text)).strip()
        self.text = []
        if not text:
            return
        if self.label and not find_marker(text):
            text = f"{self.label} {text}"
        self.label = ""
        if self.notes or (self.ruled and _NOTE.match(text)):
            self.writer.aside(text, "footnote")
        else:
            self.ruled = False
            self.writer.add(text, heading=self.heading, marks=tuple(sorted(self.marks)))
        self.marks = set()

    def element(self, root: Any) -> None:
        """Walk an element without recursion, so that depth has no limit."""
        stack: list[tuple[str, Any]] = [("open", root)]
        while stack:
            step, node = stack.pop()
            if step == "text":
                self._words(node)
            elif step == "close":
                self._close(node)
            elif step == "flush":
                self.flush()
            elif isinstance(node.tag, str) and node.tag.lower() not in _SKIPPED:
                if node.tag.lower() == "sup" and self._raise(node):
                    continue
                if self._apart(node):
                    continue
                self._open(node)
                stack.append(("close", node))
                if node.tag.lower() == "table" and (columns := self._columns(node)):
                    stack.extend(reversed(columns))
                    continue
                for child in reversed(node):
                    if child.tail:
                        stack.append(("text", child.tail))
                    stack.append(("open", child))
                if node.text:
                    stack.append(("text", node.text))

    def _words(self, text: str) -> None:
        """Take text; where the page keeps line breaks, each line is a block."""
        first, *more = text.split("\n") if self.kept_lines else [text]
        self.text.append(first)
        for line in more:
            self.flush()
            self.text.append(line)

    def _apart(self, node: Any) -> bool:
        """Take an element that is no text of blocks: links, what is hidden, typed lines."""
        kind = "hidden" if is_hidden(node) else "navigation" if is_navigation(node) else ""
        if kind:
            self.flush()
            self.writer.aside("".join(node.itertext()), kind)
            return True
        if node.tag.lower() != "pre":
            return False
        self.flush()
        typed = read_plain("".join(node.itertext()))
        for block in typed.blocks:
            self.writer.add(typed.text[block.start : block.end])
        for aside in typed.furniture:
            self.writer.aside(typed.text[aside.start : aside.end], aside.kind)
        return True

    def _raise(self, node: Any) -> bool:
        """Write the mark of a note in raised digits; ordinals such as 1er stay as they are."""
        words = "".join(node.itertext()).strip()
        match = re.fullmatch(r"[(\[]?(\d{1,3})[)\]]?", words)
        if match is None or not "".join(self.text).strip():
            return False
        self.text.append(raise_digits(match.group(1)))
        return True

    def _columns(self, table: Any) -> list[tuple[str, Any]]:
        """Return the cells of a table in columns, where these are languages or drafts.

        A table that holds tables is a page's frame; the ones inside are looked at in turn.
        """
        if next(table.iterdescendants("table"), None) is not None:
            return []
        rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
        grid = read_grid([["".join(cell.itertext()) for cell in row] for row in rows])
        if not grid.by_columns:
            return []
        self.findings += grid.findings(len(self.writer.blocks))
        steps: list[tuple[str, Any]] = []
        for column in range(grid.columns):
            for row in rows:
                if column >= len(row):
                    continue
                if column and grid.aside:
                    self.writer.aside("".join(row[column].itertext()), "other-column")
                else:
                    steps += [("open", row[column]), ("flush", None)]
        return steps

    def _open(self, node: Any) -> None:
        tag = node.tag.lower()
        if (tag in _BLOCKS or tag == "br") and not self._only_number():
            self.flush()
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = int(tag[1])
        elif tag in ("ol", "ul"):
            self.lists.append(_List.of(node))
        elif tag == "li" and self.lists:
            self.label = self.lists[-1].next(node)
        elif tag == "hr":
            self.flush()
            self.ruled = True
        if tag in _MARKS:
            self.marks.add(_MARKS[tag])
        self.kept_lines += keeps_lines(node)
        if is_note(node):
            self.flush()
            self.notes += 1

    def _close(self, node: Any) -> None:
        tag = node.tag.lower()
        in_cell = tag in ("td", "th") or any(True for _ in node.iterancestors("td", "th"))
        if tag in _BLOCKS and not (in_cell and self._only_number()):
            self.flush()
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = 0
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.label = ""
        self.kept_lines -= keeps_lines(node)
        if is_note(node):
            self.flush()
            self.notes -= 1

    def _only_number(self) -> bool:
        """Tell whether what waits is an enumerator in a cell of its own; its text follows."""
        text = "".join(self.text)
        if not self.heading and _ENUMERATOR.fullmatch(text.strip()):
            self.text = [text, " "]
            return True
        return False


_NOTE = re.compile(rf"^(?:[{RAISED}]+|\(?\d{{1,3}}[.)]?|[*†‡])\s*\S")


@dataclass(slots=True)
class _List:
    """A list of HTML: its form of numbers and the number that comes next; `ul` has none."""

    form: str
    value: int
    step: int

    @classmethod
    def of(cls, node: Any) -> _List:
        """Return the list that an element opens, as its attributes say."""
        if node.tag.lower() == "ul":
            return cls("", 0, 0)
        start = _whole(node.get("start"))
        back = node.get("reversed") is not None
        first = start if start is not None else len(node.findall("li")) if back else 1
        return cls(node.get("type") or _style(node) or "1", first, -1 if back else 1)

    def next(self, item: Any) -> str:
        """Return the printed number of the next item, empty for a list without numbers."""
        if not self.form:
            return ""
        value = _whole(item.get("value"))
        number = value if value is not None else self.value
        self.value = number + self.step
        form = item.get("type") or self.form
        if number < 1 or number > 4999:
            return f"{number}."
        if form in "aA":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)
            return f"({letter.upper() if form == 'A' else letter})"
        if form in "iI":
            return f"({to_roman(number).upper() if form == 'I' else to_roman(number)})"
        return f"{number}."


def _whole(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value.strip()) else None


def _style(node: Any) -> str:
    """Return the form that a list's own style asks for, empty where it says nothing."""
    match = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", node.get("style") or "")
    names = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
             "lower-roman": "i", "upper-roman": "I", "decimal": "1"}  # fmt: skip
    return names.get(match.group(1), "") if match else ""
