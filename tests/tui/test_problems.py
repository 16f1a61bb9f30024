"""The window of problems, on a screen in memory."""
# small files of the tests themselves

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from briefdeck.check import check
from briefdeck.draw.lines import line_text, line_width
from briefdeck.loader import load
from briefdeck.model.problem import Problem
from briefdeck.reading.problem_lines import problem_lines
from briefdeck.text.width import cell_width
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.paging import TextScreen
from briefdeck.tui.screens.reading import ReadingScreen
from support.screens import text_of

AppOf = Callable[..., BriefdeckApp]
UNKNOWN = (
    '[[key_points]]\nid = "key-second-tube"',
    '[[key_points]]\nid = "key-second-tube"\ntitel = "x"',
)
LONG = "\\t国境の町で数えられた。" * 9
WIDE = ('text = "From four sources, read twice."', f'text = "{LONG} See [[no-such]] there{LONG}"')


def changed(path: Path, *changes: tuple[str, str]) -> Path:
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    return path


def text_in(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def drawn(problems: Sequence[Problem], width: int) -> list[str]:
    return [line_text(line) for line in problem_lines(problems, width)]


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def screen_of(app: App[int]) -> ReadingScreen:
    assert isinstance(app, BriefdeckApp)
    assert isinstance(app.first_screen, ReadingScreen)
    return app.first_screen


def test_a_problem_has_its_place_its_line_and_a_caret(sample: Path) -> None:
    found = [each for each in check(load(changed(sample, UNKNOWN))) if each.severity == "error"]
    assert drawn(found, 80) == [
        "✗ harbor-tunnel.toml:25:1: error: Unknown key `titel` in a key point.",
        "  [unknown-key]",
        '   25 | titel = "x"',
        "      | ^^^^^",
        "  Did you mean `title`? (x fixes it.)",
    ]


@pytest.mark.parametrize("width", [20, 32, 38, 58, 94])
def test_of_a_long_line_what_is_around_the_caret_is_shown(sample: Path, width: int) -> None:
    (problem,) = [each for each in check(load(changed(sample, WIDE))) if each.rule == "unknown-id"]
    lines = list(problem_lines([problem], width))
    assert max(map(line_width, lines)) <= width
    said, carets = next(
        (line_text(line), line_text(under))
        for line, under in pairwise(lines)
        if "^" in line_text(under)
    )
    before = said.partition("no-such")[0] if "no-such" in said else said.partition("no-")[0]
    assert carets.index("^") == cell_width(before)
    assert "…" in said
    assert "\t" not in said


def test_a_control_character_is_made_visible(sample: Path) -> None:
    path = changed(sample, ('place = "City Hall"', 'place = "City\x1b[31m\u202eHall"'))
    text = "\n".join(drawn(check(load(path)), 94))
    assert "City␛[31m⟨U+202E⟩Hall" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_file_without_problems_says_so() -> None:
    assert drawn([], 40) == ["Nothing is wrong with this file."]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 15)])
async def test_enter_goes_to_the_entry_of_a_problem(
    app_of: AppOf, sample: Path, size: tuple[int, int]
) -> None:
    async with app_of(changed(sample, UNKNOWN)).run_test(size=size) as pilot:
        await press(pilot, "exclamation_mark")
        assert isinstance(pilot.app.screen, TextScreen)
        assert '25 | titel = "x"' in text_of(pilot.app)
        assert "      | ^^^^^" in text_of(pilot.app)
        await press(pilot, "tab", "enter")
        assert screen_of(pilot.app).reading.place.entry == "key-second-tube"


async def test_e_opens_the_editor_at_the_line_of_the_problem(
    app_of: AppOf, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "vim")
    started: list[Sequence[str]] = []

    def run(_: object, command: Sequence[str]) -> str:
        started.append(command)
        return ""

    monkeypatch.setattr(BriefdeckApp, "run_outside", run)
    async with app_of(changed(sample, UNKNOWN)).run_test(size=(80, 24)) as pilot:
        await press(pilot, "exclamation_mark", "e")
        await press(pilot, "exclamation_mark", "tab", "tab", "e")
    assert [command[1] for command in started] == ["+25", "+62"]


async def test_a_broken_file_has_its_problems_over_what_it_last_said(
    app_of: AppOf, sample: Path
) -> None:
    async with app_of(sample).run_test(size=(120, 36)) as pilot:
        changed(sample, ('title = "Wait"', 'title = "Wait'))
        screen = screen_of(pilot.app)
        screen.newest = load(sample)
        await press(pilot, "exclamation_mark", "end")
        text = text_of(pilot.app)
        assert "[syntax]" in text
        assert '| title = "Wait' in text
        await press(pilot, "escape")
        assert "The Harbor Tunnel" in text_of(pilot.app)


async def test_what_is_about_no_entry_says_so(app_of: AppOf, sample: Path) -> None:
    path = changed(sample, ('license = "CC0-1.0"', 'licence = "CC0-1.0"'))
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await press(pilot, "exclamation_mark", "tab", "enter")
        assert "That is about no entry that can be shown" in text_of(pilot.app)


async def test_x_fixes_the_problem_that_is_marked(app_of: AppOf, sample: Path) -> None:
    path = changed(sample, UNKNOWN, ('license = "CC0-1.0"', 'licence = "CC0-1.0"'))
    async with app_of(path).run_test(size=(120, 36)) as pilot:
        await press(pilot, "exclamation_mark")
        before = text_of(pilot.app)
        assert "Did you mean `license`? (x fixes it.)" in before
        await press(pilot, "tab", "x")
        text = text_of(pilot.app)
        assert isinstance(pilot.app.screen, TextScreen)
        assert 'Line 14 is now: license = "CC0-1.0"' in text
        assert "licence" not in text.replace('license = "CC0-1.0"', "")
        assert 'license = "CC0-1.0"' in text_in(path)
        await press(pilot, "x")
        assert 'Line 25 is now: title = "x"' in text_of(pilot.app)
        await press(pilot, "j")
        assert "x fix" in text_of(pilot.app)


async def test_what_only_its_author_can_mend_says_so(app_of: AppOf, sample: Path) -> None:
    path = changed(sample, ('place = "City Hall"', 'place = "City Hall"\ncolour = "red"'))
    before = text_in(path)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await press(pilot, "exclamation_mark", "tab", "x")
        assert "Only its author can mend that." in text_of(pilot.app)
    assert text_in(path) == before


async def test_fix_offers_all_that_is_plain(app_of: AppOf, sample: Path) -> None:
    good = text_in(sample)
    slips = (
        ('license = "CC0-1.0"', 'License = "CC0-1.0"'),
        ('place = "City Hall"', 'Place = "City Hall"'),
    )
    path = changed(sample, *slips)
    async with app_of(path).run_test(size=(120, 36)) as pilot:
        await press(pilot, "x")
        assert "All 2 that are plain" in text_of(pilot.app)
        await press(pilot, "enter")
        assert "Fixed 2 problems." in text_of(pilot.app)
    assert text_in(path) == good
    async with app_of(path).run_test(size=(120, 36)) as pilot:
        await press(pilot, "x")
        assert "nothing in this file that could be fixed" in text_of(pilot.app)
