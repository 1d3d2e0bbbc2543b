"""The context at its address, and drafts as trees that point to it."""

from __future__ import annotations

import json
import threading
import time
import warnings

import pytest
import uvicorn
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from treatygraph.http.app import create_app
from treatygraph.http.site import open_site
from treatygraph.iris import BASE
from treatygraph.vocab import expand

DRAFT = f"{BASE}id/harbour/first"


def own(site) -> set[Triple]:
    return {
        quad.triple
        for quad in site.store
        if quad.subject.value == DRAFT or quad.subject.value.startswith(f"{DRAFT}/")
    }


def test_the_context_is_json_ld_with_a_short_name_for_each_property(client, site):
    answer = client.get("/context.jsonld")
    context = answer.json()["@context"]
    used = {quad.predicate.value for quad in site.store}

    assert "application/ld+json" == answer.headers["content-type"]
    assert (
        "*"
        == client.get("/context.jsonld", headers={"origin": "https://e"}).headers[
            "access-control-allow-origin"
        ]
    )
    assert "eli:number" == context["number"]
    assert expand("eli:number") in used
    assert "@id" == context["id"]


def test_a_context_that_a_client_has_is_not_sent_again(client):
    tag = client.get("/context.jsonld").headers["etag"]

    assert 304 == client.get("/context.jsonld", headers={"if-none-match": tag}).status_code


def test_a_draft_is_a_tree_of_its_provisions_in_their_order(client):
    answer = client.get("/frame/harbour/first")
    tree = answer.json()
    orders = [part.get("order") for part in tree["parts"]]

    assert "json-ld#framed" in answer.headers["content-type"]
    assert "http://localhost/context.jsonld" == tree["@context"]
    assert "thing:harbour/first" == tree["id"]
    assert len(orders) > 1
    assert orders == sorted(orders, key=lambda n: n or 0)


def test_the_tree_with_the_published_context_is_what_the_graph_says(client, site):
    tree = client.get("/frame/harbour/first").json()
    tree["@context"] = client.get("/context.jsonld").json()["@context"]
    read = {q.triple for q in parse(json.dumps(tree), format=RdfFormat.JSON_LD)}

    assert len(read) > 10
    assert own(site) == read


def test_what_is_no_draft_has_no_tree(client):
    paths = ("harbour", "harbour/none", "harbour/first/art-2", "har bour/<x>")

    assert {404} == {client.get(f"/frame/{path}").status_code for path in paths}


@pytest.fixture
def address(graph_file):
    # a site of its own: a server that stops ends the workers of its site
    app = create_app(open_site([graph_file], workers=1))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def test_another_program_fetches_the_context_by_itself(address, site):
    from rdflib import Graph

    with warnings.catch_warnings():  # rdflib 7.6 warns of its own Dataset.default_context
        warnings.simplefilter("ignore", DeprecationWarning)
        read = Graph().parse(f"{address}/frame/harbour/first", format="json-ld")
    labels = {str(o) for o in read.objects(None, None)}

    assert len(own(site)) == len(read)
    for triple in own(site):
        if triple.predicate == NamedNode(expand("rdfs:label")):
            assert getattr(triple.object, "value", "") in labels
