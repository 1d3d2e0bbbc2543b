#!/usr/bin/env bash
# rapper changes IRIs that stand in a file in full where they have a dot between slashes.
#
# RDF compares IRIs letter by letter and forbids no dots (RDF 1.1 Concepts, section 3.2); only
# relative ones are resolved. rapper resolves those in full too when it reads Turtle, so that the
# thing has another name than rdflib and pyoxigraph read from the same file, and than rapper itself
# reads from N-Triples, where it leaves them as they are.
# Seen with raptor 2.0.15 (Debian 12), pyoxigraph 0.5.13, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
command -v rapper >/dev/null || { echo "apt-get install raptor2-utils" >&2; exit 2; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install -q pyoxigraph==0.5.13
echo '<http://e/a/../b> <http://e/./p> <http://e/c/.> .' >a.ttl
cat >look.py <<'EOF'
import pyoxigraph

for quad in pyoxigraph.parse(path="a.ttl", format=pyoxigraph.RdfFormat.TURTLE):
    print("pyoxigraph", quad.subject, quad.predicate, quad.object)
EOF
{
  venv/bin/python look.py
  echo "rapper, Turtle $(rapper -q -i turtle a.ttl)"
  echo "rapper, N-Triples $(rapper -q -i ntriples a.ttl)"
} >seen
cat >expected <<'EOF'
pyoxigraph <http://e/a/../b> <http://e/./p> <http://e/c/.>
rapper, Turtle <http://e/b> <http://e/p> <http://e/c/> .
rapper, N-Triples <http://e/a/../b> <http://e/./p> <http://e/c/.> .
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
