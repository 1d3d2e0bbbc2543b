"""What several commands share: the graph to ask, and the way tables leave."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from treatygraph.cli.echo import echo
from treatygraph.errors import DataError, UsageError
from treatygraph.graph import Graph
from treatygraph.home import current_graph
from treatygraph.http.column_names import words_of
from treatygraph.languages import ENGLISH, said, spoken
from treatygraph.render import FORMATS, notes_apart, render, render_parquet
from treatygraph.store.opening import open_store
from treatygraph.store.oxigraph import OxigraphStore
from treatygraph.table import Table
from treatygraph.textfile import read_text

if TYPE_CHECKING:
    from treatygraph.curated.yamlfile import Located
    from treatygraph.store.remote import RemoteStore

__all__ = [
    "brief_format_option",
    "endpoint_option",
    "format_option",
    "in_language",
    "key_value",
    "language_option",
    "open_asked",
    "open_engine",
    "open_graph",
    "open_memory",
    "read_yaml",
    "show",
]


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--format` of all commands that end in a table."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([*FORMATS, "parquet"]),
        default="table",
        show_default=True,
        help="table for people; the others for programs and documents.",
    )(function)


def language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--language` of commands that answer people."""
    return click.option(
        "--language",
        default=ENGLISH,
        show_default=True,
        help="Language of the words around the facts: en, fr, es.",
    )(function)


def in_language(table: Table) -> Table:
    """Return a table with its title, columns, notes and words in the language spoken."""
    if spoken() == ENGLISH:
        return table
    rows = (tuple(said(c) if isinstance(c, str) else c for c in row) for row in table.rows)
    return Table(
        tuple(said(words_of(name)) for name in table.columns),
        tuple(rows),
        title=said(table.title),
        notes=tuple(map(said, table.notes)),
    )


def brief_format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--format` of commands that report: a table, or JSON."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json"]),
        default="table",
        show_default=True,
        help="For people or for programs.",
    )(function)


def endpoint_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--endpoint` of commands that can ask a server instead."""
    return click.option(
        "--endpoint",
        default="",
        envvar="TREATYGRAPH_ENDPOINT",
        metavar="URL",
        help="Ask this SPARQL server; the published graph where left out.",
    )(function)


def open_memory() -> OxigraphStore:
    """Return the store of the published graph, loaded into memory."""
    return OxigraphStore.load(current_graph() / "graph.nq")


def open_graph() -> Graph:
    """Return the published graph, loaded into memory: for commands that ask a lot of it."""
    return Graph(open_memory())


def open_engine(endpoint: str, allow_service: Iterable[str] = ()) -> OxigraphStore | RemoteStore:
    """Return the store on a server, or the published graph on disk where none is named."""
    if not endpoint:
        return OxigraphStore.open_folder(current_graph() / "store", allow_service=allow_service)
    timeout = _timeout(os.environ.get("TREATYGRAPH_TIMEOUT", "60"))
    return open_store(endpoint, timeout=timeout, allow_service=allow_service)  # type: ignore[return-value]


def open_asked(endpoint: str) -> Graph:
    """Return the graph that one question is put to: on a server, or the published one."""
    return Graph(open_engine(endpoint))


def _timeout(seconds: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", seconds) or float(seconds) <= 0:
        raise UsageError(
            f"TREATYGRAPH_TIMEOUT={seconds!r} is no time.", expected="seconds, such as 120"
        )
    return float(seconds)


def show(table: Table, form: str) -> None:
    """Print a table; notes that the format cannot carry go to standard error."""
    if form == "parquet":
        sys.stdout.buffer.write(render_parquet(table))
    else:
        width = shutil.get_terminal_size((110, 24)).columns
        echo(render(table, form, width=max(width, 60)))
    if notes_apart(form):
        for note in table.notes:
            echo(f"Note: {note}", err=True)


def key_value(parameter: str) -> tuple[str, str]:
    """Return the two sides of a parameter that was given as key=value."""
    key, equals, value = parameter.partition("=")
    if not equals:
        raise UsageError(
            f"The parameter {parameter!r} has no value.",
            expected="key=value, such as draft=zero-draft",
        )
    return key, value


def read_yaml(file: Path, *, expected: str) -> Located:
    """Return a mapping that a person wrote in YAML, with the line of every value.

    Raises `DataError` with file and line where it is none.
    """
    from treatygraph.curated.yamlfile import parse_yaml

    located = parse_yaml(read_text(file), name=file.name)
    if not isinstance(located.data, dict):
        raise DataError(
            f"The file holds {'nothing' if located.data is None else 'no mapping'}.",
            place=located.place(()),
            expected=expected,
            remedy="the command's --help shows an example",
        )
    return located
