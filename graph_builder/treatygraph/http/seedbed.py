"""The process that holds a graph in memory and forks workers from it.

A worker that is forked has the graph at once and shares its memory, so that ending one
costs milliseconds.  Promise: when the server ends, in whatever way, this process sees the
end of its socket, ends every worker, and ends.  Started as `python -m
treatygraph.http.seedbed SOCKET MEMORY FILE …` by the engine.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from select import select
from typing import TYPE_CHECKING

from treatygraph.http.wire import Inbox, Message, send
from treatygraph.http.worker import confine, work
from treatygraph.lifetime import end_with

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Seedbed", "main"]


class Seedbed:
    """Forks workers on demand, ends them on demand, and says when one has ended."""

    def __init__(self, server: socket.socket, store: Store, memory: int) -> None:
        self.server, self.store, self.memory = server, store, memory
        self.living: set[int] = set()
        self.inbox = Inbox()

    def run(self) -> None:
        """Serve until the server is gone, then end every worker."""
        wake, waker = socket.socketpair()
        wake.setblocking(False)
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            while True:
                ready, _, _ = select([self.server, wake], [], [])
                if wake in ready:
                    wake.recv(4096)
                    self._bury()
                if self.server in ready:
                    self._hear()
        except (EOFError, OSError):
            signal.set_wakeup_fd(-1)
            for pid in self.living:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def _hear(self) -> None:
        message = self.inbox.read(self.server)
        while message is not None:
            if "end" in message.head:
                self._end(message.head["end"])
            else:
                self._fork(message)
            message = self.inbox.next()

    def _end(self, pid: int) -> None:
        if pid in self.living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _fork(self, message: Message) -> None:
        if message.file is None:
            return
        with socket.socket(fileno=message.file) as line:
            try:
                pid = os.fork()
            except OSError as error:
                send(self.server, {"failed": str(error), "number": message.head["fork"]})
                return
            if pid == 0:
                self._become_worker(line)
            self.living.add(pid)
            send(self.server, {"forked": pid, "number": message.head["fork"]})

    def _become_worker(self, line: socket.socket) -> None:
        """Work until the line ends; never return into the seedbed's own course."""
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            end_with(os.getppid())
            self.server.close()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the engine's last words when it aborts
            confine(self.memory)
            work(line, self.store)
        finally:
            os._exit(0)

    def _bury(self) -> None:
        while self.living:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self.living.discard(pid)
            code = os.waitstatus_to_exitcode(status)
            send(self.server, {"ended": pid, "status": code})


def main(arguments: list[str]) -> None:
    """Load the files, say so, and fork workers until the server is gone."""
    from pyoxigraph import RdfFormat, Store

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    number, memory, *files = arguments
    server = socket.socket(fileno=int(number))
    try:
        store = Store()
        for file in files:
            store.bulk_load(path=file, format=RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as error:
        send(server, {"failed": str(error)})
        return
    gc.collect()
    gc.freeze()
    send(server, {"loaded": len(store)})
    Seedbed(server, store, int(memory)).run()


if __name__ == "__main__":
    main(sys.argv[1:])
