"""The pages of articles and stakeholders."""

HTML = {"Accept": "text/html"}


def test_the_page_of_an_article_says_who_asked_what_where_and_what_became_of_it(client):
    text = client.get("/page/id/harbour/lineage/conditions", headers=HTML).text
    asked = text.partition('id="asked"')[2].partition("</table>")[0]

    assert "/page/id/stakeholder/keepers" in asked
    assert "/page/id/harbour/recommendation/paper/add-necessity" in asked
    assert "p. 6" in asked
    assert "/page/id/harbour/assessment/first/paper/add-necessity" in asked


def test_a_recommendation_leads_back_to_the_page_of_its_article(client):
    text = client.get("/page/id/harbour/recommendation/paper/add-necessity", headers=HTML).text

    assert 'href="/page/id/harbour/lineage/conditions#asked"' in text


def test_a_stakeholder_has_its_demands_by_article(client):
    text = client.get("/page/id/stakeholder/keepers", headers=HTML).text
    on = text.partition('id="on-1"')[2].partition("</table>")[0]

    assert "/page/id/harbour/lineage/conditions" in on
    assert "/page/id/harbour/recommendation/paper/add-necessity" in on


def test_the_list_of_articles_has_the_number_in_each_draft(client):
    text = client.get("/articles", headers=HTML).text
    row = text.partition("/page/id/harbour/lineage/conditions")[2].partition("</tr>")[0]

    assert ">2</a>" in row
    assert ">1</a>" in row


def test_a_number_leads_to_the_page_of_the_article(client):
    answer = client.get("/article/first%2F2", headers=HTML, follow_redirects=False)

    assert (303, "/page/id/harbour/lineage/conditions") == (
        answer.status_code,
        answer.headers["location"],
    )


def test_a_number_that_no_draft_has_is_answered_with_what_there_is(client):
    answer = client.get("/article/777", headers=HTML)

    assert 400 == answer.status_code
    assert "777" in answer.text


def test_a_brief_is_given_in_the_form_that_the_address_ends_in(client):
    address = "/brief/id/harbour/lineage/conditions"
    markdown = client.get(f"{address}.md")
    word = client.get(f"{address}.docx")

    assert "p. 6" in markdown.text
    assert "text/markdown" in markdown.headers["content-type"]
    assert b"PK" == word.content[:2]
    assert 'filename="conditions.docx"' in word.headers["content-disposition"]
    assert 404 == client.get(f"{address}.exe").status_code


def test_what_has_no_brief_says_so(client):
    answer = client.get("/brief/id/harbour/first/art-1.md")

    assert 400 == answer.status_code
