"""Fetching documents, from a server of our own on loopback."""

import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from treatygraph.errors import ReadError
from treatygraph.web.download import download

BODY = b"Article 1\n\n1. Each lamp shall burn.\n" * 400


class Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[str | None]]

    def do_GET(self):
        start = self.headers.get("Range")
        self.asked.append(start)
        if self.path == "/gone":
            self.send_error(404)
        elif self.path == "/busy" and len(self.asked) < 3:
            self.send_error(503)
        elif self.path == "/breaks" and len(self.asked) == 1:
            self._send(200, BODY[:1000], len(BODY))
        elif start and self.path != "/norange":
            first = int(start.removeprefix("bytes=").removesuffix("-"))
            self._send(206, BODY[first:], len(BODY) - first, first)
        else:
            self._send(200, BODY, len(BODY))

    def _send(self, status, body, length, first=0):
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.send_header("ETag", '"second-edition"')
        if status == 206:
            self.send_header("Content-Range", f"bytes {first}-{len(BODY) - 1}/{len(BODY)}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    class Own(Handler):
        asked: ClassVar[list[str | None]] = []

    running = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}", Own.asked
    running.shutdown()
    running.server_close()
    thread.join()


def fetch(url, folder, **more):
    return download(url, folder / "lamps.txt", pause=0, **more)


def test_a_document_comes_whole_with_progress(server, tmp_path):
    seen = []
    done = fetch(
        f"{server[0]}/lamps",
        tmp_path,
        media_type="text/plain",
        digest=sha256(BODY).hexdigest(),
        progress=lambda *step: seen.append(step),
    )

    assert BODY == done.path.read_bytes()
    assert (len(BODY), len(BODY)) == seen[-1]
    assert ["lamps.txt"] == [p.name for p in tmp_path.iterdir()]


def test_a_broken_connection_is_gone_on_from(server, tmp_path):
    done = fetch(f"{server[0]}/breaks", tmp_path)

    assert BODY == done.path.read_bytes()
    assert [None, "bytes=1000-"] == server[1]


@pytest.mark.parametrize("path", ["/lamps", "/norange"])
def test_what_an_earlier_run_left_is_used_or_replaced(server, tmp_path, path):
    (tmp_path / "lamps.txt.part").write_bytes(BODY[:500])
    done = fetch(server[0] + path, tmp_path, digest=sha256(BODY).hexdigest())

    assert BODY == done.path.read_bytes()
    assert ["bytes=500-"] == server[1]


def test_a_rest_of_unknown_edition_is_thrown_away(server, tmp_path):
    (tmp_path / "lamps.txt.part").write_bytes(b"first edition")
    done = fetch(f"{server[0]}/lamps", tmp_path)

    assert BODY == done.path.read_bytes()
    assert [None] == server[1]
    assert ["lamps.txt"] == [p.name for p in tmp_path.iterdir()]


def test_a_busy_server_is_asked_again(server, tmp_path):
    assert BODY == fetch(f"{server[0]}/busy", tmp_path).path.read_bytes()
    assert 3 == len(server[1])


def test_an_absent_document_is_said_at_once(server, tmp_path):
    with pytest.raises(ReadError, match="404"):
        fetch(f"{server[0]}/gone", tmp_path)

    assert 1 == len(server[1])


@pytest.mark.parametrize("wrong", [{"digest": "0" * 64}, {"media_type": "application/pdf"}])
def test_a_wrong_hash_or_type_leaves_no_file(server, tmp_path, wrong):
    with pytest.raises(ReadError):
        fetch(f"{server[0]}/lamps", tmp_path, **wrong)

    assert [] == list(tmp_path.iterdir())


def test_being_offline_is_said_plainly(tmp_path):
    closed = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = closed.server_port
    closed.server_close()

    with pytest.raises(ReadError, match="offline"):
        fetch(f"http://127.0.0.1:{port}/lamps", tmp_path, tries=2)
