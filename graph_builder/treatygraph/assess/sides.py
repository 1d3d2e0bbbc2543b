"""Who favours, rejects or asks a change of what: stakeholders against lineages.

A stance is on one thing. Where that is a part of an article, or a matter in dispute about it,
the cell names it: who is against a list in an article is not against the article. An empty
cell is no view and no "no": nothing is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from treatygraph.asker import Source
from treatygraph.bases import weakest
from treatygraph.table import Table
from treatygraph.travaux import Travaux

__all__ = ["WORDS", "Party", "Side", "SideTable", "side_table", "sides"]

#: Stance → what it is called here. What is to be added is favoured where it has a name of its own.
_SAID = {
    "supports": "favours",
    "opposes": "rejects",
    "asks-to-delete": "rejects",
    "supports-with-change": "asks a change",
    "asks-to-add": "asks a change",
    "neutral": "no side",
}
#: What a side is called, in the order in which the sides of a cell stand.
WORDS = ("favours", "rejects", "asks a change", "no side")
#: In which order the kinds of stakeholders stand; groups stand with those whom they unite.
_KINDS = ("state", "un-body", "intergovernmental", "presiding-officer", "civil-society", "company")
_GROUPS = {"state-group": "state"}


@dataclass(frozen=True, slots=True)
class Side:
    """One stance of one holder on one thing, which belongs to `whole`; `word` says which."""

    statement: str
    holder: str
    word: str
    thing: str
    whole: str
    of_lineage: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Party:
    """One stakeholder: name, kind, and the groups it belongs to."""

    iri: str
    name: str = ""
    kind: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideTable:
    """Rows by alliance (of one lineage by camp), columns in the order of the drafts, cells.

    `elsewhere` is how many stances stand in no column, `holders` how many of the registered
    stakeholders have a stance on anything.
    """

    rows: tuple[Party, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Side, ...]]
    elsewhere: int
    holders: int
    registered: int


def sides(graph: Source, *, lineage: str = "", wider: bool = False) -> Table:
    """Return a row per stakeholder and a column per lineage; of one lineage, per thing in it.

    With `wider`, the columns are what is no article: chapters, the whole convention, concepts.
    A cell says the side, the thing where it is a part, and the weakest basis.
    """
    travaux = Travaux.of(graph)
    found = side_table(travaux, lineage=lineage, wider=wider)
    names = travaux.mapping("things/labelled")
    body = tuple(
        (
            party.name,
            ", ".join(names.get(group, group) for group in party.groups),
            *(_text(found.cells.get((party.iri, c), ()), c, names) for c in found.columns),
        )
        for party in found.rows
    )
    headings = ("stakeholder", "part of", *(names.get(c, c) for c in found.columns))
    title = f"Sides on {names.get(lineage, lineage)}" if lineage else "Sides"
    return Table(headings, body, title, _notes(found))


def side_table(graph: Source, *, lineage: str = "", wider: bool = False) -> SideTable:
    """Return the matrix with the statements that each cell rests on."""
    travaux = Travaux.of(graph)
    every = _sides(travaux)
    if lineage:
        shown = [side for side in every if side.whole == lineage]
    else:
        shown = [side for side in every if side.of_lineage != wider]
    cells: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for side in shown:
        cells[side.holder, side.thing if lineage else side.whole].append(side)
    parties = _parties(travaux)
    columns = sorted({column for _, column in cells}, key=lambda c: _place(travaux, c, lineage))
    found = SideTable(
        tuple(_by_alliance(parties[holder] for holder in {side.holder for side in shown})),
        tuple(columns),
        {cell: tuple(sorted(said, key=_rank)) for cell, said in cells.items()},
        len({side.statement for side in every} - {side.statement for side in shown}),
        len({side.holder for side in every}),
        len(parties),
    )
    return replace(found, rows=tuple(_by_camp(found))) if lineage else found


def _sides(travaux: Travaux) -> list[Side]:
    named = {thing for thing, _ in travaux.texts("statements/named")}
    rows = travaux.texts("statements/stances")
    return [
        Side(
            statement,
            holder,
            _word(stance, thing in named),
            thing,
            whole,
            of_lineage == "true",
            basis.rpartition("/")[2],
        )
        for statement, holder, stance, thing, whole, of_lineage, basis in rows
    ]


def _word(stance: str, named: bool) -> str:
    if stance == "asks-to-add" and named:
        return "favours"
    return _SAID.get(stance, "no side")


def _rank(side: Side) -> tuple[int, bool, str]:
    return WORDS.index(side.word), side.thing != side.whole, side.thing


def _parties(travaux: Travaux) -> dict[str, Party]:
    found: dict[str, Party] = {}
    for iri, name, kind, group in travaux.texts("stakeholders/alliances"):
        before = found.get(iri, Party(iri, name, kind))
        groups = (*before.groups, *([group] if group else []))
        found[iri] = Party(iri, before.name, before.kind, groups)
    return found


def _place(travaux: Travaux, column: str, lineage: str) -> tuple[bool, float, str]:
    """Return where a column stands: the whole before its parts, lineages as in the drafts."""
    orders = [travaux.orders.get(part, 0) for part in travaux.lineages.get(column, ())]
    return column != lineage, max(orders, default=float("inf")), column


def _by_alliance(parties: Iterable[Party]) -> list[Party]:
    """Return parties by kind, those joined by membership together, a group before its members."""
    here = {party.iri: party for party in parties}
    blocks = {iri: {iri} for iri in here}
    for party in here.values():
        for group in here.keys() & set(party.groups):
            joined = blocks[party.iri] | blocks[group]
            blocks.update(dict.fromkeys(joined, joined))

    def own(party: Party) -> tuple[bool, str]:
        return bool(party.groups), party.name.casefold()

    def order(party: Party) -> tuple[int, bool, tuple[bool, str], tuple[bool, str]]:
        block = [here[iri] for iri in blocks[party.iri]]
        first = min(block, key=own)
        kind = _GROUPS.get(first.kind, first.kind)
        rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
        return rank, len(block) == 1, own(first), own(party)

    return sorted(here.values(), key=order)


def _by_camp(table: SideTable) -> list[Party]:
    """Return parties so that those who say the same of the same things stand together."""

    def order(party: Party) -> list[list[int]]:
        cells = (table.cells.get((party.iri, column), ()) for column in table.columns)
        return [[WORDS.index(side.word) for side in cell] or [len(WORDS)] for cell in cells]

    return sorted(table.rows, key=order)


def _text(found: tuple[Side, ...], column: str, names: dict[str, str]) -> str:
    if not found:
        return ""
    parts = {side: names.get(side.thing, side.thing) for side in found if side.thing != column}
    said = {f"{side.word}: {parts[side]}" if side in parts else side.word: None for side in found}
    basis = weakest(side.basis for side in found)
    return "; ".join(said) + (f" ({basis})" if basis else "")


def _notes(found: SideTable) -> tuple[str, ...]:
    return (
        "An empty cell is no answer: nothing is recorded of that stakeholder there.",
        f"{found.holders} of {found.registered} stakeholders have a stance on anything; "
        f"{len(found.rows)} stand here. {found.elsewhere} of the statements with a stance are "
        "on what has no column here.",
    )
