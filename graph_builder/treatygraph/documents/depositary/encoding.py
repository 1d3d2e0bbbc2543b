"""The characters of a status list, whatever its declaration says of them.

The XML of the United Nations Treaty Collection declares ISO 8859-1, and writes of quotation
marks, apostrophes, dashes and blanks of the block U+2000 the lower byte alone: “ is 1C, ’ is
19, – is 13, … is 26, the ampersand.  Most lists have such characters, and no parser of XML
takes them.
"""

from __future__ import annotations

import re

from treatygraph.findings import Finding

__all__ = ["decoded"]

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["'][^>]*?\?>""")
_LOWER_BYTE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BARE_AMPERSAND = re.compile(r"&(?!#\d+;|#[xX][\da-fA-F]+;|[A-Za-z][\w.-]*;)")
_BLOCK = 0x2000


def decoded(data: bytes, findings: list[Finding]) -> str:
    """Return the text: in the encoding declared, unless the bytes say that it is another.

    The declaration is left out.  What of it is odd is added to the findings.
    """
    declared = _DECLARED.search(data[:300])
    said = (declared[1].decode("ascii") if declared else "utf-8").lower()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    text, real = _text(data, said)
    if declared and not data.isascii() and (real == "utf-8") != (said in ("utf-8", "utf8")):
        findings.append(
            Finding(
                "info",
                "encoding-not-as-declared",
                "line 1",
                f"The file says {said} and is {real}; it was read as {real}.",
            )
        )
    if declared:
        text = _mended(text, findings)
    return _DECLARED.sub(b"", text.encode("utf-8", "replace"), count=1).decode("utf-8")


def _text(data: bytes, said: str) -> tuple[str, str]:
    """Return the text and the encoding that it really has."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        real = "cp1252" if said in ("utf-8", "utf8") else said
    try:
        return data.decode(real, "replace"), real
    except LookupError:
        return data.decode("cp1252", "replace"), real


def _mended(text: str, findings: list[Finding]) -> str:
    """Return the XML with its characters of one byte made whole again."""
    text, bytes_ = _LOWER_BYTE.subn(lambda m: chr(_BLOCK + ord(m[0])), text)
    text, ampersands = _BARE_AMPERSAND.subn("…", text)
    if bytes_ or ampersands:
        findings.append(
            Finding(
                "info",
                "characters-mended",
                "document",
                f"{bytes_ + ampersands} characters that XML does not allow were read as the "
                "quotation marks, dashes, blanks and dots of which they are the lower byte.",
            )
        )
    return text
