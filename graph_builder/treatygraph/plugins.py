"""What other packages add: they name it in their entry points, nothing here is edited.

In the group `treatygraph.formats` an entry point is a `Format`, which tells its documents
from their bytes and reads them (docs/how-to/reader.md); in `treatygraph.checkkinds` it is
a folder of check kinds, as `queries/checkkinds` (docs/how-to/check-kind.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from treatygraph.errors import UsageError

__all__ = ["registered"]


@cache
def registered(group: str) -> tuple[tuple[str, Any], ...]:
    """Return what installed packages registered in a group, by name, in order of the names."""
    return tuple(sorted(_loaded(group), key=lambda pair: pair[0]))


def _loaded(group: str) -> Iterator[tuple[str, Any]]:
    for point in entry_points(group=group):
        try:
            yield point.name, point.load()
        except Exception as error:  # whatever the other package raises at import
            package = point.dist.name if point.dist else point.value
            raise UsageError(
                f"{point.name!r}, which {package} registered in {group}, "
                f"cannot be loaded: {error}.",
                expected=f"{point.value} in an installed package",
                remedy=f"mend or uninstall {package}",
            ) from error
