"""What is fuzzed: each parser of strangers' text, what it is fed, and what must hold of it.

A target takes bytes and raises for what must not happen.  A `TreatyGraphError` says what
is wrong with the input and is an answer; `Lost` says that text vanished without a word.
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

import pyoxigraph
from tests.documents.test_container import as_akn, as_docx, as_html, as_markdown, as_text
from tests.documents.test_damage import SOUND

from bench.fuzz_pieces import AKN, ASKED, HEADERS, MARKUP, PAPER, PDF, SPARQL, WORD, WORDS, YAML
from treatygraph.catalogue import KEYS
from treatygraph.documents import read, reconstruct
from treatygraph.documents.depositary.sheets import read_status
from treatygraph.documents.papers import propose
from treatygraph.documents.papers.cards import cards_in
from treatygraph.documents.papers.positionsfile import rows_in
from treatygraph.errors import TreatyGraphError
from treatygraph.plainwords import Listener, listener, phrasebook
from treatygraph.resources import locate
from treatygraph.store.base import Store
from treatygraph.store.oxigraph import OxigraphStore

__all__ = ["GRAPH", "TARGETS", "Lost", "Target"]

#: Names in the environment a file of the shipped graph, so that not each turn has to build it.
GRAPH = "FUZZ_GRAPH"


class Lost(AssertionError):
    """Text of the input is in no provision, no furniture and no finding."""


@dataclass(frozen=True, slots=True)
class Target:
    """A parser, the pieces that its inputs are made of, and sound inputs to damage.

    `ready` makes what it needs before the first input, which is not counted.
    """

    run: Callable[[bytes], None]
    pieces: tuple[str, ...]
    seeds: Callable[[], list[bytes]] = field(default=lambda: [])
    ready: Callable[[], object] = field(default=lambda: None)


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text)


def _read(data: bytes, wanted: str = "", language: str | None = None) -> None:
    """Read a document; raise where a character of it, or of what is wanted, went lost."""
    reading = read(data, language=language)
    if reconstruct(reading) != reading.text:
        raise Lost("the text cannot be put together again")
    if not reading.provisions and not reading.findings:
        raise Lost("neither provision nor finding")
    for reference in reading.references:
        start, end = reference.start or 0, reference.end or 0
        if not 0 <= start < end <= len(reading.text):
            raise Lost(f"a reference stands at {start}-{end}")
    missing = Counter(letters(wanted)) - Counter(letters(reading.text))
    if missing and not reading.findings:
        raise Lost(f"letters went without a finding: {dict(missing)}")


def _text(data: bytes) -> None:
    wanted = data.decode("utf-8", "ignore")
    _read(data, "" if "\0" in wanted or "<" in wanted else wanted)


def _markdown(data: bytes) -> None:
    _read(b"# Lamps\n\n**Article 1**\n\n" + data)


def _html(data: bytes) -> None:
    _read(b"<!doctype html><html><body>" + data)


def _akn(data: bytes) -> None:
    _read(
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>'
        + data
        + b"</body></act></akomaNtoso>"
    )


@cache
def _docx_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(as_docx())) as sound:
        return {name: sound.read(name) for name in sound.namelist()}


def _docx(data: bytes) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in _docx_parts().items():
            if name == "word/document.xml":
                head, body, _ = part.partition(b"<w:body>")
                part = head + body + data + b"</w:body></w:document>"
            archive.writestr(name, part)
    _read(out.getvalue())


def _pdf(data: bytes) -> None:
    _read(data if data.startswith(b"%PDF") else b"%PDF-1.7\n" + data)


_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def _references(data: bytes) -> None:
    language = _LANGUAGES[data[0] % 6] if data else "en"
    text = data[1:].decode("utf-8", "ignore")
    _read(f"Article 1\n\nScope\n\n1. {text}\n\nArticle 2\n\n1. See {text}".encode(), "", language)


def _status(data: bytes) -> None:
    read_status(data, ["Norway", "Viet Nam"], ["Convention on Lamps"])


def _papers(data: bytes) -> None:
    propose(data)


def _cards(data: bytes) -> None:
    text = data.decode("utf-8", "ignore")
    with suppress(TreatyGraphError):
        cards_in(text, "paper.yaml")
    rows_in(text)


def _head(data: bytes) -> None:
    from treatygraph.queryfile import check_columns, parse_query

    text = data.decode("utf-8", "ignore")
    query = parse_query(text, place="queries/x/y.rq", keys=KEYS, required=2)
    check_columns(query)


def _yaml(data: bytes) -> None:
    from treatygraph.curated.yamlfile import parse_yaml

    located = parse_yaml(data.decode("utf-8", "ignore"), name="soup.yaml")
    if not located.place(()).startswith("soup.yaml:"):
        raise Lost("a value without a line")


#: Folders of data, and a file in each.
_KINDS = {
    "drafts": "drafts/lamps.x.yaml",
    "lineage": "lineage/lamps.yaml",
    "positions": "positions/lamps.yaml",
    "reviews": "reviews/lamps.yaml",
    "links": "links/lamps.yaml",
    "participation": "participation/lamps.yaml",
    "releases": "releases.yaml",
    "sources": "sources.yaml",
    "instruments": "instruments.yaml",
    "treaties": "treaties.yaml",
}


def _curated(data: bytes) -> None:
    from treatygraph.curated.records import load_library

    kind = sorted(_KINDS)[data[0] % len(_KINDS)] if data else "drafts"
    with tempfile.TemporaryDirectory(prefix="treatygraph-fuzz-") as place:
        path = Path(place) / _KINDS[kind]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data[1:])
        load_library(Path(place))


def _curated_seeds() -> list[bytes]:
    found = []
    for number, kind in enumerate(sorted(_KINDS)):
        for path in sorted({*locate("data").rglob("*.yaml")}, key=lambda p: p.stat().st_size):
            if kind in (path.parent.name, path.stem) and path.stat().st_size < 6000:
                found.append(bytes([number]) + path.read_bytes())
    return found


def _readings(data: bytes) -> None:
    from treatygraph.curated.own_readings import load_drafts

    with tempfile.TemporaryDirectory(prefix="treatygraph-fuzz-") as place:
        (Path(place) / "lamps.x.json").write_bytes(data)
        list(load_drafts(Path(place)))


def _reading_seeds() -> list[bytes]:
    from treatygraph.curated.own_readings import as_facts, save_draft

    with tempfile.TemporaryDirectory() as place:
        facts = as_facts(read(as_text()), treaty="lamps", draft="x")
        return [save_draft(facts, Path(place)).read_bytes()]


def _iris(data: bytes) -> None:
    from pyoxigraph import NamedNode

    from treatygraph.iris import Minter
    from treatygraph.model.keys import is_key, level_of, parent_of
    from treatygraph.web.symbols import symbol_address

    text = data.decode("utf-8", "ignore")
    keys = text.split("|")
    for minter in (Minter(), Minter("https://example.org/")):
        for part in keys:
            is_key(part), level_of(part), parent_of(part), minter.parse(part)
            minter.rebase(part), symbol_address(part, "en", "pdf")
        iri = minter.thing(*keys)
        if minter.parse(iri) != ("id", "/".join(keys)) or NamedNode(iri).value != iri:
            raise Lost(f"{iri} is not what it was minted from")


@cache
def _graph() -> Store:
    """Return the shipped graph; a file of it, where the environment names one."""
    if place := os.environ.get(GRAPH):
        return OxigraphStore.load(Path(place))
    from tests.queries.gold import shipped_store

    return shipped_store()


def _parameters(data: bytes) -> None:
    from treatygraph.ask import explain
    from treatygraph.catalogue import catalogue

    questions = [q for q in catalogue().values() if q.params]
    question = questions[(data[0] if data else 0) % len(questions)]
    values = data[1:].decode("utf-8", "ignore").split("|")
    named = dict(zip((p.name for p in question.params), values, strict=False))
    query = explain(_graph(), question, named)
    try:
        _empty().query(query)
    except SyntaxError as error:
        raise Lost(f"a parameter made a query that does not parse: {error}") from error


@cache
def _empty() -> pyoxigraph.Store:
    return pyoxigraph.Store()


def _drafts(data: bytes) -> None:
    from treatygraph.asker import Asker
    from treatygraph.search import find

    text = data.decode("utf-8", "ignore")
    asker = Asker.of(_graph())
    find(asker, text)
    asker.draft(text)


@cache
def _ears() -> Listener:
    from treatygraph.catalogue import catalogue

    return listener(_graph(), catalogue(), phrasebook())


def _sentence(data: bytes) -> None:
    _ears().hear(data.decode("utf-8", "ignore"))


def _proposals(data: bytes) -> None:
    from treatygraph.assess.acceptance import accepted
    from treatygraph.curated.yamlfile import parse_yaml

    head = "treaty: un-cybercrime\nbefore: zero-draft\nafter: adopted\n"
    located = parse_yaml(head + data.decode("utf-8", "ignore"), name="proposals.yaml")
    accepted(located, _graph(), above=0.5)


def _sparql(data: bytes) -> None:
    from pyoxigraph import Literal

    from treatygraph.http.lexing import depth, keywords
    from treatygraph.store.base import bind, names_dataset, refuse_outside
    from treatygraph.store.query_advice import advice, syntax_trouble
    from treatygraph.store.reads import reads

    query = data.decode("utf-8", "ignore")
    words = keywords(query)
    depth(query), names_dataset(query), advice(query), syntax_trouble(query, "no"), reads(query)
    try:
        refuse_outside(query)
        refused = False
    except TreatyGraphError:
        refused = True
    if "ERVICE" in query.upper() and len(query) < 2000 and _calls_outside(query):
        if "SERVICE" not in words:
            raise Lost("a call of another server is not among the words")
        if not refused:
            raise Lost("a call of another server is not refused")
    bind(query, {"o": Literal(query)})


def _calls_outside(query: str) -> bool:
    """Tell whether rdflib's parser finds a SERVICE in a query."""
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return "ServiceGraphPattern" in repr(parseQuery(query))
    except Exception:
        return False


def _negotiation(data: bytes) -> None:
    from treatygraph.http.negotiation import GRAPH_FORMS, RESULT_FORMS, form_for, likes_page
    from treatygraph.web.firstpage import bears, first_page, symbol_at
    from treatygraph.web.pages import Reply, asked_wait, may_be_page, onward

    text = data.decode("latin-1")
    for forms in (GRAPH_FORMS, RESULT_FORMS):
        form_for(text.split("|"), text, forms), likes_page(text, forms)
    asked_wait(text), may_be_page(data)
    page = first_page(data)
    bears(page, "A/AC.7/2"), symbol_at(page, "A/AC.7/2")
    onward(Reply("https://example.org/", 200, False, data))


def _made(*names: str) -> Callable[[], list[bytes]]:
    return lambda: [SOUND[name]() for name in names]


def _inner(data: bytes, opened: bytes, closed: bytes) -> bytes:
    return data.partition(opened)[2].rpartition(closed)[0]


def _queries() -> list[bytes]:
    return [path.read_bytes() for path in sorted(locate("queries").rglob("*.rq"))[::4]]


def _sample(*names: str) -> Callable[[], list[bytes]]:
    def found() -> Iterator[bytes]:
        for name in names:
            for path in sorted(locate("data", "sample", *name.split("/")).glob("*")):
                yield path.read_bytes()[:6000]

    return lambda: list(found())


def _spoken() -> list[bytes]:
    lines = (locate("queries").parent / "tests" / "queries" / "asked.yaml").read_text("utf-8")
    return [line.strip(" -'\"").encode() for line in lines.splitlines() if len(line) < 200][:300]


_SHEET = b"<html><body><table><tr><th>Participant</th><th>Signature</th><th>Ratification</th></tr>"
#: Each target by its name.
TARGETS: dict[str, Target] = {
    "text": Target(_text, WORDS, lambda: [as_text()]),
    "markdown": Target(_markdown, (*WORDS, "**", "[a](", "~~", "| a |", "> "), lambda: [as_markdown()]),
    "html": Target(_html, (*WORDS, *MARKUP), lambda: [_inner(as_html(), b"<body>", b"</body>")]),
    "akn": Target(_akn, (*WORDS[:20], *AKN), lambda: [_inner(as_akn(), b"<body>", b"</body>")]),
    "docx": Target(
        _docx,
        (*WORDS[:20], *WORD),
        lambda: [_inner(_docx_parts()["word/document.xml"], b"<w:body>", b"</w:body>")],
    ),
    "any": Target(_read, (*WORDS[:9], *MARKUP[:6], *PDF[:4], "PK\x03\x04"), _made(*SOUND)),
    "pdf": Target(_pdf, (*WORDS[:12], *PDF), _made("pdf")),
    "references": Target(_references, WORDS[19:], lambda: [b"\0article 2 and paragraphs 3 to 5"]),
    "status": Target(_status, (*MARKUP, "Norway", "1 Jan 2020 a", "Reservation"), lambda: [_SHEET]),
    "papers": Target(_papers, (*WORDS[:8], *PAPER), lambda: [as_text()]),
    "cards": Target(_cards, (*PAPER, ",", ";", '"', "\0"), lambda: [b"key,place,summary\na,b,c\n"]),
    "query heads": Target(_head, SPARQL, _queries),
    "yaml": Target(_yaml, YAML, _sample("drafts", "positions")),
    "curated": Target(_curated, YAML, _curated_seeds),
    "readings": Target(_readings, (*YAML, '"key": ', '"provisions": [', "1e999", "NaN"), _reading_seeds),
    "iris": Target(_iris, (*ASKED, "/", "//", "art-", "%2F", "#"), lambda: [b"un-cybercrime|x|art-1"]),
    "parameters": Target(_parameters, ASKED, lambda: [b"\0zero-draft|IV|36"], _graph),
    "names": Target(_drafts, ASKED, lambda: [b"zero draft"], _graph),
    "plain words": Target(_sentence, ASKED, _spoken, _ears),
    "proposals": Target(_proposals, YAML, lambda: [b"articles: []\n"], _graph),
    "sparql": Target(_sparql, SPARQL, _queries),
    "answers of hosts": Target(_negotiation, HEADERS, lambda: [b"text/html;q=0.5"]),
}  # fmt: skip
