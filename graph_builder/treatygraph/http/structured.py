"""What a page says in schema.org's words, for machines that read pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["structured"]

_TYPES = {
    "tg:Draft": "Legislation",
    "tg:Provision": "Legislation",
    "tg:Treaty": "Legislation",
    "tg:Stakeholder": "Organization",
    "tg:State": "Country",
    "tg:Document": "CreativeWork",
    "tg:Session": "Event",
    "tg:Position": "Statement",
}


def structured(site: Site, iri: str, kinds: set[str]) -> dict[str, Any]:
    """Return a thing as schema.org JSON-LD."""
    found = [_TYPES[kind] for kind in sorted(kinds) if kind in _TYPES]
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": iri,
        "@type": found[-1] if found else "Thing",
        "name": site.label(iri),
    }
    if "tg:Provision" in kinds:
        rows = site.rows("things/whole", it=iri)
        if rows:
            about["isPartOf"] = {"@id": rows[0]["whole"], "name": site.label(rows[0]["whole"])}
    if "tg:Position" in kinds:
        rows = site.rows("things/holder", it=iri)
        if rows:
            about["author"] = {"@id": rows[0]["holder"], "name": site.label(rows[0]["holder"])}
    return about
