"""Tables sort, filter and are copied, and what was chosen stands in the address."""

import pytest

pytestmark = pytest.mark.browser

ARTICLE = "/page/id/un-cybercrime/lineage/conditions-and-safeguards"


def rows(page, table):
    return page.eval_on_selector_all(
        f"table[data-table={table}] tbody tr",
        "all => all.filter(row => !row.hidden).map(row => row.cells[0].textContent.trim())",
    )


def test_a_choice_of_stakeholder_is_in_the_address_and_back_takes_it_back(opened, shipped):
    page = opened(width=1440)
    page.goto(shipped + ARTICLE)
    every = rows(page, "asked")
    assert len(set(every)) > 3

    page.select_option("#asked-who", "GI-TOC")
    page.select_option("#asked-became", "open")
    both = rows(page, "asked")

    assert {"GI-TOC"} == set(both)
    assert "asked.is.who=GI-TOC&asked.is.outcome=open" == page.url.partition("#")[2]

    page.reload()
    assert both == rows(page, "asked")

    page.go_back()
    page.wait_for_function("document.querySelector('#asked-became').value === ''")
    assert {"GI-TOC"} == set(rows(page, "asked"))
    assert len(rows(page, "asked")) > len(both)

    page.go_back()
    page.wait_for_function("document.querySelector('#asked-who').value === ''")
    assert every == rows(page, "asked")
    assert [] == page.complaints


def test_a_heading_sorts_both_ways_and_then_gives_the_order_of_the_page(opened, shipped):
    page = opened(width=1440)
    page.goto(shipped + "/articles")
    first = rows(page, "articles")
    page.click("th[data-key=article] button")

    ordered = rows(page, "articles")
    letters = [name for name in ordered if name[0].isalpha()]

    assert sorted(letters, key=str.casefold) == letters
    assert sorted(first) == sorted(ordered)

    page.click("th[data-key=article] button")
    assert ordered[::-1] == rows(page, "articles")
    assert "descending" == page.get_attribute("th[data-key=article]", "aria-sort")

    page.click("th[data-key=article] button")
    assert first == rows(page, "articles")


def test_numbers_sort_as_numbers(opened, shipped):
    page = opened(width=1440)
    page.goto(shipped + "/articles#articles.sort=zero-draft")
    column = page.eval_on_selector_all(
        "table[data-table=articles] tbody tr", "all => all.map(r => r.cells[2].textContent.trim())"
    )
    numbers = [int(text) for text in column if text.isdigit()]

    assert len(numbers) > 50
    assert sorted(numbers) == numbers


def test_what_is_shown_is_copied_as_markdown_csv_and_citation(browser, shipped):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(shipped + ARTICLE + "#asked.is.who=GI-TOC&asked.is.outcome=open&asked.hide=where")
    shown = len(rows(page, "asked"))
    copies = []
    for label in ("as Markdown", "as CSV", "a citation"):
        page.click(".table-tools:has(#asked-who) summary:has-text('Copy')")
        page.click(f".table-tools:has(#asked-who) button:has-text('{label}')")
        page.wait_for_function(
            "[...document.querySelectorAll('.popup [role=status]')].some(x => x.textContent)"
        )
        copies.append(page.evaluate("navigator.clipboard.readText()"))
        page.click("h1")
    context.close()
    markdown, csv, citation = copies

    assert shown == sum(line.startswith("| [GI") for line in markdown.splitlines())
    assert "Place and document" not in markdown
    assert shown + 1 == len(csv.strip().split("\r\n"))
    assert "Conditions and safeguards" in citation
    assert "asked.is.who=GI-TOC" in citation


def test_words_filter_rows_and_columns(opened, shipped):
    page = opened(width=1440)
    page.goto(shipped + ARTICLE)
    page.fill("#asked-filter-rows", "accountability")

    assert ["GI-TOC"] == rows(page, "asked")
    assert "1 of" in page.inner_text(".table-tools:has(#asked-who) > [role=status]")
    assert "asked.q=accountability" in page.url


def test_rows_of_which_nothing_is_known_fold_and_open_at_a_click(opened, shipped):
    page = opened()
    page.goto(f"{shipped}/questions/dual-criminality?draft=zero-draft")
    page.wait_for_selector("button:has-text('nothing is known')")
    every = page.locator("table[data-table=answer] tbody tr").count()
    told = len(rows(page, "answer"))

    assert 0 < told < every
    assert f"{every - told} rows: nothing is known" in page.inner_text("p:has(> button)")

    page.click("button:has-text('nothing is known')")
    assert every == len(rows(page, "answer"))
    assert "answer.all=1" in page.url

    page.go_back()
    page.wait_for_selector("button:has-text('nothing is known'):visible")
    assert told == len(rows(page, "answer"))
    assert [] == page.complaints
