"""What would break every later build is refused where it is typed, or named with its remedy."""

import json
from pathlib import Path
from typing import Any

import pytest

from treatygraph.cli.accept_command import free_place
from treatygraph.cli.main import main
from treatygraph.curated.own_readings import load_drafts
from treatygraph.errors import DataError
from treatygraph.textfile import write_whole

TEXT = "Article 1\nScope\n\n1. Each lamp shall burn.\n\nArticle 2\nUse\n\n1. Lamps are for ships."


class Run:
    """Runs a command in a home of its own, and says status and words."""

    def __init__(self, folder: Path, capsys: Any) -> None:
        self.home, self.file, self.capsys = folder / "home", str(folder / "text.txt"), capsys

    def __call__(self, *arguments: str) -> tuple[Any, str]:
        with pytest.raises(SystemExit) as ended:
            main([*arguments])
        said = self.capsys.readouterr()
        return ended.value.code, said.out + said.err


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    made = Run(tmp_path, capsys)
    monkeypatch.setenv("TREATYGRAPH_HOME", str(made.home))
    (tmp_path / "text.txt").write_text(TEXT, "utf-8")
    return made


@pytest.mark.parametrize(
    "key", ["", " ", "rev 2", "../rev", "/etc/rev", "Rev", "a/b", "-x", "\x1b[1m"]
)
@pytest.mark.parametrize("what", ["treaty", "draft"])
def test_a_key_that_cannot_be_one_is_refused(run, what, key):
    keys = {"treaty": "lamp-treaty", "draft": "rev-1", what: key}
    options = [word for name, value in keys.items() for word in (f"--{name}={value}",)]
    status, said = run("ingest", run.file, *options, "--no-build")

    assert 2 == status
    assert f"is no key of a {what}" in said
    assert "Expected: small letters" in said
    assert "\x1b" not in said
    assert not run.home.exists()


@pytest.mark.parametrize("date", ["2023-13-45", "2023-02-30", "soon", ""])
def test_a_day_that_is_not_in_the_calendar_is_refused(run, date):
    status, said = run("ingest", run.file, "--draft", "rev-1", f"--date={date}", "--no-build")

    assert 2 == status
    assert "There is no day" in said
    assert not run.home.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("draft", " "), ("treaty", ""), ("date", "2023-13-45"), ("provisions", 5), ("draft", "../x")],
)
def test_a_bad_reading_in_the_home_is_named_with_the_command_that_takes_it_out(run, name, value):
    run("ingest", run.file, "--draft", "rev-1", "--treaty", "lamps", "--no-build")
    (saved,) = (run.home / "drafts").iterdir()
    saved.write_text(json.dumps({**json.loads(saved.read_text("utf-8")), name: value}), "utf-8")

    with pytest.raises(DataError, match=r"To mend it: .* rm .*lamps\.rev-1\.en\.json"):
        list(load_drafts(run.home / "drafts"))

    status, said = run("build")
    assert 3 == status
    assert f"rm {saved}" in said


def test_a_bad_file_of_ones_own_data_is_named_with_the_command_that_sets_it_aside(run):
    own = run.home / "data"
    own.mkdir(parents=True)
    (own / "treaties.yaml").write_text("treaties:\n  - {key: ' ', title: 5}\n", "utf-8")
    status, said = run("build")

    assert 3 == status
    assert f"{own / 'treaties.yaml'}:2" in said
    assert f"mv {own / 'treaties.yaml'} {own / 'treaties.yaml'}.aside" in said


def test_what_was_accepted_is_there_once_though_the_command_was_ended_and_given_again(tmp_path):
    first = free_place(tmp_path, "lamps.rev-1", "a: 1\n")
    write_whole(first, "a: 1\n")

    assert first == free_place(tmp_path, "lamps.rev-1", "a: 1\n")
    assert "lamps.rev-1.2.yaml" == free_place(tmp_path, "lamps.rev-1", "a: 2\n").name
