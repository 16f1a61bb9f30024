"""A random walk of keys, clicks, sizes and changes of the file leaves no exception, no blank part and nothing out of date.

Long walks, also on a real terminal, are by hand: `tests/fuzz/walk.py`.
"""

import random
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.reading import filewatch
from briefdeck.tui.widgets.viewer import Viewer
from fuzz.dice import WALKED, Shelf, Step, WalkError
from fuzz.in_memory import check, settle, take, walk_in_memory, walker
from fuzz.on_terminal import walk_on_terminal
from support.screens import lines_of


@pytest.fixture
def shelf(sample: Path) -> Shelf:
    """The sample, as what a walk changes."""
    return Shelf(sample, folders(), random.Random(1))


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_random_walk_breaks_nothing(
    shelf: Shelf, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filewatch, "WATCH_SECONDS", 0.03)
    monkeypatch.setattr(filewatch, "SETTLE_SECONDS", 0.01)
    await walk_in_memory(walker(shelf.path, shelf.folders), shelf, 300, seed)


def test_a_random_walk_on_a_terminal_leaves_nothing_out_of_date(shelf: Shelf) -> None:
    walk_on_terminal(shelf, 50, 1)


async def test_a_line_that_is_out_of_date_is_a_fault(shelf: Shelf) -> None:
    app = walker(shelf.path, shelf.folders)
    async with app.run_test() as pilot:
        await pilot.pause()
        check(app)
        app.first_screen.query_one("#header", Viewer).rows = ()
        with pytest.raises(WalkError, match="header says in row 0"):
            check(app)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 4), (10, 3), (200, 2)])
async def test_a_screen_without_room_for_anything_fails_at_nothing(
    shelf: Shelf, size: tuple[int, int]
) -> None:
    app = walker(shelf.path, shelf.folders)
    async with app.run_test(size=size) as pilot:
        for action in WALKED:
            for key in (action.keys[0], "escape"):
                take(app, shelf, Step("press", (key,)))
                await settle(pilot)
        assert app._exception is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert lines_of(app)[0].strip()
