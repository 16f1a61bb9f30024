"""Footnotes and endnotes: what each of them cites, and the sources that only notes name."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.intake.paper.bibliography import Bibliography, Entry, Listed
from briefdeck.intake.paper.citations import Cited, Ties, place_of
from briefdeck.intake.paper.reference import Reference, reference
from briefdeck.intake.paper.reference_title import QUOTES
from briefdeck.intake.paper.styled import Styled
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern

_IBID: Final = pattern(
    r"(?:Ibid|ibid|Id|Idem)\b\.?(?:,?\s*(?:at\s+)?(?P<at>[^;]{1,40}?))?[.;]?\s*\Z"
)
_LEAD: Final = pattern(
    r"(?:(?:[Ss]ee(?: also)?|[Cc]f|Compare|[Ee]\.g|[Ff]or (?:example|instance|more[^,]{0,40})"
    r"|[Qq]uoted in|Cited in|As (?:cited|quoted) in|[Aa]nd|also|generally)\b[.,:]?\s+)+"
)
_SHORT: Final = pattern(
    r"(?P<names>[A-ZÀ-Þ][^,“\"]{1,60}),\s*(?P<title>.{4,120}?),?\s*"
    r"(?:pp?\.\s*)?(?P<at>\d[\d–-]*)?\.?"
)
_PLACES: Final = ("issued", "URL", "DOI", "page", "container-title", "publisher")
_OPENERS: Final = frozenset(
    ("We", "The", "This", "These", "By", "In", "Plus", "For", "A", "An", "It", "As", "One", "Our")
)
"""Words that begin a remark, and no name."""
_LEAST_ALIKE: Final = 0.6
_MOST_ALIKE: Final = 50
"""Works of one author among which a short form is looked for."""


class Notes:
    """What notes cite, by their labels and by the anchors that links lead to.

    Notes that cite nothing are among them, since their marks are no numbers of references.
    """

    def __init__(self, references: Bibliography, ties: Ties) -> None:
        self._references = references
        self._ties = ties
        self._by_family: dict[str, list[Listed]] = {}
        self._indexed = 0
        # Where a list has all that is cited by author and year, notes hold remarks.
        self._adds = not (ties.gives_years and references.listed)
        self._last: Cited | None = None
        self.by_label: dict[str, tuple[Cited, ...]] = {}
        self.by_anchor: dict[str, tuple[Cited, ...]] = {}

    def read(self, entries: Iterable[Entry]) -> None:
        """Read notes; sources that they name for the first time go to the references."""
        for entry in entries:
            cites = self._cites(entry)
            if cites:
                self._last = cites[-1]
            self.by_label.setdefault(entry.label, cites)
            self.by_anchor |= dict.fromkeys(entry.anchors, cites)

    def _cites(self, entry: Entry) -> tuple[Cited, ...]:
        tied = [cite for found in self._ties.citations(entry.words) for cite in found.cites]
        if tied:
            return tuple(tied)
        return tuple([cite for part in _works(entry.words) for cite in self._work(part)])

    def _work(self, part: Styled) -> Iterator[Cited]:
        ibid = _IBID.match(part.text)
        if ibid is not None:
            if self._last is not None:
                yield Cited(self._last.id, place_of(ibid["at"] or ""))
            return
        known = self._known(part)
        if known is not None:
            yield known
            return
        found = reference(part) if self._adds else None
        if found is not None and _is_source(found):
            yield Cited(self._references.add(found), place_of(found.locator))

    def _known(self, part: Styled) -> Cited | None:
        """A work that an earlier note names in full, and this one in short."""
        found = _SHORT.fullmatch(part.text)
        if found is None:
            return None
        names, title = set(tokens(found["names"])), set(tokens(found["title"]))
        for listed in self._of(names):
            if _is_short_for(names, title, listed.reference):
                return Cited(listed.id, place_of(found["at"] or ""))
        return None

    def _of(self, names: Iterable[str]) -> Iterator[Listed]:
        """The latest references whose authors share a word with these names."""
        for listed in self._references.listed[self._indexed :]:
            for author in listed.reference.names:
                for word in tokens(author.family or author.literal or ""):
                    self._by_family.setdefault(word, []).append(listed)
        self._indexed = len(self._references.listed)
        for name in sorted(names):
            yield from reversed(self._by_family.get(name, [])[-_MOST_ALIKE:])


def _is_source(found: Reference) -> bool:
    """Whether a note names a source, and is no remark: a title set apart, authors, and more."""
    is_placed = any(found.fields.get(key) for key in _PLACES)
    first = found.text.partition(" ")[0].rstrip(",")
    is_named = bool(found.names) or found.text[:1] in QUOTES
    return found.is_sure and is_named and is_placed and first not in _OPENERS


def _is_short_for(names: set[str], title: set[str], of: Reference) -> bool:
    whole = set(tokens(str(of.fields["title"])))
    families = [set(tokens(name.family or name.literal or "")) for name in of.names]
    is_by = any(family and family <= names for family in families)
    return (
        is_by
        and bool(title)
        and len(title & whole) >= _LEAST_ALIKE * len(title)
        and len(title) <= len(whole)
    )


def _works(words: Styled) -> Iterator[Styled]:
    """The works of a note, which semicolons part, without what leads to them."""
    start = 0
    for end in [*_semicolons(words.text), len(words.text)]:
        part = words.cut(start, end)
        lead = _LEAD.match(part.text)
        yield part.cut(lead.end()) if lead else part
        start = end + 1


def _semicolons(text: str) -> Iterator[int]:
    """The semicolons that no parentheses or quotation marks hold."""
    depth = 0
    for place, sign in enumerate(text):
        if sign in "([“":
            depth += 1
        elif sign in ")]”":
            depth = max(0, depth - 1)
        elif sign == ";" and not depth:
            yield place
