"""`treatygraph read-positions`: a draft file of candidate recommendations, for a curator."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from treatygraph.readers.citations.names import slug
from treatygraph.readers.container import open_container
from treatygraph.readers.positions import guess_holder, positions_yaml, propose
from treatygraph.readers.yamlfile import parse_yaml
from treatygraph.resources import locate
from treatygraph.textfile import read_bytes

__all__ = ["command"]


def _names() -> dict[str, str]:
    """Return the names of registered stakeholders that are not States, each with its key."""
    path = locate("data", "stakeholders.yaml")
    rows = parse_yaml(path.read_text("utf-8"), name=path.name).data["stakeholders"]
    return {
        name: row["key"]
        for row in rows
        if row.get("kind") != "state"
        for name in [row["name"], *row.get("aliases", [])]
    }


@click.command(name="read-positions")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--treaty", default="un-cybercrime", show_default=True, metavar="KEY")
@click.option("--draft", metavar="KEY", help="The draft that the paper speaks of.")
@click.option("--document", metavar="KEY", help="Key of the paper in data/sources.yaml.")
@click.option("--holder", metavar="KEY", help="Who speaks; guessed from the text where left out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="yaml in the form of data/positions; json for programs.",
)
def command(
    file: Path, treaty: str, draft: str | None, document: str | None, holder: str | None, form: str
) -> int:
    """Propose recommendations found in a position paper, for a person to go over.

    Prints a draft of a file for data/positions: where each sentence stands, the
    provisions and safeguards it names, the change it seems to ask for.  Nothing is
    put into the graph, and no sentence of the paper is copied.

    \b
    Exit status: 0 candidates found, 1 none, 3 cannot be opened.
    Example: treatygraph read-positions paper.pdf --draft zero-draft > paper-2023.yaml
    """
    data = read_bytes(file, expected="a position paper: PDF, DOCX, HTML, Markdown or text")
    found = propose(data, name=file.name)
    if form == "json":
        click.echo(json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=1))
        return 0 if found else 1
    _, source = open_container(data, name=file.name)
    speaker = holder or guess_holder(source.text, _names()) or "to-name"
    key = document or slug(file.stem)
    click.echo(
        positions_yaml(found, treaty=treaty, document=key, holder=speaker, draft=draft), nl=False
    )
    click.echo(f"{len(found)} candidates; holder {speaker}: please check.", err=True)
    return 0 if found else 1
