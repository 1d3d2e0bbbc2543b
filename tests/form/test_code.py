"""The form of the code: sizes, docstrings, layers, cycles."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.form.commands_page import ROOT

PACKAGE = ROOT / "graph_builder" / "treatygraph"
LONGEST_FUNCTION = 60
LONGEST_FILE = 400
#: Nineteen of twenty functions are no longer than this.
MOST_FUNCTIONS = 30

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    paths = sorted(PACKAGE.rglob("*.py"))
    assert len(paths) >= 60
    return paths


def functions() -> Iterator[tuple[str, Function]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, Function):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}", node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_too_long() -> None:
    lengths = {
        str(p.relative_to(PACKAGE)): len(p.read_text("utf-8").splitlines()) for p in modules()
    }

    assert {} == {name: n for name, n in lengths.items() if n > LONGEST_FILE}


def test_no_function_is_too_long() -> None:
    assert {} == {n: length(f) for n, f in functions() if length(f) > LONGEST_FUNCTION}


def test_nearly_all_functions_are_short() -> None:
    lengths = [length(node) for _, node in functions()]
    percentile = quantiles(lengths, n=20)[-1]

    assert percentile <= MOST_FUNCTIONS, f"median {median(lengths)}, 95th percentile {percentile}"


def is_overload(node: ast.AST) -> bool:
    """Tell a typing overload, whose words stand with the function itself."""
    decorators = getattr(node, "decorator_list", [])
    return any(isinstance(d, ast.Name) and d.id == "overload" for d in decorators)


def test_everything_public_has_a_docstring() -> None:
    bare = []
    for path in modules():
        tree = ast.parse(path.read_text("utf-8"))
        bare += [
            f"{path.relative_to(PACKAGE)}: {name}"
            for name, node in public(tree)
            if not ast.get_docstring(node) and not is_overload(node)
        ]

    assert [] == bare


def public(tree: ast.Module) -> Iterator[tuple[str, ast.Module | ast.ClassDef | Function]]:
    yield "the module", tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, Function) and not inner.name.startswith("_"):
                        yield f"{node.name}.{inner.name}", inner


def test_only_the_command_line_prints() -> None:
    printing = [
        name
        for name, function in functions()
        if not name.startswith("cli/")
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]

    assert [] == printing


def test_imports_run_downward_and_in_no_circle() -> None:
    code = "from importlinter.cli import lint_imports_command as c; c()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "graph_builder"), "PATH": "/usr/bin:/bin"},
    )

    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert [] == circles()


def circles() -> list[str]:
    """Return the modules that import themselves through others, while being imported."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for path in modules():
        name = dotted(path)
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("treatygraph"):
                for alias in node.names:
                    deeper = f"{node.module}.{alias.name}"
                    graph.add_edge(name, deeper if exists(deeper) else str(node.module))
    return [
        ", ".join(sorted(c)) for c in networkx.strongly_connected_components(graph) if len(c) > 1
    ]


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def exists(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_one_place_decides_the_dataset_of_a_query() -> None:
    found = [
        str(path.relative_to(PACKAGE))
        for path in modules()
        if "use_default_graph_as_union" in path.read_text("utf-8")
    ]

    # The worker runs strangers' queries in a process of its own, with the dataset told to it.
    assert ["http/worker.py", "store/oxigraph.py"] == found
