#!/usr/bin/env bash
# With the union as default graph, pyoxigraph gives a solution for each graph that a triple stands in.
#
# The union of graphs is a set of triples (SPARQL 1.1, section 13.2). A triple that stands in
# three named graphs is three solutions of one pattern, and joins multiply; FROM with two graphs
# does the same. rdflib gives one. DISTINCT, or each triple in one graph only, avoids it.
# Seen with pyoxigraph 0.5.13 and rdflib 7.6.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pyoxigraph==0.5.13 rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import warnings

import pyoxigraph
import rdflib

warnings.simplefilter("ignore")
data = "".join(f"<urn:a> <urn:p> <urn:b> <urn:g{n}> .\n" for n in (1, 2, 3))
store = pyoxigraph.Store()
store.load(data.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
dataset = rdflib.Dataset(default_union=True)
dataset.parse(data=data, format="nquads")
for query in ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o . ?s ?q ?o }"):
    ours = len(list(store.query(query, use_default_graph_as_union=True)))
    print(ours, len(list(dataset.query(query))))
EOF
cat >expected <<'EOF'
3 1
9 1
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
