"""Queries of strangers, run in processes of their own under limits.

Promise: a query that takes too long is ended, its process is replaced, and the next
query finds a free worker; nothing here can write to the graph.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from treatygraph.http.worker import Head, Job, Refusal, run

__all__ = ["Answer", "Engine"]

#: Seconds a request waits for a free worker before it is told to come back.
PATIENCE = 5.0
#: Seconds a new worker may take to load the graph.
LOADING = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that has begun: its form, and its bytes as they come."""

    head: Head
    chunks: Iterator[bytes]


class _Worker:
    def __init__(self, files: tuple[str, ...]) -> None:
        context = get_context("spawn")
        self.connection: Connection
        self.connection, other = context.Pipe()
        self.process: BaseProcess = context.Process(target=run, args=(other, files), daemon=True)
        self.process.start()
        other.close()
        self.loaded = False

    def await_ready(self) -> None:
        if not self.loaded and self.connection.poll(LOADING):
            self.connection.recv()
            self.loaded = True

    def end(self) -> None:
        self.process.kill()
        self.process.join(5)
        self.connection.close()


class Engine:
    """A few workers over the same graph; each serves one query at a time."""

    def __init__(self, files: list[Path], *, workers: int = 2) -> None:
        self.files = tuple(str(file) for file in files)
        self.count = workers
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the workers; they load the graph while other work goes on."""
        for _ in range(self.count):
            self._add()

    def stop(self) -> None:
        """End all workers."""
        with self._lock:
            ending, self._all = self._all, set()
            self._idle = queue.Queue()
        for worker in ending:
            worker.end()

    def ask(self, job: Job) -> Answer | Refusal:
        """Run a query; block until its answer begins, is refused, or time is up."""
        try:
            worker = self._idle.get(timeout=PATIENCE)
        except queue.Empty:
            return Refusal("busy", "All workers are at work; try again in a few seconds.")
        try:
            worker.await_ready()
            deadline = monotonic() + job.limits.seconds
            worker.connection.send(job)
            if not worker.connection.poll(job.limits.seconds):
                self._replace(worker)
                return _out_of_time(job)
            first = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return Refusal("query-failed", "The worker ended while it ran this query.")
        if isinstance(first, Refusal):
            self._idle.put(worker)
            return first
        return Answer(first, self._chunks(worker, deadline))

    def _chunks(self, worker: _Worker, deadline: float) -> Iterator[bytes]:
        """Yield the bytes; a broken answer ends in an error, so that nobody takes it as whole."""
        done = False
        try:
            while worker.connection.poll(max(deadline - monotonic(), 0.0)):
                chunk = worker.connection.recv_bytes()
                if chunk in (b"", b"!"):
                    done = True
                    if chunk:
                        raise ConnectionError("the answer went over a limit")
                    return
                yield chunk
            raise ConnectionError("the query ran out of time")
        finally:
            if done:
                self._idle.put(worker)
            else:
                self._replace(worker)

    def _add(self) -> None:
        worker = _Worker(self.files)
        with self._lock:
            self._all.add(worker)
        self._idle.put(worker)

    def _replace(self, worker: _Worker) -> None:
        with self._lock:
            known = worker in self._all
            self._all.discard(worker)
        worker.end()
        if known:
            self._add()


def _out_of_time(job: Job) -> Refusal:
    return Refusal("time-limit", f"The query took more than {job.limits.seconds:g} seconds.")
