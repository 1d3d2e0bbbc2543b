"""Opening a store from what a person writes: a file, a folder, or a server's address."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from treatygraph.errors import StoreError
from treatygraph.store.base import Store
from treatygraph.store.oxigraph import OxigraphStore

if TYPE_CHECKING:
    from treatygraph.store.graph_store_protocol import Credentials
    from treatygraph.store.remote import RemoteStore

__all__ = ["credentials_for", "open_store"]

#: Name under which a password is looked for in the system's keyring.
KEYRING = "treatygraph"


def open_store(
    location: str,
    *,
    update: str = "",
    graphs: str = "",
    timeout: float = 60,
    allow_service: Iterable[str] = (),
) -> Store:
    """Return the store of an N-Quads file, of an Oxigraph folder, or of a server.

    >>> type(open_store("https://example.org/sparql")).__name__
    'RemoteStore'
    """
    allowed = tuple(allow_service)
    if location.startswith(("http://", "https://")):
        return _remote(location, update, graphs, timeout, allowed)
    path = Path(location)
    if path.is_file():
        return OxigraphStore.load(path, allow_service=allowed)
    if path.is_dir():
        return OxigraphStore.open_folder(path, allow_service=allowed)
    raise StoreError(
        f"There is no store at {location!r}.",
        expected="an N-Quads file, the folder of an Oxigraph store, or the address of a server",
        remedy="run `treatygraph build`, or correct the address",
    )


def _remote(
    address: str, update: str, graphs: str, timeout: float, allowed: tuple[str, ...]
) -> RemoteStore:
    from treatygraph.store.remote import Endpoint, RemoteStore

    return RemoteStore(
        Endpoint(
            query=address,
            update=update,
            graphs=graphs,
            credentials=credentials_for(address),
            timeout=timeout,
            allow_service=allowed,
        )
    )


def credentials_for(address: str) -> Credentials:
    """Return the credentials for a server: from the environment, else from the keyring.

    `TREATYGRAPH_TOKEN` is a bearer token; `TREATYGRAPH_USER` and `TREATYGRAPH_PASSWORD`
    are sent as `TREATYGRAPH_AUTH` says (`basic` or `digest`).  A password that is not in
    the environment is looked for in the keyring under the service `treatygraph` and the
    name `user@host`.
    """
    from treatygraph.store.graph_store_protocol import Credentials

    token = os.environ.get("TREATYGRAPH_TOKEN", "")
    if token:
        return Credentials(token=token)
    user = os.environ.get("TREATYGRAPH_USER", "")
    if not user:
        return Credentials()
    host = urlsplit(address).hostname or ""
    password = os.environ.get("TREATYGRAPH_PASSWORD") or _from_keyring(f"{user}@{host}")
    scheme = os.environ.get("TREATYGRAPH_AUTH", "basic").lower()
    if scheme not in ("basic", "digest"):
        raise StoreError(
            f"TREATYGRAPH_AUTH={scheme!r} is not known.", expected="'basic' or 'digest'"
        )
    return Credentials(user=user, password=password, scheme=scheme)


def _from_keyring(name: str) -> str:
    try:
        import keyring
    except ImportError:
        return ""
    return keyring.get_password(KEYRING, name) or ""
