"""What there is to choose from: everything, filters, forms of copying.

A choice's value is `kind:name`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from briefdeck.model.briefing import Kind
from briefdeck.tui.actions import ACTIONS, keys_text
from briefdeck.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from briefdeck.tui.screens.reading import ReadingScreen


def palette_choices(screen: ReadingScreen) -> list[Choice]:
    """Every action, section and entry."""
    keymap = dict(screen.keymap)
    found = [
        Choice(f"action:{action.id}", action.title, keys_text(action, keymap))
        for action in ACTIONS
        if action.is_listed and action.where != "library"
    ]
    for place, section in enumerate(screen.deck.sections):
        found.append(
            Choice(
                f"section:{section.name}", section.title, str(place) if place < 10 else "section"
            )
        )
    for section in screen.deck.sections:
        for row in screen.deck.rows(section.name):
            noun = screen.deck.links.entries[row.entry].noun
            found.append(Choice(f"entry:{row.entry}", row.label, f"{noun} {row.lead}".strip()))
    return found


def filter_choices(screen: ReadingScreen) -> list[Choice]:
    """Conditions that lists can be held to, each a switch."""
    filters = screen.reading.filters
    found = [Choice("filter:none", "Everything", "no filter")] if filters else []
    found += [
        Choice("filter:uncited", "Without a source", "○", filters.is_uncited),
        Choice("filter:caveat", "With a caveat that warns", "⚠", filters.has_caveat),
        Choice("filter:confirmed", "Confirmed elsewhere", "✓", filters.is_confirmed),
    ]
    found += [
        Choice(f"kind:{kind}", f"{kind.capitalize()}s", "kind", kind in filters.kinds)
        for kind in get_args(Kind)
    ]
    found += [
        Choice(
            f"about:{entry.id}",
            screen.deck.name(entry.id),
            f"{entry.noun} {count}",
            entry.id in filters.about,
        )
        for entry, count in screen.deck.common_subjects
    ]
    return found + [
        Choice(f"tag:{tag}", tag, "tag", tag in filters.tags) for tag in screen.deck.tags
    ]
