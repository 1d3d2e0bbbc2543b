"""The harbour treaty of tests/http, as a picture sees it."""

import pytest
from pyoxigraph import RdfFormat, Store

from tests.http.conftest import TRIG
from treatygraph.draw.asking import rows_of


@pytest.fixture(scope="session")
def ask():
    store = Store()
    store.bulk_load(path=str(TRIG), format=RdfFormat.TRIG)
    return rows_of(store)
