"""From a path or a text to `Loaded`: each step adds its problems, none raises."""

from pathlib import Path

from briefdeck.load.loaded import Loaded


def load(path: Path) -> Loaded:
    """Read a briefing file. Never raises for what is in the file or why it cannot be read; problems say it."""
    raise NotImplementedError


def load_text(text: str | bytes, name: str = "briefing", *, path: Path | None = None) -> Loaded:
    """Load a briefing from its text or bytes; `name` is the briefing's id."""
    raise NotImplementedError
