#!/usr/bin/env bash
# SPARQLWrapper adds format, output and results=xml to every request that says nothing of a format.
#
# A CONSTRUCT asked for with default settings goes out with Accept: application/rdf+xml and with
# three parameters of the address that no standard knows, whose value names a form of tables as
# well as of graphs. An endpoint that lets format= outweigh Accept, and knows xml for tables only,
# refuses it.
# Seen with SPARQLWrapper 2.0.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet SPARQLWrapper==2.0.0
env/bin/python - >seen <<'EOF'
from urllib.parse import parse_qsl, urlsplit

from SPARQLWrapper import SPARQLWrapper

for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
    client = SPARQLWrapper("http://localhost/sparql")
    client.setQuery(query)
    request = client._createRequest()
    print(request.get_header("Accept"), parse_qsl(urlsplit(request.full_url).query)[1:])
EOF
cat >expected <<'EOF'
application/sparql-results+xml [('format', 'xml'), ('output', 'xml'), ('results', 'xml')]
application/rdf+xml [('format', 'xml'), ('output', 'xml'), ('results', 'xml')]
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
