#!/usr/bin/env bash
# country_converter fails on every conversion where pandas 3 is installed.
#
# Its requirements allow any newer pandas, and pip installs 3; then every call ends in a TypeError
# about a pattern.
# Seen with country_converter 1.3.2 and pandas 3.1.1, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet country_converter==1.3.2 pandas==3.1.1
env/bin/python - >seen <<'EOF'
import country_converter

try:
    print(country_converter.convert("Turkey", to="ISO3"))
except TypeError as error:
    print("TypeError:", error)
EOF
cat >expected <<'EOF'
TypeError: first argument must be string or compiled pattern
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
