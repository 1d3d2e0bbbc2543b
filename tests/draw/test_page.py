"""A picture is plain data and plain text, whatever labels say, and one file needs no other."""

import json
import re

from treatygraph.draw.gather import gather_draft
from treatygraph.draw.page import standalone
from treatygraph.draw.scene import Node, Scene
from treatygraph.draw.style import look
from treatygraph.draw.templates import script_json
from treatygraph.draw.visnetwork import network_of
from treatygraph.draw.wording import shorten
from treatygraph.iris import BASE

FIRST = f"{BASE}id/harbour/first"


def contrast(a, b):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_network_stands_still_and_holds_every_edge_of_the_scene(ask):
    scene = gather_draft(ask, FIRST)
    picture = network_of(scene)

    assert {"enabled": False} == picture["options"]["physics"]
    assert (len(scene.nodes), len(scene.edges)) == (len(picture["nodes"]), len(picture["edges"]))
    assert json.loads(json.dumps(picture))


def test_a_thing_without_words_in_the_picture_has_none(ask):
    picture = network_of(gather_draft(ask, FIRST))

    assert [""] == [n["label"] for n in picture["nodes"] if n["kind"] == "recommendation"]


def test_one_file_names_no_script_or_style_elsewhere(ask):
    page = standalone(gather_draft(ask, FIRST), base=BASE)
    own = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", page, flags=re.DOTALL)

    assert "default-src 'none'" in own
    assert [] == re.findall(r"<(?:link|img|iframe|script)[^>]+(?:src|href)=", own)
    assert "<b>\"&'" not in page
    assert "<script>alert" not in page


def test_json_in_a_page_cannot_end_its_script():
    text = str(script_json({"label": "</script><!-- \u2028 \u202e"}))

    assert "<" not in text
    assert "\u202e" not in text
    assert {"label": "</script><!-- \u2028 \u202e"} == json.loads(text)


def test_hidden_controls_become_visible():
    node = Node(iri="x:1", kind="safeguard", label="abc\u202edef")
    picture = network_of(Scene(title="T\u202e", nodes=(node,)))

    assert "abc⟦RLO⟧def" == picture["nodes"][0]["name"]
    assert "T⟦RLO⟧" == picture["title"]


def test_long_names_are_cut_at_a_word():
    assert "Protection of personal…" == shorten("Protection of personal data in this chapter", 25)
    assert "short" == shorten("short", 25)


def test_colours_can_be_read_in_both_themes():
    grounds = {"light": "#faf9f6", "dark": "#10161d"}
    for theme, ground in grounds.items():
        for name, kind in look()["kinds"].items():
            colours = kind[theme]
            if kind["shape"] == "box":
                assert contrast(colours["font"], colours["fill"]) >= 4.5, (name, theme)
            assert contrast(colours["border"], ground) >= 3, (name, theme)
        for name, kind in look()["looks"].items():
            assert contrast(kind[theme]["font"], kind[theme]["fill"]) >= 4.5, (name, theme)
            assert contrast(kind[theme]["border"], ground) >= 3, (name, theme)
        for name, edge in look()["edges"].items():
            assert edge.get("hidden") or contrast(edge[theme], ground) >= 3, (name, theme)


def test_every_edge_can_be_said_both_ways():
    assert all(edge["label"] and edge["back"] for edge in look()["edges"].values())
