import pytest

from briefdeck.loader import load_text
from briefdeck.tui.deck import Deck
from briefdeck.tui.find import FindIndex
from support.briefings import random_toml


def test_a_letter_of_any_script_that_the_library_knows_is_found() -> None:
    loaded = load_text(
        "format = 1\n[briefing]\ntitle = 'Fold'\nbluf = 'B.'\nas_of = '2020-01'\n"
        "[[key_points]]\nid = 'k'\ntext = 'The Þingvellir meeting.'\n"
    )
    index = FindIndex(Deck(loaded))
    assert index.search("thingvellir") == index.search("Þingvellir") == (("key-points", "k"),)


def test_everything_that_a_reader_sees_is_found(deck: Deck) -> None:
    index = FindIndex(deck)
    assert index.search("TWICE what was planned")[0] == ("key-points", "key-traffic")
    assert ("overview", "") in index.search("never for a second tube")
    assert index.search("Eleven months") == (("figures", "series-traffic"),)
    assert index.search("a second tube is to be expected") == (("key-points", "key-second-tube"),)
    assert index.search("lanes") == (("terms", "term-tube"),)
    assert index.search("nothing like it") == ()
    assert index.search("  ") == ()


@pytest.mark.parametrize("query", ["harbor-authority", "harbor authority"])
def test_a_link_without_words_is_found_by_its_id_and_as_words(query: str) -> None:
    index = FindIndex(
        Deck(
            load_text(
                "format = 1\n[briefing]\ntitle = 't'\nbluf = 'b'\nas_of = '2020'\n"
                "[[findings]]\nid = 'f'\ntext = 'By [[harbor-authority]].'\n"
                "[[actors]]\nid = 'harbor-authority'\nname = 'HA'\n"
            )
        )
    )
    assert [entry for _, entry in index.search(query)] == ["f"]


@pytest.mark.parametrize("seed", range(5))
def test_any_word_of_any_title_finds_its_entry(seed: int) -> None:
    loaded = load_text(random_toml(seed))
    deck = Deck(loaded)
    index = FindIndex(deck)
    for entry in deck.links.entries.values():
        found = {name for _, name in index.search(entry.label[:30])}
        assert entry.id in found or "*" in entry.label or "[" in entry.label
