"""Sentences that outputs share, so that print, screen readers and exports say the same."""

from briefdeck.document.blocks import Reference, Standing
from briefdeck.model.briefing import Column
from briefdeck.model.datewords import date_words
from briefdeck.text.words import counted


def standing_words(block: Standing) -> str:
    """`As of Apr 2020 · advocacy, from Davidson 2020 · 61% of 130 statements cited`."""
    side = (
        f"{block.stance}, from {block.condenses_label}" if block.condenses_label else block.stance
    )
    return f"As of {date_words(block.as_of)} · {side} · {cited_words(block.coverage.percent, block.coverage.total)}"


def cited_words(percent: int, total: int) -> str:
    """`61% of 130 statements cited`."""
    if not total:
        return "no statements to cite"
    return f"{percent}% of {counted(total, 'statement')} cited"


def coverage_parts(block: Standing) -> str:
    """The same with its parts: `61% of 130 statements are cited: 20 by two or more sources, 60 by one, 50 by none`."""
    held = block.coverage
    if not held.total:
        return cited_words(held.percent, held.total)
    are = "is" if held.total == 1 else "are"
    return (
        f"{held.percent}% of {counted(held.total, 'statement')} {are} cited: {held.cited} by two"
        f" or more sources, {held.single} by one, {held.uncited} by none"
    )


def status_words(reference: Reference) -> str:
    """Return `Retracted.` or the like; empty for a source in force, and where its notes say more."""
    status = reference.source.status
    if not status or status == "current" or reference.notes:
        return ""
    return f"{status.capitalize()}."


def cell_words(value: object) -> str:
    """A table's cell in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:,}"
        case _:
            return str(value)


def column_words(column: Column | str) -> str:
    """A column's title with its unit."""
    if isinstance(column, str):
        return column
    return f"{column.title} ({column.unit})" if column.unit else column.title
