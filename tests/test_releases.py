"""Releases: published IRIs do not vanish, and versions say which is which."""

from __future__ import annotations

import gzip
import json
import re
from hashlib import sha256

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from tests.assess.conftest import sample_store
from treatygraph import __version__
from treatygraph.cli.main import main
from treatygraph.curated.records import DataFaults, load_library
from treatygraph.iris import ONTOLOGY, Minter
from treatygraph.mapping.release_quads import map_releases
from treatygraph.model.releases import Release, Retired
from treatygraph.pipeline.publish import publish, sorted_nquads
from treatygraph.quality.release_comparison import (
    Change,
    changes_as_rdf,
    compare_builds,
    read_build,
)
from treatygraph.resources import locate
from treatygraph.vocab import PREFIXES, expand

MINTER = Minter()
GRAPH = NamedNode(MINTER.graph("toy"))


def thing(key: str, label: str = "x") -> list[Quad]:
    node = NamedNode(f"{MINTER.base}{key}")
    kind = NamedNode(expand("tg:Lineage"))
    return [
        Quad(node, NamedNode(expand("rdf:type")), kind, GRAPH),
        Quad(node, NamedNode(expand("rdfs:label")), Literal(label), GRAPH),
    ]


def retired(key: str, by: str = "") -> list[Quad]:
    gone = Retired(key=key, since="0.2.0", reason="Merged.", replaced_by=by)
    return list(map_releases((), (gone,), MINTER))


def told(old: list[Quad], new: list[Quad]) -> list[tuple[str, str]]:
    changes = compare_builds(old, new, MINTER).changes
    return [(c.what, c.iri.removeprefix(MINTER.base)) for c in changes]


def test_the_same_build_has_no_changes():
    quads = list(sample_store().dump())
    changes = compare_builds(quads, quads, MINTER)

    assert ((), {}, {"added": 0, "removed": 0}) == (
        changes.changes,
        changes.by_content,
        changes.statements,
    )


def test_a_new_thing_is_minted_and_one_that_vanished_is_lost():
    old, new = thing("id/toy/lineage/a"), thing("id/toy/lineage/b")

    assert [("lost", "id/toy/lineage/a"), ("minted", "id/toy/lineage/b")] == told(old, new)


def test_a_retired_thing_is_deprecated_or_replaced_and_not_lost():
    old = [*thing("id/toy/lineage/a"), *thing("id/toy/lineage/b")]
    new = [*retired("id/toy/lineage/a"), *retired("id/toy/lineage/b", "id/toy/lineage/c")]

    assert [
        ("deprecated", "id/toy/lineage/a"),
        ("replaced", "id/toy/lineage/b"),
    ] == told(old, new)
    assert MINTER.lineage("toy", "c") == compare_builds(old, new, MINTER).changes[1].replaced_by


def test_what_was_retired_before_is_no_change_again():
    gone = retired("id/toy/lineage/a", "id/toy/lineage/b")

    assert [] == told(gone, gone)


def test_a_term_of_the_ontology_that_vanished_is_lost():
    node = NamedNode(f"{ONTOLOGY}Old")
    kind = NamedNode(expand("owl:Class"))
    quad = Quad(node, NamedNode(expand("rdf:type")), kind, GRAPH)

    assert (Change("lost", f"{ONTOLOGY}Old"),) == compare_builds([quad], [], MINTER).changes


def test_iris_made_of_content_are_counted_and_never_lost():
    old = thing("id/evidence/0123456789ab")
    new = [*thing("id/toy/d/reference/abcdefabcdef-2"), *thing("id/evidence/ba9876543210")]
    changes = compare_builds(old, new, MINTER)

    assert ((), {"minted": 2, "gone": 1}) == (changes.changes, changes.by_content)


def test_things_of_others_are_not_ours_to_lose():
    node = NamedNode("https://example.org/x")
    quad = Quad(node, NamedNode(expand("rdf:type")), NamedNode(expand("tg:Lineage")), GRAPH)

    assert [] == told([quad], [])


def test_the_changes_in_rdf_are_an_activity_that_generates_and_invalidates():
    old, new = thing("id/toy/lineage/a"), [*retired("id/toy/lineage/a", "id/x"), *thing("id/x")]
    triples = list(changes_as_rdf(compare_builds(old, new, MINTER), "0.2.0", MINTER))
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)

    assert store.query(
        f"ASK {{ <{MINTER.base}id/activity/release-0.2.0> a prov:Activity ; prov:generated "
        f"<{MINTER.base}id/x> ; prov:invalidated ?old . ?old owl:deprecated true ; "
        f"dcterms:isReplacedBy <{MINTER.base}id/x> }}",
        prefixes=PREFIXES,
    )


def test_builds_are_read_from_folder_file_and_compressed_file(tmp_path):
    body = sorted_nquads(thing("id/toy/lineage/a"))
    (tmp_path / "graph.nq").write_bytes(body)
    (tmp_path / "graph.nq.gz").write_bytes(gzip.compress(body))
    places = (tmp_path, tmp_path / "graph.nq", tmp_path / "graph.nq.gz")

    assert [2, 2, 2] == [len(read_build(place)) for place in places]


def home(tmp_path, monkeypatch, quads) -> None:
    publish(sorted_nquads(quads), tmp_path / "graph", {})
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))


def ended(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["releases", *words])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_the_command_fails_where_an_iri_is_lost(tmp_path, monkeypatch, capsys):
    home(tmp_path, monkeypatch, thing("id/toy/lineage/b"))
    old = tmp_path / "old.nq"
    old.write_bytes(sorted_nquads(thing("id/toy/lineage/a")))

    assert 1 == ended("diff", str(old), "--format", "json")
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert ["lost", "minted"] == [row["change"] for row in rows]
    assert 0 == ended("diff", "current", "current")


def test_a_release_is_not_written_while_it_would_lose_an_iri(tmp_path, monkeypatch, capsys):
    home(tmp_path, monkeypatch, thing("id/toy/lineage/b"))
    old = tmp_path / "old.nq"
    old.write_bytes(sorted_nquads(thing("id/toy/lineage/a")))

    assert 2 == ended("write", "--out", str(tmp_path / "r"), "--prior", str(old))
    assert "retired" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_a_release_has_data_description_checksums_and_changes(tmp_path, monkeypatch):
    quads = list(sample_store().dump())
    home(tmp_path, monkeypatch, quads)
    old = tmp_path / "old.nq"
    old.write_bytes(sorted_nquads(q for q in quads if q.graph_name != GRAPH)[: len(b"")])
    folder = tmp_path / "r"

    assert 0 == ended("write", "--out", str(folder), "--prior", str(old))
    sums = dict(
        reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    assert {"graph.nq.gz", "graph.ttl.gz", "void.ttl"} <= set(sums)
    for name, digest in sums.items():
        assert digest == sha256((folder / name).read_bytes()).hexdigest()
    void = (folder / "void.ttl").read_text("utf-8")
    assert f"{MINTER.base}release/{__version__}/graph.nq.gz" in void
    changes = list(parse(path=folder / "changes.ttl", format=RdfFormat.TURTLE))
    assert len(changes) > 100


def test_releases_are_versions_of_the_dataset_one_after_the_other():
    releases = (
        Release(version="0.1.0", date="2027-01-01", sha256="a" * 64),
        Release(version="0.2.0", date="2027-02-01", sha256="b" * 64),
    )
    store = Store()
    store.extend(map_releases(releases, (), MINTER))

    assert store.query(
        f"ASK {{ <{MINTER.base}void#dataset> dcat:previousVersion ?new . ?new dcat:version "
        '"0.2.0" ; dcat:previousVersion ?old ; dcat:isVersionOf ?d . ?old dcat:version "0.1.0" ; '
        "dcat:isVersionOf ?d FILTER NOT EXISTS { ?old dcat:previousVersion ?x } }",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )


def test_a_version_that_is_no_number_is_refused(tmp_path):
    (tmp_path / "releases.yaml").write_text(
        "releases:\n  - {version: next, date: 2027-01-01, sha256: x}\nretired: []\n"
    )

    with pytest.raises(DataFaults, match=r"releases\.yaml:2"):
        load_library(tmp_path)


def versions(name: str) -> tuple[str, str, set[str]]:
    text = (locate("ontology") / name).read_text("utf-8")
    iri = re.search(r"owl:versionIRI <([^>]+)>", text)
    info = re.search(r'owl:versionInfo "([^"]+)"', text)
    assert iri
    assert info
    return iri.group(1), info.group(1), set(re.findall(r"owl:priorVersion <([^>]+)>", text))


@pytest.mark.parametrize("name", ["treaty.ttl", "alignments.ttl"])
def test_the_ontology_names_its_version_and_the_one_before(name):
    iri, info, prior = versions(name)
    released = [r.version for r in load_library(locate("data")).releases]

    assert iri.endswith(f"/{info}")
    assert info == __version__
    # once a version is published, the next one names it
    earlier = [v for v in released if v != info]
    assert {iri.removesuffix(info) + v for v in earlier[-1:]} == prior
