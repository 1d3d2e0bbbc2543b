"""The graph as HDT, the compressed form that is asked without being unpacked.

Written from the W3C Member Submission "Binary RDF Representation for Publication and
Exchange (HDT)" of 30 March 2011 and its binary form, version 1: a global section, a header
in N-Triples, a dictionary of four sections in plain front coding, and triples as bitmaps.
HDT knows no named graphs, so that the union is written, each triple once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from treatygraph.errors import UsageError
from treatygraph.vocab import expand

__all__ = ["as_hdt"]

_FORMAT = "<http://purl.org/HDT/hdt#{}>"
_GLOBAL, _HEADER, _DICTIONARY, _TRIPLES = 1, 2, 3, 4
#: Strings of one block of the dictionary; type bytes of its parts.
_BLOCK = 16
_FRONT_CODED, _LOG, _BITMAP = b"\x02", b"\x01", b"\x01"
_STRING = expand("xsd:string")


def as_hdt(quads: Iterable[Quad], dataset: str) -> bytes:
    """Return quads as HDT; `dataset` is the IRI that the header describes."""
    triples = {tuple(map(_text, quad.triple)) for quad in quads}
    subjects = {triple[0] for triple in triples}
    objects = {triple[2] for triple in triples}
    shared = sorted(subjects & objects)
    sections = (
        shared,
        sorted(subjects - objects),
        sorted({triple[1] for triple in triples}),
        sorted(objects - subjects),
    )
    numbers = (
        _numbered(shared, sections[1]),
        _numbered([], sections[2]),
        _numbered(shared, sections[3]),
    )
    coded = sorted((numbers[0][s], numbers[1][p], numbers[2][o]) for s, p, o in triples)
    head = _header(dataset, len(coded), [len(numbers[i]) for i in range(3)])
    size = sum(len(text) for section in sections for text in section)
    return b"".join(
        (
            _control(_GLOBAL, _FORMAT.format("HDTv1"), ""),
            _control(_HEADER, "ntriples", f"length={len(head)};"),
            head,
            _control(
                _DICTIONARY, _FORMAT.format("dictionaryFour"), f"mapping=1;sizeStrings={size};"
            ),
            *map(_section, sections),
            _control(_TRIPLES, _FORMAT.format("triplesBitmap"), "order=1;"),
            _bitmaps(coded),
        )
    )


def _text(term: object) -> bytes:
    """Return a term as the dictionary has it: IRIs bare, literals with their marks."""
    if isinstance(term, NamedNode):
        return term.value.encode()
    if isinstance(term, BlankNode):
        return f"_:{term.value}".encode()
    assert isinstance(term, Literal)  # noqa: S101
    mark = f"@{term.language}" if term.language else ""
    if not mark and term.datatype.value != _STRING:
        mark = f"^^<{term.datatype.value}>"
    if "\0" in term.value:
        raise UsageError(
            "A text holds a zero byte, which ends a string in HDT.",
            expected="text without U+0000",
            remedy="export another format",
        )
    return f'"{term.value}"{mark}'.encode()


def _numbered(shared: Sequence[bytes], own: Sequence[bytes]) -> dict[bytes, int]:
    return {text: number for number, text in enumerate((*shared, *own), start=1)}


def _header(dataset: str, triples: int, terms: Sequence[int]) -> bytes:
    void, xsd = expand("void:"), expand("xsd:integer")
    counts = zip(("distinctSubjects", "properties", "distinctObjects"), terms, strict=True)
    types = (_FORMAT.format("Dataset"), f"<{void}Dataset>")
    lines = [f"<{dataset}> <{expand('rdf:type')}> {kind} ." for kind in types]
    lines += [
        f'<{dataset}> <{void}{name}> "{number}"^^<{xsd}> .'
        for name, number in (("triples", triples), *counts)
    ]
    return ("\n".join(lines) + "\n").encode()


def _control(kind: int, form: str, properties: str) -> bytes:
    """Return the control information that begins each section."""
    body = b"$HDT" + bytes((kind,)) + form.encode() + b"\0" + properties.encode() + b"\0"
    return body + _crc16(body).to_bytes(2, "little")


def _vbyte(value: int) -> bytes:
    """Return a number in groups of seven bits, lowest first, the last one marked."""
    out = bytearray()
    while value > 127:
        out.append(value & 127)
        value >>= 7
    out.append(value | 128)
    return bytes(out)


def _section(strings: Sequence[bytes]) -> bytes:
    """Return a section of the dictionary: sorted strings, each by what differs from the last."""
    text, starts, last = bytearray(), [], b""
    for number, string in enumerate(strings):
        if number % _BLOCK == 0:
            starts.append(len(text))
            text += string
        else:
            same = _common(last, string)
            text += _vbyte(same) + string[same:]
        text.append(0)
        last = string
    head = _FRONT_CODED + _vbyte(len(strings)) + _vbyte(len(text)) + _vbyte(_BLOCK)
    return b"".join((_with_crc8(head), _numbers([*starts, len(text)]), _with_crc32(bytes(text))))


def _common(first: bytes, second: bytes) -> int:
    shorter = min(len(first), len(second))
    for place in range(shorter):
        if first[place] != second[place]:
            return place
    return shorter


def _numbers(values: Sequence[int]) -> bytes:
    """Return a sequence of numbers, each in as many bits as the largest needs."""
    bits = max(1, max(values, default=0).bit_length())
    head = _LOG + bytes((bits,)) + _vbyte(len(values))
    return _with_crc8(head) + _with_crc32(_packed(values, bits))


def _packed(values: Sequence[int], bits: int) -> bytes:
    out, pending, held = bytearray(), 0, 0
    for value in values:
        pending |= value << held
        held += bits
        while held >= 8:
            out.append(pending & 255)
            pending >>= 8
            held -= 8
    if held:
        out.append(pending)
    return bytes(out)


def _bitmap(ends: Sequence[bool]) -> bytes:
    """Return a bitmap, lowest bit first; a set bit ends a list."""
    body = bytearray(max(1, (len(ends) + 7) // 8))
    for place, end in enumerate(ends):
        if end:
            body[place // 8] |= 1 << place % 8
    return _with_crc8(_BITMAP + _vbyte(len(ends))) + _with_crc32(bytes(body))


def _bitmaps(coded: Sequence[tuple[int, int, int]]) -> bytes:
    """Return sorted triples: for each subject its predicates, for each of these its objects."""
    predicates: list[int] = []
    last_predicate: list[bool] = []
    objects: list[int] = []
    last_object: list[bool] = []
    for _, of_subject in groupby(coded, key=lambda triple: triple[0]):
        for predicate, of_predicate in groupby(of_subject, key=lambda triple: triple[1]):
            found = [triple[2] for triple in of_predicate]
            objects += found
            last_object += [False] * (len(found) - 1) + [True]
            predicates.append(predicate)
            last_predicate.append(False)
        last_predicate[-1] = True
    parts = (_bitmap(last_predicate), _bitmap(last_object), _numbers(predicates), _numbers(objects))
    return b"".join(parts)


def _with_crc8(body: bytes) -> bytes:
    found = 0
    for byte in body:
        found ^= byte
        for _ in range(8):
            found = (found << 1) ^ 0x07 if found & 0x80 else found << 1
        found &= 0xFF
    return body + bytes((found,))


def _crc16(body: bytes) -> int:
    """Return CRC-16/ARC: polynomial 0x8005, reflected."""
    found = 0
    for byte in body:
        found ^= byte
        for _ in range(8):
            found = (found >> 1) ^ 0xA001 if found & 1 else found >> 1
    return found


@cache
def _castagnoli() -> tuple[int, ...]:
    table = []
    for number in range(256):
        value = number
        for _ in range(8):
            value = (value >> 1) ^ 0x82F63B78 if value & 1 else value >> 1
        table.append(value)
    return tuple(table)


def _with_crc32(body: bytes) -> bytes:
    """Return the body and its CRC-32C: polynomial 0x1EDC6F41, reflected."""
    table, found = _castagnoli(), 0xFFFFFFFF
    for byte in body:
        found = table[(found ^ byte) & 0xFF] ^ (found >> 8)
    return body + (found ^ 0xFFFFFFFF).to_bytes(4, "little")
