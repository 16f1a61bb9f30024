"""Text to raw data with tomli."""

from typing import Any

import tomli
from msgspec import Struct

from briefdeck.load.finding import Finding


class Parsed(Struct, frozen=True, kw_only=True):
    """data: what the sound text says, None where nothing could be read. sound_text: the text, broken parts blanked out.

    lost: ids of entries in the broken parts. lost_tables: tables that had a broken part (`format`: the file's first lines).
    """

    data: dict[str, Any] | None
    sound_text: str
    findings: tuple[Finding, ...] = ()
    lost: frozenset[str] = frozenset()
    lost_tables: frozenset[str] = frozenset()


def parse(text: str) -> Parsed:
    """The data of a text, and what keeps parts of it from being read."""
    try:
        return Parsed(data=tomli.loads(text), sound_text=text)
    except (ValueError, RecursionError):
        from briefdeck.load.recovery import recover

        return recover(text)
