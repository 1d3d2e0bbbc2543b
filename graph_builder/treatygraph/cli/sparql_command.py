"""`treatygraph sparql`: any SPARQL 1.1 query on the graph."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    serialize,
)

from treatygraph.asker import to_table
from treatygraph.cli.echo import echo
from treatygraph.cli.output import endpoint_option, open_engine, show
from treatygraph.cli.watched import go_on_watched
from treatygraph.errors import UsageError
from treatygraph.render import FORMATS
from treatygraph.store import Solutions
from treatygraph.store.query_advice import advice
from treatygraph.textfile import decode_text, read_text
from treatygraph.vocab import PREFIXES

__all__ = ["command"]

#: Result formats of the SPARQL 1.1 recommendations, for programs that expect them.
_RESULTS = {"srj": QueryResultsFormat.JSON, "srx": QueryResultsFormat.XML}
_GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@click.command(name="sparql")
@click.argument("query", default="-")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "parquet", *_RESULTS, *_GRAPHS]),
    default=None,
    help="table for people (SELECT), turtle (CONSTRUCT); srj and srx are SPARQL results.",
)
@click.option(
    "--allow-service",
    multiple=True,
    metavar="HOST",
    help="Let SERVICE reach this host; nothing is reached otherwise. May be repeated.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0.1, 86400),
    default=60.0,
    show_default=True,
    help="Seconds that the query may take.",
)
@endpoint_option
def command(
    query: str,
    form: str | None,
    allow_service: tuple[str, ...],
    time_limit: float,
    endpoint: str,
) -> None:
    """Run a SPARQL query: given as text, as a file, or on standard input (-).

    The usual prefixes (tg, eli, skos, prov …) are declared already.

    \b
    Example: treatygraph sparql 'SELECT ?l WHERE { ?x a tg:Safeguard ; rdfs:label ?l } ORDER BY ?l'
             treatygraph sparql my-question.rq --format csv
    """
    text = _text(query)
    go_on_watched(time_limit)
    for said in () if endpoint else advice(text):
        echo(f"Note: {said}", err=True)
    answer = open_engine(endpoint, allow_service).query(text)
    if isinstance(answer, QuerySolutions) and form not in _RESULTS:
        _refuse(form, _GRAPHS, "a SELECT query gives a table")
        names = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(row[name] for name in names) for row in answer)
        show(to_table(Solutions(names, rows)), form or "table")
    elif isinstance(answer, QuerySolutions | QueryBoolean):
        _results(answer, form)
    else:
        chosen = _GRAPHS.get(form or "turtle")
        if chosen is None:
            raise UsageError(
                f"{form!r} does not fit: the query gives a graph.", expected=", ".join(_GRAPHS)
            )
        triples = serialize(answer, format=chosen, prefixes=PREFIXES)
        echo((triples or b"").decode().rstrip())


def _text(query: str) -> str:
    if query == "-":
        return decode_text(sys.stdin.buffer.read(), name="standard input")
    if "{" in query:
        return query
    if Path(query).is_file():
        return read_text(Path(query))
    if query and not re.search(r"[\s<]", query):
        raise UsageError(
            f"There is no file {query!r}.",
            expected="a query as text, a file with one, or - for standard input",
            remedy="look at the path; --help shows an example",
        )
    return query


def _results(answer: QuerySolutions | QueryBoolean, form: str | None) -> None:
    if form in _RESULTS:
        text = answer.serialize(format=_RESULTS[form]) or b""
        echo(text.decode())
    else:
        _refuse(form, _GRAPHS, "an ASK query gives yes or no")
        echo("true" if answer else "false")


def _refuse(form: str | None, others: dict[str, RdfFormat], why: str) -> None:
    if form in others:
        raise UsageError(f"{form!r} does not fit: {why}.", expected=", ".join(FORMATS))
