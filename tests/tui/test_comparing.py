"""Another briefing beside the present one, from the reading screen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.comparing import ComparisonScreen
from briefdeck.tui.screens.reading import ReadingScreen
from support.screens import text_of


@pytest.fixture
def other(quiet_world: Path, sample: Path) -> str:
    """A second briefing on the shelf: the sample with another count and another title."""
    own = folders().own
    own.mkdir(parents=True)
    text = (
        sample.read_text()
        .replace('The Harbor Tunnel"', 'A Rival Account"', 1)
        .replace("value = 48,", "value = 61,")
    )
    (own / "rival.toml").write_text(
        text.replace('id = "era-open"', 'id = "era-late"').replace('"era-open"', '"era-late"')
    )
    return "rival"


async def test_two_briefings_stand_side_by_side_and_lead_to_their_entries(
    app_of: Callable[..., BriefdeckApp], other: str
) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        await pilot.press("C", *"rival", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ComparisonScreen)
        text = text_of(pilot.app)
        assert "The Harbor Tunnel" in text
        assert "A Rival Account" in text
        assert "1 of 8 values differs" in text
        await pilot.press("n", "n", "j", "N", "full_stop", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert pilot.app.screen.reading.place.entry


async def test_what_only_the_other_has_opens_the_other(
    app_of: Callable[..., BriefdeckApp], other: str
) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        first = pilot.app.screen
        assert isinstance(first, ReadingScreen)
        first.open_briefing(folders().own / "rival.toml", at="era-late")
        await pilot.pause()
        second = pilot.app.screen
        assert isinstance(second, ReadingScreen)
        assert second is not first
        assert second.reading.place.entry == "era-late"
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.screen is first


async def test_a_value_of_the_other_leads_to_the_other_though_both_have_the_entry(
    app_of: Callable[..., BriefdeckApp], other: str
) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        await pilot.press("C", *other, "enter")
        await pilot.pause()
        await pilot.press("full_stop", "full_stop", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert pilot.app.screen.deck.loaded.id == other


@pytest.fixture
def lone(quiet_world: Path, sample: Path) -> None:
    """A second briefing on the shelf: the sample with many events that it alone has."""
    own = folders().own
    own.mkdir(parents=True)
    events = "".join(
        f'[[events]]\nid = "own-{day}"\ntitle = "Only here {day}"\ndate = "2001-01-{day:02}"\ntext = "So."\n'
        for day in range(1, 29)
    )
    text = sample.read_text().replace('The Harbor Tunnel"', 'A Lone One"', 1)
    (own / "lone.toml").write_text(text + events)


@pytest.mark.usefixtures("lone")
async def test_every_date_can_be_shown(app_of: Callable[..., BriefdeckApp]) -> None:
    async with app_of().run_test(size=(120, 50)) as pilot:
        await pilot.press("C", *"lone")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "no value differs" in text_of(pilot.app)
        await pilot.press("G")
        await pilot.pause()
        said = text_of(pilot.app)
        assert "B's 28 events. v shows it." in " ".join(said.split())
        assert "Only here" not in said
        await pilot.press("v", "G")
        await pilot.pause()
        assert "Only here 1" in text_of(pilot.app)
        await pilot.press("v", "j")
        await pilot.pause()
        assert "Only here" not in text_of(pilot.app)
