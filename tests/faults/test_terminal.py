"""No text of a stranger steers the terminal that it is shown on."""

import io
import sys

import pytest

from tests.form.commands_page import ROOT
from treatygraph.cli.echo import echo, printable
from treatygraph.cli.main import main


class Terminal(io.StringIO):
    def isatty(self):
        return True


STEERING = "lamp\x1b]0;owned\x07\x9b2J\u202egnp\r\x00é\n\tlit"


def test_a_terminal_is_told_control_characters_by_name(monkeypatch):
    screen, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    echo(STEERING)
    monkeypatch.setattr(sys, "stdout", pipe)
    echo(STEERING)

    assert "lamp\\x1b]0;owned\\x07\\x9b2J\\u202egnp\\r\\x00é\n\tlit\n" == screen.getvalue()
    assert f"{STEERING}\n" == pipe.getvalue()


def test_commands_speak_by_that_door_alone():
    paths = sorted((ROOT / "graph_builder" / "treatygraph").rglob("*.py"))
    found = [str(p) for p in paths if "click.echo(" in p.read_text("utf-8")]

    assert ["echo.py"] == [name.rpartition("/")[2] for name in found]


def test_right_to_left_text_stays_as_it_is():
    assert "المادة \u200fأ 第一条" == printable("المادة \u200fأ 第一条")


@pytest.mark.parametrize(
    "arguments",
    [("read", "no\x1b[2Jbody"), ("no\x1b[2Jsuch",), ("sparql", "ASK\x1b[2J"), ("--no\x1b[2J",)],
)
def test_messages_carry_no_control_characters(arguments, capsys):
    with pytest.raises(SystemExit):
        main(list(arguments))

    said = capsys.readouterr()
    assert "\x1b" not in said.err + said.out
    assert "x1b" in said.err
