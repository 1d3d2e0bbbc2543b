"""The notebook docs/notebook.ipynb: run it, and compare or keep what it shows.

`python -m tests.notebook` runs it on the shipped data and keeps the outputs.
"""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from treatygraph.pipeline import build
from treatygraph.resources import locate

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "notebook.ipynb"


def home(place: Path) -> Path:
    """Build the shipped graph below a folder and return the folder as a home."""
    assert build([locate("data")], place / "graph").place
    return place


def execute(graph_home: Path) -> nbformat.NotebookNode:
    """Return the notebook with the outputs of a fresh run."""
    notebook: nbformat.NotebookNode = nbformat.read(NOTEBOOK, as_version=4)
    path = os.pathsep.join(
        [str(locate("data").parent / "graph_builder"), os.environ.get("PYTHONPATH", "")]
    )
    before = dict(os.environ)
    os.environ.update(TREATYGRAPH_HOME=str(graph_home), PYTHONPATH=path)
    try:
        NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False).execute()
    finally:
        os.environ.clear()
        os.environ.update(before)
    return notebook


def shown(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """Return what each cell of code prints or shows, as text."""
    return [
        [
            str(out.get("text") or out.get("data", {}).get("text/plain", out.output_type))
            for out in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        notebook = execute(home(Path(place)))
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
    }
    nbformat.write(notebook, NOTEBOOK)


if __name__ == "__main__":
    main()
