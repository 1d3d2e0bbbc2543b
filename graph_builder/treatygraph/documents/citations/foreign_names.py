"""Other instruments in French, Spanish, Russian, Arabic and Chinese texts.

"artículo 2 de la Carta de las Naciones Unidas", "статья 3 Венской конвенции …" and
"联合国宪章第二条" are never articles of the text at hand.  An instrument is known by its
registered title in that language, or by a word for what it is with what specifies it;
the word alone is this text only where this text calls itself so ("la presente Convención").
Laws, codes and decrees are other instruments always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from treatygraph.documents.citations.name_keys import DATE
from treatygraph.documents.citations.titles import Titles

__all__ = ["LANGUAGES", "Abroad", "Found"]

_UP = r"\p{Lu}[\p{L}\d’'-]*"
_FR_OF = r"(?:(?:de\s+la|des?|du|sur|contre|relati(?:ve|f)s?\s+(?:à\s+la|à|aux?)|pour|concernant|entre|la|les?|en\s+matière\s+de|portant|établissant|instituant|aux?|à\s+la)(?!\p{L})|de\s+l['’]|d['’]|l['’]|à\s+l['’]|relati(?:ve|f)s?\s+à\s+l['’]|en\s+matière\s+d['’])"
_ES_OF = r"(?:de|del|sobre|contra|relativ[oa]s?\s+al?|para|entre|la|las|los|el|en\s+materia\s+de|al?|por\s+(?:el|la)\s+que)(?!\p{L})"
_RU_OF = r"(?:о|об|по|против|за|для|между|и|в|на|от|с)"
_FR_KIND = "convention|accord|arrangement|traité|protocole|charte|pacte|statut|déclaration|règlement|directive|constitution"
_ES_KIND = "convención|convenio|acuerdo|arreglo|tratado|protocolo|carta|pacto|estatuto|declaración|reglamento|directiva|constitución"
_RU_KIND = r"(?:конвенци|соглашени|договор|протокол|устав|пакт|статут|деклараци|харти|регламент|директив)\p{L}*"
_AR_KIND = "اتفاقية|اتفاق|معاهدة|بروتوكول|ميثاق|عهد|إعلان|نظام|دستور"
_ZH_KIND = "宪章|憲章|公约|公約|条约|條約|议定书|議定書|协定|協定|规约|規約|盟约|盟約|宣言"
_ZH_ACT = "刑法|民法|宪法|憲法|法典|法律|条例|條例|法令|指令|决议|決議|规章|规则|法"


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What a language prints: `lead` and `more` make the word for the kind specific."""

    kind: str
    itself: str
    acts: str
    lead: str = ""
    more: str = r"(?!)"
    that: str = r"(?!)"
    any: str = r"(?!)"
    #: What may follow an act to say which: a number, a day.
    which: str = ""


_LATIN_MORE = r"(?:\s+{adjective}(?!\p{{L}})|\s+(?!{stop}|(?:las?|les?|los|el|au\s+moins|entre\s+autres)\s){of}(?:\s*{of})*\s*(?!{stop})(?:{up}|[\p{{Ll}}’'-]{{3,}})|\s+(?:(?:et|y|e|ou|o)\s+(?:{of}\s*)*)?(?!{stop}){up})"
_STOP = r"(?i:(?:part(?:ie|e)s?|secci[oó]n|sections?|t[ií]tulo|titre|cl[aá]usulas?|clauses?|reglas?)\s+(?=[\dIVXLC])|articles?|art[ií]culos?|paragraphes?|p[aá]rrafos?|alin[ée]as?|annexes?|anexos?|chapitres?|cap[ií]tulos?|pr[ée]sente?s?|presentes?|est[ea]|cette|cet|ce|l[ea]dite?|lesdite?s|chaque|chacune?|tout[es]?|tous|une?|leurs?|son|sa|ses|dont|qui|que|dich[oa]s?|cada|una?|sus?|tod[oa]s?)\b"

_TONGUES = {
    "fr": _Tongue(
        _FR_KIND,
        rf"présente?\s+(?P<kind>{_FR_KIND})",
        r"instrument|loi|code|décret(?:-loi)?|arrêté|ordonnance|circulaire|décision(?:-cadre)?|résolution|législation|droit|acte|règles|statuts|mandat|conditions|contrat|cahier\s+des\s+charges|procès-verbal|échange\s+de\s+(?:notes|lettres)",
        more=_LATIN_MORE.format(of=_FR_OF, up=_UP, stop=_STOP, adjective=r"(?i:internationale?s?|européen(?:ne)?s?|universelle|unique|additionnel(?:le)?|facultatif|(?:inter)?américaine|africaine|pénal|civil|national|complémentaire)"),
        that=r"(?:ladite|ledit|dudit|cette|ce|cet|la\s+même|le\s+même|même)\s+",
        any=r"(?:(?:leurs?|son|sa|ses)\s+|une?\s+(?:autre\s+)?|d['’](?:une?\s+)?autres?\s+|toute?\s+(?:autre\s+)?|l['’]autre\s+|autres?\s+)",
        which=r"(?:\s+(?:organique|fédérale?|ministérielle?|préfectoral|interministériel|constitutionnelle))*(?:\s+(?:n[o°º]\.?\s*)?\d[\d./-]*(?<=\d))?",
    ),
    "es": _Tongue(
        _ES_KIND,
        rf"(?:presente|est[ae])\s+(?P<kind>{_ES_KIND})",
        r"instrumento|estatutos|mandato|condiciones|contrato|canje\s+de\s+notas|ley|código|decreto(?:-ley)?|orden|ordenanza|resolución|decisión(?:\s+marco)?|legislación|derecho|acta|reglas|normas",
        more=_LATIN_MORE.format(of=_ES_OF, up=_UP, stop=_STOP, adjective=r"(?i:internacional|europe[ao]|universal|[úu]nic[ao]|adicional|facultativo|(?:inter)?american[ao]|african[ao]|penal|civil|nacional|complementari[oa])"),
        that=r"(?:dich[oa]|es[ea]|aquel(?:la)?|mencionad[oa]|citad[oa]|l[ao]\s+mism[oa]|mism[oa])\s+",
        any=r"(?:sus?\s+|(?:un|una)\s+(?:otr[oa]\s+)?|otr[oa]s?\s+|cualquier(?:a)?\s+(?:otr[oa]\s+)?|tod[oa]\s+)",
        which=r"(?:\s+(?:orgánica|federal|fundamental))*(?:\s+(?:[Nn](?:úmero|[.º°o]+)\s*)?[\d./-]*\d)?",
    ),
    "ru": _Tongue(
        _RU_KIND,
        rf"настоящ\p{{L}}+\s+(?P<kind>{_RU_KIND})",
        r"(?:закон|кодекс|указ|постановлени|конституци|решени|резолюци|распоряжени|законодательств)\p{L}*",
        lead=rf"(?:(?:{_UP})\s+){{0,3}}",
        more=rf"(?:\s+(?!(?i:стать|пункт|подпункт|приложени|настоящ))(?:{_UP}|{_RU_OF}\s+(?!(?i:стать|пункт|подпункт|настоящ|соответстви))\p{{L}}+(?:\s+(?!(?i:стать|пункт|настоящ))\p{{L}}+)?))",
        that=r"(?:эт(?:ой|ого)|(?:выше)?указанн\p{L}+|(?:выше)?упомянут\p{L}+|названн\p{L}+|так(?:ой|ого))\s+",
        any=r"(?:его|ее|их|своего|своей|друг\p{L}+|ин(?:ой|ого|ых)|люб\p{L}+|какого-либо|какой-либо|национальн\p{L}+|внутренн\p{L}+)\s+",
        which=r"(?:\s+№\s*[\d-]+)?",
    ),
    "ar": _Tongue(
        _AR_KIND,
        rf"هذ[ها]\s+ال(?P<kind>{_AR_KIND})",
        r"قانون|مرسوم|قرار|لائحة|تشريع",
        lead="(?:ال|لل)?",
        more=r"(?:\s+(?!المذكور|نفس|ذات|أو\b|على\b|في\b|من\b|التي\b|الذي\b|و?المادة|و?الفقرة)\p{L}+)",
        that=r"(?:تلك|ذلك)\s+",
        any=r"(?:أي\s+|أية\s+)",
        which=r"(?:\s+رقم\s+[\d/]+)?",
    ),
}  # fmt: skip
#: Kinds that name another instrument also without an article before it.
_STANDING = {
    "fr": "convention|accord|arrangement|traité|protocole|charte|pacte|déclaration",
    "es": "convención|convenio|acuerdo|arreglo|tratado|protocolo|carta|pacto|declaración",
}
#: This text, whatever words follow: "le présent Accord aux Antilles".
_PRESENT = regex.compile(r"\b(?:présente?s?|presentes?|cette|cet|ce|est[ae])\s+$", regex.IGNORECASE)
#: "l'article 13 de l'AOW": what stands there in capitals is an act, known by its letters.
_ACRONYM = regex.compile(r"\p{Lu}{3,8}(?=\s*[,.;:()]|\s+\p{Ll}|\s*$)")
#: "capítulo 5 del Sistema Armonizado": a proper name that is no Party and no body.
_PROPER = regex.compile(
    r"(?!(?i:parte?s?|parti|état|estado|gobierno|gouvernement|miembro|membre|comisión|commission|comité|secretar|consejo|conseil|cour|corte|tribunal|direct|asamblea|assemblée|presente?|présent))"
    r"\p{Lu}\p{Ll}{3,}(?:\s+(?:de|del|des|du|la|y|et|d['’])+)*\s+\p{Lu}\p{Ll}{3,}"
)
LANGUAGES = frozenset((*_TONGUES, "zh"))

_ZH_BEFORE = regex.compile(
    rf"(?:《(?P<quoted>[^《》]{{2,60}})》|(?P<plain>[\p{{Han}}、]{{0,30}}?(?P<kind>{_ZH_KIND}|{_ZH_ACT})))(?:[(（][^()（）]{{1,30}}[)）])?(?:的|中|附件[一二三四五六七八九十\d]+)?$"
)
_ZH_THAT = regex.compile(
    rf"(?:(?P<that>该|該|此|上述|前述|同一)|(?:另|其他|任何|某)一?个?)(?:{_ZH_KIND}|{_ZH_ACT})"
)
_ZH_OWN = regex.compile(rf"本(?P<kind>{_ZH_KIND})")
_ZH_QUOTED = regex.compile(rf"《(?P<name>[^《》]{{3,60}}?(?:{_ZH_KIND})(?:[^《》]{{0,30}})?)》")
_ZH_VERB = regex.compile(
    r"^.*(?:[、，]|根据|根據|按照|依照|依据|依據|符合|违反|違反|适用|適用|遵守|遵照|参照|不影响|不妨碍|[在和與与及受经經由就对對将將把为為依於有指]|之(?=\p{Han}{6}))"
)
_ZH_MADE = regex.compile(
    rf"(?:签署|簽署|订立|訂立|通过|通過|签订|簽訂|缔结|締結)[之的](?P<name>\p{{Han}}{{2,24}}?(?:{_ZH_KIND}))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An instrument in a text: its place, its key where it is registered, and its name."""

    start: int
    end: int
    key: str | None
    name: str
    own: bool = False
    pointing: bool = False
    unnamed: bool = False


class Abroad:
    """Finds other instruments in the texts of one document in one of `LANGUAGES`."""

    def __init__(self, language: str, whole: str) -> None:
        self.language = language
        tongue = _TONGUES.get(language)
        self.kinds = tongue.kind if tongue else _ZH_KIND
        own = regex.compile(tongue.itself, regex.IGNORECASE) if tongue else _ZH_OWN
        kinds = Counter(_stem(m.group("kind"), language) for m in own.finditer(whole))
        self.itself = kinds.most_common(1)[0][0] if kinds else ""
        words = rf"{self.kinds}|{tongue.acts}" if tongue else self.kinds
        apart = r"(?<!\p{L})" if tongue else ""
        self._kind = regex.compile(rf"{apart}(?:{words})", regex.IGNORECASE)
        self._form = self._named = None
        if tongue:
            specific = rf"(?P<more>{tongue.more}(?:{tongue.more}){{0,9}})?"
            self._form = regex.compile(
                rf"(?P<that>{tongue.that})?(?P<any>{tongue.any})?(?P<lead>{tongue.lead})"
                rf"(?:(?P<kind>(?i:{tongue.kind}))|(?P<act>(?i:{tongue.acts})))(?![\p{{L}}])(?P<which>{tongue.which})"
                rf"(?:\s*\([^()]{{1,40}}\))?(?P<early>{DATE})?{specific}(?P<date>{DATE})?"
            )
            upper = r"(?=\p{Lu})"
        if tongue and language in _STANDING:
            self._named = regex.compile(
                rf"(?<![\p{{L}}-])(?P<lead>{tongue.lead}){upper}(?P<kind>(?i:{_STANDING[language]}))(?![\p{{L}}])"
                rf"(?P<more>(?:{tongue.more}){{2,10}}|{tongue.more}(?={DATE}))(?:{DATE})?"
            )

    def kind_of(self, name: str) -> str:
        """Return the word for what an instrument is, without its ending."""
        match = self._kind.search(name)
        return _stem(match.group(), self.language) if match else name.casefold()

    def is_kind(self, name: str) -> bool:
        """Tell whether a name is only a word for a kind, as a text writes it for a certain one."""
        return (self.language == "zh" or name[:1].isupper() or self.language == "ar") and (
            regex.fullmatch(rf"(?:ال)?(?:{self.kinds})", name, regex.IGNORECASE) is not None
        )

    def find(self, text: str) -> Iterator[Found]:
        """Yield the instruments that the form of a text names, apart from registered titles."""
        if self.language == "zh":
            for match in _ZH_QUOTED.finditer(text):
                yield Found(match.start(), match.end(), None, match.group("name"))
            for match in _ZH_MADE.finditer(text):
                yield Found(match.start("name"), match.end(), None, match.group("name"))
        if self.language in ("fr", "es") and self._named:
            for match in self._named.finditer(text):
                own = _PRESENT.search(text, max(0, match.start() - 14), match.start())
                if not own and regex.search(r"\p{Lu}", match.group("more")):
                    yield Found(match.start(), match.end(), None, match.group())

    def at(self, text: str, position: int) -> Found | None:
        """Return the instrument named at a position, None where there is none."""
        match = self._form.match(text, position) if self._form else None
        if match is None:
            latin = self.language in _STANDING
            short = (
                _ACRONYM.match(text, position) or _PROPER.match(text, position) if latin else None
            )
            return Found(position, short.end(), None, short.group()) if short else None
        definite = self.language == "ar" and match.group("lead")
        more = match.group("more") or ""
        if definite and not more.strip().startswith("ال"):
            more = ""
        lead = "" if self.language == "ar" else match.group("lead")
        word = match.group("kind") or match.group("act")
        own = _stem(word, self.language) == self.itself
        early = match.group("early")
        dated = match.group("date") if match.group("act") else None
        dated = early if early and not more else dated
        if dated and match.group("which") and regex.search(r"\d\d?\s+\p{L}", dated):
            dated = None  # a law's number tells it, and so does a number with its year
        end = match.end() if more or dated else match.end("which")
        name = text[match.start("lead") : end].strip()
        if early and more:
            name = name.replace(early, "")
        if match.group("any"):
            return Found(match.start(), end, None, name, unnamed=True)
        bare = not (more or lead or dated or match.group("which"))
        if bare and own and not match.group("that"):
            return Found(match.start(), end, None, name, own=True)
        unnamed = bare and (match.group("act") is not None or (own and bool(match.group("that"))))
        return Found(
            match.start(), end, None, name, pointing=bool(match.group("that")), unnamed=unnamed
        )

    def before(self, text: str, position: int, titles: Titles) -> Found | None:
        """Return the instrument that a Chinese reference follows, None where there is none."""
        if self.language != "zh":
            return None
        floor = max(0, position - 70)
        match = _ZH_BEFORE.search(text[floor:position])
        if match is None:
            return None
        start = floor + match.start()
        whole = match.group("quoted") or match.group("plain")
        if regex.search(rf"本(?:{_ZH_KIND}|{_ZH_ACT})$", whole) or whole.endswith(
            ("依法", "办法", "方法", "立法", "司法", "非法", "合法")
        ):
            return None
        for title in reversed(list(titles.find(whole))):
            if title.end == len(whole):
                bare = match.group("plain") is not None
                begun = match.start("plain") - match.start() + title.start if bare else 0
                return Found(start + begun, position, title.key, whole[title.start :])
        name = match.group("quoted") or _ZH_VERB.sub("", whole)
        begun = 0 if match.group("quoted") else match.group().index(name)
        kind = regex.search(rf"(?:{_ZH_KIND})$", name)
        alone = kind is not None and kind.group() == name
        that = _ZH_THAT.fullmatch(name)
        if that:
            pointing = bool(that.group("that"))
            return Found(start + begun, position, None, name, pointing=pointing, unnamed=True)
        own = alone and self.itself == _stem(name, "zh")
        return Found(start + begun, position, None, name, own=own)


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
