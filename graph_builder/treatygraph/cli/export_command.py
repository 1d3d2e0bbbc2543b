"""`treatygraph export`: the graph in the formats of other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click
from pyoxigraph import Quad

from treatygraph.cli.echo import echo
from treatygraph.cli.output import open_graph, show
from treatygraph.errors import UsageError
from treatygraph.export.formats import FORMATS, Written, describe_files, export, export_profile
from treatygraph.export.profiles import PROFILES
from treatygraph.iris import default_minter
from treatygraph.table import Table

__all__ = ["command"]


@click.command(name="export")
@click.option(
    "--format",
    "forms",
    type=click.Choice([*FORMATS, "all"]),
    multiple=True,
    help="May be repeated; `all` writes every one; nquads where nothing is named.",
)
@click.option(
    "--profile",
    "profiles",
    type=click.Choice(list(PROFILES)),
    multiple=True,
    help="The same facts in the words of another vocabulary; may be repeated.",
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
@click.option(
    "--at",
    "address",
    metavar="URL",
    default="",
    help="Address at which you publish the files, for void.ttl; relative to it where left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what was written.")
def command(
    forms: tuple[str, ...],
    profiles: tuple[str, ...],
    folder: Path,
    graphs: tuple[str, ...],
    compress: bool,
    address: str,
    as_json: bool,
) -> int:
    """Write the graph for other programs; the same graph gives the same bytes.

    `void` describes the graph, and every file written in the same call with its checksum.
    Where several formats are asked for and one cannot be had, the others are written, what
    was left out is named with what mends it, and the status is 1.

    \b
    Example: treatygraph export --format turtle --format csv --out dump
             treatygraph export --format akn --graph un-cybercrime/adopted --out dump
             treatygraph export --format nquads --format void --out dump
             treatygraph export --profile eli --profile schema --out dump
    """
    store = open_graph().store
    quads = list(store.dump())
    minter = default_minter()
    names = [key if "://" in key else minter.graph(key) for key in graphs]
    wanted = FORMATS if "all" in forms else forms or (() if profiles else ("nquads",))
    written, left_out = _export_each(
        quads, [form for form in wanted if form != "void"], folder, names, compress
    )
    for name in profiles:
        written += [(name, file) for file in export_profile(store, name, folder)]
    if "void" in wanted:
        files = [file for _, file in written]
        written.append(("void", describe_files(quads, folder, files, address=address)))
    rows = tuple((form, str(file.path), file.bytes, file.sha256) for form, file in written)
    columns = ("format", "file", "bytes", "sha256")
    if as_json:
        echo(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], indent=2))
    else:
        show(Table(columns, tuple((*row[:3], row[3][:16]) for row in rows)), "table")
    for form, error in left_out:
        echo(f"Left out: {form}. {error}", err=True)
    return 1 if left_out else 0


def _export_each(
    quads: list[Quad], forms: list[str], folder: Path, graphs: list[str], compress: bool
) -> tuple[list[tuple[str, Written]], list[tuple[str, UsageError]]]:
    """Return the files of each format, and the formats that could not be written, with why."""
    written: list[tuple[str, Written]] = []
    left_out: list[tuple[str, UsageError]] = []
    for form in forms:
        try:
            files = export(quads, form, folder, graphs=graphs, compress=compress)
        except UsageError as error:
            left_out.append((form, error))
        else:
            written += [(form, file) for file in files]
    if left_out and not written:
        raise left_out[0][1]
    return written, left_out
