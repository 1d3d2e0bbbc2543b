"""Two drafts of a treaty compared by lineage, so that a new number is no new thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from treatygraph.asker import Source
from treatygraph.assess.check_kinds import MODALITIES
from treatygraph.assess.citing import stale_between
from treatygraph.assess.staleness import Stale
from treatygraph.assess.words import changed_words, moved_parts
from treatygraph.bases import BASES
from treatygraph.table import Table
from treatygraph.travaux import Travaux

__all__ = ["Change", "compare", "differences"]


#: Whether any words of a draft are loaded.
_HAS_TEXT = "ASK { ?part tg:inDraft ?draft ; tg:text ?text }"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one lineage; `lineage` is its IRI, `before` and `after` are for people."""

    lineage: str
    kind: str
    before: str = ""
    after: str = ""
    detail: str = ""


@dataclass(slots=True)
class _Side:
    """What one draft has, by lineage."""

    complete: bool
    by_lexicon: bool = False
    members: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    references: dict[str, dict[str, str]] = field(default_factory=dict)
    safeguards: dict[str, dict[str, str]] = field(default_factory=dict)
    stale: dict[str, dict[tuple[str, str], Stale]] = field(default_factory=dict)
    unread: dict[str, set[str]] = field(default_factory=dict)

    def knows(self, lineage: str, aspect: str) -> bool:
        """Whether every provision of a lineage was read for references or mentions."""
        return aspect not in self.unread.get(lineage, ())

    def units(self, lineage: str) -> list[tuple[str, str]]:
        """Return number and text of each paragraph of a lineage's provisions, in order."""
        return [unit for p in self.members.get(lineage, ()) for unit in self.parts.get(p, ())]

    def shown(self, lineage: str) -> str:
        """Return the numbers of a lineage's provisions."""
        return ", ".join(self.numbers.get(p, "") for p in self.members.get(lineage, ()))


def compare(graph: Source, before: str, after: str) -> Table:
    """Return what changed between two drafts, one row per change, in order of the later."""
    travaux = Travaux.of(graph)
    found = differences(travaux, before, after)
    rows = tuple((travaux.name(c.lineage), c.kind, c.before, c.after, c.detail) for c in found)
    notes = tuple(_notes(travaux, before, after))
    columns = ("lineage", "change", "before", "after", "detail")
    return Table(columns, rows, f"From {before} to {after}", notes)


def _notes(travaux: Travaux, before: str, after: str) -> Iterator[str]:
    """Yield what a reader has to know of two drafts to judge their changes."""
    named = {before: travaux.draft(before).iri, after: travaux.draft(after).iri}
    silent = [key for key, draft in named.items() if not travaux.holds(_HAS_TEXT, draft=draft)]
    if silent:
        yield f"No text is loaded of {', '.join(silent)}: words were not compared."
    for key, draft in named.items():
        if draft not in travaux.complete:
            yield f"The outline of {key} is not complete: what is missing may be there."
        held = Counter(
            travaux.basis.get(p, "") for p, (owner, _) in travaux.keys.items() if owner == draft
        )
        if set(held) - {"official-text"}:
            counts = ", ".join(f"{held[basis]} {basis}" for basis in BASES if held[basis])
            yield f"Provisions of {key} by basis: {counts}."
        if draft in travaux.by_lexicon:
            yield f"Safeguards of {key} were found by a lexicon, which can miss some."
        if travaux.unmatched.get(draft):
            yield (
                f"{travaux.unmatched[draft]} articles of {key} are in no lineage yet and were not "
                "compared: `treatygraph match` proposes some."
            )
    order = travaux.drafts_of(travaux.by_iri[named[before]].treaty_key)
    if order.index(named[before]) > order.index(named[after]):
        yield f"{before} is the later of the two: read the changes backwards."


def differences(graph: Source, before: str, after: str) -> list[Change]:
    """Return the changes between two drafts of one treaty as records."""
    travaux = Travaux.of(graph)
    old, new = travaux.pair(before, after)
    first, second = _side(travaux, old), _side(travaux, new)
    for found in stale_between(travaux, old, new):
        for lineage in travaux.lineages_of(found.cited.article):
            second.stale.setdefault(lineage, {})[found.cited.number, found.meant] = found
    order = {lineage: i for i, lineage in enumerate(_ordered(travaux, first, second))}
    changes = [change for lineage in order for change in _changes(travaux, lineage, first, second)]
    return changes


def _ordered(travaux: Travaux, first: _Side, second: _Side) -> list[str]:
    def place(lineage: str) -> tuple[int, int, str]:
        side = second if lineage in second.members else first
        return (
            min(travaux.orders.get(p, 0) for p in side.members[lineage]),
            int(side is first),
            lineage,
        )

    return sorted({*first.members, *second.members}, key=place)


def _side(travaux: Travaux, draft: str) -> _Side:
    side = _Side(
        complete=travaux.knows_all(draft),
        by_lexicon=draft in travaux.by_lexicon,
        parts=travaux.paragraphs(draft),
    )

    for lineage, provision, number, heading, role in travaux.texts("compare/members", draft=draft):
        if provision in travaux.deleted:
            continue
        members = side.members.setdefault(lineage, [])
        if provision not in members:
            members.append(provision)
        side.numbers[provision] = number
        side.headings.setdefault(provision, heading)
        side.roles[provision] = role.rpartition("/")[2]
    for members in side.members.values():
        members.sort(key=travaux.order)
    for lineage, target, number in travaux.texts("compare/references", draft=draft):
        if lineage != target:
            side.references.setdefault(lineage, {})[target] = number
    for lineage, safeguard, modality in travaux.texts("compare/safeguards", draft=draft):
        strongest = side.safeguards.setdefault(lineage, {})
        if MODALITIES.get(modality, 0) >= MODALITIES.get(strongest.get(safeguard, ""), 0):
            strongest[safeguard] = modality
    for lineage, _, references, mentions in travaux.texts("compare/read", draft=draft):
        missing = side.unread.setdefault(lineage, set())
        missing.update({"references"} if references != "true" else ())
        missing.update({"mentions"} if mentions != "true" else ())
    return side


def _changes(travaux: Travaux, lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    old, new = first.members.get(lineage, []), second.members.get(lineage, [])
    if not old or not new:
        yield from _come_or_gone(lineage, first, second)
        return
    yield from _structure(lineage, first, second)
    headings = [first.headings[p] for p in old], [second.headings[p] for p in new]
    if headings[0] != headings[1]:
        yield Change(lineage, "heading", "; ".join(headings[0]), "; ".join(headings[1]))
    yield from _references(travaux, lineage, first, second)
    yield from _safeguards(lineage, first, second)
    yield from _words(lineage, first, second)


def _words(lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    """Yield paragraphs that moved within, and the words that changed in the rest."""
    old, new = first.units(lineage), second.units(lineage)
    if not old or not new:
        return
    moved = moved_parts([text for _, text in old], [text for _, text in new])
    for i, j in moved:
        detail = changed_words(old[i][1], new[j][1])
        yield Change(lineage, "paragraph moved", old[i][0], new[j][0], detail)
    gone = [{i for i, _ in moved}, {j for _, j in moved}]
    text = [
        " ".join(text for n, (_, text) in enumerate(side) if n not in left)
        for side, left in zip((old, new), gone, strict=True)
    ]
    changed = changed_words(*text)
    if changed:
        yield Change(lineage, "words", first.shown(lineage), second.shown(lineage), changed)


def _come_or_gone(lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    if lineage in first.members:
        kind = "dropped" if second.complete else "not registered"
        yield Change(lineage, kind, before=first.shown(lineage))
    else:
        kind = "new" if first.complete else "first registered"
        yield Change(lineage, kind, after=second.shown(lineage))


def _structure(lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    old, new = first.members[lineage], second.members[lineage]
    before, after = first.shown(lineage), second.shown(lineage)
    roles = [
        ", ".join(dict.fromkeys(filter(None, (side.roles[p] for p in members))))
        for side, members in ((first, old), (second, new))
    ]
    if roles[0] != roles[1] and all(roles):
        yield Change(lineage, "moved", before, after, f"from {roles[0]} to {roles[1]}")
    was, now = len(_sharing(lineage, first)) > 1, len(_sharing(lineage, second)) > 1
    if len(new) > len(old) or (was and not now):
        yield Change(lineage, "split", before, after)
    if len(new) < len(old) or (now and not was):
        yield Change(lineage, "joined", before, after)
    if len(old) == len(new) and before != after:
        yield Change(lineage, "renumbered", before, after)


def _sharing(lineage: str, side: _Side) -> list[str]:
    mine = set(side.members[lineage])
    return [other for other, members in side.members.items() if mine & set(members)]


def _references(travaux: Travaux, lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    old, new = first.references.get(lineage, {}), second.references.get(lineage, {})
    gained = "gained" if first.knows(lineage, "references") else "first stated"
    lost = "lost" if second.knows(lineage, "references") else "no longer stated"
    kept: set[str] = set()
    for found in second.stale.get(lineage, {}).values():
        number = found.cited.number
        kept.add(number)
        was, now = _plainly(travaux, found.meant), _plainly(travaux, found.now)
        detail = f"article {number} was {was} and is {f'now {now}' if now else 'not there now'}"
        yield Change(lineage, "stale reference", number, number, detail)
    for target in sorted(new.keys() - old.keys()):
        if new[target] not in kept:
            yield Change(lineage, f"reference {gained}", "", new[target], travaux.name(target))
    for target in sorted(old.keys() - new.keys()):
        if old[target] not in kept:
            yield Change(lineage, f"reference {lost}", old[target], "", travaux.name(target))


def _plainly(travaux: Travaux, article: str) -> str:
    """Return what an article is called: its lineage's name, else its heading."""
    if not article:
        return ""
    named = travaux.lineages_of(article)
    return (
        (travaux.names[named[0]] if named else "")
        or travaux.name(article).partition(". ")[2]
        or travaux.name(article)
    )


def _safeguards(lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    old, new = first.safeguards.get(lineage, {}), second.safeguards.get(lineage, {})
    gained = "gained" if first.knows(lineage, "mentions") else "first stated"
    lost = "lost" if second.knows(lineage, "mentions") else "no longer stated"
    if gained == "gained" and first.by_lexicon:
        gained = "first found"
    if lost == "lost" and second.by_lexicon:
        lost = "no longer found"
    for safeguard in sorted({*old, *new}):
        name = safeguard.rpartition("/")[2]
        before, after = old.get(safeguard, ""), new.get(safeguard, "")
        if safeguard not in old:
            yield Change(lineage, f"safeguard {gained}", "", after, name)
        elif safeguard not in new:
            yield Change(lineage, f"safeguard {lost}", before, "", name)
        elif before != after:
            yield Change(lineage, f"safeguard {_shift(before, after)}", before, after, name)


def _shift(before: str, after: str) -> str:
    """Return in one word how the modality of a safeguard changed.

    >>> _shift("should", "shall"), _shift("shall-consider", "as-appropriate")
    ('strengthened', 'reworded')
    """
    if not before or not after:
        return "modality first stated" if after else "modality no longer stated"
    ranks = MODALITIES.get(before, 0), MODALITIES.get(after, 0)
    if ranks[0] == ranks[1]:
        return "reworded"
    return "strengthened" if ranks[1] > ranks[0] else "weakened"
