"""The cards of the library: what each says of its briefing, in how many lines."""

import pytest

from briefdeck.draw.lines import line_text, line_width
from briefdeck.library.shelf import Card
from briefdeck.reading.shelf.cards import Opened, card_lines, said_lines

TITLE = "The Southwest Border and Homicides in Mexico, in Official Figures"
SAID = "Apprehensions fell for two decades, and then rose within a year to 851,508."


def card(**fields: object) -> Card:
    plain = Card("border", "/shelf/border.toml", "own", "/shelf", 20_000, 0)
    return plain._replace(**fields)  # type: ignore[arg-type]  # fields by name


def whole(**fields: object) -> Card:
    known: dict[str, object] = {
        "title": TITLE, "bottom_line": SAID, "as_of": "2021-07", "stance": "neutral",
        "entries": 103, "cited": 10,
    }  # fmt: skip
    return card(**(known | fields))


def text(found: Card, width: int, said: int = 3) -> str:
    return "\n".join(line_text(line) for line in card_lines(found, width, said))


@pytest.mark.parametrize("width", [38, 58, 78])
def test_a_card_has_title_and_bottom_line_whole_and_the_facts(width: int) -> None:
    said = text(whole(), width)
    assert TITLE in " ".join(said.split())
    assert SAID in " ".join(said.split())
    facts = "as of Jul 2021 · neutral · 103 entries · 100% cited · never opened"
    assert facts in " ".join(said.split())
    assert all(line_width(line) <= width for line in card_lines(whole(), width, 3))


def test_a_long_bottom_line_says_that_it_goes_on() -> None:
    lines = text(whole(bottom_line=SAID * 4), 50).split("\n")
    assert len(lines) == 2 + 3 + 2
    assert lines[4].endswith("…")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"changed": True}, "Δ changed since you read it"),
        ({"errors": 2, "problem": "No date."}, "⚠ 2 errors; ! shows"),
        ({"hidden_by": "/a/border.toml"}, "= hidden by another file of its name"),
        ({"draft": True}, "draft"),
    ],
)
def test_what_needs_attention_stands_before_the_facts(
    fields: dict[str, object], words: str
) -> None:
    *_, concern, facts = text(whole(**fields), 78).split("\n")
    assert concern.strip() == words
    assert "as of" in facts


def test_a_broken_file_says_what_is_wrong_and_what_to_do() -> None:
    said = text(card(problem="The header is not closed.", problem_line=2, errors=1), 58)
    assert said.split("\n")[0] == "✗ border"
    assert "line 2: The header is not closed." in said
    assert "Enter shows what to mend" in said


def test_a_file_that_is_not_read_yet_says_so() -> None:
    assert text(card(pending=True), 40) == "… border\n  not read yet"


@pytest.mark.parametrize("said", [0, 1, 2, 3])
def test_a_card_says_no_more_than_there_is_room_for(said: int) -> None:
    lines = text(whole(bottom_line=SAID * 4), 78, said).split("\n")
    assert len(lines) == 1 + said + 1
    broken = card(problem="The header is not closed.", problem_line=2, errors=1)
    assert "line 2: The header is not closed." in text(broken, 78, said)


@pytest.mark.parametrize(
    ("cards", "width", "height", "said"),
    [
        (4, 58, 30, 3),
        (7, 58, 30, 1),
        (400, 58, 30, 1),
        (400, 78, 8, 0),
        (4, 38, 10, 0),
        (1, 38, 10, 3),
    ],
)
def test_all_briefings_are_seen_if_possible_and_say_as_much_as_fits(
    cards: int, width: int, height: int, said: int
) -> None:
    assert said_lines([whole()] * cards, width, height) == said


def test_how_far_a_briefing_was_read_and_when_it_was_opened_is_said() -> None:
    opened = Opened(1_793_620_800.0, 41)
    said = " ".join(line_text(line).strip() for line in card_lines(whole(), 70, 3, opened))
    assert "41 of 103 read" in said
    assert "opened 2 Nov" in said
    assert "103 entries" not in said
    assert "never opened" in text(whole(), 70)


def test_a_title_that_is_longer_than_three_lines_says_so() -> None:
    lines = text(whole(title="word " * 100), 40, 0).split("\n")
    assert len(lines) == 4
    assert lines[2].endswith("…")
    assert all(len(line) <= 40 for line in lines)
