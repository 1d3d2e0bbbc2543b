"""Questions in plain words: a sentence in, the question of the catalogue that it asks out."""

from treatygraph.plainwords.answering import (
    answer_reading,
    answer_sentence,
    answers,
    changed,
    searched,
)
from treatygraph.plainwords.filling import Chip
from treatygraph.plainwords.phrasebook import phrasebook
from treatygraph.plainwords.understanding import Listener, Reading, Understanding, listener

__all__ = [
    "Chip",
    "Listener",
    "Reading",
    "Understanding",
    "answer_reading",
    "answer_sentence",
    "answers",
    "changed",
    "listener",
    "phrasebook",
    "searched",
]
