"""Tables: whether their rows are read across, or their columns one after the other.

Two languages side by side, or two drafts, are two texts; a sentence made of both is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.language import guess_language
from treatygraph.findings import Finding

__all__ = ["Grid", "read_grid"]


@dataclass(frozen=True, slots=True)
class Grid:
    """How a table is read: by its columns or not; `aside`: only the first column is read."""

    columns: int
    by_columns: bool = False
    aside: bool = False

    def findings(self, place: int) -> Iterator[Finding]:
        """Yield what is said of a table whose other columns are set aside."""
        if self.aside:
            yield Finding(
                "warning",
                "columns-set-aside",
                f"table before block {place + 1}",
                f"The table compares {self.columns} texts side by side; the first column was read.",
                "save each column as a document of its own to read it",
            )


def read_grid(rows: Sequence[Sequence[str]]) -> Grid:
    """Return how a table is read, told from the words in its cells."""
    columns = max((len(row) for row in rows), default=0)
    if columns < 2 or len(rows) < 2:
        return Grid(columns)
    texts = [" ".join(row[i] for row in rows if i < len(row)) for i in range(columns)]
    long = [i for i, text in enumerate(texts) if len(text) > 80]
    if len(long) < 2 or len(long) < columns:
        return Grid(columns)
    languages = {guess_language(texts[i]) for i in long}
    if None not in languages and len(languages) == columns:
        return Grid(columns, by_columns=True)
    heads = sum(any(_has_head(row[i]) for row in rows if i < len(row)) for i in long)
    return Grid(columns, by_columns=True, aside=True) if heads >= 2 else Grid(columns)


def _has_head(text: str) -> bool:
    head = find_head(" ".join(text.split())[:160])
    return head is not None and head.level == "article"
