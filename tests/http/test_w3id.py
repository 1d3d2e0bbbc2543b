"""The redirects for w3id.org lead every minted IRI to where this server answers it."""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from treatygraph.iris import BASE, ONTOLOGY, Minter

FOLDER = Path(__file__).parents[2] / "docs" / "w3id"
RULE = re.compile(r"RewriteRule (\S+) (\S+) \[([^]]+)\]")
HOST = "graph.example"


def rules():
    text = (FOLDER / ".htaccess").read_text("utf-8")
    found = [match.groups() for match in RULE.finditer(text)]
    assert len(found) == text.count("\nRewriteRule") > 0
    return found


def redirect(iri):
    """Return status and target as mod_rewrite gives them in the folder of the base."""
    path = unquote(urlsplit(iri).path.removeprefix(urlsplit(BASE).path))
    for pattern, target, flags in rules():
        match = re.search(pattern, path)
        if match:
            status = int(flags.partition("R=")[2][:3])
            given = target.replace("HOST", HOST)
            return status, match.expand(re.sub(r"\$(\d)", r"\\\1", given)).replace(
                path, quote(path, safe="/-._~:@!$&'()*+,;=")
            )
    return None


@pytest.fixture(scope="module")
def minted(site):
    query = f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}")) }}'
    found = [row["s"] for row in site.rows(query)]
    assert len(found) > 25
    return found


def test_every_iri_goes_by_303_to_the_same_path_of_the_server(client, minted):
    for iri in [*minted, BASE, ONTOLOGY[:-1], f"{BASE}void", f"{BASE}sparql"]:
        status, target = redirect(iri)
        path = urlsplit(target).path

        assert (303, HOST) == (status, urlsplit(target).hostname), iri
        assert path == "/" + urlsplit(iri).path.removeprefix(urlsplit(BASE).path), iri
        assert client.get(path, headers={"accept": "text/html"}).status_code == 200, iri


@pytest.mark.parametrize("key", ["art-24/para-2", "a b", "Ж", "50%"])
def test_keys_with_unusual_characters_keep_their_iri(key):
    iri = Minter().thing("x", "y", key)

    assert redirect(iri) == (303, f"https://{HOST}/{iri.removeprefix(BASE)}")


def test_the_readme_names_every_branch_that_is_minted(minted):
    text = (FOLDER / "README.md").read_text("utf-8")
    named = {
        iri.removeprefix(BASE).partition("/")[0] for iri in re.findall(r"<(https[^>]+)>", text)
    }
    branches = {re.split(r"[/#]", iri.removeprefix(BASE))[0] for iri in minted}

    assert branches <= named
    assert "## Contact" in text
