"""Readers: documents and curated files become records and findings.

`read` takes the bytes of a document of any kind and never refuses: what cannot be read
is a finding.  Media types are detected from the bytes, never taken from the name.
"""

from __future__ import annotations

from treatygraph.readers.document import read
from treatygraph.readers.reading import Reading, reconstruct

__all__ = ["Reading", "read", "reconstruct"]
