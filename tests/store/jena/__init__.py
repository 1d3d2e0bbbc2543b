"""Apache Jena's query engine ARQ, from Debian's libapache-jena-java, asked in one Java process.

Debian's jena-core 4.5.0 renames the packages of the XML parser inside it and leaves that
parser's message files under their old names; they are put where its classes look for them.
"""

import subprocess
import zipfile
from pathlib import Path

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from treatygraph.store import Solutions

JARS = Path("/usr/share/java")
_NEEDED = (
    "jena-arq",
    "jena-base",
    "jena-core",
    "jena-iri",
    "dexx.collection",
    "slf4j-api",
    "slf4j-nop",
    "thrift",
    "commons-cli",
    "commons-csv",
    "commons-codec",
    "commons-io",
    "commons-lang3",
    "commons-compress",
    "httpclient",
    "httpclient-cache",
    "httpcore",
    "jsonld-java",
    "jackson-core",
    "jackson-databind",
    "jackson-annotations",
    "gson",
    "protobuf",
    "guava",
    "titanium-json-ld",
    "jakarta.json-api",
)
_OLD = "org/apache/jena/ext/"


def is_there() -> bool:
    return (JARS / "jena-arq.jar").exists()


def ask_all(nquads: Path, queries: dict[str, str], folder: Path, runs: int = 1) -> dict[str, float]:
    """Ask every query by name; answers land in the folder, median seconds are returned."""
    for name, text in queries.items():
        (folder / f"{name}.rq").write_text(text, "utf-8")
    source = Path(__file__).with_name("AskAll.java")
    done = subprocess.run(
        ["java", "-cp", classpath(folder), str(source), str(nquads), str(folder), str(runs)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Jena failed:\n{done.stderr[-2000:]}")
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return {name.removesuffix(".rq"): float(seconds) for name, seconds in lines}


def classpath(folder: Path) -> str:
    """Return the class path of Jena; what its parser lacks is put below the folder."""
    _messages(folder / "classes")
    return ":".join([str(folder / "classes"), *(str(JARS / f"{name}.jar") for name in _NEEDED)])


def answer(folder: Path, name: str) -> Solutions:
    """Return the answer to a query that was asked."""
    body = (folder / f"{name}.srj").read_bytes()
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    names = tuple(variable.value for variable in found.variables)
    return Solutions(names, tuple(tuple(row[n] for n in names) for row in found))


def _messages(folder: Path) -> None:
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(f"{_OLD}xerces/") and name.endswith(".properties"):
                place = folder / name.removeprefix(_OLD)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(jar.read(name))
