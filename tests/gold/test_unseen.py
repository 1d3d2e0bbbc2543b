"""Gold from elsewhere is measured with the instrument counted and wrong targets apart."""

from pathlib import Path

from bench.unseen import measure

TEXT = """Article 1
Lamps

1. Each Party shall keep lamps under article 2.

2. The Charter of the United Nations applies.

Article 2
Wicks

Wicks are subject to paragraph 2 of article 1.
"""
STRUCTURE = """file,key,level,heading
lamps.txt,art-1,article,Lamps
lamps.txt,art-1/para-1,paragraph,
lamps.txt,art-1/para-2,paragraph,
lamps.txt,art-2,article,Wick
lamps.txt,art-3,article,
"""
REFERENCES = """file,from_key,surface,to_key,instrument,resolution
lamps.txt,art-1/para-1,article 2,art-2,,resolved
lamps.txt,art-1/para-2,Charter of the United Nations,,Charter of the United Nations,external
lamps.txt,art-2,paragraph 2 of article 1,art-1,,resolved
"""


def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lamps.txt").write_text(TEXT, "utf-8")
    (tmp_path / "structure.csv").write_text(STRUCTURE, "utf-8")
    (tmp_path / "references.csv").write_text(REFERENCES, "utf-8")
    return tmp_path


def test_a_folder_of_gold_is_measured_file_by_file_and_kind_by_kind(tmp_path):
    report = measure(folder(tmp_path))

    assert "| lamps.txt | 5 | 4 | 4 | 1.000 | 0.800 | 0.889 |" in report
    assert "| lamps.txt | 3 | 3 | 2 | 0.667 | 0.667 | 0.667 |" in report
    assert "| external | 1 | 1 | 1 | 1.000 | 1.000 | 1.000 |" in report
    assert "- lamps.txt: missing: art-3" in report


def test_a_wrong_target_called_resolved_is_counted_apart(tmp_path):
    report = measure(folder(tmp_path), details=False)

    assert "| lamps.txt | 1 of 2 | 1 |" not in report
    assert "| lamps.txt | 3 of 4 | 1 | 3 | 0 |" in report


def test_what_gold_does_not_judge_counts_neither_way(tmp_path):
    gold = folder(tmp_path)
    rows = REFERENCES.replace("of article 1,art-1,,resolved", "of article 1,art-1,,uncounted")
    (gold / "references.csv").write_text(rows, "utf-8")

    report = measure(gold)

    assert "| lamps.txt | 2 | 2 | 2 | 1.000 | 1.000 | 1.000 |" in report


def test_mentions_without_a_number_can_be_left_out(tmp_path):
    gold = folder(tmp_path)
    (gold / "texts" / "lamps.txt").write_text(
        TEXT.replace("Wicks are", "Under this article wicks are"), "utf-8"
    )

    whole = measure(gold)
    numbered = measure(gold, numbered=True)

    assert "art-2 > art-2 (resolved)" in whole
    assert "art-2 > art-2 (resolved)" not in numbered
    assert "art-2 > art-1/para-2 (resolved)" in numbered


def test_a_preamble_that_gold_leaves_out_is_not_counted(tmp_path):
    gold = folder(tmp_path)
    (gold / "texts" / "lamps.txt").write_text(f"PREAMBLE\n\nThe Parties,\n\n{TEXT}", "utf-8")

    report = measure(gold)

    assert "| lamps.txt | 5 | 4 | 4 | 1.000 | 0.800 | 0.889 |" in report
