"""What the elements of a web page are for: notes, links for going about, kept line breaks."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["is_hidden", "is_navigation", "is_note", "keeps_lines"]

_NOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:foot|end)notes?(?:$|[\s_-])|doc-(?:foot|end)note", re.I)


def is_note(node: Any) -> bool:
    """Tell the element that holds notes at the foot, by its role, class or name."""
    if node.tag.lower() in ("a", "sup", "span", "body", "html"):
        return False
    said = f"{node.get('role', '')} {node.get('class', '')} {node.get('id', '')}"
    return _NOTE_CLASS.search(said) is not None


_ABOUT = re.compile(
    r"(?:^|[\s_-])(?:toc|sidebar|nav|navigation|menu|breadcrumbs?|contents)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_navigation(node: Any) -> bool:
    """Tell an element that holds little but links within the site, by its name and its links."""
    tag = node.tag.lower()
    if tag not in ("aside", "div", "ul", "ol", "section", "td"):
        return False
    said = f"{node.get('role', '')} {node.get('class', '')} {node.get('id', '')}"
    if tag != "aside" and not _ABOUT.search(said):
        return False
    whole = len("".join("".join(node.itertext()).split()))
    linked = sum(len("".join("".join(a.itertext()).split())) for a in node.iter("a"))
    return whole > 0 and linked >= 0.7 * whole


def is_hidden(node: Any) -> bool:
    """Tell whether a page does not show an element: by attribute, style or class.

    A class that hides only on small screens ("hidden lg:block") hides nothing.
    """
    style = re.sub(r"\s", "", node.get("style") or "").lower()
    classes = (node.get("class") or "").split()
    named = "hidden" in classes or "d-none" in classes
    shown = any(c.rpartition(":")[1] or c.startswith(("d-sm", "d-md", "d-lg")) for c in classes)
    return node.get("hidden") is not None or "display:none" in style or (named and not shown)


def keeps_lines(node: Any) -> bool:
    """Tell whether an element shows the line breaks of its source, as its style or class says."""
    style = re.sub(r"\s", "", node.get("style") or "")
    return "white-space:pre" in style or "whitespace-pre" in (node.get("class") or "")
