"""A document costs no more than time and memory in proportion, whatever it is made of."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.pdfs import pdf, typeset
from tests.documents.test_container import as_docx, as_text
from treatygraph import textfile
from treatygraph.cli.main import main
from treatygraph.documents import apart, read
from treatygraph.documents.apart import Limits, open_apart, read_apart
from treatygraph.errors import ReadError, UsageError

#: Beginnings and what is repeated behind them: each was slow once, or might be.
ROWS = {
    "emphasis": (b"# A\n\n**x**\n\n", b"*a "),
    "strikes": (b"# A\n\n**x**\n\n", b"~~a "),
    "links": (b"# A\n\n**x**\n\n", b"[a]("),
    "brackets": (b"Article 1\n\n", b"["),
    "digits": (b"Article 1\n\n", b"1"),
    "one point": (b"Article 1\n\n", b"(a) x\n\n"),
    "quotations": (b"Article 1\n\n", "“Article 2 ".encode()),
    "references": (b"Article 1\n\n1. See ", b"article 2, paragraph 3, and "),
    "headings": (b"", b"Article 1\n\n"),
    "elements": (b"<html><body>", b"<div>"),
    "tables": (b"<html><body>", b"<table><tr><td>"),
    "lists": (b"<html><body>", b"<ol><li>a"),
    "notes": (b"<akomaNtoso><p>", b"<authorialNote>a</authorialNote>"),
    "articles": (b"<akomaNtoso>", b"<article><num>1</num>"),
    "blanks": (b"Article 1\n\n", b" "),
}


def cost(size, head, row):
    begun = time.process_time()
    read(head + row * (size // len(row)))
    return time.process_time() - begun


@pytest.mark.parametrize("name", ROWS)
def test_reading_is_linear(name):
    small, large = (cost(size, *ROWS[name]) for size in (6_000, 48_000))

    assert large < 8 * 2.5 * max(small, 0.05)


PEAK = """
import json, resource, sys
from treatygraph.documents.apart import read_apart

reading = read_apart(sys.stdin.buffer.read())
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([[f.code for f in reading.findings if f.severity == "violation"], most]))
"""


def peak(data):
    """Read in a new program; return the codes of violations and the MiB taken at most.

    A child of the tests' own process would count what that holds already.
    """
    done = subprocess.run([sys.executable, "-c", PEAK], input=data, capture_output=True, check=True)
    return json.loads(done.stdout)


def zipped(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return out.getvalue()


def test_a_document_that_unpacks_to_much_is_a_finding_and_takes_little():
    bomb = zipped(word__document_xml=b"<w:p>" + b" " * 300_000_000)
    violations, most = peak(bomb)

    assert ["too-large"] == violations
    assert most < 300


def test_pictures_of_a_document_are_not_unpacked():
    with zipfile.ZipFile(BytesIO(as_docx())) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    data = zipped(**parts, word__media__image=bytes(200_000_000))
    begun = time.process_time()
    reading = read(data)

    assert 7 == len(reading.provisions)
    assert time.process_time() - begun < 5


def test_a_reader_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "read", lambda *_, **__: time.sleep(60))
    begun = time.monotonic()
    reading = read_apart(b"Article 1", name="a.txt", limits=Limits(seconds=0.5))

    assert ["too-much-time"] == [f.code for f in reading.findings]
    assert "a.txt" == reading.document["name"]
    assert time.monotonic() - begun < 10


def test_a_reader_that_takes_all_memory_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "read", lambda *_, **__: bytes(1 << 30))
    reading = read_apart(b"Article 1", limits=Limits(memory=64 << 20))

    assert ["too-much-memory"] == [f.code for f in reading.findings]


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_reader_that_crashes_costs_the_command_nothing(monkeypatch, number):
    monkeypatch.setattr(apart, "read", lambda *_, **__: os.kill(os.getpid(), number))
    (finding,) = read_apart(b"Article 1").findings

    assert ("violation", "reader-died") == (finding.severity, finding.code)
    assert f"signal {number.value}" in finding.message


def test_a_fault_of_the_reader_is_a_finding(monkeypatch):
    monkeypatch.setattr(apart, "open_container", lambda *_, **__: 1 / 0)
    _, source = open_apart(b"Article 1")

    assert ["reader-failed"] == [f.code for f in source.findings]


def test_a_reader_that_was_taken_over_cannot_have_anything_run(monkeypatch, tmp_path):
    class Taken:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "made"),))

    monkeypatch.setattr(apart, "read", lambda *_, **__: Taken())
    reading = read_apart(b"Article 1")

    assert ["reader-died"] == [f.code for f in reading.findings]
    assert not (tmp_path / "made").exists()


def test_what_is_read_apart_is_what_is_read():
    assert read(as_text(), name="a.txt") == read_apart(as_text(), name="a.txt")


def test_wrong_use_is_told_as_such(monkeypatch):
    def refuse(*_, **__):
        raise UsageError("no", expected="yes", remedy="try")

    monkeypatch.setattr(apart, "read", refuse)
    with pytest.raises(UsageError, match="no\nExpected: yes\nTo mend it: try"):
        read_apart(b"")


def test_a_file_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(textfile, "_MOST_BYTES", 1000)

    with pytest.raises(ReadError, match="has more than"):
        textfile.read_bytes(Path("/dev/zero"), expected="a document")


def status(*arguments):
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    return ended.value.code


@pytest.mark.parametrize("form", ["outline", "json", "yaml", "text"])
def test_findings_end_with_status_1_in_every_format(form, tmp_path, capsys):
    file = tmp_path / "lamps.pdf"
    file.write_bytes(b"%PDF-1.7 broken")
    sound = tmp_path / "lamps.txt"
    sound.write_bytes(as_text())

    assert 1 == status("read", str(file), "--format", form)
    assert 0 == status("read", str(sound), "--format", form)
    assert 3 == status("read", str(tmp_path / "nobody.txt"), "--format", form)


def test_a_locked_pdf_is_told_with_its_remedy(capsys, tmp_path):
    sound = pdf([typeset(["Article 1", "Scope", "1. Lamps are kept."])])
    head, _, tail = sound.rpartition(b"trailer")
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%b) /U (%b) >> /ID [(a) (a)]"
    locked = head + b"trailer" + tail.replace(b"<<", b"<<" + lock % (b"o" * 32, b"u" * 32), 1)
    (found,) = [f for f in read(locked).findings if f.severity == "violation"]

    assert "encrypted-pdf" == found.code
    assert "qpdf --decrypt" in found.remedy


PIECES = st.sampled_from(
    [
        *("Article 1", "\n\n", "<p>", "</table>", "<table><tr><td>", "1. ", "(a) ", "PK\x03\x04"),
        *("\x00", "\ufeff", "**", "_", "[", "](", "paragraph 2 of article", "第一条", "المادة ١"),
        *("&#x1b;", "&x;", "<![CDATA[", "<?xml", "\u202e", "‘", "”", "¹", "%PDF-", "of the"),
    ]
)


@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "25")) * 2, deadline=None)
@given(
    st.lists(PIECES, max_size=40),
    st.binary(max_size=30),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "latin-1"]),
)
def test_any_soup_is_read(pieces, rest, code):
    reading = read("".join(pieces).encode(code, "replace") + rest)

    assert reading.provisions or reading.findings
    assert not set(reading.text) & {chr(n) for n in (0, 7, 8, 27, 127, 155)}
