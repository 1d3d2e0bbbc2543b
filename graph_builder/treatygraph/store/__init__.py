"""Stores: one narrow protocol over embedded, in-memory and remote engines.

`MemoryStore` (`treatygraph.store.memory`) is imported from its own module, since it
needs rdflib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatygraph.lazy import lazy_names
from treatygraph.store.base import Bindings, Solutions, Store, Term, bind, refuse_outside

if TYPE_CHECKING:
    from treatygraph.store.graph_store_protocol import Credentials
    from treatygraph.store.opening import open_store
    from treatygraph.store.oxigraph import OxigraphStore
    from treatygraph.store.remote import Endpoint, RemoteStore

__getattr__ = lazy_names(
    __name__,
    {
        "graph_store_protocol": ["Credentials"],
        "opening": ["open_store"],
        "oxigraph": ["OxigraphStore"],
        "remote": ["Endpoint", "RemoteStore"],
    },
)

__all__ = [
    "Bindings",
    "Credentials",
    "Endpoint",
    "OxigraphStore",
    "RemoteStore",
    "Solutions",
    "Store",
    "Term",
    "bind",
    "open_store",
    "refuse_outside",
]
