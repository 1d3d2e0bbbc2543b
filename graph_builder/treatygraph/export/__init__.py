"""Exports: the graph in other projects' formats."""
