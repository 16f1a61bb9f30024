"""Search over the library: from the library and from a briefing, as one types."""
# ruff: noqa: ASYNC240  # small files of the tests themselves

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from briefdeck.draw.lines import line_text
from briefdeck.library.folders import folders
from briefdeck.library.index import Index
from briefdeck.library.query import BadQuery
from briefdeck.library.search import Results, search_as_typed
from briefdeck.reading.settings import Settings
from briefdeck.reading.shelf.fields import MOST, Values, completions
from briefdeck.reading.shelf.librarian import Progress
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens import search
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.screens.search import SearchScreen
from support.screens import lines_of, text_of


@pytest.fixture
def library(sample: Path) -> BriefdeckApp:
    """The interface over an indexed shelf with the sample alone."""
    places = folders()._replace(shipped=None)
    places.own.mkdir(parents=True)
    (places.own / "harbor-tunnel.toml").write_bytes(sample.read_bytes())
    places = places._replace(shipped=places.own)
    with Index(places) as index:
        index.refresh()
    return BriefdeckApp(Settings(), places)


def search_of(app: App[int]) -> SearchScreen:
    assert isinstance(app.screen, SearchScreen)
    return app.screen


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    """Let threads and messages go on until something is so."""
    for _ in range(400):
        await pilot.pause(0.01)
        if is_so():
            return
    raise AssertionError(text_of(pilot.app))


def shown(pilot: Pilot[int]) -> object:
    return pilot.app.screen


async def found(pilot: Pilot[int], words: str) -> SearchScreen:
    await pilot.press("ctrl+f", *["space" if sign == " " else sign for sign in words])
    await until(pilot, lambda: search_of(pilot.app).scene.results.query.strip() == words)
    return search_of(pilot.app)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 15)])
async def test_hits_come_as_one_types_with_the_words_lit(
    library: BriefdeckApp, size: tuple[int, int]
) -> None:
    async with library.run_test(size=size) as pilot:
        screen = await found(pilot, "toll")
        assert screen.scene.results.hits
        assert screen.scene.looking.cursor == 0
        assert f"{screen.scene.results.total} entr" in text_of(pilot.app)
        assert max(len(line) for line in lines_of(pilot.app)) <= size[0]


async def test_enter_opens_at_the_entry_and_back_returns_to_the_results(
    library: BriefdeckApp,
) -> None:
    async with library.run_test(size=(120, 36)) as pilot:
        screen = await found(pilot, "heading")
        place = next(
            at for at, hit in enumerate(screen.scene.results.hits) if hit.entry == "event-flood"
        )
        await pilot.press(*["down"] * place, "enter")
        await pilot.pause()
        reading = pilot.app.screen
        assert isinstance(reading, ReadingScreen)
        assert reading.reading.place.entry == "event-flood"
        await pilot.press("b")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.scene.looking.cursor == place
        assert screen.scene.typed == "heading"


async def test_the_footer_names_the_search_that_back_leads_to(library: BriefdeckApp) -> None:
    async with library.run_test(size=(120, 36)) as pilot:
        screen = await found(pilot, "heading")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("0", "ctrl+f")
        await pilot.pause()
        assert pilot.app.screen is screen
        await pilot.press("enter")
        await pilot.pause()
        assert "b back to the search" in lines_of(pilot.app)[-1]
        await pilot.press("b")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_the_page_of_a_hit_is_its_entry_with_the_words_lit(library: BriefdeckApp) -> None:
    async with library.run_test(size=(120, 36)) as pilot:
        screen = await found(pilot, "flood")
        await until(pilot, lambda: screen.scene.preview[1] is not None)
        await pilot.pause()
        box, view = screen.scene.parts["reader"]
        lit = {
            line_text(row.line)[first:end].lower()
            for row in view.rows(box.width, box.height)
            for first, end, role in row.marks
            if role == "match"
        }
        assert any("flood" in words for words in lit)


async def test_a_bad_query_shows_its_place_and_what_is_wrong(library: BriefdeckApp) -> None:
    async with library.run_test(size=(120, 36)) as pilot:
        screen = await found(pilot, "tunnel")
        await pilot.press("space", *"nofield:x")
        await until(pilot, lambda: screen.scene.bad is not None)
        await pilot.pause()
        assert "^^^" in lines_of(pilot.app)[3]
        assert "nofield" in lines_of(pilot.app)[-1]
        await pilot.press(*["backspace"] * 10)
        await until(pilot, lambda: screen.scene.bad is None)


async def test_escape_leaves_and_nothing_typed_explains(library: BriefdeckApp) -> None:
    async with library.run_test(size=(120, 36)) as pilot:
        below = pilot.app.screen
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert "How to search" in text_of(pilot.app)
        await pilot.press("tab", "down", "escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is below


async def test_the_library_is_searched_from_a_briefing(app_of: Callable[..., BriefdeckApp]) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        below = pilot.app.screen
        await pilot.press("ctrl+f", *"zzzz")
        await until(pilot, lambda: search_of(pilot.app).scene.results.query == "zzzz")
        await pilot.pause()
        assert "Nothing has these words." in text_of(pilot.app)
        await until(pilot, lambda: "`zzzz` occurs nowhere." in text_of(pilot.app))
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is below


async def test_a_library_whose_cache_cannot_be_written_is_searched_all_the_same(
    sample: Path,
) -> None:
    places = folders()._replace(shipped=None)
    places.own.mkdir(parents=True)
    (places.own / "harbor-tunnel.toml").write_bytes(sample.read_bytes())
    places.cache.write_text("a file in the folder's place")
    app = BriefdeckApp(Settings(), places._replace(shipped=places.own))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await found(pilot, "flood")
        await until(pilot, lambda: bool(screen.scene.results.hits))
        assert screen.scene.selected is not None


async def test_a_small_screen_teaches_how_to_search_and_how_to_leave(library: BriefdeckApp) -> None:
    async with library.run_test(size=(40, 15)) as pilot:
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert "both words, in any order" in " ".join(text_of(pilot.app).split())
        assert "Esc back to the library  F1 keys" in lines_of(pilot.app)[-1]
        await pilot.press(*"flood")
        await until(pilot, lambda: "list" in search_of(pilot.app).places)
        assert search_of(pilot.app).scene.results.hits


async def test_a_hit_in_an_open_briefing_comes_back_to_the_same_search(
    app_of: Callable[..., BriefdeckApp], sample: Path
) -> None:
    own = folders().own
    own.mkdir(parents=True)
    (own / "harbor-tunnel.toml").symlink_to(sample)
    app = app_of()
    async with app.run_test(size=(120, 36)) as pilot:
        below = app.first_screen
        assert isinstance(below, ReadingScreen)
        await pilot.press("1", "j")
        before = below.reading.place
        screen = await found(pilot, "heading")
        await until(pilot, lambda: screen.scene.count > 1)
        screen.open_at(sample, "event-flood")
        await pilot.pause()
        assert shown(pilot) is below
        assert below.reading.place.entry == "event-flood"
        await pilot.press("b")
        await pilot.pause()
        assert search_of(pilot.app) is screen
        assert screen.scene.typed == "heading"
        await pilot.press("escape")
        await pilot.pause()
        assert shown(pilot) is below
        await pilot.press("b")
        assert below.reading.place == before


async def test_tab_completes_a_field_and_its_value(library: BriefdeckApp) -> None:
    async with library.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"floods", "space", *"ki")
        await pilot.press("tab")
        screen = search_of(pilot.app)
        assert screen.scene.typed == "floods kind:"
        await pilot.press(*"ev", "tab")
        assert screen.scene.typed == "floods kind:event "
        await until(pilot, lambda: screen.scene.count == 1)
        await pilot.press("tab")
        assert screen.scene.is_reading
        assert "Esc type on" in lines_of(pilot.app)[-1]
        await pilot.press("slash", *"x")
        assert screen.scene.typed == "floods kind:event x"


async def test_a_click_on_a_field_types_it(library: BriefdeckApp) -> None:
    async with library.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"flood")
        at = lines_of(pilot.app)[3].index("caveat:")
        await pilot.click(offset=(at, 3))
        await pilot.press(*"note")
        assert search_of(pilot.app).scene.typed == "flood caveat:note"


async def test_letters_are_typed_and_the_keys_are_a_key_away(library: BriefdeckApp) -> None:
    async with library.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"jqb", "question_mark")
        screen = search_of(pilot.app)
        assert screen.scene.typed == "jqb?"
        await pilot.press("f1")
        await pilot.pause()
        assert "You are searching all briefings" in text_of(pilot.app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is library.first_screen


async def test_what_another_was_reading_is_searched_once_it_is_done(
    library: BriefdeckApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AGAIN_SECONDS", 0.01)
    async with library.run_test(size=(120, 36)) as pilot:
        screen = await found(pilot, "tube")
        await until(pilot, lambda: screen.scene.progress is not None)
        screen.take_progress(Progress(is_over=True, behind=2, reason="another reads the shelf"))
        assert "2 files not searched yet" in line_text(tuple(screen.scene.facts()))
        await until(pilot, lambda: not screen.scene.facts())


ENDLESS = "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c"
"""A query that SQLite never ends by itself."""


async def test_keys_are_answered_while_a_search_runs_which_is_given_up_for_the_next(
    library: BriefdeckApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def slow(index: Index, text: str, limit: int) -> Results | BadQuery:
        begun.append(text)
        if text != "toll":
            index.store.connection.execute(ENDLESS).fetchall()
        return search_as_typed(index, text, limit)

    monkeypatch.setattr("briefdeck.library.search.search_as_typed", slow)
    async with library.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+f", "t")
        await until(pilot, lambda: begun == ["t"])
        await pilot.press("o")
        assert search_of(pilot.app).scene.typed == "to"
        assert "to" in lines_of(pilot.app)[2]
        await until(pilot, lambda: begun[-1] == "to")
        await pilot.press("l", "l")
        await until(pilot, lambda: search_of(pilot.app).scene.results.query == "toll")
        assert search_of(pilot.app).scene.results.hits
    with Index(library.folders) as index:
        found = search_as_typed(index, "toll")
        assert isinstance(found, Results)
        assert found.hits, "giving up has cost the index nothing"


async def test_a_search_ends_with_its_screen(
    library: BriefdeckApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Exception] = []

    def endless(index: Index, text: str, limit: int) -> Results:
        try:
            index.store.connection.execute(ENDLESS).fetchall()
        except sqlite3.OperationalError as error:
            ended.append(error)
        return Results(text, (), limit)

    monkeypatch.setattr("briefdeck.library.search.search_as_typed", endless)
    async with library.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", "t")
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: bool(ended))
        assert pilot.app.screen is library.first_screen


def test_no_more_values_are_offered_than_a_line_may_hold() -> None:
    many = Values(briefings=[(f"briefing-{number}", "") for number in range(10_000)])
    offered = completions("tax briefing:b", many)
    assert len(offered) == MOST
    assert offered[0].query == "tax briefing:briefing-0 "
