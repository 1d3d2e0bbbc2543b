"""Every command explains itself, and the page about commands says the same."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import click
import pytest

from tests.form.commands_page import PAGE, ROOT, help_of, page
from treatygraph.cli.main import COMMANDS, cli


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 11


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    text = help_of(name)

    assert "Example:" in text
    assert f"treatygraph {name}" in text.partition("Example:")[2]


def test_the_page_about_commands_is_what_the_commands_say() -> None:
    found = PAGE.read_text("utf-8")

    assert page() == found, "write it anew: python -m tests.form.commands_page"


def test_every_console_script_starts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    scripts = project["scripts"]
    assert scripts

    for target in scripts.values():
        module, _, function = target.partition(":")
        code = f"import sys; sys.argv = ['x', '--help']; from {module} import {function} as f; f()"
        environment = {"PYTHONPATH": str(ROOT / "graph_builder"), "PATH": "/usr/bin:/bin"}
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment
        )

        assert (0, "") == (ran.returncode, ran.stderr)
        assert "Example:" in ran.stdout


def test_a_command_that_does_not_exist_is_wrong_use() -> None:
    environment = {"PYTHONPATH": str(ROOT / "graph_builder"), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(
        [sys.executable, "-m", "treatygraph", "no-such-command"],
        capture_output=True,
        text=True,
        env=environment,
    )

    assert 2 == ran.returncode
    assert "no-such-command" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_list_of_commands_says_what_the_help_of_each_begins_with() -> None:
    context = click.Context(cli)
    told = {name: line.partition(" ")[2] for name, line in COMMANDS.items()}
    meant = {
        name: command.get_short_help_str(limit=200)
        for name in COMMANDS
        if (command := cli.get_command(context, name)) is not None
    }

    assert meant == told
