"""The page docs/commands.md, made from the commands' own help.

`python -m tests.form.commands_page` writes it.
"""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "commands.md"

_HEAD = """# Commands

Each is called as `treatygraph NAME`. Exit status: 0 fine, 1 findings, 2 wrong use, 3 cannot run.
This page is made from the commands' own help: `python -m tests.form.commands_page`.
"""


def help_of(name: str) -> str:
    """Return the help of a command, at a width that does not depend on the terminal."""
    root = click.Context(cli, info_name="treatygraph", **cli.context_settings)
    command = cli.get_command(root, name)
    assert command is not None
    # click keeps the help option of the first context that asked, which may know no `-h`.
    command._help_option = None
    context = click.Context(
        command, info_name=name, parent=root, terminal_width=90, max_content_width=90
    )
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "\n".join(lines)


def page() -> str:
    """Return the whole page."""
    parts = [f"## {name}\n\n```text\n{help_of(name)}\n```\n" for name in sorted(COMMANDS)]
    return "\n".join([_HEAD, *parts])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
