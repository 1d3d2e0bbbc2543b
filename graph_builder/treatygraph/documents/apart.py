"""Reading what strangers wrote, in a process that can be ended.

Whatever a document does to its reader (an endless loop, all memory, a crash of PDFium or
libxml2), the command goes on and says so in a finding.  What comes back is data: records
of ours are made from it, and nothing in it can run.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, is_dataclass, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from select import select
from typing import Any, TypeVar

from treatygraph import errors
from treatygraph.documents.depositary.printed import StatusSheet
from treatygraph.documents.depositary.sheets import read_status
from treatygraph.documents.document import is_pictured, read
from treatygraph.documents.formats.container import detect, open_container
from treatygraph.documents.formats.ocr import OCR_SECONDS, with_words
from treatygraph.documents.formats.office import OFFICE, OFFICE_SECONDS
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.reading import Reading
from treatygraph.findings import Finding
from treatygraph.lifetime import end_with

__all__ = ["LIMITS", "Limits", "open_apart", "read_apart", "status_apart", "words_apart"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take: seconds, and bytes of memory beyond the program's."""

    seconds: float = 120.0
    memory: int = 1 << 30


#: Far above what a treaty of two hundred pages takes; see docs/reliability.md.
LIMITS = Limits()


class _Ended(Exception):
    """The reader came to no end of its own; `code` and `why` say how."""

    def __init__(self, code: str, why: str) -> None:
        self.code, self.why = code, why
        super().__init__(why)


def read_apart(
    data: bytes,
    *,
    name: str = "",
    language: str | None = None,
    revisions: str = "accepted",
    ocr: bool = False,
    limits: Limits = LIMITS,
) -> Reading:
    """Return what `read` returns; a reader that was ended is a finding on an empty reading.

    LibreOffice and tesseract are started by the reader, which has their time beside its own.
    """

    def work(*, ocr: bool) -> Reading:
        return read(data, name=name, language=language, revisions=revisions, ocr=ocr)

    try:
        found = _apart(lambda: work(ocr=False), _longer(limits, data))
        if not ocr or not is_pictured(found.findings):
            return found
        return _apart(lambda: work(ocr=True), _longer(limits, data, ocr=True))
    except _Ended as ended:
        facts = {"name": name, "sha256": sha256(data).hexdigest(), "bytes": len(data)}
        return Reading(facts, "", (), (), findings=(_finding(ended),))


def open_apart(data: bytes, *, name: str = "", limits: Limits = LIMITS) -> tuple[str, SourceText]:
    """Return what `open_container` returns; a reader that was ended is a finding."""
    try:
        return _apart(lambda: open_container(data, name=name), _longer(limits, data))
    except _Ended as ended:
        return "application/octet-stream", SourceText("", (), findings=(_finding(ended),))


def status_apart(
    data: bytes, names: Iterable[str] = (), titles: Sequence[str] = (), *, limits: Limits = LIMITS
) -> StatusSheet:
    """Return what `read_status` returns; raise `ReadError` where the reader was ended."""
    known = tuple(names)
    try:
        return _apart(lambda: read_status(data, known, titles), limits)
    except _Ended as ended:
        raise errors.ReadError(
            f"Reading was ended: {ended.why}.",
            expected="a status list of some hundred rows",
            remedy="if it is an ordinary list, please report it",
        ) from None


def words_apart(data: bytes, language: str | None, *, limits: Limits = LIMITS) -> bytes:
    """Return what `with_words` returns; raise `ReadError` where the reader was ended."""
    try:
        return _apart(lambda: with_words(data, language), _longer(limits, data, ocr=True))
    except _Ended as ended:
        raise errors.ReadError(
            f"Reading the pages from their picture was ended: {ended.why}.",
            expected="pages of the size of paper",
            remedy="give the document as its maker publishes it, or a part of it alone",
        ) from None


def _longer(limits: Limits, data: bytes, *, ocr: bool = False) -> Limits:
    """Return the limits with the time of the programs that the document is read through."""
    more = (OFFICE_SECONDS if detect(data) in OFFICE else 0) + (OCR_SECONDS if ocr else 0)
    return replace(limits, seconds=limits.seconds + more)


def _finding(ended: _Ended) -> Finding:
    return Finding(
        "violation",
        ended.code,
        "document",
        f"Reading was ended: {ended.why}.",
        "save the document as plain text, or a part of it alone, and read that; if it is an "
        "ordinary document, please report it",
    )


def _apart(work: Callable[[], T], limits: Limits) -> T:
    """Return what the work gives, done in a process of its own where the system can fork."""
    if not hasattr(os, "fork"):
        return work()
    ours, theirs = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; the reader takes no lock that one could hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        parent, pid = os.getpid(), os.fork()
    if pid == 0:
        end_with(parent)
        os.close(ours)
        _work(work, theirs, limits)
    os.close(theirs)
    try:
        said = _receive(ours, limits)
    finally:
        os.close(ours)
        os.kill(pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    done: T = _taken(said, status)
    return done


def _work(work: Callable[[], Any], line: int, limits: Limits) -> None:
    """Do the work and say what came of it; never return."""
    try:
        _confine(limits)
        try:
            said: tuple[Any, ...] = ("done", work())
        except MemoryError:
            said = ("ended", "too-much-memory", _memory(limits))
        except errors.TreatyGraphError as error:
            said = ("raised", type(error).__name__, error.met, error.expected, error.remedy)
        except Exception as error:  # a fault of ours, which must not cost the command
            said = ("ended", "reader-failed", f"a fault of the reader ({type(error).__name__})")
        with open(line, "wb") as file:
            pickle.dump(said, file)
        os._exit(0)
    finally:
        os._exit(1)


def _confine(limits: Limits) -> None:
    import faulthandler
    import resource

    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # last words of libraries that abort
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]  # LibreOffice has a limit of its own
        resource.setrlimit(resource.RLIMIT_AS, (taken + limits.memory, hard))


def _receive(line: int, limits: Limits) -> bytes:
    """Return what the reader says until it ends; raise `_Ended` where its time is over."""
    until = time.monotonic() + limits.seconds
    said = bytearray()
    while True:
        ready, _, _ = select([line], [], [], max(until - time.monotonic(), 0))
        if not ready:
            raise _Ended("too-much-time", f"it took more than {limits.seconds:g} seconds")
        piece = os.read(line, 1 << 20)
        if not piece:
            return bytes(said)
        said += piece


def _taken(said: bytes, status: int) -> Any:
    """Return what was done; raise what was raised, or `_Ended`."""
    if not said:
        raise _Ended("reader-died", f"the reader died (signal {-status or 'none'})")
    try:
        kind, *rest = _Records(io.BytesIO(said)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError) as error:
        raise _Ended("reader-died", "the reader broke off in its answer") from error
    if kind == "done":
        return rest[0]
    if kind == "raised":
        name, met, expected, remedy = rest
        raise getattr(errors, name, errors.ReadError)(met, expected=expected, remedy=remedy)
    raise _Ended(*rest)


def _memory(limits: Limits) -> str:
    return f"it took more than {limits.memory >> 20} MiB of memory"


class _Records(pickle.Unpickler):
    """Takes records of ours and plain values, and no other class or function."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a record's class; raise for all else."""
        if module.split(".")[:2] in (
            ["treatygraph", "model"],
            ["treatygraph", "findings"],
            ["treatygraph", "documents"],
        ):
            found = getattr(import_module(module), name)
            if isinstance(found, type) and is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")
