"""`treatygraph view`: a picture as one file that needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatygraph.cli.output import open_graph
from treatygraph.errors import UsageError
from treatygraph.iris import default_minter

if TYPE_CHECKING:
    from treatygraph.draw.scene import Asker, Scene
    from treatygraph.store import OxigraphStore

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
    from treatygraph.draw.page import standalone

    if sum(bool(choice) for choice in (draft, around, name)) > 1:
        raise UsageError("Choose one of --draft, --around and --question.")
    if parameters and not name:
        raise UsageError(
            f"There is no question for {parameters[0]!r}.", expected="--question NAME before it"
        )
    store = open_graph()
    if name:
        scene = _answered(store, name, parameters)
    elif around:
        scene = _around(store, around, steps)
    else:
        scene = _draft(store, draft)
    page = standalone(scene, base=default_minter().base)
    output.write_text(page, encoding="utf-8")
    size = len(page.encode()) // 1024
    click.echo(f"{output}: {len(scene.nodes)} things, {len(scene.edges)} relations, {size} kB")


def _draft(store: OxigraphStore, name: str | None) -> Scene:
    from treatygraph.draw.gather import gather_draft

    ask = _asker(store)
    rows = ask(_DRAFTS)
    most = max((int(row["n"]) for row in rows if row.get("first") == "true"), default=0)
    for row in rows:
        keys = (row["d"], row["d"].rpartition("/")[2], row["d"].partition("/id/")[2])
        if name in keys or (not name and int(row["n"]) > 0 and 2 * int(row["n"]) >= most):
            return gather_draft(ask, row["d"])
    known = ", ".join(row["d"].rpartition("/")[2] for row in rows)
    raise UsageError(f"There is no draft {name!r}.", expected=f"one of {known}")


_DRAFTS = """
SELECT ?d ?first (COUNT(?a) AS ?n) WHERE {
  ?d a tg:Draft . ?t eli:has_member ?d . OPTIONAL { ?t tg:negotiated ?open }
  OPTIONAL { ?a tg:inDraft ?d ; a tg:Article } OPTIONAL { ?d tg:datePrinted ?when }
  BIND(COALESCE(?open, false) AS ?first)
}
GROUP BY ?d ?first ?when
ORDER BY DESC(COUNT(?a) > 0) DESC(?first) ?when ?d
"""


def _around(store: OxigraphStore, name: str, steps: int) -> Scene:
    from treatygraph.draw.gather import gather_around

    iri = name if "://" in name else default_minter().thing(name.removeprefix("id/"))
    scene = gather_around(_asker(store), iri, steps=steps)
    if not scene.edges:
        raise UsageError(
            f"Nothing is linked with {iri!r}.",
            expected="an IRI of the graph, or a key such as stakeholder/gi-toc",
        )
    return scene


def _answered(store: OxigraphStore, name: str, parameters: tuple[str, ...]) -> Scene:
    from treatygraph.ask import answer, find_question
    from treatygraph.catalogue import catalogue
    from treatygraph.draw.answered import gather_answer

    question = find_question(name, catalogue())
    values = dict(parameter.split("=", 1) for parameter in parameters if "=" in parameter)
    table = answer(store, question, values)
    scene = gather_answer(_asker(store), table.columns, table.rows, title=question.question)
    if not scene.nodes:
        raise UsageError(
            f"The answer to {name!r} names no things to draw.",
            remedy=f"treatygraph ask {name} shows its rows",
        )
    return scene


def _asker(store: OxigraphStore) -> Asker:
    from treatygraph.draw.asking import rows_of

    return rows_of(store.inner)
