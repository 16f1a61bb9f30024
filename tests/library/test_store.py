"""The store: its list of words is known after every way of writing them."""

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
