"""One build, step by step, from curated files to a published graph and a report."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from treatygraph import __version__
from treatygraph.archive import Archive
from treatygraph.assess.check_kinds import kinds_text
from treatygraph.assess.network_quads import agreement_network, reference_networks
from treatygraph.assess.record import assessments
from treatygraph.catalogue import Question, catalogue
from treatygraph.curated.records import Library
from treatygraph.describe import describe
from treatygraph.describe.named_graphs import kind_of
from treatygraph.executables import question_quads
from treatygraph.findings import Finding, findings_of, plain_findings
from treatygraph.iris import Minter, default_minter
from treatygraph.link import unresolved
from treatygraph.model import DraftFacts
from treatygraph.pipeline.check_faults import faulty_checks
from treatygraph.pipeline.collect import collect, library_nquads, ontology_nquads
from treatygraph.pipeline.competency import ask_all, broken
from treatygraph.pipeline.counts import count_things, coverage_rows
from treatygraph.pipeline.dangling_keys import dangling_keys
from treatygraph.pipeline.inference import apply_ontology, origin
from treatygraph.pipeline.publish import publish
from treatygraph.pipeline.report import BuildReport, Step
from treatygraph.pipeline.rules import apply_rules
from treatygraph.pipeline.unchanged import program_key
from treatygraph.quality.checks import run_checks
from treatygraph.quality.shacl import data_shapes, validate
from treatygraph.quality.shape_batches import validate_batches
from treatygraph.resources import locate
from treatygraph.store.parts import Part
from treatygraph.store.remembering import RememberingStore, nquads_of
from treatygraph.vocab import expand

__all__ = ["build"]

_TYPE = NamedNode(expand("rdf:type"))
_SCHEME = NamedNode(expand("skos:inScheme"))
#: Where a folder of graphs keeps what its builds made.
_ARCHIVE = ".made"


def build(
    folders: Iterable[Path],
    target: Path,
    *,
    own: Iterable[DraftFacts] = (),
    minter: Minter | None = None,
    inputs: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Build the graph of the data folders below `target` and return what was made.

    Raises `DataFaults` where a curated file breaks its format.  Where a check cannot be
    run, a question cannot be asked, or the graph violates a shape, the report holds the
    violations, `place` is None, and the graph that stood at `target` before is untouched.
    `inputs` is the hash of what the graph is made from, kept in its manifest.
    """
    with _no_garbage():
        return _build(tuple(folders) or (locate("data"),), target, own, minter, inputs, tell)


def _build(
    folders: tuple[Path, ...],
    target: Path,
    own: Iterable[DraftFacts],
    minter: Minter | None,
    inputs: str,
    tell: Callable[[str], None],
) -> BuildReport:
    minter = minter or default_minter()
    report = BuildReport()
    archive = Archive.open(target / _ARCHIVE, program_key())
    with _step(report, "read data", tell):
        library = collect(folders, own)
        questions = tuple(catalogue().values())
    with _step(report, "map and load", tell):
        store = _loaded(library, questions, minter, archive)
    with _step(report, "derive", tell):
        report.rules = apply_rules(store, minter)
        report.findings = faulty_checks(store, folders)
    if report.violations:
        return report
    _complete(report, store, library, questions, minter, folders, archive, tell)
    if report.violations:
        return report
    with _step(report, "publish", tell):
        _publish(report, store, target, inputs, minter)
        archive.save(target / _ARCHIVE)
    return report


def _complete(
    report: BuildReport,
    store: RememberingStore,
    library: Library,
    questions: tuple[Question, ...],
    minter: Minter,
    folders: tuple[Path, ...],
    archive: Archive,
    tell: Callable[[str], None],
) -> None:
    """Add what is computed from the facts to the store, and the findings to the report."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        # The shapes engine leaves Python free, so facts are validated while they are assessed.
        shapes = pool.submit(_broken_shapes, store.parts(), minter, archive)
        with _step(report, "assess", tell):
            assessed = _made(store, "assessments", partial(assessments, store), minter)
        with _step(report, "measure networks", tell):
            for maker in (reference_networks, agreement_network):
                _made(store, maker.__name__, partial(maker, store), minter)
        with _step(report, "infer", tell):
            report.rules["owl-2-rl"] = apply_ontology(store, minter, archive)
            store.add(origin([part.name for part in store.parts()], minter))
        report.counts = count_things(store)
        report.coverage = coverage_rows(store)
        with _step(report, "describe", tell):
            describe(store, minter)
        with _step(report, "ask", tell):
            report.questions = ask_all(store, questions)
        with _step(report, "check", tell):
            report.findings = (
                *broken(report.questions),
                *(f for draft in library.drafts for f in unresolved(draft)),
                *dangling_keys(store.inner, minter, folders),
                *run_checks(store, base=minter.base),
                *_broken_assessments(store, assessed, minter),
                *shapes.result(),
            )


def _loaded(
    library: Library, questions: tuple[Question, ...], minter: Minter, archive: Archive
) -> RememberingStore:
    """Return a store with the facts, the ontology and the catalogue."""
    store = RememberingStore(archive)
    for nquads in library_nquads(library, minter, archive):
        store.add_nquads(nquads)
    store.add_nquads(ontology_nquads(minter, archive))
    store.add(question_quads(questions, minter))
    return store


def _publish(
    report: BuildReport, store: RememberingStore, target: Path, inputs: str, minter: Minter
) -> None:
    parts = store.parts()
    report.quads = sum(len(part.lines) for part in parts)
    manifest: dict[str, object] = {
        "version": __version__,
        "quads": report.quads,
        "counts": report.counts,
    }
    manifest |= {"inputs": inputs, "report": report.plain()}
    keys = ((part.name, minter.parse(part.name)) for part in parts)
    makers = {name: kind_of(key[1] if key else name, {}).activity for name, key in keys}
    report.place = publish(parts, target, manifest, makers)


def _broken_shapes(parts: list[Part], minter: Minter, archive: Archive) -> tuple[Finding, ...]:
    """Return what a graph breaks; a thing goes with its source, not with what is inferred."""
    inferred = minter.graph("inferences")
    graphs = {
        part.name: [line.rpartition(b" <")[0].decode() for line in part.lines]
        for part in sorted(parts, key=lambda part: (part.name == inferred, part.name))
    }
    return validate_batches(graphs, data_shapes(), base=minter.base, archive=archive)


def _made(
    store: RememberingStore, maker: str, make: Callable[[], Iterable[Quad]], minter: Minter
) -> bytes:
    """Add to the store what is computed from its facts, and return it as N-Quads."""
    made = store.recalled(maker, [minter.base, kinds_text()], lambda: nquads_of(make()))
    store.add_nquads(made)
    return made


def _broken_assessments(
    store: RememberingStore, assessed: bytes, minter: Minter
) -> tuple[Finding, ...]:
    """Return what the assessments break, seen with the classes of all that they point to."""
    inputs: list[str | bytes] = [minter.base, assessed]
    inputs += [store.mark(str(name)) for name in (_TYPE, _SCHEME)]

    def find() -> bytes:
        quads = list(parse(assessed, format=RdfFormat.N_QUADS))
        subjects = {quad.subject for quad in quads}
        named = {quad.object for quad in quads if isinstance(quad.object, NamedNode)} - subjects
        context = [
            quad
            for node in named
            for name in (_TYPE, _SCHEME)
            for quad in store.inner.quads_for_pattern(node, name, None, None)
        ]
        given = {quad.triple for quad in (*quads, *context)}
        places = {getattr(subject, "value", "") for subject in subjects}
        found = validate(given, data_shapes(), base=minter.base)
        return plain_findings(one for one in found if one.place in places)

    return findings_of(store.archive.made("assessments broken", inputs, find))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Leave rings of objects for later: a build makes millions of objects and hardly a ring."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _step(report: BuildReport, name: str, tell: Callable[[str], None]) -> Iterator[None]:
    tell(name)
    start = perf_counter()
    yield
    report.steps.append(Step(name, perf_counter() - start))
