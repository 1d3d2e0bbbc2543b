"""A home in which the sample treaty is registered and nothing of it was read.

Its first draft has an outline of headings, the others nothing; no text, no references, no
safeguards.  With the Agreement on biological diversity beyond national jurisdiction, of
which a public copy may be at hand.
"""

import os
import re
import shutil
from pathlib import Path

import yaml

from tests.documents.official_layout import as_docx, as_pdf, printed
from treatygraph.resources import locate

__all__ = ["AGREEMENT", "FILES", "prepare", "real_files", "saved"]

#: The Agreement's own symbol, and its title as page 1 prints it.
AGREEMENT = "A/CONF.232/2023/4"
_TITLE = (
    "Agreement under the United Nations Convention on the Law of the Sea on the Conservation "
    "and Sustainable Use of Marine Biological Diversity of Areas beyond National Jurisdiction"
)
_ROOT = Path(__file__).resolve().parent.parent
_SAMPLE = locate("data", "sample")
#: The drafts of the sample with the files that a browser might save them as.
FILES = {"first": "N3001234.pdf", "second": "download (3).docx", "third": "x"}


def prepare(home: Path) -> None:
    """Write the registered things of the sample below a home, as the user's own data."""
    data = home / "data"
    shutil.copytree(
        _SAMPLE, data, ignore=shutil.ignore_patterns("texts", "answers.yaml", "reviews")
    )
    sources = (data / "sources.yaml").read_text("utf-8")
    sources = re.sub(r", media_type: [^,}]+|, sha256: \w+|, bytes: \d+", "", sources)
    row = (
        f'{{key: bbnj, title: "{_TITLE}", kind: treaty, symbol: {AGREEMENT}, licence: sample-text}}'
    )
    (data / "sources.yaml").write_text(f"{sources}  - {row}\n", "utf-8")
    treaties = (data / "treaties.yaml").read_text("utf-8")
    treaty = f'{{key: bbnj, title: "{_TITLE}", short_title: BBNJ Agreement, negotiated: true}}'
    (data / "treaties.yaml").write_text(f"{treaties}  - {treaty}\n", "utf-8")
    for path in (data / "drafts").glob("harbour-signals.*.yaml"):
        path.write_text(_outline(path.read_text("utf-8"), whole="first" in path.name), "utf-8")
    (data / "drafts" / "bbnj.2023.yaml").write_text(
        "treaty: bbnj\ndraft: '2023'\ntitle: BBNJ Agreement\ndocument: bbnj\n"
        "evidence: [{basis: unverified}]\n",
        "utf-8",
    )
    lineage = data / "lineage" / "harbour-signals.yaml"
    lineage.write_text(_first_members(lineage.read_text("utf-8")), "utf-8")


def _outline(text: str, *, whole: bool) -> str:
    facts = yaml.load(text, yaml.BaseLoader)
    kept = {k: facts[k] for k in ("treaty", "draft", "title", "document", "date") if k in facts}
    kept["evidence"] = [{"basis": "unverified"}]
    if "revises" in facts:
        kept["revises"] = facts["revises"]
    if whole:
        kept["provisions"] = [
            {k: p[k] for k in ("id", "number", "heading", "role") if k in p}
            for p in facts["provisions"]
            if "heading" in p
        ]
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True)


def _first_members(text: str) -> str:
    """Return the lineages with their members in the first draft alone, where they have one."""
    facts = yaml.load(text, yaml.BaseLoader)
    rows = []
    for row in facts["lineages"]:
        first = {k: v for k, v in row["members"].items() if k == "first"}
        row["members"] = first or row["members"]
        rows.append({k: v for k, v in row.items() if k not in ("evidence", "modelled_on")})
    kept = {"treaty": facts["treaty"], "evidence": [{"basis": "unverified"}], "lineages": rows}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True)


def real_files() -> Path | None:
    """Return the folder of public copies, None where it is not at hand."""
    folder = Path(os.environ.get("TREATYGRAPH_SOURCES", _ROOT.parent / "shared" / "sources"))
    return folder if (folder / "bbnj-agreement-2023-en.pdf").exists() else None


def saved(folder: Path) -> None:
    """Put the drafts into a folder as somebody would have saved them."""
    folder.mkdir(parents=True, exist_ok=True)
    for draft, name in FILES.items():
        text = printed(_SAMPLE / "texts" / f"{draft}.txt")
        make = as_docx if name.endswith("docx") else as_pdf
        (folder / name).write_bytes(make(text))
