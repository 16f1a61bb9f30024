"""The store: its list of words is known after every way of writing them; nothing lies forever."""

import os
import sqlite3
import time
from pathlib import Path

import pytest

from briefdeck.library import index as index_module
from briefdeck.library import store
from briefdeck.library.folders import Folders
from briefdeck.library.index import Index
from briefdeck.library.search import Results, search_as_typed
from support.shelves import briefing_text, event, shelve


def words(index: Index, prefix: str) -> tuple[str, ...] | None:
    return store.words_beginning(index.store.connection, prefix)


def test_words_of_a_small_change(places: Folders) -> None:
    shelve(places.own, "a", briefing_text("Mérida", event("e", "Meridian", "merely kind:event")))
    with Index(places) as index:
        index.refresh()
        assert words(index, "mer") == ("merely", "merida", "meridian")
        shelve(places.own, "b", briefing_text("Merit"))
        index.refresh()
        assert words(index, "mer") == ("merely", "merida", "meridian", "merit")
        assert words(index, "zz") == ()


def test_words_of_a_large_change(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LARGE_CHANGE", 1)
    for number in range(4):
        shelve(
            places.own,
            f"b{number}",
            briefing_text(f"Meri{number}", event("e", "Event", "words", more='tags = ["merino"]')),
        )
    asked = iter(range(100))
    with Index(places) as index:
        index.refresh(cancelled=lambda: next(asked) >= 2, jobs=1)
        assert words(index, "meri") is None
        assert found(index, "meri") == {"b0", "b1"}
        index.refresh()
        assert words(index, "meri") == ("meri0", "meri1", "meri2", "meri3", "merino")
        assert found(index, "meri") == {"b0", "b1", "b2", "b3"}
        assert not any("\ue000" in word for word in words(index, "") or ())


def test_too_many_words_are_left_to_the_database(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_WORDS", 3)
    shelve(places.own, "a", briefing_text("word1 word2 word3 word4"))
    with Index(places) as index:
        index.refresh()
        assert words(index, "word") is None
        assert found(index, "word") == {"a"}


def found(index: Index, text: str) -> set[str]:
    results = search_as_typed(index, text)
    assert isinstance(results, Results)
    return {hit.briefing for hit in results.hits}


def test_what_words_cost_is_known(places: Folders) -> None:
    texts = event("e", "Toll", "toll toll") + event("f", "Other", "a toll")
    shelve(places.own, "a", briefing_text("A", texts))
    with Index(places) as index:
        index.refresh()
        shelve(places.own, "b", briefing_text("Toll"))
        index.refresh()
        assert store.passages_with(index.store.connection, "toll") == 3
        assert store.passages_with(index.store.connection, "absent") == 0


def database(path: Path, application: int, days: int) -> Path:
    """A database of a program that nobody has changed for so many days."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"pragma application_id = {application}")
        connection.execute("create table something (x)")
    connection.close()
    Path(f"{path}-wal").touch()
    moment = time.time() - days * 24 * 60 * 60
    for each in (path, f"{path}-wal"):
        os.utime(each, (moment, moment))
    return path


def test_an_old_index_of_another_version_goes(places: Folders) -> None:
    places.cache.mkdir()
    old = database(places.cache / "library-1-2.sqlite3", store.APPLICATION, 31)
    used = database(places.cache / "library-1-3.sqlite3", store.APPLICATION, 29)
    foreign = database(places.cache / "library-1-4.sqlite3", 7, 31)
    shelve(places.own, "a", briefing_text("A"))
    with Index(places) as index:
        index.refresh()
    left = {path.name for path in places.cache.iterdir()}
    assert old.name not in left
    assert f"{old.name}-wal" not in left
    assert {used.name, foreign.name, store.FILE_NAME} <= left


def test_an_old_index_that_its_log_still_changes_stays(places: Folders) -> None:
    places.cache.mkdir()
    old = database(places.cache / "library-1-2.sqlite3", store.APPLICATION, 31)
    os.utime(f"{old}-wal")
    shelve(places.own, "a", briefing_text("A"))
    with Index(places) as index:
        index.refresh()
    assert old.exists()


def test_merging_gives_back_the_room_that_is_left(tmp_path: Path) -> None:
    opened = store.Store(tmp_path)
    with opened.writing():
        opened.connection.execute("create table spare (data blob)")
        opened.connection.execute("insert into spare values (zeroblob(?))", (40 * store.PAGE,))
        opened.connection.execute("drop table spare")
    assert opened.connection.execute("pragma freelist_count").fetchone() != (0,)
    with opened.writing():
        opened.merge()
    assert opened.connection.execute("pragma freelist_count").fetchone() == (0,)
    opened.close()
