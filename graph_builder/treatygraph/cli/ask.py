"""`treatygraph ask` and `treatygraph questions`: the catalogue from the command line."""

from __future__ import annotations

import click

from treatygraph.ask import answer, explain, find_question
from treatygraph.catalogue import catalogue
from treatygraph.cli.output import endpoint_option, format_option, open_engine, show
from treatygraph.errors import UsageError
from treatygraph.table import Table

__all__ = ["command", "questions"]


@click.command(name="ask")
@click.argument("name")
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--explain", "only_explain", is_flag=True, help="Show the query, do not run it.")
@endpoint_option
@format_option
def command(
    name: str, parameters: tuple[str, ...], only_explain: bool, endpoint: str, form: str
) -> None:
    """Answer a question of the catalogue.

    A value is a printed number (IV, 36), a key, a name or an IRI; a wrong one is
    answered with the nearest that exist.

    \b
    Example:
      treatygraph ask articles-without-reference draft=zero-draft chapter=IV target=36
      treatygraph ask articles-without-reference draft=adopted chapter=4 target=36 --explain
    """
    question = find_question(name, catalogue())
    values = dict(_pair(parameter) for parameter in parameters)
    store = open_engine(endpoint)
    if only_explain:
        click.echo(explain(store, question, values))
        return
    show(answer(store, question, values), form)


def _pair(parameter: str) -> tuple[str, str]:
    key, equals, value = parameter.partition("=")
    if not equals:
        raise UsageError(
            f"The parameter {parameter!r} has no value.",
            expected="key=value, such as draft=zero-draft",
        )
    return key, value


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
