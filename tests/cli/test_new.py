"""`treatygraph new` writes files that pass; `build --check-only` finds what is wrong, fast."""

import time

import pytest
from click.testing import CliRunner

from treatygraph.cli.build_command import command as build
from treatygraph.cli.new_command import command as new


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))
    return tmp_path


def run(command, *arguments):
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


def check():
    result = run(build, "--check-only")
    return result.return_value, result.output


def test_a_new_stakeholder_position_draft_and_treaty_pass_the_check(home):
    assert run(new, "stakeholder", "harbour-watch", "--title", "Harbour: Watch").exception is None
    made = run(new, "position", "watch-2030", "--holder", "harbour-watch")
    assert made.exception is None
    assert run(new, "treaty", "lamps").exception is None
    assert run(new, "draft", "first", "--treaty", "lamps", "--document", "l-1").exception is None

    assert (0, True) == (check()[0], "no fault" in check()[1])


def test_what_is_there_is_not_overwritten(home):
    run(new, "stakeholder", "harbour-watch")
    again = run(new, "stakeholder", "harbour-watch")

    assert "already" in str(again.exception)


def test_a_position_of_nobody_is_answered_with_the_nearest(home):
    made = run(new, "position", "x-2030", "--holder", "gi-tok")

    assert "gi-toc" in str(made.exception)


@pytest.mark.parametrize(
    ("was", "written", "nearest"),
    [
        ("action: strengthen", "action: strenghten", "strengthen"),
        ("lineage/conditions-and-safeguards", "lineage/conditions-and-safegards", "safeguards"),
        ("holder: gi-toc", "holder: gi-tok", "gi-toc"),
        ("treaty: un-cybercrime", "traety: un-cybercrime", "treaty"),
    ],
)
def test_each_wrong_key_is_told_with_line_and_the_nearest(home, was, written, nearest):
    run(new, "position", "gi-2030", "--holder", "gi-toc")
    path = home / "data" / "positions" / "gi-2030.yaml"
    text = path.read_text("utf-8").replace("statements: []\n", "statements:\n")
    lines = [
        line[1:] if line.startswith("#  ") else line for line in text.splitlines(keepends=True)
    ]
    path.write_text("".join(lines), "utf-8")
    assert 0 == check()[0], check()[1]

    path.write_text("".join(lines).replace(was, written), "utf-8")
    status, told = check()

    assert 1 == status
    assert "gi-2030.yaml:" in told
    assert nearest in told


def test_the_check_makes_no_graph_and_takes_seconds(home):
    begun = time.perf_counter()
    status, told = check()

    assert 0 == status, told
    assert time.perf_counter() - begun < 20
    assert not (home / "graph").exists()
