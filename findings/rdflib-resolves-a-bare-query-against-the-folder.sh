#!/usr/bin/env bash
# rdflib loses the last name of the base where a relative IRI is a query alone.
#
# RFC 3986 (section 5.4) resolves "?y" against http://a/b/c/d;p?q to http://a/b/c/d;p?y. rdflib
# gives http://a/b/c/?y, and leaves the dots of "g/../h" in, so that a Turtle file whose things are
# told apart by queries names other things than pyoxigraph and the standard library of Python say.
# Seen with rdflib 7.6.0, pyoxigraph 0.5.13, Python 3.11, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install -q rdflib==7.6.0 pyoxigraph==0.5.13
cat >look.py <<'EOF'
from urllib.parse import urljoin

import pyoxigraph
import rdflib

BASE = "http://a/b/c/d"
for given in ("?y", "g/../h", "../g"):
    text = f"<http://e/s> <http://e/p> <{given}> ."
    (one,) = rdflib.Graph().parse(data=text, format="turtle", publicID=BASE).objects()
    (quad,) = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE)
    print(given, "rdflib", one, "pyoxigraph", quad.object.value, "Python", urljoin(BASE, given))
EOF
venv/bin/python look.py 2>/dev/null >seen
cat >expected <<'EOF'
?y rdflib http://a/b/c/?y pyoxigraph http://a/b/c/d?y Python http://a/b/c/d?y
g/../h rdflib http://a/b/c/g/../h pyoxigraph http://a/b/c/h Python http://a/b/c/h
../g rdflib http://a/b/g pyoxigraph http://a/b/g Python http://a/b/g
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
