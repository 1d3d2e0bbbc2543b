"""Verdicts: four values, and how checks joined together give one of them.

`all_of` and `any_of` take the first value present in an order, so they are associative,
commutative and idempotent: the way in which a curator nests checks changes nothing.
What was deleted never makes a whole pass: `inapplicable` outweighs `pass` in `all_of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

__all__ = ["VERDICTS", "Verdict", "all_of", "any_of", "negation"]

Verdict = Literal["pass", "fail", "inapplicable", "cannot-tell"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_ALL: tuple[Verdict, ...] = ("fail", "cannot-tell", "inapplicable", "pass")
_ANY: tuple[Verdict, ...] = ("pass", "cannot-tell", "fail", "inapplicable")


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict of checks that must all pass.

    >>> all_of(["pass", "inapplicable"]), all_of(["cannot-tell", "fail"])
    ('inapplicable', 'fail')
    """
    return min(verdicts, key=_ALL.index)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict of checks of which one must pass.

    >>> any_of(["fail", "inapplicable"]), any_of(["cannot-tell", "pass"])
    ('fail', 'pass')
    """
    return min(verdicts, key=_ANY.index)


def negation(verdict: Verdict) -> Verdict:
    """Return the verdict of a check that must fail; what cannot be told stays so.

    >>> negation("pass"), negation("inapplicable")
    ('fail', 'inapplicable')
    """
    turned: dict[Verdict, Verdict] = {"pass": "fail", "fail": "pass"}
    return turned.get(verdict, verdict)
