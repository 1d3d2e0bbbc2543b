"""Curated files and own readings: what people keep by hand, as records."""
