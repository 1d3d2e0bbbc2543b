"""Names that are nearest to one that does not exist: for every "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]

#: How alike, of 100, a name has to be to be taken for a slip of the pen.
SLIP = 60


def nearest(name: str, names: Iterable[str], *, most: int = 3, least: float = 0) -> list[str]:
    """Return the names most like one, the best first, of those at least so alike (of 100).

    >>> nearest("zero-draf", ["rev-1", "zero-draft"], most=1)
    ['zero-draft']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(
        name, list(names), scorer=fuzz.WRatio, limit=most, score_cutoff=least or None
    )
    return [str(match[0]) for match in found]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for a slip of the pen, else nothing.

    >>> did_you_mean("colums", ["columns", "params"]), did_you_mean("zzz", ["columns"])
    ("did you mean 'columns'?", '')
    """
    near = nearest(name, names, most=1, least=SLIP) if name else []
    return f"did you mean {near[0]!r}?" if near else ""
