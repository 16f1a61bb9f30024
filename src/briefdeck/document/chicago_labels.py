"""How the text cites a source in Chicago's author-date style: `Seelke and Finklea 2017, 9`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from briefdeck.document.chicago_parts import family_name, spaced, year_label
from briefdeck.document.chicago_roles import openers
from briefdeck.model.briefing import Source
from briefdeck.model.csl import Name
from briefdeck.text.width import first_grapheme

LEGAL: Final = frozenset({"legislation", "bill", "regulation", "treaty", "legal_case"})
_ROMAN_TITLES: Final = LEGAL | {"collection", "patent"}
_ITALIC_TITLES: Final = frozenset(
    {"report", "book", "standard", "software", "hearing", "classic", "graphic", "map", "event"}
    | {"musical_score", "pamphlet", "performance"}
)
# Italic as a whole, and in quotation marks as a part of something.
_WHOLE_OR_PART: Final = frozenset({"broadcast", "figure", "motion_picture", "periodical", "song"})
NO_DATE: Final = "n.d."
TO_COME: Final = frozenset({"forthcoming", "in press"})

_ON_SITES: Final = frozenset(
    {"article-newspaper", "article-magazine", "webpage", "post", "post-weblog"}
)
# Without an author, the paper or the site stands in its place, and software's publisher.
_CONTAINER_AS_AUTHOR: Final = _ON_SITES | frozenset(
    {"broadcast", "entry", "entry-dictionary", "entry-encyclopedia", "review", "review-book"}
)
TitleStyle = Literal["italic", "roman", "quoted"]
# The 18th edition names both of two authors, and of more the first alone.
_ALL_NAMED: Final = 2
# Chicago gives pages without `p.`: `Smith 2001, 9`.
_LOCATOR: Final = r"pp?\.\s*(?=\w)"

GivenForm = Literal["initials", "full"]


class ShortForms:
    """How each source of one list is cited in the text: `Seelke and Finklea 2017`.

    Where two would be cited alike, given names are added at the first author who differs, then
    more authors, and last letters to the year, by title: as CSL does it, citation by citation.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        # By source: for which of its authors to add given names, and how many authors to name.
        self._given: dict[str, dict[int, GivenForm]] = {}
        self._named: dict[str, int] = {}
        self._letters: dict[str, str] = {}
        for alike in self._alike(sources):
            self._add_given_names(alike)
            self._add_authors(alike)
        for alike in self._alike(sources):
            self._add_letters(alike)

    @property
    def are_plain(self) -> bool:
        """Whether all are told apart by author and year alone."""
        return not (self._given or self._named or self._letters)

    def short(self, source: Source) -> str:
        """Return a source's author and year."""
        letter = self.letter(source)
        who, year = self._who(source), year_words(source, letter)
        if source.type in LEGAL and not letter and _says_year(who, year):
            return who
        if source.issued is not None:
            return f"{who} {year}"
        # Chicago sets a comma before "n.d." and "forthcoming"; it goes inside a closing quotation
        # mark.
        if who.endswith("”"):
            return f"{who.removesuffix('”')},” {year}"
        return f"{who}, {year}"

    def letter(self, source: Source) -> str:
        """Return `a`, `b` … where another source has the same author and year; else nothing."""
        return self._letters.get(source.id, "")

    def _alike(self, sources: Iterable[Source]) -> Iterator[list[Source]]:
        """Yield the sources that are cited alike so far."""
        groups: dict[str, list[Source]] = {}
        for source in sources:
            # Capitals alone do not tell two titles apart: styles change them.
            groups.setdefault(self.short(source).casefold(), []).append(source)
        for group in groups.values():
            if len(group) > 1:
                yield group

    def _who(self, source: Source) -> str:
        """Who a citation in the text names: the authors, else the title."""
        names = authors_of(source)
        if not names:
            return short_title(source)
        given = self._given.get(source.id, {})
        words = [_name_words(name, given.get(place)) for place, name in enumerate(names)]
        return _named_words(words, self._named.get(source.id, 1))

    def _add_given_names(self, alike: Sequence[Source]) -> None:
        """Mark the first author by whom a source differs from another one of the same family."""
        authors = {source.id: authors_of(source) for source in alike}
        for place in range(max(map(len, authors.values()))):
            at_place = {id_: names[place] for id_, names in authors.items() if place < len(names)}
            for id_, name in at_place.items():
                form = _given_form(name, at_place.values())
                if form and id_ not in self._given:
                    self._given[id_] = {place: form}

    def _add_authors(self, alike: Sequence[Source]) -> None:
        """Name as many authors as tell sources apart whose first authors are the same."""
        left = {source.id: authors_of(source) for source in alike}
        for count in range(1, max(map(len, left.values())) + 1):
            begun = [names[:count] for names in left.values()]
            unlike = [id_ for id_, names in left.items() if begun.count(names[:count]) == 1]
            if unlike:
                self._named |= dict.fromkeys(left, count)
            for id_ in unlike:
                del left[id_]

    def _add_letters(self, alike: Sequence[Source]) -> None:
        ordered = sorted(alike, key=lambda source: _sortable(source.title))
        for position, source in enumerate(ordered, 1):
            self._letters[source.id] = _letter(position)


def with_locator(short: str, at: str | None) -> str:
    """Return a short form with the place in the source: `Seelke and Finklea 2017, 9`.

    Page numbers stand without `p.`, other places keep their words.
    """
    return f"{short}, {locator(at)}" if at else short


def locator(at: str) -> str:
    """Return a place in a source as Chicago gives it: `9` for `p. 9`, other places as they are."""
    return re.sub(_LOCATOR, "", at, count=1)


def with_place(short: str, at: str | None) -> str:
    """Return a short form with the place in words: `Davidson 2020, p. 6`."""
    return f"{short}, {at}" if at else short


def authors_of(source: Source) -> tuple[Name, ...]:
    """Return who stands in the author's place; nobody where the title does."""
    if source.type in LEGAL:
        return ()
    opening = openers(source)
    if opening:
        return opening[1]
    host = host_of(source)
    return (Name(literal=host),) if host else ()


def host_of(source: Source) -> str | None:
    """Return the paper, site or publisher that stands in the place of an author, if any does."""
    if source.type == "software":
        return source.publisher
    if source.type in _CONTAINER_AS_AUTHOR:
        return source.container_title or _site_of(source)
    return None


def _site_of(source: Source) -> str | None:
    """The publisher of what stands in nothing; a program or an entry is looked up by its title."""
    return source.publisher if source.type in _ON_SITES else None


def title_style(source: Source) -> TitleStyle:
    """Return how a source's title is set."""
    if source.type in _ROMAN_TITLES:
        return "roman"
    is_whole = source.type in _WHOLE_OR_PART and not source.container_title
    return "italic" if is_whole or source.type in _ITALIC_TITLES else "quoted"


def short_title(source: Source) -> str:
    """Return the title that stands in the author's place, the short one if there is one."""
    title = source.title_short or source.title
    return f"“{title}”" if title_style(source) == "quoted" else title


def year_words(source: Source, letter: str = "") -> str:
    """Return the year with its letter: `2017b`, `n.d.-b`, `forthcoming`.

    It is empty for a law without a date. A year that the original has stands in brackets before
    it: `[1865] 2017`.
    """
    if source.issued is not None:
        year = year_label(source.issued) + letter
        before = original_year(source)
        return f"[{before}] {year}" if before else year
    if source.type in LEGAL and not letter:
        return ""
    undated = source.status if source.status in TO_COME else NO_DATE
    return f"{undated}-{letter}" if letter else str(undated)


def original_year(source: Source) -> str:
    """Return the year of the original, where it is another one; empty where there is none."""
    if source.original_date is None or source.issued is None or source.type in LEGAL:
        return ""
    year = year_label(source.original_date).strip("[]")
    return "" if year == year_label(source.issued) else year


def _named_words(words: Sequence[str], count: int) -> str:
    """Name two authors, or the first `count` of more: `Seelke, Finklea, et al.`."""
    if len(words) <= _ALL_NAMED:
        return " and ".join(words)
    if count >= len(words):
        return f"{', '.join(words[:-1])}, and {words[-1]}"
    named = ", ".join(words[:count])
    return f"{named} et al." if count == 1 else f"{named}, et al."


def _given_form(name: Name, others: Iterable[Name]) -> GivenForm | None:
    """How to add a given name so that it differs from the others of its family name."""
    namesakes = [other for other in others if other != name and other.family == name.family]
    if not namesakes or not name.family:
        return None
    initials = _initials(name)
    return "full" if initials in map(_initials, namesakes) else "initials"


def _name_words(name: Name, form: GivenForm | None) -> str:
    if form is None or not name.given:
        return family_name(name)
    if name.is_family_first:
        return name.words
    given = name.given if form == "full" else _initials(name)
    return spaced(given, family_name(name))


def _initials(name: Name) -> str:
    """`C. R.` for Clare Ribando, `J.-P.` for Jean-Paul."""
    return " ".join(map(_initial, (name.given or "").split()))


def _initial(given: str) -> str:
    return "-".join(f"{first_grapheme(part).upper()}." for part in given.split("-") if part)


def _says_year(who: str, year: str) -> bool:
    """Whether a law's title ends in its year already, or it has no year to say."""
    return not year or re.search(rf"\b{re.escape(year)}$", who) is not None


def _letter(position: int) -> str:
    """`a` to `z` for 1 to 26, then `aa`, `ab` …: numbers to the base of 26 without a zero."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _sortable(title: str) -> str:
    words = re.sub(r"[^\w\s]", "", title.casefold())
    return re.sub(r"^(?:the|an?)\s+", "", words)
