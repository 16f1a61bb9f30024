"""A passage of a copy in little room: its words whole, and less of what stands around them."""

from collections.abc import Sequence
from typing import Final

from briefdeck.output.verdict_words import Part
from briefdeck.text.width import cell_width, fit, last_fit

WORDS: Final = frozenset({"words"})
DIFFERENCE: Final = frozenset({"quote", "copy"})


def narrowed(parts: Sequence[Part], cells: int) -> list[Part]:
    """A passage in some cells: its words, or what differs in them, with less of what is around."""
    is_near = any(part.kind in DIFFERENCE for part in parts)
    cores = [at for at, part in enumerate(parts) if part.kind in (DIFFERENCE if is_near else WORDS)]
    around = [at for at in range(len(parts)) if at not in cores]
    free = cells - sum(cell_width(parts[at].text) for at in cores)
    each = _share([cell_width(parts[at].text) for at in around], free)
    return [
        _cut(part, each, is_before=at < cores[0], is_after=at > cores[-1]) if at in around else part
        for at, part in enumerate(parts)
    ]


def _share(wanted: Sequence[int], free: int) -> int:
    """How many cells each may have at most, so that all together have no more than are free."""
    for place, cells in enumerate(sorted(wanted)):
        share = max(free, 0) // (len(wanted) - place)
        if cells > share:
            return share
        free -= cells
    return max(wanted, default=0)


def _cut(part: Part, cells: int, *, is_before: bool, is_after: bool) -> Part:
    """A part of a passage without what is furthest from its words, or from what differs."""
    text = part.text
    if cell_width(text) <= cells:
        return part
    room = (cells - 1) if is_before or is_after else (cells - 1) // 2
    start = "" if is_before else fit(text, room).rpartition(" ")[0]
    end = "" if is_after else last_fit(text, room).partition(" ")[2]
    return part._replace(text=f"{start}{' ' * bool(start)}…{' ' * bool(end)}{end}")
