"""The safeguard matrix: which provision has which safeguard, directly or through a clause.

`none` is said only where the provision was read, or somebody states the absence, and the
same holds of every clause that governs it, and no clause may reach it of which that cannot
be told; else the cell is `cannot tell`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from treatygraph.asker import Source
from treatygraph.assess.evidence import FACT_COLUMNS, evidence_of
from treatygraph.bases import strongest, weakest
from treatygraph.errors import UsageError
from treatygraph.table import Cell, Table
from treatygraph.travaux import Travaux
from treatygraph.vocab import expand

__all__ = [
    "CellFacts",
    "MatrixCell",
    "evidence_table",
    "matrix",
    "matrix_cells",
]

#: Rows → the class of what the lineages of their articles are about; none for all articles.
_ROWS = {"powers": "tg:Power", "cooperation": "tg:CooperationMeasure", "articles": ""}

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


def matrix(
    graph: Source,
    draft: str,
    rows: str = "powers",
    columns: str | Iterable[str] = "safeguards",
) -> Table:
    """Return the matrix of one draft: a row per provision, a column per safeguard.

    `rows` is powers, cooperation or articles; `columns` is `safeguards` (those that any
    fact of the draft speaks of) or notations of safeguards.
    """
    travaux = Travaux.of(graph)
    cells = matrix_cells(travaux, draft, rows, columns)
    names = list(dict.fromkeys(c.safeguard for c in cells))
    table: dict[str, dict[str, str]] = {}
    for c in cells:
        text = f"via {travaux.name(c.via).partition('.')[0]}" if c.state == "via" else c.state
        table.setdefault(c.provision, {})[c.safeguard] = f"{text} ({c.basis})" if c.basis else text
    body = tuple((travaux.name(p), *(table[p][n] for n in names)) for p in table)
    notes = _notes(travaux, draft, rows, cells)
    headings = tuple(n.rpartition("/")[2] for n in names)
    return Table(("provision", *headings), body, f"Safeguards in {draft}", notes)


def matrix_cells(
    graph: Source,
    draft: str,
    rows: str = "powers",
    columns: str | Iterable[str] = "safeguards",
) -> list[MatrixCell]:
    """Return the cells of the matrix, each with the facts that it rests on."""
    travaux = Travaux.of(graph)
    if rows not in _ROWS:
        raise UsageError(f"There are no rows {rows!r}.", expected=f"one of {', '.join(_ROWS)}")
    iri = travaux.draft(draft).iri
    if _ROWS[rows]:
        about = travaux.texts(
            "safeguards/articles-about", **{"draft": iri, "class": expand(_ROWS[rows])}
        )
        provisions = [article for (article,) in about]
    else:
        provisions = [article for article, *_ in travaux.texts("provisions/articles", draft=iri)]
    provisions = sorted({p for p in provisions if p not in travaux.deleted}, key=travaux.order)
    facts = CellFacts(travaux, iri)
    return [
        facts.cell(provision, safeguard)
        for provision in provisions
        for safeguard in facts.safeguards(columns)
    ]


def evidence_table(
    graph: Source,
    draft: str,
    rows: str = "powers",
    columns: str | Iterable[str] = "safeguards",
) -> Table:
    """Return the cells of the matrix, a row for each piece of evidence of each fact."""
    travaux = Travaux.of(graph)
    cells = matrix_cells(travaux, draft, rows, columns)
    known = evidence_of(travaux, (fact for c in cells for fact in c.facts))
    body: list[tuple[Cell, ...]] = []
    for c in cells:
        head = (
            travaux.name(c.provision),
            c.safeguard.rpartition("/")[2],
            c.state,
            travaux.name(c.via) if c.via else "",
            c.basis,
        )
        facts = [fact for iri in c.facts for fact in known[iri]]
        body.extend((*head, *fact.cells) for fact in facts)
        if not facts:
            body.append((*head, *([""] * len(FACT_COLUMNS))))
    names = ("provision", "safeguard", "state", "via", "cell basis", *FACT_COLUMNS)
    return Table(names, tuple(body), f"Safeguards in {draft}", _notes(travaux, draft, rows, cells))


def _notes(travaux: Travaux, draft: str, rows: str, cells: list[MatrixCell]) -> tuple[str, ...]:
    """Return what a reader needs to judge the cells."""
    if not cells:
        silent = travaux.draft(draft).iri not in {owner for owner, _ in travaux.keys.values()}
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

    def __init__(self, travaux: Travaux, draft: str) -> None:
        self.travaux = travaux
        self.by_lexicon = draft in travaux.by_lexicon
        self.named = self._pairs("safeguards/named", draft)
        self.absent = self._pairs("safeguards/absent", draft)
        self.governed = self._pairs("safeguards/governed", draft)
        self.read = {article for (article,) in travaux.texts("safeguards/read", draft=draft)}
        self.doubtful = {
            article for (article,) in travaux.texts("safeguards/doubtful", draft=draft)
        }

    def _pairs(self, query: str, draft: str) -> Pairs:
        found: Pairs = {}
        for one, two, fact in self.travaux.texts(query, draft=draft):
            found.setdefault((one, two), []).append(fact)
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
        nodes = [NamedNode(self.travaux.minter.concept(f"safeguard/{name}")) for name in names]
        for name, node in zip(names, nodes, strict=True):
            near = self.travaux.unknown(node)
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
        sure = provision not in self.doubtful or (provision, safeguard) in self.absent
        if sure and all(self._lacks(p, safeguard) for p in (provision, *clauses)):
            stated = self.absent.get((provision, safeguard), [])
            return self._made(provision, safeguard, "none", "", stated or [provision])
        return MatrixCell(provision, safeguard, "cannot tell")

    def _lacks(self, provision: str, safeguard: str) -> bool:
        return provision in self.read or (provision, safeguard) in self.absent

    def _made(
        self, provision: str, safeguard: str, state: str, via: str, *groups: list[str]
    ) -> MatrixCell:
        known = self.travaux.basis
        basis = weakest(strongest(known.get(fact, "") for fact in group) for group in groups)
        if state == "none" and provision in groups[0] and self.by_lexicon:
            basis = "unverified"
        facts = tuple(fact for group in groups for fact in group)
        return MatrixCell(provision, safeguard, state, via, facts, basis)
