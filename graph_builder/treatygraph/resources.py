"""Where the shipped folders are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from treatygraph.errors import ResourceMissing

__all__ = ["FOLDERS", "checkout", "locate"]

#: The folders that a lawyer or an ontologist edits without Python.
FOLDERS = ("ontology", "queries", "data", "visualizations")

_PACKAGE = Path(__file__).resolve().parent


def checkout() -> Path | None:
    """Return the checkout that the program runs from, or None where it is installed."""
    root = _PACKAGE.parent.parent
    return root if (root / "pyproject.toml").is_file() else None


def locate(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `locate("data", "drafts")`.

    A wheel carries the folders under `treatygraph/_bundled`; a checkout has them
    two levels above the package.

    >>> locate("ontology").is_dir()
    True
    """
    for base in (_PACKAGE / "_bundled", _PACKAGE.parent.parent):
        path = base.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceMissing(
        f"The shipped resource {'/'.join(parts)!r} is missing.",
        expected=f"one of the folders {', '.join(FOLDERS)} beside the package",
        remedy="install treatygraph again, or run from a complete checkout",
    )
