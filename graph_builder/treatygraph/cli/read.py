"""`treatygraph read`: what a document holds, printed and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import click

from treatygraph.readers import Reading, read
from treatygraph.readers.asjson import reading_json
from treatygraph.readers.asyaml import facts_yaml
from treatygraph.textfile import read_bytes

__all__ = ["command", "read_file"]


def read_file(path: Path, language: str | None) -> Reading:
    """Return the reading of a file; raise `ReadError` where it cannot be opened."""
    data = read_bytes(path, expected="a document: PDF, DOCX, HTML, Markdown, text or Akoma Ntoso")
    return read(data, name=path.name, language=language)


@click.command(name="read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["outline", "json", "yaml", "text"]),
    default="outline",
    show_default=True,
    help="outline for people, json for programs, yaml for data/drafts, text for the text read.",
)
@click.option("--language", metavar="CODE", help="Which version to read, of several in one file.")
def command(file: Path, form: str, language: str | None) -> int:
    """Read a document and print its provisions, references and findings.

    \b
    Exit status: 0 read, 1 read with findings, 3 cannot be opened.
    Example: treatygraph read convention.pdf
             treatygraph read convention.pdf --format json > reading.json
    """
    reading = read_file(file, language)
    if form == "json":
        click.echo(json.dumps(reading_json(reading), ensure_ascii=False, indent=1))
    elif form == "yaml":
        click.echo(facts_yaml(reading), nl=False)
    elif form == "text":
        click.echo(reading.text)
    else:
        _outline(reading)
    return 0


def _outline(reading: Reading) -> None:
    for provision in reading.provisions:
        depth = provision.key.count("/")
        if depth > 1:
            continue
        label = provision.heading or (provision.text or "")[:60].replace("\n", " ")
        click.echo(f"{'  ' * depth}{provision.key:<20} {label}")
    click.echo(
        f"{len(reading.provisions)} provisions, {len(reading.references)} references, "
        f"{len(reading.findings)} findings"
    )
    for finding in reading.findings:
        click.echo(f"{finding.severity} {finding.code} at {finding.place}: {finding.message}")
