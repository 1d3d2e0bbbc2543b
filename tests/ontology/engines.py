"""SHACL engines side by side on the shipped graph: `python -m tests.ontology.engines`.

It prints the table of docs/quality.md.  Apache Jena comes as a Debian package
(libapache-jena-java), whose jar lost some resources in repacking: they lie in it under
another name, and are put back in a folder beside it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZipFile

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from treatygraph.findings import Finding
from treatygraph.quality.shacl import data_shapes, read_report, validate, validate_independently

Engine = Callable[[Iterable[Triple], Path], tuple[Finding, ...]]

JARS = Path("/usr/share/java")
_NAMES = (
    *("jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-iri", "jena-rdfconnection"),
    *("jena-shacl", "jena-shex", "jena-tdb", "jena-tdb2", "jena-dboe-base", "jena-dboe-index"),
    *("jena-dboe-storage", "jena-dboe-trans-data", "jena-dboe-transaction"),
    *("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io"),
    *("commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpcore"),
    *("jackson-annotations", "jackson-core", "jackson-databind", "jakarta.json-api"),
    *("jsonld-java", "protobuf", "slf4j-api", "slf4j-nop", "thrift", "titanium-json-ld"),
)
_MOVED = "org/apache/jena/ext/"


def has_jena() -> bool:
    """Tell whether Jena and Java are installed."""
    return (JARS / "jena-shacl.jar").exists() and bool(_java())


@cache
def _java() -> str:
    try:
        ran = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return ran.stderr


def validate_by_jena(data: Iterable[Triple], shapes: Path) -> tuple[Finding, ...]:
    """Return what breaks the shapes, found by Apache Jena."""
    with TemporaryDirectory() as name:
        place = Path(name)
        facts = place / "data.nt"
        facts.write_bytes(serialize(set(data), format=RdfFormat.N_TRIPLES) or b"")
        with ZipFile(JARS / "jena-core.jar") as jar:
            for member in jar.namelist():
                if member.startswith(f"{_MOVED}xerces/") and member.endswith(".properties"):
                    target = place / member.removeprefix(_MOVED)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(jar.read(member))
        paths = [str(place), *(str(JARS / f"{one}.jar") for one in _NAMES)]
        command = ["java", "-cp", ":".join(paths), "shacl.shacl", "validate"]
        command += ["--shapes", str(shapes), "--data", str(facts)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return read_report(ran.stdout, shapes)


ENGINES: dict[str, Engine] = {
    "pyrudof (Rust)": validate,
    "pyshacl (Python)": validate_independently,
    "Apache Jena 4.5 (Java)": validate_by_jena,
}


def table(data: tuple[Triple, ...]) -> str:
    """Return a row for each engine: what it found in the data, and how long it took."""
    lines = ["| engine | violations | warnings | time |", "|---|--:|--:|--:|"]
    for name, engine in ENGINES.items():
        start = perf_counter()
        found = engine(data, data_shapes())
        seconds = perf_counter() - start
        counts = [sum(f.severity == one for f in found) for one in ("violation", "warning")]
        lines.append(f"| {name} | {counts[0]} | {counts[1]} | {seconds:.1f} s |")
    return "\n".join(lines)


def _main() -> None:
    from tests.quality.reasoned import shipped

    triples = {quad.triple for quad in shipped() if isinstance(quad, Quad)}
    sys.stdout.write(f"{len(triples)} triples\n\n{table(tuple(triples))}\n")


if __name__ == "__main__":
    _main()
