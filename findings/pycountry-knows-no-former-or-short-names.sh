#!/usr/bin/env bash
# pycountry finds no State under the short or former name that documents use.
#
# lookup compares with official and common names and codes of ISO 3166-1 only. Turkey, Russia,
# Cape Verde, Swaziland and Holy See end in a LookupError, while Syria and Iran are found, since
# those have a common name in the list.
# Seen with pycountry 26.2.16, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pycountry==26.2.16
env/bin/python - >seen <<'EOF'
import pycountry

for name in ("Turkey", "Russia", "Cape Verde", "Swaziland", "Holy See", "Syria", "Iran"):
    try:
        print(name, pycountry.countries.lookup(name).alpha_3)
    except LookupError:
        print(name, "not found")
EOF
cat >expected <<'EOF'
Turkey not found
Russia not found
Cape Verde not found
Swaziland not found
Holy See not found
Syria SYR
Iran IRN
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
