"""The cards of the library: what each says of its briefing, in how many lines."""

import pytest

from briefdeck.draw.lines import line_text, line_width
from briefdeck.library.shelf import Card
from briefdeck.reading.shelf.cards import card_lines, density

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


def text(found: Card, width: int, how: str = "full") -> str:
    return "\n".join(line_text(line) for line in card_lines(found, width, how, {}))  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [38, 58, 78])
def test_a_card_has_title_and_bottom_line_whole_and_the_facts(width: int) -> None:
    said = text(whole(), width)
    assert TITLE in " ".join(said.split())
    assert SAID in " ".join(said.split())
    assert "as of Jul 2021 · 100% cited" in said
    assert all(line_width(line) <= width for line in card_lines(whole(), width, "full", {}))


def test_a_long_bottom_line_says_that_it_goes_on() -> None:
    lines = text(whole(bottom_line=SAID * 4), 50).split("\n")
    assert len(lines) == 2 + 3 + 1
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
    *_, concern, facts = text(whole(**fields), 58).split("\n")
    assert concern.strip() == words
    assert "as of" in facts


def test_a_broken_file_says_what_is_wrong_and_what_to_do() -> None:
    said = text(card(problem="The header is not closed.", problem_line=2, errors=1), 58)
    assert said.split("\n")[0] == "✗ border"
    assert "line 2: The header is not closed." in said
    assert "Enter shows what to mend" in said


def test_a_file_that_is_not_read_yet_says_so() -> None:
    assert text(card(pending=True), 40) == "… border\n  not read yet"


def test_a_line_has_the_title_and_one_fact_that_fits() -> None:
    (line,) = card_lines(whole(title="A short title"), 40, "line", {})
    assert line_text(line) == "  A short title        as of Jul 2021".replace(" " * 8, " " * 11)
    assert line_width(line) == 40


@pytest.mark.parametrize(
    ("cards", "width", "height", "how"),
    [
        (4, 58, 30, "full"),
        (400, 58, 30, "full"),
        (400, 78, 8, "short"),
        (4, 38, 10, "full"),
        (40, 38, 10, "line"),
    ],
)
def test_briefings_have_one_line_only_in_a_long_narrow_list(
    cards: int, width: int, height: int, how: str
) -> None:
    assert density(cards, width, height) == how


def test_when_a_briefing_was_last_read_is_said() -> None:
    lines = card_lines(whole(), 70, "full", {"/shelf/border.toml": 1_793_620_800.0})
    assert "read " in line_text(lines[-1])
    assert "unread" in text(whole(), 70)
