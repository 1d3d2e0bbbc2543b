#!/usr/bin/env bash
# rdflib leaves out the rows of a SELECT in which no variable has a value.
#
# An expression with an error leaves its variable unbound and keeps the row (SPARQL 1.1, section
# 18.5). Where that variable is the only one asked for, rdflib gives no row, so that a column of
# deadlines has fewer rows than things; with another variable beside it the row is there.
# pyoxigraph gives it in both cases.
# Seen with rdflib 7.6.0 and pyoxigraph 0.5.13, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pyoxigraph==0.5.13 rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import pyoxigraph
import rdflib

store, graph = pyoxigraph.Store(), rdflib.Graph()
for shown in ("?x", "?y ?x"):
    query = f"SELECT {shown} {{ VALUES ?y {{ 1 2 }} BIND(?y / 0 AS ?x) }}"
    print(shown, len(list(graph.query(query))), len(list(store.query(query))))
EOF
cat >expected <<'EOF'
?x 0 2
?y ?x 2 2
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
