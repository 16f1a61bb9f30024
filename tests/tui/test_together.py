"""Many briefings together on the screen: from library and search, into a briefing and back."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefdeck.document.over_shelf.candidates import FEW_BRIEFINGS
from briefdeck.library.folders import folders
from briefdeck.library.index import Index
from briefdeck.loader import Loaded
from briefdeck.reading.settings import Settings
from briefdeck.reading.shelf.together import WORKING, Chosen, Gathering, request
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.library import LibraryScreen
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.screens.search import SearchScreen
from briefdeck.tui.screens.together import TogetherScreen, progress_line
from support.over_shelf import series
from support.screens import lines_of, text_of
from support.shelves import briefing_text, event, shelve

SIZES = [(120, 36), (80, 24), (40, 15)]
ADVICE = '[[recommendations]]\nid = "do-dredge"\ntitle = "Dredge the channel"\ntext = "Soon."\nto = "The Port"\nstatus = "open"\n'


@pytest.fixture
def library() -> BriefdeckApp:
    """The interface over an indexed shelf of three briefings, two of which disagree, and a broken file."""
    places = folders()
    places = places._replace(shipped=places.own)
    own = places.own
    flood = event("event-flood", "The tunnel floods at the north portal", "Water rose.", "2007-10")
    shelve(own, "harbor", briefing_text("Harbor", flood + series("count", "tunnel-workers", 48)))
    flood = event("event-flood", "The tunnel floods at the north portal", "Water.", "2007-10")
    shelve(own, "rival", briefing_text("Rival", flood + series("count", "tunnel-workers", 61)))
    shelve(own, "port", briefing_text("Port", ADVICE))
    shelve(own, "torn", "format = 1\n[briefing\n")
    with Index(places) as index:
        index.refresh()
    return BriefdeckApp(Settings(), places)


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        await pilot.pause(0.01)
        if is_so():
            return
    raise AssertionError(text_of(pilot.app))


async def shown(pilot: Pilot[int], words: str) -> TogetherScreen:
    """The view, once it says something."""
    await until(pilot, lambda: words in text_of(pilot.app))
    assert isinstance(pilot.app.screen, TogetherScreen)
    return pilot.app.screen


async def listed(pilot: Pilot[int]) -> LibraryScreen:
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    await until(pilot, lambda: screen.scene.is_listed and len(screen.scene.cards) == 4)
    return screen


def narrow(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_key_lays_the_shelf_together_and_others_turn_to_the_other_views(
    library: BriefdeckApp, size: tuple[int, int]
) -> None:
    async with library.run_test(size=size) as pilot:
        await listed(pilot)
        await pilot.press("V")
        await shown(pilot, "What they date")
        assert "Timeline · 3 briefings" in lines_of(library)[0]
        await until(pilot, lambda: "2 entries of 2 briefings" in narrow(text_of(library)))
        await pilot.press("2")
        await shown(pilot, "Dredge the channel")
        await pilot.press("3")
        await shown(pilot, "What they disagree on")
        assert max(map(len, lines_of(library))) <= size[0]
        assert "Esc close" in lines_of(library)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is library.first_screen


@pytest.mark.parametrize("size", SIZES)
async def test_an_entry_is_a_key_away_and_back_leads_to_the_same_place(
    library: BriefdeckApp, size: tuple[int, int]
) -> None:
    async with library.run_test(size=size) as pilot:
        await listed(pilot)
        await pilot.press("V", "3")
        view = await shown(pilot, "disagree")
        await until(pilot, lambda: bool(view.page().links))
        while view.marked is None:
            await pilot.press("j")
        before, top = text_of(library), view.top
        target = view.page().links[view.marked].target
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadingScreen))
        reading = pilot.app.screen
        assert isinstance(reading, ReadingScreen)
        assert target == f"{reading.deck.loaded.id}#{reading.reading.place.entry}"
        await pilot.press("b")
        await until(pilot, lambda: pilot.app.screen is view)
        assert (text_of(library), view.top) == (before, top)


async def test_what_is_marked_is_laid_together_else_what_is_narrowed(
    library: BriefdeckApp,
) -> None:
    async with library.run_test(size=(120, 36)) as pilot:
        screen = await listed(pilot)
        ids = [card.id for card in screen.scene.cards]
        await pilot.press("home", *["j"] * ids.index("rival"), "c")
        assert "1 marked" in lines_of(library)[0]
        assert "● Rival" in text_of(library)
        await pilot.press("V")
        await shown(pilot, "1 entry of 1 briefing")
        assert "1 marked briefing" in lines_of(library)[0]
        await pilot.press("escape", "escape")
        assert "marked" not in lines_of(library)[0]
        await pilot.press("slash", *"harb", "enter", "V")
        await shown(pilot, "1 entry of 1 briefing")
        assert "1 briefing · “harb”" in lines_of(library)[0]


async def test_marks_stay_with_their_briefings_and_can_be_taken_away(
    library: BriefdeckApp,
) -> None:
    async with library.run_test(size=(80, 24)) as pilot:
        screen = await listed(pilot)
        await pilot.press("home", "c")
        marked = {*screen.scene.marked}
        await pilot.press("S", "down", "enter")
        await pilot.pause()
        assert screen.scene.marked == marked
        place = next(at for at, card in enumerate(screen.scene.cards) if card.path in marked)
        await pilot.press("home", *["j"] * place, "c")
        assert not screen.scene.marked


async def test_a_search_is_laid_together_entry_by_entry(library: BriefdeckApp) -> None:
    async with library.run_test(size=(120, 36)) as pilot:
        await listed(pilot)
        await pilot.press("ctrl+f", *"floods", "tab")
        search = pilot.app.screen
        assert isinstance(search, SearchScreen)
        await until(pilot, lambda: search.scene.count == 2)
        await until(pilot, lambda: search.scene.is_reading or search.scene.looking.focus == "list")
        assert "V together" in lines_of(library)[-1]
        await pilot.press("V")
        await shown(pilot, "2 entries of 2 briefings")
        assert "what “floods” finds" in lines_of(library)[0]
        await pilot.press("3")
        await shown(pilot, "What they disagree on")
        assert "48" not in text_of(library), "figures were not asked for"
        await pilot.press("escape")
        assert pilot.app.screen is search


async def test_the_palette_offers_each_view(library: BriefdeckApp) -> None:
    async with library.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await pilot.press("ctrl+p", *"recommendations of", "enter")
        await shown(pilot, "Dredge the channel")


async def test_how_far_it_is_is_said_and_escape_stops_it(
    library: BriefdeckApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, ended = threading.Event(), threading.Event()

    def slow(paths: Sequence[Path], progress: Callable[[int, int], None]) -> list[Loaded]:
        assert len(paths) == 3
        try:
            progress(340, 10_014)
            goes_on.wait(20)
            progress(341, 10_014)
        finally:
            ended.set()
        raise AssertionError("it was not stopped")

    monkeypatch.setattr("briefdeck.library.reading_many.loaded_together", slow)
    async with library.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await pilot.press("V")
        await shown(pilot, "Reading 340 of 10,014 briefings, 3%  Esc stops")
        await pilot.press("2", "j", "escape")
        await pilot.pause()
        assert pilot.app.screen is library.first_screen, "keys are answered meanwhile"
        goes_on.set()
        await until(pilot, ended.is_set)


async def test_an_empty_list_gives_nothing_to_lay_together(library: BriefdeckApp) -> None:
    async with library.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await pilot.press("slash", *"zzz", "enter", "V")
        await pilot.pause()
        assert pilot.app.screen is library.first_screen
        assert "There is no briefing to show." in lines_of(library)[-1]


def test_a_query_that_cannot_be_read_is_said(library: BriefdeckApp) -> None:
    told: list[object] = []
    gathering = Gathering(Chosen((), "", "(("), library.folders, lambda *news: told.append(news))
    asked = request("ledger", 60, everything=False)
    [(_, lines)] = gathering.answers(iter([asked]), bool)
    assert "They cannot be put together" in "".join(span.text for line in lines for span in line)


def test_putting_many_together_ends_when_it_is_stopped() -> None:
    places = folders()
    for number in range(FEW_BRIEFINGS + 5):
        flood = event("flood", "The tunnel floods at the north portal", "Water.", "2007-10")
        shelve(places.own, f"b{number}", briefing_text("Harbor", flood))

    def tell(doing: str, _done: int, _total: int) -> None:
        if doing == WORKING:
            gathering.stop()

    paths = tuple(str(path) for path in sorted(places.own.glob("*.toml")))
    gathering = Gathering(Chosen(paths, "all"), places, tell)
    asked = request("disagreements", 60, everything=False)
    assert [*gathering.answers(iter([asked]), bool)] == []


def test_how_much_of_a_comparison_is_done_is_told_up_to_its_end() -> None:
    places = folders()
    for number in range(FEW_BRIEFINGS + 5):
        flood = event("flood", f"The tunnel floods at portal {number}", "Water.", "2007-10")
        shelve(places.own, f"b{number}", briefing_text("Harbor", flood))
    told: list[tuple[int, int]] = []

    def tell(doing: str, done: int, total: int) -> None:
        if doing == WORKING and total:
            told.append((done, total))

    paths = tuple(str(path) for path in sorted(places.own.glob("*.toml")))
    gathering = Gathering(Chosen(paths, "all"), places, tell)
    assert len([*gathering.answers(iter([request("timeline", 60, everything=False)]), bool)]) == 1
    assert told == sorted(told)
    assert told[-1] == (FEW_BRIEFINGS + 5, FEW_BRIEFINGS + 5)


def test_what_is_put_together_is_told_with_a_number_once_there_is_one() -> None:
    assert progress_line("putting together", 0, 0)[0].text == "Putting them together …"
    said = progress_line("putting together", 680, 2000)[0].text
    assert said == "Putting together 680 of 2,000 briefings, 34%"
    assert progress_line("searching", 0, 0)[0].text == "Searching …"
