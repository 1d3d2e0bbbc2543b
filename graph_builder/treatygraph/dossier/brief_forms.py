"""Briefs as Markdown, HTML, Word and PDF."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from treatygraph.dossier.brief import Brief, Heading, Para, Rows, Span
from treatygraph.errors import ResourceMissing
from treatygraph.languages import spoken

__all__ = ["FORMS", "as_docx", "as_html", "as_markdown", "as_pdf", "brief_bytes"]

#: Ending → media type.
FORMS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def brief_bytes(brief: Brief, form: str) -> bytes:
    """Return a brief in a form of `FORMS`."""
    if form == "docx":
        return as_docx(brief)
    if form == "pdf":
        return as_pdf(brief)
    return (as_markdown(brief) if form == "md" else as_html(brief)).encode()


def as_markdown(brief: Brief) -> str:
    """Return a brief as Markdown with tables.

    >>> print(as_markdown(Brief("Lamps", "About lamps", (Para((Span("a|b", "x:y"),)),), "S")))
    # Lamps
    <BLANKLINE>
    About lamps
    <BLANKLINE>
    [a\\|b](x:y)
    <BLANKLINE>
    ---
    <BLANKLINE>
    S
    <BLANKLINE>
    """
    parts = [f"# {_escaped(brief.title)}", _escaped(brief.about)]
    for block in brief.blocks:
        if isinstance(block, Heading):
            parts.append(f"## {_escaped(block.text)}")
        elif isinstance(block, Para):
            parts.append(_markdown(block.spans))
        else:
            lines = [
                " | ".join(map(_escaped, block.columns)),
                "|".join("---" for _ in block.columns),
            ]
            lines += [" | ".join(map(_markdown, row)) for row in block.rows]
            parts.append("\n".join(f"| {line} |" for line in lines))
    return "\n\n".join([*parts, "---", _escaped(brief.source)]) + "\n"


def _escaped(text: str) -> str:
    plain = re.sub(r"([\\|*_`\[\]])", r"\\\1", " ".join(text.split()))
    return plain.replace("<", "&lt;")


def _markdown(spans: tuple[Span, ...]) -> str:
    pieces = []
    for span in spans:
        lead = " " if span.text[:1] == " " else ""
        text = (
            lead
            + _escaped(span.text)
            + (" " if span.text[-1:] == " " and span.text.strip() else "")
        )
        pieces.append(f"[{text}]({span.href})" if span.href and text else text)
    return "".join(pieces)


_STYLE = """
body { font: 11pt/1.45 Georgia, "Noto Serif", serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 .2em; } h2 { font-size: 13pt; margin: 1.4em 0 .4em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; } tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .25em .5em; border-bottom: 1px solid #bbb; }
.about, .small, footer { color: #444; } .small, footer { font-size: 9.5pt; } a { color: #174a8b; text-decoration: none; }
@page { size: A4; margin: 18mm 17mm; } @media print { body { font-size: 9pt; margin: 0; max-width: none; padding: 0; } table { font-size: 8pt; } h2 { margin-top: 1em; } th, td { padding: .15em .4em; } }
"""  # noqa: E501


def as_html(brief: Brief) -> str:
    """Return a brief as one HTML page that needs nothing else."""
    parts = [f"<h1>{escape(brief.title)}</h1>", f'<p class="about">{escape(brief.about)}</p>']
    for block in brief.blocks:
        if isinstance(block, Heading):
            parts.append(f"<h2>{escape(block.text)}</h2>")
        elif isinstance(block, Para):
            mark = ' class="small"' if block.small else ""
            parts.append(f"<p{mark}>{_html(block.spans)}</p>")
        else:
            head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.columns)
            body = "".join(
                f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>"
                for row in block.rows
            )
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return (
        f'<!doctype html>\n<html lang="{spoken()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(brief.title)}</title><style>{_STYLE}</style></head><body><main>"
        + "\n".join(parts)
        + f"</main><footer><p>{escape(brief.source)}</p></footer></body></html>\n"
    )


def _html(spans: tuple[Span, ...]) -> str:
    return "".join(
        f'<a href="{escape(span.href)}">{escape(span.text)}</a>' if span.href else escape(span.text)
        for span in spans
    )


def as_docx(brief: Brief) -> bytes:
    """Return a brief as a Word document with headings, tables and links."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = _clean(brief.title)
    document.core_properties.author = "treatygraph"
    document.core_properties.language = spoken()
    document.add_heading(_clean(brief.title), level=1)
    document.add_paragraph(_clean(brief.about))
    for block in brief.blocks:
        if isinstance(block, Heading):
            document.add_heading(_clean(block.text), level=2)
        elif isinstance(block, Para):
            _spans_to_docx(document.add_paragraph(), block.spans)
        else:
            _rows_to_docx(document, block)
    document.add_paragraph(_clean(brief.source))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _rows_to_docx(document: Any, block: Rows) -> None:
    from docx.oxml import OxmlElement

    table = document.add_table(rows=1, cols=len(block.columns))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(_clean(name)).bold = True
    # The first row is a heading for readers of the document, and again on each page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        for cell, spans in zip(table.add_row().cells, row, strict=True):
            _spans_to_docx(cell.paragraphs[0], spans)
    document.add_paragraph()


def _spans_to_docx(paragraph: Any, spans: tuple[Span, ...]) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    for span in spans:
        run = paragraph.add_run(_clean(span.text))
        if span.href:
            run.font.color.rgb = RGBColor(0x17, 0x4A, 0x8B)
            link = OxmlElement("w:hyperlink")
            known = paragraph.part.relate_to(
                span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link.set(qn("r:id"), known)
            run._r.addprevious(link)
            link.append(run._r)


def _clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def as_pdf(brief: Brief) -> bytes:
    """Return a brief as a tagged PDF, made by Chromium where it is there, else by Typst."""
    browser = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if browser:
        return _by_chromium(browser, as_html(brief))
    try:
        import typst
    except ImportError as error:
        raise ResourceMissing(
            "There is nothing here that makes a PDF.",
            expected="Chromium, or the package typst",
            remedy="pip install 'treatygraph[pdf]', or take --format docx or html",
        ) from error
    made: bytes = typst.compile(_typst(brief).encode(), format="pdf")
    return made


def _by_chromium(browser: str, page: str) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place) / "brief.html", Path(place) / "brief.pdf"
        source.write_text(page, encoding="utf-8")
        flags = ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--export-tagged-pdf"]
        # A sandbox needs rights that a container may lack; the page is our own, without scripts.
        flags += ["--no-sandbox", f"--user-data-dir={place}/profile", f"--print-to-pdf={target}"]
        ran = subprocess.run(
            [browser, *flags, source.as_uri()], capture_output=True, timeout=60, check=False
        )
        if not target.exists():
            raise ResourceMissing(
                f"{browser} made no PDF (exit {ran.returncode}).",
                expected="Chromium that prints to PDF without a window",
                remedy="take --format docx or html, or print the HTML from a browser",
            )
        return target.read_bytes()


_TYPST = """#set document(title: {title})
#set page(paper: "a4", margin: (x: 17mm, y: 18mm), numbering: "1")
#set text(size: 10pt, lang: {language})
#show link: set text(fill: rgb("#174a8b"))
#show table: set text(size: 8.5pt)
= #{title}
#{about}
"""


def _head(brief: Brief) -> str:
    title, about, language = map(_string, (brief.title, brief.about, spoken()))
    return _TYPST.format(title=title, about=about, language=language)


def _typst(brief: Brief) -> str:
    """Return a brief in Typst's language; every text is a string literal, so none is markup."""
    parts = [_head(brief)]
    for block in brief.blocks:
        if isinstance(block, Heading):
            parts.append(f"== #{_string(block.text)}")
        elif isinstance(block, Para):
            parts.append(_typst_spans(block.spans))
        else:
            widths = ", ".join("auto" if n == 0 else "1fr" for n in range(len(block.columns)))
            head = ", ".join(f"[*#{_string(name)}*]" for name in block.columns)
            cells = ",\n".join(f"[{_typst_spans(cell)}]" for row in block.rows for cell in row)
            grid = "stroke: (bottom: 0.5pt + gray), inset: 4pt"
            parts.append(f"#table(columns: ({widths},), {grid}, table.header({head}),\n{cells})")
    return "\n\n".join([*parts, f"#line(length: 100%)\n#{_string(brief.source)}"])


def _string(text: str) -> str:
    return json.dumps(_clean(text), ensure_ascii=False)


def _typst_spans(spans: tuple[Span, ...]) -> str:
    return "".join(
        f"#link({_string(span.href)})[#{_string(span.text)}]"
        if span.href
        else f"#{_string(span.text)}"
        for span in spans
    )
