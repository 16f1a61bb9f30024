"""One part without a frame: the row with the cursor is what would be spoken, and nothing is drawn."""

import os
import random
import re
from pathlib import Path

import pytest

from briefdeck.draw.lines import line_text
from briefdeck.library.folders import folders
from briefdeck.loader import load
from briefdeck.reading.opening import opening
from briefdeck.reading.scene import Scene
from briefdeck.reading.settings import Settings, read_settings
from briefdeck.reading.spoken import entry_words
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.reading import ReadingScreen
from support.ptys import Terminal
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


def spoken(scene: Scene) -> str:
    """What is to be spoken: the selected entry's row in words, else the row with the cursor."""
    listed, entry = scene.listed, scene.reading.place.entry or ""
    box = scene.places.get("list")
    if box and scene.focus_part == "list" and entry in listed and "peek" not in scene.parts:
        own = line_text(scene.own.signs(entry)) if scene.own else ""
        is_finding = scene.reading.is_finding
        return entry_words(scene.deck, entry, own, box.width, says_kind=is_finding)
    _, y = scene.cursor
    for box, view in scene.parts.values():
        rows = view.rows(box.width, box.height)
        if box.y <= y < box.y + len(rows):
            return line_text(rows[y - box.y].line)
    return ""


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
            assert lines[y] == spoken(screen.scene).rstrip(), f"step {step}, {key}"
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


def test_the_terminal_gets_the_row_come_to_and_its_cursor_with_it(quiet_world: Path) -> None:
    """Readers that say what is written, and those that follow the cursor, say the same."""
    config = quiet_world / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text('[interface]\nlayout = "single"\n', encoding="utf-8")
    with Terminal(["-m", "briefdeck", "open", str(SHIPPED)], os.environ, (24, 80)) as terminal:
        terminal.until(b"1 Key points")
        terminal.send(b"7")
        terminal.until(b"[9] ")
        terminal.send(b"j")
        terminal.until(b"\x1b[2;1H")
        terminal.send(b"j")
        terminal.until(b"\x1b[3;1H")
        for row in (4, 5):
            start = len(terminal.output)
            terminal.send(b"j")
            terminal.until(b"\x1b[0m\x1b[%d;1H" % row)
            assert b"[%d] " % row in terminal.output[start:]
            assert not re.search(rb"\[[1-36-9]\] ", terminal.output[start:])
        terminal.send(b"q")
        assert terminal.wait() == 0
