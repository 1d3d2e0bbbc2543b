"""Assistants are served through the SDK's own client, in process and as they start it."""

import asyncio
import json
import os
import sys

import pytest

mcp = pytest.importorskip("mcp")

from treatygraph.http.assistant_server import assistant_server  # noqa: E402
from treatygraph.http.worker import Limits  # noqa: E402
from treatygraph.pipeline import build  # noqa: E402
from treatygraph.resources import locate  # noqa: E402

TOOLS = {"ask", "coverage", "question", "questions", "search", "sparql", "verdicts"}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    build([locate("data")], home / "graph")
    return home


@pytest.fixture(scope="module")
def graph(home):
    return home / "graph" / "current" / "graph.nq"


def talk(graph, conversation, **limits):
    async def run():
        async with mcp.Client(assistant_server(graph, Limits(**limits))) as client:
            return await conversation(client)

    return asyncio.run(run())


def called(graph, name, arguments, **limits):
    return talk(graph, lambda client: client.call_tool(name, arguments), **limits)


def data(result):
    assert not result.is_error, result.content
    return result.structured_content


def test_all_tools_are_there_and_only_read(graph):
    tools = talk(graph, lambda client: client.list_tools()).tools

    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)


def test_a_sentence_is_answered_with_what_was_understood_and_what_is_not_known(graph):
    (reading,) = data(called(graph, "ask", {"sentence": "chapter IV without link to article 36"}))[
        "readings"
    ]

    assert "articles-without-reference" == reading["question"]
    assert ["draft"] == reading["not_said"]
    assert {"lacks"} == {row["answer"] for row in reading["rows"]}
    assert any("0 of 12 articles" in note for note in reading["not_known"])


def test_what_is_no_question_is_searched_for(graph):
    told = data(called(graph, "ask", {"sentence": "encryption"}))

    assert "searched for" in told["readings"][0]["understood"]
    assert 3 == len(told["nearest_questions"])


def test_a_question_is_answered_by_name_and_a_wrong_one_told_in_words(graph):
    arguments = {"name": "chapters", "parameters": {"draft": "A/AC.291/22"}}
    rows = data(called(graph, "question", arguments))["rows"]
    wrong = called(graph, "question", {"name": "chaptres"})

    assert "general" == rows[0]["role"]
    assert wrong.is_error
    assert "chapters" in wrong.content[0].text


def test_verdicts_come_with_evidence_coverage_and_what_cannot_be_told(graph):
    told = data(called(graph, "verdicts", {"stakeholder": "gi-toc", "draft": "adopted"}))

    assert told["verdicts"]
    for verdict in told["verdicts"]:
        assert verdict["verdict"] in ("pass", "fail", "inapplicable", "cannot-tell")
        assert verdict["why"]
        assert verdict["evidence"] or verdict["basis"] == "nothing stated" or verdict["lacks"]
    unclear = [v for v in told["verdicts"] if v["verdict"] == "cannot-tell"]
    assert bool(unclear) == any("Cannot tell" in note for note in told["not_known"])


def test_an_empty_answer_says_that_nothing_is_stated(graph):
    told = data(called(graph, "sparql", {"query": "SELECT ?x WHERE { ?x tg:never ?y }"}))

    assert ([], 0) == (told["rows"], told["rows_in_all"])
    assert "not to say that it is not so" in told["not_known"][-1]


def test_rows_left_out_are_counted(graph):
    arguments = {"query": "SELECT * { ?s ?p ?o } LIMIT 50", "most_rows": 3}
    told = data(called(graph, "sparql", arguments))

    assert 3 == len(told["rows"])
    assert "Only the first 3" in told["not_known"][-1]


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT nonsense",
    ],
)
def test_updates_services_and_nonsense_are_refused_in_words(graph, query):
    refused = called(graph, "sparql", {"query": query})

    assert refused.is_error
    assert refused.content[0].text


def test_an_answer_of_too_many_rows_is_refused_as_at_the_endpoint(graph):
    refused = called(graph, "sparql", {"query": "SELECT * { ?s ?p ?o }"}, rows=50)

    assert refused.is_error
    assert "more than 50 rows" in refused.content[0].text


def test_a_long_query_ends_at_the_time_limit(graph):
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    refused = called(graph, "sparql", {"query": query}, seconds=1.0)

    assert refused.is_error
    assert "more than 1 seconds" in refused.content[0].text


def test_resources_are_the_catalogue_the_coverage_and_each_query(graph):
    async def read(client):
        listed = await client.list_resources()
        texts = [
            (await client.read_resource(uri)).contents[0].text
            for uri in ("treatygraph://questions", "treatygraph://questions/drafts")
        ]
        return [str(r.uri) for r in listed.resources], *texts

    uris, questions, query = talk(graph, read)

    assert ["treatygraph://coverage", "treatygraph://questions"] == sorted(uris)
    assert "drafts" in [q["name"] for q in json.loads(questions)]
    assert "SELECT" in query


@pytest.mark.server
def test_the_command_serves_over_standard_input_and_output(graph, home):
    from mcp.client.stdio import StdioServerParameters

    started = StdioServerParameters(
        command=sys.executable,
        args=["-m", "treatygraph", "mcp"],
        env={**os.environ, "TREATYGRAPH_HOME": str(home)},
    )

    async def run():
        async with mcp.Client(started) as client:
            return await client.call_tool("ask", {"sentence": "who agrees with whom"})

    assert "agreement" == data(asyncio.run(run()))["readings"][0]["question"]
