"""Another treaty from its drafts alone: no file is written by hand."""

import pytest
from click.testing import CliRunner

from treatygraph.assess.beginning import with_row
from treatygraph.cli.main import cli
from treatygraph.cli.start_command import _keys
from treatygraph.errors import UsageError
from treatygraph.resources import locate

SAMPLE = locate("data", "sample", "texts")


def started(monkeypatch, home, *arguments):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(home))
    monkeypatch.setattr("treatygraph.cli.start_command.data_folders", lambda: (home / "data",))
    return CliRunner().invoke(cli, ["start", *map(str, arguments)], catch_exceptions=False)


def test_three_drafts_become_a_treaty_with_lineages_in_one_build(monkeypatch, tmp_path):
    files = [SAMPLE / f"{name}.txt" for name in ("first", "second", "third")]
    result = started(monkeypatch, tmp_path, "lamp-treaty", *files)
    lineages = (tmp_path / "data" / "lineage" / "lamp-treaty.yaml").read_text("utf-8")
    compared = CliRunner().invoke(
        cli, ["compare", "lamp-treaty/first", "lamp-treaty/third", "--format", "csv"]
    )

    assert 0 == result.exit_code, result.output
    assert "next: treatygraph compare lamp-treaty/first lamp-treaty/third" in result.output
    assert "basis: unverified" in lineages
    assert 'members: {"first": [art-17], "second": [art-18], "third": [art-16]}' in lineages
    assert 0 == compared.exit_code, compared.output
    assert "renumbered" in compared.output


def test_a_treaty_that_is_there_is_not_started_twice(monkeypatch, tmp_path):
    (tmp_path / "data" / "lineage").mkdir(parents=True)
    (tmp_path / "data" / "lineage" / "lamps.yaml").write_text("", "utf-8")

    with pytest.raises(UsageError, match="started before"):
        started(monkeypatch, tmp_path, "lamps", SAMPLE / "first.txt")


@pytest.mark.parametrize(
    ("arguments", "met"),
    [
        (("Lamp Treaty", SAMPLE / "first.txt"), "no key"),
        (("lamps", SAMPLE / "first.txt", "--date", "2030-02-30"), "no day"),
        (("lamps", SAMPLE / "first.txt", "--date", "2030", "--date", "2031"), "2 dates"),
        (("lamps", locate("data", "LICENSE.md")), "No article"),
    ],
)
def test_what_is_typed_wrong_is_said_before_anything_is_written(
    monkeypatch, tmp_path, arguments, met
):
    with pytest.raises(UsageError, match=met):
        started(monkeypatch, tmp_path, *arguments)

    assert not (tmp_path / "data").exists()


def test_drafts_are_called_by_their_files_and_sort_as_they_were_given(tmp_path):
    names = [tmp_path / "Zero Draft.pdf", tmp_path / "Final.docx"]

    assert ["1-zero-draft", "2-final"] == _keys(tuple(names), ())
    assert ["zero-draft", "final"] == _keys(tuple(names), ("2030", "2031"))


def test_an_entry_is_added_to_a_file_that_a_person_wrote_and_nothing_else_changes():
    text = "# mine\ntreaties:\n  - {key: old, title: Old}\nevidence: []\n"
    added = with_row(text, "treaties", "new", "  - {key: new}")

    assert "# mine\ntreaties:\n  - {key: new}\n  - {key: old, title: Old}\nevidence: []\n" == added
    assert added == with_row(added, "treaties", "new", "  - {key: new, title: Other}")
