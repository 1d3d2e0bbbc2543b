#!/usr/bin/env bash
# rdflib takes the time zone from a day, so that two days that differ become one.
#
# xsd:date may have a time zone, and with it is another value than without (XML Schema 1.1, part 2,
# section 3.3.9). rdflib reads "2020-01-01Z" and "2020-01-01+14:00" as "2020-01-01": three
# statements are one after reading, and written again the zone is gone. A dateTime keeps its zone.
# Seen with rdflib 7.6.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install -q rdflib==7.6.0 
cat >look.py <<'EOF'
import rdflib

DAYS = ("2020-01-01", "2020-01-01Z", "2020-01-01+14:00")
text = "@prefix x: <http://www.w3.org/2001/XMLSchema#> . <http://e/a> <http://e/p> "
graph = rdflib.Graph().parse(data=text + ", ".join(f"\"{day}\"^^x:date" for day in DAYS) + " .")
print("days", *sorted(map(str, graph.objects())))
moments = ", ".join(f"\"{day[:10]}T00:00:00{day[10:]}\"^^x:dateTime" for day in DAYS)
print("moments", len(rdflib.Graph().parse(data=text + moments + " .")))
EOF
venv/bin/python look.py 2>/dev/null >seen
cat >expected <<'EOF'
days 2020-01-01
moments 3
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
