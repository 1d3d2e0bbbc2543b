#!/usr/bin/env bash
# A class that a query names though a property implies it can cost rdflib some 300 times the work.
#
# rdflib puts the patterns of a group into order by how many of their terms are given, all with the
# same number in one go, and only then counts what they bind. Two patterns "?x a Class" are first,
# so that all members of the one are paired with all of the other before the pattern that links
# them is looked at. Without the first class there is nothing to pair, and the answer is the same.
# That the link stands first in the text of the query changes nothing.
# Seen with rdflib 7.6.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import rdflib
from rdflib import RDF, Namespace

E = Namespace("http://example.org/")
read = 0


class Counting(rdflib.Graph):
    def triples(self, pattern):
        global read
        for triple in super().triples(pattern):
            read += 1
            yield triple


graph = Counting()
for number in range(300):
    graph.add((E[f"mention-{number}"], RDF.type, E.Mention))
    graph.add((E[f"concept-{number}"], RDF.type, E.Concept))
    graph.add((E[f"mention-{number}"], E.of, E[f"concept-{number}"]))

for name, pattern in (
    ("both classes", "?m a e:Mention ; e:of ?c . ?c a e:Concept ."),
    ("both, the link first", "?m e:of ?c . ?m a e:Mention . ?c a e:Concept ."),
    ("one class", "?m e:of ?c . ?c a e:Concept ."),
):
    read = 0
    rows = list(graph.query(f"SELECT * {{ {pattern} }}", initNs={"e": E}))
    print(name, len(rows), "rows,", "more than 90,000" if read > 90_000 else "fewer than 1,000" if read < 1_000 else read, "triples")
EOF
cat >expected <<'EOF'
both classes 300 rows, more than 90,000 triples
both, the link first 300 rows, more than 90,000 triples
one class 300 rows, fewer than 1,000 triples
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
