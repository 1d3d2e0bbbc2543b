"""The safeguard matrix: which provision has which safeguard, directly or through a clause.

`none` is said only where the provision was read, or somebody states the absence, and the
same holds of every clause that governs it; else the cell is `cannot tell`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from treatygraph.assess.evidence import FACT_COLUMNS, evidence_of
from treatygraph.assess.verdicts import strongest, weakest
from treatygraph.assess.world import World
from treatygraph.errors import UsageError
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

__all__ = [
    "CellFacts",
    "MatrixCell",
    "evidence_table",
    "find_draft",
    "find_pair",
    "matrix",
    "matrix_cells",
]

_ROWS = {
    "powers": "?item tg:ofLineage/eli:is_about ?thing . ?thing a tg:Power .",
    "cooperation": "?item tg:ofLineage/eli:is_about ?thing . ?thing a tg:CooperationMeasure .",
    "articles": "",
}
_NAMED = """
SELECT ?article ?concept ?fact
WHERE {
  ?fact tg:mentionOf ?named ; tg:mentionIn ?part ; tg:inDraft ?draft .
  ?part tg:inArticle ?article .
  ?named skos:broader* ?concept .
  ?concept a tg:Safeguard .
}
ORDER BY ?article ?concept ?fact
"""
_ABSENT = """
SELECT ?article ?concept ?fact
WHERE {
  ?fact tg:absenceOf ?concept ; tg:absenceFrom ?scope ; tg:inDraft ?draft .
  ?article a tg:Article ; eli:is_part_of* ?scope .
  ?concept a tg:Safeguard .
  FILTER NOT EXISTS { ?fact tg:except ?article }
}
ORDER BY ?article ?concept ?fact
"""
_READ = """
SELECT DISTINCT ?article
WHERE { ?article a tg:Article ; tg:inDraft ?draft ; tg:mentionsRead true }
ORDER BY ?article
"""
_GOVERNED = """
SELECT ?article ?clause ?fact
WHERE {
  ?fact tg:clause ?part ; tg:appliesTo ?over ; tg:inDraft ?draft .
  ?part tg:inArticle ?clause .
  ?article a tg:Article ; eli:is_part_of+ ?over .
  FILTER(?article != ?clause)
}
ORDER BY ?article ?clause ?fact
"""

Pairs = dict[tuple[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One provision and one safeguard: state, the clause it comes through, the facts."""

    provision: str
    safeguard: str
    state: str
    via: str = ""
    facts: tuple[str, ...] = ()
    basis: str = ""


def find_draft(world: World, draft: str) -> str:
    """Return the IRI of a draft given by key, `treaty/key` or IRI."""
    found = [
        iri
        for iri, (treaty, key, _) in world.drafts.items()
        if draft in (iri, key, f"{treaty}/{key}")
    ]
    if len(found) == 1:
        return found[0]
    if found:
        registered = {owner for owner, _ in world.keys.values()}
        counts = {iri: sum(1 for o, _ in world.keys.values() if o == iri) for iri in found}
        negotiated = [iri for iri in found if iri in registered and len(_drafts(world, iri)) > 1]
        if len(negotiated) == 1:
            return negotiated[0]
        raise UsageError(
            f"Several treaties have a draft {draft!r}.",
            expected="one of " + ", ".join("/".join(world.drafts[iri][:2]) for iri in counts),
        )
    raise UsageError(
        f"There is no draft {draft!r}.",
        expected="one of " + ", ".join(key for _, key, _ in world.drafts.values()),
    )


def find_pair(world: World, before: str, after: str) -> tuple[str, str]:
    """Return the IRIs of two drafts; raise `UsageError` where they are of two treaties."""
    old, new = find_draft(world, before), find_draft(world, after)
    if world.drafts[old][0] != world.drafts[new][0]:
        raise UsageError(
            f"{before!r} and {after!r} are drafts of different treaties.",
            expected="two drafts of one treaty",
        )
    return old, new


def _drafts(world: World, draft: str) -> list[str]:
    return world.drafts_of(world.drafts[draft][0])


def matrix(
    store: Store, draft: str, rows: str = "powers", columns: str | Iterable[str] = "safeguards"
) -> Table:
    """Return the matrix of one draft: a row per provision, a column per safeguard.

    `rows` is powers, cooperation or articles; `columns` is `safeguards` (those that any
    fact of the draft speaks of) or notations of safeguards.
    """
    world = World.of(store)
    cells = matrix_cells(store, draft, rows, columns, world=world)
    names = list(dict.fromkeys(c.safeguard for c in cells))
    table: dict[str, dict[str, str]] = {}
    for c in cells:
        text = f"via {world.name(c.via).partition('.')[0]}" if c.state == "via" else c.state
        table.setdefault(c.provision, {})[c.safeguard] = f"{text} ({c.basis})" if c.basis else text
    body = tuple((world.name(p), *(table[p][n] for n in names)) for p in table)
    notes = _notes(world, draft, rows, cells)
    headings = tuple(n.rpartition("/")[2] for n in names)
    return Table(("provision", *headings), body, f"Safeguards in {draft}", notes)


def matrix_cells(
    store: Store,
    draft: str,
    rows: str = "powers",
    columns: str | Iterable[str] = "safeguards",
    *,
    world: World | None = None,
) -> list[MatrixCell]:
    """Return the cells of the matrix, each with the facts that it rests on."""
    world = world or World.of(store)
    if rows not in _ROWS:
        raise UsageError(f"There are no rows {rows!r}.", expected=f"one of {', '.join(_ROWS)}")
    iri = find_draft(world, draft)
    query = (
        f"SELECT DISTINCT ?item WHERE {{ ?item a tg:Article ; tg:inDraft <{iri}> . {_ROWS[rows]} }}"
    )
    provisions = [_value(row[0]) for row in store.select(query).rows]
    provisions = sorted((p for p in provisions if p not in world.deleted), key=world.order)
    facts = CellFacts(world, iri)
    return [
        facts.cell(provision, safeguard)
        for provision in provisions
        for safeguard in facts.safeguards(columns)
    ]


def evidence_table(
    store: Store, draft: str, rows: str = "powers", columns: str | Iterable[str] = "safeguards"
) -> Table:
    """Return the cells of the matrix, a row for each piece of evidence of each fact."""
    world = World.of(store)
    cells = matrix_cells(store, draft, rows, columns, world=world)
    known = evidence_of(world, (fact for c in cells for fact in c.facts))
    body: list[tuple[Cell, ...]] = []
    for c in cells:
        head = (
            world.name(c.provision),
            c.safeguard.rpartition("/")[2],
            c.state,
            world.name(c.via) if c.via else "",
            c.basis,
        )
        facts = [fact for iri in c.facts for fact in known[iri]]
        body.extend((*head, *fact.cells) for fact in facts)
        if not facts:
            body.append((*head, *([""] * len(FACT_COLUMNS))))
    names = ("provision", "safeguard", "state", "via", "cell basis", *FACT_COLUMNS)
    return Table(names, tuple(body), f"Safeguards in {draft}", _notes(world, draft, rows, cells))


def _notes(world: World, draft: str, rows: str, cells: list[MatrixCell]) -> tuple[str, ...]:
    """Return what a reader needs to judge the cells."""
    if not cells:
        silent = find_draft(world, draft) not in {owner for owner, _ in world.keys.values()}
        why = "no provision of it is registered" if silent else f"none of its articles is in {rows}"
        if not silent and rows == "articles":
            why = "nothing is stated of its safeguards; name some with --columns"
        return (f"There is no cell for {draft}: {why}.",)
    unknown = sum(c.state == "cannot tell" for c in cells)
    return (
        f"Cannot tell in {unknown} of {len(cells)} cells: the provision, or a clause over it, was "
        "not read for safeguards and nobody states the absence.",
        "via: through a clause that applies to the whole chapter or treaty.",
    )


class CellFacts:
    """The facts of one draft that decide cells, asked once."""

    def __init__(self, world: World, draft: str) -> None:
        self.world = world
        self.by_lexicon = draft in world.by_lexicon
        self.named = self._pairs(_NAMED, draft)
        self.absent = self._pairs(_ABSENT, draft)
        self.governed = self._pairs(_GOVERNED, draft)
        rows = world.store.select(_READ.replace("?draft", f"<{draft}>")).rows
        self.read = {_value(row[0]) for row in rows}

    def _pairs(self, query: str, draft: str) -> Pairs:
        found: Pairs = {}
        for one, two, fact in self.world.store.select(query.replace("?draft", f"<{draft}>")).rows:
            found.setdefault((_value(one), _value(two)), []).append(_value(fact))
        return found

    def safeguards(self, columns: str | Iterable[str]) -> list[str]:
        """Return the safeguards that columns name; raise `UsageError` for one unknown."""
        if columns == "safeguards":
            return sorted({concept for _, concept in (*self.named, *self.absent)})
        given = columns.split(",") if isinstance(columns, str) else list(columns)
        names = [name.strip().rpartition("/")[2] for name in given if name.strip()]
        if not names:
            raise UsageError(
                f"No column is named in {columns!r}.",
                expected="safeguards, or keys of safeguards joined by commas",
            )
        nodes = [NamedNode(self.world.minter.concept(f"safeguard/{name}")) for name in names]
        for name, node in zip(names, nodes, strict=True):
            near = self.world.unknown(node)
            if near is not None:
                raise UsageError(
                    f"There is no safeguard {name!r}.",
                    expected=f"one such as {', '.join(near)}",
                    remedy="docs/schemes.md lists them all",
                )
        return [node.value for node in dict.fromkeys(nodes)]

    def cell(self, provision: str, safeguard: str) -> MatrixCell:
        """Return the state of one provision and one safeguard, with its facts."""
        direct = self.named.get((provision, safeguard))
        if direct:
            return self._made(provision, safeguard, "direct", "", direct)
        clauses = {c: f for (p, c), f in self.governed.items() if p == provision}
        for clause, applications in clauses.items():
            through = self.named.get((clause, safeguard))
            if through:
                return self._made(provision, safeguard, "via", clause, through, applications)
        if all(self._lacks(p, safeguard) for p in (provision, *clauses)):
            stated = self.absent.get((provision, safeguard), [])
            return self._made(provision, safeguard, "none", "", stated or [provision])
        return MatrixCell(provision, safeguard, "cannot tell")

    def _lacks(self, provision: str, safeguard: str) -> bool:
        return provision in self.read or (provision, safeguard) in self.absent

    def _made(
        self, provision: str, safeguard: str, state: str, via: str, *groups: list[str]
    ) -> MatrixCell:
        known = self.world.basis
        basis = weakest(strongest(known.get(fact, "") for fact in group) for group in groups)
        if state == "none" and provision in groups[0] and self.by_lexicon:
            basis = "unverified"
        facts = tuple(fact for group in groups for fact in group)
        return MatrixCell(provision, safeguard, state, via, facts, basis)


def _value(term: object) -> str:
    return str(getattr(term, "value", "") or "")
