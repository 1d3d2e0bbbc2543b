"""Stores: one narrow protocol over embedded, in-memory and remote engines."""
