"""What the server serves: the graph in memory, the engine for strangers, the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from treatygraph.drafts import default_draft
from treatygraph.draw.node_kinds import last_words
from treatygraph.draw.wording import name_of
from treatygraph.http.engine import Engine
from treatygraph.http.kept import Memory
from treatygraph.http.protocol import Endpoint
from treatygraph.http.published import Published, newest, open_published
from treatygraph.http.worker import Limits
from treatygraph.iris import ONTOLOGY, Minter, default_minter
from treatygraph.languages import ENGLISH, spoken

if TYPE_CHECKING:
    from pyoxigraph import Store

    from treatygraph.asker import Given
    from treatygraph.drafts import Draft
    from treatygraph.travaux import Travaux

__all__ = ["Newest", "Row", "Site", "open_site"]

T = TypeVar("T")

#: One row of an answer: variable → text of the term; unbound variables are absent.
Row = dict[str, str]


@dataclass(frozen=True)
class Site:
    """One graph, opened for reading; pages ask it with `rows`.

    `digest` marks its content, `published` says where it lies and since when.
    """

    store: Store
    digest: str
    engine: Engine
    endpoint: Endpoint
    minter: Minter
    published: Published | None = None
    #: Whether its pages are written as files, where only some addresses have one.
    still: bool = False
    #: Where such files will stand, for preview cards; empty where nobody knows.
    address: str = ""
    memory: Memory = field(default_factory=Memory)
    cache: dict[Any, Any] = field(default_factory=dict)
    locks: dict[Any, RLock] = field(default_factory=dict)

    @property
    def since(self) -> str:
        """When the graph was published, in UTC; empty for a graph that was not."""
        return self.published.since if self.published else ""

    async def close(self) -> None:
        """End the workers and let the graph go."""
        await self.engine.stop()
        if self.published is not None:
            self.published.close()

    @cached_property
    def asked(self) -> Travaux:
        """What asks this graph, for pages, questions, pictures and assessments alike."""
        from treatygraph.store import OxigraphStore
        from treatygraph.travaux import Travaux

        return Travaux(OxigraphStore(self.store), self.minter)

    @property
    def drafts(self) -> list[Draft]:
        """All drafts, those of treaties under negotiation first, oldest first."""
        return self.asked.drafts

    def draft(self, name: str | None = None) -> Draft:
        """Return the draft of a name; without one, the first that is known about best."""
        return self.asked.draft(name) if name else default_draft(self.asked)

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once: the graph does not change while it is served."""
        if key not in self.cache:
            with self.locks.setdefault(key, RLock()):
                if key not in self.cache:
                    self.cache[key] = make()
        found: T = self.cache[key]
        return found

    def once_spoken(self, key: Any, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once in each language."""
        return self.once(key if spoken() == ENGLISH else (spoken(), key), make)

    def label(self, iri: str) -> str:
        """Return the name of a thing for people."""
        labels = self.once("labels", self._labels)
        return name_of(self.asked, iri, labels.get(iri) or last_words(iri))

    def _labels(self) -> dict[str, str]:
        found = {
            row["to"]: f"{row['label']} ({row['dataset']})" for row in self.rows("things/linked")
        }
        return found | {row["thing"]: row["label"] for row in self.rows("things/labels")}

    def href(self, iri: str) -> str:
        """Return the address of a thing's page on this server."""
        if iri.startswith(ONTOLOGY):
            return f"/ontology#{quote(iri[len(ONTOLOGY) :])}"
        if iri == ONTOLOGY[:-1]:
            return "/ontology"
        if self.minter.parse(iri):
            return f"/page/{iri[len(self.minter.base) :]}"
        return f"/describe?iri={quote(iri, safe='')}"

    def rows(
        self, query: str, terms: Mapping[str, Given] | None = None, /, **given: Given
    ) -> list[Row]:
        """Answer a query of our own with rows; keyword arguments bind IRIs."""
        return self.asked.records(query, terms, **given)


def open_site(
    files: Sequence[Path],
    *,
    limits: Limits | None = None,
    workers: int = 2,
    minter: Minter | None = None,
    published: Published | None = None,
) -> Site:
    """Load the N-Quads files and return what serves them; the engine is not started yet."""
    from pyoxigraph import RdfFormat, Store

    from treatygraph.store.manifest import must_match

    store = Store()
    mark = sha256()
    for file in files:
        mark.update(file.read_bytes())
        must_match(file)
        store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    limits = limits or Limits()
    engine = Engine(files, workers=workers, memory=limits.memory)
    digest = mark.hexdigest()[:16]
    minter = minter or default_minter()
    endpoint = Endpoint(engine, digest=digest, limits=limits, base=minter.base)
    return Site(store, digest, engine, endpoint, minter, published)


class Newest:
    """Opens the graph that was published last, and again where a newer one is there."""

    def __init__(self, *, limits: Limits | None = None, workers: int = 2) -> None:
        self.limits, self.workers = limits, workers
        self._seen = ""

    def open(self) -> Site:
        """Return what serves the newest graph; its workers are not started yet."""
        self._seen = newest()
        published = open_published()
        try:
            return open_site(
                published.files, limits=self.limits, workers=self.workers, published=published
            )
        except BaseException:
            published.close()
            raise

    def follow(self, site: Site) -> Site | None:
        """Return what serves a newer graph than a site does, or None where there is none."""
        now = newest()
        if now in ("", self._seen):
            return None
        newer = self.open()
        if newer.digest != site.digest:
            return newer
        if newer.published is not None:
            newer.published.close()
        return None
