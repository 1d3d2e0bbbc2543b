"""What the graph says of one thing, as pages need it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from treatygraph.draw.node_kinds import last_words
from treatygraph.languages import gettext, message, said
from treatygraph.vocab import compact

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = [
    "Fact",
    "Value",
    "describe",
    "evidence_of",
    "exists",
    "kind_words",
    "kinds_of",
    "mentioned_by",
]

#: Said elsewhere on the page, or of no use to a reader.
_LEFT_OUT = ("rdf:type", "tg:hasEvidence", "rdfs:label", "tg:check", "eli:id_local")


class Value(NamedTuple):
    """A value: its text, its IRI where it is a thing, its language where it is a text with one."""

    text: str
    iri: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of a thing with its values."""

    name: str
    iri: str
    values: tuple[Value, ...]


def exists(site: Site, iri: str) -> bool:
    """Tell whether the graph says anything of a thing."""
    from pyoxigraph import NamedNode

    node = NamedNode(iri)
    store = site.store
    about = next(store.quads_for_pattern(node, None, None, None), None)
    return (
        about is not None or next(store.quads_for_pattern(None, None, node, None), None) is not None
    )


def kinds_of(site: Site, iri: str) -> set[str]:
    """Return the classes of a thing as prefixed names."""
    return {compact(row["c"]) for row in site.rows("SELECT ?c WHERE { ?it a ?c }", it=iri)}


def kind_words(kinds: set[str]) -> list[str]:
    """Return the classes of a thing in words: our own, without what a narrower one implies.

    >>> kind_words({"tg:KeyRecommendation", "tg:Recommendation", "tg:Position", "oa:Annotation"})
    ['key recommendation']
    """
    own = {kind for kind in kinds if kind.startswith("tg:")} - {"tg:Provision"}
    for narrow, wide in _IMPLIED.items():
        if narrow in own:
            own -= set(wide)
    return [_split(kind.removeprefix("tg:")) for kind in sorted(own)]


_IMPLIED = {
    "tg:KeyRecommendation": ("tg:Recommendation", "tg:Position"),
    "tg:Recommendation": ("tg:Position",),
    "tg:Treaty": ("tg:Instrument",),
    "tg:State": ("tg:Stakeholder",),
}


def _split(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def describe(site: Site, iri: str) -> list[Fact]:
    """Return the direct facts of a thing, by property."""
    groups: dict[str, list[Value]] = defaultdict(list)
    for row in site.rows("things/facts", it=iri):
        text = row["o"]
        is_thing = row.get("thing") == "true"
        value = (
            Value(_named(site, text), text) if is_thing else Value(text, "", row.get("lang", ""))
        )
        if value not in groups[row["p"]]:
            groups[row["p"]].append(value)
    return [
        Fact(_words(site, name), name, tuple(values))
        for name, values in groups.items()
        if compact(name) not in _LEFT_OUT
    ]


def mentioned_by(site: Site, iri: str, *, limit: int = 200) -> list[Fact]:
    """Return the things that point to a thing, by property."""
    groups: dict[str, list[Value]] = defaultdict(list)
    for row in site.rows("things/pointers", it=iri)[:limit]:
        value = Value(_named(site, row["s"]), row["s"])
        if value not in groups[row["p"]]:
            groups[row["p"]].append(value)
    return [Fact(_back(site, name), name, tuple(values)) for name, values in groups.items()]


#: How a thing is said to be pointed at, by property.
_BACK = {
    "tg:target": message("is spoken of in"),
    "tg:callsFor": message("is called for in"),
    "tg:heldBy": message("says"),
    "tg:ofLineage": message("has the member"),
    "tg:inDraft": message("holds"),
    "tg:inChapter": message("holds"),
    "tg:statedIn": message("states"),
    "tg:documentedBy": message("documents"),
    "tg:document": message("is relied on in"),
    "tg:assesses": message("is assessed in"),
    "tg:assessedDraft": message("is assessed in"),
    "tg:supportedBy": message("is a reason for"),
    "tg:mentionOf": message("is named in"),
    "tg:absenceOf": message("is lacking in"),
    "tg:referenceTo": message("is referred to in"),
    "tg:referenceInstrument": message("is cited in"),
    "tg:ofTreaty": message("belongs to it"),
    "tg:reviews": message("is reviewed in"),
    "tg:lacks": message("is said to be lacking in"),
    "tg:names": message("is named in"),
    "skos:hasTopConcept": message("is a top concept of"),
    "tg:modelOf": message("has the model"),
    "eli:is_part_of": message("has the part"),
    "eli:has_member": message("is a member of"),
    "skos:broader": message("has the narrower"),
    "prov:wasRevisionOf": message("was revised as"),
}


def _back(site: Site, name: str) -> str:
    """Return the words for a property read from its object's side."""
    known = _BACK.get(compact(name))
    return said(known) if known else gettext("stands under “%(name)s” of", name=_words(site, name))


def _named(site: Site, iri: str) -> str:
    """Return the name of a thing; of a part of a draft, with the draft."""
    for draft in site.drafts:
        if iri.startswith(f"{draft.iri}/"):
            return f"{site.label(iri)} ({draft.short})"
    return site.label(iri)


def _words(site: Site, name: str) -> str:
    """Return a property's own label, else its name taken apart into words."""
    label = site.label(name)
    if label != last_words(name):
        return label
    return _split(compact(name).rpartition(":")[2].rpartition("#")[2].replace("_", " "))


def evidence_of(site: Site, iri: str) -> list[Row]:
    """Return the evidence of a thing; what the same place says of several facts, once."""
    found: dict[tuple[str, ...], Row] = {}
    for row in site.rows("things/evidence", it=iri):
        key = tuple(row.get(name, "") for name in ("basis", "document", "place", "note"))
        entry = found.setdefault(key, row)
        about = row.get("about", "")
        if about and about not in entry.get("about", "").split(", "):
            entry["about"] = ", ".join(filter(None, [entry.get("about", ""), about]))
    return list(found.values())
