"""What the graph knows by name: things, drafts with their symbols, provisions with numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from treatygraph.asker import Asker, Source
from treatygraph.plainwords.tokens import split

if TYPE_CHECKING:
    from treatygraph.plainwords.phrasebook import Phrasebook

__all__ = ["KnownDraft", "KnownNames", "Thing", "known_names"]


_KINDS = {
    "Treaty": "treaty",
    "Instrument": "instrument",
    "Stakeholder": "organisation",
    "Lineage": "lineage",
    "ChapterRole": "role",
    "Safeguard": "concept",
    "Crime": "concept",
    "Power": "concept",
    "CooperationMeasure": "concept",
    "Session": "session",
    "Recommendation": "recommendation",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a sentence can name: its kind as a slot, its key, its name for people."""

    kind: str
    key: str
    label: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class KnownDraft:
    """A draft as sentences name it; `weight` is how many of its articles are known."""

    iri: str
    key: str
    label: str
    weight: int
    negotiated: bool


@dataclass(slots=True)
class KnownNames:
    """Names → things; drafts, oldest first; provisions → lineage; chapters → role."""

    #: First word → (all words, thing, weak); the longest first.
    names: dict[str, list[tuple[tuple[str, ...], Thing, bool]]] = field(default_factory=dict)
    drafts: list[KnownDraft] = field(default_factory=list)
    symbols: dict[str, str] = field(default_factory=dict)
    lineages: dict[tuple[str, str], str] = field(default_factory=dict)
    roles: dict[tuple[str, str], str] = field(default_factory=dict)
    provisions: dict[str, set[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def default_draft(self) -> str:
        """The first negotiated draft about as well known as the best known one."""
        ours = [d for d in self.drafts if d.negotiated and d.weight]
        most = max((d.weight for d in ours), default=0)
        return next((d.key for d in ours if 2 * d.weight >= most), "")

    @property
    def last_draft(self) -> str:
        """The latest negotiated draft of which articles are known."""
        ours = [d.key for d in self.drafts if d.negotiated and d.weight]
        return ours[-1] if ours else ""

    def position(self, draft: str) -> int:
        """Return the place of a draft in time."""
        return next((i for i, d in enumerate(self.drafts) if d.key == draft), -1)

    def known(self, draft: str, path: str) -> bool:
        """Return whether a draft is known to have a provision."""
        return path in self.provisions.get(draft, set())

    def lineage_at(self, draft: str, path: str) -> str:
        """Return the lineage of a provision, or of the article that it stands in."""
        while path:
            if (draft, path) in self.lineages:
                return self.lineages[draft, path]
            path = path.rpartition("/")[0]
        return ""

    def well_known(self) -> list[str]:
        """Return the negotiated drafts, the default first, then those known best."""
        first = self.default_draft
        ours = [d for d in self.drafts if d.negotiated and d.weight]
        return [d.key for d in sorted(ours, key=lambda d: (d.key != first, -d.weight))]


def known_names(graph: Source, book: Phrasebook) -> KnownNames:
    """Return what a graph knows by name, with the further names of the phrasebook."""
    asker, found = Asker.of(graph), KnownNames()
    keys = _add_drafts(found, asker)
    things = {f"draft/{d.key}": Thing("draft", d.key, d.label) for d in found.drafts}
    states = {iri for (iri,) in asker.texts("stakeholders/states")}
    ours = {d.iri.rsplit("/", 2)[1] for d in found.drafts if d.negotiated}
    for kind, iri, name, label in asker.texts("things/names"):
        thing = _thing(kind, iri, label, states)
        known = things.setdefault(f"{_named(thing)}/{thing.key}", thing)
        if known.kind == "instrument" and known.key in ours:
            continue
        if known.kind != "recommendation":
            _add_name(found, name, known, weak=known.key in ours)
        if known.kind in ("lineage", "recommendation"):
            _add_name(found, known.key, known)
    for draft in found.drafts:
        _add_draft_names(found, things[f"draft/{draft.key}"])
    for key, names in book.names.items():
        if key in things:
            for said in names:
                weak = said.startswith("~") or things[key].key in ours
                _add_name(found, said.lstrip("~"), things[key], weak=weak)
    _add_provisions(found, asker, keys)
    for entries in found.names.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    found.labels = {key: thing.label for key, thing in things.items()}
    return found


def _named(thing: Thing) -> str:
    if thing.kind == "concept":
        return f"concept/{thing.scheme}"
    return "stakeholder" if thing.kind in ("state", "organisation") else thing.kind


def _add_drafts(found: KnownNames, asker: Asker) -> dict[str, str]:
    keys: dict[str, str] = {}
    for draft in sorted(asker.drafts, key=lambda d: (not d.negotiated, d.date, d.iri)):
        keys[draft.iri] = draft.local if draft.negotiated else draft.key
        known = KnownDraft(draft.iri, keys[draft.iri], draft.name, draft.articles, draft.negotiated)
        found.drafts.append(known)
    for iri, symbol in asker.texts("drafts/symbols"):
        found.symbols["".join(symbol.split()).lower()] = keys[iri]
    return keys


def _add_draft_names(found: KnownNames, thing: Thing) -> None:
    if "/" in thing.key:
        return
    words = thing.key.split("-")
    _add_name(found, " ".join(words), thing)
    _add_name(found, "".join(words), thing)


def _thing(kind: str, iri: str, name: str, states: set[str]) -> Thing:
    slot = _KINDS[kind.rpartition("#")[2]]
    if slot == "organisation" and iri in states:
        slot = "state"
    scheme = iri.partition("/scheme/")[2].partition("/")[0]
    return Thing(slot, iri.rpartition("/")[2], name, scheme)


def _add_name(found: KnownNames, name: str, thing: Thing, *, weak: bool = False) -> None:
    words = tuple(split(name))
    if not words or (len(words) == 1 and len(words[0]) < 2):
        return
    entry = (words, thing, weak)
    entries = found.names.setdefault(words[0], [])
    if entry not in entries:
        entries.append(entry)


def _add_provisions(found: KnownNames, asker: Asker, keys: dict[str, str]) -> None:
    for draft, path, lineage, role in asker.texts("provisions/keys"):
        key = keys.get(draft, "")
        found.provisions.setdefault(key, set()).add(path)
        if lineage:
            found.lineages.setdefault((key, path), lineage.rpartition("/")[2])
        if role:
            found.roles[key, path] = role.rpartition("/")[2]
