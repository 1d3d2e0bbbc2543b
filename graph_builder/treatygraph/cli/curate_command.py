"""`treatygraph curate`: a paper at the left, what it asks at the right, one file as the result."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.read_positions_command import frame_of, paper_of, paper_options
from treatygraph.curated.positionkeys import Keys, concepts
from treatygraph.documents.papers.cards import cards_of, taken_up
from treatygraph.documents.papers.positionsfile import Frame
from treatygraph.errors import ResourceMissing
from treatygraph.home import current_graph, data_folders, drafts_folder, own_data
from treatygraph.textfile import read_text

__all__ = ["command"]


@click.command(name="curate")
@paper_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.yaml",
    help="File to write and take up again; positions/<document>.yaml of your own data if left out.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="TCP port; a free one if left out."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser at the page.")
def command(
    file: Path,
    treaty: str,
    draft: str | None,
    document: str | None,
    holder: str | None,
    language: str | None,
    out: Path | None,
    port: int,
    open_browser: bool,
) -> None:
    """Go over what a paper asks in the browser, and write its position file.

    Each passage that may ask for something is a card: y takes it, n leaves it, s splits it,
    j joins it with the next, the arrows go on, w writes it in your own words.  The file is
    written whole after every change; run the command again to go on where you were.

    \b
    Example: treatygraph curate paper.pdf --open
             treatygraph curate paper.docx --holder eff --out data/positions/eff-2024.yaml
    """
    from treatygraph.http.curating import Desk, curating_app
    from treatygraph.http.listening import listen, server

    keys = Keys(data_folders(), drafts_folder())
    source, candidates = paper_of(file, language)
    frame, _ = frame_of(keys, source.text, file.stem, treaty, draft, document, holder)
    path = out or own_data() / "positions" / f"{frame.document}.yaml"
    cards = cards_of(candidates, frame)
    if path.exists():
        cards = taken_up(read_text(path), str(path), source.text, cards)
    desk = Desk(
        title=file.name,
        text=source.text,
        frame=frame,
        cards=cards,
        out=path,
        choices=_choices(keys, frame),
        graph=_graph(),
    )
    listener = listen("127.0.0.1", port)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    echo(f"{file.name} is at {address}  (Ctrl+C ends it)\nWhat you take is written to {path}")
    if open_browser:
        click.launch(address)
    server(curating_app(desk)).run(sockets=[listener])


def _graph() -> Path | None:
    try:
        return current_graph() / "graph.nq"
    except ResourceMissing:
        return None


def _choices(keys: Keys, frame: Frame) -> dict[str, list[tuple[str, str]]]:
    """Return what may be chosen: values with what they are called, targets by their number."""
    headings = keys.headings(frame.treaty, frame.draft) if frame.draft else {}
    articles = {key: at for at, key in frame.lineages.items() if "/" not in at}
    targets = [
        (f"lineage/{key}", f"{_number(articles.get(key, ''))}{label}")
        for key, label in keys.labels(frame.treaty).items()
    ]
    targets += [
        (f"provision/{frame.draft}/{key}", f"{_number(key)}{headings.get(key, '')}")
        for key in sorted(frame.provisions or ())
        if "/" in key
    ]
    issues = [(f"issue/{key}", f"issue: {key.replace('-', ' ')}") for key in keys.of("issues")]
    roles = [(f"role/{key}", f"chapter on {key.replace('-', ' ')}") for key in concepts("role")]
    return {
        "targets": [("treaty", "the treaty as a whole"), *targets, *roles, *issues],
        "action": [(key, key) for key in concepts("action")],
        "stance": [(key, key) for key in concepts("stance")],
        "calls_for": [(f"safeguard/{key}", key.replace("-", " ")) for key in concepts("safeguard")],
        "holder": sorted(keys.titles("stakeholders").items(), key=lambda pair: pair[1].lower()),
        "kind": [
            (k, k) for k in ("recommendation", "key-recommendation", "position", "argument", "risk")
        ],
    }


def _number(key: str) -> str:
    """Return a provision's key as people say it: "24(2) · "."""
    first, *rest = key.split("/")
    name = first.removeprefix("art-")
    inner = "".join(f"({part.partition('-')[2]})" for part in rest)
    return f"{name}{inner} · " if key else ""
