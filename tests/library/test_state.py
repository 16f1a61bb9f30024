"""What the interface remembers."""

import json
import os

import pytest

from briefdeck.library.folders import Folders
from briefdeck.library.last_read import changes_since_read, last_read, remember_read
from briefdeck.library.newer import LAST_READ, RECENTS, NewerError, newer_lists
from briefdeck.library.notes import load_notes, set_note
from briefdeck.library.state import (
    MOST_RECENT,
    ReadingState,
    load_state,
    recents,
    remember_opened,
    save_state,
)
from briefdeck.loader import load
from support.shelves import briefing_text, shelve


def test_places_come_back(places: Folders) -> None:
    assert load_state("border", places) == ReadingState()
    state = ReadingState(
        section="eras",
        entry="era-1",
        entries={"eras": "era-1"},
        offset=7,
        theme="dark",
        sizes={"list": 30},
        extra={"zoom": 2},
    )
    save_state("border", state, places)
    assert load_state("border", places) == state
    assert load_state("other", places) == ReadingState()


def test_pipes_in_the_place_of_our_files_keep_nobody_waiting(places: Folders) -> None:
    loaded = load(shelve(places.own, "border", briefing_text("The border")))
    for name in ("place/border.json", "notes/border.json", "read/border.toml", RECENTS, LAST_READ):
        file = places.state / name
        file.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(file)
    assert load_state("border", places) == ReadingState()
    assert recents(places) == ()
    assert load_notes("border", places).problem.endswith("it is a pipe, not a file.")
    assert all("is a pipe, not a file." in said for said in newer_lists(places))
    assert changes_since_read(loaded, places) is None
    with pytest.raises(OSError, match="it is a pipe"):
        save_state("border", ReadingState(section="eras"), places)
    with pytest.raises(OSError, match="it is a pipe"):
        set_note(loaded, "", "A note.", places)


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[1]", b'{"offset": "x"}', b"[" * 100_000])
def test_a_damaged_place_is_an_empty_one(places: Folders, damage: bytes) -> None:
    save_state("border", ReadingState(section="eras"), places)
    (places.state / "place" / "border.json").write_bytes(damage)
    assert load_state("border", places) == ReadingState()
    (places.state / "recents.json").write_bytes(damage)
    assert recents(places) == ()


def test_recents_are_the_last_first_each_once(places: Folders) -> None:
    for name in ("a", "b", "a", *(f"n{number}" for number in range(MOST_RECENT))):
        remember_opened(name, f"/{name}.toml", places)
    assert len(recents(places)) == MOST_RECENT
    remember_opened("n3", "/n3.toml", places)
    assert [recent.id for recent in recents(places)][:2] == ["n3", f"n{MOST_RECENT - 1}"]
    remember_opened("odd", "/na\udcffme.toml", places)
    assert recents(places)[0].id == "odd"


def test_what_a_newer_program_wrote_is_left_alone(places: Folders) -> None:
    place = places.state / "place" / "border.json"
    place.parent.mkdir(parents=True)
    lists = places.state / "recents.json"
    for file in (place, lists):
        file.write_text('{"format": 2, "section": ["elsewhere"]}')
    before = [file.read_bytes() for file in (place, lists)]
    assert load_state("border", places) == ReadingState()
    assert recents(places) == ()
    (sentence,) = newer_lists(places)
    assert "recents.json" in sentence
    assert "Update briefdeck" in sentence
    with pytest.raises(NewerError, match="newer briefdeck"):
        save_state("border", ReadingState(section="eras"), places)
    with pytest.raises(NewerError, match="newer briefdeck"):
        remember_opened("border", "/border.toml", places)
    assert [file.read_bytes() for file in (place, lists)] == before


def test_what_was_read_with_a_newer_program_is_left_alone(places: Folders) -> None:
    path = shelve(places.own, "border", briefing_text())
    list_of_marks = places.state / LAST_READ
    list_of_marks.parent.mkdir()
    list_of_marks.write_text('{"format": 2, "marks": {"border": "x"}}')
    assert last_read(places) == {}
    with pytest.raises(NewerError):
        remember_read(load(path), places)
    assert "newer briefdeck" in newer_lists(places)[0]
    assert [file.name for file in places.state.iterdir() if file.suffix != ".lock"] == [LAST_READ]
    # An id may be any word.
    list_of_marks.write_text('{"format": "x", "later": 1}')
    remember_read(load(path), places)
    assert json.loads(list_of_marks.read_bytes())["later"] == 1
    assert set(last_read(places)) == {"format", "border"}


def test_what_a_later_program_adds_to_a_place_stays(places: Folders) -> None:
    save_state("border", ReadingState(section="eras"), places)
    file = places.state / "place" / "border.json"
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "panes": [1, 2]}))
    save_state("border", ReadingState(entry="e"), places)
    assert json.loads(file.read_bytes()) == {"entry": "e", "panes": [1, 2]}
