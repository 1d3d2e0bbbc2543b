"""Programs of others that read a document: held to limits, and ended with their caller.

LibreOffice and tesseract start processes of their own, which a signal to the first does not
reach.  So between the caller and the program stands this very file as a process: it keeps
the time, and ends all that it started when the time is over, when the program has ended,
and when its caller is gone, however that ended.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Ended", "run_program"]

#: Bytes of one file that a program may write.
_LARGEST = 1 << 30
_SAID = "said"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its status, whether its time was over, and its last words."""

    status: int
    in_time: bool
    said: str


def run_program(command: list[str], folder: Path, *, seconds: float, memory: int) -> Ended:
    """Run a program in a folder for its files and return how it ended.

    No process of it takes more than so many bytes of memory, and none is left afterwards.
    Where the caller is ended meanwhile, the folder is removed too.
    """
    if not hasattr(os, "fork"):
        return _run_plainly(command, folder, seconds)
    keeper = [sys.executable, "-I", "-S", __file__, f"{seconds:g}", str(memory), str(folder)]
    with subprocess.Popen(
        [*keeper, *command],
        stdin=subprocess.PIPE,  # ends with this process, and so tells the keeper
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        told = (process.stdout.read() if process.stdout else b"").decode("ascii").split()
    status, in_time = (int(told[0]), told[1] == "in-time") if len(told) == 2 else (-9, True)
    said = folder / _SAID
    return Ended(status, in_time, said.read_text("utf-8", "replace") if said.exists() else "")


def _run_plainly(command: list[str], folder: Path, seconds: float) -> Ended:
    """Run a program where the system knows neither sessions nor these limits."""
    with (folder / _SAID).open("wb") as said:
        try:
            done = subprocess.run(command, stdout=said, stderr=said, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return Ended(-9, False, "")
    return Ended(done.returncode, True, (folder / _SAID).read_text("utf-8", "replace"))


def _confine(memory: int) -> None:
    """Set the limits of a program; runs in its process before it starts."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _keep(seconds: float, memory: int, folder: Path, command: list[str]) -> None:
    """Run the program, say how it ended, and end all of this session, this process last."""
    until, caller = time.monotonic() + seconds, sys.stdin.fileno()
    with (folder / _SAID).open("wb") as said:
        program = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            preexec_fn=lambda: _confine(memory),
        )
    gone = False
    while program.poll() is None and not gone and time.monotonic() < until:
        gone = bool(select.select([caller], [], [], 0.02)[0])
    ended = program.poll()
    if not gone:
        how = "over-time" if ended is None else "in-time"
        os.write(sys.stdout.fileno(), f"{-9 if ended is None else ended} {how}".encode())
    else:
        shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    _keep(float(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
