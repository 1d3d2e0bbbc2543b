"""Anything in a path or a parameter: an answer, or the client's fault, never the server's."""

import os
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import lists, sampled_from, text

from treatygraph.http.openapi import describe_api
from treatygraph.http.openapi_pages import describe_pages

#: Examples a page; a longer run sets it in the environment.
BUDGET = int(os.environ.get("FUZZ_EXAMPLES", "25"))
ACCEPTS = ["text/html", "text/turtle", "application/ld+json", "*/*", "image/png", "", "a/b;q=x"]
HTTP = "http://example.org/"
OURS = "https://w3id.org/treatygraph/"
#: What once broke a page, or looks as if it could.
ODD = [
    *("{", "x y", "", "\x00", "%", "%zz", "<", ">", '"', "\\", "..", "../..", "//", "\u202e"),
    *("?", "#", "1", "-1", "[]", "a" * 5000, "http://", "http://[", "urn:", f"{HTTP}x y", HTTP),
    *("id/", "id/harbour", "id/harbour/first", "harbour", "first", "id/harbour/first.ttl"),
    *("id/harbour.{", "first.csv", f"{OURS}id/harbour/first", f"{OURS}id/{{", "drafts", "article"),
]
HOSTILE = sampled_from(ODD) | text(max_size=30)
#: Routes that only lead elsewhere, or are known by a standard of their own.
LEADING = {"/assets", "/sparql/", "/graph", "/graph/", "/reader", "/safeguards", "/positions"}
LEADING |= {"/.well-known/void", "/questions/{name}", "/alignments/{version}"}


def test_every_page_is_described(client):
    routed = {route.path.replace(":path", "") for route in client.app.routes}
    leading = LEADING | {path for path in routed if path.endswith(".{ending}")}

    assert set() == routed - leading - set(describe_api()["paths"])


@pytest.mark.parametrize("path", sorted(describe_pages({})))
def test_no_input_makes_a_page_fail(client, path):
    names = [p["name"] for p in describe_api()["paths"][path]["get"]["parameters"]]

    @settings(
        max_examples=BUDGET if names else 3,
        deadline=None,
        derandomize="FUZZ_EXAMPLES" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        values=lists(HOSTILE, min_size=len(names), max_size=len(names)),
        accept=sampled_from(ACCEPTS),
    )
    def holds(values, accept):
        filled = dict(zip(names, values, strict=True))
        address = path
        for name in names:
            if f"{{{name}}}" in path:
                address = address.replace(f"{{{name}}}", quote(filled.pop(name), safe=""))
        answer = client.get(
            address, params=filled, headers={"accept": accept}, follow_redirects=False
        )

        assert answer.status_code < 500, (address, filled, answer.text[:300])

    holds()
