#!/usr/bin/env bash
# rapper refuses TriG in which a graph is opened by the word GRAPH, or named by [].
#
# TriG 1.1 allows `GRAPH :h { … }` as SPARQL has it, in any case, and a blank node as name
# (sections 2.2 and 4); several writers use the word. rapper reads `:h { … }` alone, so that a file
# is refused for its style; pyoxigraph reads all four.
# Seen with raptor 2.0.15 (Debian 12), pyoxigraph 0.5.13, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
command -v rapper >/dev/null || { echo "apt-get install raptor2-utils" >&2; exit 2; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install -q pyoxigraph==0.5.13
cat >look.py <<'EOF'
import subprocess

import pyoxigraph

for name in ("<urn:g>", "GRAPH <urn:g>", "graph <urn:g>", "[]"):
    text = f"{name} {{ <urn:a> <urn:p> <urn:b> }}\n".encode()
    command = ["rapper", "-q", "-i", "trig", "-o", "nquads", "-", "urn:base"]
    ran = subprocess.run(command, input=text, capture_output=True)
    quads = len(list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG)))
    print(name, "rapper", len(ran.stdout.splitlines()), "pyoxigraph", quads)
EOF
venv/bin/python look.py >seen
cat >expected <<'EOF'
<urn:g> rapper 1 pyoxigraph 1
GRAPH <urn:g> rapper 0 pyoxigraph 1
graph <urn:g> rapper 0 pyoxigraph 1
[] rapper 0 pyoxigraph 1
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
