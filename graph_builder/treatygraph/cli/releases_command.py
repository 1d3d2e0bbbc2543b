"""`treatygraph releases`: versions of the data, and what became of their IRIs."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph import __version__
from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, open_graph, show
from treatygraph.errors import UsageError
from treatygraph.export.formats import describe_files, export
from treatygraph.export.profiles import as_turtle
from treatygraph.home import current_graph
from treatygraph.iris import default_minter
from treatygraph.quality.release_comparison import (
    Changes,
    changes_as_rdf,
    compare_builds,
    read_build,
)
from treatygraph.table import Table
from treatygraph.textfile import write_whole

__all__ = ["releases"]

_FORMS = ("nquads", "turtle", "csv")


@click.group(name="releases")
def releases() -> None:
    """Compare two builds by their IRIs, or write the files of a release.

    \b
    Example: treatygraph releases diff old.nq.gz current
             treatygraph releases write --out release --prior old.nq.gz
    """


@releases.command(name="diff")
@click.argument("old")
@click.argument("new", default="current")
@click.option("--rdf", "as_rdf", is_flag=True, help="The changes in Turtle, as PROV.")
@format_option
def diff(old: str, new: str, as_rdf: bool, form: str) -> int:
    """List the IRIs minted, deprecated, replaced and lost from OLD to NEW.

    OLD and NEW are folders of builds, N-Quads files (also .gz), or `current`.

    \b
    Exit status: 0 nothing lost, 1 published IRIs vanished without a word.
    Example: treatygraph releases diff old.nq.gz
             treatygraph releases diff old.nq new.nq --rdf
    """
    minter = default_minter()
    changes = compare_builds(read_build(_place(old)), read_build(_place(new)), minter)
    if as_rdf:
        echo(as_turtle(changes_as_rdf(changes, __version__, minter)).decode().rstrip())
    else:
        rows = tuple((c.what, c.iri, c.label, c.replaced_by) for c in changes.changes)
        show(Table(("change", "iri", "label", "replaced by"), rows, "IRIs", _notes(changes)), form)
    return 1 if changes.lost else 0


@releases.command(name="write")
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True, help="Folder.")
@click.option("--prior", help="The release before, to compare with.")
def write(folder: Path, prior: str | None) -> int:
    """Write the current graph as a release: data, description, checksums, changes of IRIs.

    \b
    Exit status: 0 written, 1 not written, since published IRIs would be lost.
    Example: treatygraph releases write --out release --prior old.nq.gz
    """
    minter = default_minter()
    quads = list(open_graph().store.dump())
    changes = compare_builds(read_build(_place(prior)), quads, minter) if prior else None
    if changes and changes.lost:
        show(Table(("lost",), tuple((c.iri,) for c in changes.lost), "Lost"), "table")
        raise UsageError(
            f"{len(changes.lost)} published IRIs would be lost.",
            expected="each to be in use, or to be retired",
            remedy="name them under `retired` in data/releases.yaml",
        )
    files = [f for form in _FORMS for f in export(quads, form, folder, compress=True)]
    described = describe_files(quads, folder, files, address=f"{minter.base}release/{__version__}/")
    if changes:
        text = as_turtle(changes_as_rdf(changes, __version__, minter))
        write_whole(folder / "changes.ttl", text)
    sums = "".join(f"{f.sha256}  {f.path.relative_to(folder)}\n" for f in [*files, described])
    write_whole(folder / "SHA256SUMS", sums)
    echo(f"{len(files) + 1} files of {__version__} in {folder}")
    return 0


def _notes(changes: Changes) -> tuple[str, ...]:
    counts, statements = changes.by_content, changes.statements
    return (
        f"IRIs made of content: {counts.get('minted', 0)} new, {counts.get('gone', 0)} gone",
        f"statements: {statements['added']} added, {statements['removed']} removed",
    )


def _place(name: str) -> Path:
    return current_graph() if name == "current" else Path(name)
