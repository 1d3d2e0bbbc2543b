"""Each promise that docs/reliability.md lists has the test that it names."""

import ast
import re
from functools import cache

from tests.form.commands_page import ROOT

ROW = re.compile(r"^\| .+ \| `(tests/[\w/]+\.py)`: (.+) \|$", re.MULTILINE)


@cache
def found_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_the_tests_that_the_page_names_are_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text("utf-8")
    rows = [(path, name) for path, names in ROW.findall(page) for name in names.split(", ")]
    missing = [f"{p}: {n}" for p, n in rows if f"test_{n.strip('`')}" not in found_in(p)]

    assert 45 < len(rows)
    assert [] == missing
