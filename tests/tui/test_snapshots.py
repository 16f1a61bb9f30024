"""Pictures of each screen at two sizes and two themes: words are asserted first, the picture is last."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from textual.pilot import Pilot

from briefdeck.tui.app import BriefdeckApp
from support.screens import text_of

SCREENS: dict[str, tuple[tuple[str, ...], str]] = {
    "overview": ((), "The Harbor Tunnel"),
    "key-points": (("1", "j"), "A second tube"),
    "eras": (("2",), "Digging"),
    "timeline": (("3", "j"), "Water breaks in"),
    "figure": (("4", "enter"), "Vehicles a day"),
    "source": (("7", "enter"), "State Audit Office"),
    "find": (("slash", *"toll"), "found"),
    "letters": (("1", "enter", "f"), "Press a letter"),
    "palette": (("ctrl+p", *"tube"), "Go to or do"),
    "help": (("question_mark",), "Keys"),
    "problems": (("exclamation_mark",), "Problems"),
}
SIZES = {"120x36": (120, 36), "80x24": (80, 24)}


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_picture(
    name: str, size: str, theme: str, app_of: Callable[..., BriefdeckApp], snap_compare: Callable[..., bool]
) -> None:
    keys, words = SCREENS[name]
    app = app_of(theme=theme)

    async def come_to(pilot: Pilot[Any]) -> None:
        await _press(pilot, keys)
        assert words in text_of(app)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=come_to)


async def _press(pilot: Pilot[Any], keys: Iterable[str]) -> None:
    await pilot.press(*keys)
    await pilot.pause()
