#!/usr/bin/env bash
# rdfxml-streaming-parser takes the name from the thing that is the root of a document.
#
# A document about one thing needs no rdf:RDF around it (RDF/XML, section 2.6). This parser then
# overlooks rdf:about on the root: its statements hang on a blank node, and two such files about
# one thing no longer meet. rdflib and pyoxigraph keep the name.
# Seen with rdfxml-streaming-parser 3.3.0, rdflib 7.6.0, pyoxigraph 0.5.13, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund rdfxml-streaming-parser@3.3.0 >/dev/null 2>&1
python3 -m venv venv
venv/bin/pip install -q rdflib==7.6.0 pyoxigraph==0.5.13
cat >a.rdf <<'EOF'
<e:Thing xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/" rdf:about="http://e/a"><e:p>x</e:p></e:Thing>
EOF
cat >look.cjs <<'EOF'
const { RdfXmlParser } = require("rdfxml-streaming-parser");
const parser = new RdfXmlParser();
const kinds = new Set();
parser.on("data", (quad) => kinds.add(quad.subject.termType));
parser.on("end", () => console.log("rdfxml-streaming-parser", ...kinds));
parser.end(require("fs").readFileSync("a.rdf", "utf8"));
EOF
cat >look.py <<'EOF'
import pyoxigraph
import rdflib

print("rdflib", *{type(node).__name__ for node in rdflib.Graph().parse("a.rdf", format="xml").subjects()})
quads = pyoxigraph.parse(path="a.rdf", format=pyoxigraph.RdfFormat.RDF_XML)
print("pyoxigraph", *{type(quad.subject).__name__ for quad in quads})
EOF
{ node look.cjs; venv/bin/python look.py; } >seen
cat >expected <<'EOF'
rdfxml-streaming-parser BlankNode
rdflib URIRef
pyoxigraph NamedNode
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
