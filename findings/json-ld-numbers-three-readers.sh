#!/usr/bin/env bash
# A number in JSON-LD is another literal in rdflib and pyoxigraph than in pyld.
#
# JSON-LD 1.1 (section 8.2.2 of its algorithms) makes 1.0 the integer 1, and a whole number below
# 1e21 an integer whatever its length. rdflib reads 1.0 as a double; pyoxigraph reads
# 123456789012345678901 as a double whose text is not canonical; pyld follows the standard.
# Seen with rdflib 7.6.0, pyoxigraph 0.5.13 and PyLD 3.3.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet rdflib==7.6.0 pyoxigraph==0.5.13 PyLD==3.3.0
env/bin/python - >seen <<'EOF'
import json

import pyoxigraph
import rdflib
from pyld import jsonld

for number in ("1.0", "123456789012345678901"):
    text = '{"@id": "urn:a", "urn:p": %s}' % number
    pyld = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"}).split("> ", 2)[2]
    (other,) = rdflib.Graph().parse(data=text, format="json-ld").objects()
    (quad,) = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    for name, literal in (("pyld", pyld.strip(" .\n")), ("rdflib", other.n3()), ("pyoxigraph", str(quad.object))):
        print(number, name, literal.replace("http://www.w3.org/2001/XMLSchema#", "xsd:"))
EOF
cat >expected <<'EOF'
1.0 pyld "1"^^<xsd:integer>
1.0 rdflib "1.0"^^<xsd:double>
1.0 pyoxigraph "1"^^<xsd:integer>
123456789012345678901 pyld "123456789012345678901"^^<xsd:integer>
123456789012345678901 rdflib "123456789012345678901"^^<xsd:integer>
123456789012345678901 pyoxigraph "1.23456789012345678901E20"^^<xsd:double>
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
