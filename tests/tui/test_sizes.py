"""Every mode of every screen at every size: what is waited for ends with the page it belongs to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.reading import state
from briefdeck.reading.settings import Settings
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.reading import ReadingScreen
from support.screens import lines_of
from support.shelves import briefing_text, event, shelve

WIDE = (120, 36)
SIZES = ((3, 2), (1, 1), (60, 5))
READING_MODES = (
    ("3", "j"),
    ("3", "j", "enter", "full_stop"),
    ("f",),
    ("3", "j", "f", "x"),
    ("slash", *"toll"),
    ("slash", *"toll", "enter"),
    ("3", "at", *"20"),
    ("3", "tab", "plus", "tab"),
    ("ctrl+p", "t"),
    ("question_mark",),
    ("exclamation_mark", "full_stop"),
    ("3", "j", "a", "x"),
    ("C", "enter", "full_stop"),
    ("ctrl+f", *"tunnel"),
)
LIBRARY_MODES = (
    (),
    ("j", "tab"),
    ("slash", "f"),
    ("insert", "x"),
    ("S",),
    ("F",),
    ("ctrl+p",),
    ("delete",),
    ("enter", "f"),
    ("ctrl+f", *"ferry"),
    ("ctrl+f", *"ferry", "tab"),
)


@pytest.fixture
def shelf(sample: Path) -> Path:
    """A shelf with the sample and another briefing."""
    own = folders().own
    own.mkdir(parents=True)
    (own / "harbor-tunnel.toml").write_bytes(sample.read_bytes())
    text = briefing_text("A ferry", event("event-a", "The ferry sails"), tags="x")
    return shelve(own, "ferry", text.replace('"x"', '["boats"]'))


async def walk(app: BriefdeckApp, modes: tuple[tuple[str, ...], ...]) -> None:
    """In each mode through all sizes, with a key at each; then out of it, with the screen whole."""
    async with app.run_test(size=WIDE) as pilot:
        for mode in modes:
            await pilot.press(*mode)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                await pilot.press("a")
            await pilot.resize_terminal(*WIDE)
            await pilot.press("escape", "escape", "escape")
            for screen in app.screen_stack[:0:-1]:
                await screen.dismiss()
            await pilot.pause()
            assert lines_of(app)[1].startswith("┌"), mode


async def test_the_reading_screen_takes_every_size_in_every_mode(
    app_of: Callable[..., BriefdeckApp], shelf: Path
) -> None:
    assert shelf.name == "ferry.toml"
    await walk(app_of(), READING_MODES)


async def test_the_library_takes_every_size_in_every_mode(shelf: Path) -> None:
    assert shelf.name == "ferry.toml"
    await walk(BriefdeckApp(Settings(), folders()), LIBRARY_MODES)


async def test_letters_end_with_their_page(app_of: Callable[..., BriefdeckApp]) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.press("3", "j", "f")
        assert screen.reading.letters
        assert "Press a letter" in lines_of(pilot.app)[-1]
        await pilot.resize_terminal(100, 36)
        await pilot.pause()
        assert not screen.reading.letters
        assert "Press a letter" not in lines_of(pilot.app)[-1]
        entry = screen.reading.place.entry
        await pilot.press("j")
        assert screen.reading.place.entry != entry, "the key is an action again"


async def test_a_mark_stays_at_its_link_in_a_new_layout(
    app_of: Callable[..., BriefdeckApp],
) -> None:
    async with app_of().run_test(size=(160, 60)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        page = screen.scene.page
        page.finish()
        for at, link in enumerate(page.links):
            await pilot.resize_terminal(160, 60)
            await pilot.pause()
            screen.go(state.mark(screen.reading, at))
            await pilot.resize_terminal(60, 14)
            await pilot.pause()
            marked = screen.reading.place.link
            targets = [found.target for found in screen.scene.page.links]
            assert marked is None or targets[marked] == link.target
            assert marked is not None or link.target not in targets
