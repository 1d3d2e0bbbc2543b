#!/usr/bin/env bash
# rdfxml-streaming-parser writes XML literals that are no XML any more.
#
# The value of rdf:parseType="Literal" is a piece of XML (RDF/XML, section 7.2.17): an ampersand
# in it stays &amp;, and a prefix keeps its declaration. This parser undoes the escape and leaves
# the declaration out, so that an XML parser refuses the literal; rdflib's literal is read well.
# Seen with rdfxml-streaming-parser 3.3.0, rdflib 7.6.0, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund rdfxml-streaming-parser@3.3.0 >/dev/null 2>&1
python3 -m venv venv
venv/bin/pip install -q rdflib==7.6.0
cat >a.rdf <<'EOF'
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/" xmlns:z="http://z/">
  <rdf:Description rdf:about="http://e/a"><e:p rdf:parseType="Literal"><z:b>x &amp; y</z:b></e:p></rdf:Description>
</rdf:RDF>
EOF
cat >look.cjs <<'EOF'
const { RdfXmlParser } = require("rdfxml-streaming-parser");
const parser = new RdfXmlParser();
parser.on("data", (quad) => console.log(quad.object.value));
parser.end(require("fs").readFileSync("a.rdf", "utf8"));
EOF
cat >look.py <<'EOF'
import sys
from xml.dom.minidom import parseString

import rdflib


def is_xml(text: str) -> bool:
    try:
        parseString(text)
    except Exception:
        return False
    return True


other = sys.stdin.read().strip()
(own,) = rdflib.Graph().parse("a.rdf", format="xml").objects()
print("rdfxml-streaming-parser", other, is_xml(other))
print("rdflib", own, is_xml(str(own)))
EOF
node look.cjs | venv/bin/python look.py >seen
cat >expected <<'EOF'
rdfxml-streaming-parser <z:b>x & y</z:b> False
rdflib <z:b xmlns:z="http://z/">x &amp; y</z:b> True
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
