"""References: each place in a text that points elsewhere, with its targets one by one.

A reference is never silently dropped: what cannot be resolved is `dangling` or
`ambiguous` with a reason, what points to another instrument is `external` and never
taken as internal.  "This Convention" alone points to no provision and is no reference;
"this article" is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from treatygraph.model import Provision, Reference
from treatygraph.model.facts import ReferenceStatus
from treatygraph.readers.citations.antecedents import Antecedents
from treatygraph.readers.citations.chains import Chain, inside
from treatygraph.readers.citations.forms import Forms, forms_of
from treatygraph.readers.citations.names import Name, Names
from treatygraph.readers.citations.resolve import Target, Tree, external_targets
from treatygraph.readers.citations.scan import scan
from treatygraph.readers.phrases import rejoin

__all__ = ["KINDS", "find_references"]

#: Words before a reference → notation of the reference-kind scheme; the first that matches wins.
KINDS: tuple[tuple[str, str], ...] = (
    ("established-by", r"established\s+(?:in\s+accordance\s+with|pursuant\s+to|by|under|in)|set\s+up\s+under"),
    ("without-prejudice-to", r"without\s+prejudice\s+to|sans\s+préjudice|sin\s+perjuicio|без\s+ущерба|دون\s+(?:المساس|الإخلال)|不妨碍|不影响"),
    ("subject-to", r"subject\s+to|sous\s+réserve|con\s+sujeción|a\s+reserva|при\s+условии|с\s+учетом|رهنا\s+ب|在不违反|在遵守"),
    ("in-accordance-with", r"in\s+(?:accordance|conformity|compliance)\s+with|consistent\s+with|conformément|de\s+conformidad\s+con|в\s+соответствии|وفقا\s*ل?|根据|按照|依照"),
    ("pursuant-to", r"pursuant\s+to|by\s+virtue\s+of|en\s+application|en\s+vertu|en\s+virtud|согласно|بموجب|عملا\s+ب"),
    ("notwithstanding", r"notwithstanding|nonobstant|no\s+obstante|несмотря\s+на|بصرف\s+النظر|على\s+الرغم|尽管|虽有"),
    ("except-as-provided", r"except\s+(?:as\s+(?:otherwise\s+)?(?:specifically\s+)?(?:provided|stated)(?:\s+otherwise)?\s+(?:for\s+)?(?:in|by|under)|in|where)|sauf|salvo|за\s+исключением|باستثناء|除"),
    ("as-defined-in", r"(?:as\s+)?defined\s+(?:in|by)|within\s+the\s+meaning\s+of|définie?s?\s+[àa]|definid[oa]s?\s+en|определен\w*\s+в|المعرَّ?فة?\s+في|所界定"),
    ("for-the-purposes-of", r"for\s+(?:the\s+)?purposes?\s+of|aux\s+fins|a\s+los\s+efectos|для\s+целей|لأغراض|为"),
    ("under", r"under"),
    ("mutatis-mutandis", r"mutatis\s+mutandis"),
    ("applies-to", r"appl(?:y|ies)\s+to"),
    ("in-conjunction-with", r"(?:in\s+conjunction|together)\s+with"),
)  # fmt: skip
_KIND_PATTERNS = [
    (
        kind,
        regex.compile(
            rf"(?:{words})\W*(?:the\s+)?(?:provisions\s+of\s+|requirements\s+of\s+)?(?:[ل]|de\s+l['’]|des?\s+|aux?\s+|del?\s+|los\s+|со?\s+)?$",
            regex.I,
        ),
    )
    for kind, words in KINDS
]


def find_references(
    provisions: Sequence[Provision],
    pieces: Mapping[str, Sequence[tuple[int, int]]],
    text: str,
    *,
    language: str = "en",
    aliases: Mapping[str, str] | None = None,
    titles: Iterable[str] = (),
) -> tuple[Reference, ...]:
    """Return all references of a document, in order of place; spans point into `text`.

    `aliases` maps printed names of instruments to their keys; `titles` are this document's
    own, which are no references.
    """
    bodies = [text[a:b] for spans in pieces.values() for a, b in spans]
    finder = _Finder(
        Tree(provisions), Names(bodies, aliases or {}, titles, language=language), language
    )
    found: list[Reference] = []
    for provision in provisions:
        for start, end in pieces.get(provision.key, ()):
            found.extend(finder.in_piece(provision.key, text[start:end], start))
    return tuple(found)


_POINTING = regex.compile(
    r"\b(?:that|said|same|such|those|latter|above|abovementioned|above-mentioned|aforementioned|aforesaid)\b"
)
#: Words between an instrument's name and its article: "… Convention (ETS No. 141), Article 6".
_AFTER_NAME = regex.compile(
    r"\s*\)?\s*(?:\([^()]{2,60}\)\s*)?,\s*(?:in\s+particular\s+|especially\s+|notably\s+)?"
)
_AFTER_ARTICLE = regex.compile(r"\s*(?:[,;.)]|$)")
_ITS = regex.compile(r"\b[Ii]ts\s+(?:provisions,?\s+(?:especially|in\s+particular)\s+(?:of\s+)?)?$")
_OF_IT = regex.compile(r"\s+(?:there(?:of|to)|of\s+the\s+latter)\b")
_ALONE = ("article", "annex", "chapter", "part", "section")
_OF_AND = regex.compile(r"\s*,?\s+(?:of|to|in|under)\s*,?\s+(?:and|or)\s+")


_SAME_CLAUSE = regex.compile(r"[^.;:]{0,40}")


def _is_loose(chain: Chain) -> bool:
    """Tell "that annex" and "the above items", of which nothing was named before, from references."""
    first = chain.segments[0]
    common = {
        "that": ("annex", "part", "title", "chapter", "section", "item"),
        "preceding": ("item",),
    }
    return first.level in common.get(first.mode, ())


def _status(reason: str) -> ReferenceStatus:
    """Return the status that a reason stands for; several candidates make it ambiguous."""
    if not reason:
        return "resolved"
    return "ambiguous" if reason == "number-not-stated" or "several" in reason else "dangling"


class _Finder:
    def __init__(self, tree: Tree, names: Names, language: str) -> None:
        self.tree = tree
        self.names = names
        self.language = language
        self.forms: Forms = forms_of(language)
        self.said = Antecedents()

    def in_piece(self, source: str, text: str, offset: int) -> Iterator[Reference]:
        """Yield the references of one stretch of a provision's text."""
        taken: list[tuple[int, int]] = []
        rows: list[tuple[int, Reference]] = []
        kind, before = "referred-to-in", -1
        last: Chain | None = None
        chains = list(scan(text, self.language))
        named = list(self.names.find(text))
        self.said.enter(self.tree.owner(source, "article") or source)
        for i, printed in enumerate(chains):
            self.said.hear(text, named, printed.start)
            chain, carried = self.said.fill(printed)
            kind = self._kind(text, chain, kind, before)
            near = last if last and _SAME_CLAUSE.fullmatch(text, last.end, chain.start) else None
            before = chain.end
            following = chains[i + 1].start if i + 1 < len(chains) else len(text)
            instrument = self._instrument(text, chain, chains[i + 1 :], following)
            if instrument is None:
                instrument = self._named_before(source, text, chain, named)
            if instrument is None and not self.forms.itself.match(text, chain.end):
                carried = carried or self.said.foreign(chain, self.tree)
                instrument = Name(chain.start, chain.end, carried, False) if carried else None
            if instrument and instrument.end <= chain.start:
                chain = replace(chain, start=instrument.start)
            end = max(chain.end, instrument.end) if instrument else chain.end
            taken.append((chain.start, end))
            rows += [
                (chain.start, r)
                for r in self._rows(source, text, chain, end, instrument, kind, offset, near)
            ]
            self.said.note(chain, instrument.key if instrument else None)
            last = chain if instrument is None else None
        self.said.hear(text, named, len(text) + 1)
        for name in named:
            if not any(a < name.end and name.start < b for a, b in taken):
                rows.append((name.start, self._named(source, text, name, offset)))
        yield from (reference for _, reference in sorted(rows, key=lambda row: row[0]))

    def _rows(
        self,
        source: str,
        text: str,
        chain: Chain,
        end: int,
        instrument: Name | None,
        kind: str,
        offset: int,
        near: Chain | None,
    ) -> Iterator[Reference]:
        place = {"source": source, "surface": rejoin(text[chain.start : end]), "kind": kind,
                 "start": offset + chain.start, "end": offset + end}  # fmt: skip
        if instrument is not None:
            keys = list(external_targets(chain)) or [None]  # type: ignore[list-item]
            for key in keys:
                yield Reference(**place, status="external", target=key, instrument=instrument.key)  # type: ignore[arg-type]
            return
        seen: set[str | None] = set()
        body = bool(self.forms.itself.match(text, chain.end)) or self.names.says_itself(
            text, chain.end
        )
        for target in self._targets(chain, source, near, body):
            if target.key in seen and target.key is not None:
                continue
            if target.reason == "no-antecedent" and _is_loose(chain):
                continue
            seen.add(target.key)
            status = _status(target.reason)
            yield Reference(**place, status=status, target=target.key, reason=target.reason or None)  # type: ignore[arg-type]

    def _targets(self, chain: Chain, source: str, before: Chain | None, body: bool) -> list[Target]:
        """Return where a chain points; where it finds nothing, look inside what was named last.

        "paragraph 1, except subparagraph (d)"; "Annex III, article 13, and article 17".
        """
        targets = list(self.tree.targets(chain, source, body=body))
        if before is None or chain.segments[0].mode != "numbers":
            return targets
        longer = inside(before, chain) if all(t.reason for t in targets) else None
        inner = list(self.tree.targets(longer, source)) if longer else []
        return inner if inner and not any(t.reason for t in inner) else targets

    def _kind(self, text: str, chain: Chain, last: str, before: int) -> str:
        if before >= 0 and self.forms.joined.fullmatch(text, before, chain.start):
            return last
        window = text[max(0, chain.start - 70) : chain.start]
        for kind, pattern in _KIND_PATTERNS:
            if pattern.search(window):
                return kind
        return "referred-to-in"

    def _instrument(
        self, text: str, chain: Chain, later: Sequence[Chain], following: int
    ) -> Name | None:
        """Return the other instrument that a chain belongs to, looking past a joined list."""
        if chain.segments[0].mode != "numbers":
            return None
        direct = self.names.before(text, chain.start) or self.names.beside(text, chain.end)
        if direct is not None:
            return direct
        end = chain.end
        for after in [*later[:3], None]:
            if self.forms.itself.match(text, end):
                return None
            match = self.forms.other.match(text, end)
            if match:
                pointing = _POINTING.search(match.group())
                name = self.names.at(text, match.end(), self.said.named if pointing else None)
                if name is not None and name.key != self.names.itself.lower():
                    if end != chain.end:
                        return Name(chain.start, chain.end, name.key, name.known)
                    return name
            if after is None or not (
                self.forms.joined.fullmatch(text, end, after.start)
                or _OF_AND.fullmatch(text, end, after.start)
            ):
                return None
            end = after.end
        return None

    def _named_before(
        self, source: str, text: str, chain: Chain, named: Sequence[Name]
    ) -> Name | None:
        """Return the instrument that stands before its article, or that "its article" means.

        In a preamble an article without more belongs to the instrument named before it.
        """
        if chain.segments[0].mode != "numbers" or self.forms.itself.match(text, chain.end):
            return None
        earlier = [name for name in named if name.end <= chain.start]
        if _OF_IT.match(text, chain.end) and chain.segments[0].level in _ALONE:
            said = [*earlier, *self.names.said_before(text, chain.start)]
            last = max(said, key=lambda name: name.end, default=None)
            return Name(chain.start, chain.end, last.key, last.known) if last else None
        if not earlier:
            return None
        name = earlier[-1]
        beside = _AFTER_NAME.fullmatch(text, name.end, chain.start)
        parted = any(c in "()" for c in text[name.end : chain.start]) or _AFTER_ARTICLE.match(
            text, chain.end
        )
        its = _ITS.search(text, name.end, chain.start)
        if (beside and parted) or its or source.startswith("preamble"):
            return Name(chain.start, chain.end, name.key, name.known)
        return None

    def _named(self, source: str, text: str, name: Name, offset: int) -> Reference:
        return Reference(
            source=source,
            surface=rejoin(text[name.start : name.end]),
            kind=self._kind(text, Chain(name.start, name.end), "referred-to-in", -1),
            status="external",
            instrument=name.key,
            start=offset + name.start,
            end=offset + name.end,
        )
