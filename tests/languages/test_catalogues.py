"""Each language has words for everything that is said, and templates say nothing besides."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from tests.form.commands_page import ROOT
from tests.languages.messages import FOLDER, Message, messages, renewed
from treatygraph import languages
from treatygraph.draw.templates import environment
from treatygraph.languages import gettext, ngettext, number, said, speaking

FILES = sorted(FOLDER.glob("*.po"))
TEMPLATES = sorted((ROOT / "visualizations" / "templates").glob("*.html"))
#: Names, formats and terms that are the same in every language.
SAME = re.compile(
    r"\b(?:treatygraph|CC BY|curate|SPARQL|IRI|API|UTC|SHA-256|PNG|SVG|tg|nbsp|ldquo|rdquo)\b"
)
#: What is no sentence: tags, `%(names)s`, words in them.
_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'[a-z-]+="[^"]*"')
#: Texts of expressions that name a look, and are never read.
_CLASSES = {" whole", "gone", "fresh", "changed"}
_GIVEN = re.compile(r"%\(\w+\)s")


def english(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


def words_of(path) -> dict[str, tuple[str, ...]]:
    with path.open("rb") as file:
        found = read_po(file, locale=path.stem)
    texts = {}
    for entry in found:
        if entry.id and not entry.fuzzy:
            one = entry.id if isinstance(entry.id, str) else entry.id[0]
            string = entry.string or ""
            texts[one] = (string,) if isinstance(string, str) else tuple(string)
    return texts


def test_there_are_french_and_spanish_words_for_many_messages():
    assert {"es", "fr"} <= {path.stem for path in FILES}
    assert 400 < len(messages())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_message_is_translated(path):
    texts = words_of(path)
    holes = [english(m) for m in messages() if not all(texts.get(english(m), ("",)))]

    assert [] == holes, "python -m tests.languages.messages brings them into the files"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_is_as_the_command_writes_it(path):
    assert renewed(path) == path.read_bytes(), "python -m tests.languages.messages"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_keeps_what_is_filled_in_and_the_tags(path):
    texts = words_of(path)
    odd = []
    for message in messages():
        forms = (message,) if isinstance(message, str) else message
        for text in texts.get(forms[0], ()):
            filled = {frozenset(_GIVEN.findall(form)) for form in forms}
            tags = {frozenset(Counter(map(_plain, _TAG.findall(f))).items()) for f in forms}
            mine = frozenset(Counter(map(_plain, _TAG.findall(text))).items())
            if text and (frozenset(_GIVEN.findall(text)) not in filled or mine not in tags):
                odd.append((forms[0], text))
            if text and ("%" in _GIVEN.sub("", text).replace("%%", "")) and "%(" in forms[0]:
                odd.append((forms[0], text))

    assert [] == odd


def _plain(tag: str) -> str:
    """Return a tag without the words that an example searches for."""
    return re.sub(r'\?q=[^"]*', "", tag)


class _Visible(HTMLParser):
    """Collects the words that a reader of a page would meet."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style", "code", "svg", "kbd", "pre"):
            self.inside.append(tag)
        for name, value in attrs:
            if name in ("aria-label", "title", "placeholder", "alt", "data-label"):
                self.words.append(value or "")

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.words.append(data)


def visible(source: str) -> list[str]:
    """Return what a template says outside of the catalogue: text, attributes, texts in code."""
    tree = environment().parse(source)
    data = " ".join(node.data for node in tree.find_all(nodes.TemplateData))
    parser = _Visible()
    parser.feed(data)
    said_so = parser.words + [
        const.value
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
        for const in _given_out(node)
    ]
    bare = (_ATTRIBUTE.sub("", text) for text in said_so)
    return [t for t in bare if re.search("[A-Za-z]{2,}", SAME.sub("", t)) and t not in _CLASSES]


def _given_out(node):
    """Return the texts that an expression may give out as they stand."""
    if isinstance(node, nodes.Const):
        return [node] if isinstance(node.value, str) else []
    if isinstance(node, nodes.CondExpr):
        return [*_given_out(node.expr1), *(_given_out(node.expr2) if node.expr2 else [])]
    if isinstance(node, nodes.Or | nodes.And | nodes.Add):
        return [*_given_out(node.left), *_given_out(node.right)]
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
        handed = [const for part in node.args for const in _given_out(part)]
        return [const for const in handed if " " in const.value]
    if isinstance(node, nodes.Concat):
        return [const for part in node.nodes for const in _given_out(part)]
    return []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_says_nothing_outside_of_the_catalogue(path):
    assert [] == visible(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Not translated</p>", ["Not translated"]),
        ('<p title="Not here">{{ x }}</p>', ["Not here"]),
        ('<p>{{ "yes" if x else _("no") }}</p>', ["yes"]),
        ('<p class="soft">{{ _("Here") }} {% trans %}and <b>here</b>{% endtrans %}</p>', []),
        ("<p><code>treatygraph official</code></p>", []),
        ('{{ m.resting(found, "What it rests on") }}', ["What it rests on"]),
    ],
)
def test_the_walk_through_templates_finds_words(source, found):
    assert found == visible(source)


def test_words_come_in_the_language_that_is_spoken_and_english_where_there_are_none():
    with speaking("fr"):
        assert "Aide" == gettext("Help")
        assert "2 lignes" == ngettext("%(num)s row", "%(num)s rows", 2)
        assert "0 ligne" == ngettext("%(num)s row", "%(num)s rows", 0)
        assert "A word of nobody" == said("A word of nobody")
        assert "1\u202f234" == number(1234)
    assert ("Help", "0 rows") == (gettext("Help"), ngettext("%(num)s row", "%(num)s rows", 0))


def test_one_file_is_one_more_language(tmp_path, monkeypatch):
    (tmp_path / "de.po").write_text(
        'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Help"\nmsgstr "Hilfe"\n'
    )
    for kept in (languages.languages, languages._words):
        kept.cache_clear()
    monkeypatch.setattr(languages, "locate", lambda *parts: tmp_path)
    try:
        with speaking("de"):
            found = (gettext("Help"), gettext("Words"))
        known = {code: one.name for code, one in languages.languages().items()}
    finally:
        for kept in (languages.languages, languages._words):
            kept.cache_clear()

    assert ("Hilfe", "Words") == found
    assert {"en": "English", "de": "Deutsch"} == known
