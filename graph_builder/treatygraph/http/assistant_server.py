"""A server for assistants: the Model Context Protocol over the graph, read-only.

https://modelcontextprotocol.io/specification with the official SDK, an extra.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from treatygraph import __version__
from treatygraph.catalogue import catalogue, question_named
from treatygraph.errors import TreatyGraphError, UsageError
from treatygraph.http.assistant_answers import MOST_ROWS, AssistantAnswers
from treatygraph.http.engine import Engine
from treatygraph.http.worker import Limits
from treatygraph.iris import default_minter
from treatygraph.store import OxigraphStore

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

__all__ = ["assistant_server"]

_ABOUT = """A knowledge graph of a treaty under negotiation: drafts, articles, references,
safeguards, what stakeholders ask for and what became of it. Read-only.

Begin with `ask` (a question in words) or `questions` (the catalogue); `sparql` is for the rest.
Say only what the rows say, with their basis, source and place. Every answer has `not_known`:
tell it too. An empty answer means that nothing is stated, not that it is not so.
"""

T = TypeVar("T")


def assistant_server(graph: Path, limits: Limits | None = None) -> MCPServer[None]:
    """Return the server over the graph in an N-Quads file; needs the extra `mcp`."""
    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError as error:
        raise UsageError(
            "A server for assistants needs the package mcp, which is not installed.",
            remedy="pip install 'treatygraph[mcp]'",
        ) from error
    limits = limits or Limits()
    engine = Engine([graph], workers=1, memory=limits.memory)
    store = OxigraphStore.load(graph)
    told = AssistantAnswers(store, engine, limits, default_minter().base)

    @asynccontextmanager
    async def running(_: MCPServer[None]) -> AsyncIterator[None]:
        engine.start()
        try:
            yield
        finally:
            await engine.stop()

    server: MCPServer[None] = MCPServer(
        "treatygraph", instructions=_ABOUT, version=__version__, lifespan=running
    )
    _add_tools(server, told)
    _add_resources(server, told)
    return server


def _heard(call: Callable[[], T]) -> T:
    """Return what a call gives; its error as one that an assistant is told in words."""
    from mcp.server.mcpserver.exceptions import ToolError

    try:
        return call()
    except TreatyGraphError as error:
        raise ToolError(str(error)) from error


def _add_tools(server: MCPServer[None], told: AssistantAnswers) -> None:
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp_types import ToolAnnotations

    def ask(sentence: str, most_rows: int = MOST_ROWS) -> dict[str, Any]:
        """Answer a question in words (English, French, Spanish), with what was understood."""
        return _heard(lambda: told.ask(sentence, most_rows))

    def question(
        name: str, parameters: dict[str, str] | None = None, most_rows: int = MOST_ROWS
    ) -> dict[str, Any]:
        """Answer a question of the catalogue by name; values are numbers, keys, symbols, names."""
        return _heard(lambda: told.question(name, parameters or {}, most_rows))

    def questions() -> list[dict[str, Any]]:
        """List the catalogue of questions with their parameters."""
        return told.questions()

    def search(words: str, draft: str = "", limit: int = 20) -> dict[str, Any]:
        """Find words in headings, statements, names, and in texts that were read."""
        return _heard(lambda: told.search(words, draft, limit))

    def verdicts(stakeholder: str, draft: str = "", most_rows: int = MOST_ROWS) -> dict[str, Any]:
        """Say what became of a stakeholder's recommendations, with evidence and coverage."""
        return _heard(lambda: told.verdicts(stakeholder, draft, most_rows))

    def coverage() -> dict[str, Any]:
        """Say how much of each draft is known, aspect by aspect."""
        return _heard(told.coverage)

    async def sparql(query: str, most_rows: int = MOST_ROWS) -> dict[str, Any]:
        """Answer a SPARQL 1.1 query, read-only, under the limits of the endpoint."""
        try:
            return await told.sparql(query, most_rows)
        except TreatyGraphError as error:
            raise ToolError(str(error)) from error

    reading = ToolAnnotations(read_only_hint=True, open_world_hint=False, idempotent_hint=True)
    for tool in (ask, question, questions, search, verdicts, coverage, sparql):
        server.add_tool(tool, annotations=reading)


def _add_resources(server: MCPServer[None], told: AssistantAnswers) -> None:
    def query(name: str) -> str:
        found = question_named(name)
        if found is None:
            raise ValueError(f"There is no question {name!r}; {', '.join(catalogue())}")
        return found.query

    data, text = "application/json", "application/sparql-query"
    for address, give, says, form in (
        ("questions", told.questions, "The catalogue of questions.", data),
        ("coverage", told.coverage, "How much of each draft is known.", data),
        ("questions/{name}", query, "The query of one question.", text),
    ):
        offer = server.resource(f"treatygraph://{address}", description=says, mime_type=form)
        offer(give)
