#!/usr/bin/env bash
# pyshacl passes a year and a number under a bound that is a date.
#
# sh:minInclusive with a date is violated by a value that cannot be compared with it (SHACL,
# section 4.3.3). pyshacl reports a text and an earlier day, but not a gYear of an earlier year,
# nor the number 7. State sh:datatype beside the bound.
# Seen with pyshacl 0.40.1, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pyshacl==0.40.1 rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import pyshacl
import rdflib

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:s> a sh:NodeShape ; sh:targetNode <urn:a> ;
  sh:property [ sh:path <urn:p> ; sh:minInclusive "2020-01-01"^^xsd:date ] ."""
for value in ('"2019-12-31"^^xsd:date', '"2019"^^xsd:gYear', "7", '"then"'):
    data = f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <urn:a> <urn:p> {value} ."
    graphs = [rdflib.Graph().parse(data=text, format="turtle") for text in (data, SHAPES)]
    print(value, pyshacl.validate(graphs[0], shacl_graph=graphs[1])[0])
EOF
cat >expected <<'EOF'
"2019-12-31"^^xsd:date False
"2019"^^xsd:gYear True
7 True
"then" False
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
