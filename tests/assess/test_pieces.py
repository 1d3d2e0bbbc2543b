"""What two drafts have in common by stems, whole and sentence by sentence."""

from treatygraph.assess.pieces import Pieces, pieces_of

LAMPS = "Every keeper shall maintain the lamps of the harbour in working order at all hours."
BELLS = "Pilots ring the great bell when fog covers the approaches to the northern channel."
FEES = "Merchants pay the yearly fee for anchorage to the treasurer of the coastal board."


def test_short_sentences_stand_with_the_next_one() -> None:
    found = pieces_of(f"(a) Lamps. {LAMPS} {BELLS}")

    assert 2 == len(found)
    assert ["a", "lamps", "every"] == found[0][:3]


def test_words_in_another_form_are_words_in_common() -> None:
    later = "Keepers are maintaining each lamp of harbours; it is ordered to work hourly."
    pieces = Pieces([LAMPS, BELLS], [later, FEES])

    assert pieces.whole[0, 0] > 2 * pieces.whole.get((1, 0), 0.0)


def test_each_sentence_goes_where_the_one_most_like_it_stands() -> None:
    pieces = Pieces([f"{LAMPS} {BELLS}", FEES], [LAMPS, FEES, BELLS])

    assert pieces.went[0][0, 0] + pieces.went[0][0, 2] > 0.99
    assert (0, 1) not in pieces.went[0]
    assert pieces.went[1][0, 2] == 1.0


def test_texts_without_anything_in_common_have_no_cosine() -> None:
    assert {} == Pieces(["灯塔"], ["Bells"]).whole
    assert {} == Pieces([""], ["Bells"]).cover[0]
