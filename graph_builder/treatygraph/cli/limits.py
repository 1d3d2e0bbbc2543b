"""What a SPARQL query of strangers may take: the options of all commands that serve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

__all__ = ["limit_options"]

_OPTIONS = (
    click.option(
        "--time-limit",
        type=click.FloatRange(0.1, 3600),
        default=20.0,
        show_default=True,
        help="Seconds a SPARQL query may take.",
    ),
    click.option(
        "--row-limit",
        type=click.IntRange(1),
        default=100_000,
        show_default=True,
        help="Rows a SPARQL query may give.",
    ),
    click.option(
        "--memory-limit",
        type=click.IntRange(16),
        default=1024,
        show_default=True,
        help="MiB of memory that a SPARQL query may take.",
    ),
)


def limit_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--time-limit`, `--row-limit` and `--memory-limit`, in this order."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
