"""Assessments: recommendations as executable checks, matrices, comparisons."""
