"""Citations in the text of a paper, tied to its references."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from briefdeck.intake.paper.bibliography import Bibliography
from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.cited_names import CitedNames
from briefdeck.intake.paper.styled import Mark, Styled
from briefdeck.model.calendar import MONTHS
from briefdeck.text.pattern import pattern

_YEAR: Final = (
    r"(?:(?:1[5-9]|20)\d\d[a-z]?(?:[/–-](?:1[5-9]|20)\d\d)?|n\.\s?d\."
    r"|undated(?: [a-z]\b)?|forthcoming|in press)"
)
_PAGES: Final = r"[A-Za-z]?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?"
_LOCATOR: Final = (
    rf"(?:(?:pp?|[Pp]ages?|[Cc]h|[Cc]hap(?:ter|s)?|[Ss]ec(?:tion)?|[Pp]ara(?:graph)?s?|[Tt]ables?|at"
    rf"|[Ff]ig(?:ure)?s?|[Bb]ox|[Aa]nnex|[Aa]ppendix|[Vv]ol|[Nn]o|n|note|slides?)\b\.?\s*"
    rf"[\dA-Z][\w.–—-]*(?:\s?[,–—-]\s?\d+)*|§+\s*[\d.]+|{_PAGES}(?:,\s*{_PAGES})*)"
)
_GROUP: Final = pattern(r"\(([^()]{1,400})\)|\[([^\[\]]{1,400})\]")
_PART: Final = pattern(
    r"(?i:(?:see|also|e\.g\.|i\.e\.|cf\.?|(?:as )?(?:quoted|cited) in|in|for example|and)[,:]?\s+)*"
    r"(?P<names>[^\d;:]{2,160}?)"
    rf"(?:[,.]?\s*\(?(?P<years>{_YEAR}(?:\s*[,&]\s*{_YEAR}|\s*,\s*[a-z]\b)*)\)?)?"
    rf"(?:(?:\s*[,:]\s*|\s+(?=pp?\.|§|ch))(?P<locator>{_LOCATOR}))?"
)
_YEARS: Final = pattern(
    rf"(?P<years>{_YEAR}(?:\s*[,&;]\s*{_YEAR})*)(?:\s*[,:]\s*(?P<locator>{_LOCATOR}))?"
)
_BARE: Final = pattern(rf"(?P<named>pp?\.\s*)?(?P<locator>{_PAGES}(?:,\s*{_PAGES})*)")
_WITH_YEAR: Final = pattern(rf"[^()\d]{{3}},?\s{_YEAR}(?:[,:;][^()]{{0,80}})?\)|\w\s\({_YEAR}\)")
_NAMES: Final = pattern(r"\(([A-ZÀ-Þ][^()\d]{2,80}?)(?:,\s\d{1,3}(?:[-–]\d{1,3})?)?\)")
_ENOUGH: Final = 3
"""Citations with a year from which on a bare name is none."""
_NUMBERS: Final = pattern(
    r"(?P<numbers>\d{1,3}(?:\s*[-–]\s*\d{1,3})?(?:\s*,\s*\d{1,3}(?:\s*[-–]\s*\d{1,3})?)*)"
    r"(?:\s*,\s*(?P<locator>(?:pp?|ch|sec)\.?\s*[\w–-]+))?"
)
_ONE_YEAR: Final = pattern(_YEAR)
_NARRATOR: Final = pattern(r"(?:[’']s?|\s*,)?\s*\Z")
_MARK: Final = pattern(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[*†‡§]+")
_MEASURED: Final = pattern(r"(?:\d|\b(?:[kcm]?m|ft|mi|CO|in))\s?\Z")
_NO_NAME: Final = pattern(
    rf"\b(?:{'|'.join(MONTHS)}|FY|Fiscal|Act|Law|Figure|Table|Section|Chapter|Box|Appendix)\b"
)
"""Words that stand before a year or a number in parentheses that cites nothing."""
_BEFORE: Final = 110
"""Characters before a year in parentheses among which its author is looked for."""


class Cited(NamedTuple):
    """A source, and the place in it."""

    id: str
    at: str = ""


class Citation(NamedTuple):
    """Where a text cites, and what."""

    start: int
    end: int
    cites: tuple[Cited, ...]


class Slip(NamedTuple):
    """A citation that is not written as its reference, or that fits none; what is near it."""

    words: str
    nearest: str
    is_tied: bool


class Ties:
    """Ties citations to references, one text after the other in the order of the paper.

    What was cited last is kept, since a page alone means that work.
    """

    def __init__(self, references: Bibliography, text: Iterable[Block] = ()) -> None:
        """text: the whole of it, which shows whether a year stands with all authors cited."""
        self._references = references
        self._notes: Mapping[str, tuple[Cited, ...]] = {}
        self._anchors: Mapping[str, tuple[Cited, ...]] = {}
        self._names = CitedNames(references.listed)
        self.gives_years = self._counts_years(text)
        self._last: Cited | None = None
        self.slips: list[Slip] = []

    def _counts_years(self, blocks: Iterable[Block]) -> bool:
        years = names = 0
        for block in blocks:
            text = block.text
            years += sum(1 for _ in _WITH_YEAR.finditer(text))
            names += sum(self._names.is_author(found[1]) for found in _NAMES.finditer(text))
        return years >= _ENOUGH and years > names

    def take_notes(
        self, by_label: Mapping[str, tuple[Cited, ...]], by_anchor: Mapping[str, tuple[Cited, ...]]
    ) -> None:
        """Use what notes cite, by their labels and anchors, for superscripts and links."""
        self._notes, self._anchors = by_label, by_anchor

    def citations(self, text: Styled) -> list[Citation]:
        """Return the citations of a text in order."""
        found = [*self._numbers_above(text), *self._groups(text)]
        return sorted(found)

    def _numbers_above(self, text: Styled) -> Iterator[Citation]:
        """Superscripts: notes, or references by their numbers."""
        links = {(link.start, link.end): link.url.removeprefix("#") for link in text.links}
        for start, end in text.raised:
            said = text.text[start:end].strip("[]()., ")
            anchor = links.get((start, end), "")
            cites = self._anchors.get(anchor, self._notes.get(said))
            if cites is None:
                cites = self._by_number(said)
            if cites:
                self._last = cites[-1]
            if cites or _is_mark(text.text, start, said):
                yield Citation(start, end, cites)

    def _groups(self, text: Styled) -> Iterator[Citation]:
        for found in _GROUP.finditer(text.text):
            inside = found[1] or found[2]
            cites = self._cites(text, found, inside)
            if cites:
                self._last = cites[-1]
                yield Citation(found.start(), found.end(), cites)

    def _cites(self, text: Styled, found: "re.Match[str]", inside: str) -> tuple[Cited, ...]:
        start = found.start() + 1
        links = [link for link in text.links if link.start < found.end() and link.end > start]
        numbers = _NUMBERS.fullmatch(inside.strip())
        if numbers is not None and (found[2] is not None or self._leads_to_label(links)):
            cites = self._by_number(numbers["numbers"])
            if cites:
                at = place_of(numbers["locator"] or "")
                return (*cites[:-1], Cited(cites[-1].id, at))
        bare = _BARE.fullmatch(inside.strip())
        if bare is not None and self._last is not None and self._is_page(text, found, bare, links):
            return (Cited(self._last.id, place_of(bare["locator"])),)
        years = _YEARS.fullmatch(inside.strip())
        if years is not None:
            return self._narrated(text.text[: found.start()], years)
        cites = self._parts(inside, is_linked=bool(links))
        return cites or self._led(links)

    def _led(self, links: Sequence[Mark]) -> tuple[Cited, ...]:
        """What links lead to, where it is a reference of the list."""
        anchors = [link.url.removeprefix("#") for link in links]
        known = self._references.by_anchor
        return tuple([Cited(known[anchor]) for anchor in dict.fromkeys(anchors) if anchor in known])

    def _leads_to_label(self, links: Sequence[Mark]) -> bool:
        return bool(links) and bool(self._references.by_label or self._notes)

    def _is_page(
        self,
        text: Styled,
        found: "re.Match[str]",
        bare: "re.Match[str]",
        links: Sequence[Mark],
    ) -> bool:
        """Whether a bare number is a page of the work cited last, and not one of a list."""
        if found[1] is None or _ONE_YEAR.match(bare["locator"]):
            return False
        is_at_end = text.text[found.end() : found.end() + 1] in {".", ",", ";", ""}
        return bool(links or bare["named"]) or (is_at_end and bool(_last_at(self._last)))

    # Numbers.

    def _by_number(self, said: str) -> tuple[Cited, ...]:
        labels = self._references.by_label
        cites: list[Cited] = []
        for one in _numbers(said):
            cites += (Cited(labels[one]),) if one in labels else self._notes.get(one, ())
        return tuple(cites)

    # Authors and years.

    def _narrated(self, before: str, years: "re.Match[str]") -> tuple[Cited, ...]:
        """A year in parentheses behind its author, who is part of the sentence."""
        narrator = _NARRATOR.sub("", before[-_BEFORE:])
        words = narrator.split(" ")
        said = _ONE_YEAR.findall(years["years"])
        for number in range(min(len(words), _MOST_WORDS), 0, -1):
            names = " ".join(words[-number:])
            if not names[:1].isupper():
                continue
            found = [self._names.exact(names, year) for year in said]
            if all(found):
                at = place_of(years["locator"] or "")
                ids = [listed.id for listed in found if listed is not None]
                return (*[Cited(id_) for id_ in ids[:-1]], Cited(ids[-1], at))
        return ()

    def _parts(self, inside: str, *, is_linked: bool) -> tuple[Cited, ...]:
        cites: list[Cited] = []
        names = ""
        for part in inside.split(";"):
            found = _PART.fullmatch(part.strip())
            if found is None:
                return tuple(cites)
            said = _ONE_YEAR.findall(found["years"] or "")
            names = found["names"].strip(" ,") or names
            ids = [self._tied(names, year, is_linked=is_linked) for year in said or [""]]
            if not all(ids):
                return tuple(cites)
            at = place_of(found["locator"] or "")
            cites += [Cited(id_) for id_ in ids[:-1]]
            cites.append(Cited(ids[-1], at))
        return tuple(cites)

    def _tied(self, names: str, year: str, *, is_linked: bool) -> str:
        """The id of what is cited; empty where nothing fits, or more than one."""
        if not (year or is_linked) and (self.gives_years or names.isupper()):
            return ""
        listed = self._names.exact(names, year)
        if listed is not None:
            return listed.id
        if not names[:1].isupper() or not (year or is_linked or self._has_pages):
            return ""
        if _NO_NAME.search(names):
            return ""
        near = self._names.near(names, year)
        if near is None:
            if is_linked or (year and len(names.split()) <= _MOST_NAMES):
                self.slips.append(Slip(f"{names} {year}".strip(), "", is_tied=False))
            return ""
        self.slips.append(Slip(f"{names} {year}".strip(), near.id, is_tied=True))
        return near.id

    @property
    def _has_pages(self) -> bool:
        return self._last is not None


_MOST_WORDS: Final = 12
_MOST_NAMES: Final = 6


def _is_mark(text: str, start: int, said: str) -> bool:
    """Whether a superscript marks a note, and is no exponent, ordinal or unit."""
    return bool(_MARK.fullmatch(said)) and not _MEASURED.search(text[max(0, start - 4) : start])


def _last_at(last: Cited | None) -> str:
    return last.at if last is not None else ""


def _numbers(said: str) -> Iterator[str]:
    for part in re.split(r"\s*,\s*", said.strip()):
        start, dash, end = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        if not start.isdigit() or (dash and not end.isdigit()):
            continue
        if dash and 0 < int(end) - int(start) < 100:
            yield from map(str, range(int(start), int(end) + 1))
        else:
            yield start


def place_of(said: str) -> str:
    """Return a locator as our citations have it: `p. 9`, `pp. 9-10`, `table 2`."""
    plain = re.sub(r"\s?[–—-]\s?", "-", said.strip())
    if not plain:
        return ""
    if plain[0].isdigit():
        return f"pp. {plain}" if "-" in plain or "," in plain else f"p. {plain}"
    return plain
