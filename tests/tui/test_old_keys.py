"""Keys that a configuration of the first edition gives go on working."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.reading import settings
from briefdeck.reading.actions import BY_ID, Where, actions_by_key, first_key, keys_text
from briefdeck.reading.settings import MOVED, read_settings
from briefdeck.tui.app import BriefdeckApp

AppOf = Callable[..., BriefdeckApp]
FIRST_EDITION = {
    "down": "j down",
    "up": "k up",
    "page-down": "pagedown space",
    "page-up": "pageup",
    "first": "home g",
    "last": "end G",
    "right": "l right",
    "left": "h left",
    "next-pane": "tab",
    "previous-pane": "shift+tab",
    "section": "0 1 2 3 4 5 6 7 8 9",
    "next-entry": "J",
    "previous-entry": "K",
    "enter": "enter",
    "back": "b left_square_bracket backspace",
    "forward": "right_square_bracket",
    "escape": "escape",
    "jump": "f",
    "source": "s",
    "next-link": "full_stop",
    "previous-link": "comma",
    "find": "slash",
    "next-hit": "n",
    "previous-hit": "N",
    "filter": "F",
    "search": "ctrl+f",
    "palette": "ctrl+p",
    "copy": "y",
    "copy-as": "Y",
    "open": "o",
    "edit": "e",
    "problems": "exclamation_mark",
    "changes": "D",
    "bookmark": "m",
    "note": "a",
    "marks": "M",
    "library": "L",
    "sort": "S",
    "read-again": "R f5",
    "add": "insert",
    "remove": "delete",
    "compare": "C",
    "zoom-in": "plus equals_sign",
    "zoom-out": "minus",
    "pan-left": "less_than_sign shift+left",
    "pan-right": "greater_than_sign shift+right",
    "fit": "asterisk",
    "date": "at",
    "lanes": "v",
    "theme": "t",
    "wider": "right_curly_bracket",
    "narrower": "left_curly_bracket",
    "help": "question_mark f1",
    "quit": "q",
    "exit": "ctrl+q",
}
"""Every action of the first edition, and its keys."""


def written(tmp_path: Path, keys: dict[str, str]) -> Path:
    lines = [f"{name} = {each.split()}" for name, each in keys.items()]
    file = tmp_path / "config.toml"
    file.write_text("[keys]\n" + "\n".join(lines), encoding="utf-8")
    return file


@pytest.mark.parametrize("where", ["reading", "library"])
def test_every_key_that_is_written_out_does_what_it_did(tmp_path: Path, where: Where) -> None:
    found = read_settings(written(tmp_path, FIRST_EDITION), {})
    assert found.problems == ()
    actions = actions_by_key(found.keymap, where)
    for name, keys in FIRST_EDITION.items():
        now = MOVED.get(name, name)
        if where in BY_ID[now].where:
            assert [actions[key] for key in keys.split()] == [now] * len(keys.split())


@pytest.mark.parametrize("name", FIRST_EDITION)
def test_every_action_is_there_or_named_with_what_it_is_called_now(name: str) -> None:
    assert MOVED.get(name, name) in BY_ID


def test_a_moved_name_works_and_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MOVED", {"says-who": "source"})
    found = read_settings(written(tmp_path, {"says-who": "u"}), {})
    assert found.keymap == {"source": ("u",)}
    assert found.problems == ("The action `says-who` is now called `source`: write that.",)


def test_an_action_without_a_key_left_is_not_hinted_at() -> None:
    keymap = {"note": ("z", "Z")}
    assert first_key(BY_ID["read-on"], keymap) == ""
    assert keys_text(BY_ID["note"], keymap) == "z, Z"


async def test_a_key_that_two_actions_would_have_is_the_readers(
    app_of: AppOf, tmp_path: Path
) -> None:
    keymap = read_settings(written(tmp_path, {"zoom-in": "plus equals_sign"}), {}).keymap
    for given, expected in (({}, "fit-entry"), (keymap, "zoom-in")):
        app = app_of()
        app.set_keymap({name: ",".join(keys) for name, keys in given.items()})
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            binding = app.screen.active_bindings["equals_sign"].binding
            assert binding.action == f"perform('{expected}')"
