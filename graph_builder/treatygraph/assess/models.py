"""Model provisions: what an article's model in another treaty has and this text lacks.

Safeguards and grounds for refusal are taken together; both the model and the text may
have one of their own or through a clause that applies to their chapter.
"""

from __future__ import annotations

from treatygraph.asker import Source
from treatygraph.assess.check_kinds import MODALITIES
from treatygraph.assess.matrix import CellFacts, MatrixCell
from treatygraph.table import Cell, Table
from treatygraph.travaux import Travaux

__all__ = ["models"]

_COLUMNS = (
    "lineage",
    "provision",
    "treaty",
    "model",
    "kind",
    "safeguard",
    "model says",
    "here",
    "text says",
    "basis",
    "link",
)


def models(graph: Source, draft: str, *, lacking: bool = False) -> Table:
    """Return, for each article with a model, each safeguard of the model and whether it is here.

    `lacks it` needs the article read, or somebody who says so; else nobody can tell.  With
    `lacking`, only what is not known to be here is shown.
    """
    travaux = Travaux.of(graph)
    iri = travaux.draft(draft).iri
    rows = list(_rows(travaux, iri))
    shown = [row for row in rows if not lacking or not str(row[7]).startswith("has it")]
    unread = _unread(travaux, iri)
    notes = [
        "A link to a model may itself be unverified; the last column says so.",
        "via: through a clause that applies to the whole chapter or treaty.",
    ]
    if unread:
        notes.append(f"No safeguard is recorded of these models: {'; '.join(unread)}.")
    if not rows:
        notes.append(f"No article of {draft} has a model whose safeguards are recorded.")
    return Table(_COLUMNS, tuple(shown), f"Models of {draft}", tuple(notes))


def _rows(travaux: Travaux, draft: str) -> list[tuple[Cell, ...]]:
    said = _modalities(travaux)
    grounds = {ground for (ground,) in travaux.texts("safeguards/grounds")}
    links = {
        (lineage, model): travaux.basis.get(link, "")
        for lineage, model, link in travaux.texts("models/links")
    }
    here = CellFacts(travaux, draft)
    there: dict[str, CellFacts] = {}
    rows: list[tuple[Cell, ...]] = []
    for lineage, item, model, other in _pairs(travaux, draft):
        facts = there.setdefault(other, CellFacts(travaux, other))
        for safeguard in _safeguards(facts, model, said):
            cell, own = facts.cell(model, safeguard), here.cell(item, safeguard)
            model_says = said.get((cell.via or model, safeguard), "")
            text_says = said.get((own.via or item, safeguard), "")
            rows.append(
                (
                    travaux.name(lineage),
                    travaux.name(item),
                    travaux.by_iri[other].treaty_key,
                    _through(travaux, travaux.name(model), cell.via),
                    "ground for refusal" if safeguard in grounds else "safeguard",
                    safeguard.rpartition("/")[2],
                    model_says,
                    _here(travaux, own, model_says, text_says),
                    text_says,
                    own.basis,
                    links.get((lineage, model), ""),
                )
            )
    return rows


def _pairs(travaux: Travaux, draft: str) -> list[tuple[str, ...]]:
    rows = travaux.texts("models/pairs", draft=draft)
    kept = [row for row in rows if row[1] not in travaux.deleted]
    return sorted(kept, key=lambda row: (travaux.order(row[1]), row[3], travaux.order(row[2])))


def _modalities(travaux: Travaux) -> dict[tuple[str, str], str]:
    """Return the strongest modality with which an article names a safeguard."""
    said: dict[tuple[str, str], str] = {}
    for article, safeguard, modality in travaux.texts("safeguards/modalities"):
        known = said.get((article, safeguard), "")
        if MODALITIES.get(modality, 0) >= MODALITIES.get(known, 0):
            said[article, safeguard] = modality
    return said


def _safeguards(facts: CellFacts, model: str, said: dict[tuple[str, str], str]) -> list[str]:
    """Return what a model names itself, and what a clause over it names."""
    articles = {model, *(clause for article, clause in facts.governed if article == model)}
    return sorted({safeguard for article, safeguard in said if article in articles})


def _here(travaux: Travaux, own: MatrixCell, model_says: str, text_says: str) -> str:
    if own.state == "none":
        return "lacks it"
    if own.state == "cannot tell":
        return "cannot tell"
    ranks = MODALITIES.get(text_says, 0), MODALITIES.get(model_says, 0)
    weaker = ", weaker" if text_says and model_says and ranks[0] < ranks[1] else ""
    return _through(travaux, f"has it{weaker}", own.via)


def _through(travaux: Travaux, words: str, via: str) -> str:
    return f"{words} via {travaux.name(via).partition('.')[0]}" if via else words


def _unread(travaux: Travaux, draft: str) -> list[str]:
    """Return the models of which no safeguard is recorded, so that nothing is shown."""
    said = {article for article, _ in _modalities(travaux)}
    facts: dict[str, CellFacts] = {}
    found: dict[str, list[str]] = {}
    for _, _, model, other in _pairs(travaux, draft):
        clauses = facts.setdefault(other, CellFacts(travaux, other)).governed
        named = {model, *(clause for article, clause in clauses if article == model)}
        if not named & said:
            short = travaux.name(model).partition(".")[0].removeprefix("Article ")
            found.setdefault(travaux.by_iri[other].treaty_key, []).append(short)
    return [f"{treaty} {', '.join(dict.fromkeys(names))}" for treaty, names in found.items()]
