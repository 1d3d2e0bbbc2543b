"""One build, step by step, from curated files to a published graph and a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from treatygraph import __version__
from treatygraph.assess import assessments, networks
from treatygraph.build.collect import collect, map_library, ontology_quads
from treatygraph.build.competency import Asked, ask_all, broken
from treatygraph.build.counts import count_things, coverage_rows
from treatygraph.build.dangling import dangling_keys
from treatygraph.build.faulty import faulty_checks
from treatygraph.build.inferring import apply_ontology, origin
from treatygraph.build.publish import publish, sorted_nquads
from treatygraph.build.rules import apply_rules
from treatygraph.catalogue import Question, catalogue
from treatygraph.describe import describe
from treatygraph.executables import question_quads
from treatygraph.findings import Finding
from treatygraph.iris import Minter, default_minter
from treatygraph.link import unresolved
from treatygraph.model import DraftFacts
from treatygraph.quality.checks import run_checks
from treatygraph.quality.shacl import data_shapes, validate
from treatygraph.readers.curated import Library
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.table import Table
from treatygraph.vocab import expand

__all__ = ["BuildReport", "Step", "build"]

_TYPE = NamedNode(expand("rdf:type"))
_SCHEME = NamedNode(expand("skos:inScheme"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a build and the seconds that it took."""

    name: str
    seconds: float


@dataclass(slots=True)
class BuildReport:
    """What a build made: where, how much of what, what was found on the way."""

    place: Path | None = None
    quads: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    coverage: Table | None = None
    questions: tuple[Asked, ...] = ()
    findings: tuple[Finding, ...] = ()
    steps: list[Step] = field(default_factory=list)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Findings that keep a graph from being published."""
        return tuple(f for f in self.findings if f.severity == "violation")


def build(
    folders: Iterable[Path],
    target: Path,
    *,
    own: Iterable[DraftFacts] = (),
    minter: Minter | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Build the graph of the data folders below `target` and return what was made.

    Raises `DataFaults` where a curated file breaks its format.  Where a check cannot be
    run, a question cannot be asked, or the graph violates a shape, the report holds the
    violations, `place` is None, and the graph that stood at `target` before is untouched.
    """
    minter = minter or default_minter()
    folders = tuple(folders) or (locate("data"),)
    report = BuildReport()
    with _step(report, "read data", tell):
        library = collect(folders, own)
        questions = tuple(catalogue().values())
    with _step(report, "map and load", tell):
        store = _loaded(library, questions, minter)
    with _step(report, "derive", tell):
        report.rules = apply_rules(store, minter)
        report.findings = tuple(faulty_checks(OxigraphStore(store), folders))
    if report.violations:
        return report
    with ThreadPoolExecutor(max_workers=1) as pool:
        # The shapes engine leaves Python free, so facts are validated while they are assessed.
        facts = serialize(store, format=RdfFormat.N_QUADS) or b""
        shapes = pool.submit(_broken_shapes, facts, minter)
        with _step(report, "assess", tell):
            assessed = list(assessments(OxigraphStore(store)))
            store.extend(assessed)
        with _step(report, "measure networks", tell):
            store.extend(list(networks(OxigraphStore(store))))
        with _step(report, "infer", tell):
            report.rules["owl-2-rl"] = apply_ontology(store, minter)
            store.extend(origin(store, minter))
        report.counts = count_things(store)
        report.coverage = coverage_rows(store)
        with _step(report, "describe", tell):
            describe(store, minter)
        with _step(report, "ask", tell):
            report.questions = ask_all(OxigraphStore(store), questions)
        with _step(report, "check", tell):
            report.findings = (
                *broken(report.questions),
                *(f for draft in library.drafts for f in unresolved(draft)),
                *dangling_keys(store, minter, folders),
                *run_checks(store, base=minter.base),
                *_broken_assessments(store, assessed, minter),
                *shapes.result(),
            )
    if report.violations:
        return report
    with _step(report, "publish", tell):
        _publish(report, store, target)
    return report


def _loaded(library: Library, questions: tuple[Question, ...], minter: Minter) -> Store:
    """Return a store with the facts, the ontology and the catalogue."""
    store = Store()
    store.bulk_extend(map_library(library, minter))
    store.bulk_extend(ontology_quads(minter))
    store.bulk_extend(question_quads(questions, minter))
    return store


def _publish(report: BuildReport, store: Store, target: Path) -> None:
    nquads = sorted_nquads(store)
    report.quads = nquads.count(b"\n")
    manifest = {"version": __version__, "quads": report.quads, "counts": report.counts}
    report.place = publish(nquads, target, manifest)


def _broken_shapes(nquads: bytes, minter: Minter) -> tuple[Finding, ...]:
    """Return what a graph breaks; its quads become triples by leaving the last term out."""
    triples = {line.rpartition(" <")[0] for line in nquads.decode().splitlines()}
    text = " .\n".join(triples)
    return validate(f"{text} .\n", data_shapes(), base=minter.base)


def _broken_assessments(store: Store, assessed: list[Quad], minter: Minter) -> tuple[Finding, ...]:
    """Return what the assessments break, seen with the classes of all that they point to."""
    subjects = {quad.subject for quad in assessed}
    named = {quad.object for quad in assessed if isinstance(quad.object, NamedNode)} - subjects
    context = [
        quad
        for node in sorted(named, key=str)
        for name in (_TYPE, _SCHEME)
        for quad in store.quads_for_pattern(node, name, None, None)
    ]
    places = {getattr(subject, "value", "") for subject in subjects}
    found = validate([*assessed, *context], data_shapes(), base=minter.base)
    return tuple(finding for finding in found if finding.place in places)


@contextmanager
def _step(report: BuildReport, name: str, tell: Callable[[str], None]) -> Iterator[None]:
    tell(name)
    start = perf_counter()
    yield
    report.steps.append(Step(name, perf_counter() - start))
