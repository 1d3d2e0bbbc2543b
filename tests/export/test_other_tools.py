"""The recipes for other programs: each command runs, and its file is what the program reads."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import networkx
import pytest
import rdflib
from click.testing import CliRunner, Result

from treatygraph.cli.main import cli
from treatygraph.errors import QueryError
from treatygraph.pipeline.builder import build
from treatygraph.resources import locate

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "other-tools.md"
COMMANDS = [
    line.removeprefix("$ treatygraph ")
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
]
OUTSIDE = "--allow-service query.wikidata.org "


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the commands of the page are run, on the sample."""
    home = tmp_path_factory.mktemp("home")
    build((locate("data", "sample"),), home / "graph")
    return home


@pytest.fixture(scope="module")
def ran(place: Path) -> dict[str, Result]:
    """Every command of the page with what it did; none is allowed to reach a host."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATYGRAPH_HOME", str(place))
        patch.chdir(place)
        return {
            command: CliRunner().invoke(
                cli, shlex.split(command.replace("zero-draft", "first").replace(OUTSIDE, ""))
            )
            for command in COMMANDS
        }


def test_every_command_of_the_page_runs(ran: dict[str, Result]) -> None:
    failed = {c: r.output for c, r in ran.items() if OUTSIDE not in c and r.exit_code}

    assert 7 == len(ran)
    assert {} == failed


def test_the_query_that_asks_wikidata_reaches_no_host_unless_allowed(
    ran: dict[str, Result],
) -> None:
    (refused,) = [r for c, r in ran.items() if OUTSIDE in c]

    assert isinstance(refused.exception, QueryError)
    assert "query.wikidata.org" in str(refused.exception)


def test_neo4j_gets_turtle_without_blank_nodes(ran: dict[str, Result], place: Path) -> None:
    graph = rdflib.Graph().parse(place / "neo4j" / "graph.ttl")

    assert len(graph) > 1000
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)


def test_gephi_gets_named_things_with_classes(ran: dict[str, Result], place: Path) -> None:
    whole = networkx.read_gexf(place / "gephi" / "graph.gexf")
    references = networkx.read_gexf(place / "gephi" / "references.gexf")

    assert all(data["label"] for _, data in whole.nodes(data=True))
    assert any("kind" in data for _, data in whole.nodes(data=True))
    assert all("viz" in data for _, data in references.nodes(data=True))


def test_protege_gets_individuals_and_imports_nothing(ran: dict[str, Result], place: Path) -> None:
    import owlready2

    world = owlready2.World()
    opened = world.get_ontology((place / "protege" / "graph.owl").as_uri()).load()

    assert len(list(opened.individuals())) > 100
    assert [] == opened.imported_ontologies


def test_openrefine_gets_tables_with_a_header_and_one_row_a_thing(
    ran: dict[str, Result], place: Path
) -> None:
    tables = sorted((place / "openrefine" / "csv").glob("*.csv"))
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)

        assert "iri" == head[0], table
        assert len(head) == len(set(head))
        assert len(rows) == len({row[0] for row in rows})
        assert {len(head)} == {len(row) for row in rows}
    assert len(tables) > 20
