"""Akoma Ntoso 3.0 as blocks, numbers and headings as they stand."""

from __future__ import annotations

import re
from typing import Any

from treatygraph.documents.formats.blocks import BlockWriter
from treatygraph.documents.formats.markup import unreadable
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.structure.raised import raise_digits
from treatygraph.findings import Finding

__all__ = ["read_akn"]

_HEADED = {
    "part", "title", "chapter", "section", "article", "annex", "book", "subchapter", "rule",
}  # fmt: skip
_AKN_BLOCKS = {"p", "heading", "subheading", "num", "docTitle", "longTitle", "formula", "block"}


def read_akn(data: bytes) -> SourceText:
    """Return the blocks of an Akoma Ntoso document; notes stand behind the block they are in."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return unreadable("Akoma Ntoso", error)
    if root is None:
        return unreadable("Akoma Ntoso", "no element was found")
    walker = _Walker()
    walker.walk(root)
    return walker.writer.source(*_damage(parser.error_log))


def _damage(log: Any) -> list[Finding]:
    """Return one finding on markup that is not well-formed: what lay there may be missing."""
    if not len(log):
        return []
    first = log[0]
    return [
        Finding(
            "violation",
            "damaged-markup",
            f"line {first.line}",
            f"The markup is not well-formed ({first.message}); what could be read was read.",
            "mend the markup, or download the document again",
        )
    ]


class _Walker:
    def __init__(self) -> None:
        self.writer = BlockWriter()
        self.pending = ""
        self.notes = 0

    def walk(self, root: Any) -> None:
        """Write every text below an element, without recursion."""
        stack: list[tuple[str, Any]] = [("open", root)]
        while stack:
            step, thing = stack.pop()
            if step == "text":
                self._text(thing)
                continue
            name = _local(thing) if isinstance(thing.tag, str) else ""
            if name in _AKN_BLOCKS:
                self._block(thing, name)
            elif name == "authorialNote":
                self.writer.aside(" ".join("".join(thing.itertext()).split()), "footnote")
            elif name == "meta":
                self.writer.aside(" ".join("".join(thing.itertext()).split()), "meta")
            elif isinstance(thing.tag, str):
                for child in reversed(thing):
                    if child.tail and child.tail.strip():
                        stack.append(("text", child.tail))
                    stack.append(("open", child))
                if thing.text and thing.text.strip():
                    stack.append(("text", thing.text))
        self._flush()

    def _text(self, text: str) -> None:
        words = " ".join(text.split())
        self.writer.add(f"{self.pending} {words}" if self.pending else words)
        self.pending = ""

    def _flush(self) -> None:
        self.writer.add(self.pending)
        self.pending = ""

    def _block(self, node: Any, name: str) -> None:
        text, notes = self._words(node)
        parent = _local(node.getparent()) if node.getparent() is not None else ""
        if name == "num":
            self._flush()
            self.pending = _number(text, parent)
            if parent in _HEADED:
                self.writer.add(self.pending, heading=3)
                self.pending = ""
        elif name in ("heading", "subheading") and parent in _HEADED:
            self.writer.add(text, heading=4)
        elif text:
            self._text(text)
        for note in notes:
            self.writer.aside(note, "footnote")

    def _words(self, node: Any) -> tuple[str, list[str]]:
        """Return the words of a block with the marks of its notes, and these notes."""
        parts: list[str] = []
        notes: list[str] = []
        stack: list[Any] = [node]
        while stack:
            thing = stack.pop()
            if isinstance(thing, str):
                parts.append(thing)
                continue
            if not isinstance(thing.tag, str):
                parts.append(thing.text if _is_entity(thing) else "")
                continue
            if _local(thing) == "authorialNote":
                self.notes += 1
                mark = raise_digits(str(self.notes))
                parts.append(mark)
                notes.append(f"{mark} " + " ".join("".join(thing.itertext()).split()))
                continue
            if _local(thing) in ("br", "eol"):
                parts.append(" ")
            for child in reversed(thing):
                if child.tail:
                    stack.append(child.tail)
                stack.append(child)
            if thing.text:
                stack.append(thing.text)
        return " ".join("".join(parts).split()), notes


def _is_entity(thing: Any) -> bool:
    from lxml import etree

    return thing.tag is etree.Entity


def _local(node: Any) -> str:
    """Return an element's name without namespace or prefix, broken names too."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]


def _number(text: str, parent: str) -> str:
    if parent in _HEADED and re.fullmatch(r"[\dIVXLCivxlc]+[.]?", text):
        return f"{parent.capitalize()} {text.rstrip('.')}"
    return text
