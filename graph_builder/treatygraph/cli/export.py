"""`treatygraph export`: the graph in the formats of other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from treatygraph.cli.output import open_graph, show
from treatygraph.export.files import FORMATS, export
from treatygraph.iris import default_minter
from treatygraph.table import Table

__all__ = ["command"]


@click.command(name="export")
@click.option(
    "--format",
    "forms",
    type=click.Choice([*FORMATS, "hdt", "all"]),
    multiple=True,
    default=("nquads",),
    show_default=True,
    help="May be repeated; `all` writes every one.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write to.",
)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="KEY",
    help="Only this named graph: its IRI, or its key such as un-cybercrime/zero-draft.",
)
@click.option("--gzip", "compress", is_flag=True, help="Compress each file.")
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what was written.")
def command(
    forms: tuple[str, ...], folder: Path, graphs: tuple[str, ...], compress: bool, as_json: bool
) -> None:
    """Write the graph for other programs; the same graph gives the same bytes.

    \b
    Example: treatygraph export --format turtle --format csv --out dump
             treatygraph export --format akn --graph un-cybercrime/adopted --out dump
    """
    quads = list(open_graph().dump())
    minter = default_minter()
    names = [key if "://" in key else minter.graph(key) for key in graphs]
    wanted = FORMATS if "all" in forms else forms
    rows = tuple(
        (form, str(file.path), file.bytes, file.sha256)
        for form in wanted
        for file in export(quads, form, folder, graphs=names, compress=compress)
    )
    columns = ("format", "file", "bytes", "sha256")
    if as_json:
        click.echo(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], indent=2))
    else:
        show(Table(columns, tuple((*row[:3], row[3][:16]) for row in rows)), "table")
