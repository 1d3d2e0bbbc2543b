"""Which graph answers: the newest one, taken up whole, between requests.

Promise: a request is answered by one graph from its beginning to its end; the newer graph
answers only once it is loaded and its workers are there, so that no request waits for it or
is lost; the older one is let go when the last request that it answers has ended.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from treatygraph.errors import TreatyGraphError

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["Answered", "Succession"]

#: Seconds between two looks at whether a newer graph was published.
LOOK = 1.0
#: mallopt(3): how many heaps threads share; glibc's own choice is eight for each core.
_ARENA_MAX, _ARENAS = -8, 2


class Succession:
    """The site that answers now, and those before it that still answer somebody."""

    def __init__(self, site: Site, follow: Callable[[Site], Site | None] | None = None) -> None:
        self.site = site
        self._follow = follow
        self._readers: dict[int, int] = {}
        self._old: dict[int, Site] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def enter(self) -> Site:
        """Return the site that answers a request which begins now."""
        site = self.site
        self._readers[id(site)] = self._readers.get(id(site), 0) + 1
        return site

    def leave(self, site: Site) -> None:
        """Take note that a request has ended; an old site goes with its last one."""
        left = self._readers[id(site)] - 1
        self._readers[id(site)] = left
        if left == 0:
            del self._readers[id(site)]
            if id(site) in self._old:
                self._let_go(site)

    def begin(self, warm: Callable[[Site], None]) -> None:
        """Watch for a newer graph, in a running loop; `warm` readies a site's pages."""
        _hold_arenas()
        _settle()
        if self._follow is not None:
            self._spawn(self._watch(self._follow, warm))

    async def end(self) -> None:
        """End the watch and all sites."""
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for site in (self.site, *self._old.values()):
            await site.close()
        self._old.clear()
        gc.unfreeze()

    async def _watch(
        self, follow: Callable[[Site], Site | None], warm: Callable[[Site], None]
    ) -> None:
        while True:
            await asyncio.sleep(LOOK)
            try:
                newer = await asyncio.to_thread(follow, self.site)
                if newer is not None:
                    await self._take_up(newer, warm)
            except (TreatyGraphError, OSError, SyntaxError) as error:
                logging.getLogger("uvicorn.error").warning(
                    "the newer graph is not served: %s", error
                )

    async def _take_up(self, newer: Site, warm: Callable[[Site], None]) -> None:
        newer.engine.start()
        try:
            await asyncio.to_thread(warm, newer)
            ready = await newer.engine.ready()
        except BaseException:
            await newer.close()
            raise
        if not ready:
            await newer.close()
            return
        older, self.site = self.site, newer
        if id(older) in self._readers:
            self._old[id(older)] = older
        else:
            self._let_go(older)

    def _let_go(self, site: Site) -> None:
        self._old.pop(id(site), None)
        self._spawn(_close(site))

    def _spawn(self, work: object) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)  # type: ignore[arg-type]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _close(site: Site) -> None:
    """Close a site and give its memory back to the system."""
    await site.close()
    del site
    await asyncio.to_thread(_trim)


def _settle() -> None:
    """Collect what is gone, and leave what stays out of later collections.

    A collection of everything holds all requests up; what a site is made of stays anyway.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _trim() -> None:
    _settle()
    with suppress(AttributeError, OSError):  # glibc keeps what was freed in other threads
        ctypes.CDLL(None).malloc_trim(0)


def _hold_arenas() -> None:
    """Have glibc serve all threads from few heaps, each of which keeps holes of its own."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


class Answered:
    """Gives each request the site that answers it, for as long as the answer takes."""

    def __init__(self, app: ASGIApp, succession: Succession) -> None:
        self.app, self.succession = app, succession

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request from one site."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        site = self.succession.enter()
        try:
            await self.app({**scope, "site": site}, receive, send)
        finally:
            self.succession.leave(site)
