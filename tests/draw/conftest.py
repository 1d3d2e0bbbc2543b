"""The harbour treaty of tests/http, as a picture sees it."""

import pytest
from pyoxigraph import RdfFormat, Store

from tests.http.conftest import TRIG
from treatygraph.asker import Asker
from treatygraph.store import OxigraphStore


@pytest.fixture(scope="session")
def ask():
    store = Store()
    store.bulk_load(path=str(TRIG), format=RdfFormat.TRIG)
    return Asker(OxigraphStore(store))
