"""`treatygraph links`: what is matched with other datasets, and whether it answers."""

from __future__ import annotations

from collections import Counter

import click
from rich.progress import track

from treatygraph.cli.output import format_option, open_graph, show
from treatygraph.table import Table
from treatygraph.vocab import compact
from treatygraph.web.link_check import Answer, Out, links_of, try_links

__all__ = ["links"]

_SPACE = click.option("--space", default="", help="Only IRIs that begin so.")


@click.group(name="links")
def links() -> None:
    """List the links to Wikidata, EuroVoc and others, or test them on the web.

    \b
    Example: treatygraph links list --space http://eurovoc.europa.eu/
             treatygraph links check --limit 20
    """


@links.command(name="list")
@_SPACE
@format_option
def list_links(space: str, form: str) -> None:
    """Show what of ours matches what there, and how.

    \b
    Example: treatygraph links list --format csv
    """
    rows = tuple((compact(x.thing), x.match, x.iri, x.label) for x in _chosen(space))
    show(Table(("thing", "match", "target", "label there"), rows, "Links"), form)


@links.command(name="check")
@_SPACE
@click.option("--limit", type=int, help="Test only so many.")
@click.option("--timeout", type=float, default=10.0, show_default=True, help="Seconds to wait.")
@click.option("--pause", type=float, default=0.5, show_default=True, help="Seconds between two.")
@format_option
def check(space: str, limit: int | None, timeout: float, pause: float, form: str) -> int:
    """Ask each target of a link whether it is there; offline, say so.

    \b
    Exit status: 0 all answer, 1 some are gone or in trouble, 3 nothing could be tested.
    Example: treatygraph links check --space http://www.wikidata.org/
    """
    iris = list(dict.fromkeys(x.iri for x in _chosen(space)))[:limit]
    asked = try_links(iris, timeout=timeout, pause=pause)
    answers = list(track(asked, "Asking", total=len(iris), transient=True))
    counts = Counter(answer.state for answer in answers)
    shown = [answer for answer in answers if answer.state != "answers"]
    notes = (", ".join(f"{counts[state]} {state}" for state in sorted(counts)) or "no links",)
    if answers and counts["untested"] == len(answers):
        notes = ("No target could be reached: this machine is offline. Nothing was tested.",)
        shown = _one_a_reason(shown)
    rows = tuple((a.iri, a.state, a.note) for a in shown)
    show(Table(("target", "state", "why"), rows, "Links", notes), form)
    return _status(counts)


def _one_a_reason(answers: list[Answer]) -> list[Answer]:
    return list({answer.note: answer for answer in reversed(answers)}.values())


def _status(counts: Counter[str]) -> int:
    if counts["gone"] or counts["trouble"]:
        return 1
    return 3 if counts["untested"] and not counts["answers"] else 0


def _chosen(space: str) -> list[Out]:
    return [link for link in links_of(open_graph().store) if link.iri.startswith(space)]
