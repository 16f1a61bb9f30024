"""What is the reader's own in a briefing: notes, bookmarks, what has changed since it was last read."""
# ruff: noqa: ASYNC240  # small files of the tests themselves

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from briefdeck.library.folders import folders
from briefdeck.library.last_read import last_read, remember_read
from briefdeck.library.notes import load_notes, set_note
from briefdeck.loader import load
from briefdeck.reading.own import day_words
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.noting import NotingScreen
from briefdeck.tui.screens.paging import TextScreen
from briefdeck.tui.screens.reading import ReadingScreen
from support.screens import lines_of, text_of

AppOf = Callable[..., BriefdeckApp]
NAME = "harbor-tunnel"


def screen_of(app: App[int]) -> ReadingScreen:
    assert isinstance(app, BriefdeckApp)
    assert isinstance(app.first_screen, ReadingScreen)
    return app.first_screen


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    """Let threads and messages go on until something is so."""
    for _ in range(400):
        await pilot.pause(0.01)
        if is_so():
            return
    raise AssertionError(text_of(pilot.app))


async def looked(pilot: Pilot[int]) -> ReadingScreen:
    """The screen, once the reader's own folders were looked into."""
    screen = screen_of(pilot.app)
    await until(pilot, lambda: screen.own.looked is not None)
    return screen


def shown(pilot: Pilot[int]) -> object:
    return pilot.app.screen


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def reword(sample: Path) -> None:
    """Change what was read: one entry reworded, one added."""
    text = sample.read_text(encoding="utf-8").replace("has said since", "declared in")
    added = '[[events]]\nid = "event-new"\ndate = "2020-05"\ntitle = "A new event"\n\n[[terms]]'
    sample.write_text(text.replace("[[terms]]", added, 1), encoding="utf-8")


async def test_what_was_never_read_is_remembered_and_nothing_is_said(
    app_of: AppOf, sample: Path
) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        await looked(pilot)
        assert "since" not in lines_of(pilot.app)[-1]
        await press(pilot, "D")
        assert "not read it before" in text_of(pilot.app)
    assert NAME in last_read()


async def test_a_changed_file_says_what_has_changed_and_lists_it(
    app_of: AppOf, sample: Path
) -> None:
    remember_read(load(sample))
    before = last_read()[NAME]
    reword(sample)
    async with app_of().run_test(size=(120, 36)) as pilot:
        screen = await looked(pilot)
        await until(pilot, lambda: "D shows" in text_of(pilot.app))
        assert "1 entry added, 1 reworded since" in lines_of(pilot.app)[-1]
        await press(pilot, "D")
        assert isinstance(pilot.app.screen, TextScreen)
        text = text_of(pilot.app)
        assert "declared in" in text
        assert "A new event" in text
        await press(pilot, "tab", "tab", "enter")
        assert screen.reading.place.entry == "event-new"
        await press(pilot, "1")
        assert "Δ" in text_of(pilot.app)
        assert last_read()[NAME] == before
        await press(pilot, "q")
    screen_app = screen.own
    screen_app.end(load(sample), folders())
    assert last_read()[NAME] != before


async def test_closing_remembers_what_was_read(app_of: AppOf, sample: Path) -> None:
    remember_read(load(sample))
    before = last_read()[NAME]
    reword(sample)
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await looked(pilot)
        await press(pilot, "q")
    app.remember_all()
    assert last_read()[NAME] != before
    again = app_of()
    async with again.run_test(size=(120, 36)) as pilot:
        screen = await looked(pilot)
        assert screen.own.changes is None


async def test_a_bookmark_is_set_shown_and_taken_away(app_of: AppOf) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        await looked(pilot)
        await press(pilot, "1", "m")
        text = text_of(pilot.app)
        assert "⚑" in text
        assert "⚑ bookmark" in text
        assert load_notes(NAME).on("key-traffic").bookmarked or len(load_notes(NAME).marks) == 1
        await press(pilot, "m")
        assert "⚑" not in text_of(pilot.app)
        assert load_notes(NAME).marks == {}


async def test_a_note_is_written_kept_and_shown_under_its_entry(app_of: AppOf) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        screen = await looked(pilot)
        await press(pilot, "1", "a")
        assert isinstance(pilot.app.screen, NotingScreen)
        await press(pilot, *"ask", "enter", *"them", "escape")
        assert shown(pilot) is screen
        entry = screen.reading.place.entry or ""
        assert load_notes(NAME).on(entry).note == "ask\nthem"
        text = text_of(pilot.app)
        assert "✎ your note" in text
        assert "  ask" in text
        await press(pilot, "a", *"zzz", "ctrl+g")
        assert load_notes(NAME).on(entry).note == "ask\nthem"


async def test_a_note_is_added_to_the_file_as_an_entry(app_of: AppOf) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        screen = await looked(pilot)
        path = screen.deck.loaded.path
        assert path is not None
        await press(pilot, "1", "A")
        assert "There is no note here" in lines_of(pilot.app)[-1]
        await press(pilot, "a", *"why", "escape", "A")
        assert "a finding" in text_of(pilot.app)
        await press(pilot, "down", "enter")
        said = lines_of(pilot.app)[-1]
        assert "The key point why is in harbor-tunnel.toml now, on line" in said
        line = int(said.rpartition("line ")[2].split(".")[0])
        assert path.read_text().splitlines()[line - 1] == "[[key_points]]"
        await until(pilot, lambda: "why" in screen.deck.links.entries)


async def test_what_cannot_be_added_is_said(app_of: AppOf, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        screen = await looked(pilot)
        await press(pilot, "1", "a", *"why", "escape")
        monkeypatch.setattr("os.access", lambda *_: False)
        await press(pilot, "A", "enter")
        assert "Nothing was written." in lines_of(pilot.app)[-1]
        assert "it is read-only" in lines_of(pilot.app)[-1]
        shipped = folders()._replace(shipped=screen.deck.loaded.path.parent)  # type: ignore[union-attr]
        monkeypatch.setattr(pilot.app, "folders", shipped)
        await press(pilot, "A")
        assert "Add it to your own library" in text_of(pilot.app)


async def test_a_note_that_could_not_be_written_is_there_to_try_again(
    app_of: AppOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/a/long/path")

    async with app_of().run_test(size=(120, 36)) as pilot:
        screen = await looked(pilot)
        await press(pilot, "1", "a", *"half")
        with monkeypatch.context() as patch:
            patch.setattr("briefdeck.library.notes.write_atomically", full)
            await press(pilot, "escape")
        assert (
            "Nothing was written: no space left on device. a has your text still."
            in lines_of(pilot.app)[-1]
        )
        entry = screen.reading.place.entry or ""
        assert load_notes(NAME).on(entry).note == ""
        await press(pilot, "a", "escape")
        assert load_notes(NAME).on(entry).note == "half"
        await press(pilot, "a", "ctrl+g")
        assert screen.own.unkept == {}


async def test_a_note_being_written_is_kept_when_the_program_ends(app_of: AppOf) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        await looked(pilot)
        await press(pilot, "1", "a", *"half")
        pilot.app.exit()
    assert [mark.note for mark in load_notes(NAME).marks.values()] == ["half"]


async def test_notes_are_listed_with_what_became_of_their_entries_and_exported(
    app_of: AppOf, sample: Path
) -> None:
    loaded = load(sample)
    set_note(loaded, "event-flood", "a flood")
    changed = sample.read_text(encoding="utf-8").replace('id = "event-flood"', 'id = "event-water"')
    set_note(loaded, "key-second-tube", "sure?")
    sample.write_text(changed.replace("has said since", "declared in"), encoding="utf-8")
    async with app_of().run_test(size=(120, 36)) as pilot:
        await looked(pilot)
        await press(pilot, "M")
        assert isinstance(pilot.app.screen, TextScreen)
        text = text_of(pilot.app)
        assert "no longer in the briefing" in text
        assert "the entry has changed since" in text
        await press(pilot, "x")
        assert "Your notes are in" in lines_of(pilot.app)[-1]
    assert "a flood" in (folders().state / "exports" / f"{NAME}-notes.md").read_text(
        encoding="utf-8"
    )


async def test_a_damaged_state_folder_costs_only_that(app_of: AppOf) -> None:
    state = folders().state
    (state / "notes").mkdir(parents=True)
    (state / "notes" / f"{NAME}.json").write_text(json.dumps([1, 2]))
    (state / "read.json").write_text("{")
    async with app_of().run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await press(pilot, "M", "escape", "1", "m")
        assert pilot.app._exception is None


def test_days_are_said_as_readers_say_them() -> None:
    noon = 1_793_620_800.0
    assert day_words(noon, noon + 3600) == "12:00"
    assert day_words(noon, noon + 3 * 86400) == "2 Nov"
    assert day_words(noon, noon + 300 * 86400) == "2 Nov 2026"
