#!/usr/bin/env bash
# rdflib adds the two kinds of duration to a date, but not xsd:duration itself.
#
# The sum with xsd:dayTimeDuration and xsd:yearMonthDuration has a value; with xsd:duration, which
# is what most data have, it is an error, so that the variable stays unbound. The operator
# compares with XSD.Duration, a name that does not exist, as a warning says.
# Seen with rdflib 7.6.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import warnings

import rdflib

warnings.simplefilter("ignore")
for kind, text in (("duration", "P90D"), ("dayTimeDuration", "P90D"), ("yearMonthDuration", "P3M")):
    rows = rdflib.Graph().query(
        'PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?day ?end { '
        f'VALUES (?day ?span) {{ ("2024-12-24"^^xsd:date "{text}"^^xsd:{kind}) }} '
        "BIND(?day + ?span AS ?end) }")
    print(kind, [str(row.end) for row in rows])
EOF
cat >expected <<'EOF'
duration ['None']
dayTimeDuration ['2025-03-24']
yearMonthDuration ['2025-03-24']
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
