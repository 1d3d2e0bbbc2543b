"""Readers: documents and curated files become records and findings."""
