"""Which era an entry belongs to: the one it names, else the one that its date falls into.

Of several eras that hold the start of a date (two that share a boundary year, one inside the other)
it is the one that starts last; of two that start together the one that the file has first.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from math import inf

from briefdeck.model.briefing import Entry, Era
from briefdeck.model.calendar import DAY_SECONDS
from briefdeck.model.edtf import Edtf


class Eras:
    """A briefing's eras, ready to be asked many times."""

    __slots__ = ("_by_id", "_by_start", "_reach", "_starts")

    def __init__(self, eras: Iterable[Era]) -> None:
        # Of two that begin together or have one id, the file's first counts: it comes last here.
        backwards = tuple(eras)[::-1]
        self._by_id = {era.id: era for era in backwards}
        self._by_start = sorted(backwards, key=lambda era: era.span.sort_key[0])
        self._starts = [era.span.sort_key[0] for era in self._by_start]
        # The latest end of all eras up to each one: where none of them reaches a day, `at` stops.
        self._reach = list(accumulate((era.span.sort_key[1] for era in self._by_start), max))

    def of(self, entry: Entry) -> Era | None:
        """Return the era of an entry; None for a name that no era has, an era itself for an era."""
        if isinstance(entry, Era):
            return entry
        named: str | None = getattr(entry, "era", None)
        if named is not None:
            return self._by_id.get(named)
        return self.at(entry.date) if entry.date is not None else None

    def at(self, date: Edtf) -> Era | None:
        """Return the era that a date begins in, or ends in where its start is not known."""
        first, last, _ = date.sort_key
        second = first if first > -inf else last
        # A time of day lies on the day that it names, which in UTC may be the one before or after.
        number = bisect_right(self._starts, second + DAY_SECONDS) - 1
        while number >= 0 and self._reach[number] >= second - DAY_SECONDS:
            if self._by_start[number].span.covers_start_of(date):
                return self._by_start[number]
            number -= 1
        return None
