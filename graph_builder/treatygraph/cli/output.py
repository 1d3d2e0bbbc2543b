"""What several commands share: the graph to ask, and the way tables leave."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from treatygraph.errors import DataError, UsageError
from treatygraph.home import current_graph
from treatygraph.readers.yamlfile import Located, parse_yaml
from treatygraph.render import FORMATS, notes_apart, render, render_parquet
from treatygraph.store import Endpoint, OxigraphStore, RemoteStore
from treatygraph.store.opening import credentials_for
from treatygraph.table import Table
from treatygraph.textfile import read_text

__all__ = [
    "brief_format_option",
    "endpoint_option",
    "format_option",
    "open_engine",
    "open_graph",
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


def open_graph(allow_service: Iterable[str] = ()) -> OxigraphStore:
    """Return the published graph, loaded into memory."""
    return OxigraphStore.load(current_graph() / "graph.nq", allow_service=allow_service)


def open_engine(endpoint: str, allow_service: Iterable[str] = ()) -> OxigraphStore | RemoteStore:
    """Return the store on a server, or the published graph where no server is named."""
    if not endpoint:
        return open_graph(allow_service)
    allowed = tuple(allow_service)
    credentials = credentials_for(endpoint)
    timeout = _timeout(os.environ.get("TREATYGRAPH_TIMEOUT", "60"))
    return RemoteStore(
        Endpoint(endpoint, credentials=credentials, timeout=timeout, allow_service=allowed)
    )


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
        click.echo(render(table, form, width=max(width, 60)))
    if notes_apart(form):
        for note in table.notes:
            click.echo(f"Note: {note}", err=True)


def read_yaml(file: Path, *, expected: str) -> Located:
    """Return a mapping that a person wrote in YAML, with the line of every value.

    Raises `DataError` with file and line where it is none.
    """
    located = parse_yaml(read_text(file), name=file.name)
    if not isinstance(located.data, dict):
        raise DataError(
            f"The file holds {'nothing' if located.data is None else 'no mapping'}.",
            place=located.place(()),
            expected=expected,
            remedy="the command's --help shows an example",
        )
    return located
