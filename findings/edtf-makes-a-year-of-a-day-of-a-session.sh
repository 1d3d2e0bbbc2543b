#!/usr/bin/env bash
# edtf reads "15 to 26 April 2024" as the 26th of April 2015.
#
# text_to_edtf turns what people write into EDTF and answers None where it cannot. Where the
# days span a session, one of them is taken for a year of this century, and the year that is
# written is lost; the date looks as good as any other. A single day is read rightly; with both
# months written, the answer is None.
# Seen with edtf 5.0.2 and python-dateutil 2.9.0 (4.0.0 gives the same), November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet edtf==5.0.2 python-dateutil==2.9.0.post0
env/bin/python - >seen <<'EOF'
from edtf import text_to_edtf

for text in (
    "26 April 2024",
    "15 to 26 April 2024",
    "1-5 July 2024",
    "1 and 2 June 2024",
    "April 15-26, 2024",
    "29 July to 9 August 2024",
):
    print(text, "->", text_to_edtf(text))
EOF
cat >expected <<'EOF'
26 April 2024 -> 2024-04-26
15 to 26 April 2024 -> 2015-04-26
1-5 July 2024 -> 2001-07-05
1 and 2 June 2024 -> 2001-06-02
April 15-26, 2024 -> 2026-04-15
29 July to 9 August 2024 -> None
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
