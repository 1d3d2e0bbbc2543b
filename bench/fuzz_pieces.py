"""Pieces that inputs of `bench/fuzz_targets.py` are made of, for each kind of text."""

from __future__ import annotations

WORDS = (
    *("Article 1", "Article 2 bis", "CHAPTER I", "Annex II", "Rule 3", "1. Each Party", "(a) lamps;"),
    *("(i) wicks", "PREAMBLE", "The States Parties,", "IN WITNESS WHEREOF", "“Article 9", "oil.”"),
    *("CONTENTS", "Article 1 ........ 4", "PROTOCOL I", "[2. Norway: delete]", "____", "2A. More"),
    *("under article 2, paragraph 1", "paragraphs 1 to 99999999", "articles 3-5, 7 and 9", "\n\n"),
    *("\n", " ", "\t", "第一条", "第二款", "المادة ١", "الفقرة ٢", "статья 3", "artículo 4", "l’article 5"),
    *("¹", "³⁴", "\u202e", "\ufeff", "\u00ad", "-\n", "(", ")", "[", "]", "“", "”", "*", "_", "#", "1", "."),
    *("MMMMMMCM", "a)", "aa)", "— ", "Decides:", "UNTOC", "the United Nations Convention against Corruption"),
)  # fmt: skip
MARKUP = (
    *("<p>", "</p>", "<table><tr><td>", "</td></tr></table>", "<ol><li>", "</ol>", "<div>", "</div>"),
    *("<h1>", "</h1>", "&no;", "&#0;", "&#x1b;", "<!--", "-->", "<![CDATA[", "]]>", "<sup>1</sup>"),
    *("<span style='display:none'>", "<br>", "<?x", "<script>", "<a href='#a'>", 'colspan="99999"'),
)  # fmt: skip
AKN = (
    *("<article>", "</article>", "<num>Article 1</num>", "<heading>", "</heading>", "<paragraph>"),
    *("</paragraph>", "<content><p>", "</p></content>", "<list><intro>", "<point>", "<authorialNote>"),
    *("</authorialNote>", "<chapter eId='x'>", "<hcontainer>", "&no;", "<ref href='#art_1'>", "</ref>"),
)  # fmt: skip
WORD = (
    *("<w:p>", "</w:p>", "<w:r><w:t>", "</w:t></w:r>", "<w:ins w:id='1'>", "</w:ins>", "<w:del w:id='2'>"),
    *("<w:delText>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>", "<w:tab/>"),
    *("<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>", "<w:footnoteReference w:id='9'/>", "<w:br/>"),
    *("<w:numPr><w:ilvl w:val='99'/><w:numId w:val='1'/></w:numPr>", "<w:moveFrom>", "<w:fldSimple>"),
)  # fmt: skip
PDF = (
    *("1 0 obj", "endobj", "<<", ">>", "/Type /Page", "/Kids [", "]", "stream\n", "\nendstream", "xref\n"),
    *("trailer", "startxref", "/Contents 4 0 R", "BT /F1 12 Tf (", ") Tj ET", "0 0 Td", "%%EOF", "/Count -1"),
)  # fmt: skip
YAML = (
    *("a", ": ", "\n", "  ", "- ", "&x ", "*x", "[", "]", "{", "}", ",", "? ", "| \n", "> ", "'", '"'),
    *("!!int ", "!x ", "---\n", "# ", "\t", "\x07", "é", "~", "9" * 50, "<<: ", "\ufeff", "null", "true"),
    *("treaty: lamps\n", "draft: x\n", "provisions:\n", "  - key: art-1\n", "statements:\n", "evidence:\n"),
    *("basis: curated", "document: lamps", "place: x", "summary: ", "lineages:\n", "accept: yes", "articles:\n"),
    *("  - {article: art-1, before: [art-1], lineage: x, new: true, accept: yes}\n", "chapters:\n", "dropped:\n"),
)  # fmt: skip
SPARQL = (
    *("SELECT ", "* ", "WHERE ", "{ ", "} ", "?s ?p ?o ", ". ", "; ", "SERVICE ", "<http://e/>", "'", '"', "'''"),
    *('"""', "#", "\n", "\\u0053", "\\U00000053", "\\", "ser", "vice:", "SERVICE", "FROM ", "NAMED ", "GRAPH "),
    *("(", ")", "[", "]", "!", "-", "a:", "a/b*|c+", "FILTER", "BIND(", " AS ?x)", "ASK ", "VALUES ?x { 1 }"),
    *("PREFIX a: <b> ", "BASE <x> ", "^^", "@en", "INSERT", "SILENT ", "OPTIONAL", "MINUS", "EXISTS", "<", ">"),
    *("#+ title: x\n", "#+ columns: s p o\n", "#+ params: draft=draft\n", "#+ ", ": ", "UNION", "COUNT("),
)  # fmt: skip
ASKED = (
    *("which ", "articles ", "of the ", "zero draft ", "lack ", "a reference ", "to article ", "36", "IV"),
    *("chapter ", "who ", "supports ", "GI-TOC", "?", "gi-toc", "safeguard", "zero-draft", "adopted", "|", "²"),
    *("--5", "٣", "https://w3id.org/treatygraph/id/", "tg:", "un-cybercrime", "art-24/para-2", '"', "\\", "}"),
    *("<", ">", "\n", "%", "..", "é", "\u202e", "necessity", "Russian Federation", "changed ", "how many "),
)  # fmt: skip
HEADERS = (
    *("text/html", ";q=", "0.5", "nan", "inf", "1e999", ",", "*/*", "application/json", "|", "turtle", "²"),
    *("Wed, 21 Oct 2015 07:28:00 GMT", "-1", "99999999999999999999", "<html>", "A/AC.7/2", "/Rev.1", "http-equiv"),
    *("<meta refresh url=", "<iframe src=", "PK\x03\x04", "%PDF-", "<a href='//['>", "moved", "redirect", "0;"),
)  # fmt: skip
PAPER = (
    "We recommend to delete article 6, paragraph 2. ", "States should ensure that ", "must be ", "necessity",
    "Recommendation 3: ", "we oppose ", "insert after “lamps” ", "statements:\n", "  - key: a\n", "    summary: x\n",
    "    evidence: [{place: x}]\n", "key,place,summary\n", "# 1 to 2\n", "\n\n",
)  # fmt: skip
