"""A run of articles with holes is never silent."""

import pytest

from treatygraph.documents import read


def findings(numbers, *, head="Article {}", before=""):
    text = before + "\n\n".join(f"{head.format(n)}\n\nScope\n\nText of it." for n in numbers)
    return {f.code: f.message for f in read(text.encode()).findings}


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        ([1, 3, 6], "2, 4, 5"),
        ([1, 2, 3, 9], "4 to 8"),
        ([5, 6, 8], "7"),
        (["1", "2", "2 bis", "5"], "3, 4"),
        ([1, 320], "2 to 319"),
    ],
)
@pytest.mark.parametrize(
    "head", ["Article {}", "Artículo {}", "Article {}.", "Статья {}", "المادة {}"]
)
def test_articles_that_a_run_leaves_out_are_named(numbers, missing, head):
    found = findings(numbers, head=head)

    assert found["articles-missing"].endswith(f"missing: {missing}.")


@pytest.mark.parametrize("numbers", [[1, 2, 3], [4, 5], [7], ["1", "1 bis", "2", "2A", "3"]])
def test_a_run_without_holes_says_nothing(numbers):
    assert not {"articles-missing", "numbers-run-backwards"} & set(findings(numbers))


def test_rules_and_the_articles_of_an_annex_are_runs_of_their_own():
    found = read(
        b"Article 1\n\nA\n\nText.\n\nArticle 2\n\nB\n\nText.\n\nAnnex I\n\nArticle 1\n\nC\n\nText."
        b"\n\nArticle 3\n\nD\n\nText.\n"
    ).findings

    assert ["annex-1"] == [f.place for f in found if f.code == "articles-missing"]
    assert "rules-missing" in findings([1, 2, 4], head="Rule {}")


def test_numbers_that_run_backwards_are_a_finding():
    assert "2 after 3" in findings([1, 3, 2, 4])["numbers-run-backwards"]


@pytest.mark.parametrize(
    "verbs",
    [
        ("Decides", "Requests"),
        ("Also decides", "Calls upon"),
        ("Décide", "Prie"),
        ("Decide", "Pide"),
    ],
)
def test_the_operative_paragraphs_of_a_resolution_are_refused_by_name(verbs):
    text = "The General Assembly,\n\n" + "\n\n".join(
        f"{n}. {verb} the Secretary-General to keep lamps;" for n, verb in enumerate(verbs, 1)
    )
    found = {f.code: f.message for f in read(text.encode()).findings}

    assert "operative paragraphs are not read" in found["operative-paragraphs-not-read"]
