#!/usr/bin/env bash
# rdflib reads another text than was written where a long literal of Turtle has a carriage return.
#
# A literal in triple quotes holds its characters as they stand (Turtle, section 2.5.1). rdflib
# makes one line feed of CR LF and of CR, so that offsets into the text, its length and its hash
# differ from those of pyoxigraph; written as \r the same text is kept.
# Seen with rdflib 7.6.0, pyoxigraph 0.5.13, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install -q rdflib==7.6.0 pyoxigraph==0.5.13
cat >look.py <<'EOF'
import pyoxigraph
import rdflib

for given in ("\"\"\"a\r\nb\rc\"\"\"", "\"a\\r\\nb\\rc\""):
    text = f"<http://e/s> <http://e/p> {given} ."
    (one,) = rdflib.Graph().parse(data=text.encode(), format="turtle").objects()
    (quad,) = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    print("rdflib", ascii(str(one)), "pyoxigraph", ascii(quad.object.value))
EOF
venv/bin/python look.py 2>/dev/null >seen
cat >expected <<'EOF'
rdflib 'a\nb\nc' pyoxigraph 'a\r\nb\rc'
rdflib 'a\r\nb\rc' pyoxigraph 'a\r\nb\rc'
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
