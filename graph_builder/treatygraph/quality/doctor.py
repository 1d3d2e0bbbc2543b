"""What is installed, where things lie, and what mends what is missing."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from importlib import metadata
from typing import Literal

from treatygraph import __version__
from treatygraph.errors import ResourceMissing
from treatygraph.home import current_graph, drafts_folder, graph_folder, home
from treatygraph.quality.owl import java
from treatygraph.resources import FOLDERS, locate
from treatygraph.store.manifest import is_intact

__all__ = ["Part", "State", "diagnose"]

_BUILD = "treatygraph build"
State = Literal["ok", "damaged", "missing", "old", "optional"]

#: Program → (what it is for, Debian package).  None is needed to build, ask or serve.
PROGRAMS = {
    "java": (
        "reasoning with HermiT, and from Java 25 on with Pellet (treatygraph reason)",
        "default-jre-headless",
    ),
    "chromium": ("tests of the pages in a browser", "chromium"),
    "rapper": ("tests that read exports with another parser", "raptor2-utils"),
    "virtuoso-t": ("tests on a second SPARQL server", "virtuoso-server"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked for.

    `state` is `ok`, `old`, `missing` (needed), `damaged`, or `optional` (absent, and needed only
    for what `use` says); `remedy` is the command that mends it.
    """

    name: str
    state: State
    found: str
    use: str = ""
    remedy: str = ""


def diagnose() -> tuple[Part, ...]:
    """Return the state of everything that treatygraph uses."""
    return (*_python(), *_packages(), *_programs(), *_libraries(), *_places())


def _python() -> Iterator[Part]:
    found = ".".join(str(number) for number in sys.version_info[:3])
    fine = sys.version_info >= (3, 11)
    remedy = "" if fine else "install Python 3.11 or newer"
    yield Part("python", "ok" if fine else "old", f"{found} at {sys.executable}", "", remedy)
    yield Part("treatygraph", "ok", __version__)


def _packages() -> Iterator[Part]:
    try:
        wanted = metadata.requires("treatygraph") or []
    except metadata.PackageNotFoundError:
        yield Part(
            "package data",
            "optional",
            "treatygraph runs from a folder and is not installed",
            "listing the packages it needs",
            "pip install -e .",
        )
        return
    for requirement in wanted:
        yield from _package(requirement)


def _package(requirement: str) -> Iterator[Part]:
    extra = re.search(r"extra\s*==\s*['\"]([\w-]+)['\"]", requirement)
    if extra and extra.group(1) == "dev":
        return
    name = re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]
    bound = re.search(r">=\s*([\d.]+)", requirement)
    use = f"the extra {extra.group(1)}" if extra else ""
    remedy = f"pip install '{requirement.partition(';')[0].strip()}'"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        yield Part(name, "optional" if extra else "missing", "not installed", use, remedy)
        return
    if bound and _numbers(version) < _numbers(bound.group(1)):
        yield Part(name, "old", version, use, remedy)
    else:
        yield Part(name, "ok", version, use)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _programs() -> Iterator[Part]:
    for name, (use, package) in PROGRAMS.items():
        path = shutil.which(java() if name == "java" else name)
        if path:
            yield Part(name, "ok", path, use)
        else:
            yield Part(name, "optional", "not found", use, f"apt-get install {package}")


def _libraries() -> Iterator[Part]:
    use = "tests of the pages in a browser: the driver that Playwright brings is linked with it"
    if find_library("atomic"):
        yield Part("libatomic", "ok", str(find_library("atomic")), use)
    else:
        yield Part("libatomic", "optional", "not found", use, "apt-get install libatomic1")


def _places() -> Iterator[Part]:
    for folder in FOLDERS:
        try:
            yield Part(f"shipped {folder}", "ok", str(locate(folder)))
        except ResourceMissing as error:
            yield Part(f"shipped {folder}", "missing", "not found", "", error.remedy)
    yield Part("home", "ok", str(home()), "set by TREATYGRAPH_HOME")
    yield _graph()
    own = drafts_folder()
    count = len(list(own.glob("*.json"))) if own.is_dir() else 0
    yield Part("own readings", "ok", f"{count} in {own}")


def _graph() -> Part:
    try:
        place = current_graph()
        manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    except (ResourceMissing, OSError, ValueError):
        return Part("graph", "missing", f"none in {graph_folder()}", "", _BUILD)
    found = f"{manifest.get('quads')} quads at {place}"
    if manifest.get("version") != __version__:
        made = f"{found}, built by version {manifest.get('version')}"
        return Part("graph", "old", made, "", _BUILD)
    if not is_intact(place):
        return Part("graph", "damaged", f"{place} is not what its manifest says", "", _BUILD)
    return Part("graph", "ok", found)
