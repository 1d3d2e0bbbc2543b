"""Assessing: recommendations as checks, drafts compared, and what follows from an edit.

Everything here reads a store and returns tables or records; nothing prints.
"""

from treatygraph.assess.agreement import agreement, members
from treatygraph.assess.checks import Outcome, run_check
from treatygraph.assess.compare import Change, compare, differences
from treatygraph.assess.kinds import Kind, check_kinds
from treatygraph.assess.match import Proposal, match, proposals
from treatygraph.assess.matrix import MatrixCell, evidence_table, matrix, matrix_cells
from treatygraph.assess.models import models
from treatygraph.assess.network import impact, network
from treatygraph.assess.networks import networks
from treatygraph.assess.record import assessments
from treatygraph.assess.results import Recommendation, Result, recommendations, results
from treatygraph.assess.scoreboard import scoreboard, uptake
from treatygraph.assess.verdicts import VERDICTS, Verdict, all_of, any_of, negation
from treatygraph.assess.world import World

__all__ = [
    "VERDICTS",
    "Change",
    "Kind",
    "MatrixCell",
    "Outcome",
    "Proposal",
    "Recommendation",
    "Result",
    "Verdict",
    "World",
    "agreement",
    "all_of",
    "any_of",
    "assessments",
    "check_kinds",
    "compare",
    "differences",
    "evidence_table",
    "impact",
    "match",
    "matrix",
    "matrix_cells",
    "members",
    "models",
    "negation",
    "network",
    "networks",
    "proposals",
    "recommendations",
    "results",
    "run_check",
    "scoreboard",
    "uptake",
]
