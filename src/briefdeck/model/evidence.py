"""How well statements are supported: cited, single-sourced or uncited, and what would fall with a source."""

from typing import Literal

from msgspec import Struct

from briefdeck.model.briefing import Briefing
from briefdeck.model.links import Links

Support = Literal["cited", "single", "uncited"]
"""cited: two or more independent origins; single: one; uncited: none."""


class Coverage(Struct, frozen=True):
    """Counts of statements (key points, findings, events, programs, figures, tables, quotations) by support."""

    cited: int
    single: int
    uncited: int

    @property
    def percent(self) -> int:
        """Percent of statements with at least one source, rounded down; 100 where there is nothing to cite."""
        total = self.cited + self.single + self.uncited
        return 100 * (self.cited + self.single) // total if total else 100


def support(entry_id: str, links: Links) -> Support:
    """How an entry is supported, counting origins (a source's `origin`, followed to its end) and not citations."""
    raise NotImplementedError


def coverage(briefing: Briefing, links: Links) -> Coverage:
    """Support of all statements."""
    raise NotImplementedError


def sole_support(source_id: str, links: Links) -> tuple[str, ...]:
    """Ids of the entries that would be uncited without this source, in file order."""
    raise NotImplementedError
