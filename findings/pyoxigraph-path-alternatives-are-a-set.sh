#!/usr/bin/env bash
# pyoxigraph counts a pair that is linked by both sides of a path alternative once.
#
# SPARQL 1.1 (section 18.2.2.1) makes p|q the union of both, so that a pair which both link is two
# solutions, as rdflib has it. pyoxigraph gives one; a negated property set keeps both.
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

data = "<urn:a> <urn:names> <urn:b> . <urn:a> <urn:governs> <urn:b> ."
store, graph = pyoxigraph.Store(), rdflib.Graph().parse(data=data, format="turtle")
store.load(data.encode(), format=pyoxigraph.RdfFormat.TURTLE)
for path in ("<urn:names>|<urn:governs>", "!<urn:other>"):
    query = f"SELECT ?x {{ <urn:a> ({path}) ?x }}"
    print(path, len(list(store.query(query))), len(list(graph.query(query))))
EOF
cat >expected <<'EOF'
<urn:names>|<urn:governs> 1 2
!<urn:other> 2 2
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
