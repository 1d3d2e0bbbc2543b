"""Mapping: records become quads, here and nowhere else.

Pure: the same records give the same quads, in one named graph per source, without
blank nodes.  The shape of the graph is in docs/architecture.md, "Terms".
"""

from treatygraph.mapping.draft_quads import map_draft
from treatygraph.mapping.lineage_quads import map_lineages
from treatygraph.mapping.position_quads import map_positions
from treatygraph.mapping.registry_quads import map_registry
from treatygraph.mapping.triples import Triples

__all__ = ["Triples", "map_draft", "map_lineages", "map_positions", "map_registry"]
