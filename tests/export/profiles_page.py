"""The page docs/profiles.md: each profile with its rules, and what it says of one thing.

`python -m tests.export.profiles_page` writes it anew from the sample treaty.
"""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from tests.assess.conftest import sample_store
from treatygraph.export.profiles import PROFILES, as_turtle, construct_profile, profile_files
from treatygraph.vocab import expand

PAGE = Path(__file__).resolve().parents[2] / "docs" / "profiles.md"

#: Profile → the thing shown: the first of this class that has this property.
SHOWN = {
    "annotation": ("oa:Annotation", "dcterms:creator"),
    "earl": ("earl:Assertion", "earl:result"),
    "eli": ("eli:LegalResourceSubdivision", "eli:refers_to"),
    "prov": ("prov:Entity", "prov:wasGeneratedBy"),
    "schema": ("schema:Legislation", "schema:citation"),
}
HELD = {
    "annotation": "Held to the Web Annotation Data Model by our shapes, its terms to `oa.ttl`. "
    "A place such as `p. 4` becomes a page of the PDF (RFC 3778) where the document is one; any "
    "other place stays in words. Where the text of a draft is loaded, provisions are positions "
    "in characters.",
    "earl": "Held to the EARL 1.0 Schema by our shapes. Checks are asserted by the software "
    "(`earl:automatic`), verdicts of persons by these (`earl:manual`).",
    "eli": "We found no SHACL for ELI or ELI-DL as such, so our shapes hold the profile to the "
    "domains and ranges of both. The European Parliament publishes shapes of its own "
    "application profile; they demand its own identifiers, code lists and kinds of "
    "activity, and so find no other publisher's data conforming, ours included.",
    "prov": "Held to the typing and impossibility constraints of PROV by our shapes; a test finds "
    "that no derivation leads back to where it started. Days of sessions are not given as "
    "times, since PROV wants an instant that nobody recorded.",
    "schema": "Held to the domains and ranges of schema.org by our shapes. The SHACL of schema.org "
    "itself is recursive: pyshacl gives up on data that is linked in a circle, as treaty "
    "and draft are; so `rangeIncludes` and `domainIncludes` were checked against `schema.ttl` "
    "instead. The namespace is `https://schema.org/`.",
}


def example(name: str) -> str:
    """Return what a profile says of one thing, with the things that it consists of."""
    triples = construct_profile(sample_store(), name)
    kind, prop = SHOWN[name]
    has = {t.subject for t in triples if t.predicate.value == expand(prop)}
    thing = next(
        t.subject for t in triples if t.object == NamedNode(expand(kind)) and t.subject in has
    )
    within = str(thing)[1:-1] + "/"
    parts = {
        t.object
        for t in triples
        if t.subject == thing and str(getattr(t.object, "value", "")).startswith(within)
    }
    if name in ("eli", "schema"):
        parts = set()
    shown: list[Triple] = [t for t in triples if t.subject == thing or t.subject in parts]
    lines = as_turtle(shown).decode().splitlines()
    body = [line for line in lines if not line.startswith("@prefix")]
    used = [
        line
        for line in lines
        if line.startswith("@prefix")
        and re.search(rf"(?<![\w-]){line.split()[1]}", "\n".join(body))
    ]
    return "\n".join([*sorted(used), "", *body]).strip()


def summary(path: Path) -> str:
    """Return what the first line of a query says that it does."""
    return path.read_text("utf-8").partition("\n")[0].removeprefix("#+ summary: ")


def page() -> str:
    """Return the whole page."""
    parts = [
        "# Profiles: the same facts in other vocabularies\n\n"
        "`treatygraph export --profile NAME --out DIR` writes `NAME.ttl` and `NAME.jsonld`; "
        "`--profile` may be repeated.\n"
        "Each profile is a folder of CONSTRUCT queries in `queries/profiles/`, which an ontologist "
        "edits without Python; its shapes are in `ontology/shapes/profiles/`.\n\n"
        "Tests hold every profile of the sample treaty to its shapes with two engines, break every "
        "shape at least once, and compare the numbers with those of the graph. Every foreign term "
        "that a query writes stands in `ontology/foreign-terms.csv` with where it was read.\n"
        "The examples are from the [sample treaty](sample.md); "
        "`python -m tests.export.profiles_page` writes this page.\n"
    ]
    for name, what in PROFILES.items():
        rules = "\n".join(f"| `{p.name}` | {summary(p)} |" for p in profile_files(name))
        parts.append(
            f"## `{name}`\n\n{what}.\n\n{HELD[name]}\n\n| query | what it says |\n|---|---|\n"
            f"{rules}\n\n```turtle\n{example(name)}\n```\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
