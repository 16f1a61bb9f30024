from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefdeck.cli.verbs import VERBS
from briefdeck.library.state import load_state
from briefdeck.reading.actions import ACTIONS
from briefdeck.reading.offers import COMMAND_LINES
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.palette import PaletteScreen
from support.palette_words import HELD_OUT, TYPED
from support.screens import lines_of

AppOf = Callable[..., BriefdeckApp]
SHIPPED = Path(__file__).parents[2] / "briefings" / "us-mexico-border-security.toml"
SIZE = (120, 36)


async def opened(pilot: Pilot[int]) -> PaletteScreen:
    await pilot.press("ctrl+p")
    assert isinstance(pilot.app.screen, PaletteScreen)
    return pilot.app.screen


def missed(palette: PaletteScreen, table: dict[str, str]) -> list[str]:
    """The words whose action is not among the first two offers."""
    found = []
    for typed, right in table.items():
        first = [offer.name for offer in palette.fitting(typed)[:2]]
        if not set(first) & set(right.split()):
            found.append(f"{typed}: {first}")
    return found


async def test_what_users_type_finds_what_they_mean_first_or_second(app_of: AppOf) -> None:
    async with app_of(SHIPPED).run_test(size=SIZE) as pilot:
        palette = await opened(pilot)
        assert len(TYPED) == 60
        assert len(missed(palette, TYPED)) <= 3, missed(palette, TYPED)
        assert len(missed(palette, HELD_OUT)) <= 3, missed(palette, HELD_OUT)


async def test_entries_are_offered_once_something_is_typed(app_of: AppOf) -> None:
    async with app_of(SHIPPED).run_test(size=SIZE) as pilot:
        palette = await opened(pilot)
        assert not any(offer.name.startswith("entry:") for offer in palette.fitting(" "))
        assert palette.fitting("merida init")[0].name == "entry:merida-initiative"


async def test_a_theme_is_shown_while_the_cursor_is_on_it(app_of: AppOf) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        below = pilot.app.screen
        palette = await opened(pilot)
        await pilot.press(*"monochrome")
        assert (below.theme_name, palette.theme_name) == ("mono", "mono")  # type: ignore[attr-defined]
        await pilot.press("backspace", *"xyzzy")
        assert below.theme_name == "dark"  # type: ignore[attr-defined]
        await pilot.press("escape", "ctrl+p", *"monochrome", "escape")
        assert below.theme_name == "dark"  # type: ignore[attr-defined]
        await pilot.press("ctrl+p", *"monochrome", "enter")
        assert below.theme_name == "mono"  # type: ignore[attr-defined]


async def test_what_was_chosen_last_is_offered_first(app_of: AppOf) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p", *"lanes", "enter", "ctrl+p", *"next theme", "enter")
        palette = await opened(pilot)
        assert [offer.name for offer in palette.fitting("")[:2]] == ["theme", "lanes"]


async def test_the_offer_under_the_cursor_says_what_it_does(app_of: AppOf) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press(*"export your notes")
        await pilot.pause()
        assert any("Write your notes and bookmarks" in line for line in lines_of(pilot.app))


@pytest.mark.parametrize("verb", [each.verb for each in COMMAND_LINES])
def test_a_command_line_of_the_palette_begins_with_a_verb(verb: str) -> None:
    assert verb in VERBS


def test_every_verb_of_the_command_line_can_be_found() -> None:
    found = {each.verb for each in COMMAND_LINES} | {action.verb for action in ACTIONS}
    assert found - {""} >= set(VERBS) - {"unpack"}


@pytest.mark.parametrize(("keys", "theme"), [((), "dark"), (("enter",), "mono")])
async def test_a_theme_is_remembered_only_where_it_was_chosen(
    app_of: AppOf, sample: Path, keys: tuple[str, ...], theme: str
) -> None:
    """Also where the terminal is lost while it is looked at."""
    app = app_of()
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press(*"monochrome", *keys)
        app.exit(return_code=129)
    app.remember_all()
    assert load_state(sample.stem).theme == theme
