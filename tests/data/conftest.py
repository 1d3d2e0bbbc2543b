"""The folder of source texts, where it is at hand."""

from pathlib import Path

import pytest

from treatygraph.resources import locate


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the folder of source texts, searched upward; skip where there is none."""
    for folder in locate("data").parents:
        candidate = folder / "shared" / "sources"
        if candidate.is_dir():
            return candidate
    pytest.skip("the source texts are not at hand")
