"""Queries of strangers, run in processes of their own under limits.

Promise: whatever happens to a query, its process or the client that asked, a worker is
there for the next one; a query is run to its end or not at all; nothing here can write to
the graph, and nothing here holds a thread.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatygraph.http.crew import Crew, Gone, Worker
from treatygraph.http.wire import Message
from treatygraph.http.worker import Head, Job, Refusal

__all__ = ["Answer", "Engine"]

#: Seconds a request waits for a free worker before it is told to come back.
PATIENCE = 5.0
#: Requests that may wait; the next one is told at once to come back.
QUEUE = 256
#: How often a query is tried whose worker is killed from outside.
TRIES = 5
#: Bytes of answers in files that clients have still to read; above it queries must wait.
IN_FILES = 1 << 30
#: Seconds between two looks at whether all workers are there.
WATCH = 1.0
#: Seconds after which a query steps aside: another worker is forked for those that wait.
ASIDE = 0.25
#: What a query that stepped aside adds to its niceness, so that short ones go first.
_NICE = 10

_BUSY = Refusal("busy", "All workers are at work; try again in a few seconds.")
_OUT_OF_MEMORY = Refusal("memory-limit", "The query took more memory than it may.")
_TOO_DEEP = Refusal("query-too-deep", "The query nests or chains more than the engine can follow.")
_DIED = Refusal("query-failed", f"The worker ended while it ran this query, {TRIES} times.")
#: How a worker ends of itself (signal, negative) → why: Rust aborts where memory ends, and
#: a stack that overflows is a segmentation fault.
_ENDS = {-6: _OUT_OF_MEMORY, -11: _TOO_DEEP, -7: _TOO_DEEP}


@dataclass(slots=True)
class Answer:
    """A whole answer: its form, its size, its bytes or a file that holds them."""

    head: Head
    size: int
    body: bytes = b""
    file: int | None = None
    on_close: Callable[[int], None] | None = None

    def close(self) -> None:
        """Give the file back."""
        if self.file is not None:
            os.close(self.file)
            self.file = None
            if self.on_close is not None:
                self.on_close(self.size)


class Engine:
    """A few workers over the same graph; each serves one query at a time."""

    def __init__(
        self,
        files: Sequence[Path],
        *,
        workers: int = 2,
        memory: int = 1 << 30,
        queue: int = QUEUE,
        patience: float = PATIENCE,
    ) -> None:
        paths = tuple(str(file) for file in files)
        self.crew = Crew(paths, count=workers, memory=memory, arrive=self._arrive, lost=self._lost)
        self.queue, self.patience = queue, patience
        self.ends: Counter[str] = Counter()
        self.in_files = 0
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._watching: asyncio.Task[None] | None = None
        self._aside: set[int] = set()
        self._most_aside = workers

    def start(self) -> None:
        """Start the workers, in a running loop; the graph loads while other work goes on."""
        self.crew.start()
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def ready(self, seconds: float = 60.0) -> bool:
        """Wait until the graph is loaded and all workers are there; tell whether they are."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.crew.staffed.wait(), seconds)
        return self.crew.staffed.is_set()

    async def stop(self) -> None:
        """End all workers; queries that run or wait are refused."""
        if self._watching is not None:
            self._watching.cancel()
            self._watching = None
        self._idle.clear()
        for waiter in self._waiting:
            waiter.cancel()
        self._waiting.clear()
        await self.crew.stop()

    @property
    def health(self) -> dict[str, Any]:
        """What is there and what happened, in numbers."""
        alive = len(self.crew.workers)
        return {
            "wanted": self.crew.count - len(self._aside),
            "alive": alive,
            "busy": alive - len(self._idle),
            "aside": len(self._aside),
            "waiting": len(self._waiting),
            "unread": self.in_files,
            "ended": dict(sorted(self.ends.items())),
        }

    async def ask(self, job: Job) -> Answer | Refusal:
        """Run a query and return its whole answer, or why there is none.

        Cancelling ends the query.  One whose worker is killed from outside is tried again.
        """
        if len(self._waiting) >= self.queue or self.in_files > IN_FILES:
            return _BUSY
        for _ in range(TRIES):
            try:
                worker = await self._take()
            except TimeoutError:
                return _BUSY
            try:
                return await self._run(worker, job)
            except Gone as gone:
                self.ends["by itself"] += 1
                known = _ENDS.get(gone.status or 0)
                if known is not None:
                    return known
        return _DIED

    async def _run(self, worker: Worker, job: Job) -> Answer | Refusal:
        told = ""
        slow = asyncio.get_running_loop().call_later(ASIDE, self._step_aside, worker)
        try:
            async with asyncio.timeout(job.limits.seconds):
                message = await worker.ask(job.packed())
        except TimeoutError:
            told = "time limit"
            return Refusal(
                "time-limit", f"The query took more than {job.limits.seconds:g} seconds."
            )
        except asyncio.CancelledError:
            told = "client left"
            raise
        else:
            self._give_back(worker, spent=message.head["spent"])
            return self._answer(message)
        finally:
            slow.cancel()
            if told:
                self.ends[told] += 1
                self._end(worker)

    def _step_aside(self, worker: Worker) -> None:
        """Have another worker take a long query's place; the long one gives way to it."""
        if len(self._aside) >= self._most_aside or worker.pid not in self.crew.workers:
            return
        self._aside.add(worker.pid)
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, _NICE)
        self.crew.count += 1
        self.crew.fill()

    def _step_back(self, worker: Worker) -> bool:
        """Take note that a query has ended; tell whether it had stepped aside."""
        if worker.pid not in self._aside:
            return False
        self._aside.remove(worker.pid)
        self.crew.count -= 1
        return True

    def _end(self, worker: Worker) -> None:
        self._step_back(worker)
        self.crew.end(worker)

    def _answer(self, message: Message) -> Answer | Refusal:
        said = message.head
        if "refusal" in said:
            return Refusal(**said["refusal"])
        answer = Answer(Head(**said["head"]), said["size"], message.body, message.file)
        if answer.file is not None:
            self.in_files += answer.size
            answer.on_close = self._file_closed
        return answer

    def _file_closed(self, size: int) -> None:
        self.in_files -= size

    async def _take(self) -> Worker:
        if self._idle:
            return self._idle.popleft()
        waiter: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            async with asyncio.timeout(self.patience):
                return await waiter
        except (TimeoutError, asyncio.CancelledError):
            if waiter.done() and not waiter.cancelled():
                self._arrive(waiter.result())
            raise
        finally:
            with suppress(ValueError):
                self._waiting.remove(waiter)

    def _give_back(self, worker: Worker, *, spent: bool) -> None:
        if spent:
            self.ends["grown"] += 1
            self._end(worker)
        elif self._step_back(worker):
            self.crew.end(worker)
        else:
            self._arrive(worker)

    def _arrive(self, worker: Worker) -> None:
        """Hand a free worker to who waits longest; one too many ends."""
        if len(self.crew.workers) > self.crew.count:
            self.crew.end(worker)
            return
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(worker)
                return
        self._idle.append(worker)

    def _lost(self, worker: Worker) -> None:
        """Forget a worker that ended of itself."""
        self._step_back(worker)
        with suppress(ValueError):
            self._idle.remove(worker)

    async def _watch(self) -> None:
        while True:
            self.crew.fill()
            await asyncio.sleep(WATCH)
