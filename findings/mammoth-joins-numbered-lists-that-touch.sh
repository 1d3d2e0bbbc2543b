#!/usr/bin/env bash
# mammoth makes one list of numbered paragraphs that belong to different lists.
#
# In a draft that numbers by Word, "Article 7", its points (a) and (b), and "Article 8" are two
# lists: two w:numId, each with its own start and text. mammoth looks at the level, and not at
# which list it is, so that paragraphs which follow each other become one <ol> without start or
# type: Article 8 is item 4. A paragraph between begins anew: point (b) after it is item 1.
# Seen with mammoth 1.13.0 (PyPI), November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet mammoth==1.13.0 python-docx==1.2.0
env/bin/python - >seen <<'EOF'
import docx
import mammoth
from docx.oxml import parse_xml

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ABSTRACT = (
    '<w:abstractNum {ns} w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
    '<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
)
ARTICLES, POINTS = 90, 91


def draft(*paragraphs: tuple[str, int]) -> str:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for key, start, form, text in (
        (ARTICLES, 7, "decimal", "Article %1"),
        (POINTS, 1, "lowerLetter", "(%1)"),
    ):
        numbering.insert(0, parse_xml(ABSTRACT.format(ns=NS, key=key, start=start, form=form, text=text)))
        numbering.append(
            parse_xml(f'<w:num {NS} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
        )
    for text, key in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        if key:
            properties.append(
                parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>')
            )
    document.save("draft.docx")
    with open("draft.docx", "rb") as file:
        return mammoth.convert_to_html(file).value


print(draft(("Scope", ARTICLES), ("ships", POINTS), ("ports", POINTS), ("Terms", ARTICLES)))
print(draft(("ships", POINTS), ("and, where a Party so decides,", 0), ("ports", POINTS)))
EOF
cat >expected <<'EOF'
<ol><li>Scope</li><li>ships</li><li>ports</li><li>Terms</li></ol>
<ol><li>ships</li></ol><p>and, where a Party so decides,</p><ol><li>ports</li></ol>
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
