"""Articles printed with a running number before their own."""

import pytest

from treatygraph.documents import read

WORDS = ("Artículo", "Article", "Artigo", "ARTÍCULO", "Статья")
MANNERS = ("{n}.- {w} {o}.- {t}", "{n}.- {w} {o}. {t}", "{n} - {w} {o} - {t}", "{n}. {w} {o}.- {t}")
TEXT = "Toda persona tiene derecho a la vida y a la integridad, conforme a la ley."


def reading(numbers, manner=MANNERS[0], word="Artículo", text=TEXT, above=""):
    lines = [manner.format(n=n, w=word, o=o, t=text) for n, o in numbers]
    return read("\n\n".join([above, *lines]).strip().encode(), name="draft.txt")


def articles(found):
    return [p.key for p in found.provisions if p.level == "article"]


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("word", WORDS)
def test_running_numbers_are_keys_where_own_numbers_come_again(manner, word):
    found = reading([(1, "2°"), (2, "3"), (4, "2"), (5, "3 bis")], manner, word)

    assert articles(found) == ["art-1", "art-2", "art-4", "art-5"]
    assert all(p.text == TEXT for p in found.provisions if p.level == "article")
    assert "running-numbers" in {f.code for f in found.findings}


@pytest.mark.parametrize("label", ["X", "nuevo", "9 A", "9G", "10 (G)", "5o bis", "20 quinquies"])
def test_own_numbers_may_have_any_form(label):
    assert len(articles(reading([(7, "1"), (8, label), (9, "1")]))) == 3


@pytest.mark.parametrize("manner", MANNERS)
def test_own_numbers_are_keys_where_they_tell_the_articles_apart(manner):
    found = reading([(1, "4"), (2, "9"), (3, "9 bis")], manner)

    assert articles(found) == ["art-4", "art-9", "art-9bis"]
    assert "running-numbers" not in {f.code for f in found.findings}


def test_a_reference_by_own_number_is_left_open():
    text = "La ley regulará lo dispuesto en el artículo 2 y lo que este artículo establece."
    found = reading([(1, "2"), (2, "3"), (3, "2")], text=text)

    assert {(r.surface, r.status) for r in found.references} == {
        ("artículo 2", "ambiguous"),
        ("este artículo", "resolved"),
    }
    assert {r.target for r in found.references if r.status == "ambiguous"} == {None}


@pytest.mark.parametrize("above", ["Artículo único.- Modifícase la ley como sigue:"])
def test_below_an_article_running_numbers_count_its_points(above):
    assert articles(reading([(1, "4"), (2, "9"), (3, "4")], above=above)) == ["art-1"]


@pytest.mark.parametrize("numbers", [[(1, "4"), (2, "4")], [(3, "4"), (2, "5"), (1, "4")]])
def test_few_or_falling_numbers_head_no_articles(numbers):
    assert articles(reading(numbers)) == []
