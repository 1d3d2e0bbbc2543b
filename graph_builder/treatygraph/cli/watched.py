"""A query under watch: it runs in a child process, which can be ended.

The engine runs a query without a look at signals or at the clock, and a query that nests
too deep ends its process.  So the command goes on in a child, and the parent waits: for
its end, for the time to be up, or for Ctrl-C.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from contextlib import suppress

from treatygraph.errors import QueryError
from treatygraph.lifetime import end_with

__all__ = ["go_on_watched"]


def go_on_watched(seconds: float) -> None:
    """Return in a child process; the parent waits for it and ends as it ends.

    Raises `QueryError` in the parent where the time is up or the engine gives up.  Where
    processes cannot be forked, or output is no file (in tests), all goes on in this one.
    """
    if not hasattr(os, "fork") or not _is_file(sys.stdout):
        return
    sys.stdout.flush()
    sys.stderr.flush()
    reader, writer = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(reader)  # the writer ends with this process, and tells the parent
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        end_with(parent)
        return
    os.close(writer)
    sys.exit(_outcome(child, reader, seconds))


def _is_file(stream: object) -> bool:
    try:
        stream.fileno()  # type: ignore[attr-defined]
    except (OSError, ValueError, AttributeError):
        return False
    return True


def _outcome(child: int, reader: int, seconds: float) -> int:
    """Return the child's exit code; end it where the time is up or the user says so."""
    try:
        begun = time.monotonic()
        ready, _, _ = select.select([reader], [], [], seconds)
        if not ready:
            _end(child)
            raise QueryError(
                f"The query took more than {seconds:g} seconds.",
                expected="a query that ends in time",
                remedy=f"ask for less, or allow more: --time-limit {2 * seconds:g}",
            )
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except KeyboardInterrupt:
        _end(child)
        raise
    finally:
        os.close(reader)
    if code in (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT):
        raise _given_up(code, time.monotonic() - begun)
    return 130 if code == -signal.SIGINT else code if code >= 0 else 3


def _end(child: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _given_up(code: int, lasted: float) -> QueryError:
    if code == -signal.SIGABRT:
        return QueryError(
            f"The engine gave up after {lasted:.1f} seconds: memory is used up.",
            expected="a query that fits into memory",
            remedy="ask for less at once; ORDER BY, DISTINCT and GROUP BY keep all they have seen",
        )
    return QueryError(
        "The query nests or chains more than the engine can follow.",
        expected="some hundred brackets in one another at most",
        remedy="write the query flatter: VALUES for a long list, a path for a long chain",
    )
