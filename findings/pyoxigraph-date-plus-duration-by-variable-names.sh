#!/usr/bin/env bash
# In pyoxigraph the names of variables decide whether a date plus a duration has a value.
#
# The sum of two variables is put in an order of its own before it is computed, and duration +
# date is not supported. So the same query over the same data binds the deadline or leaves it out,
# by what its variables are called. date - (-duration) always has a value.
# Seen with pyoxigraph 0.5.13, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pyoxigraph==0.5.13
env/bin/python - >seen <<'EOF'
from pyoxigraph import Store

store = Store()
store.update("""PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> INSERT DATA {
  <urn:a> <urn:day> "2024-12-24"^^xsd:date ; <urn:within> "P90D"^^xsd:dayTimeDuration }""")
outcomes = set()
for day in "abcdef":
    for span in "abcdef".replace(day, ""):
        row = next(iter(store.query(
            f"SELECT (?{day} + ?{span} AS ?end) (?{day} - (-?{span}) AS ?sure) "
            f"{{ ?s <urn:day> ?{day} ; <urn:within> ?{span} }}")))
        outcomes.add((row["end"] and row["end"].value, row["sure"].value))
print(sorted(outcomes, key=str))
EOF
cat >expected <<'EOF'
[('2025-03-24', '2025-03-24'), (None, '2025-03-24')]
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
