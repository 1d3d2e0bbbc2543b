"""The dossier of a chapter in one draft: its articles, and what is asked of them and of it."""

from __future__ import annotations

from treatygraph.dossier.library import Library
from treatygraph.dossier.records import ChapterDossier
from treatygraph.errors import UsageError

__all__ = ["chapter_dossier"]


def chapter_dossier(library: Library, chapter: str) -> ChapterDossier:
    """Return the dossier of a chapter; raise `UsageError` where it is none."""
    found = library.travaux.records("dossiers/chapter", it=chapter)
    if not found:
        raise UsageError(f"{chapter!r} is no chapter.", expected="a chapter of a draft")
    draft = library.draft[found[0]["draft"]]
    articles: dict[str, str] = {}
    for row in library.travaux.records("dossiers/articles", it=chapter):
        articles.setdefault(row["article"], row.get("lineage", ""))
    order = sorted(articles, key=library.travaux.order)
    things = {a: [a, *filter(None, [articles[a]]), *library.below.get(a, ())] for a in order}
    whole = [chapter, *(row["role"] for row in found if "role" in row)]
    treaty = next(t for t, refs in library.drafts.items() if draft in refs)
    every = [*whole, *(thing for near in things.values() for thing in near)]
    return ChapterDossier(
        iri=chapter,
        name=library.travaux.name(chapter),
        draft=draft,
        articles=tuple(
            (a, library.travaux.name(a), articles[a], len(library.statements.on(things[a])))
            for a in order
        ),
        said=tuple(library.statements.on(every)),
        drafts=tuple(library.drafts[treaty]),
    )
