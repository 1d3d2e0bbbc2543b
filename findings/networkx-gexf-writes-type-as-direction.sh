#!/usr/bin/env bash
# networkx writes an edge attribute "type" into the place where GEXF has the direction.
#
# GEXF allows directed, undirected and mutual in the attribute type of an edge. networkx takes an
# edge attribute that happens to be called type for it, writes any text there; read back by
# networkx itself, the value is gone.
# Seen with networkx 3.6.1, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet networkx==3.6.1
env/bin/python - >seen <<'EOF'
import io
import re

import networkx

graph = networkx.MultiDiGraph()
graph.add_edge("article", "safeguard", type="names")
out = io.BytesIO()
networkx.write_gexf(graph, out)
text = out.getvalue().decode()
out.seek(0)
print(re.search(r"<edge [^>]*>", text)[0])
print(list(networkx.read_gexf(out).edges(data=True)))
EOF
cat >expected <<'EOF'
<edge source="article" target="safeguard" id="0" type="names">
[('article', 'safeguard', {'id': '0'})]
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
