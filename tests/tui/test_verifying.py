"""What is in stored copies is found while one reads: nothing waits for it, nothing moves."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded
from briefdeck.reading.state import Place
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.paging import TextScreen
from briefdeck.tui.screens.reading import ReadingScreen
from support import stored
from support.screens import lines_of, text_of

AppOf = Callable[..., BriefdeckApp]
WIDE, SMALL, LEAST = (120, 36), (80, 24), (40, 15)
EVERYTHING = frozenset(stored.PASSAGES)


class Engine:
    """Stands for what reads copies: it answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.has_ended = threading.Event()

    def kept(self, loaded: Loaded, _: Path) -> Verification:
        self.asked.append("kept")
        return stored.made_up(loaded, waits=EVERYTHING)

    def verified(self, loaded: Loaded, _: Path) -> Verification:
        self.asked.append("verified")
        self.gate.wait(20)
        self.has_ended.set()
        return stored.made_up(loaded)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    made = Engine()
    monkeypatch.setattr("briefdeck.evidence.verdicts.kept", made.kept)
    monkeypatch.setattr("briefdeck.evidence.verdicts.verified", made.verified)
    monkeypatch.setattr("briefdeck.tui.screens.briefing.VERIFY_SECONDS", 0.01)
    yield made
    made.gate.set()


@pytest.fixture
def tunnel(tmp_path: Path) -> Path:
    return stored.store(tmp_path)


def screen_of(app: App[Any]) -> ReadingScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    return screen


def rewrite(path: Path, text: str) -> None:
    path.write_text(text)


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    for _ in range(800):
        await pilot.pause(0.01)
        if is_so():
            return
    raise AssertionError(f"it never came to that:\n{text_of(pilot.app)}")


def ids(screen: ReadingScreen) -> list[str]:
    return list(screen.scene.listed)


def is_known(pilot: Pilot[int]) -> bool:
    """Whether all that is found is shown."""
    known = screen_of(pilot.app).deck.verification
    return known is not None and not known.waiting


async def test_states_come_after_the_first_frame_and_nothing_moves(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "not verified yet" in text_of(pilot.app))
        await pilot.press("1", "enter", "full_stop", "full_stop")
        before, screen = screen_of(pilot.app).reading, screen_of(pilot.app)
        marked = screen.scene.page.links[before.place.link or 0].target
        assert "verified" not in text_of(pilot.app)
        engine.gate.set()
        await until(pilot, lambda: "≈ near, not the same" in text_of(pilot.app))
        after = screen.reading
        assert after.place == before.place
        assert screen.scene.page.links[after.place.link or 0].target == marked
        shown = text_of(pilot.app)
        assert "✓ verified, but on p. 12, not p. 9" in shown
        assert "[-two votes-]{+a single" in shown
        await pilot.press("0")
        assert "2 of 6 verified" in text_of(pilot.app)
        assert engine.asked == ["kept", "verified"]


async def test_what_stands_at_the_top_stays_there(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    async with app_of(tunnel).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: screen_of(pilot.app).deck.verification is not None)
        await pilot.press("1", "z", *["j"] * 11)
        screen = screen_of(pilot.app)
        top = screen.reading.place.top
        row = screen.scene.places["reader"].y
        first = lines_of(pilot.app)[row][:-1]
        assert top > 0
        assert first.strip(" │")
        engine.gate.set()
        await until(pilot, lambda: is_known(pilot))
        await pilot.pause()
        assert screen.reading.place.top > top, "lines have come above"
        assert lines_of(pilot.app)[row][:-1] == first


async def test_letters_at_links_are_waited_for(app_of: AppOf, tunnel: Path, engine: Engine) -> None:
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: screen_of(pilot.app).deck.verification is not None)
        await pilot.press("1", "f")
        screen = screen_of(pilot.app)
        letters = screen.reading.letters
        engine.gate.set()
        await until(pilot, engine.has_ended.is_set)
        for _ in range(10):
            await pilot.pause(0.01)
        assert screen.reading.letters == letters
        assert not is_known(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "≈" in text_of(pilot.app))


async def test_a_window_stays_as_it_is(app_of: AppOf, tunnel: Path, engine: Engine) -> None:
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: screen_of(pilot.app).deck.verification is not None)
        await pilot.press("1", "exclamation_mark", "tab", "tab")
        window = pilot.app.screen
        assert isinstance(window, TextScreen)
        before = (window.top, window.marked)
        engine.gate.set()
        await until(pilot, lambda: is_known(pilot))
        await pilot.pause()
        assert (window.top, window.marked) == before
        await pilot.press("escape", "exclamation_mark")
        problems = text_of(pilot.app)
        assert "not in the copy of `audit`" in problems
        assert "nearly these words" in problems


async def test_another_copy_is_noticed_when_one_comes_back(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    engine.gate.set()
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: engine.asked == ["kept", "verified"])
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert engine.asked == ["kept", "verified"]
        await pilot.press("question_mark")
        rewrite(tunnel.parent / "copies/audit.txt", "Something else.")
        await pilot.press("escape")
        await until(pilot, lambda: engine.asked == ["kept", "verified"] * 2)


async def test_a_changed_file_is_verified_anew_and_the_old_search_is_dropped(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: engine.asked == ["kept", "verified"])
        screen = screen_of(pilot.app)
        old = screen.deck
        await pilot.press("3", "j", "enter")
        rewrite(tunnel, stored.TOML.replace("It was praised.", "It was praised a lot."))
        await until(pilot, lambda: screen.deck is not old)
        assert screen.deck.verification is not None, "what is known comes with the new text"
        assert screen.reading.place.entry == "lost"
        engine.gate.set()
        await until(pilot, lambda: "✗ not in the copy" in text_of(pilot.app))
        assert old.verification is not None
        assert old.verification.waiting


async def test_a_broken_file_keeps_what_was_found(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    engine.gate.set()
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: "≈" in text_of(pilot.app))
        rewrite(tunnel, "[briefing\n")
        await until(pilot, lambda: "broken" in lines_of(pilot.app)[0])
        assert "≈ near, not the same" in text_of(pilot.app)


async def test_leaving_in_the_middle_is_as_quick_as_ever(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    app = app_of(tunnel)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "verified" in engine.asked)
        await pilot.press("q")
    assert app.return_code == 0
    assert not engine.has_ended.is_set()


@pytest.mark.parametrize("size", [WIDE, SMALL, LEAST])
async def test_sizes_and_keys_while_it_is_found(
    app_of: AppOf, tunnel: Path, engine: Engine, size: tuple[int, int]
) -> None:
    async with app_of(tunnel).run_test(size=size) as pilot:
        await until(pilot, lambda: "verified" in engine.asked)
        await pilot.press("1", "p")
        await pilot.resize_terminal(100, 20)
        engine.gate.set()
        await pilot.press("enter", "b", "p", "z", "d", "F", "escape", "z", "P")
        await pilot.resize_terminal(*size)
        await pilot.press("escape", "escape", "escape", "escape", "1")
        await until(pilot, lambda: "≈" in text_of(pilot.app))


async def test_only_what_is_not_verified_can_be_shown(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    engine.gate.set()
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        screen = screen_of(pilot.app)
        await until(pilot, lambda: is_known(pilot))
        await pilot.press("3", "F", *"not verified", "enter")
        assert ids(screen) == ["costs", "lost", "bare"]
        assert "quotation not verified" in text_of(pilot.app)
        await pilot.press("escape")
        assert ids(screen) == ["costs", "lost", "bare", "plain"]


async def test_what_is_filtered_follows_what_is_found(
    app_of: AppOf, tunnel: Path, engine: Engine
) -> None:
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        screen = screen_of(pilot.app)
        await until(pilot, lambda: screen.deck.verification is not None)
        await pilot.press("5", "F", *"not verified", "enter")
        assert ids(screen) == ["words"]
        engine.gate.set()
        await until(pilot, lambda: "Nothing here passes the filter." in text_of(pilot.app))
        assert ids(screen) == []
        assert screen.reading.place == Place(section="quotations", entry=None)


async def test_without_copies_nothing_is_asked_for(
    app_of: AppOf, sample: Path, engine: Engine
) -> None:
    async with app_of(sample).run_test(size=WIDE) as pilot:
        for _ in range(20):
            await pilot.pause(0.01)
        assert engine.asked == []
        await pilot.press("3", "F")
        assert "not verified" not in text_of(pilot.app)
