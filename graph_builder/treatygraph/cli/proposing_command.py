"""`match`, `models`, `what-if`: what a person may do next with a draft."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.assess.acceptance import proposal_file
from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, open_graph, read_yaml, show
from treatygraph.curated.own_readings import load_drafts
from treatygraph.home import data_folders, drafts_folder
from treatygraph.pipeline.whatif import what_if_file
from treatygraph.textfile import write_whole

__all__ = ["match", "models", "whatif"]


@click.command(name="match")
@click.argument("before")
@click.argument("after")
@click.option(
    "--least",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Lowest score of a match.",
)
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the proposals to a file for a person to go through.",
)
@format_option
def match(before: str, after: str, least: float, target: Path | None, form: str) -> None:
    """Propose which article goes on from which, with scores, for a person to accept.

    Nothing is joined by this command: a person goes through the file that --write makes,
    and `treatygraph accept` takes over what says yes.

    \b
    Example: treatygraph match zero-draft adopted --least 0.6
             treatygraph match zero-draft rev-2 --write proposals.yaml
    """
    graph = open_graph()
    if target is not None:
        write_whole(target, proposal_file(graph, before, after, least=least))
        echo(f"Proposals written to {target}; see its head for what to do.", err=True)
    show(graph.match(before, after, least=least), form)


@click.command(name="models")
@click.option("--draft", required=True, help="Key of the draft, such as adopted.")
@click.option("--lacking", is_flag=True, help="Only what is not known to be in the draft.")
@format_option
def models(draft: str, lacking: bool, form: str) -> None:
    """Show which safeguards and grounds an article's model in another treaty has, and the draft.

    \b
    Example: treatygraph models --draft adopted
             treatygraph models --draft zero-draft --lacking --format csv
    """
    show(open_graph().models(draft, lacking=lacking), form)


@click.command(name="what-if")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--data",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of curated files; the shipped data and your own where left out. May be repeated.",
)
@format_option
def whatif(file: Path, folders: tuple[Path, ...], form: str) -> None:
    """Apply an edit to a copy of a draft: which verdicts change, which references break.

    \b
    Example: treatygraph what-if edit.yaml
    where edit.yaml holds:
      treaty: un-cybercrime
      draft: adopted
      edits:
        - move: {provision: art-24, to: ch-1}
        - apply-clause: {clause: art-24, over: draft}
        - add-safeguard: {in: art-24, safeguard: necessity, modality: shall}
        - insert-reference: {from: art-25, to: art-36}
        - delete: {provision: art-4}
        - rename: {provision: art-24, heading: Safeguards}
    """
    located = read_yaml(file, expected="treaty, draft and edits")
    show(what_if_file(located, folders or data_folders(), load_drafts(drafts_folder())), form)
