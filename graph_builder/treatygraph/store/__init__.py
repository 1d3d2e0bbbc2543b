"""Stores: one narrow protocol over embedded, in-memory and remote engines."""

from treatygraph.store.base import Bindings, Solutions, Store, Term, bind, refuse_outside
from treatygraph.store.oxigraph import OxigraphStore

__all__ = ["Bindings", "OxigraphStore", "Solutions", "Store", "Term", "bind", "refuse_outside"]
