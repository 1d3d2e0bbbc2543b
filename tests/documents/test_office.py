"""Old Word, RTF and OpenDocument through LibreOffice; text layers that lie."""

import io
import shutil
import subprocess
import time

import pypdfium2 as pdfium
import pytest

from tests.documents.official_layout import as_docx, printed
from tests.documents.pdfs import pdf, typeset
from treatygraph.curated.own_readings import as_facts
from treatygraph.documents import read
from treatygraph.documents.apart import read_apart
from treatygraph.documents.formats.container import detect
from treatygraph.documents.formats.office import OFFICE, office_program
from treatygraph.documents.formats.soundness import is_sound
from treatygraph.errors import ReadError
from treatygraph.resources import locate
from treatygraph.web.firstpage import bears, first_page

TEXT = printed(locate("data", "sample", "texts", "second.txt"))
FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt"}
ENGLISH = "The States Parties to this Convention shall cooperate in accordance with its articles. "
RUSSIAN = "Государства-участники настоящей Конвенции, принимая во внимание цели и принципы, "
ARABIC = "إن الدول الأطراف في هذه الاتفاقية، إذ تضع في اعتبارها مقاصد ومبادئ ميثاق الأمم المتحدة، "
CHINESE = "本公约缔约国，铭记《联合国宪章》的宗旨和原则，注意到信息和通信技术虽然在社会发展方面具有巨大潜力，"
FRENCH = (
    "Les États Parties à la présente Convention, considérant les buts énoncés, protégés à l'été, "
)


def facts(reading):
    edges = {(r.source, r.target, r.instrument) for r in reading.references}
    mentions = {(m.provision, m.concept) for m in reading.mentions}
    return {(p.key, p.heading) for p in reading.provisions}, edges, mentions


@pytest.mark.parametrize("ending", FILTERS)
def test_other_word_processors_files_are_read_as_the_word_file_is(tmp_path, ending):
    program = office_program()
    if program is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (tmp_path / "text.docx").write_bytes(as_docx(TEXT))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    to = ["--convert-to", FILTERS[ending], "--outdir", str(tmp_path), str(tmp_path / "text.docx")]
    subprocess.run([program, profile, "--headless", *to], check=True, capture_output=True)
    data = (tmp_path / f"text.{ending}").read_bytes()
    found = read(data, name="x")

    assert f".{ending}" == OFFICE[detect(data)]
    assert facts(read(as_docx(TEXT))) == facts(found)
    assert ["read-through-libreoffice"] == [f.code for f in found.findings]
    assert bears(first_page(data), TEXT.symbol)


def test_without_libreoffice_they_are_refused_by_name_with_the_remedy(monkeypatch):
    monkeypatch.setattr("treatygraph.documents.formats.office.shutil.which", lambda _: None)
    odt = (
        b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text" + b"\0" * 9
    )
    for data, code in ((odt, "odt-not-read"), (rb"{\rtf1 Article 1\par Lamps}", "rtf-not-read")):
        found = read(data)

        assert [code] == [f.code for f in found.findings if f.severity == "violation"]
        assert "libreoffice" in found.findings[0].remedy
        assert not found.provisions


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, ARABIC, CHINESE, FRENCH])
def test_the_words_of_the_official_languages_are_sound(text):
    assert is_sound(text * 6)


@pytest.mark.parametrize(
    "broken",
    [
        "".join(chr(ord(c) - 0x350) if c > "\u0400" else c for c in RUSSIAN),
        RUSSIAN.translate({ord("о"): "\ue001", ord("а"): "\ue002"}),
        RUSSIAN.translate({ord("о"): "o", ord("а"): "ä", ord("и"): "ü"}),
        "".join(chr(ord(c) - 29) if c.isalpha() else c for c in ENGLISH),
        CHINESE.translate({ord(c): chr(0x1400 + n) for n, c in enumerate("本公约缔国的和")}),
        ARABIC.translate({ord("ا"): "\ufffd"}),
    ],
)
def test_letters_shifted_out_of_their_script_are_unsound(broken):
    assert not is_sound(broken * 6)


def test_an_unsound_page_is_named_and_nothing_of_it_is_read():
    broken = "".join(chr(ord(c) - 29) if c.isalpha() else c for c in ENGLISH)
    sound = typeset(["Article 1", "", ENGLISH, "", "Article 2", "", ENGLISH])
    data = pdf([sound, typeset(["Article 3", "", *[broken] * 6]), sound])
    start = time.process_time()
    found = read(data)

    assert 2 > time.process_time() - start
    assert ("text-layer-unsound", "page 2") in [(f.code, f.place) for f in found.findings]
    assert "art-3" not in {p.key for p in found.provisions}


def scanned():
    """Return a page of which only the picture is there, as a scanner would make it."""
    lines = ["HC/AC.7/1", "", "Article 1", "", "Each State Party shall burn lamps at night.", ""]
    lines += ["Article 2", "", "Article 1 applies to the lamps of every harbour."]
    page = pdfium.PdfDocument(pdf([typeset(lines, size=14, step=24)]))[0]
    made = pdfium.PdfDocument.new()
    image = pdfium.PdfImage.new(made)
    image.set_bitmap(page.render(scale=3, grayscale=True))
    image.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    sheet = made.new_page(595, 842)
    sheet.insert_obj(image)
    sheet.gen_content()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_scan_is_read_from_its_picture_and_said_to_be():
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed: apt-get install tesseract-ocr")
    data = scanned()

    assert "no-text-layer" in [f.code for f in read_apart(data).findings]
    assert not read_apart(data).provisions

    found = read_apart(data, ocr=True, language="en")

    assert ["art-1", "art-2"] == [p.key for p in found.provisions]
    assert ("art-2", "art-1") in {(r.source, r.target) for r in found.references}
    assert "read-by-ocr" in [f.code for f in found.findings]
    assert "By OCR" in as_facts(found, treaty="lamps", draft="one").evidence[0].note


def test_without_tesseract_the_remedy_is_named(monkeypatch):
    data = scanned()
    monkeypatch.setattr("treatygraph.documents.formats.ocr.shutil.which", lambda _: None)

    with pytest.raises(ReadError, match="tesseract is not installed"):
        read_apart(data, ocr=True)
