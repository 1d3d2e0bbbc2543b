"""The words of the program in the language that is asked for.

English words stand where they are used, in templates and code; what they are in another
language is one file, `visualizations/languages/<code>.po`.  Promise: a word that a
catalogue lacks comes out in English, and who asks in English gets what is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatygraph.errors import UsageError
from treatygraph.resources import locate

if TYPE_CHECKING:
    from babel.messages import Catalog

__all__ = [
    "ENGLISH",
    "Language",
    "catalogue_file",
    "form_of",
    "gettext",
    "language_named",
    "languages",
    "message",
    "ngettext",
    "number",
    "said",
    "script_words",
    "speaking",
    "spoken",
]

ENGLISH = "en"
_SPOKEN: ContextVar[str] = ContextVar("language", default=ENGLISH)


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: its code, its name in itself, the way it runs."""

    code: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class _Words:
    """A catalogue: English → the words, in one form or in each plural form."""

    forms: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]
    scripts: Mapping[str, str | tuple[str, ...]]


def catalogue_file(code: str) -> Path:
    """Return the file that holds the words of a language."""
    return locate("visualizations", "languages") / f"{code}.po"


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages of the interface, English first: code → language."""
    from babel import Locale

    files = sorted(locate("visualizations", "languages").glob("*.po"))
    found = {}
    for code in (ENGLISH, *(file.stem for file in files)):
        locale = Locale.parse(code)
        name = locale.get_display_name(code) or code
        found[code] = Language(code, name[:1].upper() + name[1:], locale.text_direction)
    return found


def language_named(name: str) -> Language:
    """Return the language with this code; raise `UsageError` where there is none."""
    code = name.strip().lower().replace("_", "-").partition("-")[0]
    if code in languages():
        return languages()[code]
    raise UsageError(
        f"There are no words in the language {name!r}.",
        expected=f"one of {', '.join(languages())}",
        remedy="add a file to visualizations/languages, as docs/how-to/language.md shows",
    )


def spoken() -> str:
    """Return the code of the language that is spoken now."""
    return _SPOKEN.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language for a while."""
    token = _SPOKEN.set(code)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def message(text: str) -> str:
    """Return an English text as it is, and mark it for the catalogues.

    What is said by `said` later on, such as the words of a table, is marked where it stands.
    """
    return text


def said(text: str) -> str:
    """Return the words for a text that was marked elsewhere, as it is where there are none."""
    found = _words(_SPOKEN.get()).forms.get(text)
    return found[0] if found else text


def gettext(text: str, /, **given: Any) -> str:
    """Return the words for an English text, its `%(name)s` filled in.

    >>> gettext("%(count)s of %(total)s", count=1, total=2)
    '1 of 2'
    """
    words = said(text)
    return words % given if given else words


def ngettext(one: str, many: str, count: int, /, **given: Any) -> str:
    """Return the words for one or many; `%(num)s` is the number.

    >>> ngettext("%(num)s row", "%(num)s rows", 2)
    '2 rows'
    """
    return form_of(one, many, count) % {"num": count, **given}


def form_of(one: str, many: str, count: int) -> str:
    """Return the form of a text that a number takes, nothing filled in."""
    words = _words(_SPOKEN.get())
    found = words.forms.get(one)
    return found[words.plural(count)] if found else (one if count == 1 else many)


def number(value: int) -> str:
    """Return a number with its thousands parted as the language does.

    >>> number(83876)
    '83,876'
    """
    if _SPOKEN.get() == ENGLISH:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_SPOKEN.get())


def script_words() -> Mapping[str, str | tuple[str, ...]]:
    """Return the words that scripts of pages say, in the language that is spoken now."""
    return _words(_SPOKEN.get()).scripts


@cache
def _words(code: str) -> _Words:
    """Return the words of a language; none for English, and where there is no catalogue."""
    if code == ENGLISH or code not in languages():
        return _Words({}, lambda count: int(count != 1), {})
    from babel.messages.pofile import read_po

    with catalogue_file(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    forms, scripts = {}, {}
    for entry in _translated(catalogue):
        english = entry.id if isinstance(entry.id, str) else entry.id[0]
        texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
        forms[english] = texts
        if any(file.endswith(".js") for file, _ in entry.locations):
            scripts[english] = texts if len(texts) > 1 else texts[0]
    return _Words(forms, _plural(catalogue), scripts)


def _translated(catalogue: Catalog) -> Iterator[Any]:
    for entry in catalogue:
        whole = all(entry.string) if isinstance(entry.string, tuple | list) else entry.string
        if entry.id and whole and not entry.fuzzy:
            yield entry


def _plural(catalogue: Catalog) -> Callable[[int], int]:
    from gettext import c2py

    return c2py(catalogue.plural_expr)
