#!/usr/bin/env bash
# rdflib answers patterns that stand after a second UNION on their own, each with each, before it joins.
#
# Two labels of two things that earlier patterns have bound cost two look-ups for each solution
# after one UNION. After a second UNION the same two patterns are asked with nothing bound: all
# labels times all labels, kept in memory. With 300 labelled things and one solution that is some
# 90,000 triples read in place of a handful; with 8,000 things it is 64 million pairs.
# Two groups, { ?a rdfs:label ?x } { ?b rdfs:label ?y }, in their place are asked one by one.
# Seen with rdflib 7.6.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import rdflib
from rdflib import RDFS, Literal, Namespace

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
    graph.add((E[f"thing-{number}"], RDFS.label, Literal(f"Thing {number}")))
graph.add((E["thing-1"], E.asks, E["thing-2"]))
graph.add((E["thing-1"], E.answers, E["thing-2"]))

union = "{ ?a e:asks ?b } UNION { ?a e:wants ?b }"
second = "?a e:answers ?b . { ?a e:asks ?b } UNION { ?a e:wants ?b }"
labels = "?a rdfs:label ?x . ?b rdfs:label ?y ."
groups = "{ ?a rdfs:label ?x } { ?b rdfs:label ?y }"
for name, pattern in (
    ("after one union", f"{union} {labels}"),
    ("after a second", f"{union} {second} {labels}"),
    ("in two groups", f"{union} {second} {groups}"),
):
    read = 0
    rows = list(graph.query(f"SELECT * {{ {pattern} }}", initNs={"e": E, "rdfs": RDFS}))
    print(name, len(rows), "row,", "more than 90,000" if read > 90_000 else "fewer than 1,000" if read < 1_000 else read, "triples")
EOF
cat >expected <<'EOF'
after one union 1 row, fewer than 1,000 triples
after a second 1 row, more than 90,000 triples
in two groups 1 row, fewer than 1,000 triples
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
