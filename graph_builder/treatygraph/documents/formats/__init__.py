"""Formats: documents of each kind as blocks of text, with every character accounted for."""
