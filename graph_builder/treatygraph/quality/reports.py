"""Findings given out: for people, for programs, for code scanners, as RDF."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import sha256
from html import escape

from treatygraph import __version__
from treatygraph.findings import Finding
from treatygraph.quality.shacl import data_shapes, read_shapes, style_shapes
from treatygraph.table import Table
from treatygraph.vocab import expand

__all__ = ["FORMATS", "as_html", "as_json", "as_sarif", "as_table", "as_turtle", "counted"]

#: Formats of a report, the first for people on a terminal.
FORMATS = ("table", "json", "html", "sarif", "ttl")

_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def counted(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity, in words.

    >>> counted([Finding("warning", "c", "p", "m")])
    '0 violations, 1 warning, 0 infos'
    """
    counts = Counter(str(finding.severity) for finding in findings)
    names = ("violation", "warning", "info")
    return ", ".join(f"{counts[n]} {n}{'' if counts[n] == 1 else 's'}" for n in names)


def as_table(findings: Sequence[Finding], *, whole: bool = True) -> Table:
    """Return one row for each finding, with the counts as a note.

    Unless `whole`, findings that are no violations have one row for each code.
    """
    rows: list[tuple[str, ...]] = []
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(finding.code, []).append(finding)
    for finding in findings:
        group = alike[finding.code]
        if whole or finding.severity == "violation" or len(group) == 1:
            rows.append(_row(finding, finding.place))
        elif finding == group[0]:
            rows.append(_row(finding, f"{finding.place} and {len(group) - 1} more"))
    columns = ("severity", "code", "place", "message", "remedy")
    return Table(columns, tuple(rows), "Findings", (counted(findings) + ".",))


def _row(finding: Finding, place: str) -> tuple[str, ...]:
    return (finding.severity, finding.code, place, finding.message, finding.remedy)


def as_json(findings: Sequence[Finding], *tables: Table) -> str:
    """Return findings, counts and the tables, each under its title, as JSON."""
    body: dict[str, object] = {
        "counts": Counter(finding.severity for finding in findings),
        "findings": [asdict(finding) for finding in findings],
    }
    for table in tables:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        body[table.title.lower().replace(" ", "_")] = rows
    return json.dumps(body, indent=2, ensure_ascii=False)


def as_html(findings: Sequence[Finding], *tables: Table) -> str:
    """Return one page that stands alone, every text escaped."""
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>treatygraph check</title>'
        "<style>body{font:1rem/1.5 sans-serif;margin:2rem;max-width:80rem}table{border-collapse:"
        "collapse}td,th{border:1px solid #767676;padding:.3rem .6rem;text-align:left;"
        "vertical-align:top;overflow-wrap:anywhere}</style>"
    )
    shown = "".join(_html_table(table) for table in (as_table(findings), *tables))
    return f"{head}<h1>treatygraph check</h1><p>{counted(findings)}</p>{shown}</html>"


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return SARIF 2.1.0, which code scanners show beside the files.

    A finding in a curated file has its line, one in the graph the IRI of the thing.
    """
    remedies = {finding.code: finding.remedy for finding in findings}
    rules = [
        {"id": code, **({"help": {"text": remedy}} if remedy else {})}
        for code, remedy in sorted(remedies.items())
    ]
    results = [
        {
            "ruleId": f.code,
            "level": _LEVELS[f.severity],
            "message": {"text": f"{f.message} To mend it: {f.remedy}" if f.remedy else f.message},
            "locations": [_location(f.place)],
        }
        for f in findings
    ]
    driver = {"name": "treatygraph", "version": __version__, "rules": rules}
    body = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


def _location(place: str) -> dict[str, object]:
    line = re.fullmatch(r"([\w./-]+):([1-9][0-9]*)", place)
    if line is None:
        return {"logicalLocations": [{"fullyQualifiedName": place}]}
    where = {"artifactLocation": {"uri": line[1]}, "region": {"startLine": int(line[2])}}
    return {"physicalLocation": where}


def as_turtle(findings: Sequence[Finding], base: str) -> str:
    """Return a SHACL validation report (SHACL, section 3.6), every result with an IRI.

    A finding of a shape names it, and says that the node as a whole does not conform to
    it; one of a check says that a query found it.  As the standard has it, a graph
    conforms where nothing at all was found, be it only a warning.
    """
    from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

    from treatygraph.vocab import PREFIXES

    def name(prefixed: str) -> NamedNode:
        return NamedNode(expand(prefixed))

    files = (data_shapes(), style_shapes())
    shapes = {s.code: s.iri for path in files for s in read_shapes(path).values()}
    report = NamedNode(f"{base}id/report/check")
    triples = [
        Triple(report, name("rdf:type"), name("sh:ValidationReport")),
        Triple(report, name("sh:conforms"), Literal(not findings)),
    ]
    for finding in findings:
        mark = sha256(repr(finding).encode()).hexdigest()[:16]
        result = NamedNode(f"{report.value}/{mark}")
        focus = finding.place if "://" in finding.place else f"{base}id/report/place"
        shape = shapes.get(finding.code)
        component = "sh:NodeConstraintComponent" if shape else "sh:SPARQLConstraintComponent"
        triples += [
            Triple(report, name("sh:result"), result),
            Triple(result, name("rdf:type"), name("sh:ValidationResult")),
            Triple(result, name("sh:resultSeverity"), name(f"sh:{finding.severity.title()}")),
            Triple(result, name("sh:focusNode"), NamedNode(focus)),
            Triple(result, name("sh:sourceConstraintComponent"), name(component)),
            Triple(result, name("sh:resultMessage"), Literal(finding.message, language="en")),
            Triple(result, name("dcterms:identifier"), Literal(finding.code)),
        ]
        if shape:
            triples.append(Triple(result, name("sh:sourceShape"), NamedNode(shape)))
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return text.decode().rstrip()


def _html_table(table: Table) -> str:
    def row(tag: str, cells: Iterable[object]) -> str:
        shown = ("" if cell is None else escape(str(cell)) for cell in cells)
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in shown) + "</tr>"

    body = "".join(row("td", cells) for cells in table.rows)
    return f"<h2>{escape(table.title)}</h2><table>{row('th', table.columns)}{body}</table>"
