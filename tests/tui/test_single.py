"""One part without a frame: the row with the cursor is what would be spoken, and nothing is drawn."""

import os
import random
import re
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.loader import load
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.opening import opening
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.settings import Settings, read_settings
from support.screens import lines_of

SHIPPED = Path(__file__).parents[2] / "briefings" / "us-mexico-border-security.toml"
DRAWN = re.compile("[\u2500-\u259f\u2800-\u28ff]")
SIGNS = re.compile("[●◐○¶⚠✓✎⚑Δ]")
KEYS = (*"jjjjkkJKbs.,zpgGhlmd", *"012345678", "enter", "enter", "escape", "tab", "space", "f", "n")
COUNT = int(os.environ.get("BRIEFDECK_KEYS", "20"))
"""Keys that are pressed in each size; more by hand."""


def single() -> BriefdeckApp:
    """A shipped briefing in this layout."""
    settings, places = Settings(layout="single"), folders()
    return BriefdeckApp(settings, places, opening(load(SHIPPED), settings, places))


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_the_row_with_the_cursor_is_what_would_be_spoken(size: tuple[int, int]) -> None:
    dice = random.Random(size[0] + COUNT)
    app = single()
    async with app.run_test(size=size) as pilot:
        for step in range(COUNT):
            key = dice.choice(KEYS)
            await pilot.press(key)
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            lines = lines_of(app)
            x, y = app.cursor_position
            assert lines[y] == screen.scene.spoken.rstrip(), f"step {step}, {key}"
            assert x == 0, f"step {step}, {key}"
            assert not DRAWN.search("\n".join(lines)), f"step {step}, {key}"
            assert not SIGNS.search(lines[y]), f"step {step}, {key}"


async def test_moving_in_a_list_draws_no_row_of_it_anew() -> None:
    app = single()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        before = lines_of(app)
        for row in range(1, 6):
            await pilot.press("j")
            await pilot.pause()
            assert app.cursor_position == (0, row)
            assert lines_of(app)[:-1] == before[:-1]


def test_it_is_chosen_in_the_configuration(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[interface]\nlayout = "single"\n', encoding="utf-8")
    assert read_settings(file, {}).layout == "single"
    file.write_text('[interface]\nlayout = "one"\n', encoding="utf-8")
    assert "is not one of panes, single" in " ".join(read_settings(file, {}).problems)
