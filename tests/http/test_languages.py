"""A page has one address in all languages: the parameter, the cookie, the browser choose."""

import re

import pytest
from starlette.testclient import TestClient

from tests.http.test_pages import PAGES
from treatygraph.http.app import create_app
from treatygraph.http.site import open_site
from treatygraph.http.speaking import language_liked

HTML = {"accept": "text/html"}


@pytest.fixture(autouse=True)
def forgetful(client):
    yield
    client.cookies.clear()


def test_the_browser_chooses_the_language(client):
    french = client.get("/help", headers={**HTML, "accept-language": "de, fr-CA;q=0.8, en;q=0.5"})
    english = client.get("/help", headers=HTML)

    assert ("fr", "en") == tuple(a.headers["content-language"] for a in (french, english))
    assert '<html lang="fr">' in french.text
    assert "<h1>Aide</h1>" in french.text
    assert "<h1>Help</h1>" in english.text
    assert {"Accept-Language", "Cookie"} <= set(french.headers["vary"].split(", "))


@pytest.mark.parametrize(
    ("header", "language"),
    [("*", "en"), ("es;q=0", "en"), ("zz", "en"), ("es-419,fr;q=0.9", "es"), ("en;q=0.2,fr", "fr")],
)
def test_a_header_is_read_as_the_standard_says(header, language):
    assert language == language_liked(header)


def test_the_switch_is_remembered_and_outdoes_the_browser(client):
    first = client.get("/help?language=es", headers={**HTML, "accept-language": "fr"})
    later = client.get("/lineages", headers={**HTML, "accept-language": "fr"})

    assert "language=es; Path=/" in first.headers["set-cookie"]
    assert "<h1>Ayuda</h1>" in first.text
    assert "es" == later.headers["content-language"]
    assert "set-cookie" not in later.headers


def test_a_page_does_not_see_the_parameter(client):
    path = "/questions/articles-without-reference?draft=first&chapter=ch-2&target=art-1"
    plain = client.get(path, headers={**HTML, "accept-language": "fr"}).text
    asked = client.get(f"{path}&language=fr", headers=HTML).text

    assert plain == asked
    assert f'hreflang="es" href="{path.replace("&", "&amp;")}&amp;language=es"' in plain


@pytest.mark.parametrize("value", ["xx", "", "../fr", "%00"])
def test_an_unknown_language_is_passed_over(client, value):
    answer = client.get(f"/help?language={value}", headers=HTML)

    assert (200, "en") == (answer.status_code, answer.headers["content-language"])
    assert "set-cookie" not in answer.headers


def test_a_damaged_cookie_is_passed_over(client):
    answer = client.get("/help", headers={**HTML, "cookie": 'language="fr\\; =;;language=xx'})

    assert (200, "en") == (answer.status_code, answer.headers["content-language"])


def test_what_is_kept_in_one_language_answers_no_other(client):
    path = "/matrix"
    tags = set()
    for _ in range(2):
        for language in ("fr", "es", "en"):
            answer = client.get(path, headers={**HTML, "accept-language": language})
            tags.add((language, answer.headers["etag"]))
            assert language == answer.headers["content-language"]

    assert 3 == len(tags) == len({tag for _, tag in tags})


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_another_language_is_whole_and_keeps_labels_as_text(client, path, language):
    answer = client.get(path, headers={**HTML, "accept-language": language})
    text = answer.text

    assert 200 == answer.status_code
    assert f'<html lang="{language}">' in text
    assert 1 == len(re.findall(r"<h1[ >]", text))
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "\u202e" not in text
    assert "%(" not in re.sub(r'<script type="application/json" id="words">.*?</script>', "", text)


def test_a_question_its_columns_its_answers_and_its_notes_are_said_in_the_language(client):
    path = "/questions/articles-without-reference?draft=first&chapter=ch-2&target=art-1"
    text = client.get(path, headers={**HTML, "accept-language": "fr"}).text

    assert "<h1>Quelles dispositions de ce chapitre ne renvoient pas à cet article ?</h1>" in text
    assert '<th scope="col">intitulé</th>' in text
    assert '<th scope="col">renvois lus</th>' in text
    assert "Couverture de ce projet" in text
    assert ' id="words">' in text


def test_data_are_the_same_in_every_language(client):
    path = "/questions/articles-without-reference?draft=first&chapter=ch-2&target=art-1&format=csv"

    assert 1 == len({client.get(path, headers={"accept-language": c}).text for c in ("en", "fr")})


def test_a_site_of_files_has_no_switch_that_leads_nowhere(site):
    from dataclasses import replace

    from starlette.applications import Starlette
    from starlette.requests import Request

    from treatygraph.http.app import PAGES

    still = replace(site, still=True)
    scope = {"type": "http", "method": "GET", "path": "/help", "query_string": b"", "headers": []}
    made = PAGES["/help"](Request({**scope, "app": Starlette(), "site": still}))

    assert b"hreflang" not in made.body


ARABIC = "المادة 1. نطاق التطبيق (2)"


@pytest.fixture(scope="module")
def several(graph_file, tmp_path_factory):
    """The harbour, with the names and texts of an article in French and Arabic as well."""
    base = "https://w3id.org/treatygraph"
    at, graph = f"{base}/id/harbour/first", f"{base}/graph/harbour/first"
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    lines = [
        f'<{at}/art-1> <{label}> "Article 1. Termes"@fr <{graph}> .',
        f'<{at}/art-2> <{base}/ontology#text> "{ARABIC}"@ar <{graph}> .',
        f'<{base}/scheme/safeguard/necessity> <{label}> "la nécessité"@fr <{graph}> .',
    ]
    file = tmp_path_factory.mktemp("several") / "graph.nq"
    file.write_bytes(graph_file.read_bytes() + "\n".join([*lines, ""]).encode())
    with TestClient(create_app(open_site([file])), base_url="http://localhost") as opened:
        yield opened


def test_names_and_texts_come_in_the_language_asked_for_else_marked_with_their_own(several):
    french = several.get("/read?draft=first", headers={**HTML, "accept-language": "fr"}).text
    english = several.get("/read?draft=first", headers=HTML).text

    assert ">Article 1. Termes</a>" in french
    assert ' lang="en" dir="auto">Chapter II. Measures</a>' in french
    assert ">Article 1. Termes</a>" not in english
    assert f'<p class="provision-text" lang="ar" dir="auto">{ARABIC}</p>' in french
    assert f'<p class="provision-text" lang="ar" dir="auto">{ARABIC}</p>' in english


def test_a_name_that_the_graph_has_in_a_language_goes_before_our_own_word_for_it(several):
    path = "/page/scheme/safeguard/necessity"

    assert (
        "<h1>la nécessité</h1>" in several.get(path, headers={**HTML, "accept-language": "fr"}).text
    )
    assert "<h1>necesidad</h1>" in several.get(path, headers={**HTML, "accept-language": "es"}).text


def test_words_of_a_query_in_a_note_are_code_and_nothing_else_of_it_is_markup(client):
    from treatygraph.draw.templates import environment

    made = environment().from_string("{{ note|ticked }}").render(note="`chapter` may be <b>")
    asked = client.get("/questions/parties?treaty=harbour", headers=HTML)

    assert "<code>chapter</code> may be &lt;b&gt;" == made
    assert "<code>consentDate</code>" in asked.text


def test_the_notes_of_the_answer_to_a_sentence_are_in_the_language_of_the_page(client):
    sentence = "who has ratified the treaty?"
    english, french = (
        client.get("/search", params={"q": sentence, "language": code}, headers=HTML).text
        for code in ("en", "fr")
    )

    assert "A consent binds only once" in english
    assert "A consent binds only once" not in french
