"""`treatygraph forget`: a draft's own text is taken out of the graph again."""

from __future__ import annotations

import click

from treatygraph.cli.echo import echo
from treatygraph.curated.own_readings import check_key, load_drafts
from treatygraph.errors import UsageError
from treatygraph.home import data_folders, drafts_folder, graph_folder
from treatygraph.pipeline.builder import build
from treatygraph.pipeline.official import matched_places
from treatygraph.pipeline.status import status_place
from treatygraph.pipeline.unchanged import inputs_key

__all__ = ["command"]


@click.command(name="forget")
@click.argument("draft")
@click.option("--treaty", default="un-cybercrime", show_default=True, help="Key of the treaty.")
@click.option("--language", metavar="CODE", help="Only the text in this language.")
@click.option("--no-build", is_flag=True, help="Do not build the graph anew afterwards.")
def command(draft: str, treaty: str, language: str | None, no_build: bool) -> int:
    """Take your own text of a draft out of the graph again; copies that were fetched stay.

    `status` in the place of a draft takes the depositary's list of the treaty out.

    \b
    Example: treatygraph forget rev-2
             treatygraph forget adopted --language fr
             treatygraph forget status --treaty untoc
    """
    for what, key in (("treaty", treaty), ("draft", draft)):
        check_key(what, key)
    folder = drafts_folder()
    found = sorted(folder.glob(f"{treaty}.{draft}.{language or '*'}.json"))
    if draft == "status" and not found:
        found = [place for place in [status_place(treaty)] if place.exists()]
    if not found:
        names = sorted(p.name.removesuffix(".json") for p in folder.glob("*.json"))
        raise UsageError(
            f"There is no text of {treaty}/{draft} of your own.",
            expected="one of " + ", ".join(names) if names else "a draft that was ingested",
        )
    for path in found:
        path.unlink()
        echo(f"taken out: {path}")
    if not any(folder.glob(f"{treaty}.{draft}.*.json")):
        for place in matched_places(treaty, draft):
            place.unlink(missing_ok=True)
    if no_build:
        echo("Next: `treatygraph build`.", err=True)
        return 0
    folders = data_folders()
    key = inputs_key(folders, folder)
    report = build(folders, graph_folder(), own=load_drafts(folder), inputs=key)
    for finding in report.violations:
        echo(f"{finding.code} {finding.place}: {finding.message}", err=True)
    echo(f"graph: {report.quads} quads" if report.place else "The graph was not published.")
    return 0 if report.place else 1
