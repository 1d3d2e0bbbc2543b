#!/usr/bin/env bash
# serdi reads a whole number with the full stop of its statement right behind it as a text.
#
# In Turtle the dot after `1` ends the statement unless digits or an exponent follow, so that
# `:a :p 1.` states the integer 1. serdi makes the plain text "1" of it, without a warning and with
# exit status 0; with a space before the dot, and for 1.5 or true, it is right, and so are rdflib
# and pyoxigraph. Sums over such a file are empty.
# Seen with serdi 0.30.16 (Debian 12), pyoxigraph 0.5.13, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
command -v serdi >/dev/null || { echo "apt-get install serdi" >&2; exit 2; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install -q pyoxigraph==0.5.13
cat >look.py <<'EOF'
import subprocess

import pyoxigraph

for given in ("1.", "1 .", "1.5.", "true."):
    text = f"<http://e/a> <http://e/p> {given}\n"
    out = subprocess.run(["serdi", "-"], input=text.encode(), capture_output=True, check=True).stdout
    (read,) = pyoxigraph.parse(out, format=pyoxigraph.RdfFormat.N_TRIPLES)
    (quad,) = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    kinds = (one.object.datatype.value.split("#")[1] for one in (read, quad))
    print(given, *zip(("serdi", "pyoxigraph"), kinds))
EOF
venv/bin/python look.py >seen
cat >expected <<'EOF'
1. ('serdi', 'string') ('pyoxigraph', 'integer')
1 . ('serdi', 'integer') ('pyoxigraph', 'integer')
1.5. ('serdi', 'decimal') ('pyoxigraph', 'decimal')
true. ('serdi', 'boolean') ('pyoxigraph', 'boolean')
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
