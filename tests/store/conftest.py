import pytest

from tests.store import servers
from treatygraph.store import OxigraphStore, RemoteStore
from treatygraph.store.memory import MemoryStore


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory):
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory):
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as endpoint:
        yield endpoint


ENGINES = [
    "embedded",
    "memory",
    pytest.param("virtuoso", marks=pytest.mark.server),
    pytest.param("oxigraph", marks=pytest.mark.server),
]


@pytest.fixture(params=ENGINES)
def engine(request):
    """The name of each engine in turn."""
    return request.param


@pytest.fixture
def empty(engine, request):
    """A store without data on each engine."""
    if engine == "embedded":
        return OxigraphStore()
    if engine == "memory":
        return MemoryStore()
    store = RemoteStore(request.getfixturevalue(engine))
    for name in store.graph_names("https://w3id.org/treatygraph/"):
        store.update(f"CLEAR GRAPH <{name}>")
    return store
