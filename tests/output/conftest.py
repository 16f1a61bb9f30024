"""A briefing with every kind of entry and field, and golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.loader import Loaded, load

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
Golden = Callable[[str, str], None]


@pytest.fixture(scope="session")
def harbor() -> Loaded:
    """The briefing in `harbor-tunnel.toml`."""
    return load(HERE / "harbor-tunnel.toml")


@pytest.fixture
def golden() -> Golden:
    """Compares a text with a golden file; `BRIEFDECK_GOLDEN=write` writes it instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("BRIEFDECK_GOLDEN") == "write":
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
