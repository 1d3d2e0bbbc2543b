#!/usr/bin/env bash
# igraph writes a missing text into GraphML as the word None, and a missing yes or no as false.
#
# A missing number is left out, so that one expects it of the others. Read back by any program, a
# State without a note has the note "None", and one that did not answer has answered no. An
# attribute of lists is left out of the file without a word.
# Seen with igraph 1.0.0 from PyPI and networkx 3.6.1, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet igraph==1.0.0 networkx==3.6.1
env/bin/python - >seen <<'EOF'
import warnings

import igraph
import networkx

warnings.simplefilter("error")
graph = igraph.Graph(n=2, directed=True)
graph.vs["name"] = ["Chad", "Mali"]
graph.vs["note"] = ["by letter", None]
graph.vs["year"] = [2024, None]
graph.vs["agrees"] = [True, None]
graph.vs["groups"] = [["African Group"], []]
graph.write_graphml("a.graphml")
for _, values in networkx.read_graphml("a.graphml").nodes(data=True):
    print(values)
EOF
cat >expected <<'EOF'
{'name': 'Chad', 'note': 'by letter', 'year': 2024.0, 'agrees': True}
{'name': 'Mali', 'note': 'None', 'agrees': False}
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
