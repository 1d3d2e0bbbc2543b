"""Records: what readers and curated files yield, and what the mapping turns into quads.

All records are frozen, hold plain values, and name other things by *key* (never by
IRI): `treatygraph.iris` mints IRIs from keys, and `treatygraph.mapping` is the only
place that makes triples.
"""

from treatygraph.model.facts import (
    LEVELS,
    Absence,
    Application,
    Basis,
    Coverage,
    DraftFacts,
    Evidence,
    Level,
    Mention,
    Provision,
    Reference,
    ReferenceStatus,
)
from treatygraph.model.lineage import Lineage, LineageEvent, Member, ModelLink
from treatygraph.model.positions import Demand, PositionFile, Statement
from treatygraph.model.registry import (
    Document,
    Instrument,
    Issue,
    Licence,
    Registry,
    Session,
    Stakeholder,
    Treaty,
)

__all__ = [
    "LEVELS",
    "Absence",
    "Application",
    "Basis",
    "Coverage",
    "Demand",
    "Document",
    "DraftFacts",
    "Evidence",
    "Instrument",
    "Issue",
    "Level",
    "Licence",
    "Lineage",
    "LineageEvent",
    "Member",
    "Mention",
    "ModelLink",
    "PositionFile",
    "Provision",
    "Reference",
    "ReferenceStatus",
    "Registry",
    "Session",
    "Stakeholder",
    "Statement",
    "Treaty",
]
