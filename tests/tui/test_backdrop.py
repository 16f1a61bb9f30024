"""Behind an overlay the screen below stays in sight, faint, and follows what happens to it."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefdeck.reading.palette import PALETTES, contrast
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.backdrop import faint, has_backdrop
from support.screens import text_of


def test_every_colour_is_drawn_towards_the_ground_and_no_word_is_lost() -> None:
    ground = PALETTES["dark"].ground
    strip = Strip(
        [Segment("bold", Style(color="#ffffff", bgcolor=ground, bold=True)), Segment(" plain")]
    )
    (one,) = faint([strip], "dark")
    assert one.text == strip.text
    style = one._segments[0].style
    assert style is not None
    assert style.color is not None
    assert not style.bold
    assert contrast(style.color.get_truecolor().hex, ground) < contrast("#ffffff", ground) / 2


@pytest.mark.parametrize(
    ("theme", "is_seen"), [("dark", True), ("light", True), ("contrast", False), ("mono", False)]
)
async def test_what_is_below_is_seen_around_the_box_in_themes_that_can_mix_colours(
    app_of: Callable[..., BriefdeckApp], theme: str, is_seen: bool
) -> None:
    async with app_of(theme=theme).run_test(size=(120, 36)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert has_backdrop(PALETTES[theme].name) is is_seen  # type: ignore[index]  # one of the names
        assert ("The Harbor Tunnel" in text_of(pilot.app)) is is_seen
        assert "You are in the text" in text_of(pilot.app)


async def test_a_new_size_is_a_new_backdrop(app_of: Callable[..., BriefdeckApp]) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        lines = text_of(pilot.app).split("\n")
        assert cell_len(lines[0]) == 99  # a blank at the end
        assert lines[0].startswith(" The Harbor Tunnel")
        assert "Go to or do" in lines[1]
