"""Tables: rows with named columns, and the forms they are given out in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from treatygraph.errors import UsageError

if TYPE_CHECKING:
    import pandas

__all__ = ["Cell", "Table"]

#: A cell is a plain value; `None` is an unbound variable, IRIs are plain strings.
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: columns in order, rows in order, and what must be said with it.

    `notes` are sentences a reader needs to judge the rows (coverage, basis, drafts that
    cannot be judged); they are never dropped by a format that can carry them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = field(default=())

    def _repr_html_(self) -> str:
        """Return the table as notebooks show it."""
        from treatygraph.render import render

        return render(self, "html")

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a data frame; title and notes go to its `attrs`."""
        try:
            import pandas
        except ImportError as error:
            raise UsageError(
                "A data frame needs the package pandas, which is not installed.",
                remedy="pip install 'treatygraph[notebook]'",
            ) from error
        frame = pandas.DataFrame(list(self.rows), columns=list(self.columns))
        frame.attrs = {"title": self.title, "notes": list(self.notes)}
        return frame
