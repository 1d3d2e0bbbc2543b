"""Small PDFs drawn text by text, in the order and at the places that a test wants."""

from collections.abc import Iterable, Sequence

#: x, y from the foot of the page, size, words; a rule is x, y, width, None.
Drawn = tuple[float, float, float, str | None]

__all__ = ["Drawn", "pdf", "typeset"]


def pdf(pages: Iterable[Sequence[Drawn]]) -> bytes:
    """Return a PDF whose pages draw the texts given, in that order."""
    streams = [_stream(page) for page in pages]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(streams)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for i, stream in enumerate(streams):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * i} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _stream(page: Sequence[Drawn]) -> bytes:
    parts = []
    for x, y, size, words in page:
        if words is None:
            parts.append(f"{x} {y} m {x + size} {y} l S".encode())
            continue
        escaped = words.encode("cp1252").replace(b"\\", rb"\\")
        escaped = escaped.replace(b"(", rb"\(").replace(b")", rb"\)")
        parts.append(b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, x, y, escaped))
    return b"\n".join(parts)


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


def typeset(
    lines: Iterable[str], *, top: float = 780, left: float = 72, size: float = 11, step: float = 14
) -> list[Drawn]:
    """Return lines set one below the other; an empty one leaves a gap."""
    drawn: list[Drawn] = []
    for i, line in enumerate(lines):
        if line:
            drawn.append((left, top - i * step, size, line))
    return drawn
