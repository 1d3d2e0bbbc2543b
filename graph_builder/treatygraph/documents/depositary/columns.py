"""Columns of a status list: what their headings say that dates and letters mean.

The letters behind dates differ from treaty to treaty, so they are read from the heading of
their own column, "Ratification, Acceptance(A), Approval(AA), Accession(a)", and from nothing
else; a letter that the heading does not explain stays unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from treatygraph.documents.depositary.printed import PrintedAct, one_line
from treatygraph.findings import Finding

__all__ = ["Legend", "day_of", "is_first_heading", "read_cells", "read_legend"]

#: What a heading says, the longer first → notation of the participation scheme.
_WORDS = {
    r"definitive\s+signature|signature\s+définitive": "definitive-signature",
    r"succession\s+to\s+signature|succession\s+à\s+la\s+signature": "succession-to-signature",
    r"provisional\s+application|application\s+provisoire": "provisional-application",
    r"formal\s+confirmation|confirmation\s+formelle": "formal-confirmation",
    r"consent\s+to\s+be\s+bound|consentement\s+à\s+être\s+lié": "consent",
    r"entry\s+into\s+force|entrée\s+en\s+vigueur": "in-force",
    r"denunciation|withdrawal|dénonciation|retrait": "withdrawal",
    r"signature": "signature",
    r"ratification": "ratification",
    r"acceptance|acceptation": "acceptance",
    r"approval|approbation": "approval",
    r"accession|adhésion": "accession",
    r"succession": "succession",
    r"notification": "notification",
    r"participation": "consent",
}
_KIND = re.compile(
    "|".join(f"(?P<k{n}>{words})" for n, words in enumerate(_WORDS))
    + r"|\((?P<letter>[A-Za-z]{1,3})\)|(?P<part>,)",
    re.IGNORECASE,
)
#: Why a column's dates count, "by virtue of ratification or accession", is no kind of them.
_WHY = re.compile(r"\bby\s+virtue\s+of\b[^()]*", re.IGNORECASE)
_FIRST = re.compile(r"\W*(participants?|part(?:y|ies)|states?|états?|members?|name)\b", re.I)
#: What is no consent to be bound.
_OTHER = ("signature", "succession-to-signature", "provisional-application", "notification",
          "withdrawal", "in-force")  # fmt: skip
_DATE = (
    r"\d{1,2}(?:er)?\s+[^\W\d_]{3,9}\.?\s+\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4}"
)
_ACT = re.compile(
    rf"(?P<open>\[\s*)?(?P<date>{_DATE})(?:\s*\(?(?<![^\W\d_])(?P<letter>[A-Za-z]{{1,3}})(?![^\W\d_])\)?)?"
    r"(?P<close>\s*\])?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb fév fev", "mar", "apr avr", "may mai", "jun juin", "jul juil", "aug aoû aou",
         "sep", "oct", "nov", "dec déc"), start=1
    )
    for name in names.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Legend:
    """What one column says: the kinds of a date without a letter, and those of letters."""

    printed: str
    plain: tuple[str, ...]
    letters: tuple[tuple[str, str], ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return all kinds that the heading names, in no special order."""
        return (*self.plain, *(kind for _, kind in self.letters))

    def meaning(self, letter: str) -> str | None:
        """Return the kind of a date, None where the heading does not tell."""
        if letter:
            return dict(self.letters).get(letter)
        return self.plain[0] if len(set(self.plain)) == 1 else None


def read_legend(heading: str) -> Legend:
    """Return what the heading of a column says.

    >>> read_legend("Ratification, Acceptance(A), Accession(a)").meaning("a")
    'accession'
    """
    text = one_line(heading)
    plain: list[str] = []
    letters: list[tuple[str, str]] = []
    kinds = tuple(_WORDS.values())
    here: list[str] = []  # what stands since the last comma; a letter is of that alone
    for match in _KIND.finditer(_WHY.sub("", text)):
        if match["part"]:
            plain, here = [*plain, *here], []
        elif match["letter"]:
            if here:
                letters.append((match["letter"], here.pop()))
        else:
            number = next(n for n in range(len(kinds)) if match[f"k{n}"])
            here.append(kinds[number])
    return Legend(text, (*plain, *here), tuple(letters))


def is_first_heading(cells: Sequence[str]) -> bool:
    """Tell whether cells are the headings of a list of participants."""
    kinds = any(read_legend(cell).kinds for cell in cells[1:])
    dated = any(_ACT.match(one_line(cell)) for cell in cells)
    return kinds and not dated and (not one_line(cells[0]) or bool(_FIRST.match(cells[0])))


def day_of(printed: str) -> str | None:
    """Return a printed date as YYYY-MM-DD, None where there is no such day.

    >>> day_of("22 Apr 2016"), day_of("1er févr. 2016"), day_of("23/11/2001"), day_of("31-02-2020")
    ('2016-04-22', '2016-02-01', '2001-11-23', None)
    """
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", printed):
        parts = [int(part) for part in printed.split("-")]
    else:
        day, month, year = re.split(r"\s*[/.-]\s*|\.?\s+", printed.strip(), maxsplit=2)
        number = int(month) if month.isdigit() else _month(month)
        parts = [int(year), number, int(day.removesuffix("er"))]
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    low = name.lower()
    return next((n for begin, n in _MONTHS.items() if low.startswith(begin)), 0)


def read_cells(
    legends: Sequence[Legend], cells: Sequence[str], place: str, findings: list[Finding]
) -> tuple[PrintedAct, ...]:
    """Return the acts of one row, in the order printed; what cannot be told is a finding."""
    acts = [
        act
        for legend, cell in zip(legends, cells, strict=False)
        for act in _acts(legend, one_line(cell), place, findings)
    ]
    force = [act.day for act in acts if act.kind == "in-force" and not act.withdrawn]
    kept = [act for act in acts if act.kind != "in-force"]
    if len(force) == 1:
        binding = [n for n, act in enumerate(kept) if act.kind not in _OTHER and not act.withdrawn]
        for n in binding[-1:]:
            act = kept[n]
            kept[n] = PrintedAct(act.kind, act.printed, act.day, act.withdrawn, force[0])
    return tuple(kept)


def _acts(legend: Legend, cell: str, place: str, findings: list[Finding]) -> Iterator[PrintedAct]:
    rest = _ACT.sub(" ", cell)
    where = f"{place}, column {legend.printed!r}"
    if legend.kinds and re.search(r"[^\W\d_]{4,}|\d{4}", rest):
        findings.append(
            Finding(
                "warning",
                "cell-not-read",
                where,
                f"{rest.strip()!r} is no date.",
                "look at the list; only dates and their letters are read",
            )
        )
    for match in _ACT.finditer(cell):
        if not legend.kinds:
            findings.append(
                Finding(
                    "warning",
                    "column-not-understood",
                    where,
                    f"What {match['date']!r} means cannot be told from the heading.",
                    "look at the list",
                )
            )
            continue
        act = _act(legend, match, where, findings)
        if act is not None:
            yield act


def _act(
    legend: Legend, match: re.Match[str], where: str, findings: list[Finding]
) -> PrintedAct | None:
    day = day_of(match["date"])
    if day is None:
        findings.append(
            Finding(
                "warning",
                "no-such-day",
                where,
                f"There is no day {match['date']!r}.",
                "look at the list; the date is kept as printed",
            )
        )
    letter = match["letter"] or ""
    kind = legend.meaning(letter)
    if kind is None:
        kind = _in_general(legend)
        what = f"the letter {letter!r}" if letter else "a date without a letter"
        done = f"kept as {kind}" if kind else f"{match['date']!r} is left out"
        findings.append(
            Finding(
                "warning",
                "meaning-not-told",
                where,
                f"The heading does not say what {what} stands for; {done}.",
                "look at the legend of the list",
            )
        )
        if kind is None:
            return None
    withdrawn = bool(match["open"] and match["close"])
    return PrintedAct(kind, " ".join(match[0].split()), day, withdrawn)


def _in_general(legend: Legend) -> str | None:
    """Return what all dates of a column have in common, None where some bind and some do not."""
    kinds = set(legend.kinds)
    if not kinds & {*_OTHER}:
        return "consent"
    return "signature" if kinds <= {"signature", "succession-to-signature"} else None
