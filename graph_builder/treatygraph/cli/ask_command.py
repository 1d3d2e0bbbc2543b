"""`treatygraph ask` and `treatygraph questions`: the catalogue from the command line."""

from __future__ import annotations

from dataclasses import replace

import click

from treatygraph.ask import answer, explain, find_question
from treatygraph.catalogue import catalogue, question_named
from treatygraph.cli.echo import echo
from treatygraph.cli.output import (
    endpoint_option,
    format_option,
    in_language,
    key_value,
    language_option,
    open_asked,
    show,
)
from treatygraph.errors import UsageError
from treatygraph.languages import language_named, speaking
from treatygraph.table import Table

__all__ = ["command", "questions"]


@click.command(name="ask")
@click.argument("words", nargs=-1, required=True, metavar="NAME|SENTENCE [KEY=VALUE]...")
@click.option("--explain", "only_explain", is_flag=True, help="Show the query, do not run it.")
@language_option
@endpoint_option
@format_option
def command(
    words: tuple[str, ...], only_explain: bool, language: str, endpoint: str, form: str
) -> None:
    """Answer a question of the catalogue, by its name or in words.

    A value is a printed number (IV, 36), a key, a symbol, a name or an IRI; a wrong one is
    answered with the nearest that exist.  What a sentence was understood as stands before
    its answer, and KEY=VALUE changes it; what is no question is searched for.

    \b
    Example:
      treatygraph ask articles-without-reference draft=zero-draft chapter=IV target=36
      treatygraph ask articles-without-reference draft=adopted chapter=4 target=36 --explain
      treatygraph ask "which Chapter IV provisions lack an Article 36 link?"
      treatygraph ask "qui dit quoi sur l'article 24 ?" --language fr --format markdown
    """
    given = [word for word in words[1:] if "=" in word]
    said = [words[0], *(word for word in words[1:] if "=" not in word)]
    values = dict(map(key_value, given))
    with speaking(language_named(language).code):
        _answer(said, values, endpoint, form, only_explain)


def _answer(
    said: list[str], values: dict[str, str], endpoint: str, form: str, only_explain: bool
) -> None:
    question = question_named(said[0]) if len(said) == 1 else None
    if question is None and len(said) == 1 and "-" in said[0] and " " not in said[0]:
        question = find_question(said[0], catalogue())
    if question is not None:
        graph = open_asked(endpoint)
        if only_explain:
            echo(explain(graph, question, values))
            return
        show(in_language(answer(graph, question, values)), form)
        return
    _in_words(" ".join(said), values, endpoint, form, only_explain)


def _in_words(
    sentence: str, values: dict[str, str], endpoint: str, form: str, only_explain: bool
) -> None:
    """Answer a sentence: what was understood first, then the rows of each reading."""
    from treatygraph.plainwords import answers, changed

    graph = open_asked(endpoint)
    heard = changed(graph.listener.hear(sentence), values)
    if only_explain and heard.readings:
        reading = heard.readings[0]
        echo(f"# Understood: {reading.sentence}")
        echo(explain(graph, reading.question, reading.values))
        return
    tables = answers(graph, heard)
    if form != "table":
        also = tuple(f"It may also mean: {r.sentence} Ask: {r.command}" for r in heard.readings[1:])
        notes = (*tables[0].notes[:1], *also, *tables[0].notes[1:])
        show(in_language(replace(tables[0], notes=notes)), form)
        return
    for place, table in enumerate(tables):
        echo(("\nOr. " if place else "") + table.notes[0])
        show(in_language(replace(table, notes=table.notes[1:])), form)


@click.command(name="questions")
@click.option("--group", help="Only the questions of one group.")
@format_option
def questions(group: str | None, form: str) -> None:
    """List the questions of the catalogue with their parameters.

    \b
    Example: treatygraph questions
             treatygraph questions --group references --format json
    """
    every = catalogue()
    groups = {question.group for question in every.values()}
    if group is not None and group not in groups:
        raise UsageError(
            f"There is no group {group!r}.", expected=f"one of {', '.join(sorted(groups))}"
        )
    rows = tuple(
        (q.group, q.name, q.question, " ".join(f"{p.name}={p.type}" for p in q.params))
        for q in every.values()
        if group in (None, q.group)
    )
    show(Table(("group", "name", "question", "parameters"), rows), form)
