"""The tables that pages, checks and pictures read keep the rules of the other query files."""

import re

import pytest

from treatygraph.asker import Asker
from treatygraph.errors import QueryError
from treatygraph.queryfile import check_columns, table_query
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore

ROOT = locate("queries", "tables")
NAMES = [str(path.relative_to(ROOT).with_suffix("")) for path in sorted(ROOT.rglob("*.rq"))]
PACKAGE = locate("queries").parent / "graph_builder" / "treatygraph"


def test_the_tables_were_collected():
    assert len(NAMES) >= 100


@pytest.mark.parametrize("name", NAMES)
def test_a_table_says_its_columns_and_takes_its_parameters(name):
    query = table_query(name)
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))

    assert check_columns(query)
    for parameter in query.words("params"):
        assert re.search(rf"\?{parameter.partition('=')[0]}\b", body), parameter


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_an_order_unless_it_is_one_row_and_no_prefix_too_many(name):
    text = table_query(name).text
    body = re.sub(r"^(#|PREFIX).*\n", "", text, flags=re.MULTILINE)
    prefixes = re.findall(r"^PREFIX ([a-z-]+):", text, flags=re.MULTILINE)

    one_row = "COUNT(" in body and "GROUP BY" not in body
    assert one_row or re.search(r"^ORDER BY ", body, flags=re.MULTILINE)
    assert [] == [p for p in prefixes if not re.search(rf"(?<![\w?]){p}:", body)]


def test_every_table_is_asked_by_the_program():
    code = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    picked = {f"pictures/{kind}" for kind in re.findall(r'"(\w+)"', code)}

    assert [] == [name for name in NAMES if f'"{name}"' not in code and name not in picked]


def test_no_two_tables_ask_the_same():
    bodies: dict[str, list[str]] = {}
    for name in NAMES:
        lines = [line for line in table_query(name).text.splitlines() if not line.startswith("#")]
        bodies.setdefault("\n".join(lines), []).append(name)

    assert [] == [names for names in bodies.values() if len(names) > 1]


def test_a_parameter_that_a_table_does_not_take_is_an_error():
    with pytest.raises(QueryError, match="asked with"):
        Asker(OxigraphStore()).texts("safeguards/named", lineage="https://example.org/a")


def test_several_values_are_bound_at_once():
    one, two = ("https://example.org/a", "https://example.org/b")
    rows = Asker(OxigraphStore()).texts("SELECT ?x WHERE { BIND(1 AS ?y) }", x=[one, two])

    assert [(one,), (two,)] == rows
