"""Status lists of depositaries: every oddity that public projects met, in files made by hand."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from treatygraph.documents.apart import Limits, status_apart
from treatygraph.documents.depositary.columns import day_of, read_cells, read_legend
from treatygraph.documents.depositary.printed import StatusSheet, clean_name
from treatygraph.documents.depositary.sheets import read_status
from treatygraph.documents.depositary.statements import articles_named
from treatygraph.errors import ReadError
from treatygraph.findings import Finding

LEGEND = (
    "Ratification, Acceptance(A), Approval(AA), Formal confirmation(c), Accession(a), Succession(d)"
)
ROWS = [
    ("Lampia&lt;superscript&gt;1,3&lt;/superscript&gt;", "22 Apr\t 2031 ", "23 May\t 2031 A"),
    ("Netherlands (Kingdom of the) 4 ,", "22 Apr 2031", "3 Jun 2031 AA"),
    ("Türkiye", "", "4 Jul 2031 a"),
    ("Sandmouth", "1 May 2031", "[20 Jan\t 2032]"),
    ("Harbour Union", "1 May 2031", "2 Feb 2032 c"),
    ("New Shore", "", "3 Feb 2032 d"),
    ("Olm", "4 May 2031", ""),
]
SAID = """<Declarations><Title>Declarations and Reservations</Title>
<Declaration><Participant>LAMPIA</Participant><Text>Upon signature:&lt;br/&gt;Lampia does not consider
itself bound by article 3, paragraph 2, of the Convention, nor by articles 5 to 7.&lt;p&gt;Declaration:&lt;/p&gt;
Article 51 of the Charter of the United Nations stands.</Text></Declaration></Declarations>
<Objections><Objection><Participant>Türkiye</Participant><Text>With regard to the reservations made by
Lampia upon signature: Türkiye objects.</Text></Objection></Objections>
<EndNotes><Note>Olm</Note><Note>Article 9 is no reservation of Olm.</Note></EndNotes>"""


def rows(cells: Sequence[tuple[str, ...]], row: str = "Row", entry: str = "Entry") -> str:
    return "".join(
        f"<{row}>" + "".join(f"<{entry}>{c}</{entry}>" for c in line) + f"</{row}>\n"
        for line in cells
    )


def xml(
    body: Sequence[tuple[str, ...]] = ROWS,
    *,
    said: str = SAID,
    wrapped: bool = True,
    legend: str = LEGEND,
    head: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    heading = [("Participant&lt;superscript&gt;2&lt;/superscript&gt;", "Signature", legend)]
    table = (
        f"<Table><TGroup><Thead><Rows>{rows(heading)}</Rows></Thead><Tbody><Rows>{rows(body)}</Rows>"
        "</Tbody></TGroup></Table>"
        if wrapped
        else rows(heading) + rows(body)
    )
    return f"""{head}
<MTDSG><Header><Chapter><Name>PENAL MATTERS</Name></Chapter></Header><Treaty><ExternalData>
<Titlesect>16. Convention on Harbour Signals</Titlesect>
<EIF><Labeltext>1 June 2032, in accordance with article 12.</Labeltext></EIF>
<Status><Signatories>5</Signatories><Parties>5</Parties></Status></ExternalData>
<Participants>{table}</Participants>{said}</Treaty></MTDSG>"""


def page(body: Sequence[tuple[str, ...]] = ROWS) -> str:
    cells = [tuple(c.replace("&lt;superscript&gt;1,3&lt;/superscript&gt;", "<sup>1</sup>,<sup>3</sup>")
                   for c in line) for line in body]  # fmt: skip
    return f"""<!DOCTYPE html><html><head><title>UNTC</title><script>"<table>"</script></head><body>
<div>STATUS AS AT : 30-11-2032 05:00:44 EDT</div><table><tr><td>Convention on Harbour Signals</td></tr>
<tr><td>Entry into force</td><td>: 1 June 2032, in accordance with article 12</td></tr>
<tr><td>Status</td><td>: Signatories : 5. Parties : 5</td></tr></table>
<table id="ctl00_tblgrid"><tr><td>Participant</td><td>Signature</td><td>{LEGEND.replace(", A", ",<br>A")}</td></tr>
{rows(cells, "tr", "td")}</table>
<span>Declarations and Reservations</span><br>(Unless otherwise indicated, the declarations were made
upon ratification.)<br><br><b>Lampia</b><br><i>Upon signature:</i><br>Lampia does not consider itself
bound by article 3, paragraph 2, of the Convention, nor by articles 5 to 7.<p>Declaration:</p><p>Article 51 of
the Charter of the United Nations stands.</p><div>Objections<br>(Unless otherwise indicated.)</div>
<p>Türkiye</p><p>With regard to the reservations made by Lampia upon signature: Türkiye objects.</p>
<div>End Note</div><p>Olm</p><p>Article 9 is no reservation of Olm.</p></body></html>"""


def read(text: str, encoding: str = "utf-8") -> StatusSheet:
    return read_status(text.encode(encoding))


def acts(sheet: StatusSheet) -> dict[str, list[tuple[str, str | None, bool]]]:
    return {r.name: [(a.kind, a.day, a.withdrawn) for a in r.acts] for r in sheet.rows}


EXPECTED = {
    "Lampia": [("signature", "2031-04-22", False), ("acceptance", "2031-05-23", False)],
    "Netherlands (Kingdom of the)": [
        ("signature", "2031-04-22", False),
        ("approval", "2031-06-03", False),
    ],
    "Türkiye": [("accession", "2031-07-04", False)],
    "Sandmouth": [("signature", "2031-05-01", False), ("ratification", "2032-01-20", True)],
    "Harbour Union": [
        ("signature", "2031-05-01", False),
        ("formal-confirmation", "2032-02-02", False),
    ],
    "New Shore": [("succession", "2032-02-03", False)],
    "Olm": [("signature", "2031-05-04", False)],
}
FORMS = {
    "xml": xml(),
    "xml, rows alone": xml(wrapped=False),
    "xml, other case": xml().replace("Row>", "row>").replace("Entry>", "entry>"),
    "xml with a namespace": xml().replace("<MTDSG>", '<MTDSG xmlns="urn:x">'),
    "page": page(),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_participants_and_statements(form: str) -> None:
    sheet = read(FORMS[form])

    assert acts(sheet) == EXPECTED
    assert [
        ("Lampia", "reservation", ("art-3/para-2", "art-5", "art-6", "art-7"), ()),
        ("Lampia", "declaration", (), ()),
        ("Türkiye", "objection", (), ("Lampia",)),
    ] == [(s.name, s.kind, s.concerns, s.objects_to) for s in sheet.said]
    assert (sheet.in_force, sheet.signatories, sheet.parties) == ("2032-06-01", 5, 5)
    assert sheet.as_at == ("2032-11-30" if form == "page" else None)
    assert not [f for f in sheet.findings if f.severity != "info"]


@pytest.mark.parametrize(
    ("declared", "real"),
    [("ISO-8859-1", "latin-1"), ("UTF-8", "latin-1"), ("ISO-8859-1", "utf-8"), ("UTF-8", "utf-8")],
)
def test_the_encoding_is_the_declared_one_unless_the_bytes_say_otherwise(declared, real):
    sheet = read(xml(head=f'<?xml version="1.0" encoding="{declared}"?>'), real)

    agree = (declared == "UTF-8") == (real == "utf-8")
    assert "Türkiye" in acts(sheet)
    assert agree == ("encoding-not-as-declared" not in {f.code for f in sheet.findings})


def test_quotation_marks_of_which_the_lower_byte_alone_is_written_are_read() -> None:
    """So the XML of the collection has them; no parser takes them as they stand."""
    said = SAID.replace("Lampia does not", "\x1cLampia\x19s Government \x13 & does\x02not").replace(
        "stands.", "stands.\x1d"
    )
    sheet = read(xml(said=said, head='<?xml version="1.0" encoding="iso-8859-1"?>'), "latin-1")

    assert EXPECTED == acts(sheet)
    assert "“Lampia’s Government – … does not" in sheet.said[0].text
    assert sheet.said[1].text.endswith("”")
    assert ["characters-mended"] == [f.code for f in sheet.findings]


def test_a_heading_that_names_an_older_treaty_by_its_day_is_a_heading_all_the_same() -> None:
    legend = "Participation under article XI of the Protocol of 11 April 2029(P), Ratification"
    sheet = read(xml([("Olm", "", "1 May 2031 P"), ("New Shore", "", "2 May 2031")], legend=legend))

    assert [("consent", "2031-05-01", False)] == acts(sheet)["Olm"]
    assert [("ratification", "2031-05-02", False)] == acts(sheet)["New Shore"]


def test_a_heading_over_one_statement_opens_no_section_of_its_own() -> None:
    """Real pages have such headings below a name, with and without a colon."""
    heads = ["Reservation: Article 3 (2)", "Objection to the reservation made by Olm upon accession",
             "Declaration and reservation concerning Article 3 (2) made upon ratification"]  # fmt: skip
    for head in heads:
        sheet = read(page().replace("<i>Upon signature:</i>", f"<p>{head}</p>"))

        assert ["Lampia", "Lampia", "Türkiye"] == [s.name for s in sheet.said]
        assert "section-not-read" not in {f.code for f in sheet.findings}


def test_a_section_in_which_nobody_says_anything_is_no_finding() -> None:
    said = "Declarations and Reservations</span><br>(Unless otherwise indicated, made<br>upon accession.)"
    begin, rest = page().split("Declarations and Reservations</span>", 1)
    sheet = read(f"{begin}{said}<div>Objections</div>{rest.partition('</div>')[2]}")

    assert ["Türkiye"] == [s.name for s in sheet.said]
    assert "section-not-read" not in {f.code for f in sheet.findings}


def test_a_long_row_of_numbers_is_read_at_once() -> None:
    """A statement may hold one; the marks behind a name are looked for in it too."""
    numbers = "Olm " + "1, 22, 333, " * 400 + "x"
    start = time.process_time()
    read(xml(said=SAID.replace("Olm</Note>", f"{numbers}</Note>").replace("stands.", numbers)))
    clean_name("Olm " + "123" * 40 + " x")

    assert 2 > time.process_time() - start


def test_the_chart_of_the_council_of_europe_has_a_day_of_entry_into_force_for_each() -> None:
    chart = """<html><body><h1>Chart of signatures and ratifications of Treaty 185</h1><p>Convention on
    Cybercrime (ETS No. 185)</p><p>Status as of 27/08/2032</p><table><thead><tr><th></th><th>Signature</th>
    <th>Ratification</th><th>Entry into Force</th><th>Notes</th><th>R.</th></tr></thead><tbody>
    <tr><td>Lampia</td><td>23/11/2031</td><td>20/06/2032</td><td>01/10/2032</td><td></td><td>R.</td></tr>
    <tr><td>Olm</td><td></td><td>30/11/2031 a</td><td>01/03/2032</td><td>55</td><td></td></tr>
    </tbody></table></body></html>"""
    sheet = read(chart)

    assert "2032-08-27" == sheet.as_at
    assert [("signature", "2031-11-23", None), ("ratification", "2032-06-20", "2032-10-01")] == [
        (a.kind, a.day, a.in_force) for a in sheet.rows[0].acts
    ]
    assert [("consent", "2031-11-30", "2032-03-01")] == [
        (a.kind, a.day, a.in_force) for a in sheet.rows[1].acts
    ]
    assert ["meaning-not-told"] == [f.code for f in sheet.findings]


@pytest.mark.parametrize(
    ("heading", "cell", "expected", "codes"),
    [
        ("Accession(a), Succession(d), Ratification", "1 Mar 2030 d", [("succession", "2030-03-01")], []),
        ("Definitive signature(s), Acceptance(A)", "1 Mar 2030 s", [("definitive-signature", "2030-03-01")], []),
        ("Signature, Succession to signature(d)", "1 Mar 2030 d", [("succession-to-signature", "2030-03-01")], []),
        ("Ratification, Participation under article 3 (2)(P)", "1 Mar 2030", [("ratification", "2030-03-01")], []),
        ("Ratification, Participation under article 3 (2)(P)", "1 Mar 2030 P", [("consent", "2030-03-01")], []),
        ("Participation by virtue of ratification or accession to the Protocol", "1 Mar 2030", [("consent", "2030-03-01")], []),
        ("Ratification, Simplified procedure(p)", "1 Mar 2030", [("ratification", "2030-03-01")], []),
        ("Ratification, Accession(a)", "1 Mar 2030 P", [("consent", "2030-03-01")], ["meaning-not-told"]),
        ("Signature, Ratification", "1 Mar 2030", [], ["meaning-not-told"]),
        ("Ratification, Adhésion(a)", "1er févr. 2030 a", [("accession", "2030-02-01")], []),
        ("Ratification", "[1 Mar 2030] 2 Apr 2031", [("ratification", "2030-03-01"), ("ratification", "2031-04-02")], []),
        ("Ratification", "31 Feb 2030", [("ratification", None)], ["no-such-day"]),
        ("Ratification", "see note 4 of 2030", [], ["cell-not-read"]),
        ("Denunciation", "1 Mar 2030", [("withdrawal", "2030-03-01")], []),
        ("Deposit", "1 Mar 2030", [], ["column-not-understood"]),
        ("Provisional application, Notification(n)", "1 Mar 2030 n", [("notification", "2030-03-01")], []),
    ],
)  # fmt: skip
def test_what_a_date_means_the_heading_of_its_own_column_says(heading, cell, expected, codes):
    findings: list[Finding] = []
    found = read_cells([read_legend(heading)], [cell], "row", findings)

    assert expected == [(a.kind, a.day) for a in found]
    assert codes == [f.code for f in findings]


@pytest.mark.parametrize(
    "printed",
    ["Olm 1", "Olm 4 , 7", "Olm<superscript>1</superscript>", "Olm&lt;sup&gt;1,3&lt;/sup&gt;",
     "Olm&amp;lt;superscript&amp;gt;12&amp;lt;/superscript&amp;gt;", " [Olm] 2", "Olm¹", "Olm *", "Olm\n\t"],
)  # fmt: skip
def test_marks_of_notes_are_no_part_of_a_name(printed: str) -> None:
    assert "Olm" == clean_name(printed)


@pytest.mark.parametrize("name", ["Netherlands (Kingdom of the)", "Côte d'Ivoire", "Viet Nam"])
def test_a_name_is_kept_as_the_depositary_prints_it(name: str) -> None:
    assert name == clean_name(name)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("not bound by article 63, paragraph 2, of the Convention", ("art-63/para-2",)),
        ("paragraph 2 of article 63 of the said Convention", ("art-63/para-2",)),
        ("article 63 (2)", ("art-63/para-2",)),
        ("articles 14, 15 and 16", ("art-14", "art-15", "art-16")),
        ("article 2(a) of the Convention", ("art-2/subpara-a",)),
        ("article 19 of the Vienna Convention on the Law of Treaties", ()),
        ("article 5 of its Constitution", ()),
        ("article 5 of the Convention on Harbour Signals", ("art-5",)),
        ("no article at all", ()),
    ],
)
def test_articles_of_the_treaty_are_named_and_those_of_others_are_not(text, keys):
    assert keys == articles_named(text, ["Convention on Harbour Signals"])


@pytest.mark.parametrize("printed", ["30 Feb 2030", "32-01-2030", "1 Foo 2030", "0000-01-01"])
def test_no_day_of_the_calendar_is_no_day(printed: str) -> None:
    assert day_of(printed) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body>The site is under urgent maintenance and is currently unavailable</body></html>", "maintenance"),
        (b"<html><body><div id=app></div><script>x</script></body></html>", "no table"),
        (b"<html><body><table><tr><td>a</td><td>b</td></tr></table></body></html>", "no table of participants"),
        (b"%PDF-1.7", "begins with"),
        (b"", "begins with"),
        (b"<?xml version='1.0'?><MTDSG><Treaty>", "cannot be read"),
        (b"<?xml version='1.0'?><Document><Treaty><Header/></Treaty></Document>", "in this XML"),
        (xml(legend="Deposited").replace("Signature", "Other").encode(), "no table of participants"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_what_was_met(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as error:
        read_status(data)

    assert said in error.value.met
    assert error.value.expected


def test_a_file_of_a_depositary_cannot_read_other_files() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE MTDSG [<!ENTITY f SYSTEM "/etc/passwd">]>'
    sheet = status_apart(xml(head=head).replace("PENAL MATTERS", "&f;").encode())

    assert EXPECTED == acts(sheet)
    assert "root:" not in sheet.text


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom" * 9}">' for n in range(12))
    head = f'<?xml version="1.0"?><!DOCTYPE MTDSG [{bomb}]>'
    with pytest.raises(ReadError):
        status_apart(
            xml(head=head).replace("PENAL MATTERS", "&e11;").encode(), limits=Limits(seconds=20)
        )


def test_a_statement_without_a_name_over_it_is_a_finding() -> None:
    sheet = read(xml(said="<Declarations><Text>Nobody is named here.</Text></Declarations>"))

    assert () == sheet.said
    assert "section-not-read" in {f.code for f in sheet.findings}
