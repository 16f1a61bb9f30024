"""The titles of lists are shown whole, over all sections of the shipped briefings."""

from collections import Counter
from pathlib import Path

import pytest

from briefdeck.draw.lines import line_text
from briefdeck.loader import load
from briefdeck.reading.deck import Deck
from briefdeck.reading.scene import Scene
from briefdeck.reading.state import Place, Reading

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
DECKS = [Deck(load(path)) for path in SHIPPED]


def titles_on_screen(deck: Deck, section: str, entry: str, size: tuple[int, int]) -> list[bool]:
    """Of each title that a section's list has on the screen, whether it is shown whole."""
    scene = Scene(deck, Reading(place=Place(section=section, entry=entry)), lambda _: ())
    scene.lay_out(*size)
    view = scene.list_view
    if view is None:
        return []
    box = scene.places["list"]
    shown: dict[int, str] = {}
    for place, line in view.laid(box.width, box.height):
        if place is not None:
            shown[place] = f"{shown.get(place, '')} {line_text(line)}"
    rows = deck.rows(section)
    return [_has_words(words, rows[place].label) for place, words in shown.items()]


def _has_words(words: str, title: str) -> bool:
    """Whether the words of a title are all there; signs may stand between two lines of it."""
    found = iter(words.split())
    return all(any(word == other for other in found) for word in title.split())


@pytest.mark.parametrize(
    ("size", "least"), [((160, 45), 0.95), ((120, 36), 0.95), ((80, 24), 0.9)], ids=str
)
def test_titles_are_shown_whole(size: tuple[int, int], least: float) -> None:
    cut = Counter[str]()
    seen = 0
    for deck in DECKS:
        for section in deck.sections:
            ids = [row.entry for row in deck.rows(section.name)]
            for entry in dict.fromkeys(ids[:: max(1, len(ids) // 3)]):
                titles = titles_on_screen(deck, section.name, entry, size)
                seen += len(titles)
                cut[f"{deck.title}: {section.name}"] += titles.count(False)
    assert cut.total() <= (1 - least) * seen, cut
