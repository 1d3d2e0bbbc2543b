#!/usr/bin/env bash
# python-docx leaves tracked insertions out of the text of a paragraph.
#
# A revised draft in Word marks what is new as inserted. Paragraph.text has neither insertions nor
# deletions, so that it is the text of no version: neither the one before the change nor the one
# after it.
# Seen with python-docx 1.2.0, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet python-docx==1.2.0
env/bin/python - >seen <<'EOF'
import docx
from docx.oxml import parse_xml

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARK = f'{NS} w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
paragraph = docx.Document().add_paragraph("Each State ")
for part in (
    f"<w:ins {MARK}><w:r><w:t xml:space='preserve'>Party </w:t></w:r></w:ins>",
    f"<w:del {MARK}><w:r><w:delText xml:space='preserve'>shall </w:delText></w:r></w:del>",
    f"<w:r {NS}><w:t>may adopt</w:t></w:r>",
):
    paragraph._p.append(parse_xml(part))
print(repr(paragraph.text))
EOF
cat >expected <<'EOF'
'Each State may adopt'
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
