"""The cases of the questions, and the command that writes their answers anew.

The page on coverage, which changes with the same data, is written with them.
"""

import tempfile
from pathlib import Path

from tests.quality import coverage_page
from treatygraph.ask import answer
from treatygraph.catalogue import Question, catalogue
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.pipeline import build
from treatygraph.render import render
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore

CASES = Path(__file__).parent
DEFAULTS = {
    "expected": {
        "draft": "first",
        "from": "first",
        "to": "second",
        "article": "8",
        "chapter": "III",
        "target": "7",
        "role": "procedural-measures",
        "lineage": "names",
        "stakeholder": "lamplighters",
        "treaty": "toy",
    },
    "shipped": {
        "draft": "zero-draft",
        "from": "zero-draft",
        "to": "adopted",
        "article": "35",
        "chapter": "IV",
        "target": "36",
        "role": "procedural-measures",
        "lineage": "protection-of-personal-data",
        "stakeholder": "gi-toc",
        "treaty": "un-cybercrime",
    },
}


def case_folder(question: Question) -> Path:
    return CASES / question.group / question.name


def parameters(question: Question) -> dict[str, dict[str, str]]:
    path = case_folder(question) / "params.yaml"
    data = parse_yaml(path.read_text("utf-8"), name=str(path)).data or {}
    return {kind: data.get(kind) or {} for kind in ("expected", "shipped")}


def rows(store: OxigraphStore, question: Question, values: dict[str, str]) -> list[str]:
    return render(answer(store, question, values), "csv").splitlines()


def _store(folder: Path) -> OxigraphStore:
    with tempfile.TemporaryDirectory() as place:
        report = build([folder], Path(place))
        assert report.place is not None, report.violations
        return OxigraphStore.load(report.place / "graph.nq")


def given_store() -> OxigraphStore:
    return _store(CASES / "given")


def shipped_store() -> OxigraphStore:
    return _store(locate("data"))


def write() -> None:
    stores = {"expected": given_store(), "shipped": shipped_store()}
    for question in catalogue().values():
        folder = case_folder(question)
        folder.mkdir(parents=True, exist_ok=True)
        params = folder / "params.yaml"
        if not params.exists():
            lines = []
            for kind, defaults in DEFAULTS.items():
                chosen = ", ".join(f'{p.name}: "{defaults[p.name]}"' for p in question.params)
                lines.append(f"{kind}: {{{chosen}}}")
            params.write_text("\n".join(lines) + "\n", "utf-8")
        for kind, store in stores.items():
            text = "\n".join(rows(store, question, parameters(question)[kind]))
            (folder / f"{kind}.csv").write_text(text + "\n", "utf-8")
    coverage_page.PAGE.write_text(coverage_page.text(), "utf-8")


if __name__ == "__main__":
    write()
