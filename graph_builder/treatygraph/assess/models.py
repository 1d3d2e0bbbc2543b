"""Model provisions: what an article's model in another treaty has and this text lacks."""

from __future__ import annotations

from treatygraph.assess.matrix import find_draft
from treatygraph.assess.world import World
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

__all__ = ["models"]

_MODELS = """
SELECT DISTINCT ?lineage ?model ?safeguard ?item ?own ?read ?absent
WHERE {
  ?lineage tg:modelledOn ?model .
  ?item tg:ofLineage ?lineage ; tg:inDraft ?draft .
  ?mention tg:mentionIn ?part ; tg:mentionOf ?safeguard .
  ?part eli:is_part_of* ?model .
  ?safeguard a tg:Safeguard .
  BIND(EXISTS {
    ?mine tg:mentionOf/skos:broader* ?safeguard ; tg:mentionIn/eli:is_part_of* ?item
  } AS ?own)
  BIND(EXISTS {
    ?item eli:is_part_of* ?where . ?where tg:mentionsRead true ; tg:inArticle ?article
  } AS ?read)
  BIND(EXISTS { ?item eli:is_part_of*/tg:lacks ?safeguard } AS ?absent)
}
ORDER BY ?item ?model ?safeguard
"""


def models(store: Store, draft: str) -> Table:
    """Return, for each article with a model, each safeguard of the model and whether it is here.

    `lacks` needs the article read, or somebody who says so; else nobody can tell.
    """
    world = World.of(store)
    iri = find_draft(world, draft)
    rows: list[tuple[Cell, ...]] = []
    for row in store.select(_MODELS.replace("?draft", f"<{iri}>")).rows:
        lineage, model, safeguard, item, own, read, absent = (
            str(getattr(term, "value", "") or "") for term in row
        )
        here = "has it" if own == "true" else "lacks it"
        if own != "true" and "true" not in (read, absent):
            here = "cannot tell"
        owner = world.drafts.get(world.keys.get(model, ("", ""))[0], ("", "", ""))[0]
        name = safeguard.rpartition("/")[2]
        rows.append((world.name(lineage), world.name(item), owner, world.name(model), name, here))
    columns = ("lineage", "provision", "treaty", "model", "safeguard", "here")
    notes = (
        "Only models whose safeguards are recorded are shown; a link to a model may itself be "
        "unverified.",
    )
    return Table(columns, tuple(rows), f"Models of {draft}", notes)
