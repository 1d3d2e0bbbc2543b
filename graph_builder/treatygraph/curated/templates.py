"""New curated files from the templates in `data/templates`, with comments that say how to go on."""

from __future__ import annotations

import json
from string import Template

from treatygraph.resources import locate

__all__ = ["KINDS", "filled"]

#: Kind of thing → the file that it stands in, below a data folder.
KINDS = {
    "position": "positions/{key}.yaml",
    "draft": "drafts/{treaty}.{key}.yaml",
    "treaty": "treaties.yaml",
    "stakeholder": "stakeholders.yaml",
}


def filled(kind: str, **values: str) -> str:
    """Return the template of a kind with its places filled; titles are quoted for YAML.

    >>> print(filled("stakeholder", key="keepers", title="Keepers: all").splitlines()[2])
        name: "Keepers: all"
    """
    text = locate("data", "templates", f"{kind}.yaml.txt").read_text("utf-8")
    title = json.dumps(values.get("title") or values["key"], ensure_ascii=False)
    schema = locate("data", "schema").as_posix()
    return Template(text).substitute({**values, "title": title, "schema": schema})
