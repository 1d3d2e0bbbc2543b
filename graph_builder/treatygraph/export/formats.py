"""Exports as files: which formats there are, and what each writes."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from treatygraph.describe import FileFact, description, distributions, root
from treatygraph.errors import DataError, UsageError
from treatygraph.export.akn import as_akn
from treatygraph.export.graph_formats import as_cytoscape, as_gexf, as_graphml
from treatygraph.export.hdt import as_hdt
from treatygraph.export.jsonld import compact_jsonld, context_of, framed_jsonld
from treatygraph.export.profiles import as_jsonld, as_turtle, construct_profile
from treatygraph.export.rdf import FORMATS as RDF
from treatygraph.export.rdf import with_individuals, write_jelly, write_rdf
from treatygraph.export.tables import csv_tables
from treatygraph.iris import default_minter
from treatygraph.store.base import Store
from treatygraph.store.lexical import ill_typed
from treatygraph.textfile import write_whole
from treatygraph.vocab import compact, expand

__all__ = ["FORMATS", "Written", "describe_files", "export", "export_profile"]

#: All formats, in the order in which they are told.
FORMATS = (
    *RDF,
    "jsonld",
    "jsonld-framed",
    "jelly",
    "csv",
    "graphml",
    "gexf",
    "cytoscape",
    "akn",
    "hdt",
    "owl",
    "void",
)
_NETWORKS = {
    "graphml": (as_graphml, "graphml"),
    "gexf": (as_gexf, "gexf"),
    "cytoscape": (as_cytoscape, "cyjs"),
}

#: Stands for the place of `void.ttl` until it is written.
_HERE = "urn:here:"


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written."""

    path: Path
    bytes: int
    sha256: str


def export(
    quads: Iterable[Quad],
    form: str,
    folder: Path,
    *,
    graphs: Iterable[str] = (),
    compress: bool = False,
) -> tuple[Written, ...]:
    """Write a graph in one format below `folder` and return the files.

    `graphs` keeps only the named graphs with these IRIs.  The same graph gives the same
    bytes, compressed or not.
    """
    if form not in FORMATS:
        raise UsageError(f"There is no format {form!r}.", expected=f"one of {', '.join(FORMATS)}")
    wanted = set(graphs)
    kept = [quad for quad in quads if not wanted or getattr(quad.graph_name, "value", "") in wanted]
    if wanted and not kept:
        raise UsageError(
            f"The graph has nothing in {', '.join(sorted(wanted))}.",
            expected="the IRI or the key of a named graph, such as un-cybercrime/zero-draft",
        )
    _refuse_ill_typed(kept)
    folder.mkdir(parents=True, exist_ok=True)
    files = _contents(kept, form)
    return tuple(_write(folder / name, body, compress) for name, body in files.items())


def _refuse_ill_typed(quads: Iterable[Quad]) -> None:
    bad = ill_typed(quads)
    if bad:
        first = bad[0]
        raise DataError(
            f"{len(bad)} statements have a literal that is none of its datatype: "
            f"{compact(first.predicate.value)} of {first.subject} is {first.object}.",
            expected="literals that every reader takes",
            remedy="correct the value where it is stated; `treatygraph check` lists them all",
        )


def describe_files(
    quads: Iterable[Quad], folder: Path, files: Iterable[Written], *, address: str = ""
) -> Written:
    """Write `void.ttl`: the description of a graph, and of files that were exported of it.

    `address` is where the files of `folder` will be found on the web; without one, they
    are named relative to `void.ttl` itself (RFC 3986, section 5).
    """
    minter = default_minter()
    facts = [
        FileFact(file.path.relative_to(folder).as_posix(), file.bytes, file.sha256)
        for file in files
    ]
    described = [*description(quads, minter), *distributions(minter, facts, address or _HERE)]
    folder.mkdir(parents=True, exist_ok=True)
    body = _buffered(described, "turtle").replace(f"<{_HERE}".encode(), b"<")
    return _write(folder / "void.ttl", body, compress=False)


def export_profile(store: Store, name: str, folder: Path) -> tuple[Written, ...]:
    """Write the graph in the words of another vocabulary, as Turtle and as JSON-LD."""
    triples = construct_profile(store, name)
    folder.mkdir(parents=True, exist_ok=True)
    bodies = {"ttl": as_turtle(triples), "jsonld": as_jsonld(triples)}
    return tuple(
        _write(folder / f"{name}.{suffix}", body, compress=False) for suffix, body in bodies.items()
    )


def _contents(quads: list[Quad], form: str) -> dict[str, bytes]:
    if form in RDF:
        return {f"graph.{RDF[form][1]}": _buffered(quads, form)}
    if form == "owl":
        return {"graph.owl": _buffered(with_individuals(quads), "rdfxml")}
    if form == "hdt":
        return {"graph.hdt": as_hdt(quads, root(default_minter()))}
    if form == "void":
        return {"void.ttl": _buffered(list(description(quads, default_minter())), "turtle")}
    if form == "jelly":
        return {"graph.jelly": _buffered(quads, form)}
    if form in _NETWORKS:
        writer, suffix = _NETWORKS[form]
        return {f"graph.{suffix}": writer(quads)}
    if form == "csv":
        return {f"csv/{name}": text.encode() for name, text in csv_tables(quads).items()}
    if form == "jsonld":
        import json

        context = json.dumps({"@context": context_of(quads)}, indent=1, ensure_ascii=False)
        return {
            "graph.jsonld": compact_jsonld(quads).encode(),
            "context.jsonld": f"{context}\n".encode(),
        }
    return _by_draft(quads, form)


def _buffered(quads: list[Quad], form: str) -> bytes:
    out = io.BytesIO()
    if form == "jelly":
        write_jelly(quads, out)
    else:
        write_rdf(quads, form, out)
    return out.getvalue()


def _by_draft(quads: list[Quad], form: str) -> dict[str, bytes]:
    """Return one file for each draft: its tree, as JSON-LD or as Akoma Ntoso."""
    draft_class, type_ = NamedNode(expand("tg:Draft")), expand("rdf:type")
    files = {}
    for quad in quads:
        if quad.predicate.value != type_ or quad.object != draft_class:
            continue
        iri = str(getattr(quad.subject, "value", ""))
        key = iri.rpartition("/id/")[2]
        own = [q for q in quads if _within(q, iri)]
        name = key.replace("/", ".")
        if form == "akn":
            files[f"akn/{name}.xml"] = as_akn(own, iri)
        else:
            files[f"drafts/{name}.jsonld"] = framed_jsonld(own, iri).encode()
    if not files:
        raise UsageError(
            f"{form} gives out drafts, and there is none in what was chosen.",
            expected="a graph that holds a draft, such as un-cybercrime/zero-draft",
        )
    return dict(sorted(files.items()))


def _within(quad: Quad, draft: str) -> bool:
    subject = str(getattr(quad.subject, "value", ""))
    return subject == draft or subject.startswith(f"{draft}/")


def _write(path: Path, body: bytes, compress: bool) -> Written:
    if compress:
        path = path.with_name(f"{path.name}.gz")
        body = gzip.compress(body, mtime=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, body)
    return Written(path, len(body), sha256(body).hexdigest())
