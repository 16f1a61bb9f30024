"""Who changed an entry last, on its page: after the first paint, and anew when the file changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.library.history import LastChange
from briefdeck.reading.deck import Deck
from briefdeck.reading.scene import Scene
from briefdeck.reading.state import Reading
from briefdeck.tui.app import BriefdeckApp
from support.screens import text_of
from support.shelves import briefing_text, event, shelve

AppOf = Callable[..., BriefdeckApp]
porcelain = pytest.importorskip("dulwich.porcelain")
TEXT = briefing_text("Harbor ferry", event("crossing", "First crossing", "It crosses."))


@pytest.fixture
def path() -> Path:
    """A briefing of the reader's own library, which is under git."""
    place = shelve(folders().own, "ferry", TEXT)
    porcelain.init(place.parent)
    porcelain.add(place.parent, [place])
    who = b"Ann Lee <ann@x>"
    porcelain.commit(
        place.parent,
        message=b"Date the crossing",
        author=who,
        committer=who,
        author_timestamp=0,
        author_timezone=0,
    )
    return place


async def test_the_page_of_an_entry_says_who_changed_it_last(app_of: AppOf, path: Path) -> None:
    async with app_of(path).run_test(size=(120, 36)) as pilot:

        async def seen(words: str) -> bool:
            for _ in range(600):
                if words in " ".join(text_of(pilot.app).split()):
                    return True
                await pilot.pause(0.01)
            return False

        await pilot.press("1", "enter")
        assert await seen("Last changed by Ann Lee on 1970-01-01: Date the crossing.")
        shelve(path.parent, path.stem, TEXT.replace("It crosses.", "It crossed."))
        assert await seen("Changed since, and not committed yet.")


@pytest.mark.parametrize("is_single", [False, True])
def test_it_stands_below_the_entry_whose_change_it_is(deck: Deck, is_single: bool) -> None:
    scene = Scene(deck, Reading(), lambda _: (), is_single=is_single)
    first, second = deck.ids("timeline")[:2]
    scene.take_last_changes({first: LastChange("Ann", "2026-03-01", "Date the opening")})
    said = ["".join(span.text for span in line) for line in scene.entry_lines(first, 30)]
    assert said[-3:] == ["", "Last changed by Ann on", "2026-03-01: Date the opening."]
    assert "Last changed" not in "".join(
        span.text for line in scene.entry_lines(second, 30) for span in line
    )
