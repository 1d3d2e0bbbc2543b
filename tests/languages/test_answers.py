"""Answers of commands in the language asked for; what programs read stays as it is."""

import pytest

from treatygraph.cli.output import in_language
from treatygraph.errors import UsageError
from treatygraph.languages import language_named, speaking
from treatygraph.table import Table

TABLE = Table(
    ("answer", "referencesRead", "heading"),
    (("lacks", False, "Production order"),),
    title="What does this draft point to most?",
)


def test_a_table_is_said_in_the_language_that_is_spoken():
    with speaking("es"):
        found = in_language(TABLE)

    assert ("respuesta", "remisiones leídas", "título") == found.columns
    assert (("no tiene", False, "Production order"),) == found.rows
    assert "¿A qué remite más este proyecto?" == found.title
    assert TABLE is in_language(TABLE)


def test_a_language_without_words_is_refused_with_those_that_there_are():
    with pytest.raises(UsageError, match="'xx'") as met:
        language_named("xx")

    assert "en, es, fr" in str(met.value.expected)
    assert "fr" == language_named("fr-CA").code
