"""The desk writes one file, whole, and takes it up again; no other site's page can write."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents.papers.annotations import annotations_of, passages_in
from treatygraph.documents.papers.cards import Card, cards_yaml, taken_up
from treatygraph.documents.papers.positionsfile import Frame
from treatygraph.http.curating import Desk, curating_app

TEXT = "Harbour Watch\n\nDelete Article 5. Article 6 should be clarified. Lamps are old."
FRAME = Frame("harbour-signals", "watch-2024", "harbour-watch", "first-draft")
CARDS = [
    Card(key="one", start=15, end=32, place="p. 1", action="repeal", targets=("lineage/lamps",)),
    Card(key="two", start=33, end=64, place="p. 1", action="clarify", stance="supports"),
]


def sent(cards):
    names = ("key", "start", "end", "place", "action", "stance", "targets", "verdict", "summary")
    return [{name: getattr(card, name) for name in names} for card in cards]


@pytest.fixture
def desk(tmp_path):
    choices: dict[str, list[tuple[str, str]]] = {
        "targets": [],
        "action": [],
        "stance": [],
        "calls_for": [],
        "kind": [],
    }
    return Desk("watch.txt", TEXT, FRAME, list(CARDS), tmp_path / "watch-2024.yaml", choices)


@pytest.fixture
def client(desk):
    return TestClient(curating_app(desk), base_url="http://127.0.0.1")


def test_only_what_was_taken_is_written_and_all_is_taken_up_again(client, desk):
    judged = [replace(CARDS[0], verdict="yes", summary="Article 5 should go."),
              replace(CARDS[1], verdict="no")]  # fmt: skip
    answer = client.put("/cards", json=sent(judged))
    file = desk.out.read_text("utf-8")
    data = parse_yaml(file, name="x").data

    assert {"taken": 1, "left": 0} == answer.json()
    assert ["one"] == [row["key"] for row in data["statements"]]
    assert [("one", 15, 32, "yes"), ("two", 33, 64, "no")] == [
        (c.key, c.start, c.end, c.verdict) for c in taken_up(file, "x", TEXT, CARDS)
    ]
    assert [desk.out] == list(desk.out.parent.iterdir())


def test_what_a_person_wrote_into_the_file_is_kept():
    card = replace(CARDS[0], verdict="yes", summary="Gone.")
    file = cards_yaml([card], FRAME, TEXT) + "    warns_of: [dark]\n"
    again = cards_yaml(taken_up(file, "x", TEXT, CARDS), FRAME, TEXT)

    assert ["dark"] == parse_yaml(again, name="x").data["statements"][0]["warns_of"]


def test_a_file_of_another_paper_is_not_taken_up():
    file = cards_yaml(CARDS, FRAME, TEXT)

    with pytest.raises(Exception, match="another text"):
        taken_up(file, "x", TEXT + " More.", CARDS)


@pytest.mark.parametrize(
    ("headers", "host"),
    [
        ({"sec-fetch-site": "cross-site"}, "127.0.0.1"),
        ({"content-type": "text/plain"}, "127.0.0.1"),
        ({}, "evil.example"),
    ],
)
def test_another_site_cannot_write(client, desk, headers, host):
    answer = client.put("/cards", json=[], headers={**headers, "host": host})

    assert answer.status_code in (400, 421)
    assert not desk.out.exists()


@pytest.mark.parametrize(
    "change",
    [{"end": 10_000}, {"start": 40, "end": 20}, {"key": "two"}, {"key": "../x"}, {"targets": "x"}],
)
def test_a_wrong_card_is_refused_and_nothing_is_written(client, desk, change):
    rows = sent(CARDS)
    rows[0] |= change

    assert 400 == client.put("/cards", json=rows).status_code
    assert not desk.out.exists()


def test_the_page_holds_the_paper_and_reaches_no_other_host(client):
    answer = client.get("/")

    assert "Delete Article 5" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "https://" not in answer.text.replace("https://www.w3.org", "")


def test_annotations_go_out_and_come_in():
    out = annotations_of(CARDS, TEXT, "urn:paper")

    assert [(15, 32, ""), (33, 64, "")] == passages_in(out, TEXT)
    assert [(16, 33, ""), (34, 64, "")] == passages_in(out, "x" + TEXT)


def test_a_suggested_check_waits_for_a_graph(client):
    answer = client.post("/check", json=sent(CARDS)[0]).json()

    assert ({"kind": "lineage-absent", "lineage": "lamps"}, []) == (answer["check"], answer["rows"])
