"""`treatygraph read`: what a document holds, printed and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.documents import Reading
from treatygraph.documents.apart import read_apart
from treatygraph.documents.asjson import reading_json
from treatygraph.documents.asyaml import facts_yaml
from treatygraph.textfile import read_bytes

__all__ = ["command", "read_file"]


def read_file(
    path: Path, language: str | None, revisions: str = "accepted", *, ocr: bool = False
) -> Reading:
    """Return the reading of a file; raise `ReadError` where it cannot be opened."""
    data = read_bytes(path, expected="a document: PDF, DOCX, HTML, Markdown, text or Akoma Ntoso")
    return read_apart(data, name=path.name, language=language, revisions=revisions, ocr=ocr)


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
@click.option(
    "--as",
    "revisions",
    type=click.Choice(["accepted", "original"]),
    default="accepted",
    show_default=True,
    help="Of a Word document with tracked changes: the text with them, or before them.",
)
@click.option("--ocr", is_flag=True, help="Read scanned or unsound pages from their picture.")
def command(file: Path, form: str, language: str | None, revisions: str, ocr: bool) -> int:
    """Read a document and print its provisions, references and findings.

    \b
    Exit status: 0 read, 1 read with findings, 3 cannot be opened.
    Example: treatygraph read convention.pdf
             treatygraph read convention.pdf --format json > reading.json
    """
    reading = read_file(file, language, revisions, ocr=ocr)
    if form == "json":
        echo(json.dumps(reading_json(reading), ensure_ascii=False, indent=1))
    elif form == "yaml":
        echo(facts_yaml(reading), nl=False)
    elif form == "text":
        echo(reading.text)
    else:
        _outline(reading)
    return 1 if any(f.severity != "info" for f in reading.findings) else 0


def _outline(reading: Reading) -> None:
    for provision in reading.provisions:
        depth = provision.key.count("/")
        if depth > 1:
            continue
        label = provision.heading or (provision.text or "")[:60].replace("\n", " ")
        echo(f"{'  ' * depth}{provision.key:<20} {label}")
    echo(
        f"{len(reading.provisions)} provisions, {len(reading.references)} references, "
        f"{len(reading.findings)} findings"
    )
    for finding in reading.findings:
        echo(f"{finding.severity} {finding.code} at {finding.place}: {finding.message}")
