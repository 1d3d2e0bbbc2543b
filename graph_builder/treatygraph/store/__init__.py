"""Stores: one narrow protocol over embedded, in-memory and remote engines.

`MemoryStore` (`treatygraph.store.memory`) is imported from its own module, since it
needs rdflib.
"""

from treatygraph.store.base import Bindings, Solutions, Store, Term, bind, refuse_outside
from treatygraph.store.graphs import Credentials
from treatygraph.store.opening import open_store
from treatygraph.store.oxigraph import OxigraphStore
from treatygraph.store.remote import Endpoint, RemoteStore

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
