"""Copies of official documents: fetched, or found in a folder; each known by what it prints.

One copy may be of a registered draft, the same again, or a stranger; what is left alone is
named with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from treatygraph.curated.records import Library
from treatygraph.documents.formats.container import detect
from treatygraph.documents.formats.soundness import is_sound
from treatygraph.errors import ReadError, UsageError
from treatygraph.model import Document, DraftFacts
from treatygraph.textfile import write_whole
from treatygraph.web.download import DOCX, Download, Offline
from treatygraph.web.fetched import Fetched, load_fetched, newest, note_fetched
from treatygraph.web.firstpage import first_page
from treatygraph.web.pages import Pacer
from treatygraph.web.recognise import recognise
from treatygraph.web.symbols import fetch_document, has_symbol, ways_to

__all__ = ["Copy", "Left", "Wanted", "copies_fetched", "copies_in", "keep_copy", "wanted_drafts"]

_PDF = "application/pdf"
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft and the document that it is printed in."""

    facts: DraftFacts
    document: Document

    @property
    def name(self) -> str:
        """The keys of treaty and draft."""
        return f"{self.facts.treaty}/{self.facts.draft}"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was recognised: the draft, its bytes, and where it came from."""

    wanted: Wanted
    name: str
    data: bytes
    media_type: str
    why: str
    address: str = ""

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Left:
    """What was left alone, and why."""

    name: str
    why: str
    remedy: str = ""


def wanted_drafts(library: Library, treaty: str | None, only: Sequence[str]) -> tuple[Wanted, ...]:
    """Return the drafts that are meant, oldest first: those of negotiated treaties, or named ones.

    Only drafts whose document has a symbol or an address are among them.
    """
    documents = {d.key: d for d in library.registry.documents}
    known = {x.key: x.negotiated for x in library.registry.treaties}
    every = [
        Wanted(facts, documents[facts.document])
        for facts in sorted(library.drafts, key=lambda d: (d.treaty, d.date or "", d.draft))
        if facts.document in documents
    ]
    named = [w for w in every if not treaty or w.facts.treaty == treaty]
    if treaty and not named:
        raise UsageError(
            f"No draft of {treaty!r} is registered with its document.",
            expected="one of " + ", ".join(sorted({w.facts.treaty for w in every})),
        )
    if not only:
        chosen = [w for w in named if treaty or known.get(w.facts.treaty)]
        return tuple(w for w in chosen if w.document.symbol or w.document.url)
    found = [w for w in named if w.name in only or w.facts.draft in only]
    missing = {*only} - {w.name for w in found} - {w.facts.draft for w in found}
    if missing:
        raise UsageError(
            f"There is no draft {sorted(missing)[0]!r}.",
            expected="one of " + ", ".join(w.name for w in named),
        )
    return tuple(found)


def copies_in(
    folder: Path,
    wanted: Sequence[Wanted],
    titles: dict[str, tuple[str, ...]],
    *,
    ocr: Callable[[bytes], bytes] | None = None,
) -> tuple[list[Copy], list[Left]]:
    """Return the copies that a folder holds, and what else is there, in order of names.

    `ocr` reads a PDF from its pictures, where its first page has no sound words.
    """
    if not folder.is_dir():
        raise UsageError(
            f"There is no folder {str(folder)!r}.", expected="the folder with the saved documents"
        )
    documents = [w.document for w in wanted]
    of = {w.document.key: w for w in wanted}
    copies: list[Copy] = []
    left: list[Left] = []
    seen: dict[str, str] = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size > _MOST_BYTES:
            left.append(Left(name, f"has more than {_MOST_BYTES} bytes"))
            continue
        data = path.read_bytes()
        digest = sha256(data).hexdigest()
        if digest in seen:
            left.append(Left(name, f"is the same file as {seen[digest]}"))
            continue
        seen[digest] = name
        page = first_page(data)
        if ocr and detect(data) == _PDF and not (page.strip() and is_sound(page)):
            page = first_page(ocr(data))
        found = recognise(page, documents, titles)
        if found.document is None:
            left.append(Left(name, found.why, "take out, or `treatygraph ingest FILE --draft KEY`"))
            continue
        copies.append(Copy(of[found.document.key], name, data, detect(data), found.why))
    return copies, left


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts):
            yield path


def copies_fetched(
    wanted: Iterable[Wanted],
    folder: Path,
    *,
    languages: Sequence[str],
    again: bool = False,
    pause: float = 1.5,
    tell: Callable[[str], None] = lambda _: None,
    titles: Mapping[str, Sequence[str]] | None = None,
) -> tuple[list[Copy], list[Left]]:
    """Return the copies that the documents' addresses give, Word and PDF of each.

    A copy that is on record and whole is not asked for again, unless `again`.
    """
    asking = _Asking(folder, Pacer(pause), again=again, titles=titles or {})
    offline = ""
    for one in wanted:
        for language in languages or [one.document.language]:
            document = _in_language(one.document, language)
            tell(f"{one.name} ({language})")
            try:
                asking.get(one, document, language, offline)
            except Offline as error:
                offline = error.met
                asking.left.append(Left(one.name, error.met, error.remedy))
            except ReadError as error:
                asking.left.append(Left(one.name, error.met, error.remedy))
    return asking.copies, asking.left


def _in_language(document: Document, language: str) -> Document:
    """Return a document as it is asked for in a language; a hash is that of its own language."""
    if language == document.language:
        return document
    key = f"{document.key}.{language}"
    return replace(document, key=key, language=language, url=None, sha256=None, copies=())


@dataclass(slots=True)
class _Asking:
    """What was got so far, and the pauses between requests."""

    folder: Path
    pacer: Pacer
    again: bool
    titles: Mapping[str, Sequence[str]]
    copies: list[Copy] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def get(self, one: Wanted, document: Document, language: str, offline: str) -> None:
        """Get the first copy that is there; of a Word file also the PDF, to hold it against."""
        on_record = load_fetched(self.folder)
        kept = () if self.again else newest(on_record, one.document.key, language, self.folder)
        got = [_on_record(one, entry, self.folder) for entry in kept]
        self.copies += got
        if offline and not got:
            raise ReadError(offline)
        if not got and not ways_to(document):
            raise ReadError("No address and no symbol is registered.")
        if not got:
            got = [self._noted(one, self._fetch(one, document), language)]
        kinds = {copy.media_type for copy in got}
        by_hand = any(entry.saved_as for entry in kept)
        alone = kinds != {DOCX} or not has_symbol(document) or document.media_type or by_hand
        if alone or offline:
            return
        try:
            self._noted(one, self._fetch(one, document, _PDF), language)
        except ReadError as error:
            remedy = "the Word file is read, held to no PDF"
            self.left.append(Left(f"{one.name} as PDF", error.met, remedy))

    def _fetch(self, one: Wanted, document: Document, kind: str | None = None) -> Download:
        return fetch_document(
            document,
            self.folder,
            media_type=kind,
            pause=self.pacer.pause,
            pacer=self.pacer,
            titles=self.titles.get(one.document.key, ()),
        )

    def _noted(self, one: Wanted, done: Download, language: str) -> Copy:
        entry = Fetched(
            document=one.document.key,
            language=language,
            file=done.path.name,
            media_type=done.media_type,
            sha256=done.sha256,
            bytes=done.bytes,
            day=_today(),
            address=done.url,
        )
        for other in note_fetched(self.folder, entry, earlier=done.earlier):
            why = f"an earlier copy of {one.name}, of {other.day}, differs from what came now"
            self.left.append(Left(other.file, why, "both are kept; the new one is read"))
        copy = _on_record(one, entry, self.folder)
        self.copies.append(copy)
        return copy


def _on_record(one: Wanted, entry: Fetched, folder: Path) -> Copy:
    data = (folder / entry.file).read_bytes()
    why = "fetched" if entry.address else "saved by hand"
    return Copy(one, entry.saved_as or entry.file, data, entry.media_type, why, entry.address)


def keep_copy(copy: Copy, language: str, folder: Path) -> None:
    """Put a copy that a person saved beside those that were fetched, and on record."""
    ending = {_PDF: "pdf", DOCX: "docx", "text/html": "html"}.get(copy.media_type, "document")
    name = f"{copy.wanted.document.key}.{language}.{copy.sha256[:12]}.{ending}"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / name
    if not place.exists() or place.read_bytes() != copy.data:
        write_whole(place, copy.data)
    note_fetched(
        folder,
        Fetched(
            document=copy.wanted.document.key,
            language=language,
            file=name,
            media_type=copy.media_type,
            sha256=copy.sha256,
            bytes=len(copy.data),
            day=_today(),
            saved_as=copy.name,
        ),
    )


def _today() -> str:
    return datetime.now(tz=UTC).date().isoformat()
