"""The server's side of its processes: the seedbed and the workers forked from it.

Promise: a worker that ends is noticed at once, also when it is idle; a seedbed that ends
is started again; nothing waits for a process.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import treatygraph
from treatygraph.http.wire import Inbox, Message, packed

__all__ = ["Crew", "Gone", "Worker"]

#: Seconds to wait for the word how a worker ended, once it is gone.
_HEARSAY = 0.5
#: Seconds that a forked worker may take to report, and that a seedbed which ended rests.
_SLOW, _REST = 10.0, 0.2
#: The longest rest between two starts that failed.
_LONG_REST = 30.0


class Gone(Exception):
    """A worker ended before it answered; `status` is its exit code, or minus the signal."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        super().__init__(f"ended with {status}")


class Worker:
    """One process that answers queries: its number, and the line to it."""

    def __init__(self, pid: int, line: socket.socket, lost: Callable[[Worker], None]) -> None:
        self.pid, self.line, self._lost = pid, line, lost
        self._loop = asyncio.get_running_loop()
        self.status: asyncio.Future[int] = self._loop.create_future()
        self._inbox = Inbox()
        self._reply: asyncio.Future[Message] | None = None
        self._loop.add_reader(line.fileno(), self._read)

    async def ask(self, head: dict[str, Any]) -> Message:
        """Send a job and return the reply; raise `Gone` where the worker ends first."""
        self._reply = self._loop.create_future()
        data = packed(head)
        try:
            sent = self.line.send(data)
            if sent < len(data):
                await self._loop.sock_sendall(self.line, data[sent:])
            return await self._reply
        except asyncio.CancelledError:
            _close_file(self._reply)
            raise
        except (EOFError, OSError):
            self._reply.cancel()
            raise Gone(await self._how()) from None
        finally:
            self._reply = None

    def close(self) -> None:
        """Close the line: by that an idle worker ends, and who waits for a reply is told."""
        if self.line.fileno() >= 0:
            self._loop.remove_reader(self.line.fileno())
            self.line.close()
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(EOFError("the line was closed"))

    async def _how(self) -> int | None:
        """Return how the process ended, as far as that is told soon."""
        with suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(self.status), _HEARSAY)
        return None

    def _read(self) -> None:
        try:
            message = self._inbox.read(self.line)
        except BlockingIOError:
            return
        except (EOFError, OSError):
            self.close()
            self._lost(self)
            return
        if message is None:
            return
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(message)
        elif message.file is not None:
            os.close(message.file)


class Crew:
    """The seedbed of one graph and its living workers, `count` of them.

    `arrive` is told of each new worker, `lost` of each that ended without being told to.
    """

    def __init__(
        self,
        files: tuple[str, ...],
        *,
        count: int,
        memory: int,
        arrive: Callable[[Worker], None],
        lost: Callable[[Worker], None],
    ) -> None:
        self.files, self.count, self.memory = files, count, memory
        self.workers: dict[int, Worker] = {}
        self.staffed = asyncio.Event()
        self._loaded = False
        self._arrive, self._lose = arrive, lost
        self._known: dict[int, Worker] = {}
        self._ordered: dict[int, socket.socket] = {}
        self._orders = 0
        self._rest = _REST
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._inbox = Inbox()
        self._resting: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start the seedbed; `staffed` is set once all workers are there."""
        self.staffed = asyncio.Event()
        self._launch()

    def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        root = str(Path(treatygraph.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
        with theirs:
            command = [sys.executable, "-m", "treatygraph.http.seedbed"]
            command += [str(theirs.fileno()), str(self.memory), *self.files]
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
        self._line, self._inbox = ours, Inbox()
        asyncio.get_running_loop().add_reader(ours.fileno(), self._hear)

    @property
    def seedbed(self) -> int | None:
        """The number of the process that holds the graph."""
        return self._process.pid if self._process is not None else None

    def fill(self) -> None:
        """Order workers until as many live, or are under way, as are wanted."""
        while self._line is not None and self._loaded:
            if len(self.workers) + len(self._ordered) >= self.count:
                return
            ours, theirs = socket.socketpair()
            ours.setblocking(False)
            self._orders += 1
            self._ordered[self._orders] = ours
            asyncio.get_running_loop().call_later(_SLOW, self._drop, self._orders)
            with theirs:
                try:
                    data = packed({"fork": self._orders}, files=1)
                    socket.send_fds(self._line, [data], [theirs.fileno()])
                except OSError:
                    self._drop(self._orders)
                    return

    def end(self, worker: Worker) -> None:
        """End a worker at once, and order another one for it."""
        known = self.workers.pop(worker.pid, None)
        worker.close()
        if known is not None and self._line is not None:
            with suppress(OSError):
                self._line.send(packed({"end": worker.pid}))
        self.fill()

    async def stop(self) -> None:
        """End all: the seedbed sees the end of its line, and ends its workers."""
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None
        self._close()
        process, self._process = self._process, None
        if process is not None:
            await asyncio.to_thread(_bury, process)

    def _close(self) -> None:
        self.staffed.clear()
        self._loaded = False
        workers, self.workers, self._known = self.workers, {}, {}
        for worker in workers.values():
            worker.close()
            self._lose(worker)
        for number in list(self._ordered):
            self._drop(number)
        if self._line is not None:
            asyncio.get_running_loop().remove_reader(self._line.fileno())
            self._line.close()
            self._line = None

    def _drop(self, number: int) -> None:
        line = self._ordered.pop(number, None)
        if line is not None:
            line.close()

    def _forget(self, worker: Worker) -> None:
        """Take note that a worker ended of itself, and order another one."""
        if self.workers.pop(worker.pid, None) is not None:
            self._lose(worker)
            self.fill()

    def _hear(self) -> None:
        try:
            message = self._inbox.read(self._line) if self._line else None
        except BlockingIOError:
            return
        except (EOFError, OSError):
            self._begin_again()
            return
        while message is not None:
            self._take_in(message.head)
            message = self._inbox.next()

    def _take_in(self, said: dict[str, Any]) -> None:
        if "loaded" in said:
            self._loaded = True
            self._rest = _REST
            self.fill()
        elif "forked" in said:
            line = self._ordered.pop(said["number"], None)
            if line is not None:
                worker = Worker(said["forked"], line, self._forget)
                self.workers[worker.pid] = self._known[worker.pid] = worker
                self._arrive(worker)
                if len(self.workers) >= self.count:
                    self.staffed.set()
        elif "ended" in said:
            ended = self._known.pop(said["ended"], None)
            if ended is not None and not ended.status.done():
                ended.status.set_result(said["status"])
        elif "number" in said:
            self._drop(said["number"])

    def _begin_again(self) -> None:
        """Start another seedbed for one that ended; a while later each time it fails."""
        workers = list(self.workers)
        self._close()
        for pid in workers:  # where the system does not end them with their parent
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        loop = asyncio.get_running_loop()
        if self._process is not None:
            loop.run_in_executor(None, _bury, self._process)
        self._resting = loop.call_later(self._rest, self._launch)
        self._rest = min(self._rest * 2, _LONG_REST)


def _close_file(reply: asyncio.Future[Message]) -> None:
    """Close the file of a reply that nobody takes any more."""
    if reply.done() and not reply.cancelled() and reply.exception() is None:
        file = reply.result().file
        if file is not None:
            os.close(file)


def _bury(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
