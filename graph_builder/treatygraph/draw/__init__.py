"""Pictures of the graph, as strings."""
