"""The wheel carries everything, and works in an empty environment from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.form.commands_page import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("wheel"))


def _built(folder: Path) -> Path:
    ran = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_shipped_folder_and_the_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    bundled = "treatygraph/_bundled"
    expected = {
        "treatygraph/py.typed",
        "treatygraph/cli/main.py",
        f"{bundled}/ontology/treaty.ttl",
        f"{bundled}/ontology/shapes/data.ttl",
        f"{bundled}/queries/references/articles-without-reference.rq",
        f"{bundled}/queries/checks/number-twice.rq",
        f"{bundled}/data/sources.yaml",
        f"{bundled}/data/drafts/un-cybercrime.zero-draft.yaml",
        f"{bundled}/data/sample/texts/first.txt",
        f"{bundled}/data/schema/draft.schema.json",
    }

    assert set() == expected - names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("CC-BY-4.0.txt") for name in names)


def test_two_builds_give_one_wheel(wheel: Path, tmp_path: Path) -> None:
    built = _built(tmp_path)

    assert wheel.name == built.name
    assert sha256(wheel.read_bytes()).hexdigest() == sha256(built.read_bytes()).hexdigest()


def test_the_wheel_has_one_package_and_no_tests(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {"treatygraph"} == {top for top in tops if not top.endswith(".dist-info")}


def test_every_module_of_the_checkout_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "graph_builder"
    modules = {str(p.relative_to(source)) for p in source.rglob("*.py")}

    assert set() == modules - names


def test_the_installed_wheel_builds_and_answers_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    place = tmp_path / "environment"
    venv.create(place, with_pip=False, symlinks=True)
    python = place / "bin" / "python"
    packages = purelib(python)
    packages.mkdir(parents=True, exist_ok=True)
    zipfile.ZipFile(wheel).extractall(packages)
    (packages / "needed.pth").write_text("\n".join(needed_from(tmp_path)), encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {"TREATYGRAPH_HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]}

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(python), "-m", "treatygraph", *words],
            capture_output=True,
            text=True,
            cwd=elsewhere,
            env=environment,
        )

    built = call("build", "--format", "json")
    assert 0 == built.returncode, built.stdout + built.stderr
    words = ("draft=zero-draft", "chapter=IV", "target=36", "--format", "json")
    answer = call("ask", "articles-without-reference", *words)
    assert 0 == answer.returncode, answer.stderr
    where = call("doctor", "--format", "json")

    assert 12 == len(json.loads(answer.stdout)["rows"])
    assert str(packages) in where.stdout
    assert str(ROOT / "graph_builder") not in where.stdout


def purelib(python: Path | str) -> Path:
    """Return where an interpreter looks for packages: Debian's has places of its own."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    ran = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True)
    return Path(ran.stdout.strip())


def needed_from(folder: Path) -> list[str]:
    """Return a folder with the packages of this environment, without treatygraph itself."""
    links = folder / "needed"
    links.mkdir()
    for root in {purelib(sys.executable), Path(sysconfig.get_path("platlib"))}:
        for entry in root.iterdir():
            if "treatygraph" not in entry.name and entry.suffix != ".pth":
                target = links / entry.name
                if not target.exists():
                    target.symlink_to(entry)
    return [str(links)]
