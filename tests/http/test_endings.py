"""Addresses that end in the name of a form lead to what serves it."""

import pytest

from treatygraph.http.negotiation import GRAPH_FORMS, RESULT_FORMS

THINGS = ["id/harbour", "id/harbour/first/art-2", "id/harbour/first"]
DOCUMENTS = ["graph/harbour/second", "void"]
HTML = {"accept": "text/html"}


@pytest.mark.parametrize("form", GRAPH_FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("start", ["/", "/page/", "/data/"])
@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_with_an_ending_leads_to_its_data(client, thing, start, form):
    answer = client.get(f"{start}{thing}.{form.suffix}", headers=HTML)

    assert (200, form.media) == (answer.status_code, media(answer))
    assert f"/data/{thing}.{form.suffix}" == answer.url.path


@pytest.mark.parametrize("form", GRAPH_FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_with_an_ending_leads_to_itself_in_that_form(client, document, form):
    answer = client.get(f"/{document}.{form.suffix}", headers=HTML)

    assert (200, form.media) == (answer.status_code, media(answer))
    assert f"/{document}" == answer.url.path


@pytest.mark.parametrize("form", RESULT_FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("ending", ["key", "suffix"])
def test_a_question_with_an_ending_leads_to_its_answer_with_its_parameters(client, form, ending):
    answer = client.get(f"/questions/drafts.{getattr(form, ending)}?treaty=harbour", headers=HTML)

    assert (200, form.media) == (answer.status_code, media(answer))
    assert {"treaty": "harbour", "format": form.key} == dict(answer.url.params)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/id/harbour.html", "/page/id/harbour"),
        ("/questions/drafts.html", "/questions/drafts"),
        ("/ontology.html", "/ontology"),
    ],
)
def test_the_ending_html_leads_to_the_page(client, address, place):
    answer = client.get(address, headers={"accept": "*/*"}, follow_redirects=False)

    assert (303, place) == (answer.status_code, answer.headers["location"])


def test_data_without_an_ending_come_in_the_form_liked_best(client):
    answer = client.get("/data/id/harbour", headers={"accept": "application/n-triples"})

    assert "/data/id/harbour.nt" == answer.url.path


@pytest.mark.parametrize(
    "address",
    ["/id/nobody.ttl", "/id/harbour.exe", "/questions/nothing.csv", "/void.exe", "/graph/no.nq"],
)
def test_an_ending_of_nothing_is_not_found(client, address):
    assert 404 == client.get(address, headers={"accept": "*/*"}).status_code


def media(answer):
    return answer.headers["content-type"].partition(";")[0]
