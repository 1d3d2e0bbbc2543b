"""Binding: which instrument each reference belongs to, by what stands around it.

"article 151, paragraphs 1 to 7 and 9, article 162, paragraph 2 (q), and Annex III, article
6, and article 7, of the Convention" belongs to the Convention from its first member on.
Where the words say that it is another instrument but not which, the reference is external
without a name: it never falls back to the text at hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from treatygraph.documents.citations.antecedents import Antecedents
from treatygraph.documents.citations.chains import Chain
from treatygraph.documents.citations.forms import LEVEL_RANK, Forms
from treatygraph.documents.citations.name_keys import Name
from treatygraph.documents.citations.names import Names

__all__ = ["Binder", "Bound", "excepts", "in_annex"]

#: Words between an instrument's name and its article: "… Convention (ETS No. 141), Article 6".
_AFTER_NAME = regex.compile(
    r"\s*\)?\s*(?:\([^()]{2,60}\)\s*)?,\s*(?:in\s+particular\s+|especially\s+|notably\s+|en\s+particulier\s+|en\s+particular\s+)?(?:l['’]|los\s+|el\s+)?"
)
_AFTER_ARTICLE = regex.compile(r"\s*(?:[,;.)]|$)")
_ITS = regex.compile(
    r"\b[Ii]ts\s+(?:provisions,?\s+(?:especially|in\s+particular)\s+(?:of\s+)?)?$|\b(?:ses|son|sus?)\s+$"
)
_THEREOF = regex.compile(r"\s*,?\s+(?:there(?:of|to)|of\s+the\s+latter)\b")
_HEREOF = regex.compile(r"\s*,?\s+(?:hereof|hereto)\b")
_ALONE = ("article", "annex", "appendix", "chapter", "part", "section", "rule")
_OF_AND = regex.compile(r"\s*,?\s+(?:of|to|in|under)\s*,?\s+(?:and|or)\s+")
#: What may stand between a place and its instrument, or between members of a list.
_ASIDE = regex.compile(
    r"\s*\((?:except|excluding|other\s+than|with\s+the\s+exception|save|hors|sauf|à\s+l['’]exception|excepto|salvo|за\s+исключением|as\s+amended|inclusive)[^()]{0,120}\)"
    r"|\s*,?\s+(?:and|et|y)\s+(?:the\s+|les\s+|las\s+)?(?:related|other|relevant|connected)\s+provisions\b|\s+et\s+(?:les\s+|des\s+)?dispositions\s+connexes|\s+y\s+(?:las\s+)?disposiciones\s+conexas"
    r"|\s\((?!Except|Other|See|Sauf|Salvo)[“\"«]?\p{Lu}\p{Ll}[^()]{2,80}\)"
    r"|\s*,?\s*(?:the\s+|la\s+)?(?:(?:first|second|third|fourth|last|final|opening)\s+(?:sentences?|clauses?|indents?)|(?:première|deuxième|troisième|dernière|seconde)\s+phrase|(?:primera|segunda|última)\s+(?:frase|oración)|respectively|inclusive|respectivement|respectivamente|включительно|inclus(?:ivement)?),?(?=[\s,;.]|$)"
)
_LISTED = regex.compile(
    r"\s*[,;]?\s*(?:(?:and|or|and/or|et|ou|et/ou|y|o|и|или|as\s+well\s+as|ainsi\s+que|así\s+como|а\s+также|及|和|与|或|以及|、|،|و|أو)\b)?\s*,?\s*"
    r"(?:(?:in\s+particular|especially|notably|also|both|en\s+particulier|notamment|en\s+particular|в\s+частности)\s*,?\s*)?(?:(?:in|of|with|under|to|by|from|the|à|aux?|du|des|la|les?|del?|al|los|las|el|в|со?)\s+|l['’]\s*){0,4}"
)
_EXCEPTING = regex.compile(
    r"\s*[(,]?\s*(?:except(?:ing)?(?:\s+for)?|excluding|other\s+than|with\s+the\s+exception\s+of|sauf|hormis|à\s+l['’]exception\s+d[eu]s?|salvo|excepto|за\s+исключением)\s+(?:the\s+|l['’]|les?\s+|el\s+)?"
)
_PLURAL_NEXT = regex.compile(r"\s*(?:,|and|or|et|ou|y|o|,\s*and)\s+")
_NUMERIC = regex.compile(r"[(\d]|n[o°º]")


@dataclass(frozen=True, slots=True)
class Bound:
    """What a reference belongs to: other instruments, or this text where `own` is said."""

    names: tuple[Name, ...] = ()
    own: bool = False
    end: int = -1
    #: Said by what follows the reference, so that a list before it may share it.
    follows: bool = False


class Binder:
    """Finds the instruments of the references of one document."""

    def __init__(self, names: Names, forms: Forms) -> None:
        self.names = names
        self.forms = forms

    def bind(
        self,
        source: str,
        text: str,
        chains: Sequence[Chain],
        named: Sequence[Name],
        said: Antecedents,
    ) -> list[Bound]:
        """Return what each chain belongs to; nothing said means this text."""
        bound: list[Bound] = []
        heard = 0
        for chain in chains:
            until = bisect_right(named, chain.start, key=lambda name: name.end)
            said.hear(text, named[heard:until], chain.start)
            heard = max(heard, until)
            bound.append(self._direct(text, chain, named, said))
            said.hear(text, bound[-1].names, len(text))
        said.hear(text, named[heard:], len(text) + 1)
        for i in reversed(range(len(chains) - 1)):
            excepted = excepts(text, chains[i], chains[i + 1])
            j = i + 2 if excepted and i + 2 < len(chains) else i + 1
            if self._passes(text, chains[i], chains[j], bound[i], bound[j]):
                bound[i] = Bound(bound[j].names, bound[j].own, -1, follows=True)
            if excepted and bound[i].names:
                bound[i + 1] = Bound(bound[i].names)
        lasts = self._lasts(text, chains)
        for i in range(len(chains)):
            if not bound[i].names and not bound[i].own:
                before = bound[i - 1] if i and lasts[i - 1] == lasts[i] else Bound()
                last = chains[lasts[i]]
                bound[i] = self._named_before(source, text, chains[i], last, named, before)
        return bound

    def _lasts(self, text: str, chains: Sequence[Chain]) -> list[int]:
        """Return for each chain the last one of the list that it is a member of."""
        lasts = list(range(len(chains)))
        for i in reversed(range(len(chains) - 1)):
            if self.linked(text, chains[i], chains[i + 1]):
                lasts[i] = lasts[i + 1]
        return lasts

    def _passes(self, text: str, one: Chain, two: Chain, here: Bound, after: Bound) -> bool:
        """Tell whether a member of a list lies where the member after it lies."""
        said = after.follows or self._of_it(text, two)
        free = not here.names and not here.own
        return said and free and self.linked(text, one, two) and _shares(one, two)

    def _direct(self, text: str, chain: Chain, named: Sequence[Name], said: Antecedents) -> Bound:
        """Return what the words beside a chain say of its instrument."""
        if any(s.mode not in ("numbers", "preamble", "placeholder") for s in chain.segments):
            return Bound(own=chain.segments[0].mode != "that")
        if _HEREOF.match(text, chain.end):
            return Bound(own=True, follows=True)
        before = self.names.before(text, chain.start, said.named)
        if before is not None:
            return Bound((before,), end=before.end)
        beside = self.names.beside(text, chain.end)
        if beside is not None:
            return Bound((beside,), end=beside.end, follows=True)
        end = chain.end
        while aside := _ASIDE.match(text, end):
            end = aside.end()
        for at in dict.fromkeys((end, chain.end)):
            if self.forms.itself.match(text, at):
                return Bound(own=True, follows=True)
            match = self.forms.other.match(text, at)
            name = self.names.at(text, match.end(), match.group(), said.named) if match else None
            if name is not None and name.key == "":
                return Bound(own=True, follows=True)
            if name is not None:
                return Bound((name, *self._more(text, name, named)), end=name.end, follows=True)
        return Bound()

    def _more(self, text: str, name: Name, named: Sequence[Name]) -> list[Name]:
        """Return the further acts of "Regulations (EU) No 1093/2010, (EU) No 1094/2010"."""
        found: list[Name] = []
        end = name.end
        for other in named:
            if other.start <= end:
                continue
            joined = _PLURAL_NEXT.fullmatch(text, end, other.start)
            if not joined or not _NUMERIC.match(text, other.start):
                break
            found.append(other)
            end = other.end
        return found

    def linked(self, text: str, one: Chain, two: Chain) -> bool:
        """Tell whether two chains are neighbours in one list."""
        between = text[one.end : two.start]
        if len(between) > 160:
            return False
        end = one.end
        while (aside := _ASIDE.match(text, end)) and aside.end() <= two.start:
            end = aside.end()
        listed = _LISTED.fullmatch(text, end, two.start)
        plain = bool(listed and regex.search(r"[^\s]", listed.group()))
        return plain or bool(
            self.forms.joined.fullmatch(text, end, two.start)
            or _OF_AND.fullmatch(text, end, two.start)
        )

    def _of_it(self, text: str, chain: Chain) -> bool:
        return bool(_THEREOF.match(text, chain.end)) and chain.segments[0].level in _ALONE

    def _named_before(
        self,
        source: str,
        text: str,
        chain: Chain,
        last: Chain,
        named: Sequence[Name],
        previous: Bound,
    ) -> Bound:
        """Return the instrument that stands before its article, or that "thereof" means.

        `last` is the last member of the list that the chain is in; `previous` is what the
        member before it belongs to.  In a preamble an article without more belongs to the
        instrument named before it.
        """
        if self._of_it(text, last) and chain.segments[0].level in _ALONE:
            return self._it(text, chain)
        at = bisect_right(named, chain.start, key=lambda name: name.end)
        if not at:
            return Bound()
        name = named[at - 1]
        goes_on = previous.names and not previous.follows and previous.names[0].key == name.key
        if goes_on and LEVEL_RANK[chain.segments[0].level] <= LEVEL_RANK["article"]:
            return Bound(previous.names)
        beside = _AFTER_NAME.fullmatch(text, name.end, chain.start)
        between = text[name.end : min(chain.start, name.end + 120)]
        parted = any(c in "()" for c in between) or _AFTER_ARTICLE.match(text, chain.end)
        its = _ITS.search(text, max(name.end, chain.start - 60), chain.start)
        if (beside and parted) or its or source.startswith("preamble"):
            return Bound((Name(chain.start, chain.end, name.key, name.known),))
        return Bound()

    def _it(self, text: str, chain: Chain) -> Bound:
        said = self.names.said_before(text, chain.start)
        if said is None:
            return Bound((Name(chain.start, chain.end, None, False),))
        if said.key == "":
            return Bound(own=True)
        return Bound((Name(chain.start, chain.end, said.key, said.known),))


def excepts(text: str, chain: Chain, after: Chain) -> bool:
    """Tell whether a chain is what another leaves out: "article 6 (except paragraph 2)"."""
    return _EXCEPTING.fullmatch(text, chain.end, after.start) is not None


def in_annex(before: Chain, chain: Chain, *, linked: bool) -> Chain:
    """Return a chain placed in the annex of the member before it in a list.

    "Annex III, article 6, paragraph 5, and article 7, of the Convention": both are its.
    """
    annex, first = before.segments[0], chain.segments[0]
    inner = next((s for s in before.segments[1:] if s.level == "article"), None)
    if not linked or annex.level != "annex" or first.level != "article" or inner is None:
        return chain
    numbers = [s.items[0].labels[0] for s in (inner, first) if s.items]
    if len(numbers) < 2 or not all(n.isdecimal() for n in numbers):
        return chain
    near = 0 < int(numbers[1]) - int(numbers[0]) < 30
    return replace(chain, segments=(annex, *chain.segments)) if near else chain


def _shares(chain: Chain, after: Chain) -> bool:
    """Tell whether a member of a list can lie in the instrument of the member after it.

    "paragraph 2 and article 7 of the Convention": the paragraph is of this article.
    """
    first, second = chain.segments[0], after.segments[0]
    if first.mode != "numbers":
        return False
    return LEVEL_RANK[first.level] <= LEVEL_RANK["article"] or first.level == second.level
