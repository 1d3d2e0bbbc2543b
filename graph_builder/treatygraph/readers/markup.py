"""HTML and Akoma Ntoso 3.0 as blocks, read with lxml."""

from __future__ import annotations

import re
from typing import Any

from treatygraph.findings import Finding
from treatygraph.readers.blocks import BlockWriter
from treatygraph.readers.source import SourceText

__all__ = ["read_akn", "read_html"]

_BLOCKS = {
    "p", "div", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "pre", "section", "article", "header", "footer", "table", "tr", "ul", "ol", "dl", "body",
    "center", "main", "figure", "caption", "tbody", "thead", "address",
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
        return _unreadable("HTML", error)
    writer = BlockWriter()
    title = root.findtext(".//title")
    writer.title = " ".join(title.split()) if title else None
    walker = _HtmlWalker(writer)
    walker.element(root)
    walker.flush()
    cut = [e for e in parser.error_log if "depth" in e.message.lower()]
    return writer.source(*(_too_deep(entry.line) for entry in cut[:1]))


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

    def flush(self) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", "".join(self.text))
        self.writer.add(text, heading=self.heading, marks=tuple(sorted(self.marks)))
        self.text, self.marks = [], set()

    def element(self, root: Any) -> None:
        """Walk an element without recursion, so that depth has no limit."""
        stack: list[tuple[str, Any]] = [("open", root)]
        while stack:
            step, node = stack.pop()
            if step == "text":
                self.text.append(node)
            elif step == "close":
                self._close(node)
            elif isinstance(node.tag, str) and node.tag.lower() not in _SKIPPED:
                self._open(node)
                stack.append(("close", node))
                for child in reversed(node):
                    if child.tail:
                        stack.append(("text", child.tail))
                    stack.append(("open", child))
                if node.text:
                    stack.append(("text", node.text))

    def _open(self, node: Any) -> None:
        tag = node.tag.lower()
        if (tag in _BLOCKS or tag == "br") and not self._only_number():
            self.flush()
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = int(tag[1])
        if tag in _MARKS:
            self.marks.add(_MARKS[tag])

    def _close(self, node: Any) -> None:
        tag = node.tag.lower()
        in_cell = tag in ("td", "th") or any(True for _ in node.iterancestors("td", "th"))
        if tag in _BLOCKS and not (in_cell and self._only_number()):
            self.flush()
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = 0

    def _only_number(self) -> bool:
        """Tell whether what waits is an enumerator in a cell of its own; its text follows."""
        text = "".join(self.text)
        if not self.heading and _ENUMERATOR.fullmatch(text.strip()):
            self.text = [text, " "]
            return True
        return False


_HEADED = {"part", "title", "chapter", "section", "article", "annex", "book", "subchapter"}
_AKN_BLOCKS = {"p", "heading", "subheading", "num", "docTitle", "longTitle", "formula", "block"}


def read_akn(data: bytes) -> SourceText:
    """Return the blocks of an Akoma Ntoso document, numbers and headings as they stand."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return _unreadable("Akoma Ntoso", error)
    if root is None:
        return _unreadable("Akoma Ntoso", "no element was found")
    writer = BlockWriter()
    pending = ""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        name = _local(node)
        if name not in _AKN_BLOCKS or _inside_block(node):
            continue
        text = " ".join("".join(node.itertext()).split())
        parent = _local(node.getparent()) if node.getparent() is not None else ""
        if name == "num":
            pending = _flush_number(writer, pending)
            pending = _number(text, parent)
            if parent in _HEADED:
                writer.add(pending, heading=3)
                pending = ""
        elif name in ("heading", "subheading") and parent in _HEADED:
            writer.add(text, heading=4)
        else:
            writer.add(f"{pending} {text}" if pending else text)
            pending = ""
    _flush_number(writer, pending)
    return writer.source()


def _local(node: Any) -> str:
    """Return an element's name without namespace or prefix, broken names too."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]


def _flush_number(writer: BlockWriter, pending: str) -> str:
    writer.add(pending)
    return ""


def _number(text: str, parent: str) -> str:
    if parent in _HEADED and re.fullmatch(r"[\dIVXLCivxlc]+[.]?", text):
        return f"{parent.capitalize()} {text.rstrip('.')}"
    return text


def _inside_block(node: Any) -> bool:
    above = node.getparent()
    while above is not None:
        if isinstance(above.tag, str) and _local(above) in _AKN_BLOCKS:
            return True
        above = above.getparent()
    return False


def _unreadable(what: str, error: object) -> SourceText:
    finding = Finding(
        "violation",
        "unreadable-markup",
        "document",
        f"The {what} cannot be read: {error}.",
        "check that the file was downloaded whole",
    )
    return SourceText("", (), findings=(finding,))
