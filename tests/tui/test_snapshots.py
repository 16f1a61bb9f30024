"""Pictures of each screen at two sizes and two themes: words are asserted first, the picture is last."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from briefdeck.library.folders import Folders, folders
from briefdeck.loader import load
from briefdeck.reading.opening import opening
from briefdeck.reading.palette import ThemeName
from briefdeck.reading.settings import Settings
from briefdeck.tui.app import BriefdeckApp
from support.screens import text_of

SCREENS: dict[str, tuple[tuple[str, ...], str]] = {
    "overview": ((), "The Harbor Tunnel"),
    "key-points": (("1", "j"), "A second tube"),
    "eras": (("2",), "Digging"),
    "timeline": (("3", "j"), "Water breaks in"),
    "figure": (("4", "enter"), "Vehicles a day"),
    "programs": (("5",), "Toll plan"),
    "recommendations": (("6",), "Dig a second tube"),
    "source": (("7", "enter"), "State Audit Office"),
    "find": (("slash", *"toll"), "found"),
    "letters": (("1", "enter", "f"), "Press a letter"),
    "palette": (("ctrl+p", *"tube"), "Go to or do"),
    "help": (("question_mark",), "Keys"),
    "problems": (("exclamation_mark",), "Problems"),
}
STILL = 8
"""Looks, a twentieth of a second apart, in which nothing changes."""
SIZES = {"120x36": (120, 36), "80x24": (80, 24)}


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_picture(
    name: str,
    size: str,
    theme: str,
    app_of: Callable[..., BriefdeckApp],
    snap_compare: Callable[..., bool],
) -> None:
    keys, words = SCREENS[name]
    app = app_of(theme=theme)

    async def come_to(pilot: Pilot[Any]) -> None:
        await _press(pilot, keys)
        assert words in text_of(app)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=come_to)


@pytest.fixture
def shelf(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Folders with the sample, a rival account and a broken file, and nothing that ships."""
    nothing = tmp_path / "shipped"
    nothing.mkdir()
    monkeypatch.setattr("briefdeck.library.folders._shipped_folder", lambda: nothing)
    places = folders()
    places.own.mkdir(parents=True)
    text = sample.read_text()
    rival = text.replace('The Harbor Tunnel"', 'A Rival Account"', 1).replace(
        "value = 48,", "value = 61,"
    )
    for name, words in (
        ("harbor-tunnel", text),
        ("rival", rival),
        ("torn", "format = 1\n[briefing\n"),
    ):
        (places.own / f"{name}.toml").write_text(words)
    return places


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["library", "search", "compare"])
def test_picture_of_several_briefings(
    name: str, size: str, theme: ThemeName, shelf: Folders, snap_compare: Callable[..., bool]
) -> None:
    settings = Settings(theme=theme)
    first = None
    if name == "compare":
        first = opening(load(shelf.own / "harbor-tunnel.toml"), settings, shelf)
    app = BriefdeckApp(settings, shelf, first)

    async def come_to(pilot: Pilot[Any]) -> None:
        match name:
            case "library":
                await _until(pilot, "81%")
                await pilot.press("j")
                await _until(pilot, "A Rival Account")
            case "search":
                (shelf.own / "rival.toml").unlink()
                await _until(pilot, "81%")
                await pilot.press("ctrl+f", *"traffic")
                await _until(pilot, "7 entries")
            case _:
                await pilot.press("C", *"rival", "enter")
                await _until(pilot, "A Rival Account")

    assert snap_compare(app, terminal_size=SIZES[size], run_before=come_to)


async def _until(pilot: Pilot[Any], words: str) -> None:
    """Let threads and messages go on until the screen shows some words, and has stood still for a while."""
    before, still = "", 0
    for _ in range(200):
        await pilot.pause(0.05)
        text = text_of(pilot.app)
        still = still + 1 if text == before and words in text else 0
        before = text
        if still == STILL:
            return
    raise AssertionError(f"never seen: {words}; last: {before}")


async def _press(pilot: Pilot[Any], keys: Iterable[str]) -> None:
    await pilot.press(*keys)
    await pilot.pause()
