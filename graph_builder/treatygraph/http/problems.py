"""What goes wrong, as status and stable code: one table for the whole server."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from treatygraph.errors import TreatyGraphError

__all__ = ["STATUS", "problem", "problem_of"]

#: Stable code → status (RFC 9110).  A limit that the client can mend is 422, a lack of
#: time 504 (the worker is our upstream), a lack of free workers 503, of memory 507.
STATUS: dict[str, int] = {
    "bad-request": 400,
    "bad-query": 400,
    "malformed-query": 400,
    "wrong-use": 400,
    "read-only": 403,
    "no-service": 403,
    "not-found": 404,
    "missing": 404,
    "method-not-allowed": 405,
    "not-acceptable": 406,
    "query-too-long": 413,
    "unsupported-media-type": 415,
    "wrong-host": 421,
    "answer-too-large": 422,
    "query-too-deep": 422,
    "too-many-requests": 429,
    "too-many-rows": 422,
    "error": 500,
    "bad-data": 500,
    "cannot-read": 500,
    "query-failed": 500,
    "store": 503,
    "busy": 503,
    "time-limit": 504,
    "memory-limit": 507,
}

_HEADERS = {"busy": {"Retry-After": "5"}, "method-not-allowed": {"Allow": "GET, HEAD, OPTIONS"}}


def problem(code: str, detail: str, **extra: str) -> Response:
    """Return an error in the form of RFC 9457, with the stable code in it."""
    status = STATUS.get(code, 500)
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail, **extra}
    fixed = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    headers = {**fixed, **_HEADERS.get(code, {})}
    return JSONResponse(body, status, headers=headers, media_type="application/problem+json")


def problem_of(error: TreatyGraphError) -> Response:
    """Return a domain error as a problem with what was expected and what to do."""
    extra = {name: getattr(error, name) for name in ("expected", "remedy") if getattr(error, name)}
    return problem(error.code, error.met, **extra)
