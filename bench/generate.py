"""Make graphs of as many treaties as one wants, shaped like the graph that is shipped.

    python -m bench generate --out PLACE.nq [--treaties 1] [--drafts 6] [--seed 1] [--distinct 9]

A treaty is made as records and goes through the project's own mapping, rules, checks of
recommendations, network measures and inference, so every question of the catalogue has
something to answer.  Treaties are written one after the other: memory is that of one.  A
treaty depends on the seed and on its number only; the same seed gives the same bytes.

The shapes are counts of the shipped graph (83,561 quads).  Where a text must have been read
whole to be counted, they are those of the three that were (160 articles):

| shape | counted | here |
|---|---|---|
| articles of a text | 41, 48, 71 | one of these |
| chapters of a text that has some and is no stub | 4, 8, 9, 9 | 8, each with a role |
| preambular paragraphs | 15, 16 | 15 |
| paragraphs of an article | 514 in 160 | 0 to 6, mean 3.2 |
| subparagraphs of a paragraph | 363 in 514 | 0.7 of the paragraphs have, mean of all 0.71 |
| items of a subparagraph | 42 in 363 | mean 0.12 |
| references of an article | 691 in 160 | mean 4.3 |
| references to another instrument | 29 of 691 | 0.04 |
| mentions of an article | 93 in 160 | mean 0.58 |
| statements of a treaty, their papers | 228 in 37 | the same, most papers small |
| recommendations among statements | 103 of 228 | 0.45 |
| recommendations with a check | 51 of 103 | 0.5 |
| stakeholders | 139 | the same |
| evidence of a fact | 1: 95 %, 2: 4 %, 3 or more: 1 % | the same |

Not made, and so not in these sizes: links to other data, the description of the graph, texts,
reviews, participation.  Nothing in a made treaty says anything of a real one.  Six drafts are
a choice: zero draft, three revisions, the draft handed on and the adopted text.  Stakeholders
and instruments are each treaty's own, since what is computed of them is computed per treaty.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import Quad, Store

from bench.treaties import STATEMENTS, Maker
from treatygraph.archive import Archive
from treatygraph.assess.network_quads import networks
from treatygraph.assess.record import assessments
from treatygraph.catalogue import catalogue
from treatygraph.executables import question_quads
from treatygraph.iris import Minter, default_minter
from treatygraph.pipeline.collect import map_library, ontology_quads
from treatygraph.pipeline.inference import apply_ontology
from treatygraph.pipeline.publish import sorted_nquads
from treatygraph.pipeline.rules import apply_rules
from treatygraph.store.remembering import RememberingStore


class Ground:
    """What all made treaties stand on: ontology, schemes, catalogue, and what follows."""

    def __init__(self, minter: Minter) -> None:
        self.minter = minter
        store = Store()
        store.bulk_extend(ontology_quads(minter))
        store.bulk_extend(question_quads(tuple(catalogue().values()), minter))
        self.facts = list(store)
        self.quads = set(_derived(store, minter))
        self.concepts = {
            kind: sorted(
                f"{kind}/{q.subject.value.rpartition('/')[2]}"
                for q in self.facts
                if q.object.value.endswith("ontology#" + name)
                and q.subject.value.startswith(minter.concept(kind) + "/")
            )
            for kind, name in (
                ("safeguard", "Safeguard"),
                ("crime", "Crime"),
                ("power", "Power"),
                ("measure", "CooperationMeasure"),
            )
        }

    def treaty(
        self, seed: int, number: int, *, drafts: int = 6, statements: int = STATEMENTS
    ) -> set[Quad]:
        """Return the quads of one treaty, with what follows from them, and nothing else."""
        store = Store()
        store.bulk_extend(self.facts)
        made = Maker(seed, number, self.concepts, drafts=drafts, statements=statements).library()
        store.bulk_extend(map_library(made, self.minter))
        return set(_derived(store, self.minter)) - self.quads


def _derived(store: Store, minter: Minter) -> Store:
    """Return the store with what a build derives from the facts in it."""
    made = RememberingStore(Archive())
    made.add(store)
    apply_rules(made, minter)
    made.add(list(assessments(made)))
    made.add(list(networks(made)))
    apply_ontology(made, minter, made.archive)
    return made.inner


def renamed(piece: bytes, old: int, new: int) -> bytes:
    """Return the quads of treaty `old` as those of treaty `new`, in the same order.

    Of what a treaty holds only evidence and agreements have IRIs without the treaty's key.
    """
    moved = re.sub(rb"\bmade-%d\b" % old, b"made-%d" % new, piece)
    return re.sub(rb"/id/(evidence|agreement)/", rb"/id/\1/%d-" % new, moved)


def generate(
    *, treaties: int, drafts: int = 6, seed: int = 1, distinct: int | None = None
) -> Iterator[bytes]:
    """Yield N-Quads: first what all treaties stand on, then one piece per treaty.

    With `distinct` only so many treaties are made; those after them are renamed copies, which
    cost little.  The made ones are held compressed for it.
    """
    ground = Ground(default_minter())
    yield sorted_nquads(ground.quads)
    kept: list[bytes] = []
    for number in range(1, treaties + 1):
        if distinct and number > distinct:
            old = (number - 1) % distinct
            yield renamed(zlib.decompress(kept[old]), old + 1, number)
            continue
        piece = sorted_nquads(ground.treaty(seed, number, drafts=drafts))
        if distinct:
            kept.append(zlib.compress(piece, 1))
        yield piece


@click.command()
@click.option(
    "--out", "place", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option("--treaties", default=1, show_default=True, help="How many treaties.")
@click.option("--drafts", default=6, show_default=True, help="Drafts of each.")
@click.option("--seed", default=1, show_default=True, help="Another seed, other treaties.")
@click.option("--distinct", type=int, help="Make so many; the others are renamed copies.")
def main(place: Path, treaties: int, drafts: int, seed: int, distinct: int | None) -> None:
    """Write a made graph as N-Quads and tell its size."""
    lines = 0
    with place.open("wb") as file:
        for piece in generate(treaties=treaties, drafts=drafts, seed=seed, distinct=distinct):
            file.write(piece)
            lines += piece.count(b"\n")
    click.echo(f"{place}: {lines:,} quads, {place.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
