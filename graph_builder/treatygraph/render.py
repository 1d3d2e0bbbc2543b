"""Tables given out: for a terminal, for a page, for a program.

`render` knows every text form; a form that cannot carry the notes of a table leaves
them out and `notes_apart` says so, so that the caller can put them elsewhere.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable

from treatygraph.errors import UsageError
from treatygraph.table import Cell, Table
from treatygraph.terminal import as_text, grid

__all__ = ["FORMATS", "notes_apart", "render", "render_parquet"]


def render(table: Table, form: str, *, width: int = 100) -> str:
    """Return the table as text in one of `FORMATS`."""
    if form == "table":
        return grid(table, width)
    if form not in _WRITERS:
        raise UsageError(f"There is no format {form!r}.", expected=f"one of {', '.join(FORMATS)}")
    return _WRITERS[form](table)


def notes_apart(form: str) -> bool:
    """Tell whether a format has no place for notes."""
    return form in ("csv", "tsv", "parquet")


def render_parquet(table: Table) -> bytes:
    """Return the table as a Parquet file; needs the extra `parquet`."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            "Parquet needs the package pyarrow, which is not installed.",
            remedy="pip install 'treatygraph[parquet]'",
        ) from error
    columns = list(zip(*table.rows, strict=True)) or [() for _ in table.columns]
    sheet = pa.table(dict(zip(table.columns, map(_uniform, columns), strict=True)))
    out = io.BytesIO()
    pq.write_table(sheet, out)
    return out.getvalue()


def _uniform(values: tuple[Cell, ...]) -> list[Cell]:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int, float}:
        return [None if value is None else float(value) for value in values]
    return list(values) if len(kinds) < 2 else [None if v is None else str(v) for v in values]


def _separated(table: Table, dialect: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, dialect=dialect, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([as_text(value) for value in row] for row in table.rows)
    return out.getvalue().rstrip("\n")


def _json(table: Table) -> str:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    body = {"title": table.title, "columns": table.columns, "rows": rows, "notes": table.notes}
    return json.dumps(body, ensure_ascii=False, indent=2)


def _markdown(table: Table) -> str:
    def line(cells: list[str]) -> str:
        return (
            f"| {' | '.join(c.replace('|', chr(92) + '|').replace(chr(10), ' ') for c in cells)} |"
        )

    body = [line(list(table.columns)), line(["---"] * len(table.columns))]
    body += [line([as_text(value) for value in row]) for row in table.rows]
    notes = [f"\n{note}" for note in table.notes]
    return "\n".join([*([f"**{table.title}**\n"] if table.title else []), *body, *notes])


def _html(table: Table) -> str:
    def cells(tag: str, values: list[str]) -> str:
        return "".join(f"<{tag}>{html.escape(value)}</{tag}>" for value in values)

    head = f"<thead><tr>{cells('th', list(table.columns))}</tr></thead>"
    rows = [f"<tr>{cells('td', [as_text(v) for v in row])}</tr>" for row in table.rows]
    caption = f"<caption>{html.escape(table.title)}</caption>" if table.title else ""
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in table.notes)
    return f"<table>{caption}{head}<tbody>{''.join(rows)}</tbody></table>{notes}"


_WRITERS: dict[str, Callable[[Table], str]] = {
    "csv": lambda table: _separated(table, "excel"),
    "tsv": lambda table: _separated(table, "excel-tab"),
    "json": _json,
    "markdown": _markdown,
    "html": _html,
}

#: Formats of `render`, the first for people on a terminal.
FORMATS = ("table", *_WRITERS)
