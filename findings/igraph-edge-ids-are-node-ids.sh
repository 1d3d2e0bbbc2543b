#!/usr/bin/env bash
# igraph reads a GraphML edge with the identifier of a node.
#
# GraphML may give every edge an id. igraph keeps an edge attribute of that name, but what it
# holds are the identifiers of the first nodes, in order; so edges cannot be found again by the
# names that the file gives them.
# Seen with igraph 1.0.0 from PyPI, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet igraph==1.0.0
env/bin/python - >seen <<'EOF'
import igraph

open("a.graphml", "w").write("""<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<graph edgedefault="directed"><node id="n1"/><node id="n2"/><node id="n3"/>
<edge id="supports" source="n1" target="n2"/><edge id="opposes" source="n2" target="n3"/>
</graph></graphml>""")
graph = igraph.Graph.Read_GraphML("a.graphml")
print(igraph.__version__, graph.es["id"])
EOF
cat >expected <<'EOF'
1.0.0 ['n1', 'n2']
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
