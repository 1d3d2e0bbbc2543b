"""Readers: documents and curated files become records and findings.

`read` takes the bytes of a document of any kind and never refuses: what cannot be read
is a finding.  Media types are detected from the bytes, never taken from the name.

The readers of documents are loaded when they are first used, since a build of curated
files needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatygraph.documents.document import read
    from treatygraph.documents.reading import Reading, reconstruct

__all__ = ["Reading", "read", "reconstruct"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "read":
        return import_module("treatygraph.documents.document").read
    if name in ("Reading", "reconstruct"):
        return getattr(import_module("treatygraph.documents.reading"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
