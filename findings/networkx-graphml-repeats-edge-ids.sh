#!/usr/bin/env bash
# networkx gives different edges of a multigraph the same GraphML identifier.
#
# The identifier of an edge must be unique in its graph (GraphML schema, edge_id_unique). networkx
# writes the key that tells parallel edges apart, which is 0 for nearly every edge. Programs that
# keep one edge an identifier, as Gephi does, lose the others. Pass keys of your own, or
# edge_id_from_attribute.
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

graph = networkx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("a", "b")])
out = io.BytesIO()
networkx.write_graphml_xml(graph, out)
print(re.findall(r'<edge [^>]*id="([^"]*)"', out.getvalue().decode()))
EOF
cat >expected <<'EOF'
['0', '1', '0', '0']
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
