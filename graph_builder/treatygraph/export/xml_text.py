"""Text for XML: characters that no XML document may hold are replaced."""

from __future__ import annotations

import re

__all__ = ["xml_text"]

#: All but the characters of XML 1.0 (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return the text with the replacement character where XML allows no character.

    >>> xml_text("Article\\x0b1")
    'Article\ufffd1'
    """
    return _FORBIDDEN.sub("\ufffd", text)
