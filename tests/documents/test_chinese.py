"""Chinese, simplified and traditional: headings, lists and ranges of references."""

from __future__ import annotations

import pytest

from treatygraph.documents.document import read

BODY = """第一条
宗旨

{}

第二条
其他

一、甲：

(a) 子；

(b) 丑；

(c) 寅。

二、乙。

三、丙。

四、丁。

第三条
最后

一、甲。

二、乙。

第四条
终

文。

第五条
又

文。
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("根据本公约第二条至第五条。", ["art-2", "art-3", "art-4", "art-5"]),
        ("根据第二条第一款(a)项和(c)项。", ["art-2/para-1/subpara-a", "art-2/para-1/subpara-c"]),
        ("第二条第一款(a)、(b)项。", ["art-2/para-1/subpara-a", "art-2/para-1/subpara-b"]),
        ("第二条第一款(a)项至(c)项", [f"art-2/para-1/subpara-{x}" for x in "abc"]),
        ("根据第二条第一款和第三款。", ["art-2/para-1", "art-2/para-3"]),
        ("根据第二条第一款(a)项和第三款。", ["art-2/para-1/subpara-a", "art-2/para-3"]),
        ("根据第二条第一款至第三款。", ["art-2/para-1", "art-2/para-2", "art-2/para-3"]),
        ("根据第二条第一、三款。", ["art-2/para-1", "art-2/para-3"]),
        ("根据第二、三条。", ["art-2", "art-3"]),
        ("在第二条、第三条和第五条所述情况下", ["art-2", "art-3", "art-5"]),
        ("根据第2条第1段，见第二条第2和4段。", ["art-2/para-1", "art-2/para-2", "art-2/para-4"]),
        ("本条约第三条，不是本条。", ["art-3", "art-1"]),
        ("任何一条和任何一款，以及本条款。", []),
    ],
)
def test_lists_and_ranges_are_followed(words, expected):
    found = read(BODY.format(words).encode(), language="zh").references

    assert expected == [r.target for r in found if r.source == "art-1"]
    assert {"resolved"} >= {r.status for r in found}


TRADITIONAL = """保護燈塔公約

前言

本公約締約國，

Ⅰ. 總則

第1條
在本公約中，以下各項為燈塔：

(a) 甲；

(b) 乙。

第2條

1. 締約國應遵守第1條。

2. 見本條第1段。

Ⅱ. 報告

第3條
締約國應提出報告。
"""


def test_traditional_characters_and_roman_signs_are_read():
    reading = read(TRADITIONAL.encode(), language="zh")
    keys = [p.key for p in reading.provisions]

    assert [k for k in keys if "/" not in k and k != "preamble"] == [
        "sec-1",
        "art-1",
        "art-2",
        "sec-2",
        "art-3",
    ]
    assert [(r.source, r.target) for r in reading.references] == [
        ("art-2/para-1", "art-1"),
        ("art-2/para-2", "art-2/para-1"),
    ]


def test_a_chinese_version_and_an_english_one_are_told_apart():
    english = (
        "Convention on Lamps\n\nI. General\n\nArticle 1\nThe Parties shall keep the lamps of the "
        "coast.\n\nArticle 2\nThe Parties shall report on it under article 1.\n"
    )
    both = f"{TRADITIONAL}\n\n{english}".encode()

    assert len([p for p in read(both, language="zh").provisions if p.level == "article"]) == 3
    assert len([p for p in read(both, language="en").provisions if p.level == "article"]) == 2
