"""Notes, bookmarks and read marks: never lost, never moved to another entry."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.durable import backup_of
from briefdeck.library.folders import Folders
from briefdeck.library.newer import NewerError
from briefdeck.library.notes import (
    follow_rename,
    load_notes,
    placed,
    set_bookmark,
    set_note,
)
from briefdeck.loader import Loaded, load, load_text
from support.shelves import briefing_text, event, shelve

BASE = event("one", "First", "Words.") + event("two", "Second", "More words.")


@pytest.fixture
def loaded(places: Folders) -> Loaded:
    return load(shelve(places.own, "border", briefing_text("The border", BASE)))


def edited(loaded: Loaded, before: str, after: str) -> Loaded:
    assert loaded.path is not None
    loaded.path.write_text(loaded.path.read_text().replace(before, after))
    return load(loaded.path)


def notes_file(places: Folders) -> Path:
    return places.state / "notes" / "border.json"


def test_notes_are_kept(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "one", "  Ask about this.\n\nTwice.  ", places)
    set_bookmark(loaded, "one", places)
    notes = load_notes("border", places)
    assert notes.title == "The border"
    assert (
        notes.on("one").note,
        notes.on("one").bookmarked,
        notes.on("one").label,
        notes.on("one").noun,
    ) == (
        "Ask about this.\n\nTwice.",
        True,
        "First",
        "event",
    )
    assert notes.on("none").is_empty
    set_note(loaded, "one", "", places)
    assert set(load_notes("border", places).marks) == {"one"}
    set_bookmark(loaded, "one", places, on=False)
    assert load_notes("border", places).marks == {}


def test_nothing_is_written_beside_the_briefing(places: Folders, loaded: Loaded) -> None:
    before = sorted(places.own.rglob("*"))
    set_note(loaded, "one", "x", places)
    assert sorted(places.own.rglob("*")) == before


def test_a_changed_entry_is_shown_as_such(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "one", "x", places)
    assert [one.standing for one in placed(load_notes("border", places), loaded)] == ["here"]
    assert [
        one.standing
        for one in placed(load_notes("border", places), edited(loaded, "Words.", "Words.  \n"))
    ] == ["here"]
    now = edited(loaded, "Words.", "Other words.")
    assert [one.standing for one in placed(load_notes("border", places), now)] == ["changed"]
    set_bookmark(now, "one", places)
    assert [one.standing for one in placed(load_notes("border", places), now)] == ["changed"]


def test_a_note_whose_entry_is_gone_stays_and_says_so(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "one", "x", places)
    set_note(loaded, "two", "y", places)
    set_note(loaded, "", "on the whole", places)
    now = edited(loaded, 'id = "one"', 'id = "uno"')
    marks = placed(load_notes("border", places), now)
    assert [(one.mark.entry, one.standing) for one in marks] == [
        ("", "here"),
        ("two", "here"),
        ("one", "gone"),
    ]
    assert marks[-1].mark.label == "First"
    set_note(now, "one", "still about the first", places)
    assert placed(load_notes("border", places), now)[-1].mark.label == "First"


def test_read_marks_of_an_old_file_are_kept(places: Folders, loaded: Loaded) -> None:
    notes_file(places).parent.mkdir(parents=True)
    old = {"briefing": "border", "marks": {"two": {"entry": "two", "read": True}}, "format": 1}
    notes_file(places).write_text(json.dumps(old))
    set_note(loaded, "one", "x", places)
    set_bookmark(loaded, "two", places)
    set_bookmark(loaded, "two", places, on=False)
    assert load_notes("border", places).on("two").read


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[]", b'{"briefing": 3}', b"null"])
def test_a_damaged_file_gives_its_backup_and_is_put_aside(
    places: Folders, loaded: Loaded, damage: bytes
) -> None:
    set_note(loaded, "one", "x", places)
    set_note(loaded, "two", "y", places)
    notes_file(places).write_bytes(damage)
    notes = load_notes("border", places)
    assert notes.on("one").note == "x"
    assert "damaged" in notes.problem
    set_note(loaded, "two", "z", places)
    assert {mark.note for mark in load_notes("border", places).marks.values()} == {"x", "z"}
    aside = [path for path in notes_file(places).parent.iterdir() if "damaged" in path.name]
    assert [path.read_bytes() for path in aside] == [damage]


def test_a_lost_file_gives_its_backup(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "one", "x", places)
    set_note(loaded, "one", "y", places)
    notes_file(places).unlink()
    assert load_notes("border", places).on("one").note == "x"
    backup_of(notes_file(places)).unlink()
    assert load_notes("border", places).marks == {}


def test_several_writers_lose_nothing(places: Folders, loaded: Loaded) -> None:
    code = (
        "import sys; from pathlib import Path; from briefdeck.library.folders import Folders; from briefdeck.library.notes import set_note; from briefdeck.loader import load\n"
        "root = Path(sys.argv[1]); places = Folders(root / 'own', (), None, root, root / 'cache', root / 'state'); loaded = load(root / 'own' / 'border.toml')\n"
        "for number in range(8): set_note(loaded, f'n{sys.argv[2]}-{number}', 'x', places)\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(places.state.parent), str(number)])
        for number in range(3)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert len(load_notes("border", places).marks) == 24


@given(st.text(max_size=80))
def test_any_words_come_back(words: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        root = Path(name)
        places = Folders(root / "own", (), root, root, root / "cache", root / "state")
        loaded = load(shelve(root / "own", "border", briefing_text("The border", BASE)))
        set_note(loaded, "one", words, places)
        kept = load_notes("border", places).on("one").note
        assert kept.split() == kept.split()
        if words.isprintable() and words.isascii():
            assert kept == words.strip()
        assert all(sign.isprintable() or sign == "\n" for sign in kept) or not words.isprintable()


@pytest.mark.parametrize("name", ["border", "ÅÄÖ", "a/b", "..", "x" * 300, "nul\u2400", "", "CON"])
def test_any_id_has_a_file_of_its_own(places: Folders, name: str) -> None:
    from briefdeck.library.state import state_file

    file = state_file(name, "notes", places)
    assert file.parent == places.state / "notes"
    assert len(file.name) < 120
    assert (
        len(
            {state_file(other, "notes", places) for other in (name, name + "x", name.upper() + "y")}
        )
        == 3
    )


def test_notes_of_a_newer_program_are_left_alone(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "one", "x", places)
    set_note(loaded, "one", "y", places)
    for file in (notes_file(places), backup_of(notes_file(places))):
        newer = json.dumps({**json.loads(file.read_bytes()), "format": 2, "marks": []}).encode()
        file.write_bytes(newer)
        notes = load_notes("border", places)
        assert notes.marks == {}
        assert "newer briefdeck" in notes.problem
        assert "Update briefdeck" in notes.problem
        with pytest.raises(NewerError):
            set_note(loaded, "one", "z", places)
        assert file.read_bytes() == newer
        notes_file(places).write_bytes(b"damaged")
    assert notes_file(places).read_bytes() == b"damaged"


def test_what_a_later_program_adds_to_notes_stays(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "one", "x", places)
    data = json.loads(notes_file(places).read_bytes())
    data["shared_with"] = ["me"]
    data["marks"]["one"]["colour"] = "red"
    notes_file(places).write_text(json.dumps(data))
    set_note(loaded, "two", "y", places)
    set_note(loaded, "one", "z", places)
    kept = json.loads(notes_file(places).read_bytes())
    assert kept["shared_with"] == ["me"]
    assert kept["marks"]["one"]["colour"] == "red"
    assert kept["marks"]["one"]["note"] == "z"
    notes_file(places).write_bytes(b"{")
    set_note(loaded, "two", "", places)
    assert json.loads(notes_file(places).read_bytes())["shared_with"] == ["me"]


def test_notes_that_cannot_be_read_are_not_written_over(places: Folders, loaded: Loaded) -> None:
    notes_file(places).mkdir(parents=True)
    assert "cannot be read" in load_notes("border", places).problem
    with pytest.raises(OSError, match="it is a folder"):
        set_note(loaded, "one", "x", places)
    assert notes_file(places).is_dir()


def test_two_damaged_files_of_one_second_are_both_kept(
    places: Folders, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefdeck.library.notes.time.time", lambda: 1e9)
    for damage in (b"[1]", b"[2]"):
        set_note(loaded, "one", "x", places)
        notes_file(places).write_bytes(damage)
    set_note(loaded, "one", "x", places)
    aside = [path.read_bytes() for path in notes_file(places).parent.glob("*damaged*")]
    assert sorted(aside) == [b"[1]", b"[2]"]


def test_marks_follow_an_entry_to_another_id(places: Folders, loaded: Loaded) -> None:
    loaded = edited(loaded, "More words.", "More than [[one]].")
    set_note(loaded, "one", "Ask about this.", places)
    set_note(loaded, "two", "And [[one|this]], says one.", places)
    raw = json.loads(notes_file(places).read_text())
    raw["marks"]["one"]["colour"] = "red"
    notes_file(places).write_text(json.dumps(raw))
    assert loaded.path is not None
    text = loaded.path.read_text()
    after = load_text(text.replace('"one"', '"first"').replace("[[one", "[[first"), "border")
    assert follow_rename(loaded, after, "one", "first", places)
    marks = placed(load_notes("border", places), after)
    assert [(one.mark.entry, one.mark.note, one.standing) for one in marks] == [
        ("first", "Ask about this.", "here"),
        ("two", "And [[first|this]], says one.", "here"),
    ]
    assert json.loads(notes_file(places).read_text())["marks"]["first"]["colour"] == "red"
    assert not follow_rename(loaded, after, "one", "first", places)


def test_a_mark_that_no_longer_fitted_still_says_so(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "one", "Ask about this.", places)
    loaded = edited(loaded, "Words.", "Other words.")
    assert loaded.path is not None
    after = load_text(loaded.path.read_text().replace('"one"', '"first"'), "border")
    assert follow_rename(loaded, after, "one", "first", places)
    assert [one.standing for one in placed(load_notes("border", places), after)] == ["changed"]
    assert not follow_rename(loaded, after, "two", "second", places)
