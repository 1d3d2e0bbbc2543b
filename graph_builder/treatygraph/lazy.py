"""Names that a package gives out without importing the modules they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["lazy_names"]


def lazy_names(package: str, modules: Mapping[str, Iterable[str]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package: module → the names that come from it (PEP 562).

    A module is imported when one of its names is first asked for, so that a command pays
    for what it uses and for no more.

    >>> lazy_names("collections", {"abc": ["Sized"]})("Sized").__name__
    'Sized'
    """
    homes = {name: module for module, names in modules.items() for name in names}

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return find
