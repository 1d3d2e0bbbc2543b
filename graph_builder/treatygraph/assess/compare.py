"""Two drafts of a treaty compared by lineage, so that a new number is no new thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from treatygraph.assess.kinds import MODALITIES
from treatygraph.assess.matrix import find_draft, find_pair
from treatygraph.assess.words import changed_words
from treatygraph.assess.world import World
from treatygraph.mapping.triples import BASES
from treatygraph.store.base import Store
from treatygraph.table import Table

__all__ = ["Change", "compare", "differences"]

_MEMBERS = """
SELECT ?lineage ?provision ?number ?heading ?role
WHERE {
  ?provision tg:ofLineage ?lineage ; tg:inDraft ?draft .
  OPTIONAL { ?provision eli:number ?number }
  OPTIONAL { ?provision tg:heading ?heading . FILTER(LANG(?heading) IN ("en", "")) }
  OPTIONAL { ?provision tg:chapterRole ?role }
}
ORDER BY ?lineage ?provision ?heading
"""
_REFERENCES = """
SELECT DISTINCT ?lineage ?toLineage ?number
WHERE {
  ?reference tg:referenceFrom ?from ; tg:referenceTo ?to ; tg:inDraft ?draft .
  ?from eli:is_part_of* ?member .
  ?member tg:ofLineage ?lineage .
  ?to eli:is_part_of* ?target .
  ?target tg:ofLineage ?toLineage ; eli:number ?number .
}
ORDER BY ?lineage ?toLineage ?number
"""
_DANGLING = """
SELECT DISTINCT ?lineage ?place
WHERE {
  ?reference tg:referenceFrom ?from ; tg:targetPlace ?place ; tg:inDraft ?draft .
  FILTER NOT EXISTS { ?reference tg:referenceInstrument ?other }
  FILTER(STRSTARTS(?place, "art-"))
  ?from eli:is_part_of* ?member .
  ?member tg:ofLineage ?lineage .
}
ORDER BY ?lineage ?place
"""
_SAFEGUARDS = """
SELECT ?lineage ?safeguard ?modality
WHERE {
  ?mention tg:mentionIn ?part ; tg:mentionOf ?safeguard ; tg:inDraft ?draft .
  ?safeguard a tg:Safeguard .
  ?part eli:is_part_of* ?member .
  ?member tg:ofLineage ?lineage .
  OPTIONAL { ?mention tg:modality/skos:notation ?modality }
}
ORDER BY ?lineage ?safeguard ?modality
"""


_READ = """
SELECT ?lineage ?provision (BOUND(?read1) AS ?references) (BOUND(?read2) AS ?mentions)
WHERE {
  ?provision tg:ofLineage ?lineage ; tg:inDraft ?draft .
  OPTIONAL {
    SELECT DISTINCT ?provision ("yes" AS ?read1) WHERE {
      ?part1 tg:referencesRead true ; tg:inArticle ?in1 ; tg:inDraft ?draft .
      ?provision eli:is_part_of* ?part1 .
    }
  }
  OPTIONAL {
    SELECT DISTINCT ?provision ("yes" AS ?read2) WHERE {
      ?part2 tg:mentionsRead true ; tg:inArticle ?in2 ; tg:inDraft ?draft .
      ?provision eli:is_part_of* ?part2 .
    }
  }
}
ORDER BY ?lineage ?provision
"""


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
    texts: dict[str, str] = field(default_factory=dict)
    references: dict[str, dict[str, str]] = field(default_factory=dict)
    safeguards: dict[str, dict[str, str]] = field(default_factory=dict)
    dangling: dict[str, set[str]] = field(default_factory=dict)
    unread: dict[str, set[str]] = field(default_factory=dict)

    def knows(self, lineage: str, aspect: str) -> bool:
        """Whether every provision of a lineage was read for references or mentions."""
        return aspect not in self.unread.get(lineage, ())

    def shown(self, lineage: str) -> str:
        """Return the numbers of a lineage's provisions."""
        return ", ".join(self.numbers.get(p, "") for p in self.members.get(lineage, ()))


def compare(store: Store, before: str, after: str) -> Table:
    """Return what changed between two drafts, one row per change, in order of the later."""
    world = World.of(store)
    found = differences(store, before, after, world=world)
    rows = tuple((world.name(c.lineage), c.kind, c.before, c.after, c.detail) for c in found)
    notes = tuple(_notes(world, before, after))
    columns = ("lineage", "change", "before", "after", "detail")
    return Table(columns, rows, f"From {before} to {after}", notes)


def _notes(world: World, before: str, after: str) -> Iterator[str]:
    """Yield what a reader has to know of two drafts to judge their changes."""
    named = {before: find_draft(world, before), after: find_draft(world, after)}
    silent = [key for key, draft in named.items() if not _has_text(world.store, draft)]
    if silent:
        yield f"No text is loaded of {', '.join(silent)}: words were not compared."
    for key, draft in named.items():
        if draft not in world.complete:
            yield f"The outline of {key} is not complete: what is missing may be there."
        held = Counter(
            world.basis.get(p, "") for p, (owner, _) in world.keys.items() if owner == draft
        )
        if set(held) - {"official-text"}:
            counts = ", ".join(f"{held[basis]} {basis}" for basis in BASES if held[basis])
            yield f"Provisions of {key} by basis: {counts}."
        if draft in world.by_lexicon:
            yield f"Safeguards of {key} were found by a lexicon, which can miss some."
        if world.unmatched.get(draft):
            yield (
                f"{world.unmatched[draft]} articles of {key} are in no lineage yet and were not "
                "compared: `treatygraph match` proposes some."
            )
    order = world.drafts_of(world.drafts[named[before]][0])
    if order.index(named[before]) > order.index(named[after]):
        yield f"{before} is the later of the two: read the changes backwards."


def _has_text(store: Store, draft: str) -> bool:
    return store.ask(f"ASK {{ ?p tg:inDraft <{draft}> ; tg:text ?text }}")


def differences(
    store: Store, before: str, after: str, *, world: World | None = None
) -> list[Change]:
    """Return the changes between two drafts of one treaty as records."""
    world = world or World.of(store)
    old, new = find_pair(world, before, after)
    first, second = _side(world, old), _side(world, new)
    order = {lineage: i for i, lineage in enumerate(_ordered(world, first, second))}
    changes = [change for lineage in order for change in _changes(world, lineage, first, second)]
    return changes


def _ordered(world: World, first: _Side, second: _Side) -> list[str]:
    def place(lineage: str) -> tuple[int, int, str]:
        side = second if lineage in second.members else first
        return (
            min(world.orders.get(p, 0) for p in side.members[lineage]),
            int(side is first),
            lineage,
        )

    return sorted({*first.members, *second.members}, key=place)


def _side(world: World, draft: str) -> _Side:
    side = _Side(
        complete=world.knows_all(draft),
        by_lexicon=draft in world.by_lexicon,
        texts=world.texts(draft),
    )

    def rows(query: str) -> Iterator[list[str]]:
        for row in world.store.select(query.replace("?draft", f"<{draft}>")).rows:
            yield [str(getattr(term, "value", "") or "") for term in row]

    for lineage, provision, number, heading, role in rows(_MEMBERS):
        if provision in world.deleted:
            continue
        members = side.members.setdefault(lineage, [])
        if provision not in members:
            members.append(provision)
        side.numbers[provision] = number
        side.headings.setdefault(provision, heading)
        side.roles[provision] = role.rpartition("/")[2]
    for members in side.members.values():
        members.sort(key=world.order)
    for lineage, target, number in rows(_REFERENCES):
        if lineage != target:
            side.references.setdefault(lineage, {})[target] = number
    for lineage, place in rows(_DANGLING):
        number = place.partition("/")[0].removeprefix("art-")
        side.dangling.setdefault(lineage, set()).add(number)
    for lineage, safeguard, modality in rows(_SAFEGUARDS):
        strongest = side.safeguards.setdefault(lineage, {})
        if MODALITIES.get(modality, 0) >= MODALITIES.get(strongest.get(safeguard, ""), 0):
            strongest[safeguard] = modality
    for lineage, _, references, mentions in rows(_READ):
        missing = side.unread.setdefault(lineage, set())
        missing.update({"references"} if references != "true" else ())
        missing.update({"mentions"} if mentions != "true" else ())
    return side


def _changes(world: World, lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    old, new = first.members.get(lineage, []), second.members.get(lineage, [])
    if not old or not new:
        yield from _come_or_gone(lineage, first, second)
        return
    yield from _structure(lineage, first, second)
    headings = [first.headings[p] for p in old], [second.headings[p] for p in new]
    if headings[0] != headings[1]:
        yield Change(lineage, "heading", "; ".join(headings[0]), "; ".join(headings[1]))
    yield from _references(world, lineage, first, second)
    yield from _safeguards(lineage, first, second)
    text = [
        " ".join(first.texts.get(p, "") for p in old),
        " ".join(second.texts.get(p, "") for p in new),
    ]
    if all(part.strip() for part in text) and text[0] != text[1]:
        yield Change(
            lineage, "words", first.shown(lineage), second.shown(lineage), changed_words(*text)
        )


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


def _references(world: World, lineage: str, first: _Side, second: _Side) -> Iterator[Change]:
    old, new = first.references.get(lineage, {}), second.references.get(lineage, {})
    gained = "gained" if first.knows(lineage, "references") else "first stated"
    lost = "lost" if second.knows(lineage, "references") else "no longer stated"
    stale: set[str] = set()
    for target in sorted(new.keys() - old.keys()):
        number = new[target]
        meant = next((x for x, n in old.items() if n == number and x not in new), None)
        if meant is None:
            yield Change(lineage, f"reference {gained}", "", number, world.name(target))
        else:
            stale.add(meant)
            detail = f"article {number} was {world.name(meant)} and is now {world.name(target)}"
            yield Change(lineage, "stale reference", number, number, detail)
    for target in sorted(old.keys() - new.keys() - stale):
        if old[target] in second.dangling.get(lineage, ()):
            detail = f"article {old[target]} was {world.name(target)} and is not there now"
            yield Change(lineage, "stale reference", old[target], old[target], detail)
            continue
        yield Change(lineage, f"reference {lost}", old[target], "", world.name(target))


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
