"""The drafts of the treaties, and which of them a request means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatygraph.errors import UsageError

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["Draft", "chosen_draft", "drafts_of", "known_drafts"]

_DRAFTS = """
SELECT ?draft ?label ?key ?date ?treaty ?treatyLabel ?negotiated
  (COUNT(?article) AS ?articles) WHERE {
  ?treaty eli:has_member ?draft . ?draft a tg:Draft ; rdfs:label ?label ; eli:id_local ?key .
  OPTIONAL { ?draft tg:datePrinted ?date }
  OPTIONAL { ?treaty rdfs:label ?treatyLabel }
  OPTIONAL { ?treaty tg:negotiated ?negotiated }
  OPTIONAL { ?article tg:inDraft ?draft ; a tg:Article }
}
GROUP BY ?draft ?label ?key ?date ?treaty ?treatyLabel ?negotiated
ORDER BY DESC(?negotiated) ?treaty ?date ?draft
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft as the pages need it."""

    iri: str
    key: str
    name: str
    date: str
    treaty: str
    treaty_name: str
    articles: int
    negotiated: bool

    @property
    def short(self) -> str:
        """The key in words, for narrow places: `zero draft`, `rev 1`; of a model, its treaty."""
        words = self.key.rpartition("/")[2].replace("-", " ")
        return words if self.negotiated else f"{self.treaty_name} ({words})"

    @property
    def label(self) -> str:
        """The name with the date, as lists show it."""
        when = f" ({self.date})" if self.date else ""
        return f"{self.treaty_name}: {self.name}{when}" if not self.negotiated else self.name + when


def known_drafts(site: Site) -> list[Draft]:
    """Return all drafts, those of treaties under negotiation first, oldest first."""
    return site.once("drafts", lambda: _load(site))


def _load(site: Site) -> list[Draft]:
    rows = site.rows(_DRAFTS)
    return [
        Draft(
            row["draft"],
            "/".join(row["draft"].rsplit("/", 2)[1:]),
            row["label"],
            row.get("date", ""),
            row["treaty"],
            row.get("treatyLabel", ""),
            int(row["articles"]),
            row.get("negotiated") == "true",
        )
        for row in rows
    ]


def drafts_of(site: Site, treaty: str) -> list[Draft]:
    """Return the drafts of one treaty, oldest first."""
    return [draft for draft in known_drafts(site) if draft.treaty == treaty]


def chosen_draft(site: Site, name: str | None) -> Draft:
    """Return the draft of a key, the last part of a key, or an IRI.

    Without a name: the first draft, treaties under negotiation first, of which about as
    many articles are known as of any other.
    """
    drafts = known_drafts(site)
    if name:
        for draft in drafts:
            if name in (draft.iri, draft.key, draft.key.rpartition("/")[2]):
                return draft
        raise UsageError(
            f"There is no draft {name!r}.",
            expected="one of " + ", ".join(draft.key for draft in drafts),
        )
    most = max((draft.articles for draft in drafts if draft.negotiated), default=0)
    for draft in drafts:
        if draft.articles and 2 * draft.articles >= most:
            return draft
    raise UsageError("The graph holds no draft with articles.", remedy="run `treatygraph build`")
