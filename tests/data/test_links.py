"""Links out: read from the data, mapped with evidence, tested on a server of our own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pycountry
import pytest
import yaml
from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from tests.data.links_page import FILES, PAGE, page
from treatygraph.cli.main import main
from treatygraph.curated.records import DataFaults, load_library
from treatygraph.describe import description
from treatygraph.http.site import open_site
from treatygraph.iris import Minter
from treatygraph.mapping.link_quads import MATCHES, map_links
from treatygraph.model import Evidence
from treatygraph.model.links import Link
from treatygraph.pipeline.collect import collect, map_library
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.vocab import expand
from treatygraph.web.link_check import links_of, try_links

MINTER = Minter()


@pytest.fixture(scope="module")
def shipped() -> Store:
    store = Store()
    store.bulk_extend(map_library(collect((locate("data"),), ()), MINTER))
    return store


def written() -> list[dict[str, Any]]:
    files = [yaml.safe_load(path.read_text("utf-8")) for path in FILES]
    return [{**row, "space": file["space"]} for file in files for row in file["links"]]


def test_every_link_of_the_files_is_a_statement_and_an_edge_in_the_graph(shipped):
    found = {(link.match, link.iri, link.label) for link in links_of(OxigraphStore(shipped))}

    assert len(written()) >= 200
    assert found == {(r["match"], f"{r['space']}{r['to']}", str(r["label"])) for r in written()}
    for link in links_of(OxigraphStore(shipped)):
        edge = NamedNode(link.thing), NamedNode(expand(MATCHES[link.match])), NamedNode(link.iri)
        assert list(shipped.quads_for_pattern(*edge)), link


def test_every_link_leads_from_a_thing_that_is_described(shipped):
    ontology = Store()
    from treatygraph.pipeline.collect import ontology_quads

    ontology.bulk_extend(ontology_quads(MINTER))
    type_ = NamedNode(expand("rdf:type"))
    for link in links_of(OxigraphStore(shipped)):
        node = NamedNode(link.thing)
        known = [
            *shipped.quads_for_pattern(node, type_, None),
            *ontology.quads_for_pattern(node, type_, None),
        ]
        assert known, link


def test_only_concepts_are_mapped_with_skos_and_only_other_things_are_the_same():
    for row in written():
        concept = not row["from"].startswith(("stakeholder/", "instrument/"))
        assert concept == (row["match"] not in ("same", "see")), row


def test_no_two_things_are_the_same_as_one_thing_there():
    same = [(row["space"], row["to"]) for row in written() if row["match"] == "same"]

    assert len(same) == len(set(same)) > 80


@pytest.mark.parametrize(
    ("match", "space"),
    [
        ("owl:sameAs", "http://www.wikidata.org/entity/Q"),
        ("owl:sameAs", "https://www.omg.org/spec/LCC/Countries/ISO3166-1-CountryCodes/"),
        ("rdfs:seeAlso", "https://www.iso.org/obp/ui/#iso:code:3166:"),
        ("rdfs:seeAlso", "https://w3id.org/dpv/loc#"),
        ("rdfs:seeAlso", "http://publications.europa.eu/resource/authority/country/"),
        ("rdfs:seeAlso", "http://metadata.un.org/thesaurus/1"),
    ],
)
def test_every_state_with_a_code_is_linked_to_each_list_of_states(shipped, match, space):
    store = OxigraphStore(shipped)
    states = store.select("SELECT ?s WHERE { ?s tg:isoCode ?code } ORDER BY ?s").rows
    linked = store.select(
        f"SELECT DISTINCT ?s WHERE {{ ?s tg:isoCode ?code ; {match} ?w "
        f'FILTER(STRSTARTS(STR(?w), "{space}")) }} ORDER BY ?s'
    ).rows

    assert len(states) > 80
    assert states == linked


def test_the_codes_of_the_links_are_the_codes_of_the_states(shipped):
    """Alpha-3 is ours; alpha-2 is compared with pycountry's copy of the standard."""
    rows = (
        OxigraphStore(shipped)
        .select(
            "SELECT ?code ?eu ?iso ?dpv WHERE { ?s tg:isoCode ?code ; rdfs:seeAlso ?eu, ?iso, ?dpv "
            'FILTER(STRSTARTS(STR(?eu), "http://publications.europa.eu/")) '
            'FILTER(STRSTARTS(STR(?iso), "https://www.iso.org/")) '
            'FILTER(STRSTARTS(STR(?dpv), "https://w3id.org/dpv/loc#")) }'
        )
        .rows
    )

    assert len(rows) > 80
    for row in rows:
        code, eu, iso, dpv = (str(getattr(term, "value", "")) for term in row)
        two = getattr(pycountry.countries.get(alpha_3=code), "alpha_2", "")
        assert (eu.rpartition("/")[2], iso.rpartition(":")[2]) == (code, two)
        assert dpv.rpartition("#")[2] == two


def test_numbers_of_the_unbis_thesaurus_follow_the_alphabet_of_its_terms():
    """The thesaurus was numbered in the order of its terms, which shows a slip of one line."""
    (file,) = (path for path in FILES if path.name == "unbis.yaml")
    rows = yaml.safe_load(file.read_text("utf-8"))["links"]
    numbered = sorted({(row["to"], row["label"].replace("-", " ")) for row in rows})

    assert len(numbered) > 120
    assert len({number for number, _ in numbered}) == len(numbered)
    assert [label for _, label in numbered] == sorted(label for _, label in numbered)


def test_a_link_has_evidence_that_names_document_identifier_and_label(shipped):
    rows = (
        OxigraphStore(shipped)
        .select(
            "SELECT ?to ?label ?place ?document WHERE { ?l a tg:Link ; tg:linkTo ?to ; "
            "tg:targetLabel ?label ; tg:hasEvidence ?e . "
            "?e tg:place ?place ; tg:document ?document . ?document tg:documentKind ?kind }"
        )
        .rows
    )

    assert len(rows) == len(written())
    for to, label, place, _ in rows:
        identifier, _, named = getattr(place, "value", "").partition(": ")
        assert str(getattr(to, "value", "")).endswith(tuple(f"{x}{identifier}" for x in "/#:"))
        assert named == getattr(label, "value", "")


def test_a_linkset_names_the_dataset_that_it_leads_to(shipped):
    described = Store()
    described.extend(list(description(shipped, MINTER)))
    query = """
        SELECT ?name WHERE { ?l a void:Linkset ; void:linkPredicate owl:sameAs ;
          void:objectsTarget [ void:uriSpace ?space ; rdfs:label ?name ] } ORDER BY ?name"""
    rows = OxigraphStore(described).select(query).rows

    assert [str(getattr(row[0], "value", "")) for row in rows] == [
        "ISO 3166-1, by OMG LCC",
        "Wikidata",
    ]


def test_a_page_names_things_of_other_datasets_as_they_do(tmp_path):
    links = [
        Link(thing="stakeholder/x", match="see", iri=f"https://e.org/{n}", label=n, target="E")
        for n in ("a", "b")
    ]
    file = tmp_path / "links.nq"
    file.write_bytes(serialize(map_links(links, MINTER), format=RdfFormat.N_QUADS) or b"")
    site = open_site([file])

    assert ["a (E)", "b (E)"] == [site.label(link.iri) for link in links]
    assert site.label("https://e.org/c") == "c"


def test_a_match_of_another_kind_is_refused_with_its_line(tmp_path):
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "x.yaml").write_text(
        "target: X\nspace: https://example.org/\ndocument: x\nlinks:\n"
        "  - {from: safeguard/privacy, match: alike, to: a, label: A}\n"
    )

    with pytest.raises(DataFaults, match=r"x\.yaml:5"):
        load_library(tmp_path)


def test_the_page_about_links_has_the_numbers_of_the_files():
    text = PAGE.read_text("utf-8")

    assert page(text) == text, "write it: python -m tests.data.links_page"


class _Handler(BaseHTTPRequestHandler):
    """Answers as the path says: /200, /404, /nohead, /later, /moved."""

    seen: list[tuple[str, str]]
    busy: set[str]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.seen.append((self.command, self.path))
        status = {"/404": 404, "/410": 410, "/500": 500}.get(self.path, 200)
        if self.path == "/nohead" and self.command == "HEAD":
            status = 405
        if self.path == "/later" and self.path not in self.busy:
            self.busy.add(self.path)
            status = 429
        if self.path == "/moved":
            status = 303
        self.send_response(status)
        if status == 303:
            self.send_header("Location", "/200")
        if status == 429:
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    handler = type("Handler", (_Handler,), {"seen": [], "busy": set()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", handler.seen  # type: ignore[attr-defined]
        running.shutdown()
        thread.join()


def test_each_answer_is_told_from_the_others(server):
    address, _ = server
    paths = ("200", "404", "410", "500", "nohead", "moved")
    states = [a.state for a in try_links([f"{address}/{p}" for p in paths], pause=0)]

    assert ["answers", "gone", "gone", "trouble", "answers", "answers"] == states


def test_head_comes_first_and_each_target_is_asked_once(server):
    address, seen = server
    list(try_links([f"{address}/200", f"{address}/200", f"{address}/nohead"], pause=0))

    assert [("HEAD", "/200"), ("HEAD", "/nohead"), ("GET", "/nohead")] == seen


def test_a_document_is_asked_once_for_all_its_fragments(server):
    address, seen = server
    iris = [f"{address}/{path}" for path in ("200#a", "200#b", "404#a", "200#a")]
    answers = list(try_links(iris, pause=0))

    assert [(a.iri, a.state) for a in answers] == [
        (iris[0], "answers"),
        (iris[1], "answers"),
        (iris[2], "gone"),
    ]
    assert [("HEAD", "/200"), ("HEAD", "/404")] == seen


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(server):
    address, _ = server
    slept: list[float] = []
    (answer,) = try_links([f"{address}/later"], pause=0, sleep=slept.append)

    assert ("answers", [7.0]) == (answer.state, slept)


def test_there_is_a_pause_between_two_requests_to_one_host(server):
    address, _ = server
    slept: list[float] = []
    list(try_links([f"{address}/200", f"{address}/404"], pause=60, sleep=slept.append))

    assert 1 == len(slept)
    assert 50 < slept[0] <= 60


def test_a_host_that_cannot_be_reached_is_tried_once_and_its_links_are_untested():
    answers = list(try_links(["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"], timeout=2, pause=0))

    assert ["untested", "untested"] == [a.state for a in answers]
    assert answers[0].note == answers[1].note
    assert "cannot be reached" in answers[0].note


def _home(tmp_path, monkeypatch, *iris: str) -> None:
    from treatygraph.pipeline.publish import publish, sorted_nquads

    evidence = (Evidence(basis="unverified"),)
    links = [
        Link(
            thing="safeguard/privacy",
            match="close",
            iri=i,
            label="x",
            target="X",
            evidence=evidence,
        )
        for i in iris
    ]
    publish(sorted_nquads(map_links(links, MINTER)), tmp_path / "graph", {})
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("paths", "status", "told"),
    [
        (("200",), 0, "1 answers"),
        (("200", "404"), 1, "gone"),
        (("200", "500"), 1, "trouble"),
    ],
)
def test_the_command_tells_what_is_gone_by_its_exit_status(
    paths, status, told, server, tmp_path, monkeypatch, capsys
):
    address, _ = server
    _home(tmp_path, monkeypatch, *(f"{address}/{path}" for path in paths))
    with pytest.raises(SystemExit) as ended:
        main(["links", "check", "--pause", "0"])
    printed = capsys.readouterr()

    assert status == ended.value.code
    assert told in printed.out + printed.err


def test_the_command_says_plainly_that_it_is_offline(tmp_path, monkeypatch, capsys):
    _home(tmp_path, monkeypatch, "http://127.0.0.1:1/a", "http://127.0.0.1:1/b")
    with pytest.raises(SystemExit) as ended:
        main(["links", "check", "--timeout", "2", "--pause", "0"])
    printed = capsys.readouterr()

    assert 3 == ended.value.code
    assert "offline" in printed.out + printed.err
    assert "Nothing was tested" in printed.out + printed.err


def test_the_command_lists_links_of_one_dataset(tmp_path, monkeypatch, capsys):
    _home(tmp_path, monkeypatch, "https://example.org/a", "https://example.com/b")
    with pytest.raises(SystemExit):
        main(["links", "list", "--space", "https://example.com/", "--format", "csv"])
    out = capsys.readouterr().out

    assert "https://example.com/b" in out
    assert "https://example.org/a" not in out
