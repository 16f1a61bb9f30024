import pytest

from briefdeck.load import load_text
from briefdeck.tui.deck import Deck
from briefdeck.tui.find import FindIndex, fold, matches
from support.briefings import random_toml


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mérida", "merida"),
        ("ÑUÑOA  Straße", "nunoa strasse"),
        ("one\n two\t three", "one two three"),
        ("Łódź Đà Ærø", "lodz da aero"),
        ("don’t – “so”", 'don\'t - "so"'),
        ("ﬁne", "fine"),
    ],
)
def test_case_accents_and_line_breaks_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_matches_are_places_in_the_text_as_it_stands() -> None:
    text = "The Mérida\n  Initiative, merida INITIATIVE"
    assert [text[first:end] for first, end in matches(text, fold("mérida initiative"))] == [
        "Mérida\n  Initiative",
        "merida INITIATIVE",
    ]
    assert matches(text, "") == []
    assert matches("Straße", "ss") == [(4, 5)]


def test_everything_that_a_reader_sees_is_found(deck: Deck) -> None:
    index = FindIndex(deck)
    assert index.search("TWICE what was planned")[0] == ("key-points", "key-traffic")
    assert ("overview", "") in index.search("never for a second tube")
    assert index.search("Eleven months") == (("figures", "series-traffic"),)
    assert index.search("a second tube is to be expected") == (("key-points", "key-second-tube"),)
    assert index.search("lanes") == (("terms", "term-tube"),)
    assert index.search("nothing like it") == ()
    assert index.search("  ") == ()


@pytest.mark.parametrize("seed", range(5))
def test_any_word_of_any_title_finds_its_entry(seed: int) -> None:
    loaded = load_text(random_toml(seed))
    deck = Deck(loaded)
    index = FindIndex(deck)
    for entry in deck.links.entries.values():
        found = {name for _, name in index.search(entry.label[:30])}
        assert entry.id in found or "*" in entry.label or "[" in entry.label
