"""The page on which a person goes over what is proposed of a paper; it writes one file.

The paper stays on this machine: the page reaches no other host, and the server answers to
this machine's names and to its own page only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from treatygraph.assess.checks import run_check
from treatygraph.assess.suggested import suggest_check
from treatygraph.documents.papers.annotations import annotations_of, passages_in
from treatygraph.documents.papers.cards import Card, card_in, cards_yaml
from treatygraph.documents.papers.positionsfile import Frame
from treatygraph.draw.templates import environment, script_json
from treatygraph.errors import DataError, TreatyGraphError
from treatygraph.http.guard import LOOPBACK, Access, Guard, NoSniff
from treatygraph.http.pages import POLICY
from treatygraph.http.problems import problem, problem_of
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.travaux import Travaux

if TYPE_CHECKING:
    from treatygraph.assess.judge import Outcome

__all__ = ["Desk", "curating_app"]


@dataclass(slots=True)
class Desk:
    """What lies on the desk: the paper, its cards, the file to write, and the choices.

    `graph` is the N-Quads file on which suggested checks are tried, None where none is built.
    """

    title: str
    text: str
    frame: Frame
    cards: list[Card]
    out: Path
    choices: Mapping[str, Sequence[tuple[str, str]]]
    graph: Path | None = None
    _travaux: list[Travaux] = field(default_factory=list)

    def travaux(self) -> Travaux | None:
        """Return the graph that checks are tried on, read once."""
        if not self._travaux and self.graph:
            self._travaux.append(Travaux.of(OxigraphStore.load(self.graph)))
        return self._travaux[0] if self._travaux else None

    def write(self) -> None:
        """Write the file in one step: whoever reads it sees the old one or the new one whole."""
        folder = self.out.resolve().parent
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
            file.write(cards_yaml(self.cards, self.frame, self.text))
            file.flush()
            os.fsync(file.fileno())
        try:
            Path(file.name).chmod(0o644)
            Path(file.name).replace(self.out)
        except OSError:
            with suppress(OSError):
                Path(file.name).unlink()
            raise


def curating_app(desk: Desk) -> Starlette:
    """Return the application that shows a desk and writes what is decided there."""

    def page(request: Request) -> Response:
        text = environment().get_template("curate.html").render(
            title=desk.title, frame=desk.frame, out=desk.out, desk=script_json(_shown(desk))
        )  # fmt: skip
        return HTMLResponse(
            text, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        )

    async def cards(request: Request) -> Response:
        rows = await _sent(request)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DataError("No list of cards.", expected="a list of cards")
        desk.cards = _checked([card_in(row) for row in rows], len(desk.text))
        await to_thread.run_sync(desk.write)
        taken = sum(card.verdict == "yes" for card in desk.cards)
        left = sum(not card.verdict for card in desk.cards)
        return JSONResponse({"taken": taken, "left": left})

    async def check(request: Request) -> Response:
        card = card_in(await _sent(request))
        found = suggest_check(card.action, card.targets, card.calls_for)
        if found is None:
            return JSONResponse({"check": None, "rows": [], "why": "No kind of check fits."})
        return JSONResponse(await to_thread.run_sync(_tried, desk, found))

    def annotations(request: Request) -> Response:
        name = f"{desk.frame.document}.jsonld"
        return JSONResponse(
            annotations_of(desk.cards, desk.text, f"urn:treatygraph:{desk.frame.document}"),
            media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def take_in(request: Request) -> Response:
        found = passages_in(await _sent(request), desk.text)
        return JSONResponse([{"start": a, "end": b, "said": said} for a, b, said in found])

    return Starlette(
        routes=[
            Route("/", page, methods=["GET"]),
            Route("/cards", cards, methods=["PUT"]),
            Route("/check", check, methods=["POST"]),
            Route("/annotations", annotations, methods=["GET"]),
            Route("/annotations", take_in, methods=["POST"]),
            Mount("/assets", StaticFiles(directory=locate("visualizations", "assets"))),
        ],
        exception_handlers={TreatyGraphError: _refused},
        middleware=[Middleware(Guard, access=Access(hosts=LOOPBACK)), Middleware(NoSniff)],
    )


async def _sent(request: Request) -> Any:
    """Return what our own page sent as JSON; another site's page cannot send it."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    kind = request.headers.get("content-type", "").partition(";")[0]
    if site not in ("same-origin", "none") or kind != "application/json":
        raise DataError("Not sent by this page.", expected="JSON from this page itself")
    try:
        return await request.json()
    except ValueError as error:
        raise DataError(f"No JSON: {error}", expected="JSON") from error


def _checked(cards: list[Card], length: int) -> list[Card]:
    keys = [card.key for card in cards]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    beyond = next((card for card in cards if card.end > length), None)
    if twice is not None or beyond is not None:
        what = f"The key {twice!r} stands twice." if twice else "A passage ends behind the paper."
        raise DataError(what, expected="each key once, each passage inside the paper")
    return cards


def _tried(desk: Desk, found: dict[str, object]) -> dict[str, Any]:
    travaux = desk.travaux()
    if travaux is None:
        return {"check": found, "rows": [], "why": "No graph yet: `treatygraph build` makes it."}
    outcomes: dict[str, Outcome] = run_check(travaux, found, desk.frame.treaty)
    rows = [
        {"draft": travaux.by_iri[draft].local, "verdict": o.verdict, "why": o.why}
        for draft, o in outcomes.items()
    ]
    return {"check": found, "rows": rows, "why": ""}


def _shown(desk: Desk) -> dict[str, Any]:
    return {
        "text": desk.text,
        "cards": [asdict(card) for card in desk.cards],
        "choices": {name: list(rows) for name, rows in desk.choices.items()},
    }


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, DataError):
        return problem("bad-request", error.met, expected=error.expected)
    if isinstance(error, TreatyGraphError):
        return problem_of(error)
    return problem("fault", "This was not expected.")
