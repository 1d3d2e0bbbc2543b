"""The drafts of the treaties of a graph, and which of them a person means.

Promise: whatever names a draft (a key, `treaty/key`, a symbol, a printed name, an IRI) is
understood here, in one way for commands, pages, questions and Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from treatygraph.errors import UsageError
from treatygraph.nearest import nearest
from treatygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from treatygraph.asker import Asker

__all__ = ["Draft", "all_drafts", "default_draft", "drafts_of", "find_draft", "short_name"]


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft: `key` is `treaty/key`, `local` the key within its treaty."""

    iri: str
    local: str
    name: str
    date: str
    treaty: str
    treaty_name: str
    negotiated: bool
    counts: Callable[[], Mapping[str, str]] = field(repr=False, compare=False)
    symbols: Callable[[], Mapping[str, str]] = field(repr=False, compare=False)

    @property
    def symbol(self) -> str:
        """The symbol of its document, empty where none is known; read when first needed."""
        return self.symbols().get(self.iri, "")

    @property
    def articles(self) -> int:
        """How many of its articles are known; counted when first needed."""
        return int(self.counts().get(self.iri, 0))

    @property
    def treaty_key(self) -> str:
        """The key of its treaty."""
        return self.treaty.rpartition("/")[2]

    @property
    def key(self) -> str:
        """The key with that of its treaty, which names it among all drafts."""
        return f"{self.treaty_key}/{self.local}"

    @property
    def short(self) -> str:
        """The name for narrow places: `zero draft`, `Rev.1`; of a model, its treaty."""
        words = short_name(self.local, self.symbol)
        return words if self.negotiated else f"{self.treaty_name} ({words})"

    @property
    def label(self) -> str:
        """The name with the date, as lists show it."""
        when = f" ({self.date})" if self.date else ""
        return f"{self.treaty_name}: {self.name}{when}" if not self.negotiated else self.name + when


def short_name(key: str, symbol: str) -> str:
    """Return what a draft is called in narrow places: the words of its key, or its symbol.

    A key with a number in it is an abbreviation: then the last part of the symbol stands
    where it says the same, and else the whole of it.

    >>> short_name("zero-draft", "A/AC.291/22"), short_name("l-15", "A/AC.291/L.15")
    ('zero draft', 'L.15')
    >>> short_name("cnd-1", "A/AC.291/16"), short_name("rev-1", "")
    ('A/AC.291/16', 'rev 1')
    """
    if not symbol or not any(c.isdigit() for c in key):
        return key.replace("-", " ")
    last = symbol.rpartition("/")[2]
    same = "".join(filter(str.isalnum, last.casefold())) == "".join(filter(str.isalnum, key))
    return last if same else symbol


def all_drafts(asker: Asker) -> list[Draft]:
    """Return all drafts, those of treaties under negotiation first, oldest first."""
    return asker.once("drafts", lambda: _load(asker))


def _load(asker: Asker) -> list[Draft]:
    def counts() -> Mapping[str, str]:
        return asker.once("articles", lambda: asker.mapping("drafts/articles"))

    def symbols() -> Mapping[str, str]:
        return asker.once("symbols", lambda: asker.mapping("drafts/symbols"))

    return [
        Draft(
            iri, key, name, date, treaty or iri.rpartition("/")[0], treaty_name,
            negotiated == "true", counts, symbols,
        )
        for iri, name, key, date, treaty, treaty_name, negotiated in asker.texts("drafts/all")
    ]  # fmt: skip


def drafts_of(asker: Asker, treaty: str) -> list[Draft]:
    """Return the drafts of one treaty, given by key or IRI, oldest first."""
    return [d for d in all_drafts(asker) if treaty in (d.treaty, d.treaty_key)]


def find_draft(asker: Asker, name: str) -> Draft:
    """Return the draft that a name means; one under negotiation before a model's."""
    drafts = all_drafts(asker)
    found = [d for d in drafts if name in (d.iri, d.key, d.local)]
    if not found:
        wanted = _folded(name)
        found = [d for d in drafts if wanted in _names(asker, d)]
    if len(found) > 1:
        found = [d for d in found if d.negotiated] or found
    if len(found) > 1:
        found = [d for d in found if len(drafts_of(asker, d.treaty)) > 1] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"Several treaties have a draft {name!r}.",
            expected="one of " + ", ".join(draft.key for draft in found),
        )
    keys = [d.local if d.negotiated else d.key for d in drafts]
    raise UsageError(
        f"There is no draft {name!r}.",
        expected=f"one of {', '.join(nearest(name, keys, most=len(keys)))}" if keys else "",
        remedy="a key, a symbol, a name or an IRI will do",
    )


def _names(asker: Asker, draft: Draft) -> set[str]:
    """Return what else a draft is called, without case and blanks."""
    symbols = [symbol for iri, symbol in asker.texts("drafts/symbols") if iri == draft.iri]
    prefixed = [
        f"{prefix}:{draft.iri[len(space) :]}"
        for prefix, space in PREFIXES.items()
        if draft.iri.startswith(space)
    ]
    spoken = draft.local.replace("-", " ")
    return {
        _folded(said) for said in (draft.local, draft.key, draft.name, spoken, *symbols, *prefixed)
    }


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def default_draft(asker: Asker) -> Draft:
    """Return the first draft of which about as many articles are known as of any.

    Treaties under negotiation come first.
    """
    drafts = all_drafts(asker)
    most = max((draft.articles for draft in drafts if draft.negotiated), default=0)
    for draft in drafts:
        if draft.articles and 2 * draft.articles >= most:
            return draft
    raise UsageError("The graph holds no draft with articles.", remedy="run `treatygraph build`")
