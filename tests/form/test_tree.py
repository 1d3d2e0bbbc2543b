"""The tree: pins, links between pages, words that have no place here."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.form.commands_page import ROOT

#: Paths of one machine and hosts of one network have no place in the tree.
FORBIDDEN = re.compile(
    r"/" + r"work/(?:wt|main|venv|shared)|/" + r"opt/pypi|/home/(?!page)\w+/\w|/" + r"Users/\w|"
    r"registry\.\w+\.internal|arti[f]actory|file:" + r"///(?!\w*example|tmp)"
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".ttl",
    ".rq",
    ".txt",
    ".html",
    ".css",
    ".cff",
    ".csv",
}


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    paths = tuple(ROOT / name for name in listed.stdout.split("\0") if name)
    assert len(paths) > 300
    return tuple(path for path in paths if path.exists())


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


def test_every_package_that_is_needed_has_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    assert len(wanted) > 20
    names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!;]", name)[0]).lower() for name in wanted}

    assert set() == names - set(pinned()) - {"treatygraph"}


def test_every_bound_is_honoured_by_its_pin() -> None:
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = pinned()
    wanted = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    requirements = [Requirement(line) for line in wanted]
    broken = [
        str(r)
        for r in requirements
        if r.name != "treatygraph"
        and not r.specifier.contains(pins[re.sub(r"[-_.]+", "-", r.name).lower()])
    ]

    assert [] == broken


def test_every_link_between_pages_leads_somewhere() -> None:
    broken, count = [], 0
    for page in (path for path in tracked() if path.suffix == ".md"):
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:|#", target):
                continue
            count += 1
            if not (page.parent / target.partition("#")[0]).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")

    assert count >= 20
    assert [] == broken


def test_every_page_of_the_documentation_can_be_reached() -> None:
    pages = {path for path in tracked() if path.parent == ROOT / "docs" and path.suffix == ".md"}
    seen: set[Path] = set()
    queue = [ROOT / "docs" / "index.md"]
    while queue:
        page = queue.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#:\s]+)", page.read_text("utf-8"))
        queue += [(page.parent / link).resolve() for link in links]

    assert set() == pages - seen


def test_no_file_names_a_machine_or_a_registry() -> None:
    met = []
    for path in tracked():
        if path.suffix in TEXT or not path.suffix:
            text = path.read_text("utf-8", errors="replace")
            met += [f"{path.relative_to(ROOT)}: {m.group()}" for m in FORBIDDEN.finditer(text)]

    assert [] == met


def test_the_glossary_has_every_class_that_people_meet() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    words = re.findall(r"^\| (\w[\w ]*) \|", glossary, flags=re.MULTILINE)

    assert sorted(words[1:]) == words[1:]
    assert {"lineage", "provision", "stance", "verdict", "basis"} <= set(words)
