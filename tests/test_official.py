"""`treatygraph official`: from nothing to verdicts, from addresses and from a folder."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests.documents.official_layout import as_docx, as_pdf, printed
from tests.harbours import AGREEMENT, prepare, real_files, saved
from tests.standin import document_service
from treatygraph.cli.forget_command import command as forget
from treatygraph.cli.official_command import command as official
from treatygraph.http.app import create_app
from treatygraph.http.site import open_site
from treatygraph.pipeline.official_report import report_place
from treatygraph.resources import locate

SYMBOLS = {"first": "HC/AC.7/1", "second": "HC/AC.7/1/Rev.1", "third": "HC/CONF.7/9"}


def text_of(draft):
    return printed(locate("data", "sample", "texts", f"{draft}.txt"))


def call(*arguments, expect=None):
    done = CliRunner().invoke(
        official, [*map(str, arguments)], catch_exceptions=False, standalone_mode=False
    )
    assert expect is None or done.return_value == expect, done.output
    return done


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    prepare(folder)
    monkeypatch.setenv("TREATYGRAPH_HOME", str(folder))
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    monkeypatch.setattr("treatygraph.home.locate", lambda _: shipped)
    return folder


@pytest.fixture
def service(monkeypatch):
    with document_service() as running:
        monkeypatch.setenv("TREATYGRAPH_DOCUMENTS", running.base)
        for draft, symbol in SYMBOLS.items():
            running.documents[symbol, "en", "pdf"] = as_pdf(text_of(draft))
        running.documents[SYMBOLS["second"], "en", "doc"] = as_docx(text_of("second"))
        yield running


def all_files(home: Path) -> dict[str, bytes]:
    """Return what a call leaves behind, the graph under one name."""
    graph = home / "graph" / "current" / "graph.nq"
    kept = [*home.glob("drafts/*"), *home.glob("data/*/*"), *home.glob("official/*"), graph]
    kept += home.glob("documents/*")
    return {str(p.relative_to(home)): p.read_bytes() for p in kept}


def last_report():
    return json.loads(report_place().read_text("utf-8"))


def sample_only(*more):
    return ("--treaty", "harbour-signals", "--pause", "0", *more)


def verdicts(report, when):
    return {d["draft"].partition("/")[2]: d[when] for d in report["drafts"]}


def test_three_drafts_go_from_nothing_to_verdicts_whenever_the_call_is_ended(
    home, service, tmp_path, monkeypatch
):
    """Each replacement of a file is a point at which a call can end: it ends at each in turn."""
    service.busy = 2
    said = call(*sample_only(), expect=0)
    whole, report = all_files(home), last_report()

    again = tmp_path / "again"
    prepare(again)
    monkeypatch.setenv("TREATYGRAPH_HOME", str(again))
    real, ended = Path.replace, 0

    for last in range(1, 200):
        count = iter(range(1, 200))

        def replace(path, target, count=count, last=last):
            if next(count) == last:
                raise Ended
            return real(path, target)

        monkeypatch.setattr(Path, "replace", replace)
        try:
            call(*sample_only())
        except Ended:
            ended += 1
        else:
            break

    assert 8 <= ended
    assert whole == all_files(again)
    assert {"first": 20, "second": 21, "third": 20} == {
        d["draft"].partition("/")[2]: d["articles"] for d in report["drafts"]
    }
    assert "held against harbour-second.pdf" in said.output
    assert all(d["after"].get("pass") for d in report["drafts"])


def test_a_folder_of_mixed_files_is_recognised_by_what_they_print(home, tmp_path):
    folder = tmp_path / "saved"
    saved(folder)
    (folder / "again.txt").write_bytes((folder / "x").read_bytes())
    (folder / "notes.txt").write_text("Milk, bread.", "utf-8")
    (folder / "letter.txt").write_text("HC/AC.7/1\n\nA letter about the draft.", "utf-8")
    done = call(*sample_only("--from", folder), expect=1)
    report = last_report()
    left = {x["name"]: x["why"] for x in report["left"]}

    assert {"first", "second", "third"} == set(verdicts(report, "after"))
    assert {"x", "notes.txt", "letter.txt"} == set(left)
    assert "the same file as again.txt" in left["x"]
    assert "has no articles" in left["letter.txt"]
    assert "What changed:" in done.output
    assert 6 == len([*(home / "documents").iterdir()]) + 2

    again = all_files(home)
    call(*sample_only("--from", folder), expect=1)

    assert again == all_files(home)

    app = create_app(open_site([home / "graph" / "current" / "graph.nq"]))
    with TestClient(app, base_url="http://localhost") as client:
        shown = client.get("/official", headers={"Accept": "text/html"}).text
        empty = client.get("/read?draft=2023", headers={"Accept": "text/html"}).text

    assert "harbour-signals/second" in shown
    assert report["changes"][0]["words"].partition(":")[2][:40] in shown
    assert "treatygraph official --only bbnj/2023" in empty

    CliRunner().invoke(forget, ["second", "--treaty", "harbour-signals", "--no-build"])

    assert not [*home.glob("*/*harbour-signals.second.*json")]
    assert not [*home.glob("data/*/harbour-signals.second.matched.yaml")]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(home, tmp_path):
    folder = tmp_path / "saved"
    saved(folder)
    before = all_files_but_graph(home)
    said = call(*sample_only("--from", folder, "--dry-run"), expect=0).output

    assert "x: harbour-signals/third (en)" in said
    assert "s=HC%2FAC.7%2F1&" in call(*sample_only("--dry-run"), expect=0).output
    assert before == all_files_but_graph(home)


def all_files_but_graph(home):
    return {str(p): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def test_the_agreement_is_known_by_its_title_and_read_whole(home, tmp_path):
    files = real_files()
    if files is None:
        pytest.skip("the public copies are not at hand; set TREATYGRAPH_SOURCES")
    folder = tmp_path / "saved"
    folder.mkdir()
    for name in ("bbnj-agreement-2023-en.pdf", "a-res-77-321.pdf"):
        (folder / name.replace("-", "")).write_bytes((files / name).read_bytes())
    said = call("--treaty", "bbnj", "--from", folder, "--dry-run", expect=1).output

    assert "bbnjagreement2023en.pdf: bbnj/2023 (en)" in said
    assert "bears A/RES/77/321, which is none of the drafts" in said
    assert AGREEMENT not in said


def test_drafts_and_the_agreement_are_fetched_at_once_and_an_ended_call_ends_the_same(
    home, service, tmp_path, monkeypatch
):
    """The public copy of the Agreement bears its title and no symbol; its own bytes are served."""
    files = real_files()
    if files is None:
        pytest.skip("the public copies are not at hand; set TREATYGRAPH_SOURCES")
    agreement = (files / "bbnj-agreement-2023-en.pdf").read_bytes()
    service.documents[AGREEMENT, "en", "pdf"] = agreement
    everything = ("--pause", "0")
    call(*everything, expect=0)
    whole, report = all_files(home), last_report()

    again = tmp_path / "again"
    prepare(again)
    monkeypatch.setenv("TREATYGRAPH_HOME", str(again))
    with monkeypatch.context() as patch:
        patch.setattr("treatygraph.pipeline.official.build_anew", ended)
        with pytest.raises(Ended):
            call(*everything)
    call(*everything, expect=0)

    assert {"bbnj/2023": 76, "harbour-signals/first": 20} == {
        d["draft"]: d["articles"] for d in report["drafts"] if d["draft"][-1] in "3t"
    }
    assert whole == all_files(again)


class Ended(BaseException):
    """As a kill would end a call."""


def ended(*_):
    raise Ended


def test_without_a_network_nothing_is_lost_and_the_way_by_hand_is_named(home, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_DOCUMENTS", "http://127.0.0.1:9")
    monkeypatch.setattr("treatygraph.web.symbols.time.sleep", lambda _: None)
    monkeypatch.setattr("treatygraph.web.download.time.sleep", lambda _: None)
    said = call(*sample_only(), expect=1).output

    assert "treatygraph official --from" in said
    assert "No text was taken" in said
    assert [] == json.loads((home / "official" / "report.json").read_text())["drafts"]
