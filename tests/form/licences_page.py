"""The page of licences: every package that is installed with treatygraph, and what it carries.

    python -m tests.form.licences_page

renews docs/licences.md from the metadata of the installed packages.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.form.commands_page import ROOT

PAGE = ROOT / "docs" / "licences.md"
_HEAD = """# Licences of all parts

treatygraph's own code is under Apache-2.0, its data and ontology under CC BY 4.0.
This page lists what is installed with it, as the packages say themselves.
`python -m tests.form.licences_page` renews it; `make sbom` writes a bill of materials (CycloneDX).

## Packages

| package | licence | needed by |
|---|---|---|
"""
_TAIL = """
Two of them ask for more than their text:

- **Owlready2** is under the LGPL, version 3 or later.
  One module imports it as it is (`quality/owl.py`); it is neither changed nor shipped with us.
  Whoever ships both together must let it be replaced, and pass its licence on.
  It carries HermiT (LGPL) and Pellet (AGPL, version 3, or a licence of its makers).
  These are Java programs of their own, which `treatygraph reason` starts and nothing else uses.
- **certifi** is under the MPL 2.0: changes of its files are to be published; there are none.

## Shipped with the pages

Their licences are in `visualizations/assets/licences`:

"""
#: Names that packages give for the same licence.
_SAME = {
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "BSD 3-Clause License": "BSD-3-Clause",
    "W3C SOFTWARE NOTICE AND LICENSE": "W3C",
    "W3C License": "W3C",
    "ISC license": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
#: Packages whose metadata does not say: what their own licence file is.
_READ = {"ptyprocess": "ISC"}


def licence_of(name: str) -> str:
    """Return what a package says of its licence: an SPDX expression, else its own words."""
    said: dict[str, str] = {}
    for field in ("License-Expression", "License"):
        said[field] = (metadata.metadata(name).get_all(field) or [""])[0]
    if said["License-Expression"]:
        return said["License-Expression"]
    classes = [
        c.rpartition(" :: ")[2]
        for c in metadata.metadata(name).get_all("Classifier") or []
        if c.startswith("License")
    ]
    short = said["License"].strip()
    named = [short] if short and "\n" not in short and len(short) < 60 else classes
    if name in _READ:
        return _READ[name]
    return " AND ".join(dict.fromkeys(_SAME.get(n, n) for n in named)) or "not said"


def closure() -> dict[str, str]:
    """Return the packages that an installation brings, and which of ours needs each."""
    found: dict[str, str] = {}
    waiting = [(need, "treatygraph") for need in needs("treatygraph", "")]
    while waiting:
        need, by = waiting.pop(0)
        name = canonicalize_name(need.name)
        if name in found:
            continue
        found[name] = by
        for extra in ("", *need.extras):
            waiting += [(more, need.name) for more in needs(name, extra)]
    return found


def needs(name: str, extra: str) -> Iterator[Requirement]:
    """Yield what a package needs here, with one of its extras."""
    for text in metadata.requires(name) or []:
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate({"extra": extra}):
            yield need


def shipped() -> Iterator[str]:
    """Yield a line for each vendored program of the pages: its folder has its licence."""
    for path in sorted((ROOT / "visualizations" / "assets" / "licences").iterdir()):
        yield f"- `{path.name}`\n"


def page() -> str:
    """Return the page."""
    rows = (
        f"| {metadata.metadata(name)['Name']} | {licence_of(name)} | {by} |\n"
        for name, by in sorted(closure().items())
    )
    return _HEAD + "".join(rows) + _TAIL + "".join(shipped())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
