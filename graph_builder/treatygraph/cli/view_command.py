"""`treatygraph view`: a picture as one file that needs no network."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import key_value, open_graph
from treatygraph.errors import UsageError

__all__ = ["command"]


@click.command(name="view")
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@click.option(
    "--draft", help="A draft's key or IRI; the oldest with known articles where left out."
)
@click.option("--around", help="A thing's IRI, or its key such as stakeholder/gi-toc.")
@click.option(
    "--steps", type=click.IntRange(1, 3), default=1, show_default=True, help="How far around."
)
@click.option("--question", "name", help="A question; its answer is drawn. Parameters as for ask.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write.",
)
def command(
    parameters: tuple[str, ...],
    draft: str | None,
    around: str | None,
    steps: int,
    name: str | None,
    output: Path,
) -> None:
    """Write an interactive picture as one HTML file that opens offline.

    \b
    Example:
      treatygraph view -o zero-draft.html
      treatygraph view --draft adopted -o adopted.html
      treatygraph view --around stakeholder/gi-toc -o gi-toc.html
      treatygraph view --question renumbered -o answer.html
    """
    if sum(bool(choice) for choice in (draft, around, name)) > 1:
        raise UsageError("Choose one of --draft, --around and --question.")
    if parameters and not name:
        raise UsageError(
            f"There is no question for {parameters[0]!r}.", expected="--question NAME before it"
        )
    values = {"draft": draft or "", **dict(map(key_value, parameters))}
    picture = open_graph().view(around=around or "", steps=steps, question=name or "", **values)
    size, scene = picture.save(output) // 1024, picture.scene
    echo(f"{output}: {len(scene.nodes)} things, {len(scene.edges)} relations, {size} kB")
