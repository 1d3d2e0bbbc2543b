"""Registered titles in a text: each way of naming an instrument of the registry.

A title is met in any case of its letters and, where the language inflects, of its words;
a day ("of 10 December 1982") and the mark of a footnote belong to it.  Looking up goes
word by word from the first, so that a long registry costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

import regex

from treatygraph.documents.citations.name_keys import DATE, Name

__all__ = ["Titles"]

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_GAP = regex.compile(r"\s{1,80}|[\s,;:()’'‘./-]{0,6}")
_DATE = regex.compile(DATE, regex.IGNORECASE)
_YEAR = regex.compile(r"\b(?:1[89]|20)\d\d\s+$")
_MARK = regex.compile(r"[¹²³⁰-⁹*†‡]{1,3}")
_MARKED = regex.compile(r"(?<=\p{L}{2})\d{1,2}$|[¹²³⁰-⁹]+$")
_SCRIPT = {"ru": r"\p{Cyrillic}", "ar": r"\p{Arabic}", "zh": r"\p{Han}"}
#: Traditional characters of titles, each before the simplified one that titles are registered in.
_PAIRS = (
    "業业書书於于產产義义會会兒儿關关衝冲決决擊击動动勞劳協协單单衛卫發发變变員员國国圖图處处婦妇學学實实憲宪對对爾尔層层廢废"
    "強强錄录懲惩執执擴扩護护擇择損损無无時时權权條条構构極极標标樣样檔档殘残氣气汙污淪沦澤泽濟济濱滨瀕濒滅灭煙烟環环現现療疗"
    "種种稅税藥药約约級级納纳組组織织經经絡络絕绝維维網网羅罗罰罚聯联藝艺裝装規规視视認认議议設设識识試试訴诉貨货質质販贩貿贸"
    "資资敗败財财遷迁運运進进遠远違违連连適适遺遗銷销長长門门難难領领預预馬马際际險险驗验麥麦兩两個个臨临舉举買买亞亚從从眾众"
    "優优傳传傷伤體体餘余創创辦办務务別别農农劑剂勵励區区醫医號号響响團团壇坛聲声備备復复頭头寧宁審审盡尽屬属歲岁島岛幣币廣广"
    "應应開开張张歸归當当徑径總总惡恶戰战擾扰報报擔担據据攝摄敵敌數数斷断舊旧顯显暫暂專专為为爲为來来車车輪轮軍军陸陆機机術术"
    "陽阳離离電电彈弹"
)
#: The Permanent Court's Statute is another than the Court's.
_PERMANENT = ("常设", "常設")
_SIMPLE = dict(zip(map(ord, _PAIRS[::2]), _PAIRS[1::2], strict=True))
_ARTICLE = regex.compile(r"^[وفب]?(?:ال|لل|ل)?")
#: Who made it, before a title that is registered without.
_ISSUER = regex.compile(
    r"(?:United\s+Nations|U\.?N\.?|Council\s+of\s+Europe|International\s+Labou?r\s+Organi[sz]ation|ILO"
    r"|UNESCO|European\s+Union|EU|OECD|WIPO|WTO)(?:['’]s)?\s+(?=\p{Lu})"
)
_ISSUERS = frozenset(
    [
        "United",
        "U",
        "UN",
        "Council",
        "International",
        "ILO",
        "UNESCO",
        "European",
        "EU",
        "OECD",
        "WIPO",
        "WTO",
    ]
)


@dataclass(frozen=True, slots=True)
class _Title:
    """A registered title: its words for comparison, its key, and its exact form if short."""

    words: tuple[str, ...]
    key: str
    exact: str = ""


class Titles:
    """Finds registered titles in texts of one language."""

    def __init__(self, language: str, aliases: Mapping[str, str]) -> None:
        self.language = language
        self._seen: dict[str, str] = {}
        self._begins: dict[str, bool] = {}
        held = _held(language, tuple(aliases.items()))
        self._keys = dict(held) if language == "zh" else {}
        self._han = regex.compile("|".join(regex.escape(a) for a in self._keys) or r"(?!)")
        self._by_first = {} if language == "zh" else _by_first(language, held)

    def _plain(self, word: str) -> str:
        """Return a word for comparison; a text says the same words again and again."""
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = _plainly(word, self.language)
        return known

    def _index(self, word: str) -> str:
        return _index(word, self.language)

    def find(self, text: str) -> Iterator[Name]:
        """Yield every registered title of a text with its place, the longest at each."""
        if self.language == "zh":
            yield from (
                Name(m.start(), m.end(), self._keys[m.group()], True)
                for m in self._han.finditer(text.translate(_SIMPLE))
                if text[max(0, m.start() - 2) : m.start()] not in _PERMANENT
            )
            return
        if not any(self._may_begin(word) for word in set(_WORD.findall(text))):
            return
        words = list(_WORD.finditer(text))
        taken = 0
        for i, word in enumerate(words):
            if not self._may_begin(word.group()) or word.start() < taken:
                continue
            found = (
                self._matched(text, words, i)
                if text[word.start() - 1 : word.start()] != "-"
                else None
            )
            if found:
                taken = found.end
                yield found

    def _may_begin(self, word: str) -> bool:
        begins = self._begins.get(word)
        if begins is None:
            known = self._index(self._plain(word)) in self._by_first
            begins = self._begins[word] = known or word in _ISSUERS
        return begins

    def at(self, text: str, position: int) -> Name | None:
        """Return the registered title that begins at a position, None where none does."""
        if self.language == "zh":
            match = self._han.match(text.translate(_SIMPLE), position)
            return Name(position, match.end(), self._keys[match.group()], True) if match else None
        words = list(_WORD.finditer(text, position, position + 400))
        return self._matched(text, words, 0) if words and words[0].start() == position else None

    def _matched(self, text: str, words: list[regex.Match[str]], i: int) -> Name | None:
        start = words[i].start()
        issuer = _ISSUER.match(text, start) if text[start].isupper() else None
        after = (
            next(
                (j for j in range(i, min(i + 5, len(words))) if words[j].start() == issuer.end()), i
            )
            if issuer
            else i
        )
        for first in dict.fromkeys((i, after)):
            second = self._plain(words[first + 1].group()) if first + 1 < len(words) else ""
            for title in self._by_first.get(self._index(self._plain(words[first].group())), ()):
                if title.words[1:] and not self._same(title.words[1], second, first=False):
                    continue
                end = self._end(text, words, first, title)
                if end is not None:
                    return Name(start, end, title.key, True)
        return None

    def _end(
        self, text: str, words: list[regex.Match[str]], first: int, title: _Title
    ) -> int | None:
        """Return where a title that begins at a word ends, None where it is another."""
        last = first + len(title.words) - 1
        if last >= len(words):
            return None
        for j, wanted in enumerate(title.words):
            if not self._same(wanted, self._plain(words[first + j].group()), first=j == 0):
                return None
            if j and not _GAP.fullmatch(text, words[first + j - 1].end(), words[first + j].start()):
                return None
        end = words[last].end()
        if len(title.words) < 3 and _YEAR.search(text, 0, words[first].start()):
            return None  # "1969 Liability Convention" is another than the one of 1972
        if title.exact and text[words[first].start() : end] != title.exact:
            return None
        if mark := _MARK.match(text, end):
            end = mark.end()
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum():
            return None
        date = _DATE.match(text, end)
        return date.end() if date else end

    def _same(self, wanted: str, found: str, *, first: bool) -> bool:
        """Tell whether two words are one in another case of the language."""
        if wanted == found:
            return True
        if self.language == "ru" and len(wanted) > 4:
            return found.startswith(wanted[:-2]) and abs(len(found) - len(wanted)) <= 3
        if self.language == "ar" and first:
            return _ARTICLE.sub("", wanted) == _ARTICLE.sub("", found)
        return False


_Aliases = tuple[tuple[str, str], ...]


@lru_cache(maxsize=16)
def _held(language: str, aliases: _Aliases) -> _Aliases:
    """Return the titles in the script of a language with their keys, the longest first."""
    script = regex.compile(_SCRIPT.get(language, r"\p{Latin}"))
    ordered = sorted(aliases, key=lambda pair: -len(pair[0]))
    return tuple((a, k) for a, k in ordered if len(a) > 2 and script.search(a))


@lru_cache(maxsize=16)
def _by_first(language: str, held: _Aliases) -> Mapping[str, Sequence[_Title]]:
    """Return titles by the word that they begin with; texts share the registry."""
    found: dict[str, list[_Title]] = {}
    for alias, key in held:
        words = tuple(_plainly(match.group(), language) for match in _WORD.finditer(alias))
        exact = alias if len(words) == 1 or alias.isupper() else ""
        found.setdefault(_index(words[0], language), []).append(_Title(words, key, exact))
    return found


def _index(word: str, language: str) -> str:
    if language == "ru":
        return word[:4]
    return _ARTICLE.sub("", word)[:4] if language == "ar" else word


def _plainly(word: str, language: str) -> str:
    text = word if word.isalpha() else _MARKED.sub("", word)
    text = text.casefold()
    if text.isascii() or language in ("ru", "ar"):
        return text
    return "".join(c for c in normalize("NFKD", text) if not combining(c))
