"""The form of an answer follows what the client accepts."""

import pytest

from treatygraph.http.negotiation import GRAPH_FORMS, RESULT_FORMS, choose, form_named


@pytest.mark.parametrize(
    ("expected", "accept"),
    [
        ("json", None),
        ("json", "*/*"),
        ("csv", "text/csv"),
        ("csv", "text/*;q=0.3, text/csv"),
        ("xml", "application/sparql-results+xml, */*;q=0.1"),
        ("tsv", "text/csv;q=0, text/tab-separated-values"),
        ("json", "application/json"),
    ],
)
def test_a_result_takes_the_form_the_client_likes_best(expected, accept):
    chosen = choose(accept, RESULT_FORMS)

    assert chosen is not None
    assert expected == chosen.key


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/csv;q=nonsense"])
def test_a_client_that_accepts_nothing_on_offer_gets_nothing(accept):
    assert None is choose(accept, RESULT_FORMS)


@pytest.mark.parametrize("name", ["ttl", "turtle", "text/turtle", "TTL"])
def test_a_form_answers_to_its_name_ending_and_media_type(name):
    form = form_named(name, GRAPH_FORMS)

    assert form is not None
    assert form.key == "turtle"
