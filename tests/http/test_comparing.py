"""The page that compares two drafts says what the terminal says of what came and went."""

import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from treatygraph.assess.compare import differences
from treatygraph.http.app import create_app
from treatygraph.http.guard import Access
from treatygraph.http.site import open_site
from treatygraph.pipeline import build
from treatygraph.resources import locate

WORDS = ("dropped", "new", "not registered", "first registered")


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    report = build([locate("data", "sample")], tmp_path_factory.mktemp("sample"))
    assert report.place is not None, report.violations
    site = open_site([report.place / "graph.nq"])
    with TestClient(create_app(site, access=Access()), base_url="http://localhost") as client:
        yield site, client


@pytest.mark.parametrize(
    ("before", "after"), [("first", "third"), ("second", "third"), ("third", "first")]
)
def test_page_and_terminal_count_the_same_by_the_same_words(harbour, before, after):
    site, client = harbour
    page = client.get(f"/compare?from={before}&to={after}", headers={"accept": "text/html"}).text
    shown = {name: int(n) for name, n in re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page)}
    told = Counter(c.kind for c in differences(site.asked, before, after))

    assert {w: told[w] for w in WORDS} == {w: shown.get(w, 0) for w in WORDS}
    assert sum(told[w] for w in WORDS) > 0
