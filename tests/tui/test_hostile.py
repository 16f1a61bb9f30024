"""Hostile and large briefings: nothing is interpreted, nothing misaligns, nothing fails."""
# ruff: noqa: ASYNC240  # small files of the tests themselves

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from briefdeck.reading.actions import moving
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.reading import ReadingScreen
from support.hostile import NASTY
from support.screens import text_of

SECTIONS = "0123456"


def hostile_toml() -> str:
    """A briefing in which every text is one of the nasty ones."""

    def quoted(text: str) -> str:
        return json.dumps(text)

    lines = ["format = 1", "[briefing]", f"title = {quoted(' '.join(NASTY[:6]))}", 'as_of = "2020"']
    lines.append(f"bluf = {quoted(NASTY[0] + ' ' + NASTY[3])}")
    for number, text in enumerate(NASTY):
        name, words = f"n-{number}", quoted(text)
        lines += [
            "[[key_points]]",
            f'id = "k{name}"',
            f"title = {words}",
            f"text = {words}",
            f"caveat = {words}",
        ]
        lines += [
            "[[eras]]",
            f'id = "e{name}"',
            f"title = {words}",
            f'span = "{1990 + number}/{1991 + number}"',
        ]
        lines += [
            "[[events]]",
            f'id = "v{name}"',
            f"title = {words}",
            f'date = "{1990 + number}"',
            f"text = {words}",
        ]
        lines += ["[[series]]", f'id = "s{name}"', f"title = {words}", f"unit = {words}"]
        lines += [
            f"points = [{{ at = '1990', value = 3, text = {words} }}, {{ at = '1991', value = -7e30 }}]"
        ]
        lines += [
            "[[tables]]",
            f'id = "t{name}"',
            f"title = {words}",
            f"columns = [{words}]",
            f"rows = [[{words}]]",
        ]
        lines += [
            "[[sources]]",
            f'id = "o{name}"',
            'type = "report"',
            f"title = {words}",
            f"URL = {words}",
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The hostile briefing's file."""
    path = tmp_path / "hostile.toml"
    path.write_text(hostile_toml(), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24), (40, 15)])
async def test_nothing_is_interpreted_and_nothing_misaligns(
    app_of: Callable[..., BriefdeckApp], hostile: Path, size: tuple[int, int]
) -> None:
    async with app_of(hostile).run_test(size=size) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        seen = ""
        for section in SECTIONS:
            await pilot.press(section)
            for _ in NASTY:
                await pilot.press("j", "enter", "f", "escape", "left")
                await pilot.pause()
                for strip in screen._compositor.render_strips():
                    assert not [
                        sign for sign in strip.text if ord(sign) < 32 or 127 <= ord(sign) < 160
                    ]
                    assert not set(strip.text) & set("\u202e\u202c\u2066\u2069\u200b\u2060")
                    assert cell_len(strip.text) == size[0], strip.text
                seen += text_of(pilot.app)
        assert "[bold red]Rich[/]" in seen
        assert pilot.app.is_running


async def test_a_paragraph_without_a_blank_can_be_read_to_its_end(
    app_of: Callable[..., BriefdeckApp], sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "long.toml"
    long = "x" * 60_000 + "国" * 20_000
    path.write_text(
        sample.read_text().replace("From four sources, read twice.", long), encoding="utf-8"
    )
    async with app_of(path).run_test(size=(120, 36)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        moving.show_in_section(screen, "section-method")
        await pilot.press("enter", "end")
        await pilot.pause()
        assert "国" in text_of(pilot.app)
        await pilot.press("slash", *"xxxx")
        await pilot.pause()
        assert screen.reading.hits == ("section-method",)
