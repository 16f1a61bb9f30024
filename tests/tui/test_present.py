from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from textual.app import App

from briefdeck.draw.lines import line_text, line_width, lines_text
from briefdeck.loader import load, load_text
from briefdeck.model.levels import Level
from briefdeck.reading.deck import Deck
from briefdeck.reading.present import Slide, presentation, screens_of, slides
from briefdeck.tui.app import BriefdeckApp
from support.screens import lines_of
from support.screens import text_of as text_of_app
from support.shelves import briefing_text

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
SIZES = [(160, 45), (120, 36), (100, 30), (80, 24), (60, 20), (40, 15)]
DECKS = {path.stem: Deck(load(path)) for path in SHIPPED}
AppOf = Callable[..., BriefdeckApp]
FLAGSHIP = DECKS["us-mexico-border-security"]


def text_of(slide: Slide, width: int = 120, height: int = 36) -> str:
    """The words of a slide on one line."""
    return " ".join(lines_text(screens_of(slide, width, height)).split())


def slide_of(entry: str, level: Level = "3m") -> Slide:
    """The flagship's slide of an entry."""
    return next(slide for slide in slides(FLAGSHIP, level) if slide.entry == entry)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DECKS)
def test_every_slide_begins_a_screen_and_keeps_to_its_width(
    name: str, size: tuple[int, int]
) -> None:
    deck = DECKS[name]
    for slide in slides(deck, "3m"):
        lines = screens_of(slide, *size)
        assert max(map(line_width, lines)) <= size[0]
        assert len(lines) % size[1] == 0
    page = presentation(deck, "3m", *size)
    page.finish()
    targets = {link.target for link in page.links}
    assert all(target in deck.links.entries or "://" in target for target in targets)


@pytest.mark.parametrize("level", get_args(Level))
def test_a_level_is_shown_block_by_block(level: Level) -> None:
    shown = list(slides(FLAGSHIP, level))
    found, briefing = FLAGSHIP.levels, FLAGSHIP.briefing
    wanted = [*briefing.key_points, *found.also, *briefing.series, *briefing.recommendations]
    held = [entry.id for entry in wanted if found.holds(level, entry.id)]
    assert [slide.entry for slide in shown if slide.entry] == held
    places = [slide.place for slide in shown if not slide.entry]
    middle = [] if level == "30s" else ["Timeline"]
    assert places == ["Briefing", "Bottom line", *middle, "In closing"]


def test_a_slide_stands_in_the_middle() -> None:
    texts = [line_text(line) for line in screens_of(list(slides(FLAGSHIP, "3m"))[1], 120, 36)]
    assert len(texts) == 36
    above = next(place for place, text in enumerate(texts) if text)
    below = next(place for place, text in enumerate(reversed(texts)) if text)
    assert below - above in {0, 1}
    before = min(len(text) - len(text.lstrip()) for text in texts if text)
    after = 120 - max(map(len, texts))
    assert after - before in {0, 1}


def test_what_a_point_says_is_whole_at_every_size() -> None:
    point = FLAGSHIP.briefing.key_points[2]
    for size in SIZES:
        said = text_of(slide_of(point.id), *size)
        assert said.startswith("KEY POINT 3 OF 6")
        assert FLAGSHIP.plain_words(point.text)[:60] in said
        assert FLAGSHIP.plain_words(point.text)[-40:] in said


def test_the_timeline_fills_the_screen() -> None:
    slide = next(slide for slide in slides(FLAGSHIP, "full") if slide.place == "Timeline")
    for size in SIZES:
        lines = screens_of(slide, *size)
        assert len(lines) == size[1]
        assert line_text(lines[-1])


def test_figures_are_drawn_and_advice_has_its_arguments() -> None:
    assert "█" in text_of(slide_of("apprehensions-by-year"))
    advice = text_of(slide_of("rec-act-unilaterally"))
    assert advice.startswith("RECOMMENDATION 1 OF 4")
    assert "Against" in advice


def test_a_briefing_with_nothing_in_it_has_title_and_bottom_line() -> None:
    shown = list(slides(Deck(load_text(briefing_text("Empty"))), "full"))
    assert len(shown) == 2
    assert "The bottom line." in text_of(shown[1])


def test_slides_are_laid_out_when_they_are_looked_at() -> None:
    points = "".join(f'[[key_points]]\nid = "k{n}"\ntitle = "P{n}"\n' for n in range(5000))
    page = presentation(Deck(load_text(briefing_text("Many", points))), "full", 80, 24)
    assert page.ensure(48) == 48
    assert not page.is_complete


def top_of(app: App[int]) -> str:
    """The first words on the screen."""
    return next(line.strip() for line in lines_of(app) if line.strip())


async def test_keys_go_from_slide_to_slide_and_out_again(app_of: AppOf) -> None:
    async with app_of(SHIPPED[-1]).run_test(size=(120, 36)) as pilot:
        await pilot.press("P")
        assert top_of(pilot.app) == "BRIEFING"
        await pilot.press("space")
        assert top_of(pilot.app) == "BOTTOM LINE"
        await pilot.press("j")
        assert top_of(pilot.app) == "KEY POINT 1 OF 6"
        await pilot.press("right", "G")
        assert top_of(pilot.app) == "IN CLOSING"
        await pilot.press("k", "g")
        assert top_of(pilot.app) == "BRIEFING"
        await pilot.press("escape")
        assert "KEY POINTS" in text_of_app(pilot.app)


async def test_a_slide_stays_in_another_size_and_at_another_level(app_of: AppOf) -> None:
    async with app_of(SHIPPED[-1]).run_test(size=(120, 36)) as pilot:
        await pilot.press("P", *["space"] * 6)
        assert top_of(pilot.app) == "KEY POINT 5 OF 6"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert top_of(pilot.app) == "KEY POINT 5 OF 6"
        await pilot.resize_terminal(40, 15)
        await pilot.pause()
        assert top_of(pilot.app) == "KEY POINT 5 OF 6"
        await pilot.press("space", "d")
        assert top_of(pilot.app) == "KEY POINT 3 OF 3"
