"""The library's screen: what is listed, in what order, what is known of it, and the way into a briefing and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from briefdeck.draw.lines import line_text
from briefdeck.library.folders import folders
from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.shared.mirror import save_newer
from briefdeck.library.state import load_state
from briefdeck.reading.settings import Settings
from briefdeck.reading.shelf.librarian import list_now
from briefdeck.reading.shelf.library_scene import LIBRARY, shelf_opening
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens import library as library_screen
from briefdeck.tui.screens.library import LibraryScreen
from briefdeck.tui.screens.paging import TextScreen
from briefdeck.tui.screens.reading import ReadingScreen
from support.screens import lines_of, text_of
from support.shelves import briefing_text, event, shelve

WIDE, NARROW, TINY = (120, 36), (80, 24), (40, 15)


@pytest.fixture
def shelf(sample: Path) -> Path:
    """A shelf with the sample, two small briefings and a broken file."""
    own = folders().own
    own.mkdir(parents=True)
    (own / "harbor-tunnel.toml").write_bytes(sample.read_bytes())
    shelve(
        own,
        "ferry",
        briefing_text("A ferry instead", event("event-a", "The ferry sails"), tags="x").replace(
            '"x"', '["boats"]'
        ),
    )
    shelve(own, "bridge", briefing_text("Bridges of the [bold]harbor[/]"))
    shelve(own, "torn", "format = 1\n[briefing\n")
    return own


@pytest.fixture
def library(shelf: Path) -> BriefdeckApp:
    """The interface over that shelf."""
    assert shelf.is_dir()
    return BriefdeckApp(Settings(), folders())


def screen_of(app: App[int]) -> LibraryScreen:
    assert isinstance(app, BriefdeckApp)
    assert isinstance(app.first_screen, LibraryScreen)
    return app.first_screen


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    """Let threads and messages go on until something is so."""
    for _ in range(400):
        await pilot.pause(0.01)
        if is_so():
            return
    raise AssertionError(f"it never came to that:\n{text_of(pilot.app)}")


async def listed(pilot: Pilot[int]) -> LibraryScreen:
    """The screen, once every file is read."""
    screen = screen_of(pilot.app)
    await until(
        pilot,
        lambda: (
            bool(screen.scene.shelf.cards)
            and not any(card.pending for card in screen.scene.shelf.cards)
        ),
    )
    await until(pilot, lambda: screen._indexing is not None and not screen._indexing.is_running)
    return screen


def shown(pilot: Pilot[int]) -> object:
    return pilot.app.screen


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def go_to(pilot: Pilot[int], name: str) -> None:
    screen = screen_of(pilot.app)
    ids = [card.id for card in screen.scene.cards]
    await press(pilot, "home", *["j"] * ids.index(name))
    assert screen.selected is not None
    assert screen.selected.id == name


async def test_every_file_is_listed_broken_ones_with_their_problem(library: BriefdeckApp) -> None:
    async with library.run_test(size=WIDE) as pilot:
        await listed(pilot)
        text = text_of(pilot.app)
        assert "The Harbor Tunnel" in text
        assert "Bridges of the [bold]harbor[/]" in text
        assert "✗ torn" in text
        assert "line 2: The header of a table is not closed." in text
        assert "1 broken" in lines_of(pilot.app)[0]
        assert all(len(line) == 120 for line in lines_of(pilot.app)[1:])


async def test_the_preview_shows_bottom_line_and_what_is_in_it(library: BriefdeckApp) -> None:
    async with library.run_test(size=WIDE) as pilot:
        await listed(pilot)
        await go_to(pilot, "harbor-tunnel")
        await until(pilot, lambda: "twice" in text_of(pilot.app))
        for words in (
            "As of Jun 2021 · advocacy",
            "Digging",
            "Traffic is twice",
            "Events 3",
            "harbor, tolls",
        ):
            assert words in text_of(pilot.app), words


async def test_a_broken_file_says_where_and_enter_shows_its_problems(library: BriefdeckApp) -> None:
    async with library.run_test(size=WIDE) as pilot:
        await listed(pilot)
        await go_to(pilot, "torn")
        await until(pilot, lambda: "line 2:" in text_of(pilot.app))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TextScreen)
        await press(pilot, "escape")
        assert shown(pilot) is screen_of(pilot.app)


@pytest.mark.parametrize("key", ["q", "b"])
async def test_a_briefing_is_opened_and_come_back_from_at_the_same_place(
    library: BriefdeckApp, key: str
) -> None:
    async with library.run_test(size=WIDE) as pilot:
        screen = await listed(pilot)
        await go_to(pilot, "ferry")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert "The ferry sails" in text_of(pilot.app) or "A ferry instead" in text_of(pilot.app)
        await press(pilot, key)
        assert shown(pilot) is screen
        await until(pilot, lambda: bool(screen.scene.shelf.opened))
        assert screen.selected is not None
        assert screen.selected.id == "ferry"
        assert screen.scene.cards[0].id == "ferry"


async def test_orders_turn_when_chosen_again_and_their_words_can_be_clicked(
    library: BriefdeckApp,
) -> None:
    async with library.run_test(size=WIDE) as pilot:
        screen = await listed(pilot)
        await press(pilot, "S", *"title", "enter")
        titles = [card.title or card.id for card in screen.scene.cards]
        assert titles == sorted(titles, key=str.casefold)
        at = lines_of(pilot.app)[1].index("title")
        await pilot.click(offset=(at, 1))
        await pilot.pause()
        assert [card.title or card.id for card in screen.scene.cards] == titles[::-1]
        assert "title▴" in lines_of(pilot.app)[1]
        at = lines_of(pilot.app)[1].index("size")
        await pilot.click(offset=(at, 1))
        await pilot.pause()
        sizes = [card.entries for card in screen.scene.cards]
        assert sizes == sorted(sizes, reverse=True)


async def test_the_list_is_narrowed_by_a_tag_and_by_typing(library: BriefdeckApp) -> None:
    async with library.run_test(size=WIDE) as pilot:
        screen = await listed(pilot)
        await press(pilot, "F", *"boats", "enter")
        assert [card.id for card in screen.scene.cards] == ["ferry"]
        await press(pilot, "escape")
        assert len(screen.scene.cards) > 3
        await press(pilot, "slash", *"TUNNEL")
        assert [card.id for card in screen.scene.cards] == ["harbor-tunnel"]
        await press(pilot, *"xx")
        assert "No briefing is called that." in text_of(pilot.app)
        await press(pilot, "escape")
        assert len(screen.scene.cards) > 3


async def test_order_and_place_are_remembered(library: BriefdeckApp) -> None:
    async with library.run_test(size=WIDE) as pilot:
        await listed(pilot)
        await press(pilot, "S", *"coverage", "enter", "t")
        await go_to(pilot, "bridge")
        await press(pilot, "q")
    kept = load_state(LIBRARY)
    assert (kept.section, Path(kept.entry).stem, kept.theme) == ("coverage", "bridge", "light")
    again = BriefdeckApp(Settings(), folders())
    async with again.run_test(size=WIDE) as pilot:
        screen = await listed(pilot)
        assert screen.theme_name == "light"
        assert screen.selected is not None
        assert screen.selected.id == "bridge"


async def test_a_briefing_is_removed_only_after_a_question(
    library: BriefdeckApp, shelf: Path
) -> None:
    async with library.run_test(size=WIDE) as pilot:
        screen = await listed(pilot)
        await go_to(pilot, "bridge")
        await press(pilot, "delete", "enter")
        assert (shelf / "bridge.toml").exists()
        await press(pilot, "delete", "down", "enter")
        assert not (shelf / "bridge.toml").exists()
        assert "its file is kept at" in text_of(pilot.app)
        await until(pilot, lambda: "bridge" not in [card.id for card in screen.scene.shelf.cards])


async def test_a_file_is_added(library: BriefdeckApp, tmp_path: Path) -> None:
    path = shelve(tmp_path, "pier", briefing_text("A pier"))
    async with library.run_test(size=WIDE) as pilot:
        screen = await listed(pilot)
        await press(pilot, "insert")
        assert screen.prompt is not None
        screen.prompt.value = str(path)
        await press(pilot, "enter")
        await until(
            pilot, lambda: "pier" in [card.id for card in screen.scene.shelf.cards if card.title]
        )
        assert screen.selected is not None
        assert screen.selected.id == "pier"
        await press(pilot, "insert")
        screen.prompt.value = str(tmp_path / "none.toml")
        await press(pilot, "enter")
        assert "is not there" in text_of(pilot.app)


@pytest.mark.parametrize("size", [(160, 45), (100, 30), NARROW, (60, 20), TINY, (20, 5)])
async def test_every_size_has_a_list_and_a_frame(
    library: BriefdeckApp, size: tuple[int, int]
) -> None:
    async with library.run_test(size=size) as pilot:
        await listed(pilot)
        for key in ("j", "tab", "j", "tab", "t", "G", "question_mark", "escape"):
            await press(pilot, key)
            lines = lines_of(pilot.app)
            assert max(len(line) for line in lines) <= size[0]
            assert lines[-1].startswith("└") or key == "question_mark"


async def test_a_click_selects_and_a_second_one_opens(library: BriefdeckApp) -> None:
    async with library.run_test(size=NARROW) as pilot:
        screen = await listed(pilot)
        row = next(at for at, line in enumerate(lines_of(pilot.app)) if "A ferry" in line)
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert screen.selected is not None
        assert screen.selected.id == "ferry"
        row = next(at for at, line in enumerate(lines_of(pilot.app)) if "A ferry" in line)
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReadingScreen)


async def test_an_empty_library_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    places = folders()._replace(shipped=folders().own)
    app = BriefdeckApp(Settings(), places)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "The library is empty." in text_of(pilot.app))
        assert "briefdeck new NAME" in text_of(pilot.app)
        await press(pilot, "j", "enter", "S", "escape", "F", "delete", "ctrl+p", "escape")
        assert app._exception is None


async def test_help_and_palette_offer_only_what_works_here(library: BriefdeckApp) -> None:
    async with library.run_test(size=WIDE) as pilot:
        await listed(pilot)
        await press(pilot, "question_mark")
        text = text_of(pilot.app)
        await press(pilot, "end")
        text += text_of(pilot.app)
        assert "Take a briefing out" in text
        assert "BibTeX" not in text
        await press(pilot, "escape", "ctrl+p", *"ferry", "enter")
        assert isinstance(pilot.app.screen, ReadingScreen)
        await press(pilot, "S")
        assert "works in the library" not in text_of(pilot.app)


async def test_the_library_is_reached_from_a_briefing(
    app_of: Callable[..., BriefdeckApp], shelf: Path
) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "L")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, ReadingScreen)


@pytest.mark.parametrize(
    ("size", "words"),
    [(TINY, "j/k move  Enter open  q quit  ? keys"), (NARROW, "S sort  q quit  ? keys")],
)
async def test_the_way_to_all_keys_is_always_in_the_footer(
    library: BriefdeckApp, size: tuple[int, int], words: str
) -> None:
    async with library.run_test(size=size) as pilot:
        await until(pilot, lambda: screen_of(pilot.app).scene.is_listed)
        assert words in lines_of(pilot.app)[-1]


async def test_the_line_between_list_and_preview_meets_both_sides(library: BriefdeckApp) -> None:
    async with library.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: screen_of(pilot.app).scene.is_listed)
        line = lines_of(pilot.app)[screen_of(pilot.app).places["between"].y]
        assert line.startswith("├")
        assert line.endswith("┤")


@pytest.mark.usefixtures("shelf")
async def test_what_is_wrong_with_the_configuration_is_said() -> None:
    places = folders()._replace(problems=("The configured folder `x` is not there.", "And so on."))
    async with BriefdeckApp(Settings(), places).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: screen_of(pilot.app).scene.is_listed)
        foot = lines_of(pilot.app)[-1]
        assert (
            "The configured folder `x` is not there. And 1 more, which `briefdeck where` prints."
            in foot
        )


async def test_what_is_typed_before_the_prompt_is_there_is_kept(library: BriefdeckApp) -> None:
    async with library.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: len(screen_of(pilot.app).scene.cards) > 3)
        screen = screen_of(pilot.app)
        for key in ("slash", *"bridges"):
            pilot.app.post_message(events.Key(key, "/" if key == "slash" else key))
        await until(pilot, lambda: [card.id for card in screen.scene.cards] == ["bridge"])
        assert screen.scene.shelving.typed == "bridges"


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_an_empty_library_says_what_to_do_at_any_size(size: tuple[int, int]) -> None:
    places = folders()
    async with BriefdeckApp(Settings(), places._replace(shipped=places.own)).run_test(
        size=size
    ) as pilot:
        await until(pilot, lambda: "The library is empty." in text_of(pilot.app))
        assert "Insert key" in " ".join(text_of(pilot.app).split())
        assert "Briefings" in lines_of(pilot.app)[1]


async def test_narrowing_to_nothing_says_so_and_comes_back_on_a_small_screen(
    library: BriefdeckApp,
) -> None:
    async with library.run_test(size=TINY) as pilot:
        await until(pilot, lambda: len(screen_of(pilot.app).scene.cards) > 3)
        await pilot.press("slash", *"zzz")
        await until(pilot, lambda: "No briefing is called that." in text_of(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "list" in screen_of(pilot.app).places)
        assert len(screen_of(pilot.app).scene.cards) > 3


async def test_words_order_and_place_are_there_again_after_going_back_to_a_briefing(
    app_of: Callable[..., BriefdeckApp], shelf: Path
) -> None:
    assert shelf.name
    async with app_of().run_test(size=WIDE) as pilot:
        below = pilot.app.screen
        assert isinstance(below, ReadingScreen)
        reading = below
        await press(pilot, "3", "j", "enter")
        place = below.reading.place
        await press(pilot, "L")
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        await until(pilot, lambda: len(screen.scene.cards) > 3)
        await press(pilot, "slash", *"bridg", "enter", "S", *"title", "enter")
        assert "b back to The Harbor Tunnel" in lines_of(pilot.app)[-1]
        await press(pilot, "b")
        assert shown(pilot) is below
        assert reading.reading.place == place
        await press(pilot, "L")
        again = pilot.app.screen
        assert isinstance(again, LibraryScreen)
        assert again is not screen
        assert (again.scene.shelving.typed, again.scene.shelving.sort) == ("bridg", "title")
        await until(pilot, lambda: [card.id for card in again.scene.cards] == ["bridge"])
        await press(pilot, "escape")
        assert len(again.scene.cards) > 3
        assert again.selected is not None
        assert again.selected.id == "bridge"


async def test_files_that_change_break_or_go_below_are_followed(
    library: BriefdeckApp, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefdeck.tui.screens.library.LOOK_SECONDS", 0.02)
    monkeypatch.setattr("briefdeck.tui.screens.library.PATIENCE", 1)
    async with library.run_test(size=WIDE) as pilot:
        screen = await listed(pilot)
        await go_to(pilot, "ferry")
        await until(pilot, lambda: "A ferry instead" in text_of(pilot.app))
        shelve(shelf, "ferry", briefing_text("A ferry again"))
        await until(pilot, lambda: text_of(pilot.app).count("A ferry again") == 2)
        shelve(shelf, "ferry", "format = 1\n[briefing\n")
        await until(pilot, lambda: "✗ ferry" in text_of(pilot.app))
        await until(pilot, lambda: "Write `[briefing]`." in text_of(pilot.app))
        (shelf / "ferry.toml").unlink()
        await until(pilot, lambda: "ferry" not in [card.id for card in screen.scene.cards])
        assert screen.selected is not None


async def test_a_file_that_has_gone_cannot_be_opened_and_says_so(
    library: BriefdeckApp, shelf: Path
) -> None:
    async with library.run_test(size=WIDE) as pilot:
        await listed(pilot)
        await go_to(pilot, "ferry")
        (shelf / "ferry.toml").unlink()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "ferry" in lines_of(pilot.app)[-1] or "no such" in lines_of(pilot.app)[-1].lower()


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(("size", "said"), [(WIDE, "from the shared shelf"), (TINY, "brings 3")])
async def test_what_is_newer_on_a_shared_shelf_is_counted_as_soon_as_a_file_says_so(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], said: str
) -> None:
    monkeypatch.setattr(library_screen, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(library_screen, "PATIENCE", 1)
    desk = SharedShelf("policy", "postgresql:///desk?shelf=policy", "policy-1")
    places = folders()._replace(shared=(desk,))
    app = BriefdeckApp(Settings(), places)
    async with app.run_test(size=size) as pilot:
        await listed(pilot)
        assert "newer" not in lines_of(app)[0]
        save_newer(desk, 3, places)
        await until(pilot, lambda: "3 newer" in lines_of(app)[0])
        assert said in lines_of(app)[-1]
        await press(pilot, "j")
        assert said not in lines_of(app)[-1]
        assert "3 newer" in lines_of(app)[0]
        save_newer(desk, 0, places)
        await until(pilot, lambda: "newer" not in lines_of(app)[0])


@pytest.mark.usefixtures("shelf")
def test_it_is_said_with_the_first_frame() -> None:
    desk = SharedShelf("policy", "postgresql:///desk?shelf=policy", "policy-1")
    places = folders()._replace(shared=(desk,))
    save_newer(desk, 1, places)
    scene = shelf_opening(Settings(), places, list_now(places)).scene
    words = "`briefdeck pull` brings 1 newer briefing from the shared shelf."
    assert line_text(scene.looking.message) == words
