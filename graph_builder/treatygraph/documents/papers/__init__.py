"""Position papers: demands found in a paper, proposed to a person who goes over them.

Nothing proposed is a fact: a proposal has the basis `unverified`, and its summary is left
for a person to write.
"""

from treatygraph.documents.papers.candidates import Candidate
from treatygraph.documents.papers.paperreader import propose, propose_in
from treatygraph.documents.papers.positionsfile import Frame, positions_yaml, rows_of
from treatygraph.documents.papers.speakers import guess_holder

__all__ = [
    "Candidate",
    "Frame",
    "guess_holder",
    "positions_yaml",
    "propose",
    "propose_in",
    "rows_of",
]
