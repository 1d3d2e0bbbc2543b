#!/usr/bin/env bash
# rdflib turns the double INF into inf, which is no xsd:double.
#
# The infinities and not-a-number are written INF, -INF and NaN (XML Schema 1.1, part 2, section
# 3.3.5), in these letters. rdflib writes the words of Python for them, so that a valid file read
# and written again has literals that a schema validator refuses.
# Seen with rdflib 7.6.0, lxml 6.1.3, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install -q rdflib==7.6.0 lxml==6.1.3
cat >look.py <<'EOF'
import rdflib
from lxml import etree

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="v" type="xs:double"/></xs:schema>"""
is_double = etree.XMLSchema(etree.fromstring(SCHEMA))
for word in ("INF", "-INF", "NaN"):
    text = f"<http://e/a> <http://e/p> \"{word}\"^^<http://www.w3.org/2001/XMLSchema#double> ."
    again = rdflib.Graph().parse(data=text, format="turtle").serialize(format="nt").split("\"")[1]
    print(*((one, is_double(etree.fromstring(f"<v>{one}</v>"))) for one in (word, again)))
EOF
venv/bin/python look.py 2>/dev/null >seen
cat >expected <<'EOF'
('INF', True) ('inf', False)
('-INF', True) ('-inf', False)
('NaN', True) ('nan', False)
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
