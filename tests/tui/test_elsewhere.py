from pathlib import Path

from briefdeck.library.folders import Folders
from briefdeck.library.index import Index
from briefdeck.loader import load
from briefdeck.tui.elsewhere import Elsewhere, elsewhere, neighbours
from support.compared import FIRST, SECOND
from support.shelves import briefing_text, shelve

TAGGED = 'as_of = "2020"\ntags = ["border"]\n'


def shelf(folder: Path) -> Folders:
    """Two briefings that differ, one without a tag in common, one that gives nothing otherwise."""
    places = Folders(
        folder / "own", (), None, folder / "config", folder / "cache", folder / "state"
    )
    shelve(places.own, "first", FIRST.replace('as_of = "2020"\n', TAGGED, 1))
    shelve(places.own, "second", SECOND.replace('as_of = "2020"\n', TAGGED, 1))
    shelve(places.own, "untagged", SECOND)
    shelve(places.own, "other", briefing_text("Other").replace('as_of = "2020-04"\n', TAGGED))
    return places


def test_briefings_that_give_values_otherwise_are_found(tmp_path: Path) -> None:
    places = shelf(tmp_path)
    with Index(places) as index:
        index.refresh()
    found = list(elsewhere(load(places.own / "first.toml"), places))
    second = str(places.own / "second.toml")
    assert found == [(Elsewhere("The officials", 1, second),)]


def test_nothing_is_read_that_the_index_does_not_know(tmp_path: Path) -> None:
    places = shelf(tmp_path)
    assert list(elsewhere(load(places.own / "first.toml"), places)) == []


def test_it_ends_when_it_is_stopped(tmp_path: Path) -> None:
    places = shelf(tmp_path)
    with Index(places) as index:
        index.refresh()
    assert list(elsewhere(load(places.own / "first.toml"), places, lambda: True)) == []


def test_neighbours_share_most_tags_first(tmp_path: Path) -> None:
    from briefdeck.library.shelf import listing

    places = shelf(tmp_path)
    names = [card.id for card in neighbours(listing(places), "first")]
    assert names[2] == "untagged"
    assert set(names[:2]) == {"second", "other"}
