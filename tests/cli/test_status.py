"""`treatygraph status`: who is meant, what was told before, and what is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.documents.test_depositary import ROWS, page, xml
from treatygraph.cli.forget_command import command as forget
from treatygraph.cli.status_command import command
from treatygraph.curated.records import Library, load_library
from treatygraph.documents.depositary.sheets import read_status
from treatygraph.errors import ReadError, UsageError
from treatygraph.iris import default_minter
from treatygraph.mapping.participation_quads import map_participations
from treatygraph.model import Evidence
from treatygraph.model.participation import Participation, ParticipationFile
from treatygraph.pipeline.status import kept_day, status_place, take_over, told_before, write_status
from treatygraph.resources import locate


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def sample_library() -> Library:
    return load_library(locate("data", "sample"))


def taken(library: Library, text: str = "", **more: str) -> tuple[ParticipationFile, list[str]]:
    data = (text or page()).encode()
    file, findings = take_over(
        read_status(data), library, treaty="harbour-signals", title="Harbour Signals",
        data=data, today="2032-12-01", **more,
    )  # fmt: skip
    return file, [f"{f.code} {f.place}" for f in findings]


def told(library: Library, *rows: tuple[str, str, str | None]) -> Library:
    acts = tuple(
        Participation(
            who=who, kind=kind, date=date,
            evidence=(Evidence(basis="attested", document="lamplighters-2030", place="p. 1"),),
        )
        for who, kind, date in rows
    )  # fmt: skip
    file = ParticipationFile(treaty="harbour-signals", source="press", participations=acts)
    return replace(library, participations=(file,))


@pytest.mark.parametrize(
    ("kind", "date", "outcome", "predicate"),
    [
        ("signature", "2031-05-01", "confirmed", "confirmedBy"),
        ("signature", "2031-05", "confirmed", "confirmedBy"),
        ("signature", "by 2031", "confirmed", "confirmedBy"),
        ("signature", "2031-05-02", "corrected", "correctedBy"),
        ("signature", "by 2030", "corrected", "correctedBy"),
        ("acceptance", "2032-01-20", "corrected", "correctedBy"),
        ("ratification", "2032-01-20", "corrected", "correctedBy"),
        ("withdrawal", "2032-01-20", "not-listed", "correctedBy"),
        ("withdrawal", "by 2032-11", "open", None),
        ("withdrawal", "2033-01", "open", None),
        ("withdrawal", None, "open", None),
    ],
)
def test_what_was_told_is_confirmed_or_corrected_and_stays(
    sample_library, kind, date, outcome, predicate
):
    library = told(sample_library, ("sandmouth", kind, date))
    file, _ = taken(library)
    quads = list(
        map_participations([*library.participations, file], library.registry, default_minter())
    )
    own = [q for q in quads if str(q.subject).endswith(f"/press/sandmouth/{kind}>")]

    assert [outcome] == [one.outcome for one in told_before(file, library)]
    assert own
    found = {q.predicate.value.partition("#")[2] for q in own} & {"confirmedBy", "correctedBy"}
    assert ({predicate} if predicate else set()) == found


def test_a_list_whose_own_counts_differ_corrects_nothing_by_what_it_lacks(sample_library) -> None:
    library = told(sample_library, ("sandmouth", "withdrawal", "2032-01"))
    file, codes = taken(library, page(ROWS[:5]))

    assert "counts-differ the list" in codes
    assert ["open"] == [one.outcome for one in told_before(file, library)]


def test_a_list_that_prints_no_day_says_so_and_takes_the_day_that_is_said(sample_library) -> None:
    file, codes = taken(sample_library, xml())
    dated, _ = taken(sample_library, xml(), as_at="2032-11-01")

    assert "no-day-printed the list" in codes
    assert (None, "2032-11-01") == (file.date, dated.date)


def test_who_is_not_registered_is_named_once_and_counts(sample_library) -> None:
    cells = [("Sandmouthe", "1 May 2031", "2 May 2031 a"), ("Sandmouth", "1 May 2031", "")]
    file, codes = taken(sample_library, page(cells))

    assert 1 == codes.count("unknown-participant Sandmouthe")
    assert ["sandmouthe", "sandmouthe", "sandmouth"] == [p.who for p in file.participations]
    assert [("sandmouthe", "state")] == [(s.key, s.kind) for s in file.stakeholders]


def test_a_list_is_written_read_again_and_is_the_same(sample_library, tmp_path) -> None:
    file, _ = taken(sample_library)
    folder = tmp_path / "data" / "participation"
    write_status(file, folder / "harbour-signals.depositary.yaml")
    again = load_library(folder.parent).participations[0]

    assert file.participations == again.participations
    assert file.declarations == again.declarations
    assert file.document == again.document
    assert (file.treaty, file.date, file.whole) == (again.treaty, again.date, again.whole)


def test_the_same_bytes_keep_the_day_on_which_they_first_came(sample_library, tmp_path) -> None:
    file, _ = taken(sample_library)
    place = tmp_path / "x.yaml"
    write_status(file, place)
    assert file.document
    later = replace(file.document, retrieved="2033-01-01")
    other = replace(later, sha256="0" * 64)

    for document, day in ((later, "2032-12-01"), (other, "2033-01-01")):
        kept = kept_day(replace(file, document=document), place).document
        assert kept
        assert day == kept.retrieved


def run(tmp_path: Path, text: str, *options: str) -> Result:
    path = tmp_path / "list.html"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(command, [str(path), *options], standalone_mode=False)


QATAR = """<html><body>STATUS AS AT : 20-11-2026<p>United Nations Convention against Cybercrime</p>
<table><tr><td>Participant</td><td>Signature</td><td>Ratification, Accession(a)</td></tr>
<tr><td>Qatar</td><td>25 Oct 2025</td><td>19 Feb 2026</td></tr></table>
<p>Reservations</p><p>Qatar</p><p>Not bound by article 63 (2), nor by articles 14 to 16.</p>
</body></html>"""


def test_a_dry_run_says_all_and_writes_nothing(tmp_path: Path) -> None:
    result = run(tmp_path, QATAR, "--dry-run")

    assert "1 signature, 1 ratification" in result.output
    assert "Viet Nam: ratification by 2026-04 was told; the list has nothing of it" in result.output
    assert "art-14, art-15, art-16, art-63" in result.output
    assert 1 == result.return_value
    assert not status_place("un-cybercrime").exists()


def test_list_and_copy_are_kept_and_taken_out_again(tmp_path: Path, own_home: Path) -> None:
    run(tmp_path, QATAR, "--no-build")
    place = status_place("un-cybercrime")
    data = yaml.safe_load(place.read_text("utf-8"))
    copies = list((own_home / "documents").glob("*.html"))

    assert ["qatar"] == sorted({p["who"] for p in data["participations"]})
    assert [data["document"]["sha256"][:12]] == [p.name.split(".")[1] for p in copies]
    CliRunner().invoke(forget, ["status", "--no-build"], standalone_mode=False)
    assert not place.exists()
    assert copies[0].exists()


def test_the_list_of_another_treaty_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path, QATAR.replace("against Cybercrime", "on the Law of Lamps"))

    assert isinstance(result.exception, ReadError)
    assert "does not bear the name" in result.exception.met


def test_a_treaty_that_nobody_registered_is_named_with_the_nearest(tmp_path: Path) -> None:
    result = run(tmp_path, QATAR, "--treaty", "un-cyber")

    assert isinstance(result.exception, UsageError)
    assert "un-cybercrime" in result.exception.remedy


@contextmanager
def depositary(answers: dict[str, tuple[int, bytes]]) -> Iterator[tuple[str, list[str]]]:
    """Serve answers by path, and yield the address and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, body = answers.get(self.path, (404, b""))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("absent", [(404, b""), (200, b"<!DOCTYPE html><html>not found</html>")])
@pytest.mark.parametrize("volume", ["I", "II"])
def test_a_list_is_found_in_either_volume(volume: str, absent: tuple[int, bytes]) -> None:
    text = xml().replace("Harbour Signals", "United Nations Convention against Cybercrime")
    place = "/doc/Publication/MTDSG/Volume%20{}/Chapter%20XVIII/XVIII-99.en.xml"
    other = {"I": "II", "II": "I"}[volume]
    answers = {place.format(volume): absent, place.format(other): (200, text.encode())}
    with depositary(answers) as (base, asked):
        done = CliRunner().invoke(
            command, [base + place.format(volume), "--dry-run"], standalone_mode=False
        )

    assert [place.format(volume), place.format(other)] == asked
    assert not isinstance(done.exception, ReadError), done.exception
    assert "Sandmouth" in done.output
