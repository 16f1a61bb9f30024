"""Other forms of a word: found behind the word itself, in briefings of the language alone."""

import pytest

from briefdeck.library.folders import Folders
from briefdeck.library.index import Index
from briefdeck.library.search import Matching, Results, matching, search, search_as_typed
from support.shelves import briefing_text, event, shelve

ENGLISH = briefing_text(
    "Aid",
    event("one", "Extraditions", "A policy of the council.")
    + event("two", "What was extradited", "Policies of many kinds.")
    + event("three", "Nothing", "Police and a policeman; the states; casas."),
)
SPANISH = briefing_text(
    "Ayuda", event("casa", "La casa", "Una nación y las casas."), language="es-MX"
)


@pytest.fixture
def shelf(places: Folders) -> Folders:
    shelve(places.own, "english", ENGLISH)
    return places


def found(text: str, places: Folders) -> list[str]:
    results = search(text, places=places)
    assert isinstance(results, Results), results
    return [hit.entry for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "entries"),
    [
        ("policy", ["one", "two"]),
        ("policies", ["two", "one"]),
        ("=policy", ["one"]),
        ("=policies", ["two"]),
        ('"policy"', ["one"]),
        ("title:extradite", ["one", "two"]),
        ("title:=extradite", []),
        ("policy NOT extradited", ["one"]),
        ("state", ["three"]),
        ("polic*", ["three", "one", "two"]),
        ("policy police", []),
    ],
)
def test_a_word_stands_for_its_other_forms(shelf: Folders, query: str, entries: list[str]) -> None:
    assert found(query, shelf) == entries


def test_the_word_itself_comes_first_whatever_the_titles(places: Folders) -> None:
    texts = event("other", "Policies", "Policies, policies.") + event(
        "exact", "Long", "policy " + "x " * 99
    )
    shelve(places.own, "a", briefing_text("A", texts))
    results = search("policy", places=places)
    assert isinstance(results, Results)
    assert [hit.entry for hit in results.hits] == ["exact", "other"]
    assert [hit.score > 0 for hit in results.hits] == [True, False]
    assert results.total == 2
    shown = results.hits[1]
    assert [shown.text[start:end] for start, end in shown.text_marks] == ["Policies", "policies"]
    assert [shown.label[start:end] for start, end in shown.label_marks] == ["Policies"]


def test_each_language_has_its_own_forms(shelf: Folders) -> None:
    assert found("naciones", shelf) == []
    shelve(shelf.own, "spanish", SPANISH)
    assert found("naciones", shelf) == ["casa"]
    # The English rules know no `casas` of `casa` in an English text that has other words too.
    assert found("casa NOT language", shelf) == ["casa", "three"]
    assert found("nations", shelf) == []
    assert found("policies", shelf) == ["two", "one"]


def test_an_unknown_language_has_words_as_they_are_written(places: Folders) -> None:
    shelve(places.own, "a", briefing_text("A", event("x", "T", "policies"), language="tlh"))
    assert found("policy", places) == []
    assert found("policies", places) == ["x"]


def test_a_word_that_is_typed_has_its_forms_and_all_that_begin_so(shelf: Folders) -> None:
    with Index(shelf) as index:
        index.refresh()
        results = search_as_typed(index, "policies")
        assert isinstance(results, Results)
        assert [hit.entry for hit in results.hits] == ["two", "one"]
        exact = search_as_typed(index, "=polic")
        assert isinstance(exact, Results)
        assert exact.hits == ()


def test_every_match_has_other_forms_too(shelf: Folders) -> None:
    every = matching("policy", places=shelf)
    assert isinstance(every, Matching)
    assert list(every.entries.values()) == [{"one", "two"}]
