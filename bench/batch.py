"""Answer over all treaties at once: DuckDB on Parquet beside SPARQL in memory, in one run.

    python -m bench batch --nquads FILE.nq [--without-sparql]

Writes the tables of `treatygraph.export.batch` beside the file, asks `queries/batch/*.sql` of
them and the SPARQL that each of these repeats of the graph in memory.  Each is asked three
times; the median counts.  Rows must be equal in number.  Prints a Markdown table.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click
import duckdb

from treatygraph.catalogue import catalogue
from treatygraph.export.batch import batch_queries, write_quads
from treatygraph.queryfile import table_query
from treatygraph.store import OxigraphStore

TABLES = (
    "CREATE VIEW quads AS FROM read_parquet('{}/**/*.parquet', "
    "hive_partitioning = true, hive_types_autocast = false)"
)


def timed(work: Callable[[], int], runs: int = 3) -> tuple[int, float]:
    """Return what some work gives and the median seconds of doing it."""
    taken: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        found = work()
        taken.append(time.perf_counter() - begun)
    return found, median(taken)


def sparql() -> dict[str, str]:
    """Return what each batch question repeats, asked with no draft given."""
    return {
        "mentions": catalogue()["safeguard-mentions"].query,
        "network": table_query("references/network")
        .text.replace("DISTINCT ?from", "DISTINCT ?draft ?from")
        .replace("ORDER BY", "ORDER BY ?draft"),
        "uptake": table_query("assessments/recorded").text,
    }


@click.command()
@click.option("--nquads", required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--without-sparql", is_flag=True, help="Leave the graph in memory out.")
def main(nquads: Path, *, without_sparql: bool) -> None:
    """Print what writing takes, and each question on both engines."""
    with tempfile.TemporaryDirectory(dir=nquads.parent) as place:
        folder = Path(place) / "quads"
        begun = time.perf_counter()
        write_quads(nquads, folder)
        wrote = time.perf_counter() - begun
        files = list(folder.rglob("*.parquet"))
        size = sum(file.stat().st_size for file in files) / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(files)} files, {size:,.0f} MB, written in {wrote:,.1f} s, peak {peak:,.0f} MB")
        base = duckdb.connect()
        base.execute(TABLES.format(folder))
        found = {
            name: timed(lambda sql=sql: len(base.execute(sql).fetchall()))
            for name, sql in batch_queries().items()
        }
    asked = sparql()
    store = None if without_sparql else OxigraphStore.load(nquads)
    print("| question | rows | DuckDB, s | SPARQL, s |\n|---|--:|--:|--:|")
    for name, (rows, seconds) in found.items():
        other = "–"
        if store is not None:
            same, taken = timed(lambda query=asked[name]: len(store.select(query).rows))
            if same != rows:
                raise click.ClickException(f"{name}: {rows} rows by SQL, {same} by SPARQL.")
            other = f"{taken:,.2f}"
        print(f"| {name} | {rows:,} | {seconds:,.2f} | {other} |", flush=True)


if __name__ == "__main__":
    main()
