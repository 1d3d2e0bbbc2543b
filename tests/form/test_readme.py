"""The first screen of the README says what really happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.form.commands_page import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def console() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
    assert blocks
    return [str(block) for block in blocks]


def shown() -> str:
    found = re.search(r"```text\n(.*?)```", README, flags=re.DOTALL)
    assert found, "the README shows an answer in a ```text block"
    return found.group(1).strip()


def test_the_first_screen_has_at_most_four_commands() -> None:
    commands = [line for line in console()[0].splitlines() if line.startswith("$ ")]

    assert 1 <= len(commands) <= 4


@pytest.mark.slow
def test_the_question_of_the_readme_has_the_answer_of_the_readme(tmp_path: Path) -> None:
    (line,) = [x for x in console()[0].splitlines() if "treatygraph ask" in x]
    words = shlex.split(line.split("treatygraph ", 1)[1], comments=True)
    environment = {
        "PYTHONPATH": str(ROOT / "graph_builder"),
        "TREATYGRAPH_HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "COLUMNS": "110",
    }
    start = [sys.executable, "-m", "treatygraph"]
    subprocess.run([*start, "build"], env=environment, capture_output=True, check=True)
    answer = subprocess.run([*start, *words], env=environment, capture_output=True, text=True)

    assert 0 == answer.returncode, answer.stderr
    assert shown() == answer.stdout.strip()


@pytest.mark.parametrize("target", ["run", "test", "lint", "bench", "clean"])
def test_make_knows_the_target(target: str) -> None:
    ran = subprocess.run(
        ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert 0 == ran.returncode, ran.stderr
