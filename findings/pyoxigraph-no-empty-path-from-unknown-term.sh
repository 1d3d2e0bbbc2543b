#!/usr/bin/env bash
# A path of no length from a term that is in no triple has no solution in pyoxigraph.
#
# p* and p? match every term with itself; SPARQL 1.1 (section 18.4, ZeroLengthPath) says so also
# of a term given in the query that the graph does not have. rdflib gives that solution,
# pyoxigraph none, so that "this thing or what it is part of" loses the thing itself.
# Seen with pyoxigraph 0.5.13 and rdflib 7.6.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pyoxigraph==0.5.13 rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import pyoxigraph
import rdflib

data = "<urn:a> <urn:partOf> <urn:b> ."
store, graph = pyoxigraph.Store(), rdflib.Graph().parse(data=data, format="turtle")
store.load(data.encode(), format=pyoxigraph.RdfFormat.TURTLE)
for start in ("<urn:a>", "<urn:unknown>"):
    query = f"SELECT ?x {{ {start} <urn:partOf>* ?x }}"
    print(start, len(list(store.query(query))), len(list(graph.query(query))))
EOF
cat >expected <<'EOF'
<urn:a> 2 2
<urn:unknown> 0 1
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
