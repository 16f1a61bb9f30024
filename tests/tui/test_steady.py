"""What the screen shows does not depend on how one has come there, and nothing that is gone is needed for it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.geometry import Offset
from textual.selection import Selection
from textual.widgets import TextArea

from briefdeck.draw.lines import Line, Span, line_text
from briefdeck.loader import load, load_text
from briefdeck.reading import state
from briefdeck.reading.actions.hints import hints
from briefdeck.reading.deck import Deck
from briefdeck.reading.frame import prompt_footer, tabs
from briefdeck.reading.scene import Scene
from briefdeck.reading.views.items import ItemsView
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.screens.window import foot_words
from briefdeck.tui.widgets.viewer import Viewer
from fuzz.in_memory import check
from support.screens import text_of
from tui.conftest import AppOf

SHIPPED = Path(__file__).parents[2] / "briefings"
PORT = 'format = 1\n[briefing]\ntitle = "Port"\nbluf = "B."\nas_of = "2020"\n'
WIDTH = 20
items = st.lists(st.integers(1, 4), min_size=1, max_size=12)


@given(items, st.integers(0, 11), st.integers(0, 11), st.integers(1, 12))
def test_a_list_stays_where_it_is_and_shows_its_cursor(
    heights: list[int], cursor: int, top: int, height: int
) -> None:
    def lines_of(place: int, width: int) -> list[Line]:
        return [(Span(f"{place} {width}"),)] * heights[place]

    cursor %= len(heights)
    view = ItemsView(count=len(heights), lines_of=lines_of, cursor=cursor, top=top)
    once = view.revealed(WIDTH, height)
    assert once.revealed(WIDTH, height).top == once.top
    shown = [place for place, _ in once.laid(WIDTH, height)]
    assert shown.count(cursor) == min(heights[cursor], height)


def test_the_way_out_is_the_last_of_a_foot_to_go() -> None:
    words = "j/k scroll  Tab mark  Enter go there  Esc close"
    assert foot_words(words, 60) == words
    assert foot_words(words, 36) == "j/k scroll  Tab mark  Esc close"
    assert foot_words(words, 5) == "Esc close"
    assert foot_words("Esc keep it  Ctrl+G give it up", 20) == "Esc keep it"
    assert foot_words("One long sentence", 5) == "One long sentence"


async def test_nothing_is_selected_below_the_end_of_a_text(app_of: AppOf) -> None:
    async with app_of().run_test(size=(80, 24)) as pilot:
        await pilot.press("M")
        await pilot.pause()
        body = pilot.app.screen.query_one("#body", Viewer)
        assert body.get_selection(Selection(Offset(1, 9), Offset(4, 9))) is None
        assert body.get_selection(Selection(Offset(1, 0), Offset(4, 0))) == ("You", "\n")


def test_the_side_knows_the_length_of_a_page_before_it_was_read() -> None:
    scene = Scene(Deck(load(SHIPPED / "ipv4-exhaustion.toml")), state.Reading(), hints)
    entry = scene.ids_of("timeline")[0]
    scene.reading = state.follow(scene.reading, "timeline", entry)
    scene.lay_out(100, 16)
    fresh = scene.parts["right"][1].rows(1, 16)
    scene.page.finish()
    scene.lay_out(100, 16)
    assert scene.parts["right"][1].rows(1, 16) == fresh


def test_the_overview_gives_its_title_once_the_header_has_no_room_for_it() -> None:
    deck = Deck(load(SHIPPED / "southwest-border-statistics.toml"))
    scene = Scene(deck, state.Reading(), hints)
    scene.lay_out(100, 30)
    assert deck.title not in scene.parts["reader"][1].text(60, 30)
    scene.warning = "the saved file is broken"
    scene.lay_out(100, 30)
    assert deck.title in scene.parts["reader"][1].text(60, 30)


async def test_back_leads_over_what_a_changed_file_lacks(sample: Path, app_of: AppOf) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("3", "j", "s")
        assert isinstance(app.first_screen, ReadingScreen)
        app.first_screen.take_file(load_text(PORT, sample.stem))
        await pilot.press("b", "b", "right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "Port" in text_of(app)


async def test_nothing_blinks_while_a_note_is_written(app_of: AppOf) -> None:
    async with app_of().run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert not pilot.app.screen.query_one(TextArea).cursor_blink


@pytest.mark.parametrize("width", [20, 30, 40, 80])
def test_the_upper_edge_has_its_end_whatever_is_noted(width: int) -> None:
    sections = [("overview", "Overview", 0), ("timeline", "Timeline", 7)]
    for note in ((), (Span(" Filter: no source · 23 more at full "),)):
        edge = line_text(tabs(sections, 1, width, is_on=True, note=note))
        assert (len(edge), edge[0], edge[-1]) == (width, "┌", "┐")


@pytest.mark.parametrize("width", [20, 30, 40, 80])
def test_the_edge_around_what_is_typed_has_its_end_whatever_is_found(width: int) -> None:
    edge = line_text(prompt_footer(width, "/", "nothing found"))
    assert (len(edge), edge[0], edge[-1]) == (width, "└", "┘")


async def test_a_window_is_painted_only_when_something_changes(
    app_of: AppOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("M")
        await pilot.pause()
        display = app._display

        def displayed(*drawn: Any) -> None:
            painted.append(drawn)
            display(*drawn)

        monkeypatch.setattr(app, "_display", displayed)
        app.first_screen.refresh()
        await pilot.pause()
        painted.clear()
        for _ in range(5):
            # As when it looks at the file: nothing has changed, but it has been asked to do something.
            app.first_screen.call_later(lambda: None)
            await pilot.pause()
        assert not painted


async def test_what_is_seen_around_a_window_changes_with_the_file(app_of: AppOf) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("M")
        await pilot.pause()
        assert isinstance(app.first_screen, ReadingScreen)
        app.first_screen.take_file(load_text(PORT.replace("Port", "Another title"), "harbor"))
        await pilot.pause()
        await pilot.pause()
        assert text_of(app).startswith(" Another tit")


async def test_the_library_says_where_back_leads_by_the_title_that_a_file_has_now(
    app_of: AppOf,
) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("L")
        await pilot.pause()
        assert isinstance(app.first_screen, ReadingScreen)
        assert "back to The Harbor Tunnel" in text_of(app)
        app.first_screen.take_file(load_text(PORT.replace("Port", "Another title"), "harbor"))
        await pilot.pause()
        assert "back to Another title" in text_of(app)


async def test_the_terminals_cursor_stands_where_one_types(app_of: AppOf) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert app.cursor_position == (4, 35)
        await pilot.press("t", "u")
        await pilot.pause()
        assert app.cursor_position == (6, 35)
        await pilot.press("left")
        await pilot.pause()
        assert app.cursor_position == (5, 35)
        app.first_screen.show()
        assert app.cursor_position == (5, 35)
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert app.cursor_position == (5, 29)


async def test_the_terminals_cursor_stands_in_a_note_from_the_beginning(app_of: AppOf) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert app.cursor_position == app.screen.query_one(TextArea).cursor_screen_offset != (0, 0)


async def test_a_screen_below_leaves_the_cursor_to_who_has_the_keys(app_of: AppOf) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        before = app.cursor_position
        await pilot.press("ctrl+p", "x")
        await pilot.pause()
        typed_at = app.cursor_position
        assert typed_at != before
        app.first_screen.show()
        assert app.cursor_position == typed_at
        await pilot.press("escape")
        await pilot.pause()
        assert app.cursor_position == before


async def test_the_wheel_over_an_empty_list_shows_where_the_keys_go(app_of: AppOf) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2", "enter")
        screen = app.first_screen
        assert isinstance(screen, ReadingScreen)
        screen.go(state.filtered(screen.reading, state.Filters(tags=frozenset({"none"})), ()))
        await pilot.pause()
        screen.post_message(Viewer.WheelTurned(screen.query_one("#list", Viewer), 3))
        await pilot.pause()
        check(app)


def test_a_slide_of_several_screens_is_not_begun_again_when_it_is_laid_out_anew() -> None:
    scene = Scene(Deck(load(SHIPPED / "ipv4-exhaustion.toml")), state.Reading(), hints)
    scene.reading = replace(scene.reading, place=state.Place(mode="present"))
    scene.lay_out(20, 6)
    for screen in range(1, 4):
        scene.reading = state.scroll(scene.reading, screen * scene.text_box.height)
        scene.lay_out(20, 6)
        before = scene.parts["reader"][1].rows(20, 5)
        scene.forget_pages()
        scene.lay_out(20, 6)
        assert scene.parts["reader"][1].rows(20, 5) == before


async def test_text_that_is_read_on_is_scrolled_before_it_was_drawn(app_of: AppOf) -> None:
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("3", "z")
        screen = app.first_screen
        assert isinstance(screen, ReadingScreen)
        for by in (-1, 1):
            screen.scene.forget_pages()
            screen.leap(by)
        assert screen.reading.place.entry
