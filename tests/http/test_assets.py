"""Vendored files are the ones that the manifests name, with their licences beside them."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from treatygraph.resources import locate

FOLDERS = [locate("visualizations", "assets"), Path(__file__).parents[1] / "browser" / "vendor"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_vendored_file_is_the_one_in_the_manifest(folder):
    assets = json.loads((folder / "manifest.json").read_text("utf-8"))["assets"]

    assert assets
    for asset in assets:
        assert asset["sha256"] == sha256((folder / asset["file"]).read_bytes()).hexdigest()
        assert asset["licence_files"]
        assert all((folder / name).stat().st_size > 500 for name in asset["licence_files"])


def test_no_vendored_file_is_missing_from_the_manifest():
    folder = FOLDERS[0]
    assets = json.loads((folder / "manifest.json").read_text("utf-8"))["assets"]

    assert {asset["file"] for asset in assets} == {
        f"vendor/{path.name}" for path in (folder / "vendor").iterdir()
    }
