"""A graph as Parquet, parted by treaty and draft, for engines that answer over all at once.

Columns: `subject`, `predicate` (a prefixed name where it has one), `object`, `kind` (`iri`
or `literal`), `datatype`, `language`, `graph`; and from the names of the folders `treaty`
and `draft`, which are `-` where a quad belongs to none.  `queries/batch/*.sql` are questions
to these: SQL for any engine that knows a table `quads`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from treatygraph.errors import UsageError
from treatygraph.iris import Minter, default_minter
from treatygraph.resources import locate
from treatygraph.vocab import compact, expand

__all__ = ["batch_queries", "write_quads"]

NAMES = ("subject", "predicate", "object", "kind", "datatype", "language", "graph")
#: Rows that are held at once, so that memory does not grow with the graph.
ROWS = 100_000
NONE = "-"
Row = tuple[str | None, ...]


def batch_queries() -> dict[str, str]:
    """Return the SQL of each batch question by its name."""
    folder = locate("queries", "batch")
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.sql"))}


def write_quads(nquads: Path, folder: Path, *, minter: Minter | None = None) -> None:
    """Write the quads of a file below `folder` as `treaty=…/draft=…/*.parquet`.

    The file is read twice and never held.  Needs the extra `parquet`; raises `UsageError`
    without it, or where `folder` holds something already.
    """
    try:
        import pyarrow as pa
        import pyarrow.dataset as ds
    except ImportError as error:
        raise UsageError(
            "Parquet needs the package pyarrow, which is not installed.",
            remedy="pip install 'treatygraph[parquet]'",
        ) from error
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(
            f"The folder {str(folder)!r} is not empty.",
            expected="a new folder, so that no old rows stand beside new ones",
            remedy="name another folder or remove this one",
        )
    schema = pa.schema([(name, pa.string()) for name in (*NAMES, "treaty", "draft")])
    parts = pa.schema([("treaty", pa.string()), ("draft", pa.string())])
    rows = _rows(nquads, _Places(nquads, minter or default_minter()))
    ds.write_dataset(
        (
            pa.record_batch([pa.array(column, pa.string()) for column in columns], schema=schema)
            for columns in _columns(rows)
        ),
        folder,
        schema=schema,
        format="parquet",
        partitioning=ds.partitioning(parts, flavor="hive"),
        max_partitions=1_000_000,
        max_open_files=100,
        use_threads=False,
    )


class _Places:
    """Tells of which treaty and draft a quad is."""

    def __init__(self, nquads: Path, minter: Minter) -> None:
        self.things, self.graphs = f"{minter.base}id/", f"{minter.base}graph/"
        mark = f"<{expand('tg:Draft')}>".encode()
        with nquads.open("rb") as lines:
            drafts = [line.partition(b"> ")[0][1:].decode() for line in lines if mark in line]
        keys = [tuple(iri.removeprefix(self.things).split("/")) for iri in drafts]
        self.drafts = {key for key in keys if len(key) == 2}
        self.treaties = {treaty for treaty, _ in self.drafts}

    def of(self, subject: str, graph: str) -> tuple[str, str]:
        """Return treaty and draft, either of them `-` where there is none."""
        for text, base in ((graph, self.graphs), (subject, self.things)):
            if not text.startswith(base):
                continue
            treaty, *rest = text[len(base) :].split("/")
            if treaty in self.treaties:
                # Of an assessment or a review the draft comes after the word for its kind.
                draft = next((key for key in rest[:2] if (treaty, key) in self.drafts), NONE)
                return treaty, draft
        return NONE, NONE


def _rows(nquads: Path, places: _Places) -> Iterator[Row]:
    for quad in parse(path=str(nquads), format=RdfFormat.N_QUADS):
        yield _row(quad, places)


def _row(quad: Quad, places: _Places) -> Row:
    subject, graph = (
        str(getattr(quad.subject, "value", "")),
        str(getattr(quad.graph_name, "value", "")),
    )
    value, treaty_draft = quad.object, places.of(subject, graph)
    name = compact(quad.predicate.value)
    if isinstance(value, Literal):
        said = (value.value, "literal", value.datatype.value, value.language)
        return (subject, name, *said, graph, *treaty_draft)
    iri = value.value if isinstance(value, NamedNode) else str(value)
    return (subject, name, iri, "iri", None, None, graph, *treaty_draft)


def _columns(rows: Iterator[Row]) -> Iterator[list[tuple[str | None, ...]]]:
    while held := list(islice(rows, ROWS)):
        yield list(zip(*held, strict=True))
