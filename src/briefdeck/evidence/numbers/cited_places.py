"""From where what an entry says is cited: its citations, and the source that states it."""

from collections.abc import Iterable

from briefdeck.evidence.numbers.stated import CitedPlace
from briefdeck.evidence.sought import place_seen
from briefdeck.model.briefing import Caveat, Cite, Entry, FrontMatter, Point, Source
from briefdeck.model.evidence import statement_link
from briefdeck.model.links import FRONT, Link, Links
from briefdeck.model.measures import DecimalSign
from briefdeck.model.problem import KeyPath

Places = tuple[CitedPlace, ...]


class CitedPlaces:
    """The places that the citations of one entry name, or of the front matter.

    path: where that stands. sign: the decimal sign of the briefing.
    """

    def __init__(
        self, entry: Entry | FrontMatter, path: KeyPath, links: Links, sign: DecimalSign = "."
    ) -> None:
        self.sign = sign
        self.own: Places = ()
        """Those of the entry's own list, and the source that states it."""
        self._id = FRONT
        self._path = path
        self._links = links
        if isinstance(entry, FrontMatter):
            return
        self._id = entry.id
        self.own = self._listed(entry.citations, (*path, "cites"))
        stated = statement_link(entry.id, links)
        if stated is not None:
            self.own = (*self.own, self._place(stated))

    def of_point(self, point: Point, path: KeyPath) -> Places:
        """Return where a point of a series is cited from: where it says nothing, as the series."""
        return self._listed(point.citations, (*path, "cites")) or self.own

    def of_caveat(self, caveat: Caveat | None, path: KeyPath) -> Places:
        """Return what a caveat cites as a whole: the preparers make it, not who states the rest."""
        return self._listed(caveat.citations, (*path, "cites")) if caveat is not None else ()

    def of_bracket(self, cites: Iterable[Cite], path: KeyPath) -> Places:
        """Return the places that citations in the text at a path name."""
        links = [Link(self._id, each.source, "cites", each.at, None, path) for each in cites]
        return self._places(links)

    def _listed(self, cites: Iterable[Cite], path: KeyPath) -> Places:
        return self._places(
            Link(self._id, each.source, "cites", each.at, None, (*path, number))
            for number, each in enumerate(cites)
        )

    def _places(self, links: Iterable[Link]) -> Places:
        entries = self._links.entries
        return tuple([self._place(e) for e in links if isinstance(entries.get(e.target), Source)])

    def _place(self, link: Link) -> CitedPlace:
        seen = place_seen(link, self._links)
        return CitedPlace(
            source=link.target, at=link.at, seen_in=seen.source, seen_at=seen.at, path=link.path
        )
