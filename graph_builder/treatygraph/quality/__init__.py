"""Quality: shapes, checks and reasoning over the graph and the ontology."""
