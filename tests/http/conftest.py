"""A small harbour treaty, with hostile labels, served in the same process."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from starlette.testclient import TestClient

from treatygraph.http.app import create_app
from treatygraph.http.guard import Access
from treatygraph.http.site import open_site
from treatygraph.http.worker import Limits

TRIG = Path(__file__).with_name("graph.trig")


def write_graph(folder: Path) -> Path:
    store = Store()
    store.bulk_load(path=str(TRIG), format=RdfFormat.TRIG)
    target = folder / "graph.nq"
    with target.open("wb") as file:
        store.dump(file, RdfFormat.N_QUADS)
    return target


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory):
    return write_graph(tmp_path_factory.mktemp("graph"))


@pytest.fixture(scope="session")
def site(graph_file):
    return open_site([graph_file], limits=Limits(seconds=10, rows=300, size=200_000))


@pytest.fixture(scope="session")
def client(site):
    app = create_app(site, access=Access(origins=("*",)))
    with TestClient(app, base_url="http://localhost") as opened:
        yield opened
