"""Assessing: recommendations as checks, drafts compared, and what follows from an edit."""
