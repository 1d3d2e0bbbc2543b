"""A reader of HDT for the tests, from the W3C Member Submission; it checks every sum."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal


def crc(body: bytes, width: int, poly: int, start: int, end: int, *, reflected: bool) -> int:
    """Return a cyclic redundancy check, bit by bit."""
    top, mask, found = 1 << (width - 1), (1 << width) - 1, start
    for byte in body:
        for bit in range(8):
            taken = byte >> bit & 1 if reflected else byte >> (7 - bit) & 1
            high = bool(found & top) ^ bool(taken)
            found = (found << 1 & mask) ^ (poly if high else 0)
    if reflected:
        found = int(f"{found:0{width}b}"[::-1], 2)
    return found ^ end


def crc8(body: bytes) -> int:
    return crc(body, 8, 0x07, 0, 0, reflected=False)


def crc16(body: bytes) -> int:
    return crc(body, 16, 0x8005, 0, 0, reflected=True)


def crc32c(body: bytes) -> int:
    return crc(body, 32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, reflected=True)


class Reader:
    """Reads one HDT from its beginning."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.at = 0

    def take(self, count: int) -> bytes:
        found = self.body[self.at : self.at + count]
        assert len(found) == count, "the file ends too early"
        self.at += count
        return found

    def until_nul(self) -> str:
        end = self.body.index(b"\0", self.at)
        text = self.take(end - self.at).decode()
        self.at += 1
        return text

    def vbyte(self) -> int:
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte & 128:
                return value

    def control(self, kind: int) -> tuple[str, dict[str, str]]:
        start = self.at
        assert self.take(5) == b"$HDT" + bytes((kind,))
        form, told = self.until_nul(), self.until_nul()
        assert crc16(self.body[start : self.at]) == int.from_bytes(self.take(2), "little")
        return form, dict(pair.split("=") for pair in told.split(";") if pair)

    def checked8(self, start: int) -> None:
        assert crc8(self.body[start : self.at]) == self.take(1)[0]

    def checked32(self, count: int) -> bytes:
        data = self.take(count)
        assert crc32c(data) == int.from_bytes(self.take(4), "little")
        return data

    def numbers(self) -> list[int]:
        start = self.at
        assert self.take(1) == b"\x01"
        bits, count = self.take(1)[0], self.vbyte()
        self.checked8(start)
        packed = int.from_bytes(self.checked32((bits * count + 7) // 8), "little")
        return [packed >> place * bits & (1 << bits) - 1 for place in range(count)]

    def bitmap(self) -> list[bool]:
        start = self.at
        assert self.take(1) == b"\x01"
        count = self.vbyte()
        self.checked8(start)
        data = self.checked32(max(1, (count + 7) // 8))
        return [bool(data[place // 8] >> place % 8 & 1) for place in range(count)]

    def section(self) -> list[str]:
        start = self.at
        assert self.take(1) == b"\x02"
        count, size, block = self.vbyte(), self.vbyte(), self.vbyte()
        self.checked8(start)
        starts = self.numbers()
        inner = Reader(self.checked32(size))
        assert starts[-1] == size
        found: list[bytes] = []
        for number in range(count):
            same = 0
            if number % block == 0:
                assert starts[number // block] == inner.at
            else:
                same = inner.vbyte()
            end = inner.body.index(b"\0", inner.at)
            found.append((found[-1][:same] if same else b"") + inner.take(end - inner.at))
            inner.at += 1
        assert all(first < second for first, second in pairwise(found)), "not sorted"
        return [text.decode() for text in found]

    def triples(self) -> Iterator[Triple]:
        """Yield all triples."""
        assert self.control(1)[0] == "<http://purl.org/HDT/hdt#HDTv1>"
        self.take(int(self.control(2)[1]["length"]))
        assert self.control(3)[0] == "<http://purl.org/HDT/hdt#dictionaryFour>"
        shared, subjects, predicates, objects = (self.section() for _ in range(4))
        assert self.control(4) == ("<http://purl.org/HDT/hdt#triplesBitmap>", {"order": "1"})
        ends_p, ends_o = self.bitmap(), self.bitmap()
        ids_p, ids_o = self.numbers(), self.numbers()
        assert self.at == len(self.body)
        subject, place = 1, 0
        for predicate, last in zip(ids_p, ends_p, strict=True):
            while True:
                yield Triple(
                    term([*shared, *subjects][subject - 1]),  # type: ignore[arg-type]
                    NamedNode(predicates[predicate - 1]),
                    term([*shared, *objects][ids_o[place] - 1]),
                )
                place += 1
                if ends_o[place - 1]:
                    break
            subject += last


def term(text: str) -> Term:
    """Return a term from its string in the dictionary."""
    if text.startswith("_:"):
        return BlankNode(text[2:])
    if not text.startswith('"'):
        return NamedNode(text)
    value, _, mark = text[1:].rpartition('"')
    if mark.startswith("@"):
        return Literal(value, language=mark[1:])
    return Literal(value, datatype=NamedNode(mark[3:-1])) if mark else Literal(value)
