#!/usr/bin/env bash
# networkx with named_key_ids writes two GraphML keys with one identifier.
#
# named_key_ids=True names each key after its attribute. Where nodes and edges have an attribute
# of the same name, such as label or weight, the document declares one identifier twice, which the
# GraphML schema forbids (key_id_unique).
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

graph = networkx.DiGraph()
graph.add_node("a", label="A")
graph.add_edge("a", "b", label="cites")
out = io.BytesIO()
networkx.write_graphml_xml(graph, out, named_key_ids=True)
print(re.findall(r'<key id="([^"]*)" for="([^"]*)"', out.getvalue().decode()))
EOF
cat >expected <<'EOF'
[('label', 'edge'), ('label', 'node')]
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
