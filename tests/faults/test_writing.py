"""Every file that a command writes is there whole or not at all."""

import os
import re
import stat
import subprocess
import sys

import pytest

from tests.form.commands_page import ROOT
from treatygraph.textfile import write_whole

PACKAGE = ROOT / "graph_builder" / "treatygraph"
#: What is not whole on purpose: parts of a download, folders aside, the line of a process,
#: files that LibreOffice and tesseract are handed.
ASIDE = {
    *("documents/apart.py", "documents/formats/ocr.py", "documents/formats/office.py"),
    "documents/formats/programs.py",
    *("textfile.py", "web/download.py", "pipeline/publish.py", "quality/rl.py"),
    *("dossier/brief_forms.py", "cli/site_command.py"),
}


def test_all_writers_are_the_atomic_one():
    writes = re.compile(r"\.write_(?:text|bytes)\(|open\((?:[^()]*, )?[\"'][wax]b?\+?[\"']")
    paths = sorted(PACKAGE.rglob("*.py"))
    found = {
        str(path.relative_to(PACKAGE)) for path in paths if writes.search(path.read_text("utf-8"))
    }

    assert len(paths) > 100
    assert ASIDE >= found
    assert "textfile.py" in found


def test_a_file_is_replaced_with_its_rights_and_through_its_link(tmp_path):
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, "née")

    assert "née" == real.read_text("utf-8")
    assert 0o640 == stat.S_IMODE(real.stat().st_mode)
    assert link.is_symlink()
    assert ["link.yaml", "real.yaml"] == sorted(found.name for found in tmp_path.iterdir())


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    file = tmp_path / "real.yaml"
    file.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, "new")

    assert "old" == file.read_text("utf-8")
    assert [file] == list(tmp_path.iterdir())


def test_what_a_killed_writer_left_is_cleared_an_hour_later(tmp_path):
    file = tmp_path / "a[b].yaml"
    old, new = tmp_path / ".a[b].yaml.0123.part", tmp_path / ".a[b].yaml.4567.part"
    for left in (old, new):
        left.write_text("half")
    os.utime(old, (0, 0))
    write_whole(file, "whole")

    assert [new, file] == sorted(tmp_path.iterdir())


def test_what_is_no_file_is_written_to():
    code = "from pathlib import Path; from treatygraph.textfile import write_whole as w; "
    done = subprocess.run(
        [sys.executable, "-c", f"{code}w(Path('/dev/stdout'), 'told')"],
        capture_output=True,
        check=True,
    )

    assert b"told" == done.stdout
