"""The sample treaty typeset as the United Nations do, in two languages, from one source.

A source is the text of a draft with a list of marks: notes on headings and points, bold and
struck-out words.  From it come a PDF, set by Typst, and a Word file with the styles and tabs
of the United Nations' template: masthead, symbol in the running heads of odd and even pages,
job number and page in the feet, raised marks of notes, notes under a rule.
"""

import io
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

import docx
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents.official_layout import Printed, printed

__all__ = ["Marks", "as_printed", "as_word", "marked"]

_HEAD = re.compile(r"(?:Preamble|Préambule|Chapter|Chapitre|Article)\b")
_POINT = re.compile(r"^(\d+\.|\(?[a-z]\)) ")
_MARK = re.compile(r"\{(note|bold|gone):([^{}]*)\}")
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass(frozen=True)
class Marks:
    """Words after which a note stands, and words that are bold or struck out."""

    notes: tuple[tuple[str, str], ...]
    bold: tuple[str, ...]
    gone: tuple[str, ...]


def marked(file: Path, marks: Marks) -> Printed:
    """Return a text with its marks in it: `{note:…}`, `{bold:…}`, `{gone:…}`."""
    text = printed(file)
    blocks = "\n\n".join(text.blocks)
    pairs = [(words, words + "{note:" + note + "}") for words, note in marks.notes]
    pairs += [(words, "{bold:" + words + "}") for words in marks.bold]
    pairs += [(words, "{gone:" + words + "}") for words in marks.gone]
    for words, instead in pairs:
        assert words in blocks, words
        blocks = blocks.replace(words, instead, 1)
    return Printed(text.symbol, text.day, text.title, tuple(blocks.split("\n\n")))


def as_printed(text: Printed, *, job: str = "V.30-01234") -> bytes:
    """Return the text as a PDF in the layout of the United Nations."""
    body = "\n\n".join(_typst_block(block) for block in text.blocks)
    source = _TYPST % {
        "symbol": text.symbol, "day": text.day, "title": text.title, "job": job, "body": body,
    }  # fmt: skip
    made: bytes = typst.compile(source.encode(), format="pdf")
    return made


_TYPST = """
#set page(
  paper: "a4", margin: (x: 4.2cm, top: 3.2cm, bottom: 3cm),
  header: context { let n = counter(page).get().first()
    if n > 1 { set text(9pt, weight: "bold")
      if calc.even(n) [%(symbol)s #h(1fr)] else [#h(1fr) %(symbol)s]
      v(-6pt); line(length: 100%%, stroke: 0.5pt) } },
  footer: context { let n = counter(page).get().first(); let last = counter(page).final().first()
    set text(8pt)
    if n == 1 [%(job)s (E) \\ #sym.ast.basic 3001234 #sym.ast.basic]
    else if calc.even(n) [#strong[#n/#last] #h(1fr) %(job)s]
    else [%(job)s #h(1fr) #strong[#n/#last]] },
)
#set text(10pt, font: "Libertinus Serif", hyphenate: false)
#set smartquote(enabled: false)
#set par(justify: true, leading: 0.55em, spacing: 1.1em)
#grid(columns: (1fr, auto), text(14pt)[United Nations], text(14pt)[%(symbol)s])
#line(length: 100%%, stroke: 0.5pt)
#grid(columns: (1fr, 4cm), text(17pt, weight: "bold")[General Assembly],
  [Distr.: General \\ %(day)s \\ #v(4pt) Original: English])
#line(length: 100%%, stroke: 1.5pt)
#strong[Committee on Signals] \\ Seventh session
#v(14pt)
#text(16pt, weight: "bold")[%(title)s]
#v(10pt)
%(body)s
"""


def _typst_block(block: str) -> str:
    if _HEAD.match(block):
        lines = " \\\n".join(_typst(line) for line in block.split("\n"))
        return f'#block(sticky: true, above: 1.6em, text(12pt, weight: "bold")[{lines}])'
    return " \\\n".join(_typst(line) for line in block.split("\n"))


def _typst(line: str) -> str:
    """Return a line as Typst takes it."""
    set_as = {"note": "#footnote[{}]", "bold": "#strong[{}]", "gone": "#strike[{}]"}
    out, at = "", 0
    for mark in _MARK.finditer(line):
        out += _plain(line[at : mark.start()]) + set_as[mark[1]].format(_plain(mark[2]))
        at = mark.end()
    return out + _plain(line[at:])


def _plain(text: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]~/=+-])", r"\\\1", text).replace('"', '\\"')


def as_word(text: Printed, *, job: str = "V.30-01234") -> bytes:
    """Return the text as Word, in the United Nations' manner of styles and tabs."""
    document = docx.Document()
    styles = document.styles
    for name in ("_ H __M", "_ H_Ch", "_ H_1", "_ Single Txt"):
        styles.add_style(name, 1).base_style = styles["Normal"]
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.even_page_header.paragraphs[0].text = text.symbol
    section.header.paragraphs[0].text = f"\t\t{text.symbol}"
    section.even_page_footer.paragraphs[0].text = f"2/3\t\t{job}"
    section.footer.paragraphs[0].text = f"{job}\t\t3/3"
    section.first_page_footer.paragraphs[0].text = f"{job} (E)    120330    130330\n*3001234*"
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "United Nations", text.symbol
    table.cell(1, 0).text = "General Assembly"
    table.cell(1, 1).text = f"Distr.: General\n{text.day}\n\nOriginal: English"
    document.add_paragraph("Committee on Signals\nSeventh session")
    document.add_paragraph(f"\t{text.title}", style="_ H __M")
    notes: list[str] = []
    body = document.element.body
    for block in text.blocks:
        for one in _paragraphs(block, notes):
            body.insert(len(body) - 1, parse_xml(one))
    _add_notes(document, notes)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(block: str, notes: list[str]) -> list[str]:
    """Return a block as paragraphs: the lines of a heading each with its style and tabs."""
    if not _HEAD.match(block):
        text = _POINT.sub(r"\1\t", block)
        return [_paragraph(f"\t{text}" if text != block else text, "SingleTxt", notes)]
    style = "HCh" if re.match(r"Chap", block) else "H1"
    return [_paragraph(f"\t{line}", style, notes) for line in block.split("\n")]


def _paragraph(text: str, style: str, notes: list[str]) -> str:
    out, at = "", 0
    for mark in _MARK.finditer(text):
        out += _run(text[at : mark.start()])
        if mark[1] == "note":
            notes.append(mark[2])
            out += (
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{len(notes) + 1}"/></w:r>'
            )
        else:
            out += _run(mark[2], "<w:b/>" if mark[1] == "bold" else "<w:strike/>")
        at = mark.end()
    bold = "<w:b/>" if style != "SingleTxt" else ""
    out += _run(text[at:], bold)
    return f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{out}</w:p>'


def _run(text: str, properties: str = "") -> str:
    pieces = [f'<w:t xml:space="preserve">{escape(x, quote=False)}</w:t>' if x else ""
              for x in re.split(r"[\t\n]", text)]  # fmt: skip
    between = ["<w:tab/>" if c == "\t" else "<w:br/>" for c in re.findall(r"[\t\n]", text)]
    inner = "".join(a + b for a, b in zip(pieces, [*between, ""], strict=True))
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>" if text else ""


def _add_notes(document: "docx.document.Document", notes: list[str]) -> None:
    """Put the notes into their own part, the rule above them first, as Word does."""
    rule = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    rule += (
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    rows = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:footnoteRef/></w:r>{_run(chr(9) + note)}</w:p></w:footnote>"
        for n, note in enumerate(notes, 2)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{rule}{rows}</w:footnotes>'
    place = PackURI("/word/footnotes.xml")
    part = Part(place, _NOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
