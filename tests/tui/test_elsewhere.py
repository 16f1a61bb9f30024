from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.library.folders import Folders, folders
from briefdeck.library.index import Index
from briefdeck.loader import load
from briefdeck.reading.elsewhere import Elsewhere, elsewhere, neighbours
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.reading import ReadingScreen
from support.compared import FIRST, SECOND
from support.screens import text_of
from support.shelves import briefing_text, shelve

AppOf = Callable[..., BriefdeckApp]
TAGGED = 'as_of = "2020"\ntags = ["border"]\n'


def shelf(folder: Path, own: Path | None = None) -> Folders:
    """Two briefings that differ, one without a tag in common, one that gives nothing otherwise."""
    own = own or folder / "own"
    places = Folders(own, (), None, folder / "config", folder / "cache", folder / "state")
    shelve(places.own, "first", FIRST.replace('as_of = "2020"\n', TAGGED, 1))
    shelve(places.own, "second", SECOND.replace('as_of = "2020"\n', TAGGED, 1))
    shelve(places.own, "untagged", SECOND)
    shelve(places.own, "other", briefing_text("Other").replace('as_of = "2020-04"\n', TAGGED))
    return places


@pytest.mark.parametrize("is_indexed", [True, False])
def test_briefings_that_give_values_otherwise_are_found(tmp_path: Path, is_indexed: bool) -> None:
    places = shelf(tmp_path)
    if is_indexed:
        with Index(places) as index:
            index.refresh()
    found = list(elsewhere(load(places.own / "first.toml"), places))
    second = str(places.own / "second.toml")
    assert found == [(Elsewhere("The officials", 1, second),)]


def test_it_ends_when_it_is_stopped(tmp_path: Path) -> None:
    places = shelf(tmp_path)
    assert list(elsewhere(load(places.own / "first.toml"), places, lambda: True)) == []


def test_neighbours_share_most_tags_first(tmp_path: Path) -> None:
    from briefdeck.library.shelf import listing

    places = shelf(tmp_path)
    names = [card.id for card in neighbours(listing(places), "first")]
    assert names[2] == "untagged"
    assert set(names[:2]) == {"second", "other"}


async def test_the_overview_names_them_and_enter_compares(app_of: AppOf, tmp_path: Path) -> None:
    path = shelf(tmp_path, folders().own).own / "first.toml"
    async with app_of(path).run_test(size=(120, 36)) as pilot:
        for _ in range(400):
            await pilot.pause(0.01)
            if "ELSEWHERE" in text_of(pilot.app):
                break
        assert "1 value differs from The officials" in text_of(pilot.app)
        screen = pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        targets = [link.target for link in reversed(screen.scene.page.links)]
        await pilot.press(*["k"] * (targets.index("elsewhere:0") + 1), "enter")
        assert "Side by side" in text_of(pilot.app)
