"""Documents by symbol, from a stand-in on loopback that behaves as the UN's service does."""

import io
import threading
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from click.testing import CliRunner

from tests.documents.pdfs import pdf
from treatygraph.cli.sources_command import sources
from treatygraph.documents.formats.container import detect, open_container
from treatygraph.errors import ReadError
from treatygraph.model import Document
from treatygraph.web import symbols
from treatygraph.web.download import DOCX
from treatygraph.web.firstpage import bears, first_page
from treatygraph.web.pages import Pacer, asked_wait
from treatygraph.web.symbols import fetch_document, symbol_address, ways_to

SYMBOL = "A/AC.7/2"
FILE = "/doc/UNDOC/GEN/N21/148/80/{}/N2114880.{}"


def as_pdf(symbol=SYMBOL):
    lines = ["United Nations", symbol, "Distr.: General", "Article 1", "Each lamp shall burn."]
    return pdf([[(72, 760 - 20 * i, 11, words) for i, words in enumerate(lines)]])


def as_docx(symbol=SYMBOL, *, in_header=False):
    document = docx.Document()
    if in_header:
        document.sections[0].header.paragraphs[0].text = symbol
    else:
        paragraph = document.add_paragraph("United Nations\t")
        for letter in symbol:  # Word cuts words into runs as it likes
            paragraph.add_run(letter)
    document.add_paragraph("Article 1")
    document.add_paragraph("Each lamp shall burn.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WORD_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + SYMBOL.encode() + b"\0" * 600
WORDPERFECT = b"\xffWPC\x10\0\0\0\x01\x0a" + b"\0" * 600 + SYMBOL.encode()


class Service(BaseHTTPRequestHandler):
    """Answers as `script` says: (path, form) or path → a list of answers, the last for ever."""

    script: ClassVar[dict[Any, Any]]
    asked: ClassVar[list[Any]]
    base: ClassVar[str]

    def do_GET(self):
        parts = urlsplit(self.path)
        form = parse_qs(parts.query).get("t", [""])[0]
        self.asked.append((parts.path + (f"?t={form}" if form else ""), self.headers.get("Range")))
        answers = self.script.get((parts.path, form)) or self.script.get(parts.path)
        answer = (404, {}, b"") if not answers else answers[0]
        if answers and len(answers) > 1:
            answers.pop(0)
        status, headers, body = answer(self) if callable(answer) else answer
        self.send_response(status)
        self.send_header("Content-Length", str(headers.pop("_length", len(body))))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        headers["_length"] = headers.get("_length", len(body))

    def log_message(self, *arguments):
        pass


ACCESS = "/api/symbol/access"


def ok(body, kind="application/octet-stream", **headers):
    return lambda _: (200, {"Content-Type": kind, **headers}, body)


def to(address, body=b""):
    return lambda _: (302, {"Location": address}, body)


def busy(status, after=None):
    return lambda _: (status, {"Retry-After": after} if after else {}, b"busy")


@pytest.fixture
def service():
    class Own(Service):
        script: ClassVar[dict[Any, Any]] = {}
        asked: ClassVar[list[Any]] = []

    running = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    Own.base = f"http://127.0.0.1:{running.server_port}"
    yield Own
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def no_office(monkeypatch):
    monkeypatch.setattr("treatygraph.documents.formats.office.shutil.which", lambda _: None)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetch(service, tmp_path, waits):
    def run(symbol=SYMBOL, *, viewer=False, **more):
        url = f"{service.base}/en/{symbol}" if viewer else None
        document = Document(key="lamps", title="Lamps", kind="draft", symbol=symbol, url=url)
        return fetch_document(
            document, tmp_path, service=service.base, pause=0, sleep=waits.append, **more
        )

    return run


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize("absolute", [False, True])
def test_a_redirect_is_followed_relative_or_not_in_either_case(service, fetch, lower, absolute):
    file = FILE.format("PDF", "pdf")
    place = file.lower() if lower else file
    service.script[ACCESS] = [to((service.base if absolute else "") + place)]
    service.script[place] = [ok(as_pdf())]

    done = fetch()

    assert "lamps.pdf" == done.path.name
    assert service.base + place == done.url
    assert as_pdf() == done.path.read_bytes()


def test_a_path_that_is_there_in_lower_case_only_is_found(service, fetch):
    file = FILE.format("PDF", "pdf")
    service.script[ACCESS] = [to(file)]
    service.script[file.lower()] = [ok(as_pdf())]

    assert service.base + file.lower() == fetch().url


@pytest.mark.parametrize(
    "words",
    [
        "{}",
        "Found. Redirecting to {}",
        "Moved Temporarily: {}\n",
        '<html><body>Found <a href="{}">here</a></body></html>',
    ],
)
@pytest.mark.parametrize("status", [200, 302])
def test_a_redirect_in_the_body_alone_is_followed(service, fetch, words, status):
    file = FILE.format("DOC", "docx")
    service.script[ACCESS] = [lambda _: (status, {}, words.format(file).encode())]
    service.script[file] = [ok(as_docx())]

    assert DOCX == fetch().media_type


@pytest.mark.parametrize("how", [to("/error"), ok(b"Found. Redirecting to /error")])
def test_an_unknown_symbol_does_not_exist(service, fetch, how):
    service.script[ACCESS] = [how]
    service.script["/error"] = [ok(b"<html>Something went wrong</html>", "text/html")]

    with pytest.raises(ReadError, match="knows no such symbol"):
        fetch()
    assert 1 == sum(path.startswith(ACCESS) for path, _ in service.asked)


@pytest.mark.parametrize("body", [b"", b"\n"])
def test_an_empty_answer_means_not_yet_published(service, fetch, body, tmp_path):
    service.script[ACCESS] = [ok(body)]

    with pytest.raises(ReadError, match="not yet published"):
        fetch()
    assert 1 == len(service.asked)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe title="d" src="/api/symbol/access?s=A%2FAC.7%2F2&amp;l=en&amp;t=pdf"></iframe>',
        "<IFRAME SRC='{base}/doc/undoc/lamps.pdf' width=1></IFRAME>",
    ],
)
def test_the_document_in_the_frame_of_a_viewer_page_is_fetched(service, fetch, frame):
    page = f"<!DOCTYPE html><html><body>{frame}</body></html>".replace("{base}", service.base)
    service.script[ACCESS, "doc"] = [lambda _: (404, {}, b"no")]
    service.script[ACCESS, "pdf"] = [lambda _: (404, {}, b"no"), ok(as_pdf())]
    service.script["/doc/undoc/lamps.pdf"] = [ok(as_pdf())]
    service.script[f"/en/{SYMBOL}"] = [ok(page.encode(), "text/html")]

    assert "application/pdf" == fetch(viewer=True).media_type


def test_a_viewer_page_is_never_the_document(service, fetch, tmp_path):
    service.script[f"/en/{SYMBOL}"] = [ok(f"<html><p>{SYMBOL}</p></html>".encode(), "text/html")]

    with pytest.raises(ReadError, match="a page for browsers") as met:
        fetch(viewer=True)
    assert "treatygraph ingest FILE --draft lamps" in str(met.value)
    assert [] == list(tmp_path.iterdir())


def test_pages_that_lead_to_each_other_come_to_an_end(service, fetch):
    service.script[ACCESS] = [ok(f"Found {ACCESS}?t=pdf".encode())]

    with pytest.raises(ReadError, match="from page to page"):
        fetch()


@pytest.mark.parametrize(
    "how",
    [
        lambda _: (202, {"x-amzn-waf-action": "challenge"}, b""),
        lambda _: (202, {}, b""),
        lambda _: (405, {"x-amzn-waf-action": "captcha"}, b"<html></html>"),
        ok(b"<html><script>window.awsWaf()</script></html>", "text/html"),
    ],
)
def test_a_challenge_names_the_way_by_hand(service, fetch, how):
    service.script[ACCESS] = [how]

    with pytest.raises(ReadError, match="browser") as met:
        fetch()
    assert "treatygraph official --from FOLDER" in met.value.remedy


@pytest.mark.parametrize(("after", "least"), [("7", 7), (None, 0), ("soon", 0)])
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_waited_for(service, fetch, waits, status, after, least):
    service.script[ACCESS] = [busy(status, after), busy(status, after), ok(as_docx())]

    assert DOCX == fetch().media_type
    assert 2 == len(waits)
    assert all(wait == least for wait in waits)


def test_a_wait_may_be_given_as_a_date_and_has_a_limit():
    assert asked_wait("999999") == asked_wait("99999999999")
    assert asked_wait(formatdate(0, usegmt=True)) == 0
    assert asked_wait("") is None


def test_a_host_is_asked_with_pauses(service, tmp_path):
    slept: list[float] = []
    file = FILE.format("PDF", "pdf")
    service.script[ACCESS, "doc"] = [to("/none")]
    service.script[ACCESS, "pdf"] = [to(file)]
    service.script[file] = [ok(as_pdf())]
    lamps = Document(key="lamps", title="Lamps", kind="draft", symbol=SYMBOL)
    fetch_document(lamps, tmp_path, service=service.base, pause=1.5, sleep=slept.append)

    assert len(service.asked) - 1 == len(slept)
    assert all(1 < wait <= 1.5 for wait in slept)


def test_other_hosts_need_no_pause():
    slept: list[float] = []
    pacer = Pacer(1.5, slept.append)
    pacer.wait("one.example")
    pacer.wait("two.example")

    assert [] == slept


@pytest.mark.parametrize("honoured", [True, False])
def test_a_file_that_broke_off_is_gone_on_from_or_begun_anew(service, fetch, honoured):
    body, file = as_pdf() + b"%" * 4000, FILE.format("PDF", "pdf")

    def broken(_):
        return 200, {"ETag": '"1"', "_length": len(body)}, body[:1000]

    def rest(asked):
        assert '"1"' == asked.headers["If-Range"]
        if not honoured:
            return 200, {"ETag": '"1"'}, body
        span = f"bytes 1000-{len(body) - 1}/{len(body)}"
        return 206, {"Content-Range": span}, body[1000:]

    service.script[ACCESS] = [to(file)]
    service.script[file] = [broken, rest]
    done = fetch(media_type="application/pdf")

    assert body == done.path.read_bytes()
    assert (file, "bytes=1000-") == service.asked[-1]


@pytest.mark.parametrize("header", [False, True])
def test_word_comes_before_pdf_and_its_symbol_is_found(service, fetch, header):
    service.script[ACCESS, "doc"] = [ok(as_docx(in_header=header))]
    service.script[ACCESS, "pdf"] = [ok(as_pdf())]

    assert "lamps.docx" == fetch().path.name
    assert 1 == len(service.asked)


@pytest.mark.parametrize("old", [WORD_97, WORDPERFECT])
def test_an_old_word_file_makes_room_for_the_pdf(service, fetch, old, no_office):
    service.script[ACCESS, "doc"] = [ok(old)]
    service.script[ACCESS, "pdf"] = [ok(as_pdf())]

    assert "lamps.pdf" == fetch().path.name


def test_an_old_word_file_that_is_asked_for_is_kept(service, fetch):
    service.script[ACCESS, "doc"] = [ok(WORD_97)]

    assert WORD_97 == fetch(media_type="application/msword").path.read_bytes()


def test_the_type_is_told_by_bytes_not_by_name_or_parameter(service, fetch):
    service.script[ACCESS, "doc"] = [to("/lamps.docx")]
    service.script["/lamps.docx"] = [ok(as_pdf(), DOCX)]

    assert ("lamps.pdf", "application/pdf") == (fetch().path.name, fetch().media_type)


@pytest.mark.parametrize("make", [as_pdf, as_docx])
@pytest.mark.parametrize("other", ["A/AC.7/3", "A/AC.7/2/Rev.1", "A/AC.7/22", "A/AC.7/2/Add.1", ""])
def test_what_bears_another_symbol_is_not_believed(service, fetch, make, other, tmp_path):
    service.script[ACCESS] = [ok(make(other))]

    with pytest.raises(ReadError, match="does not bear the symbol"):
        fetch()
    assert [] == list(tmp_path.iterdir())


def test_a_copy_that_differs_from_an_earlier_one_is_kept_beside_it(service, fetch):
    service.script[ACCESS, "doc"] = [ok(as_pdf()), ok(as_pdf()), ok(as_pdf() + b"\n%2")]
    assert [None, None] == [fetch().earlier, fetch().earlier]
    done = fetch()

    assert as_pdf() == done.earlier.read_bytes()
    assert as_pdf() + b"\n%2" == done.path.read_bytes()


def test_the_symbol_goes_into_the_address_encoded():
    address = symbol_address("A/81/6 (Sect. 5)", "ru", "doc")
    assert address.endswith("s=A%2F81%2F6%20%28Sect.%205%29&l=ru&t=doc")
    assert "A/81/6 (Sect. 5)" == parse_qs(urlsplit(address).query)["s"][0]
    assert " " not in address


def test_only_symbols_of_the_united_nations_are_asked_for():
    lamps = Document(key="l", title="L", kind="treaty", symbol="ETS No. 185", url="https://a.org/l")
    assert ["registered"] == [way.name for way in ways_to(lamps)]
    lamps = replace(lamps, symbol="A/RES/9/9")
    assert ["doc", "pdf", "registered"] == [way.name for way in ways_to(lamps)]
    assert ["registered"] == [way.name for way in ways_to(replace(lamps, media_type="text/plain"))]


@pytest.mark.parametrize(
    ("page", "symbol", "expected"),
    [
        ("United Nations\nA /AC.7/\n2\nGeneral Assembly", "A/AC.7/2", True),
        ("A/RES/9/43*", "A/RES/9/43", True),
        ("A/81/6 (Sect. 5)", "A/81/6 (Sect. 5)", True),
        ("AA/AC.7/2", "A/AC.7/2", False),
        ("A/AC.7/2 / Rev.2", "A/AC.7/2", False),
        ("", "A/AC.7/2", False),
    ],
)
def test_a_symbol_is_known_as_it_is_printed(page, symbol, expected):
    assert expected is bears(page, symbol)


def test_a_damaged_file_has_no_first_page():
    assert "" == first_page(b"%PDF-1.7 and nothing")
    assert "" == first_page(b"PK\x03\x04 and nothing")


def test_wordperfect_is_refused_by_name(no_office):
    assert "application/vnd.wordperfect" == detect(WORDPERFECT)
    assert ["wpd-not-read"] == [f.code for f in open_container(WORDPERFECT)[1].findings]


def test_the_command_fetches_a_registered_draft(service, tmp_path, monkeypatch):
    monkeypatch.setattr(symbols, "SERVICE", service.base)
    file = FILE.format("DOC", "docx")
    service.script[ACCESS, "doc"] = [to(file)]
    service.script[file] = [ok(as_docx("A/AC.291/22/Rev.2"))]
    monkeypatch.setattr(symbols, "Pacer", lambda pause, sleep: Pacer(0, sleep))
    done = CliRunner().invoke(sources, ["fetch", "rev-2", "--to", str(tmp_path)])

    assert 0 == done.exit_code, done.output
    assert f"from {service.base}{file}" in done.output
    assert "A/AC.291/22/Rev.2" in first_page((tmp_path / "rev-2.docx").read_bytes())
