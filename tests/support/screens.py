"""What a screen in memory shows, as text."""

from typing import Any

from textual.app import App


def lines_of(app: App[Any]) -> list[str]:
    """The screen, line by line, without blanks at their ends."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def text_of(app: App[Any]) -> str:
    """The screen as one text."""
    return "\n".join(lines_of(app))
