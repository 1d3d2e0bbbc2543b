#!/usr/bin/env bash
# use_default_graph_as_union makes pyoxigraph forget the FROM of a query.
#
# A query that names its graphs is answered from all of them, also where it names a graph that
# does not exist; nothing says so. Whoever sets the option for convenience has to leave it out for
# queries with FROM.
# Seen with pyoxigraph 0.5.13, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pyoxigraph==0.5.13
env/bin/python - >seen <<'EOF'
from pyoxigraph import RdfFormat, Store

store = Store()
store.load(b"<urn:a> <urn:p> <urn:b> <urn:g1> .\n<urn:c> <urn:p> <urn:d> <urn:g2> .\n",
           format=RdfFormat.N_QUADS)
for graph in ("<urn:g1>", "<urn:none>"):
    query = f"SELECT * FROM {graph} {{ ?s ?p ?o }}"
    print(graph, len(list(store.query(query))),
          len(list(store.query(query, use_default_graph_as_union=True))))
EOF
cat >expected <<'EOF'
<urn:g1> 1 2
<urn:none> 0 2
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
