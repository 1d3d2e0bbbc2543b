"""No query of ours, on pages or in files, lets an unbound variable match anything."""

import ast
import logging
import re
from pathlib import Path

import pytest

from tests.queries.unbound import faults
from treatygraph.resources import locate

PACKAGE = Path(__file__).resolve().parents[2] / "graph_builder"
#: What stands for the pieces put in when a query is asked.
FILLED = (
    ("a %s", "a tg:Article"),
    ("tg:inChapter %s", "tg:inChapter ?chapter"),
    ("(%s)", "(tg:Article)"),
    ("FACTS", "tg:Article"),
    ("%s", ""),
)


def _files():
    root = locate("queries")
    return {
        str(path.relative_to(root)): path.read_text("utf-8") for path in sorted(root.rglob("*.rq"))
    }


def _strings():
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Constant):
                continue
            text = node.value
            if isinstance(text, str) and re.match(
                r"\s*(PREFIX|SELECT|CONSTRUCT|ASK)\b.*\{", text, re.S
            ):
                found[f"{path.relative_to(PACKAGE)}:{node.lineno}"] = text
    return found


def _whole(text):
    for hole, piece in FILLED:
        text = text.replace(hole, piece)
    return text if text.count("{") == text.count("}") else ""


QUERIES = {name: text for name, text in (_files() | _strings()).items() if _whole(text)}


@pytest.fixture(autouse=True)
def _quiet():
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def test_the_queries_were_collected():
    assert len(_files()) >= 270


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_no_unbound_variable_matches_anything(name):
    assert [] == faults(_whole(QUERIES[name]))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to } FILTER(EXISTS { ?to ?q ?it }) }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to } FILTER(?a = ?b || EXISTS { ?to ?q ?it }) }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to } FILTER NOT EXISTS { ?x ?q ?to } }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to } BIND(EXISTS { ?to a ?k } AS ?is) }",
        "SELECT ?a { { ?a a ?c } UNION { ?a ?p ?to } FILTER EXISTS { ?to ?q ?it } }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to } OPTIONAL { ?to ?q ?z } }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to } ?to ?q ?z }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to } OPTIONAL { ?a ?r ?z FILTER EXISTS { ?to ?q ?z } } }",  # noqa: E501
        "SELECT ?a { { SELECT ?a ?to { ?a a ?c OPTIONAL { ?a ?p ?to } } } FILTER EXISTS { ?to ?q ?i } }",  # noqa: E501
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?t } BIND(STR(?t) AS ?s) FILTER EXISTS { ?x ?q ?s } }",  # noqa: E501
    ],
)
def test_the_pattern_is_found_in_its_forms(query):
    assert [] != faults(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a ?p ?to FILTER EXISTS { ?to ?q ?it } }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?to OPTIONAL { ?to ?q ?z } } }",
        "SELECT ?a { ?a a ?c FILTER NOT EXISTS { ?a ?p ?to . ?to ?q ?it } }",
        "SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?n } OPTIONAL { ?a ?q ?n } }",
        "SELECT ?a { { ?a ?p ?to } UNION { ?a ?r ?to } FILTER EXISTS { ?to ?q ?it } }",
        'SELECT ?a { ?a a ?c OPTIONAL { ?a ?p ?t } BIND(COALESCE(?t, "") AS ?s) FILTER EXISTS { ?x ?q ?s } }',  # noqa: E501
    ],
)
def test_what_is_sound_is_left_alone(query):
    assert [] == faults(query)
