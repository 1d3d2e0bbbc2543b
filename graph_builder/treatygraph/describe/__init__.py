"""The description of the data as a whole: VoID, DCAT 3, PROV and SPARQL Service Description.

Every number is counted from the graph that is described.  The description stands in a
named graph of its own, which it does not count.
"""

from treatygraph.describe.description import describe, description
from treatygraph.describe.distributions import FileFact, distributions
from treatygraph.describe.vocabulary import root

__all__ = ["FileFact", "describe", "description", "distributions", "root"]
