"""Every text says what became of quotations: a sign with its word, or the word alone; and nothing a copy says acts."""

import io
import json
import re

import jsonschema
import pytest
from msgspec.structs import replace
from rich.console import Console

from briefdeck import document, output
from briefdeck.document.blocks import SourceUse, Verified
from briefdeck.evidence.passages import (
    STATE_SIGNS,
    STATE_WORDS,
    CitedNumber,
    NumberPassage,
    NumberState,
    Passage,
    Piece,
    Quoted,
    Selector,
)
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded
from briefdeck.output.json_text import schema
from briefdeck.output.terminal import Printable
from briefdeck.output.verdict_words import number_verdicts, number_words, quoted_words
from briefdeck.text.ascii_signs import in_ascii
from support.hostile import NASTY
from support.printing import fits
from support.saying import HOSTILE
from support.verified import NUMBERS, TEXT, passages, verified_briefing

DRAWN = ("text", "plain", "markdown")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SIGNS = re.compile(r"[✓≈✗≠⚠]|[–?] (?:no copy|copy unreadable)")


def page(loaded: Loaded, entry: str, form: str = "text", width: int = 80) -> str:
    return output.render(form, document.page(loaded, entry), width=width)


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("entry", passages())
def test_a_sign_stands_with_its_word_beside_the_citation(entry: str) -> None:
    loaded = verified_briefing()
    state = passages()[entry].state
    for form in ("text", "markdown"):
        said = f"{STATE_SIGNS[state]} {STATE_WORDS[state]}"
        assert said in page(loaded, entry, form), form


@pytest.mark.parametrize("entry", [*passages(), "passengers"])
def test_plain_says_the_word_without_a_sign(entry: str) -> None:
    said = page(verified_briefing(), entry, "plain")
    assert not SIGNS.search(said), said
    if entry in passages():
        assert STATE_WORDS[passages()[entry].state] in said.lower()


def test_the_signs_are_told_apart_without_unicode() -> None:
    told = {state: in_ascii(sign) for state, sign in STATE_SIGNS.items()}
    assert len(set(told.values())) == len(told), told


def test_the_passage_stands_between_what_is_around_it() -> None:
    loaded = verified_briefing()
    passage = (
        "…For the first time “2.1 million passengers crossed the strait in 2024”, the port counted…"
    )
    for form in DRAWN:
        assert passage in one_line(page(loaded, "key-growth", form)), form
        assert passage in one_line(page(loaded, "port", form)), form


def test_omissions_stand_between_the_parts_of_a_passage() -> None:
    said = page(verified_briefing(), "mayor-quote")
    assert "“A strait is not a border” … “it is a street”." in said


def test_the_marks_of_a_copy_are_not_doubled() -> None:
    said = Passage("verified", (Selector("no advance", "it had made “", "” (Padilla), as"),))
    assert "…it had made “no advance” (Padilla), as…" in page(
        verified_briefing(TEXT, **{"key-growth": said}), "key-growth"
    )


def test_words_found_elsewhere_say_where() -> None:
    loaded = verified_briefing()
    for form in DRAWN:
        said = one_line(page(loaded, "other-page", form)).lower()
        assert "verified, but on p. 14, not p. 9" in said, form


def test_words_found_at_a_place_without_a_page_say_on_which_they_are() -> None:
    text = TEXT.replace('at = "p. 9", quote', "quote")
    assert "✓ verified, on p. 9\n" in page(verified_briefing(text), "key-growth")


def test_near_words_show_how_they_differ_without_colour() -> None:
    loaded = verified_briefing()
    difference = "The piers were {+not+} found safe for all [-575-]{+7,575+} berths"
    assert difference in one_line(page(loaded, "near-words"))
    markdown = page(loaded, "near-words", "markdown")
    assert difference in markdown.replace("\\", "")
    plain = one_line(page(loaded, "near-words", "plain"))
    assert "it leaves out “not” and has “575” where the copy has “7,575”." in plain


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([Piece("same", "a "), Piece("quote", "b"), Piece("same", " c")], "it adds “b”"),
        ([Piece("copy", "b"), Piece("quote", "c")], "it has “c” where the copy has “b”"),
        ([Piece("quote", "b "), Piece("same", "x"), Piece("copy", "d")], "it adds “b” and leaves out “d”"),
        ([Piece("same", "a")], ""),
        ([Piece("quote", ""), Piece("same", "a")], ""),
        ([Piece("same", "a"), Piece("copy", " "), Piece("same", "b")], ""),
    ],
)  # fmt: skip
def test_a_difference_is_said_in_words(pieces: list[Piece], words: str) -> None:
    from briefdeck.output.verdict_words import difference_words

    assert difference_words(Passage("near", (Selector("x"),), tuple(pieces))) == words


def test_pieces_of_a_difference_stand_one_blank_apart() -> None:
    pieces = (
        Piece("same", "all "),
        Piece("quote", "575 "),
        Piece("copy", "7,575 "),
        Piece("same", "berths "),
    )
    near = Passage("near", (Selector("all 7,575 berths", "for ", " of it."),), pieces)
    said = page(verified_briefing(TEXT, **{"near-words": near}), "near-words")
    assert "…for all [-575-] {+7,575+} berths of it.\n" in said


def test_near_words_never_look_verified() -> None:
    loaded = verified_briefing()
    for form in DRAWN:
        said = page(loaded, "near-words", form)
        assert "✓" not in said
        assert "verified" not in said.lower()


def test_a_long_passage_is_shortened_in_the_middle() -> None:
    words = " ".join(f"word{place}" for place in range(40))
    long = Passage("verified", (Selector(words, "before ", " after"),))
    said = one_line(page(verified_briefing(TEXT, **{"key-growth": long}), "key-growth"))
    assert "“word0 word1 word2" in said
    assert "word9 … word30" in said
    assert "word39” after…" in said


def test_numbers_that_do_not_agree_have_words_and_others_a_count() -> None:
    said = page(verified_briefing(), "passengers")
    assert "✓ 1 number in the copy\n" in said
    assert "≠ 2.1 million people: contradicts the copy\n" in said
    assert "…In 2024 “2.4 million” people crossed…" in said
    assert "✗ 3.4 million people: not in the copy\n" in said
    assert "1.8 million people: " not in said


@pytest.mark.parametrize(
    ("states", "day", "words"),
    [
        (("found", "found"), "", "2 numbers in the copy"),
        (("found", "elsewhere"), "", "2 numbers in the copy, 1 of them not at table 2"),
        (("elsewhere",), "", "1 number in the copy, not at table 2"),
        (("found", "missing"), "2026-11-29", "1 number in the copy, by a record of 29 Nov 2026"),
    ],
)
def test_numbers_that_hold_are_counted(
    states: tuple[NumberState, ...], day: str, words: str
) -> None:
    numbers = [replace(NUMBERS[0], passage=NumberPassage(state), as_of=day) for state in states]
    use = SourceUse(source="port", number=1, short="P", at="table 2", cited_numbers=tuple(numbers))
    assert next(number_verdicts(use)).words == words


def test_standing_is_short_in_short_readings_and_whole_in_plain() -> None:
    loaded = verified_briefing()
    said = one_line(output.render("text", document.summary(loaded, level="30s")))
    assert "100% of 10 statements cited · ⚠ 5 unverified Its one" in said
    amiss = "⚠ 2 quotations and 2 numbers do not agree; 1 quotation in a changed copy"
    brief = "3 of 9 quotations verified; 1 not verified yet; "
    for form in ("text", "markdown"):
        said = one_line(output.render(form, document.summary(loaded, level="3m")))
        assert f"{brief}{amiss}" in said
    whole = one_line(output.render("plain", document.summary(loaded, level="full")))
    assert (
        "Verification: 3 of 9 quotations verified in stored copies; 1 not in the copy; "
        "1 near, not the same; 1 in a changed copy; 1 in an unreadable copy; 1 without a copy; "
        "1 not verified yet; 1 number contradicts the copy; 1 number not in the copy."
    ) in whole


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (Verified(total=1, verified=1), "1 of 1 quotation verified in stored copies"),
        (Verified(total=0, numbers=3), "3 of 3 numbers found in stored copies"),
        (
            Verified(total=0, numbers=3, contradicted=1),
            "2 of 3 numbers found in stored copies; ⚠ 1 number does not agree",
        ),
        (
            Verified(total=2, recorded=1, near=1, as_of="2026-11-29"),
            "1 of 2 quotations verified, by a record of 29 Nov 2026; the copies are not here; ⚠ 1 quotation does not agree",
        ),
        (
            Verified(total=9, verified=5, recorded=3, no_copy=1, as_of="2026-11-29"),
            "5 of 9 quotations verified in stored copies, 3 by a record of 29 Nov 2026, without the copy",
        ),
        (
            Verified(total=2, changed=2),
            "0 of 2 quotations verified in stored copies; ⚠ 2 quotations in a changed copy",
        ),
    ],
)
def test_how_many_are_verified_in_a_sentence(known: Verified, words: str) -> None:
    from briefdeck.output.verdict_words import verified_words

    assert verified_words(known, sign="⚠ ") == words


@pytest.mark.parametrize(
    ("known", "half_minute", "three_minutes"),
    [
        (
            Verified(total=9, recorded=9, as_of="2026-11-29"),
            "",
            "all 9 quotations verified (record: 29 Nov 2026)",
        ),
        (
            Verified(total=9, verified=5, recorded=3, no_copy=1, as_of="2026-11-29"),
            "",
            "8 of 9 quotations verified (3 by record: 29 Nov 2026)",
        ),
        (Verified(total=2, verified=2, numbers=4), "", "both quotations verified"),
        (Verified(total=1, verified=1), "", "its one quotation verified"),
        (
            Verified(total=9, verified=9, numbers=4, numbers_missing=1),
            "⚠ 1 unverified",
            "⚠ 1 number does not agree",
        ),
        (Verified(total=9, verified=7, no_copy=2), "", "7 of 9 quotations verified"),
    ],
)  # fmt: skip
def test_short_readings_say_it_in_few_words(
    known: Verified, half_minute: str, three_minutes: str
) -> None:
    from briefdeck.output.verdict_words import verified_words

    assert verified_words(known, sign="⚠ ", reading="30s") == half_minute
    assert verified_words(known, sign="⚠ ", reading="3m") == three_minutes


def test_a_blank_that_differs_is_shown_as_one() -> None:
    pieces = (Piece("same", "a"), Piece("copy", " "), Piece("quote", ""), Piece("same", "b"))
    near = Passage("near", (Selector("a b"),), pieces)
    assert "a{+ +}b" in page(verified_briefing(TEXT, **{"key-growth": near}), "key-growth")


def test_short_readings_mark_a_point_with_the_sign_alone() -> None:
    loaded = verified_briefing(TEXT, **{"key-growth": Passage("missing")})
    said = output.render("text", document.summary(loaded, level="3m"))
    assert "1  Passengers came back ◐ ✗\n" in said
    assert "quotation not in the copy" not in said
    assert "✗" not in output.render("plain", document.summary(loaded, level="3m"))


def test_a_record_says_its_day() -> None:
    from briefdeck.output.verdict_words import record_words

    assert record_words("2026-11-29") == "by a record of 29 Nov 2026"
    assert record_words("someday") == "by a record of someday"


def test_json_has_it_whole_and_only_where_something_is_known() -> None:
    loaded = verified_briefing()
    data = json.loads(output.render("json", document.page(loaded, "near-words")))
    jsonschema.validate(data, schema())
    (evidence,) = [each for each in data["document"]["blocks"] if each["block"] == "evidence"]
    (use,) = evidence["items"]
    (known,) = use["verification"]
    assert known["passage"]["state"] == "near"
    assert (known["source"], known["seen_in"]) == ("source:port", "source:port")
    assert known["passage"]["difference"][1] == ["copy", "not "]
    bare = json.loads(output.render("json", document.page(loaded, "waits")))
    (evidence,) = [each for each in bare["document"]["blocks"] if each["block"] == "evidence"]
    assert evidence["items"][0].keys().isdisjoint({"verification", "cited_numbers", "says"})


@pytest.mark.parametrize("level", document.LEVELS)
def test_every_reading_in_json_fits_the_schema(level: document.Level) -> None:
    drawn = output.render("json", document.summary(verified_briefing(), level=level))
    jsonschema.validate(json.loads(drawn), schema())


def hostile_briefing(words: str) -> Loaded:
    """The briefing whose copies say these words everywhere."""
    selector = Selector(words, words, words, page=words)
    pieces = (Piece("same", words), Piece("quote", words), Piece("copy", words))
    return verified_briefing(
        TEXT,
        **{
            "key-growth": Passage("verified", (selector, selector)),
            "near-words": Passage("near", (selector,), pieces),
            "unreadable-copy": Passage("unreadable", why=words),
            "other-page": Passage("verified", (selector,), elsewhere=True),
        },
    )


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("words", [*NASTY, *HOSTILE])
def test_nothing_that_a_copy_says_acts_or_breaks_a_line(words: str, width: int) -> None:
    loaded = hostile_briefing(words)
    for entry in (*passages(), "port", "scan"):
        for form in output.FORMATS:
            said = page(loaded, entry, form, width)
            assert not CONTROL.search(said.replace("\t", "\n")), (entry, form)
            if form in {"text", "plain"}:
                assert all(fits(line, width) for line in said.splitlines()), (entry, form)


def test_markup_of_a_copy_is_only_characters() -> None:
    loaded = hostile_briefing("[bold]x[/bold] *y* <b>z</b> [q](http://evil.example) `c`")
    console = Console(file=io.StringIO(), force_terminal=True, width=300, color_system=None)
    console.print(Printable(document.page(loaded, "key-growth")))
    stream = console.file
    assert isinstance(stream, io.StringIO)
    said = stream.getvalue()
    assert "[bold]x[/bold] *y* <b>z</b>" in re.sub("\x1b\\[[0-9;]*m", "", said)
    assert "evil.example\x1b\\" not in said, "no address of a copy becomes a link"
    markdown = page(loaded, "key-growth", "markdown")
    assert r"\[bold\]x\[/bold\] \*y\* \<b\>z\</b\> \[q\](http://evil.example) \`c\`" in markdown


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (Passage("verified", (Selector("so it is"),)), "verified"),
        (
            Passage("verified", (Selector("so it is"),), unplaced=True),
            "verified, place not found in the copy",
        ),
        (
            Passage("verified", (Selector("so", page="3"),), unplaced=True, bracketed=True),
            "verified, on p. 3, place not found in the copy, with words in brackets",
        ),
        (Passage("missing", unplaced=True), "not in the copy"),
    ],
)
def test_places_and_brackets_are_told_in_words(passage: Passage, words: str) -> None:
    quoted = Quoted("a", (), "s", "p. 9", "so it is", passage, seen_in="s", seen_at="p. 9")
    assert quoted_words(quoted) == words
    number = CitedNumber("a", (), "s", "p. 9", "5", NumberPassage("missing", unplaced=True))
    assert number_words([number]) == "5: not in the copy"
    found = NumberPassage("contradicts", Selector("6"), unplaced=True)
    assert number_words([replace(number, passage=found)]).endswith("place not found in the copy")
    assert Verification((quoted,), (number,)).unplaced == (
        (quoted, number) if passage.unplaced else (number,)
    )
