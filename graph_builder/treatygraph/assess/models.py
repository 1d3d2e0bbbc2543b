"""Model provisions: what an article's model in another treaty has and this text lacks.

Safeguards and grounds for refusal are taken together; both the model and the text may
have one of their own or through a clause that applies to their chapter.
"""

from __future__ import annotations

from treatygraph.assess.kinds import MODALITIES
from treatygraph.assess.matrix import CellFacts, MatrixCell, find_draft
from treatygraph.assess.world import World
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

__all__ = ["models"]

_MODELS = """
SELECT DISTINCT ?lineage ?item ?model ?there
WHERE {
  ?lineage tg:modelledOn ?model .
  ?item tg:ofLineage ?lineage ; tg:inDraft ?draft .
  ?model tg:inDraft ?there .
}
ORDER BY ?item ?model ?lineage
"""
_NAMED = """
SELECT DISTINCT ?model ?safeguard ?modality
WHERE {
  ?mention tg:mentionOf ?safeguard ; tg:mentionIn ?part .
  ?part tg:inArticle ?model .
  ?safeguard a tg:Safeguard .
  OPTIONAL { ?mention tg:modality/skos:notation ?modality }
}
ORDER BY ?model ?safeguard ?modality
"""
_GROUNDS = """
SELECT DISTINCT ?ground
WHERE { ?ground skos:broader* ?all . ?all skos:notation "grounds-for-refusal" }
ORDER BY ?ground
"""
_LINKS = "SELECT ?l ?m ?link WHERE { ?link tg:modelOf ?l ; tg:model ?m } ORDER BY ?l ?m ?link"
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


def models(store: Store, draft: str, *, lacking: bool = False) -> Table:
    """Return, for each article with a model, each safeguard of the model and whether it is here.

    `lacks it` needs the article read, or somebody who says so; else nobody can tell.  With
    `lacking`, only what is not known to be here is shown.
    """
    world = World.of(store)
    iri = find_draft(world, draft)
    rows = list(_rows(world, iri))
    shown = [row for row in rows if not lacking or not str(row[7]).startswith("has it")]
    unread = _unread(world, iri)
    notes = [
        "A link to a model may itself be unverified; the last column says so.",
        "via: through a clause that applies to the whole chapter or treaty.",
    ]
    if unread:
        notes.append(f"No safeguard is recorded of these models: {'; '.join(unread)}.")
    if not rows:
        notes.append(f"No article of {draft} has a model whose safeguards are recorded.")
    return Table(_COLUMNS, tuple(shown), f"Models of {draft}", tuple(notes))


def _rows(world: World, draft: str) -> list[tuple[Cell, ...]]:
    said = _modalities(world)
    grounds = {_value(row[0]) for row in world.store.select(_GROUNDS).rows}
    links = {
        (_value(lineage), _value(model)): world.basis.get(_value(link), "")
        for lineage, model, link in world.store.select(_LINKS).rows
    }
    here = CellFacts(world, draft)
    there: dict[str, CellFacts] = {}
    rows: list[tuple[Cell, ...]] = []
    for lineage, item, model, other in _pairs(world, draft):
        facts = there.setdefault(other, CellFacts(world, other))
        for safeguard in _safeguards(facts, model, said):
            cell, own = facts.cell(model, safeguard), here.cell(item, safeguard)
            model_says = said.get((cell.via or model, safeguard), "")
            text_says = said.get((own.via or item, safeguard), "")
            rows.append(
                (
                    world.name(lineage),
                    world.name(item),
                    world.drafts[other][0],
                    _through(world, world.name(model), cell.via),
                    "ground for refusal" if safeguard in grounds else "safeguard",
                    safeguard.rpartition("/")[2],
                    model_says,
                    _here(world, own, model_says, text_says),
                    text_says,
                    own.basis,
                    links.get((lineage, model), ""),
                )
            )
    return rows


def _pairs(world: World, draft: str) -> list[tuple[str, ...]]:
    rows = world.store.select(_MODELS.replace("?draft", f"<{draft}>")).rows
    found = [tuple(_value(term) for term in row) for row in rows]
    kept = [row for row in found if row[1] not in world.deleted]
    return sorted(kept, key=lambda row: (world.order(row[1]), row[3], world.order(row[2])))


def _modalities(world: World) -> dict[tuple[str, str], str]:
    """Return the strongest modality with which an article names a safeguard."""
    said: dict[tuple[str, str], str] = {}
    for row in world.store.select(_NAMED).rows:
        article, safeguard, modality = (_value(term) for term in row)
        known = said.get((article, safeguard), "")
        if MODALITIES.get(modality, 0) >= MODALITIES.get(known, 0):
            said[article, safeguard] = modality
    return said


def _safeguards(facts: CellFacts, model: str, said: dict[tuple[str, str], str]) -> list[str]:
    """Return what a model names itself, and what a clause over it names."""
    articles = {model, *(clause for article, clause in facts.governed if article == model)}
    return sorted({safeguard for article, safeguard in said if article in articles})


def _here(world: World, own: MatrixCell, model_says: str, text_says: str) -> str:
    if own.state == "none":
        return "lacks it"
    if own.state == "cannot tell":
        return "cannot tell"
    ranks = MODALITIES.get(text_says, 0), MODALITIES.get(model_says, 0)
    weaker = ", weaker" if text_says and model_says and ranks[0] < ranks[1] else ""
    return _through(world, f"has it{weaker}", own.via)


def _through(world: World, words: str, via: str) -> str:
    return f"{words} via {world.name(via).partition('.')[0]}" if via else words


def _unread(world: World, draft: str) -> list[str]:
    """Return the models of which no safeguard is recorded, so that nothing is shown."""
    said = {article for article, _ in _modalities(world)}
    facts: dict[str, CellFacts] = {}
    found: dict[str, list[str]] = {}
    for _, _, model, other in _pairs(world, draft):
        clauses = facts.setdefault(other, CellFacts(world, other)).governed
        named = {model, *(clause for article, clause in clauses if article == model)}
        if not named & said:
            short = world.name(model).partition(".")[0].removeprefix("Article ")
            found.setdefault(world.drafts[other][0], []).append(short)
    return [f"{treaty} {', '.join(dict.fromkeys(names))}" for treaty, names in found.items()]


def _value(term: object) -> str:
    return str(getattr(term, "value", "") or "")
