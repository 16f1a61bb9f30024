"""Levels, reading on, cards, history, open briefings: what the second edition reads by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from briefdeck.library.folders import folders
from briefdeck.loader import load
from briefdeck.reading.actions import moving
from briefdeck.reading.deck import Deck
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.reading import ReadingScreen
from support.screens import lines_of, text_of

AppOf = Callable[..., BriefdeckApp]
WIDE, NARROW, TINY = (120, 36), (80, 24), (40, 15)
SHIPPED = Path(__file__).parents[2] / "briefings" / "us-mexico-border-security.toml"


def screen_of(app: App[int]) -> ReadingScreen:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


# Levels


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_one_key_goes_through_the_levels_and_says_what_is_hidden(
    app_of: AppOf, size: tuple[int, int]
) -> None:
    async with app_of(SHIPPED).run_test(size=size) as pilot:
        await press(pilot, "3")
        every = len(screen_of(pilot.app).scene.listed)
        assert "[full]" in lines_of(pilot.app)[0]
        counts = []
        for words in ("[30 s]", "[3 min]"):
            await press(pilot, "d")
            assert words in lines_of(pilot.app)[0]
            counts.append(len(screen_of(pilot.app).scene.listed))
            assert f"{every - counts[-1]} more at full" in text_of(pilot.app)
        assert counts[0] <= counts[1] < every
        await press(pilot, "d")
        assert len(screen_of(pilot.app).scene.listed) == every
        assert "more at full" not in text_of(pilot.app)


def test_a_level_holds_the_sources_that_its_entries_cite() -> None:
    deck = Deck(load(SHIPPED))
    held = [name for name in deck.links.entries if deck.levels.holds("3m", name)]
    cited = {source for name in held for source in deck.sources_of(name)}
    assert cited
    assert all(deck.holds("3m", source) for source in cited)
    shown = [row.entry for row in deck.rows("sources") if deck.holds("3m", row.entry)]
    assert len(shown) < len(deck.rows("sources"))


async def test_following_to_what_a_level_hides_shows_everything(app_of: AppOf) -> None:
    async with app_of(SHIPPED).run_test(size=WIDE) as pilot:
        screen = screen_of(pilot.app)
        hidden = next(
            row.entry
            for row in screen.deck.rows("findings")
            if not screen.deck.holds("30s", row.entry)
        )
        await press(pilot, "d")
        assert screen.reading.level == "30s"
        moving.show_in_section(screen, screen.deck.rows("key-points")[0].entry)
        from briefdeck.reading.actions.following import follow

        follow(screen, hidden)
        await pilot.pause()
        assert screen.reading.place.entry == hidden
        assert not screen.scene.deck.hidden("findings", screen.reading.level)


# Reading on


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_space_reads_on_from_entry_to_entry_and_into_the_next_section(
    app_of: AppOf, size: tuple[int, int]
) -> None:
    async with app_of().run_test(size=size) as pilot:
        await press(pilot, "1", "z")
        screen = screen_of(pilot.app)
        order = screen.scene.reading_order
        seen = [screen.reading.place.entry]
        for _ in range(400):
            before = screen.reading
            await pilot.press("space")
            if screen.reading == before:
                break
            if screen.reading.place.entry != seen[-1]:
                seen.append(screen.reading.place.entry)
        await pilot.pause()
        at = [order.index(entry) for entry in seen if entry is not None]
        assert at == sorted(at)
        sections = {screen.deck.section_of(order[place]) for place in at}
        assert {"key-points", "eras", "timeline", "sources"} <= sections
        last = screen.deck.name(order[-1])
        assert last[:20] in text_of(pilot.app)


async def test_reading_back_comes_to_the_same_lines(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "z")
        places = []
        for _ in range(4):
            places.append(screen_of(pilot.app).reading.place)
            await press(pilot, "space")
        for place in reversed(places):
            await press(pilot, "pageup")
            now = screen_of(pilot.app).reading.place
            assert (now.entry, now.top) == (place.entry, place.top)


async def test_again_reads_without_a_frame_and_again_entry_by_entry(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "z")
        assert lines_of(pilot.app)[1].startswith("┌")
        await press(pilot, "z")
        text = text_of(pilot.app)
        assert "│" not in text
        assert "┌" not in text
        assert max(len(line.strip()) for line in lines_of(pilot.app)[:-1]) <= 80
        entry = screen_of(pilot.app).reading.place.entry
        await press(pilot, "J")
        assert screen_of(pilot.app).reading.place.entry != entry
        await press(pilot, "z")
        assert lines_of(pilot.app)[1].startswith("┌")
        assert screen_of(pilot.app).reading.mode == "panes"


async def test_progress_is_counted(app_of: AppOf) -> None:
    async with app_of().run_test(size=(160, 45)) as pilot:
        total = len(screen_of(pilot.app).deck.links.entries)
        await press(pilot, "1", "enter", "J")
        assert f"2 of {total} read" in lines_of(pilot.app)[0]
        await press(pilot, "q")
    async with app_of().run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        assert f"2 of {total} read" in lines_of(pilot.app)[0]


# Cards, history, open briefings


async def test_a_card_is_looked_at_and_left_or_gone_to(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "enter")
        before = screen_of(pilot.app).reading.place
        await press(pilot, "p")
        text = text_of(pilot.app)
        assert "Peek" in text
        source = screen_of(pilot.app).deck.sources_of(before.entry or "")[0]
        assert screen_of(pilot.app).deck.name(source)[:20] in text
        await press(pilot, "escape")
        assert screen_of(pilot.app).reading.place == before
        assert "Peek" not in text_of(pilot.app)
        await press(pilot, "p", "enter")
        assert screen_of(pilot.app).reading.place.entry == source
        await press(pilot, "b")
        assert screen_of(pilot.app).reading.place == before


async def test_the_history_lists_where_one_was_and_goes_there(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "enter", "s", "3")
        await press(pilot, "H")
        assert "Where you have been" in text_of(pilot.app)
        await press(pilot, "enter")
        assert screen_of(pilot.app).scene.section == "sources"
        await press(pilot, "b")
        assert screen_of(pilot.app).scene.section == "timeline"


async def test_several_briefings_stay_open(app_of: AppOf, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_bytes(SHIPPED.read_bytes())
    async with app_of().run_test(size=WIDE) as pilot:
        first = screen_of(pilot.app)
        await press(pilot, "3", "j")
        place = first.reading.place
        assert first.open_briefing(other) == ""
        await pilot.pause()
        second = screen_of(pilot.app)
        assert second is not first
        await press(pilot, "T", *"harbor", "enter")
        assert screen_of(pilot.app) is first
        assert first.reading.place == place
        await press(pilot, "q")
        assert screen_of(pilot.app) is second
        assert folders().state.exists()


# The footer


async def test_back_says_where_it_leads(app_of: AppOf) -> None:
    for size in (WIDE, TINY):
        async with app_of().run_test(size=size) as pilot:
            await press(pilot, "1", "enter", "s")
            screen = screen_of(pilot.app)
            name = screen.deck.name(screen.reading.back[-1].entry or "")
            await press(pilot, "j")
            assert lines_of(pilot.app)[-1].startswith("└ b back to ")
            assert name[:6] in lines_of(pilot.app)[-1]


async def test_the_text_without_a_frame_has_margins_that_can_be_set(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "z", "z")
        before = screen_of(pilot.app).scene.places["reader"].width
        await press(pilot, "left_curly_bracket", "left_curly_bracket")
        after = screen_of(pilot.app).scene.places["reader"].width
        assert after == before - 8
        longest = max(len(line.strip()) for line in lines_of(pilot.app)[:-1])
        assert longest <= after
        await press(pilot, "q")
    async with app_of().run_test(size=WIDE) as pilot:
        assert screen_of(pilot.app).scene.measure == after


async def test_the_mouse_on_a_link_shows_its_card(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "enter")
        screen = screen_of(pilot.app)
        link = screen.scene.page.links[0]
        line, first, _ = link.pieces[0]
        await pilot.hover("#reader", offset=(first + 1, line))
        await pilot.pause(0.6)
        assert screen.reading.peek == link.target
        assert screen.reading.place.focus == "reader"
        await pilot.hover("#list", offset=(1, 1))
        await pilot.pause()
        assert screen.reading.peek is None
