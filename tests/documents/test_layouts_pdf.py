"""One text printed as PDF in several styles is read as the same provisions and references."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.documents.test_layouts import TEXTS, TORN, blocks, facts
from treatygraph.documents import read

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STYLES = {
    "spaced": """p {text-align: justify; margin: 0 0 .7em} .h {text-align: center; break-after: avoid}
        @page {size: A4; margin: 2.5cm}""",
    "headed": """body {font-size: 11pt} p {text-align: justify; margin: 0 0 .5em; hyphens: auto}
        .i {padding-left: 3em; text-indent: -1.5em} .h {font-weight: bold; break-after: avoid}
        @page {size: A5; margin: 2cm; @top-left {content: "HC/AC.7/1"}
               @bottom-right {content: counter(page) "/" counter(pages)}
               @bottom-left {content: "V.30-12345"}}""",
    "ragged": """body {font: 10.5pt sans-serif} p {margin: 0 0 .5em} .h {font-style: italic}
        @page {size: Letter; margin: 2cm 4cm; @bottom-center {content: "- " counter(page) " -"}}""",
}
HEAD = re.compile(r"^(?:chapter|preamble|article)\b", re.I)
POINT = re.compile(r"^\(?[a-z0-9]{1,3}[.)]")


def page(paragraphs, style):
    kinds = [
        "h" if HEAD.match(p) and len(p) < 60 else "i" if POINT.match(p) else "p" for p in paragraphs
    ]
    body = "".join(
        f'<p class="{kind}">{html.escape(p)}</p>\n'
        for kind, p in zip(kinds, paragraphs, strict=True)
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>{body}'


@pytest.fixture
def printer(tmp_path):
    """Return a function that prints an HTML page."""
    if not Path(CHROMIUM).exists():
        pytest.skip("needs Chromium: apt-get install chromium")

    def printing(markup):
        source, target = tmp_path / "text.html", tmp_path / "text.pdf"
        source.write_text(markup, "utf-8")
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()

    return printing


@pytest.fixture(params=STYLES)
def printed(request, printer):
    """Return a function that prints paragraphs in one of the styles."""
    return lambda paragraphs: printer(page(paragraphs, STYLES[request.param]))


def statuses(data):
    return {p.key: p.status for p in read(data).provisions}


def test_struck_out_and_bold_words_of_an_edited_pdf_are_marks(printer):
    edited = """<!doctype html><html lang="en"><meta charset="utf-8"><h3>Article 1</h3>
        <p>1. Each Party <del>shall</del> <b>may</b> keep lamps and <u>oil</u>.</p>
        <p>2. <del>No lamp is lit, and whoever lights one, whether in a tower or on a pier, does so
        at a cost that nobody bears.</del></p><p>3. All <u>lamps</u> are lit.</p>"""
    clean = edited.replace("<del>", "<i>").replace("</del>", "</i>")

    assert {
        "art-1": (),
        "art-1/para-1": ("deleted", "inserted"),
        "art-1/para-2": ("deleted",),
        "art-1/para-3": (),
    } == statuses(printer(edited))
    assert {()} == set(statuses(printer(clean)).values())


@pytest.mark.parametrize("name", ["first", "second", "third", "torn"])
def test_a_printed_text_is_read_as_the_text_itself(printed, name):
    text = TORN if name == "torn" else (TEXTS / f"{name}.txt").read_text("utf-8")
    paragraphs = blocks(text)

    provisions, references = facts("\n\n".join(paragraphs))
    got, found = facts(printed(paragraphs))

    assert provisions == got
    assert references == found
