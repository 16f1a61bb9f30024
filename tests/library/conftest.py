"""Folders to test in."""

from pathlib import Path

import pytest

from briefdeck.library.folders import Folders


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    """Folders with two configured ones; nothing in them."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    configured = (tmp_path / "first", tmp_path / "second")
    return Folders(
        tmp_path / "own",
        configured,
        shipped,
        tmp_path / "config",
        tmp_path / "cache",
        tmp_path / "state",
    )
