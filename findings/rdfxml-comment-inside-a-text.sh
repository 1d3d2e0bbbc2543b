#!/usr/bin/env bash
# A comment inside a text of RDF/XML: one reader loses half of the text, one refuses the file.
#
# RDF/XML is read from the XML infoset, in which the comment is no part of the text, so that
# <p>a<!--x-->b</p> says "ab". rdfxml-streaming-parser says "b", without a word; pyoxigraph
# ends in "Unexpected text event"; rdflib reads "ab". Take comments out before handing files on.
# Seen with rdfxml-streaming-parser 3.3.0, pyoxigraph 0.5.13, rdflib 7.6.0, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund rdfxml-streaming-parser@3.3.0 >/dev/null 2>&1
python3 -m venv venv
venv/bin/pip install -q pyoxigraph==0.5.13 rdflib==7.6.0
cat >a.rdf <<'EOF'
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://e/">
  <rdf:Description rdf:about="http://e/a"><p>a<!--x-->b</p></rdf:Description>
</rdf:RDF>
EOF
cat >look.cjs <<'EOF'
const { RdfXmlParser } = require("rdfxml-streaming-parser");
const parser = new RdfXmlParser();
parser.on("data", (quad) => console.log("rdfxml-streaming-parser", quad.object.value));
parser.end(require("fs").readFileSync("a.rdf", "utf8"));
EOF
cat >look.py <<'EOF'
import pyoxigraph
import rdflib

print("rdflib", *rdflib.Graph().parse("a.rdf", format="xml").objects())
try:
    print("pyoxigraph", *pyoxigraph.parse(path="a.rdf", format=pyoxigraph.RdfFormat.RDF_XML))
except SyntaxError as error:
    print("pyoxigraph", error.msg)
EOF
{ node look.cjs; venv/bin/python look.py; } >seen
cat >expected <<'EOF'
rdfxml-streaming-parser b
rdflib ab
pyoxigraph Unexpected text event: 'b'
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
