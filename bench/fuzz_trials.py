"""One turn of fuzzing in a process of its own: an engine gives inputs, each is tried.

    python -m bench.fuzz_trials TARGET ENGINE SEED SECONDS FOLDER

The input at hand lies in FOLDER/input, so that one that ends the process is known; what
was found is written to FOLDER/told.json.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["ENGINES", "Trials"]

#: An input takes at most this many seconds of a processor, and bytes beyond the program's.
_MOST_SECONDS, _MOST_MEMORY = 20.0, 300 << 20
_LONGEST = 1 << 16
#: How much longer an input of four times the length may take, and from how many seconds on.
_GROWTH, _NOTABLE = 4 * 2.5, 0.25


class Trials:
    """Tries inputs on a target, counts them, and keeps one input for each kind of fault."""

    def __init__(
        self, run: Callable[[bytes], None], seconds: float, folder: Path, *, least: int = 1
    ) -> None:
        self.run, self.folder, self.least = run, folder, least
        self.until = time.monotonic() + seconds
        self.count = 0
        self.faults: dict[tuple[str, str], dict[str, str]] = {}
        path = folder / "input"
        path.write_bytes(bytes(_LONGEST + 8))
        with path.open("r+b") as file:
            self.at_hand = mmap.mmap(file.fileno(), 0)
        self.told = time.monotonic()

    @property
    def over(self) -> bool:
        """Whether the time is over, and as many inputs were tried as are wanted at least."""
        return time.monotonic() >= self.until and self.count >= self.least

    def cost(self, data: bytes) -> float:
        """Return the seconds of a processor that an input takes; what is raised is kept."""
        from treatygraph.errors import TreatyGraphError

        self.count += 1
        data = data[:_LONGEST]
        self.at_hand[: 8 + len(data)] = len(data).to_bytes(8, "big") + data
        signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)
        begun = time.process_time()
        try:
            self.run(data)
        except TreatyGraphError:
            pass
        except Exception as error:
            self.keep(data, type(error).__name__, _where(error))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        taken = time.process_time() - begun
        if time.monotonic() - self.told > 5:
            self.write()
        return taken

    def keep(self, data: bytes, what: str, where: str) -> None:
        """Keep an input, the shortest of its kind."""
        known = self.faults.get((what, where))
        if known is None or len(data) < len(known["input"]) // 2:
            self.faults[what, where] = {"what": what, "where": where, "input": data.hex()}

    def grown(self, head: bytes, unit: bytes, small: int = 4000) -> None:
        """Try a piece repeated, at a length and at four times that."""
        few, many = (head + unit * max(size // len(unit), 1) for size in (small, 4 * small))
        first = self.cost(few)
        second = self.cost(many)
        if not (second > _NOTABLE and second > _GROWTH * max(first, 0.02)):
            return
        if self.cost(many) > _GROWTH * max(self.cost(few), 0.02):  # not by chance
            name = unit.decode("utf-8", "replace")[:80]
            self.keep(head + b" ... " + unit, "slow", name)
            told = f"{first:.2f} s at {len(few)}, {second:.2f} s at {len(many)} bytes"
            self.faults["slow", name]["told"] = told

    def write(self) -> None:
        """Write what was found so far."""
        self.told = time.monotonic()
        data = {
            "inputs": self.count,
            "seconds": time.process_time(),
            "faults": list(self.faults.values()),
        }
        part = self.folder / "told.part"
        part.write_text(json.dumps(data), "utf-8")
        part.replace(self.folder / "told.json")


def _where(error: BaseException) -> str:
    """Return the last place in the project's own code, and what was said."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "/treatygraph/" in f.filename] or list(frames)
    place = f"{own[-1].filename.rpartition('/treatygraph/')[2]}:{own[-1].lineno}" if own else ""
    return f"{place} {str(error)[:60] if isinstance(error, AssertionError) else ''}".strip()


def soup(trials: Trials, pieces: tuple[str, ...], seeds: list[bytes], seed: int) -> None:
    """Let hypothesis put pieces together and damage what is sound."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    parts = st.lists(
        st.one_of(st.sampled_from(pieces), st.sampled_from(pieces), st.text(max_size=6)),
        max_size=40,
    ).map(lambda found: "".join(found).encode("utf-8", "surrogatepass"))
    inputs = st.one_of(parts, st.tuples(st.binary(max_size=8), parts).map(b"".join))
    if seeds:
        damaged = st.tuples(st.sampled_from(seeds), st.integers(0, 1 << 30), parts).map(_damaged)
        inputs = st.one_of(inputs, damaged)
    turn = 0
    while not trials.over:

        @seeded(seed * 100_003 + turn)
        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs)
        def one(data: bytes) -> None:
            if not trials.over:
                trials.cost(data)

        one()
        turn += 1


def _damaged(made: tuple[bytes, int, bytes]) -> bytes:
    """Return a sound input with something put in, taken out, repeated or changed."""
    data, number, put = made
    chance = random.Random(number)
    body = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 6))):
        place = chance.randrange(len(body) + 1)
        act = chance.randrange(5)
        if act == 0:
            body[place:place] = put
        elif act == 1:
            del body[place : place + chance.choice((1, 9, 200))]
        elif act == 2 and place < len(body):
            body[place] = chance.randrange(256)
        elif act == 3:
            body[place:place] = body[place : place + chance.choice((8, 80))] * chance.choice((2, 9))
        else:
            cut = chance.randrange(len(body) + 1)
            body[place:place] = body[cut : cut + 60]
    return bytes(body)


def coverage(trials: Trials, pieces: tuple[str, ...], seeds: list[bytes], seed: int) -> None:
    """Let atheris change inputs towards lines that none has reached."""
    import atheris

    corpus = trials.folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(seeds[:200]):
        (corpus / f"seed-{number}").write_bytes(data)
    words = trials.folder / "words.txt"
    quoted = ("".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in pieces)
    words.write_text("".join(f'"{word}"\n' for word in quoted), "ascii")
    left = max(int(trials.until - time.monotonic()), 1)

    def one(data: bytes) -> None:
        trials.cost(data)
        if trials.over:
            trials.write()
            os._exit(0)

    options = [f"-seed={seed}", f"-max_total_time={left}", f"-dict={words}", "-max_len=4000"]
    atheris.Setup(["fuzz", *options, "-rss_limit_mb=0", "-timeout=1200", str(corpus)], one)
    atheris.Fuzz()


def growth(trials: Trials, pieces: tuple[str, ...], seeds: list[bytes], seed: int) -> None:
    """Repeat pieces at two lengths and compare what they cost."""
    chance = random.Random(seed)
    heads = [b"", *(data[:200] for data in seeds[:20])]
    while not trials.over:
        unit = "".join(chance.choices(pieces, k=chance.choice((1, 1, 2, 3)))).encode()
        trials.grown(chance.choice(heads), unit + chance.choice((b"", b" ", b"\n", b"\n\n")))


ENGINES: dict[str, Callable[[Trials, tuple[str, ...], list[bytes], int], None]] = {
    "soup": soup,
    "coverage": coverage,
    "growth": growth,
}


def _confine() -> None:
    """Let the system end what takes too much memory or time."""
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + _MOST_MEMORY, taken + _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)


def main(arguments: list[str]) -> None:
    """Run one turn."""
    name, engine, seed, seconds, folder = arguments
    if engine == "coverage":
        import atheris

        with atheris.instrument_imports(include=["treatygraph"], enable_loader_override=False):
            from bench.fuzz_targets import TARGETS
    else:
        from bench.fuzz_targets import TARGETS
    target: Any = TARGETS[name]
    target.ready()
    seeds = target.seeds()
    for data in [*seeds[:5], b""]:  # what is loaded when first needed is not an input's cost
        with suppress(Exception):  # told when it is tried
            target.run(data)
    trials = Trials(target.run, float(seconds), Path(folder))
    if engine != "coverage":
        _confine()
    ENGINES[engine](trials, target.pieces, seeds, int(seed))
    trials.write()


if __name__ == "__main__":
    main(sys.argv[1:])
