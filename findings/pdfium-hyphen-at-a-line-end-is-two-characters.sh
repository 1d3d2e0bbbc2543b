#!/usr/bin/env bash
# PDFium gives no hyphen and no new line where a line ends in a hyphen after a letter.
#
# "non-", new line, "State actors" comes as one line with U+FFFE, which is no character, in the
# hyphen's place; the method for a part of the page gives U+0002 instead, for the same page. A
# search for "non-State" finds neither, and whether the hyphen belongs to the word is not said.
# After a digit ("Article 4-", new line, "5") hyphen and new line stay. pypdf keeps both always.
# Seen with pypdfium2 5.15.2 and pypdf 7.1.1 (page made by fpdf2 2.8.9), November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pypdfium2==5.15.2 pypdf==7.1.1 fpdf2==2.8.9
env/bin/python - >seen <<'EOF'
import fpdf
import pypdf
import pypdfium2

page = fpdf.FPDF()
page.add_page()
page.set_font("Helvetica", size=12)
for number, line in enumerate(("against non-", "State actors under Article 4-", "5 of the draft")):
    page.text(20, 20 + 6 * number, line)
page.output("a.pdf")
text = pypdfium2.PdfDocument("a.pdf")[0].get_textpage()
print("get_text_range", ascii(text.get_text_range()))
print("get_text_bounded", ascii(text.get_text_bounded()))
print("pypdf", ascii(pypdf.PdfReader("a.pdf").pages[0].extract_text()))
EOF
cat >expected <<'EOF'
get_text_range 'against non\ufffeState actors under Article 4-\r\n5 of the draft'
get_text_bounded 'against non\x02State actors under Article 4-\r\n5 of the draft'
pypdf 'against non-\nState actors under Article 4-\n5 of the draft'
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
