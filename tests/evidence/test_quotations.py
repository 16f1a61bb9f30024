"""Which quotations are in a copy, which are nearly, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.evidence.passages import CopyPage, CopyText, Passage
from briefdeck.evidence.words.quotations import find_quotation


def found(words: str, text: str, at: str | None = None) -> Passage:
    return find_quotation(
        words, CopyText(f"Something stands before. {text} And something after."), at
    )


def read(passage: Passage) -> list[tuple[str, str]]:
    """The pieces of a difference that are not the same."""
    return [
        (piece.kind, piece.text.strip()) for piece in passage.difference if piece.kind != "same"
    ]


TRUE = [
    # As it stands, over a line's end, with another letter at the start and another stop at the end.
    ("The agency will hire 7,575 people.", "In fact the agency will hire 7,575\n people, it said."),
    ("the agency—at last—will hire", "the agency -- at last -- will hire"),
    ("the agency – at last – will hire", "the agency—at last—will hire"),
    ("from 2006-2008 on", "from 2006–2008 on"),
    # Words parted at a line's end.
    ("the multilateral approach", "the multi-\nlateral approach"),
    ("the multi-lateral approach", "the multi-\nlateral approach"),
    ("the multilateral approach", "the multi\u00ad\nlateral approach"),
    ("the multilateral approach", "the mul\u00adti\u00adlat\u00ader\u00adal approach"),
    ("the multilateral approach", "the multi\ufffelateral approach"),
    ("the multi-lateral approach", "the multi\ufffelateral approach"),
    ("the multi- lateral approach", "the multilateral approach"),
    ("the long-term plan of it", "the long-\u00adterm plan of it"),
    ("at https://www.example.org/node it", "at https://www.exam\nple.org/node it"),
    ("a very good thing here", "a *very* good **thing** here"),
    ("the CO-OPERATION council", "the CO-\nOPERATION council"),
    # Letters and marks.
    ("the ‘office’ isn't open", 'the "oﬃce" isn’t open'),
    ("the office is open", "the of\u200bfice is\u00a0open"),
    ("at the café of H2O", "at the cafe\u0301 of H₂O"),
    ("a so-called war", "a “so-called” war"),
    ("it's so ‘“new”’", "it’s so \"'new'\""),
    ("12 km2 of land", "12 km² of land"),
    # Letters that programs lose, and headings in letters with blanks.
    ("the office building", "the of ce building"),
    ("the first office", "the \ufffdrst o\ufffdce"),
    ("the CONTENTS of it", "the C O N T E N T S of it"),
    # Marks of notes.
    ("the drug trade grew", "the drug12 trade¹³ grew"),
    ("the drug trade. It grew", "the drug trade.12 It grew"),
    ("the “drug trade,” it said", "the “drug trade,”12 it said"),
    ("the drug trade grew", "the drug[3] trade [12, 13] grew"),
    ("the drug trade grew", "the drug trade* grew†"),
    ("the drug trade. It grew", "the drug^1 trade.^12 It[^3] grew"),
    ("the drug trade, it grew", "the drugᵃ trade,¹–³ it grew⁽⁴⁾"),
    ("the drug trade grew fast", "the drug§ trade grew¶ fast"),
    ("it says: one thing and one other thing", "it says:\n• one thing and\n• one other thing"),
    ("it says that one thing is so", "it says\n> that one thing\n> is so"),
    ("it ends by 2045. The plan", "it ends by 2045.1 The plan"),
    ("it ends by 2045", "it ends by 2045.1 The plan"),
    ("in May 2045, the plan", "in May 2045,12 the plan"),
    ("in 2045 the plan", "in 2045¹ the plan"),
    ("in the ranks; 2 of them left", "in the ranks;2 2 of them left"),
    ("of 12%. The plan", "of 12%.3 The plan"),
    # What is left out and put in.
    ("It is money … that matters", "It is money, said he, that matters"),
    ("It is money... that matters", "It is money, said he, that matters"),
    ("It is money. . . . That matters", "It is money. Said he. And that matters"),
    ("the … zone was set up", "the so-called no-fly zone was set up"),
    ("The bank … said that it pays", "The bank, which had no branch in town, said that it pays"),
    ("It is money […] that matters", "It is money, said he, that matters"),
    ("It is money (...) that matters", "It is money, said he, that matters"),
    ("… money, said he", "It is money, said he, that matters"),
    ("It is money [he said] that matters", "It is money, said the minister, that matters"),
    ("[The agency] said that", "He said that"),
    ("[T]he agency said", "On it the agency said"),
    ("It said [t]he agency paid", "It said The agency paid"),
    ("It agree[d] to pay", "It agrees to pay"),
    ("the [agency] paid it", "the [agency] paid it"),
    ("US$1", "a cost of US$1 billion"),
    ("$1", "a cost of $1 billion"),
    ("over three decades", "over three decades, (as said"),
    # Scripts without blanks.
    ("政府は計画を", "日本の政府は\n計画を立てた。"),
    ("قال الوزير إن الخطة نجحت", "قَالَ الْوَزِيرُ إِنَّ الْخُطَّةَ نَجَحَتْ"),
    ("قَالَ الْوَزِيرُ إِنَّ", "قال الوزيـــر إن الخطة نجحت"),
    ("they paid 25 people", "they paid ٢٥ people"),
    ("it took 2 1/2 years", "it took 2½ years"),
    ("it took 2½ years", "it took 2 1/2 years"),
    ("a ⅓ of the people", "a 1⁄3 of the people"),
    ("Правительство объявило о", "и правительство объявило\nо том"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "text"), TRUE)
def test_what_is_in_a_copy_is_found(words: str, text: str) -> None:
    passage = found(words, text)
    assert passage.state == "verified", read(passage)
    assert passage.selectors
    assert not passage.difference
    assert not passage.elsewhere


ALTERED = [
    ("they hired 575 people", "they hired 7,575 people"),
    ("575 people were hired", "7,575 people were hired"),
    ("575 people were hired", "7\u00a0575 people were hired"),
    ("575 people were hired", "it grew to 7 575 people were hired"),
    ("they hired 7", "they hired 7,575 people"),
    ("they hired 7", "they hired 7.5 people"),
    ("they hired 12", "they hired 12.5 people"),
    ("they hired 1 man or woman", "they hired 1'500 man or woman"),
    ("they resent the letter", "they re-sent the letter"),
    ("they re-sent the letter", "they resent the letter"),
    ("it grew to 2045 units", "it grew to 20451 units"),
    ("it grew to 2045", "it grew to 2045.1 units"),
    ("it grew to 2045", "it grew to 2045,1 units"),
    ("in 2045 people came", "in 2045 1,000 people came"),
    ("see Table for the numbers", "see Table 12 for the numbers"),
    ("see Table for the numbers", "see Table12 for the numbers"),
    ("the COVID wave was bad", "the COVID19 wave was bad"),
    ("the x of the thing", "the x2 of the thing"),
    ("the total: people came in", "the total:12 people came in"),
    ("it did harm to them all", "it did [no] harm to them all"),
    ("an x y plane of points", "an x*y plane of points"),
    ("he was 5 6 tall then", "he was 5'6 tall then"),
    ("it is 12 feet of land", "it is 12 feet² of land"),
    ("on Jan. it fell down", "on Jan.12 it fell down"),
    ("it paid Rs. for that", "it paid Rs.500 for that"),
    ("% of all shipments were lost", "95% of all shipments were lost"),
    ("a level risk for them", "a level4 risk for them"),
    ("some 10 people came in", "some 10⁶ people came in"),
    ("12 km of land were sold", "12 km² of land were sold"),
    ("the US forces came", "the us forces came"),
    ("The war is not over", "The war is over"),
    ("The war is over", "The war is not over"),
    ("5 percent of it", "-5 percent of it"),
    ("5 percent of it", "$5 percent of it"),
    ("5 percent of it", "±5 percent of it"),
    ("5 percent of it", ".5 percent of it"),
    ("it fell by 5", "it fell by 5% of it"),
    ("it fell by 5", "it fell by 5 % of it"),
    ("a rise of 5 points", "a rise of 5% points"),
    ("a rise of ≥5 points", "a rise of ≤5 points"),
    ("partisan votes were cast", "non-partisan votes were cast"),
    ("lateral votes were cast", "multi-\nlateral votes were cast"),
    ("votes were multi", "votes were multi-\nlateral then"),
    ("the war from 2006 on was", "the war from 2006–2008 on was"),
    ("the war of 2006", "the war of 2006-2008"),
    ("it was a part of the U", "it was a part of the U.S. Army"),
    ("the 1990 were bad", "the 1990s were bad"),
    ("it was a part of Mexico", "it was a part of Mexico's"),
    ("able to pay for it now", "notable to pay for it now"),
    ("1 of 7, 575 people", "1 of 7,575 people"),
    ("on 9/1 it fell", "on 9/11 it fell"),
    ("11 it fell down", "on 9/11 it fell down"),
    ("let us eat grandma", "let us eat, grandma"),
    ("the drug12 trade grew", "the drug trade grew"),
    ("It runs over the end of it", "It runs over the\nvery end of it"),
    ("it took 2 years", "it took 2½ years"),
    ("it took 2", "it took 2½ years"),
    ("1/2 years it took", "2½ years it took"),
    # Short words, and letters in another case.
    ("it is possible", "it is impossible"),
    ("The Annual Report of the Board", "THE ANNUAL REPORT OF THE BOARD"),
    # Scripts without blanks.
    ("政府は計画を発表した", "昨日、政府は計画を発売した。"),
    ("计划没有成功", "我们的计划没有成攻。"),
    ("รัฐบาลประกาศแผนใหม่", "เมื่อวานรัฐบาลประกาศแผนเก่าแล้ว"),
    ("It runs over the end of it", "It runs over the\n\n12 cars\n\nend of it"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "text"), ALTERED)
def test_what_differs_is_not_found_and_the_difference_shown(words: str, text: str) -> None:
    passage = found(words, text)
    assert passage.state == "near"
    assert read(passage)
    assert (
        " ".join(words.split())
        == "".join(piece.text for piece in passage.difference if piece.kind != "copy").strip()
    )


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("that matters … It is money", "It is money, said he, that matters"),
        ("It is money … that matters", "It is money" + ", and more" * 400 + " that matters"),
        ("Ships sail under foreign flags", "Nothing of the kind is said here"),
        ("彼は行", "昨日、彼は行かないと言った。"),
        ("有名なスー", "有名なスーパーがあった。"),
        ("x", "x y z"),
        ("“—…”", "x y z"),
        ("[sic]", "x y z"),
        ("7", "7 days"),
    ],
)  # fmt: skip
def test_what_is_not_in_a_copy_is_missing(words: str, text: str) -> None:
    passage = found(words, text)
    assert passage.state == "missing"
    assert not passage.selectors


def test_what_is_like_a_quotation_is_found_in_a_long_text_without_blanks() -> None:
    said = "".join(chr(0x4E00 + 7 * number % 900) for number in range(20_000))
    copy = CopyText(f"{said}\n\n昨日、政府は新しい計画を発売した。{said}")
    passage = find_quotation("政府は新しい計画を発表した", copy, None)
    assert read(passage) == [("quote", "表"), ("copy", "売")]


def test_the_stop_behind_words_that_are_near_is_not_one_of_them() -> None:
    (selector,) = found("They saw nine officials", "They saw many officials. Spending").selectors
    assert (selector.exact, selector.suffix[:4]) == ("They saw many officials", ". Sp")


def test_a_selector_has_whole_words_around_and_the_page() -> None:
    pages = [
        "Far before that there was a war.\n",
        "The agency  will\nhire people. It will pay them well.\n",
    ]
    copy = CopyText("".join(pages), (CopyPage(0, "i"), CopyPage(len(pages[0]), "1")))
    (selector,) = find_quotation("agency will hire people", copy, "p. 1").selectors
    assert selector.exact == "agency will hire people"
    assert selector.prefix == "before that there was a war. The "[-31:].partition(" ")[2]
    assert selector.suffix == ". It will pay them well. "
    assert (selector.page, selector.sheet) == ("1", 2)
    assert copy.text[selector.start : selector.end] == "agency  will\nhire people"


def book(*pages: str) -> CopyText:
    starts = [sum(map(len, pages[:number])) for number in range(len(pages))]
    labels = [CopyPage(start, str(number + 1)) for number, start in enumerate(starts)]
    return CopyText("".join(pages), tuple(labels))


def test_of_several_places_the_cited_one_counts() -> None:
    copy = book("It is so.\n", "And it is so.\n", "Not at all.\n")
    assert find_quotation("it is so", copy, None).selectors[0].page == "1"
    second = find_quotation("it is so", copy, "p. 2")
    assert second.selectors[0].page == "2"
    assert not second.elsewhere
    third = find_quotation("it is so", copy, "p. 3")
    assert (third.state, third.selectors[0].page, third.elsewhere) == ("verified", "1", True)
    assert not find_quotation("it is so", copy, "p. 9").elsewhere, "no page 9: it cannot be told"


@pytest.mark.parametrize(
    "pages",
    [
        (
            "A Report 1\n\nThey run over the\n\n",
            "A Report 2\n\nend of the page.\n",
            "A Report 3\n\nOn.\n",
        ),
        ("1\nThey run over the\n", "A Head Of It 2\nend of the page.\n"),
        ("They³ run over the\n3 See Smith, 2010,\np. 5.\n1\n", "end of the page.\n"),
        ("They.12 They run over the\n12 See Smith.\nii\n", "The Agency | 2\nend of the page.\n"),
        ("They run over the end of the pa-\n1\n", "THE HEAD\nge. Then\n"),
        ("They run over the\n", "Annual Report of the Agency\n\nend of the page.\n"),
    ],
)
@pytest.mark.parametrize("at", ["p. 1", "p. 2", "pp. 1-2", None])
def test_a_sentence_runs_on_over_the_end_of_a_page(pages: tuple[str, ...], at: str | None) -> None:
    passage = find_quotation("They run over the end of the page.", book(*pages), at)
    assert passage.state == "verified", read(passage)
    assert not passage.elsewhere


@pytest.mark.parametrize(
    "between",
    [
        "\n\n12\n\n",
        " \f",
        "\n12\n\fA Report on It\n",
        "\n\n- 12 -\n\nA Report on It\n\n",
        "\n\n12 | A Report on It\n\n",
        "\n\n[Page 12]\n\n",
        "\n\nThe Agency’s Report, page 12\n\n",
    ],
)
def test_a_text_without_pages_shows_where_they_end(between: str) -> None:
    text = f"They run over the{between}end of the page."
    assert found("They run over the end of the page", text).state == "verified"


def test_a_note_that_is_not_one_of_the_page_is_not_jumped_over() -> None:
    copy = book("They run over the\n3 men saw the\n", "end of the page.\n")
    assert find_quotation("They run over the end of the page", copy, None).state == "near"


def test_a_year_with_a_mark_among_others() -> None:
    text = "It is old.11 It began in 201012, and ended.13 It was of 201012 units."
    assert found("It began in 2010, and ended", text).state == "verified"
    assert found("It was of 2010 units", text).state == "near"
    assert found("It began in 2010, and ended", "It began in 201012, and ended.").state == "near"


@pytest.mark.parametrize(
    ("words", "text", "left_out"),
    [
        ("They did … agree to pay", "They did not agree to pay", "not"),
        ("They … sign it", "They refused to sign it", "refused to"),
        ("They did … think so", "They did not, as all in the room knew, think so", "not"),
        ("They … think so", "They all, as was seen in the room, never think so", "never"),
        ("Wir werden den Vertrag … unterzeichnen", "Wir werden den Vertrag nicht unterzeichnen.", "nicht"),
        ("Wir werden … Vertrag unterzeichnen", "Wir werden keinen Vertrag unterzeichnen.", "keinen"),
        ("Le ministre … signera … le traité", "Le ministre ne signera pas le traité.", "ne"),
        ("Le ministre … aime le traité", "Le ministre n’aime le traité.", "n"),
        ("El ministro … firmará el tratado", "El ministro jamás firmará el tratado.", "jamás"),
        ("O ministro … assinará o tratado", "O ministro não assinará o tratado.", "não"),
        ("Il ministro … firmerà il trattato", "Il ministro non firmerà il trattato.", "non"),
        ("De minister … tekent het verdrag", "De minister nooit tekent het verdrag.", "nooit"),
        ("Minister … podpisze traktatu", "Minister nie podpisze traktatu.", "nie"),
        ("Министр … подпишет договор", "Министр никогда не подпишет договор.", "не"),
        ("الوزير … يوقع المعاهدة", "الوزير لن يوقع المعاهدة.", "لن"),
        ("计划…成功，他们说", "计划没有成功，他们说", "没有"),
        ("政府は計画を実行…と述べた", "政府は計画を実行しないと述べた", "しない"),
        # Brackets of the quoter's stand for no number and for no negation.
        ("They did [clearly] agree to pay", "They did not agree to pay", "not"),
        ("It has [allegedly] agreed to pay", "It has said that by no means it agreed to pay", "no"),
        ("It took in [many] migrants", "It took in 6,542 migrants", "6,542"),
        ("It took in [9,999] migrants", "It took in 6,542 migrants", "6,542"),
        ("The ferry [never] carried people", "The ferry carried people", None),
        ("[No] ferry carried people", "The ferry carried people", "The"),
        ("They can[not] sign it now", "They can sign it now", None),
    ],
)  # fmt: skip
def test_a_negation_or_a_number_is_not_left_out(
    words: str, text: str, left_out: str | None
) -> None:
    passage = found(words, text)
    assert passage.state == "near", passage.why
    of_copy = " ".join(text for kind, text in read(passage) if kind == "copy")
    assert left_out is None or left_out in of_copy


@pytest.mark.parametrize(
    ("words", "text", "bracketed"),
    [
        ("The [service] took in 6,542 migrants", "The Coast Guard took in 6,542 migrants", True),
        ("[The agency] took in 6,542 migrants", "At last it took in 6,542 migrants", True),
        ("it took in 6,542 [people]", "At last it took in 6,542 of them", True),
        ("[T]he agency paid them", "And the agency paid them", False),
        ("They agree[d] to pay", "They agrees to pay", False),
        ("They […] pay for it", "They all pay for it", False),
        ("The minister [sic] paid it", "The minister12 paid it", True),
        ("The [agency] paid for it", "The [agency] paid for it", False),
    ],
)
def test_words_in_brackets_are_told(words: str, text: str, bracketed: bool) -> None:
    passage = found(words, text)
    assert (passage.state, passage.bracketed) == ("verified", bracketed)


@pytest.mark.parametrize(
    "words", ["[The] ferry carried people that day", "that it paid for [them]"]
)
def test_brackets_at_the_ends_stand_for_no_negation(words: str) -> None:
    text = "No ferry carried people that day. They say that it paid for 500 men."
    assert found(words, text).state != "verified"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("He … thinks that the treaty is dead", "missing"),
        ("all of it is over. … She thinks that the treaty is dead", "verified"),
        ("He said it … of it is over", "verified"),
        ("The treaty is … good for trade", "verified"),
    ],
)
def test_an_omission_joins_no_paragraphs(words: str, state: str) -> None:
    text = (
        "He said it, and all of it is over.\n\nSo they say. She thinks that the treaty is dead.\n\n"
        "The treaty is\n\n12\n\nvery good for trade."
    )
    assert found(words, text).state == state


def test_a_place_that_is_not_in_the_copy_is_told() -> None:
    copy = book("It is so.\n", "And it is so.\n")
    for at, unplaced in (("p. 2", False), ("p. 9", True), ("p. 0", True), ("table 3", True)):
        assert find_quotation("it is so", copy, at).unplaced is unplaced, at
        assert find_quotation("it is thus", copy, at).unplaced is unplaced, at
    assert not find_quotation("it is so", copy, None).unplaced


SIGNS = st.text(st.sampled_from("aAb12 .,-\n\f*[]()…'“%$¹†\u00adﬁé国"), max_size=60)


@given(st.text(max_size=60) | SIGNS, st.text(max_size=300) | SIGNS, st.booleans())
def test_any_words_and_any_copy(words: str, text: str, paged: bool) -> None:
    half = len(text) // 2
    pages = (CopyPage(0, "1"), CopyPage(half, "2")) if paged else ()
    passage = find_quotation(words, CopyText(text, pages), "p. 1, § 2")
    for selector in passage.selectors:
        assert selector.exact.split() == text[selector.start : selector.end].split()
    if passage.state == "near":
        assert any(piece.kind != "same" for piece in passage.difference)


PLAIN = st.text(st.sampled_from("aAb12 .,-\n()'“%$¹†ﬁé国"), max_size=60)


@given(PLAIN.filter(lambda text: "..." not in text and sum(map(str.isalnum, text)) > 1))
def test_a_whole_copy_is_in_itself(text: str) -> None:
    assert find_quotation(text, CopyText(text), None).state == "verified"


def test_a_mark_of_a_note_on_a_line_of_its_own() -> None:
    text = "It is new.¹ They came illegally,\n2\nwith others.³ They came without\n5\nothers."
    assert found("They came illegally, with others", text).state == "verified"
    assert found("They came without others", text).state == "near"
