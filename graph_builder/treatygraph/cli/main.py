"""Entry point of `treatygraph`: commands are loaded only when they are called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from treatygraph import __version__
from treatygraph.errors import TreatyGraphError

__all__ = ["COMMANDS", "main"]

#: Command name → (module below `treatygraph.cli`, function).  One line a command, sorted.
COMMANDS: dict[str, str] = {
    "accept": "accepting:command",
    "ask": "ask:command",
    "assess": "assess:command",
    "build": "build:command",
    "check": "check:command",
    "checkkinds": "assess:checkkinds",
    "compare": "comparing:compare",
    "doctor": "doctor:command",
    "export": "export:command",
    "ingest": "ingest:ingest",
    "links": "links:links",
    "load": "load:command",
    "match": "proposing:match",
    "matrix": "comparing:matrix",
    "models": "proposing:models",
    "network": "network:command",
    "questions": "ask:questions",
    "read": "read:command",
    "read-positions": "read_positions:command",
    "reason": "reason:command",
    "releases": "releases:releases",
    "search": "search:command",
    "serve": "serve:command",
    "sources": "sources:sources",
    "sparql": "sparql:command",
    "try-check": "assess:try_check",
    "uptake": "assess:uptake",
    "verify": "ingest:verify",
    "view": "view:command",
    "what-if": "proposing:whatif",
}


class _Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"treatygraph.cli.{module}"), name)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Ask, check and look at the knowledge graph of a treaty under negotiation.

    \b
    Example: treatygraph build
             treatygraph ask articles-without-reference draft=zero-draft chapter=IV target=36
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit 0 fine, 1 findings, 2 wrong use, 3 cannot run."""
    try:
        result: Any = cli.main(args=arguments, prog_name="treatygraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except TreatyGraphError as error:
        click.echo(f"treatygraph: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(f"treatygraph: {_system(error)}", err=True)
        sys.exit(3)
    sys.exit(result if isinstance(result, int) else 0)


def _system(error: OSError) -> TreatyGraphError:
    """Return trouble of the machine (a folder that is a file, no space, no right) in words."""
    where = f" at {os.fspath(error.filename)!r}" if error.filename else ""
    return TreatyGraphError(
        f"The system refused{where}: {error.strerror or error}.",
        expected="a folder that can be written, with space left on the disk",
        remedy="look at the path and its rights; TREATYGRAPH_HOME says where the graph lies",
    )
