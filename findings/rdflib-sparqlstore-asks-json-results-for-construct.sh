#!/usr/bin/env bash
# rdflib's SPARQLStore asks for JSON results also when the query is a CONSTRUCT.
#
# returnFormat="json" is the usual choice against slow XML. The Accept header then has
# application/sparql-results+json alone, whatever the form of the query, so that a server which
# heeds it must answer 406 to a CONSTRUCT. With the default, xml, RDF/XML is named too.
# Seen with rdflib 7.6.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore


class Listener(BaseHTTPRequestHandler):
    def do_GET(self):
        print(self.server.form, self.headers["Accept"])
        self.send_response(406)
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Listener)
threading.Thread(target=server.serve_forever, daemon=True).start()
for server.form in ("xml", "json"):
    store = SPARQLStore(f"http://127.0.0.1:{server.server_port}/sparql", returnFormat=server.form)
    try:
        Graph(store).query("CONSTRUCT WHERE { ?s ?p ?o }")
    except Exception:
        pass
EOF
cat >expected <<'EOF'
xml application/sparql-results+xml, application/rdf+xml
json application/sparql-results+json
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
