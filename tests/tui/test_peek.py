"""The card at a citation: what became of the words, and the passage of the copy."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdeck.draw.lines import Line, line_text, line_width, lines_text
from briefdeck.evidence.passages import CitedNumber, NumberPassage, Passage, Piece, Selector
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import load
from briefdeck.reading.deck import Deck
from briefdeck.reading.peek import peek_lines
from support import stored

LONG = " ".join(f"word{number}" for number in range(200))


def deck_of(folder: Path, **passages: Passage) -> Deck:
    deck = Deck(load(stored.store(folder)))
    deck.take_verification(stored.made_up(deck.loaded, {**stored.PASSAGES, **passages}))
    return deck


def texts(lines: Sequence[Line]) -> list[str]:
    return [line_text(line) for line in lines]


def test_a_passage_stands_with_its_context_and_where_it_is(tmp_path: Path) -> None:
    assert texts(peek_lines(deck_of(tmp_path), "audit", "point", 60, 9)) == [
        "City Audit Office 2019 · Audit of the Harbor Tunnel",
        "✓ verified, but on p. 12, not p. 9",
        "  …The report says: the tunnel was “never closed twice in a",
        "  year”, whatever the papers say.",
        "source · p. 9 · 2 other entries rest on it",
    ]


def test_a_near_one_shows_its_difference_in_signs(tmp_path: Path) -> None:
    said = texts(peek_lines(deck_of(tmp_path), "minutes", "point", 60, 9))
    assert said[1:4] == [
        "≈ near, not the same",
        "  …The council approved the second bore by [-two votes-]{+a",
        "  single vote+}.",
    ]


@pytest.mark.parametrize(
    ("source", "entry", "said"),
    [
        ("letter", "costs", ["≠ copy changed", "  “costs were under control”"]),
        ("audit", "lost", ["✗ not in the copy", "  “a triumph of engineering”"]),
        ("uncopied", "bare", ["– no copy", "  “nine kilometres long”"]),
    ],
)
def test_what_is_not_found_shows_the_words_that_were_looked_for(
    tmp_path: Path, source: str, entry: str, said: list[str]
) -> None:
    deck = deck_of(tmp_path)
    assert texts(peek_lines(deck, source, entry, 60, 9))[1:3] == said
    assert said[0] in texts(peek_lines(deck, entry, source, 60, 9)), "also seen from the source"


def test_why_a_copy_cannot_be_read_is_said(tmp_path: Path) -> None:
    unreadable = Passage("unreadable", why="it is encrypted")
    deck = deck_of(tmp_path, **{"costs were under control": unreadable})
    said = texts(peek_lines(deck, "letter", "costs", 60, 9))
    assert said[1] == "? copy unreadable: it is encrypted"


def test_what_waits_and_what_is_not_known_yet(tmp_path: Path) -> None:
    deck = Deck(load(stored.store(tmp_path)))
    plain = texts(peek_lines(deck, "audit", "point", 60, 9))
    assert plain == [
        "City Audit Office 2019 · Audit of the Harbor Tunnel",
        "source · p. 9 · 2 other entries rest on it",
    ]
    deck.take_verification(stored.made_up(deck.loaded, waits=frozenset(stored.PASSAGES)))
    assert texts(peek_lines(deck, "audit", "point", 60, 9)) == [
        plain[0],
        "… not verified yet",
        "  “never closed twice in a year”",
        plain[1],
    ]


def test_an_entry_that_quotes_nothing_has_the_card_it_ever_had(tmp_path: Path) -> None:
    said = texts(peek_lines(deck_of(tmp_path), "audit", "plain", 60, 9))
    assert said == [
        "City Audit Office 2019 · Audit of the Harbor Tunnel",
        "source · 2 other entries rest on it",
    ]


@pytest.mark.parametrize("width", [10, 24, 38, 76, 116])
@pytest.mark.parametrize("height", [5, 6, 9])
def test_it_keeps_to_its_room_and_shows_the_words_first(
    tmp_path: Path, width: int, height: int
) -> None:
    words = "never closed twice in a year"
    selector = Selector(words, f"{LONG} ", f" {LONG}", page="12")
    deck = deck_of(tmp_path, **{words: Passage("verified", (selector,), elsewhere=True)})
    lines = peek_lines(deck, "audit", "point", width, height)
    assert len(lines) <= height
    assert all(line_width(line) <= width for line in lines)
    said = " ".join(text.strip() for text in texts(lines))
    assert "✓" in said
    if width >= 38:
        assert "p. 12" in said
        assert words in said
        assert "source · p. 9" in said


@pytest.mark.parametrize(("width", "height"), [(60, 9), (38, 6), (38, 5), (24, 9)])
def test_of_a_long_difference_that_is_seen_in_which_it_differs(
    tmp_path: Path, width: int, height: int
) -> None:
    pieces = (
        *(Piece("same", f"{LONG} "), Piece("quote", "not"), Piece("same", f" {LONG}")),
        *(Piece("copy", " all"), Piece("same", LONG)),
    )
    near = Passage("near", (Selector(LONG),), pieces)
    deck = deck_of(tmp_path, **{"approved the second bore by two votes": near})
    lines = peek_lines(deck, "minutes", "point", width, height)
    assert len(lines) <= height
    assert all(line_width(line) <= width for line in lines)
    said = lines_text(lines)
    assert "[-not-]" in said
    assert "{+all+}" in said


def test_nothing_that_a_copy_says_controls_the_terminal(tmp_path: Path) -> None:
    words = "never closed twice in a year"
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\0\r\n\t\u200b"
    selector = Selector(words + hostile, hostile, hostile, page=hostile)
    near = Passage("near", (Selector(hostile),), (Piece("copy", hostile), Piece("quote", hostile)))
    deck = deck_of(
        tmp_path,
        **{
            words: Passage("verified", (selector,), elsewhere=True, why=hostile),
            "approved the second bore by two votes": near,
        },
    )
    for source in ("audit", "minutes"):
        said = lines_text(peek_lines(deck, source, "point", 60, 9))
        assert "owned" in said or source == "minutes"
        assert not set(said) & set("\x1b\x07\x9b\0\r\u202e\u200b")


def test_numbers_that_are_cited_from_the_source_are_told_too(tmp_path: Path) -> None:
    deck = Deck(load(stored.store(tmp_path)))
    path = ("findings", 3)
    words = Selector("it was 7,575 people", "In all ", " or so.")

    def number(value: str, passage: NumberPassage) -> CitedNumber:
        return CitedNumber("plain", path, "audit", "p. 4", value, passage)

    numbers = (
        number("12", NumberPassage("found")),
        number("575", NumberPassage("contradicts", words)),
    )
    deck.take_verification(Verification(numbers=numbers))
    said = texts(peek_lines(deck, "audit", "plain", 60, 9))
    assert said[1:4] == [
        "≠ 575: contradicts the copy",
        "  …In all “it was 7,575 people” or so.",
        "✓ 1 number in the copy",
    ]
    spoken = texts(peek_lines(deck, "audit", "plain", 90, 9, is_spoken=True))
    assert spoken[1].startswith("575: contradicts the copy: …In all “it was 7,575 people”")


def test_what_is_amiss_comes_before_what_agrees(tmp_path: Path) -> None:
    text = stored.TOML.replace('source = "minutes", at = "p. 2", quote', 'source = "audit", quote')
    deck = Deck(load(stored.store(tmp_path, text)))
    deck.take_verification(stored.made_up(deck.loaded))
    said = texts(peek_lines(deck, "audit", "point", 60, 9))
    assert said[1] == "≈ near, not the same"
    assert "✓ verified, but on p. 12, not p. 9" in said


def test_in_words_alone_there_are_no_signs(tmp_path: Path) -> None:
    deck = deck_of(tmp_path)
    for source, entry in (("audit", "point"), ("minutes", "point"), ("letter", "costs")):
        said = lines_text(peek_lines(deck, source, entry, 60, 9, is_spoken=True))
        assert not set("✓≈✗≠") & set(said)
        assert "[-" not in said
