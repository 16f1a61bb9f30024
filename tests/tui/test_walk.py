"""A random walk of keys, clicks and resizes leaves no exception and no blank pane."""

import random
from collections.abc import Callable

import pytest

from briefdeck.reading.actions import ACTIONS
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.base import PartsScreen
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.widgets.viewer import Viewer
from support.screens import lines_of

SIZES = ((160, 45), (120, 36), (100, 30), (99, 30), (80, 24), (60, 20), (40, 15))
LEFT_OUT = frozenset({"edit", "open", "quit", "exit"})
KEYS = tuple(key for action in ACTIONS if action.id not in LEFT_OUT for key in action.keys)
TYPED = (*"abcdefgh", "escape", "enter", "down", "up")


def check_parts(screen: PartsScreen, step: int) -> None:
    """No part shows a line that is out of date."""
    for viewer in screen.query(Viewer):
        if viewer.id not in screen.places or viewer.box is None:
            continue
        for y, strip in viewer._strips.items():
            assert y >= viewer.height or strip == viewer._draw(y), f"step {step}: {viewer!r}, {y}"


async def walk(app: BriefdeckApp, steps: int, seed: int) -> None:
    """Walk at random; after every step the screen must show something in each part that is on it."""
    dice = random.Random(seed)
    async with app.run_test(size=(120, 36)) as pilot:
        for step in range(steps):
            kind = dice.random()
            if kind < 0.80:
                await pilot.press(
                    dice.choice(TYPED if app.screen is not app.first_screen or kind < 0.1 else KEYS)
                )
            elif kind < 0.93:
                width, height = app.size
                await pilot.click(offset=(dice.randrange(width), dice.randrange(height)))
            else:
                await pilot.resize_terminal(*dice.choice(SIZES))
            await pilot.pause()
            check(app, step)


def check(app: BriefdeckApp, step: int) -> None:
    """The app goes on, nothing has failed, nothing is blank or out of date, the title and the frame are there."""
    assert not app._exit, f"step {step}: the app has ended"
    assert app._exception is None, f"step {step}: {app._exception!r}"
    if isinstance(app.screen, PartsScreen):
        check_parts(app.screen, step)
    screen = app.first_screen
    lines = lines_of(app)
    if app.screen is not screen or not isinstance(screen, ReadingScreen):
        assert any("┌" in line for line in lines), step
        return
    if screen.reading.mode in {"zen", "present"}:
        assert any(line.strip() for line in lines[:-1]), f"step {step}: nothing is shown"
        return
    assert lines[0].strip(), step
    assert lines[1].startswith("┌"), step
    for part in ("sections", "list", "reader"):
        box = screen.places.get(part)
        if box is None or (part == "list" and not screen.scene.listed):
            continue
        inside = [
            line.ljust(app.size.width)[box.x : box.x + box.width]
            for line in lines[box.y : box.y + box.height]
        ]
        assert any(row.strip() for row in inside), f"step {step}: {part} is blank"


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_random_walk_breaks_nothing(app_of: Callable[..., BriefdeckApp], seed: int) -> None:
    await walk(app_of(), 250, seed)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 4), (10, 3), (200, 2)])
async def test_a_screen_without_room_for_anything_fails_at_nothing(
    app_of: Callable[..., BriefdeckApp], size: tuple[int, int]
) -> None:
    async with app_of().run_test(size=size) as pilot:
        for action in ACTIONS:
            if action.id not in LEFT_OUT and action.keys:
                await pilot.press(action.keys[0], "escape")
        await pilot.pause()
        assert pilot.app._exception is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert lines_of(pilot.app)[0].strip()
