"""The dossier of an article: one negotiated thing through all drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from treatygraph.dossier.library import Library
from treatygraph.dossier.records import (
    ArticleDossier,
    Model,
    Placed,
    Pointer,
    Row,
    Said,
    State,
    Version,
    last,
)
from treatygraph.errors import UsageError

__all__ = ["article_dossier", "lineages_of_treaty"]


def lineages_of_treaty(library: Library, treaty: str) -> list[str]:
    """Return the lineages of a treaty in the order of its latest draft that has each."""
    found = [row["lineage"] for row in library.travaux.records("dossiers/lineages", it=treaty)]
    travaux = library.travaux
    drafts = [ref.iri for ref in library.drafts.get(treaty, [])]

    def place(lineage: str) -> tuple[int, int, str]:
        members = travaux.lineages.get(lineage, [])
        latest = max(
            (drafts.index(d) for m in members if (d := travaux.keys[m][0]) in drafts), default=-1
        )
        orders = [
            travaux.orders[m]
            for m in members
            if latest >= 0 and travaux.keys[m][0] == drafts[latest]
        ]
        return -latest, min(orders, default=0), lineage

    return sorted(found, key=place)


def article_dossier(library: Library, lineage: str) -> ArticleDossier:
    """Return the dossier of a lineage; raise `UsageError` where there is none."""
    found = library.travaux.records("dossiers/lineage", it=lineage)
    if not found:
        raise UsageError(f"{lineage!r} is no lineage.", expected="a lineage of a treaty")
    head = found[0]
    members = library.travaux.lineages.get(lineage, [])
    versions = tuple(_versions(library, head["treaty"], members))
    safeguards, untold = _safeguards(library, versions)
    return ArticleDossier(
        iri=lineage,
        name=head["label"],
        key=head.get("key") or lineage.rpartition("/")[2],
        treaty=head["treaty"],
        treaty_name=head.get("treatyName", ""),
        versions=versions,
        said=tuple(_said(library, lineage, members)),
        safeguards=safeguards,
        untold=untold,
        pointers=tuple(_pointers(library, lineage)),
        models=tuple(_models(library, lineage)),
        read=_read(library, lineage),
    )


def _versions(library: Library, treaty: str, members: list[str]) -> Iterable[Version]:
    travaux = library.travaux
    for ref in library.drafts.get(treaty, []):
        here = [m for m in members if travaux.keys.get(m, ("",))[0] == ref.iri]
        places = tuple(_placed(library, ref.iri, m) for m in sorted(here, key=travaux.order))
        absent = "not there" if travaux.knows_all(ref.iri) else "not registered"
        yield Version(ref, "there" if places else absent, places)


def _placed(library: Library, draft: str, provision: str) -> Placed:
    row = library.places.get(provision, {})
    chapter = row.get("chapter", "")
    parts = tuple((part, library.travaux.name(part)) for part in library.below.get(provision, ()))
    return Placed(
        iri=provision,
        label=library.travaux.name(provision),
        number=row.get("number", ""),
        heading=row.get("heading", ""),
        language=row.get("language", ""),
        chapter=chapter,
        chapter_label=library.travaux.name(chapter) if chapter else "",
        status="deleted" if provision in library.travaux.deleted else row.get("status", ""),
        basis=library.travaux.basis.get(provision, ""),
        units=library.units(draft, provision),
        parts=parts,
    )


def _said(library: Library, lineage: str, members: list[str]) -> Iterable[Said]:
    """Yield what is said of the article, then what is said of the chapters it stands in."""
    own = [lineage, *members, *(part for m in members for part in library.below.get(m, ()))]
    near = library.statements.on(own)
    seen = {said.iri for said in near}
    yield from near
    places = [library.places.get(m, {}) for m in members]
    chapters = [p[name] for p in places for name in ("chapter", "role") if name in p]
    for said in library.statements.on(chapters):
        if said.iri not in seen:
            yield replace(said, reach="chapter")


def _safeguards(
    library: Library, versions: tuple[Version, ...]
) -> tuple[tuple[tuple[str, tuple[State, ...]], ...], int]:
    """Return each safeguard of which anything is known here, and how many are told of nowhere."""
    known = [version for version in versions if version.places]
    names = {
        s for version in known for s in library.cells(version.draft.iri).safeguards("safeguards")
    }
    found = []
    for safeguard in sorted(names, key=library.name):
        states = tuple(_state(library, version, safeguard) for version in known)
        if any(state.state != "cannot tell" for state in states):
            found.append((safeguard, states))
    return tuple(found), len(names) - len(found)


_BEST = ("direct", "via", "none", "cannot tell")


def _state(library: Library, version: Version, safeguard: str) -> State:
    """Return the best state among the places that an article has in a draft."""
    facts = library.cells(version.draft.iri)
    cells = [facts.cell(place.iri, safeguard) for place in version.places]
    best = min(cells, key=lambda cell: _BEST.index(cell.state))
    via = library.travaux.name(best.via).partition(". ")[0] if best.via else ""
    return State(version.draft.iri, best.state, best.via, via, best.basis, best.facts)


def _pointers(library: Library, lineage: str) -> Iterable[Pointer]:
    seen: set[tuple[str, str]] = set()
    for row in library.travaux.records("dossiers/pointers", it=lineage):
        if (row["fact"], row["way"]) in seen:
            continue
        seen.add((row["fact"], row["way"]))
        other = row["from"] if row["way"] == "in" else row.get("to") or row.get("instrument", "")
        yield Pointer(
            fact=row["fact"],
            draft=library.travaux.keys.get(row["member"], ("",))[0],
            way=row["way"],
            source=row["from"],
            target=other,
            label=library.name(other) if other else row.get("resolution", "unresolved"),
            words=row.get("words", ""),
            resolution=row.get("resolution", ""),
            basis=last(row.get("basis", "")),
        )


def _models(library: Library, lineage: str) -> Iterable[Model]:
    found: dict[str, Row] = {}
    for row in library.travaux.records("dossiers/models", it=lineage):
        found.setdefault(row["model"], row)
    for model, row in found.items():
        facts = library.cells(row["there"])
        cells = [facts.cell(model, safeguard) for safeguard in facts.safeguards("safeguards")]
        has = tuple((c.safeguard, c.state) for c in cells if c.state in ("direct", "via"))
        yield Model(
            iri=model,
            label=library.travaux.name(model),
            treaty=library.name(row["treaty"]),
            basis=last(row.get("basis", "")),
            note=row.get("note", ""),
            safeguards=has,
        )


def _read(library: Library, lineage: str) -> dict[str, dict[str, bool]]:
    """Return draft → whether the article was read there for references and for safeguards."""
    found: dict[str, dict[str, bool]] = {}
    for row in library.travaux.records("dossiers/read", it=lineage):
        draft = library.travaux.keys.get(row["member"], ("",))[0]
        said = found.setdefault(draft, {"references": True, "mentions": True})
        for name in said:
            said[name] = said[name] and row.get(name) == "true"
    return found
