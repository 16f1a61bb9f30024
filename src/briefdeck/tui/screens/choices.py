"""What the palette of a briefing offers: every action, section and entry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from briefdeck.tui.actions import ACTIONS, keys_text
from briefdeck.tui.actions.following import follow
from briefdeck.tui.actions.moving import open_section
from briefdeck.tui.actions.reader import Choice

if TYPE_CHECKING:
    from briefdeck.tui.actions.reader import Reader


def palette_choices(reader: Reader) -> list[Choice[Callable[[], None]]]:
    """Every action, section and entry."""
    keymap = dict(reader.scene.keymap)
    deck = reader.deck
    found: list[Choice[Callable[[], None]]] = []
    for action in ACTIONS:
        if action.is_listed and "reading" in action.where:
            do = partial(reader.perform, action.id)
            keys = keys_text(action, keymap)
            found.append(Choice(do, action.title, keys, words=f"{action.sentence} {action.words}"))
    for place, section in enumerate(deck.sections):
        note = str(place) if place < 10 else "section"
        found.append(Choice(partial(open_section, reader, section.name), section.title, note))
    for section in deck.sections:
        for row in deck.rows(section.name):
            note = f"{deck.links.entries[row.entry].noun} {row.lead}".strip()
            found.append(Choice(partial(follow, reader, row.entry), row.label, note))
    return found
