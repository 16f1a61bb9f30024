"""What has changed between two states of a briefing, entry by entry.

Entries are paired by id, then by likeness; order, white space and comments count for nothing. Words are compared as words.
"""

from typing import Any, Literal, NamedTuple

from briefdeck.model.briefing import Briefing

Change = Literal["added", "removed", "reworded", "re-sourced", "re-dated", "renamed", "other"]
"""renamed: the same entry under another id. other: a field that is neither words, sources nor dates."""

Piece = tuple[Literal["same", "old", "new"], str]
"""A run of words: in both states, only in the old one, or only in the new one."""


class FieldChange(NamedTuple):
    """One field of an entry that differs: what it was and is, as plain words; for words, run by run in `pieces`."""

    field: str
    change: Change
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


class EntryChange(NamedTuple):
    """One entry that differs. `entry` is its id now (its old one where it is removed; empty: the front matter)."""

    entry: str
    table: str
    noun: str
    label: str
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...] = ()
    old_entry: str = ""
    text: str = ""


class Changes(NamedTuple):
    """All entries that differ: changed ones in the new file's order, added ones among them, removed ones last."""

    entries: tuple[EntryChange, ...]

    def __bool__(self) -> bool:
        """Whether anything has changed."""
        return bool(self.entries)

    def count(self, change: Change) -> int:
        """How many entries have a change of that sort."""
        return sum(change in entry.changes for entry in self.entries)

    @property
    def summary(self) -> str:
        """One line: `2 added, 1 removed, 3 reworded`; `nothing has changed`."""
        raise NotImplementedError

    def lines(self) -> tuple[str, ...]:
        """The changes in words, a line each, for print: entry by entry, removed words as [-so-], new ones as {+so+}."""
        raise NotImplementedError

    def as_data(self) -> dict[str, Any]:
        """The changes as JSON has them."""
        raise NotImplementedError


def diff(old: Briefing, new: Briefing) -> Changes:
    """What has changed from the old state to the new."""
    raise NotImplementedError
