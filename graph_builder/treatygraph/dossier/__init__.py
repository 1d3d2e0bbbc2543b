"""What there is to say of one article, one stakeholder, one chapter: records for people.

A dossier gathers what pages and briefs show, so that both say the same: the drafts side by
side, who asked what and what became of it, safeguards, references, models, and what is not
known.
"""
