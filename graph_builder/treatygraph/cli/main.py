"""Entry point of `treatygraph`: commands are loaded only when they are called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import StringIO
from typing import Any

import click

from treatygraph import __version__
from treatygraph.cli.echo import echo
from treatygraph.errors import TreatyGraphError

__all__ = ["COMMANDS", "main"]

#: Command name → module below `treatygraph.cli`, its function, and what the command does:
#: the first line of its help, so that the list of commands is shown without importing them.
COMMANDS: dict[str, str] = {
    "accept": "accept_command:command Take over the proposals of `match --write` that a person accepted in the file.",
    "ask": "ask_command:command Answer a question of the catalogue, by its name or in words.",
    "assess": "assess_command:command Show what each draft does of what was recommended: the scoreboard.",
    "brief": "brief_command:command Write a brief of an article, a stakeholder or a chapter, each line with its source.",
    "build": "build_command:command Build the graph from the curated files and publish it in one step.",
    "check": "check_command:command Hold the graph to its shapes and checks, and the ontology to its rules.",
    "check-positions": "check_positions_command:command Check position files: form, and whether every key and target names something.",
    "checkkinds": "assess_command:checkkinds List the kinds of checks with their parameters.",
    "compare": "comparing_command:compare Compare two drafts by lineage: numbers, places, headings, references, safeguards, words.",
    "compare-positions": "compare_positions_command:command Compare two people's readings of one paper: what only one found, and what differs.",
    "curate": "curate_command:command Go over what a paper asks in the browser, and write its position file.",
    "doctor": "doctor_command:command Say what is installed, where data and graph lie, and what mends what is missing.",
    "export": "export_command:command Write the graph for other programs; the same graph gives the same bytes.",
    "forget": "forget_command:command Take your own text of a draft out of the graph again; copies that were fetched stay.",
    "ingest": "ingest_command:ingest Read an official document and add it to your graph, with its text.",
    "join-positions": "join_positions_command:command Join two people's readings of one paper into one position file.",
    "lineages": "lineages_command:command Show how the articles of a treaty went through its drafts, or draw them.",
    "links": "links_command:links List the links to Wikidata, EuroVoc and others, or test them on the web.",
    "load": "load_command:command Load the graph into a server, graph by graph; run it again to go on after a break.",
    "match": "proposing_command:match Propose which article goes on from which, with scores, for a person to accept.",
    "matrix": "comparing_command:matrix Show which provision has which safeguard: direct, via a clause, none, cannot tell.",
    "mcp": "mcp_command:command Serve the graph to assistants (Model Context Protocol), read-only.",
    "models": "proposing_command:models Show which safeguards and grounds an article's model in another treaty has, and the draft.",
    "network": "network_command:command Show how provisions hang together by reference, or who agrees with whom.",
    "official": "official_command:command Load the official texts: fetch, recognise, read, match, confirm, build, report.",
    "new": "new_command:command Write a commented file of a position, draft, treaty or stakeholder to begin with.",
    "questions": "ask_command:questions List the questions of the catalogue with their parameters.",
    "read": "read_command:command Read a document and print its provisions, references and findings.",
    "read-positions": "read_positions_command:command Propose recommendations found in a position paper, for a person to go over.",
    "reason": "reason_command:command Ask a reasoner whether the graph has a model, and what follows from it.",
    "releases": "releases_command:releases Compare two builds by their IRIs, or write the files of a release.",
    "search": "search_command:command Find words in headings, statements, names, and in texts that were read.",
    "serve": "serve_command:command Show the graph in the browser and answer SPARQL, read-only.",
    "sides": "comparing_command:sides Show who favours, rejects or asks a change of what: stakeholders against articles.",
    "site": "site_command:command Write the whole site as files: it works without a server, SPARQL in the browser.",
    "sources": "sources_command:sources List the registered documents, or fetch one from its official address.",
    "sparql": "sparql_command:command Run a SPARQL query: given as text, as a file, or on standard input (-).",
    "start": "start_command:command Begin another treaty with its drafts, oldest first: read, match and build them.",
    "status": "status_command:command Read the depositary's status list: who signed, who is bound, what was declared.",
    "try-check": "assess_command:try_check Run a check written in YAML on every draft, and show what it gives.",
    "uptake": "assess_command:uptake List what was first adopted where, what was lost again, what is still open.",
    "verify": "ingest_command:verify Compare the facts of a draft with its official document, fact by fact.",
    "view": "view_command:command Write an interactive picture as one HTML file that opens offline.",
    "what-if": "proposing_command:whatif Apply an edit to a copy of a draft: which verdicts change, which references break.",
}


class _Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(" ")[0].partition(":")
        command: click.Command = getattr(import_module(f"treatygraph.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, COMMANDS[name].partition(" ")[2]) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


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
        error.show(said := StringIO())
        echo(said.getvalue(), nl=False, err=True)
        sys.exit(2)
    except click.Abort:
        echo("Stopped.", err=True)
        sys.exit(130)
    except TreatyGraphError as error:
        echo(f"treatygraph: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        echo(f"treatygraph: {_system(error)}", err=True)
        sys.exit(3)
    sys.exit(result if isinstance(result, int) else 0)


def _system(error: OSError) -> TreatyGraphError:
    """Return trouble of the machine (a folder that is a file, no space, no right) in words."""
    if isinstance(error, FileNotFoundError) and error.filename:
        return TreatyGraphError(
            f"There is no file or folder {os.fspath(error.filename)!r}.",
            expected="a path that is there",
        )
    where = f" at {os.fspath(error.filename)!r}" if error.filename else ""
    return TreatyGraphError(
        f"The system refused{where}: {error.strerror or error}.",
        expected="a folder that can be written, with space left on the disk",
        remedy="look at the path and its rights; TREATYGRAPH_HOME says where the graph lies",
    )
