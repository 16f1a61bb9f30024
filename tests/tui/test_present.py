from pathlib import Path
from typing import get_args

import pytest

from briefdeck.draw.lines import line_text, line_width, lines_text
from briefdeck.loader import load, load_text
from briefdeck.model.levels import Level
from briefdeck.tui.deck import Deck
from briefdeck.tui.present import Slides, slides
from support.shelves import briefing_text

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
SIZES = [(160, 45), (120, 36), (100, 30), (80, 24), (60, 20), (40, 15)]
DECKS = {path.stem: Deck(load(path)) for path in SHIPPED}
FLAGSHIP = DECKS["us-mexico-border-security"]


def text_of(shown: Slides, place: int) -> str:
    """The words of a slide on one line."""
    return " ".join(lines_text(shown[place].all_lines()).split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DECKS)
def test_every_slide_keeps_to_its_width(name: str, size: tuple[int, int]) -> None:
    deck = DECKS[name]
    shown = slides(deck, "3m", *size)
    for page in shown:
        lines = list(page.all_lines())
        assert max(map(line_width, lines)) <= size[0]
        targets = {link.target for link in page.links}
        assert all(target in deck.links.entries or "://" in target for target in targets)


@pytest.mark.parametrize("level", get_args(Level))
def test_a_level_is_shown_block_by_block(level: Level) -> None:
    shown = slides(FLAGSHIP, level, 120, 36)
    found, briefing = FLAGSHIP.levels, FLAGSHIP.briefing
    wanted = [*briefing.key_points, *found.also, *briefing.series, *briefing.recommendations]
    held = [entry.id for entry in wanted if found.holds(level, entry.id)]
    assert [slide.entry for slide in shown.slides if slide.entry] == held
    places = [slide.place for slide in shown.slides if not slide.entry]
    middle = [] if level == "30s" else ["Timeline"]
    assert places == ["Briefing", "Bottom line", *middle, "In closing"]


def test_a_slide_stands_in_the_middle() -> None:
    lines = list(slides(FLAGSHIP, "3m", 120, 36)[1].all_lines())
    texts = [line_text(line) for line in lines]
    above = next(place for place, text in enumerate(texts) if text)
    assert abs(above - (36 - len(lines))) <= 1
    widest = max(map(len, texts))
    indent = min(len(text) - len(text.lstrip()) for text in texts if text)
    assert abs(indent - (120 - widest)) <= 1


def test_what_a_point_says_is_whole_at_every_size() -> None:
    point = FLAGSHIP.briefing.key_points[2]
    for size in SIZES:
        said = text_of(slides(FLAGSHIP, "3m", *size), 4)
        assert said.startswith("KEY POINT 3 OF 6")
        assert FLAGSHIP.plain_words(point.text)[:60] in said
        assert FLAGSHIP.plain_words(point.text)[-40:] in said


def test_the_timeline_fills_the_screen() -> None:
    for width, height in SIZES:
        shown = slides(FLAGSHIP, "full", width, height)
        place = [slide.place for slide in shown.slides].index("Timeline")
        assert len(list(shown[place].all_lines())) == height


def test_figures_are_drawn_and_advice_has_its_arguments() -> None:
    shown = slides(FLAGSHIP, "3m", 120, 36)
    places = {slide.entry: place for place, slide in enumerate(shown.slides)}
    assert "█" in text_of(shown, places["apprehensions-by-year"])
    advice = text_of(shown, places["rec-act-unilaterally"])
    assert advice.startswith("RECOMMENDATION 1 OF 4")
    assert "Against" in advice


def test_a_briefing_with_nothing_in_it_has_title_and_bottom_line() -> None:
    shown = slides(Deck(load_text(briefing_text("Empty", draft="x"))), "full", 80, 24)
    assert len(shown) == 2
    assert "The bottom line." in text_of(shown, 1)


def test_slides_are_laid_out_when_they_are_looked_at() -> None:
    points = "".join(f'[[key_points]]\nid = "k{n}"\ntitle = "P{n}"\n' for n in range(5000))
    shown = slides(Deck(load_text(briefing_text("Many", points))), "full", 80, 24)
    assert len(shown) == 5002
    assert text_of(shown, 5000).startswith("KEY POINT 4999 OF 5000 P4998")
    assert text_of(shown, 5001).startswith("KEY POINT 5000 OF 5000 P4999")
