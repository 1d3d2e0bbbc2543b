"""Other instruments in French, Spanish, Russian, Arabic and Chinese texts.

"artículo 2 de la Carta de las Naciones Unidas", "статья 3 Венской конвенции …" and
"联合国宪章第二条" are never articles of the text at hand.  An instrument is known by its
registered title in that language, or by a word for what it is with what specifies it;
the word alone is this text only where this text calls itself so ("la presente Convención").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

__all__ = ["LANGUAGES", "Abroad", "Found"]

_UP = r"\p{Lu}[\p{L}\p{M}’'-]*"
_FR_OF = r"(?:de\s+l['’]|de\s+la|des?|du|d['’]|sur|contre|relati(?:ve|f)s?\s+(?:à|aux?)|pour|concernant|entre|la|les?|l['’])"
_ES_OF = r"(?:de|del|sobre|contra|relativ[oa]s?\s+al?|para|entre|la|las|los|el|en\s+materia\s+de)"
_RU_OF = r"(?:о|об|по|против|за|для|между|и|в|на)"
_FR_KIND = "Convention|Accord|Arrangement|Traité|Protocole|Charte|Pacte|Statut|Déclaration|Règlement|Directive|Constitution"
_ES_KIND = "Convención|Convenio|Acuerdo|Arreglo|Tratado|Protocolo|Carta|Pacto|Estatuto|Declaración|Reglamento|Directiva|Constitución"
_RU_KIND = r"(?i:конвенци|соглашени|договор|протокол|устав|пакт|статут|деклараци|харти)\p{L}*"
_AR_KIND = "اتفاقية|اتفاق|معاهدة|بروتوكول|ميثاق|عهد|إعلان|نظام|دستور"
_ZH_KIND = "宪章|憲章|公约|公約|条约|條約|议定书|議定書|协定|協定|规约|規約|盟约|盟約|宣言"


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What a language prints: `lead` and `more` make the word for the kind specific."""

    kind: str
    itself: str
    lead: str = ""
    more: str = r"(?!)"
    that: str = r"(?!)"


_LATIN_MORE = r"(?:\s+{adjective}|\s+{of}(?:\s*{of})*\s*(?:{up}|[\p{{Ll}}’'-]{{3,}})|\s+(?:(?:et|y|e)\s+(?:{of}\s*)*)?{up})"

_TONGUES = {
    "fr": _Tongue(
        _FR_KIND,
        rf"présente?\s+(?P<kind>{_FR_KIND})",
        more=_LATIN_MORE.format(of=_FR_OF, up=_UP, adjective=r"(?:internationale?|européenne?|universelle|unique|additionnelle?|facultatif|(?:inter)?américaine|africaine)"),
        that=r"(?:ladite|ledit|dudit)\s+",
    ),
    "es": _Tongue(
        _ES_KIND,
        rf"(?:presente|est[ae])\s+(?P<kind>{_ES_KIND})",
        more=_LATIN_MORE.format(of=_ES_OF, up=_UP, adjective=r"(?i:internacional|europe[ao]|universal|[úu]nic[ao]|adicional|facultativo|(?:inter)?american[ao]|african[ao])"),
        that=r"(?:dich[oa]|es[ea]|aquel(?:la)?|mencionad[oa]|citad[oa])\s+",
    ),
    "ru": _Tongue(
        _RU_KIND,
        rf"настоящ\p{{L}}+\s+(?P<kind>{_RU_KIND})",
        lead=rf"(?:(?:{_UP})\s+){{0,3}}",
        more=rf"(?:\s+{_UP}|\s+{_RU_OF}\s+\p{{L}}+(?:\s+\p{{L}}+)?)",
        that=r"(?:эт(?:ой|ого)|(?:выше)?указанн\p{L}+|(?:выше)?упомянут\p{L}+)\s+",
    ),
    "ar": _Tongue(
        _AR_KIND,
        rf"هذ[ها]\s+ال(?P<kind>{_AR_KIND})",
        lead="(?:ال|لل)?",
        more=r"(?:\s+(?!المذكور|نفس|ذات|أو\b|على\b|في\b|من\b|التي\b|الذي\b)\p{L}+)",
        that=r"(?:تلك|ذلك)\s+",
    ),
}  # fmt: skip
LANGUAGES = frozenset((*_TONGUES, "zh"))

_SCRIPT = {"ru": r"\p{Cyrillic}", "ar": r"\p{Arabic}", "zh": r"\p{Han}"}
_ZH_BEFORE = regex.compile(
    rf"(?:《(?P<quoted>[^《》]{{2,60}})》|(?P<plain>[\p{{Han}}、]{{0,24}}?(?P<kind>{_ZH_KIND})))(?:的|中)?$"
)
_ZH_OWN = regex.compile(rf"本(?P<kind>{_ZH_KIND})")
_ZH_VERB = regex.compile(
    r"^.*(?:[、，]|根据|根據|按照|依照|依据|依據|符合|违反|違反|适用|適用|遵守|遵照|不影响|不妨碍|[在和与與及受经經由就对對将將把为為])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An instrument in a text: its place, its key where it is registered, and its name."""

    start: int
    end: int
    key: str | None
    name: str


class Abroad:
    """Finds other instruments in the texts of one document in one of `LANGUAGES`."""

    def __init__(self, language: str, whole: str, aliases: Mapping[str, str]) -> None:
        self.language = language
        script = _SCRIPT.get(language, r"\p{Latin}")
        self._titles = [
            (regex.compile(_inflected(alias, language), regex.IGNORECASE), key)
            for alias, key in sorted(aliases.items(), key=lambda pair: -len(pair[0]))
            if regex.match(script, alias) and len(alias) > 3
        ]
        tongue = _TONGUES.get(language)
        own = regex.compile(tongue.itself, regex.IGNORECASE) if tongue else _ZH_OWN
        kinds = Counter(_stem(m.group("kind"), language) for m in own.finditer(whole))
        self.itself = kinds.most_common(1)[0][0] if kinds else ""
        self._form = (
            regex.compile(
                rf"(?P<that>{tongue.that})?(?P<lead>{tongue.lead})(?P<kind>{tongue.kind})(?![\p{{L}}])"
                rf"(?P<more>{tongue.more}(?:{tongue.more}){{0,6}})?"
            )
            if tongue
            else None
        )

    def find(self, text: str) -> Iterator[Found]:
        """Yield the registered instruments that a text names by their titles."""
        for pattern, key in self._titles:
            for match in pattern.finditer(text):
                yield Found(match.start(), match.end(), key, match.group())

    def at(self, text: str, position: int) -> Found | None:
        """Return the instrument named at a position, None where it is this text or none."""
        for pattern, key in self._titles:
            match = pattern.match(text, position)
            if match:
                return Found(match.start(), match.end(), key, match.group())
        match = self._form.match(text, position) if self._form else None
        if match is None:
            return None
        definite = self.language == "ar" and match.group("lead")
        more = match.group("more") or ""
        if definite and not more.strip().startswith("ال"):
            more = ""
        lead = "" if self.language == "ar" else match.group("lead")
        own = _stem(match.group("kind"), self.language) == self.itself
        if not (more or lead or match.group("that")) and own:
            return None
        end = match.end() if more else match.end("kind")
        name = text[match.start("lead") : end].strip()
        return Found(match.start(), end, None, name)

    def before(self, text: str, position: int) -> Found | None:
        """Return the instrument that a Chinese reference follows, None where it is this text."""
        match = _ZH_BEFORE.search(text[max(0, position - 70) : position])
        if self.language != "zh" or match is None:
            return None
        whole = match.group("quoted") or match.group("plain")
        if regex.search(rf"本(?:{_ZH_KIND})$", whole):
            return None
        for pattern, key in self._titles:
            if title := next((m for m in pattern.finditer(whole) if m.end() == len(whole)), None):
                return Found(position - len(match.group()), position, key, title.group())
        name = match.group("quoted") or _ZH_VERB.sub("", whole)
        begun = 0 if match.group("quoted") else match.group().index(name)
        start = position - len(match.group()) + begun
        kind = regex.search(rf"(?:{_ZH_KIND})$", name)
        alone = kind is not None and kind.group() == name
        if alone and self.itself == _stem(name, "zh"):
            return None
        return Found(start, start + len(name), None, name)


def _stem(kind: str, language: str) -> str:
    """Return a word for a kind without what grammar adds to it.

    >>> _stem("Конвенции", "ru") == _stem("Конвенция", "ru")
    True
    """
    if language == "ru":
        return kind.lower()[:6]
    if language == "zh":
        return kind.translate(str.maketrans("約條議書協規憲", "约条议书协规宪"))
    return kind.lower()


def _inflected(alias: str, language: str) -> str:
    """Return the pattern of a title in any case: Устав, Устава; ميثاق, لميثاق.

    >>> bool(regex.fullmatch(_inflected("Устав Наций", "ru"), "Устава Наций"))
    True
    """
    words = [regex.escape(word).replace("’", "['’]") for word in alias.split()]
    joined = r"\s+".join(words)
    if language == "ru":
        joined = r"\s+".join(rf"{w[:-2]}\p{{L}}{{0,4}}" if len(w) > 4 else w for w in words)
    if language == "ar":
        joined = (
            f"[وفب]?(?:ال|لل){joined[2:]}" if joined.startswith("ال") else f"[وفبل]{{0,2}}{joined}"
        )
    return joined if language == "zh" else rf"(?<![\p{{L}}-]){joined}(?![\p{{L}}-])"
