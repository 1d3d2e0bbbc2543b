"""A server on this machine answers to this machine; texts of a user's own are the user's."""

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests.http.serving import serving_home
from tests.http.test_succession import published
from treatygraph.cli.serve_command import command
from treatygraph.http.app import create_app
from treatygraph.http.guard import LOOPBACK, Access, _Buckets
from treatygraph.http.site import open_site

TEXT = (
    "<https://w3id.org/treatygraph/id/harbour/first/art-1> "
    '<https://w3id.org/treatygraph/ontology#text> "Own words." '
    "<https://w3id.org/treatygraph/graph/harbour/first> .\n"
)
ORIGIN = {"origin": "https://example.org"}
PREFLIGHT = {
    **ORIGIN,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
}


def opened(graph_file, access=None, more=""):
    """Return a client of the small graph without its texts, and with what is added."""
    lines = graph_file.read_text("utf-8").splitlines(keepends=True)
    file = graph_file.with_name("other.nq")
    file.write_text("".join(line for line in lines if "ontology#text>" not in line) + more, "utf-8")
    app = create_app(open_site([file], workers=1), access=access or Access())
    return TestClient(app, base_url="http://localhost")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil", "127.0.0.2", "", "x:80"])
def test_another_name_that_leads_here_is_refused(graph_file, host):
    answer = opened(graph_file, Access(hosts=LOOPBACK)).get("/help", headers={"host": host})

    assert (421, "wrong-host") == (answer.status_code, answer.json()["code"])


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8025", "127.0.0.1:8025", "[::1]:8025", "[::1]", "LOCALHOST"]
)
def test_names_of_this_machine_are_answered(graph_file, host):
    assert (
        200
        == opened(graph_file, Access(hosts=LOOPBACK))
        .get("/help", headers={"host": host})
        .status_code
    )


def test_published_data_may_be_read_by_all_sites(graph_file):
    client = opened(graph_file)

    assert "*" == client.get("/help", headers=ORIGIN).headers["access-control-allow-origin"]
    assert 200 == client.options("/sparql", headers=PREFLIGHT).status_code


@pytest.mark.parametrize("path", ["/help", "/sparql", "/void", "/page/id/harbour", "/nowhere"])
def test_texts_of_a_users_own_are_read_by_no_other_site(graph_file, path):
    client = opened(graph_file, more=TEXT)

    assert "access-control-allow-origin" not in client.get(path, headers=ORIGIN).headers
    assert 400 == client.options(path, headers=PREFLIGHT).status_code


def test_sites_that_the_user_names_may_read_the_users_texts(graph_file):
    client = opened(graph_file, Access(origins=("https://example.org",)), TEXT)
    named = client.get("/help", headers=ORIGIN)
    other = client.get("/help", headers={"origin": "https://example.com"})

    assert "https://example.org" == named.headers["access-control-allow-origin"]
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/help",
        "/sparql",
        "/nowhere",
        "/void",
        "/assets/style.css",
        "/graph/{",
        "/robots.txt",
        "/health",
        "/openapi.json",
    ],
)
def test_no_answer_lets_its_media_type_be_guessed(graph_file, path):
    for _ in range(2):
        answer = opened(graph_file).get(path)

        assert ["nosniff"] == answer.headers.get_list("x-content-type-options")


@pytest.mark.parametrize(
    "path",
    [
        "/graph/{",
        "/graph/x%20y",
        "/explore?around=x%20y",
        "/explore?around=http://x/%3C",
        "/graph/%22",
    ],
)
def test_what_is_no_iri_is_the_clients_fault(graph_file, path):
    client = opened(graph_file)
    for accept in ("text/html", "text/turtle", "*/*"):
        assert 400 == client.get(path, headers={"accept": accept}).status_code


def test_a_client_that_asks_too_often_is_told_when_to_come_back(graph_file):
    client = opened(graph_file, Access(rate=1))
    answers = [client.get("/robots.txt") for _ in range(4)]

    assert [200, 200, 429, 429] == [answer.status_code for answer in answers]
    assert "1" == answers[-1].headers["retry-after"]


def test_a_bucket_fills_again_and_is_the_clients_own():
    buckets = _Buckets(rate=1000)
    waits = [buckets.wait("one") for _ in range(2100)]

    assert 0 == waits[0]
    assert 0 == buckets.wait("two")
    assert sum(1 for wait in waits if wait == 0) < 2100 + 1


@pytest.mark.parametrize(
    "options",
    [
        ["--time-limit", "-1"],
        ["--time-limit", "0"],
        ["--row-limit", "0"],
        ["--memory-limit", "-1"],
        ["--workers", "0"],
        ["--rate-limit", "-1"],
    ],
)
def test_a_limit_that_is_none_is_refused(options):
    ran = CliRunner().invoke(command, options)

    assert 2 == ran.exit_code
    assert options[0] in ran.output


def test_the_command_guards_what_it_serves(tmp_path):
    published(tmp_path / "graph", 1)
    with serving_home(tmp_path) as server:
        refused = server.get("/help", Host="evil.example")[0]
        answered = server.get("/help")[0]
    with serving_home(tmp_path, "--allow-host", "treaty.example") as server:
        named = server.get("/help", Host="treaty.example")[0]

    assert (421, 200, 200) == (refused, answered, named)


def test_listening_to_other_machines_says_what_it_means(tmp_path):
    published(tmp_path / "graph", 1)
    with serving_home(tmp_path, "--host", "0.0.0.0") as server:
        assert 200 == server.get("/help", Host="anything.example")[0]
    said = server.errors()

    assert "whoever reaches it can read the whole graph" in said
