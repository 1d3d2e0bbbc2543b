"""Which article, stakeholder or chapter a person means: a key, a number, a name."""

from __future__ import annotations

from treatygraph.ask import find_question, resolve
from treatygraph.asker import Source
from treatygraph.catalogue import catalogue
from treatygraph.dossier.brief import Brief, article_brief, chapter_brief, stakeholder_brief
from treatygraph.dossier.library import Library
from treatygraph.errors import UsageError

__all__ = ["brief_of", "brief_of_iri", "lineage_named"]


def lineage_named(graph: Source, name: str) -> str:
    """Return the lineage of a number (`24`, `art-24`, `zero-draft/5`), a key or a name."""
    question = find_question("positions-on-lineage", catalogue())
    return str(getattr(resolve(graph, question, {"lineage": name})["lineage"], "value", ""))


def brief_of(library: Library, name: str, *, draft: str, source: str) -> Brief:
    """Return the brief of what a name means: a chapter (`ch-4`), a stakeholder, an article."""
    if name.casefold().startswith(("ch-", "chapter ")):
        return _chapter(library, name, draft, source)
    holders = [
        holder
        for holder, said in library.statements.by_holder.items()
        if name.casefold() in _names(library, holder, said[0])
    ]
    if len(holders) == 1:
        return stakeholder_brief(library, holders[0], source=source)
    return article_brief(library, lineage_named(library.travaux, name), source=source)


def brief_of_iri(library: Library, iri: str, *, source: str) -> Brief:
    """Return the brief of a lineage, a stakeholder or a chapter."""
    if "/lineage/" in iri:
        return article_brief(library, iri, source=source)
    if "/stakeholder/" in iri:
        return stakeholder_brief(library, iri, source=source)
    return chapter_brief(library, iri, source=source)


def _names(library: Library, holder: str, statement: str) -> set[str]:
    said = library.statements.every[statement]
    names = (holder.rpartition("/")[2], said.holder_name, said.holder_short)
    return {name.casefold() for name in names}


def _chapter(library: Library, name: str, draft: str, source: str) -> Brief:
    known = resolve(library.travaux, find_question("chapters", catalogue()), {"draft": draft})
    within = str(getattr(known["draft"], "value", ""))
    wanted = name.casefold().removeprefix("chapter ").strip()
    found = library.travaux.records("dossiers/chapters", it=within)
    for row in found:
        if wanted in (row["key"].casefold(), row.get("number", "").casefold()):
            return chapter_brief(library, row["chapter"], source=source)
    keys = ", ".join(dict.fromkeys(row["key"] for row in found))
    raise UsageError(f"There is no chapter {name!r} in {draft}.", expected=f"one of {keys}")
