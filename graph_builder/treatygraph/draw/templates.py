"""Templates: every value is escaped, and no hidden control turns the text around it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from treatygraph import languages
from treatygraph.draw.node_kinds import BASES
from treatygraph.draw.scene import plain
from treatygraph.resources import locate

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["asset_text", "environment", "script_json"]


def _finish(value: Any) -> Any:
    from markupsafe import Markup

    if value is None:
        return ""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def environment() -> Environment:
    """Return the environment of the pages' templates, in the language that is spoken now."""
    return _environment(languages.spoken())


@cache
def _environment(language: str) -> Environment:
    from jinja2 import Environment, FileSystemLoader

    made = Environment(
        loader=FileSystemLoader(locate("visualizations", "templates")),
        autoescape=True,
        finalize=_finish,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals["gettext"] = made.globals["_"] = _gettext
    made.globals["ngettext"] = _ngettext
    made.filters["said"] = languages.said
    made.filters["number"] = languages.number
    made.filters["ticked"] = _ticked
    made.globals["language"] = languages.languages()[language]
    made.globals["bases"] = {word: languages.said(meaning) for word, meaning in BASES.items()}
    return made


def _ticked(text: str) -> Markup:
    """Return a text, escaped, with what stands between backticks as code."""
    from markupsafe import Markup, escape

    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(plain(text)))))  # noqa: S704


def _gettext(text: str, **given: Any) -> Markup:
    """Return the words for a text of a template; what is filled in is escaped."""
    from markupsafe import Markup

    return Markup(languages.said(text)) % {k: _finish(v) for k, v in given.items()}  # noqa: S704


def _ngettext(one: str, many: str, number: int, **given: Any) -> Markup:
    from markupsafe import Markup

    filled = {"num": number} | {k: _finish(v) for k, v in given.items()}
    return Markup(languages.form_of(one, many, number)) % filled  # noqa: S704


#: What must not stand in a script element as it is: markup, line ends, hidden controls.
_RISKY = "<\u2028\u2029\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def script_json(value: Any) -> Markup:
    """Return JSON that can stand in a script element, whatever texts it holds.

    >>> str(script_json({"a": "</script>"}))
    '{"a":"\\\\u003c/script>"}'
    """
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in _RISKY:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704


@cache
def asset_text(name: str) -> Markup:
    """Return one of our own scripts or style sheets, to be written into a page as it is."""
    from markupsafe import Markup

    text = locate("visualizations", "assets", *name.split("/")).read_text("utf-8")
    return Markup(text.replace("</script", "<\\/script"))  # noqa: S704
