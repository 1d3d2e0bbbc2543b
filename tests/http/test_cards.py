"""Other sites show a page by its title, a sentence and a picture, and may frame it if asked."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.http.test_pages import PAGES
from treatygraph.http.app import create_app
from treatygraph.http.frozen.writing import Freezer
from treatygraph.http.site import open_site

HTML = {"accept": "text/html"}


def card(text):
    found = re.findall(r'<meta property="(og:[^"]+)" content="([^"<]*)">', text)
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_card_with_title_sentence_and_picture(client, path):
    answer = client.get(path, headers=HTML)
    said = card(answer.text)

    assert said["og:title"]
    assert 20 < len(said["og:description"]) <= 200
    assert "http://localhost/assets/card.jpg" == said["og:image"]
    assert said["og:url"].startswith("http://localhost/")
    assert 1 == answer.text.count('<meta name="description" content="')


def test_the_picture_of_cards_is_there_in_the_size_that_is_said(client):
    answer = client.get("/assets/card.jpg")
    frame = answer.content.index(b"\xff\xc0")
    sides = (answer.content[frame + i : frame + i + 2] for i in (7, 5))

    assert (1200, 630) == tuple(map(int.from_bytes, sides))
    assert len(answer.content) < 200_000


def test_a_card_names_the_host_that_was_asked_though_the_page_is_made_once(graph_file):
    with TestClient(create_app(open_site([graph_file]))) as opened:
        names = [
            card(opened.get("/explore", headers={**HTML, "host": host}).text)["og:image"]
            for host in ("localhost", "127.0.0.1")
        ]

    assert ["http://localhost/assets/card.jpg", "http://127.0.0.1/assets/card.jpg"] == names


def test_a_card_speaks_the_language_of_the_page(client):
    english, french = (
        card(client.get("/articles", headers={**HTML, "accept-language": code}).text)
        for code in ("en", "fr")
    )

    assert ("en", "fr") == (english["og:locale"], french["og:locale"])
    assert english["og:description"] != french["og:description"]


def test_a_page_may_be_framed_only_where_its_address_says_embed(client):
    plain, framed, again = (
        client.get(f"/matrix?draft=first{end}", headers=HTML) for end in ("", "&embed", "")
    )

    assert "frame-ancestors 'none'" in plain.headers["content-security-policy"]
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in again.headers["content-security-policy"]
    assert plain.text.partition("<body")[2] == framed.text.partition("<body")[2]


def test_a_question_does_not_take_embed_for_a_parameter(client):
    answer = client.get("/questions/drafts?embed", headers=HTML)

    assert 200 == answer.status_code
    assert "role=alert" not in answer.text


@pytest.mark.parametrize("address", ["", "https://example.org/some/where/"])
def test_pages_as_files_have_cards_with_addresses_where_those_are_known(
    graph_file, tmp_path, address
):
    freezer = Freezer(open_site([graph_file]), tmp_path, lambda step: None, address=address)
    freezer.write(["/articles", "/compare?changes=1"])
    said = card((tmp_path / "compare--changes-1.html").read_text("utf-8"))
    root = "https://example.org/some/where"

    assert said["og:title"]
    assert (f"{root}/assets/card.jpg" if address else None) == said.get("og:image")
    assert (f"{root}/compare--changes-1.html" if address else None) == said.get("og:url")
    assert (tmp_path / "assets" / "card.jpg").stat().st_size > 1000
