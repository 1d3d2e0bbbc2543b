"""What treatygraph is made of: locked with hashes, its licences listed."""

from __future__ import annotations

import re
from importlib import metadata

from packaging.utils import canonicalize_name

from tests.form.commands_page import ROOT
from tests.form.licences_page import PAGE, closure, licence_of, needs


def pinned(name: str) -> dict[str, str]:
    """Return the versions that a file pins."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = (re.match(r"([\w.-]+)==([^\s;]+)", line) for line in lines)
    return {canonicalize_name(m[1]): m[2] for m in found if m}


def test_the_lock_pins_what_the_constraints_pin_and_nothing_else() -> None:
    locked, fixed = pinned("lock.txt"), pinned("constraints.txt")

    assert len(locked) > 40
    assert {} == {n: v for n, v in locked.items() if fixed.get(n) != v}, "run `make lock`"


def test_everything_that_treatygraph_needs_is_locked() -> None:
    ours = {canonicalize_name(need.name) for need in needs("treatygraph", "")}

    assert set() == (ours | set(closure())) - set(pinned("lock.txt")), "run `make lock`"


def test_each_locked_package_has_its_hashes() -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / "lock.txt").read_text("utf-8").strip())

    assert len(pinned("lock.txt")) == len(entries)
    assert [] == [e.split()[0] for e in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", e)]


def test_the_page_of_licences_lists_every_package_with_its_licence() -> None:
    rows = re.findall(r"^\| (\S+) \| (.+?) \| \S+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    listed: dict[str, str] = {canonicalize_name(name): licence for name, licence in rows}
    remedy = "run `python -m tests.form.licences_page`"

    assert set(pinned("lock.txt")) == set(listed), remedy
    assert "LGPL-3.0-or-later" == licence_of("owlready2") == listed["owlready2"]
    locked = pinned("lock.txt").items()
    installed = {n: licence_of(n) for n, version in locked if metadata.version(n) == version}
    assert {} == {n: v for n, v in installed.items() if listed[n] != v}, remedy
    assert not {"", "UNKNOWN", "not said"} & set(listed.values())
