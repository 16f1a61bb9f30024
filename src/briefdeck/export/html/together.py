"""One timeline of several briefings."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from briefdeck.document.blocks import Timeline
from briefdeck.document.lookup import Lookup
from briefdeck.document.sections import in_order_of_time
from briefdeck.export.html.blocks import Blocks
from briefdeck.export.html.prose import Prose
from briefdeck.model.briefing import Era, Event, Program

_DatedT = TypeVar("_DatedT", Era, Event, Program)


class _Elsewhere(Prose):
    """Writes links to entries on other pages; pages: the address of each by its id here."""

    def __init__(self, pages: dict[str, str]) -> None:
        super().__init__(pages, {}, {})
        self._pages = pages

    def target(self, entry: str) -> str:
        return self._pages.get(entry, "")


def merged_timeline(every: Sequence[tuple[Lookup, Callable[[str], str]]]) -> str:
    """Return everything dated in briefings as one drawing and a table; empty where nothing is.

    every: each briefing, and what gives where an entry of it is shown.
    """
    pages: dict[str, str] = {}
    eras: list[Era] = []
    events: list[Event] = []
    programs: list[Program] = []
    for number, (found, address) in enumerate(every):
        for entry in (*found.timeline.eras, *found.timeline.events, *found.timeline.programs):
            pages[_id(entry.id, number)] = address(entry.id)
        eras += [_renamed(era, number) for era in found.timeline.eras]
        programs += [_renamed(program, number) for program in found.timeline.programs]
        for event in found.timeline.events:
            era = found.era_of.get(event.id)
            named = replace(event, era=_id(era, number) if era else None)
            events.append(_renamed(named, number))
    last = [found.briefing.front.as_of for found, _ in every]
    block = Timeline(
        eras=tuple(in_order_of_time(eras)),
        events=tuple(in_order_of_time(events)),
        programs=tuple(in_order_of_time(programs)),
        until=max(last, key=lambda date: date.sort_key[:2], default=None),
    )
    return "" if block.is_empty else Blocks(_Elsewhere(pages)).block(block)


def _renamed(entry: _DatedT, number: int) -> _DatedT:
    """An entry with an id that no entry of another briefing has."""
    return replace(entry, id=_id(entry.id, number))


def _id(name: str, number: int) -> str:
    return f"{name}--{number}"
