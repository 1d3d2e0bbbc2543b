"""Strike-out and bold in PDF: which lines of a page have a bar through words, or strong words.

A PDF has no strike-out of text; word processors draw a thin bar through the middle of the
letters.  A bar near the foot of the letters underlines them and says nothing here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

__all__ = ["Bar", "bars", "is_strong_in_part", "is_struck"]

Bar = tuple[float, float, float]


def bars(page: Any) -> list[Bar]:
    """Return the thin horizontal bars of a PDFium page: left, right, height of the middle."""
    import pypdfium2.raw as raw

    found = []
    sides = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(side) for side in sides]
    for index in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(thing, *refs):
            continue
        left, bottom, right, top = (side.value for side in sides)
        if top - bottom < 3.5 and right - left > 4.0:
            found.append((left, right, (top + bottom) / 2))
    return found


def is_struck(box: tuple[float, float, float, float], found: Sequence[Bar]) -> bool:
    """Tell whether a bar runs through the middle of a line's box (left, bottom, right, top)."""
    left, bottom, right, top = box
    low, high = bottom + 0.3 * (top - bottom), bottom + 0.65 * (top - bottom)
    return any(
        low <= y <= high and min(end, right) - max(start, left) > 0.6 * (end - start)
        for start, end, y in found
    )


def is_strong_in_part(layer: Any, start: int, end: int) -> bool:
    """Tell whether some letters of a stretch of a text page are bold and others are not."""
    import pypdfium2.raw as raw

    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    seen = set()
    for index in range(start, end):
        if not chr(raw.FPDFText_GetUnicode(layer, index) or 32).isalpha():
            continue
        length = raw.FPDFText_GetFontInfo(layer, index, buffer, 128, flags)
        name = buffer.value.lower() if length else b""
        seen.add(b"bold" in name or b"black" in name)
    return len(seen) == 2
