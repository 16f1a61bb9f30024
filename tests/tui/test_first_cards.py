"""The cards that a large library shows first: the same, in the same places, as once all are known."""

import json
import os
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefdeck.draw.lines import line_text
from briefdeck.library.folders import Folders, folders
from briefdeck.library.index import Index
from briefdeck.library.last_read import remember_read
from briefdeck.library.state import remember_opened
from briefdeck.loader import load
from briefdeck.reading.settings import Settings
from briefdeck.reading.shelf import first_cards
from briefdeck.reading.shelf.first_cards import first_listed
from briefdeck.reading.shelf.librarian import Listed, list_now
from briefdeck.reading.shelf.library_scene import LibraryScene, listed_first, shelf_opening
from briefdeck.reading.shelf.state import Shelving
from support.shelves import briefing_text, shelve

COUNT = 90
SIZES = [(120, 36), (80, 24), (40, 15)]


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Folders:
    """An indexed shelf that counts as large, every file written a second after the one before."""
    monkeypatch.setattr(first_cards, "LARGE", 20)
    monkeypatch.setattr(first_cards, "BEFORE", 15)
    places = folders()
    places = places._replace(shipped=places.own)
    places.own.mkdir(parents=True)
    for number in range(COUNT):
        path = shelve(places.own, f"b-{number:02d}", briefing_text(f"Briefing {number}"))
        os.utime(path, (1_600_000_000 + number, 1_600_000_000 + number))
    with Index(places) as index:
        index.refresh()
    return places


def opened(places: Folders, listed: Listed | None) -> LibraryScene:
    return shelf_opening(Settings(), places, listed).scene


def leave(places: Folders, **shelving: object) -> LibraryScene:
    """Look at the library so, and leave it."""
    scene = opened(places, list_now(places))
    scene.go(replace(scene.shelving, **shelving))
    scene.lay_out(120, 36)
    scene.keep("dark", places)
    return scene


def picture(scene: LibraryScene, size: tuple[int, int]) -> list[str]:
    scene.lay_out(*size)
    rows = [
        f"{box} {line_text(row.line)}"
        for box, view in scene.parts.values()
        for row in view.rows(box.width, box.height)
    ]
    assert any("Briefing" in row for row in rows)
    return rows


def first(places: Folders) -> Listed:
    listed = listed_first(places, 0)
    assert listed is not None
    assert listed.part is not None
    assert len(listed.cards) < COUNT
    return listed


@pytest.mark.parametrize("sort", ["recent", "title", "size", "changed"])
def test_the_picture_stays_when_the_rest_comes(places: Folders, sort: str) -> None:
    for selected, size in product(["", "b-89", "b-45", "b-00"], SIZES):
        path = str(places.own / f"{selected}.toml") if selected else ""
        leave(places, sort=sort, selected=path)
        scene = opened(places, first(places))
        before = picture(scene, size)
        assert scene.looking.cursor == (scene.shelf.place_of(path, scene.shelving) or 0)
        scene.take_listed(list_now(places))
        assert scene.is_listed
        assert picture(scene, size) == before, (selected, size)
        assert len(scene.shelf.cards) == COUNT


def test_the_end_is_the_end_though_it_is_not_known_yet(places: Folders) -> None:
    leave(places)
    scene = opened(places, first(places))
    picture(scene, (80, 24))
    scene.point(scene.count)
    picture_at_end = picture_words(scene)
    assert scene.selected is None
    assert "not read yet" in picture_at_end
    assert "Reading the shelf" in picture_at_end
    scene.take_listed(list_now(places))
    assert "Briefing 0" in picture_words(scene)
    assert scene.looking.cursor == COUNT - 1
    assert scene.selected is not None
    assert scene.selected.id == "b-00"


def picture_words(scene: LibraryScene) -> str:
    scene.lay_out(80, 24)
    views = scene.parts.values()
    return "\n".join(
        line_text(row.line) for box, view in views for row in view.rows(box.width, box.height)
    )


def test_what_was_opened_since_is_first(places: Folders) -> None:
    leave(places)
    path = places.own / "b-03.toml"
    remember_opened("b-03", str(path), places)
    remember_opened("elsewhere", "/nowhere/elsewhere.toml", places)
    remember_read(load(path), places)
    scene = opened(places, first(places))
    before = picture(scene, (120, 36))
    assert scene.cards[0].id == "b-03"
    assert scene.cards[0].changed is False
    scene.take_listed(list_now(places))
    assert picture(scene, (120, 36)) == before


def test_what_was_opened_since_has_no_known_place_further_down(places: Folders) -> None:
    leave(places, selected=str(places.own / "b-20.toml"))
    assert first(places).part is not None
    remember_opened("b-03", str(places.own / "b-03.toml"), places)
    assert listed_first(places, 0) is None


def test_a_narrowed_list_is_kept_as_it_was(places: Folders) -> None:
    leave(places, typed="briefing")
    scene = opened(places, first(places))
    before = picture(scene, (80, 24))
    assert f"{COUNT} of {COUNT}" in "\n".join(before)
    scene.take_listed(list_now(places))
    assert picture(scene, (80, 24)) == before


def touch(path: Path) -> None:
    path.write_text(briefing_text("Another"))


@pytest.mark.parametrize("harm", [touch, Path.unlink])
def test_a_changed_file_has_the_whole_list_waited_for(places: Folders, harm: object) -> None:
    assert callable(harm)
    leave(places)
    assert first(places).cards[0].id == "b-89"
    harm(places.own / "b-89.toml")
    assert listed_first(places, 0) is None


def test_another_order_or_other_folders_have_it_too(places: Folders) -> None:
    leave(places)
    assert first_listed(Shelving(), places) is not None
    assert first_listed(Shelving(sort="title"), places) is None
    other = places._replace(configured=(places.own.parent,))
    assert first_listed(Shelving(), other) is None


@pytest.mark.parametrize(
    "kept", ["", "[]", "{", '{"at": 1}', "[" * 5000, '{"rows": [["\\u0000"]]}', "null"]
)
def test_a_damaged_file_is_none(places: Folders, kept: str) -> None:
    leave(places)
    file = places.cache / "first-cards.json"
    assert file.is_file()
    file.write_text(kept)
    assert first_listed(Shelving(), places) is None


@pytest.mark.parametrize("path", ["\0", "/etc/passwd", "\x1b[31m", "relative"])
def test_rows_that_lead_elsewhere_are_none(places: Folders, path: str) -> None:
    leave(places)
    file = places.cache / "first-cards.json"
    kept = json.loads(file.read_text())
    kept["rows"][0][0] = path
    file.write_text(json.dumps(kept))
    assert first_listed(Shelving(), places) is None


def test_names_that_are_no_text_are_kept(places: Folders) -> None:
    name = os.fsencode(places.own) + b"/b-\xff.toml"
    with open(name, "w") as file:
        file.write(briefing_text("Odd"))
    with Index(places) as index:
        index.refresh()
    leave(places)
    assert "Odd" in [card.title for card in first(places).cards]


def test_a_small_shelf_keeps_nothing(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(places)
    assert (places.cache / "first-cards.json").is_file()
    monkeypatch.setattr(first_cards, "LARGE", COUNT + 1)
    leave(places)
    assert not (places.cache / "first-cards.json").exists()
    found = listed_first(places, 5.0)
    assert found is not None
    assert len(found.cards) == COUNT
