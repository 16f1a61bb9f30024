"""A small briefing on a screen in memory."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.loader import load
from briefdeck.reading.deck import Deck
from briefdeck.reading.opening import opening, say_problems
from briefdeck.reading.palette import PALETTES
from briefdeck.reading.settings import Settings
from briefdeck.tui.app import BriefdeckApp
from support.scripts import toml_in_all_scripts

SAMPLE = Path(__file__).parents[1] / "output" / "harbor-tunnel.toml"
AppOf = Callable[..., BriefdeckApp]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No animation, no blinking."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    path = tmp_path / "harbor-tunnel.toml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.fixture
def in_all_scripts(tmp_path: Path) -> Path:
    """A briefing with texts of all scripts in lists, pages, a chart and a table."""
    path = tmp_path / "widths.toml"
    path.write_text(toml_in_all_scripts(), encoding="utf-8")
    return path


@pytest.fixture
def deck(sample: Path) -> Deck:
    """The sample, loaded."""
    return Deck(load(sample))


@pytest.fixture
def app_of(sample: Path) -> AppOf:
    """Makes an app: `app_of(path=…, theme=…)`."""

    def make(path: Path | None = None, theme: str = "dark") -> BriefdeckApp:
        settings = Settings(theme=PALETTES[theme].name)  # type: ignore[index]  # tests name real themes
        places = folders()
        first = opening(load(path or sample), settings, places)
        say_problems(first.scene, places)
        return BriefdeckApp(settings, places, first)

    return make
