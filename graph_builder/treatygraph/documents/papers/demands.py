"""Demands: what a clause of a paper asks for, as action and stance.

A clause asks in one of the ways of `data/schema/papers.schema.json`.  What is to be done is
the first action that it names from there on; a denial turns it ("should not be deleted" keeps).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from treatygraph.documents.papers.passages import bare
from treatygraph.documents.papers.wording import Act, Wording

__all__ = ["Demand", "demand_of", "is_named_by_others", "stance_of"]

_STANCE = {
    "repeal": "asks-to-delete", "insertion": "asks-to-add", "add-reference": "asks-to-add",
    "draw-on": "asks-to-add", "decide": "asks-to-add", "require": "asks-to-add",
    "avoid": "opposes", "retain": "supports",
}  # fmt: skip
_DEFAULT = {
    "refusal": "avoid",
    "reproof": "avoid",
    "praise": "retain",
    "approval": "retain",
    "wish": "consider",
    "worry": "avoid",
    "opinion": "avoid",
}
#: Actions that say little: another one in the clause says more.
_FAINT = ("consider", "require")
#: Ways of asking that have a subject: somebody asks.
_SPOKEN = ("refusal", "request", "praise", "opinion", "worry")
_FIRM = ("refusal", "reproof", "request", "approval", "praise")
#: Ways of asking of a lead-in whose items only say what it is for or against.
_LISTED = ("praise", "refusal", "listing")
#: Ways of asking for a ban, which a text that does not have it yet is to have.
_ASKED = ("request", "command", "modal")
#: Words that somebody else wrote or said, inside quotation marks in a clause.
_QUOTED = regex.compile(r"[“«„][^”»“«]{25,}(?:[”»]|$)|\"[^\"]{25,}\"")
#: Changes that a supporter may ask for in the name of support: "we support the deletion of".
_OF_SUPPORT = ("repeal", "insertion", "add-reference", "replacement", "substitution", "draw-on")
_NEAR = 60
_THAT = regex.compile(r"\b(?:that|que|qu)\b")
_LABEL = regex.compile(r"[^:.;]{1,80}:[\s*_]+|\p{L}+\s(?:n[°o.]+\s?)?\d{1,3}\s*[–—.-]\s*[*_]*\s*")
#: An editor's bracket before what is to be done: "[DELETE: ...]".
_EDITED = regex.compile(r"\[\s*(?=\p{Lu}{3,}\s*:)")
_PLACED = regex.compile(r"\d")
#: A subject at the beginning of a clause, with what stands between it and the verb.
_SUBJECT = regex.compile(
    r"\W*(?:(?:[Aa]nd|[Ee]t|[Yy]|[Aa]ussi|[Aa]sí|[Tt]hus|[Ss]o|[Bb]ut|[Mm]ais|[Pp]ero)\s+)?"
    r"(?P<article>(?:[Tt]he|[Ll]es?|[Ll]a|[Ee]l|[Ll]os|[Ll]as|[Oo]ur|[Nn]otre|[Nn]os|[Nn]uestr[oa]s?"
    r"|[Ee]st[ea]|[Tt]his|[Cc]ette?)\s|[Ll]['’])\s*(?P<head>\p{L}[\p{L}-]*)(?:\s+[\p{L}'’-]+){0,9}\s*"
)
#: Words before a name that may stand for something spoken of.
_VAGUE = ("this", "cet", "cette", "este", "esta")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked: the way and the words of asking, the action, the stance."""

    kind: str
    words: str
    start: int
    action: str
    stance: str
    of_whole: bool = False


def stance_of(action: str) -> str:
    """Return the stance towards a target that an action stands for.

    >>> stance_of("repeal"), stance_of("limit")
    ('asks-to-delete', 'supports-with-change')
    """
    return _STANCE.get(action, "supports-with-change")


def demand_of(
    text: str,
    wording: Wording,
    *,
    named: bool = False,
    begins: bool = True,
    listed: bool = False,
    led: Demand | None = None,
) -> Demand | None:
    """Return the demand of a clause, None where it asks for nothing.

    `named`: the clause names a provision or a safeguard; `begins`: a command may begin it;
    `listed`: it is an item or a heading; `led`: what the lead-in of a list, or the beginning
    of the sentence, asks for.
    """
    kind, match = _ask(text, wording, named, ("command", "item")[: begins + (begins and listed)])
    if led is not None and led.kind in _LISTED and kind not in _FIRM:
        return led
    if match is None:
        if led is None:
            return None
        start = 0
        kind, words = led.kind, led.words
    else:
        start, words = match.start(), " ".join(match.group().lower().split())
    whole = _is_of_whole(text, wording, kind, match, led)
    action = "require" if whole else None
    action = action or _action(text, wording, kind, start, match.end() if match else 0)
    if action is None:
        inherited = led is not None and match is None and led.action not in _FAINT
        action = led.action if inherited and led else _default(text, wording, kind, match)
    if kind in ("modal", "command") and wording["nobody"].match(bare(text)):
        action = "avoid" if action in (*_FAINT, "insertion", "extend") else action
    banned = action == "avoid" and kind in _ASKED and wording["bans"].search(text, start)
    action = "insertion" if banned else action
    return Demand(kind, words, start, action, stance_of(action), whole)


def _is_of_whole(
    text: str, wording: Wording, kind: str, match: regex.Match[str] | None, led: Demand | None
) -> bool:
    """Tell whether a clause says what kind of treaty is wanted: "a treaty that keeps ..."."""
    if match is None:
        return led is not None and led.of_whole
    return kind == "request" and bool(wording["whole"].search(text, match.end()))


def _ask(
    text: str, wording: Wording, named: bool, beginning: tuple[str, ...]
) -> tuple[str, regex.Match[str] | None]:
    """Return the way in which a clause asks, and the words."""
    firm = [(kind, m) for kind in _FIRM if (m := _search(text, wording, kind))]
    if firm:
        kind, match = min(firm, key=lambda pair: pair[1].start())
        agreed = kind == "praise" and _THAT.search(text, match.end(), match.end() + _NEAR)
        if agreed and (fault := wording.asks["reproof"].search(text, match.end())):
            return "reproof", fault
        modal = wording.asks["modal"].search(text, match.end()) if agreed else None
        return ("request", modal) if modal else (kind, match)
    for at in _beginnings(text, wording) if beginning else ():
        for kind in beginning:
            command = wording.asks[kind].match(text, at) if kind in wording.asks else None
            if command and not wording["never"].match(text, at):
                return "command", command
    soft = [(kind, m) for kind in ("wish", "modal") if (m := _search(text, wording, kind))]
    if soft:
        return min(soft, key=lambda pair: pair[1].start())
    for kind in ("opinion", "worry"):
        found = _search(text, wording, kind)
        judged = wording["lacks"].search(text) or (
            kind == "opinion" and wording["merits"].search(text)
        )
        if found and (judged or (named and kind == "worry")):
            return kind, found
    return "", None


def _beginnings(text: str, wording: Wording) -> Iterator[int]:
    """Yield where a command may stand: at the beginning, and after "Recommendation 3:"."""
    body = bare(text)
    at = text.find(body[:20]) if body else -1
    if at < 0:
        return
    yield at
    edit = _EDITED.match(text, at)
    if edit:
        yield edit.end()
    label = _LABEL.match(text, at)
    if label and (wording["leads"].search(label.group()) or _PLACED.search(label.group())):
        yield label.end()


def _search(text: str, wording: Wording, kind: str) -> regex.Match[str] | None:
    """Return the first words of a kind that are the paper's own and ask."""
    if kind not in wording.asks:
        return None
    barred = [m.span() for m in wording["never"].finditer(text)]
    barred += [m.span() for m in _QUOTED.finditer(text) if text[: m.start()].strip()]
    told = wording["reports"].search(text) if kind in ("modal", "wish") else None
    for match in wording.asks[kind].finditer(text):
        if any(a < match.end() and match.start() < b for a, b in barred):
            continue
        if told and told.start() < match.start():
            continue
        verdict = kind == "worry" and wording["verdicts"].search(match.group())
        if kind in _SPOKEN and not verdict and is_named_by_others(text, match, wording):
            continue
        return match
    return None


def is_named_by_others(text: str, match: regex.Match[str], wording: Wording) -> bool:
    """Tell whether the subject right before a verb is somebody who does not hold the paper."""
    if wording["self"].match(text, match.start()):
        return False
    if any(text[: match.start()].rstrip().lower().endswith(name) for name in wording.holders):
        return False
    said = regex.sub(r"\s*\([^()]*\)", "", text[: match.start()])
    before = regex.split(r"[,;:()]\s|\n\n", said)[-1]
    words = before.split()
    if not words:
        return False
    if any(m.end() >= len(before.rstrip()) for m in wording["self"].finditer(before)):
        return False
    if _is_own_subject(before, wording):
        return False
    last = words[-1].strip("*_’'”\"")
    if match.group()[:1].islower() and last[:1].islower() and not _is_subject(last, wording):
        return True
    return bool(wording["others"].search(" ".join(words[-3:])))


def _is_own_subject(before: str, wording: Wording) -> bool:
    """Tell whether a clause begins with a body that papers are held by: "The league of X"."""
    subject = _SUBJECT.fullmatch(before)
    if subject is None or wording["others"].fullmatch(subject["head"]):
        return False
    named = subject["head"][0].isupper() and subject["article"].strip().lower() not in _VAGUE
    return named or bool(wording["bodies"].fullmatch(subject["head"]))


def _is_subject(word: str, wording: Wording) -> bool:
    """Tell whether a word in lower case right before a verb may be, or end, who asks."""
    return bool(wording["bodies"].fullmatch(word))


def _action(text: str, wording: Wording, kind: str, start: int, after: int) -> str | None:
    """Return the action that a clause names, turned where it is denied; None where none is."""
    found = [(m, act) for act in wording.acts for m in act.words.finditer(text)]
    begin = after if kind in ("refusal", "praise") else start
    later = [pair for pair in found if pair[0].start() >= begin]
    firm = [pair for pair in later if pair[1].notation not in _FAINT]
    if not firm and kind in ("wish", "modal", "request"):
        anywhere = kind == "wish" or later
        firm = [p for p in found if p[1].notation not in _FAINT and anywhere]
    chosen = min(firm or later, key=lambda pair: pair[0].start(), default=None)
    if chosen is None:
        return None
    match, act = chosen
    turned = _turned(text, match, act, wording)
    if (
        kind == "modal"
        and turned == act.notation
        and _is_denied(text, start, after, match, wording)
    ):
        return "avoid"
    if kind == "reproof":
        return "avoid"
    if kind == "refusal":
        return "retain" if act.notation == "repeal" else "avoid"
    if kind == "approval":
        return "retain"
    if kind == "praise":
        if wording["welcomes"].search(text, start, after):
            return "retain"
        near = match.start() - after < _NEAR
        return turned if near and act.notation in _OF_SUPPORT else "retain"
    if kind in ("opinion", "worry"):
        return None
    return turned


def _is_denied(
    text: str, start: int, after: int, match: regex.Match[str], wording: Wording
) -> bool:
    """Tell whether a modal verb is denied, and the action only lies in what it governs."""
    denial = wording["negations"].search(text, start, min(len(text), after + 12))
    return denial is not None and denial.end() <= match.start() and match.start() > after + 12


def _turned(text: str, match: regex.Match[str], act: Act, wording: Wording) -> str:
    """Return an action, or what its denial comes to where words right before it deny it."""
    window = text[max(0, match.start() - 70) : match.start()]
    for denial in wording["negations"].finditer(window):
        between = window[denial.end() :]
        if len(between.split()) <= 1 and not regex.search(r"[,;:.]", between):
            return act.negated
    return act.notation


def _default(text: str, wording: Wording, kind: str, match: regex.Match[str] | None) -> str:
    """Return the action of a clause that names none."""
    if kind == "opinion":
        return "avoid" if wording["lacks"].search(text) else "retain"
    if kind in _DEFAULT:
        return _DEFAULT[kind]
    if match is None:
        return "require"
    window = text[match.start() : match.end() + 24]
    return "avoid" if wording["negations"].search(window) else "require"
