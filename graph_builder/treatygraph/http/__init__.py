"""The server: pages, SPARQL endpoint and linked data, read-only."""
