"""Citations in the text of a paper, tied to its references."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from msgspec import Struct

from briefdeck.intake.paper.bibliography import Bibliography, Listed
from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.styled import Mark, Styled
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern

_YEAR: Final = r"(?:(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.|forthcoming|in press)"
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
_NUMBERS: Final = pattern(
    r"(?P<numbers>\d{1,3}(?:\s*[-–]\s*\d{1,3})?(?:\s*,\s*\d{1,3}(?:\s*[-–]\s*\d{1,3})?)*)"
    r"(?:\s*,\s*(?P<locator>(?:pp?|ch|sec)\.?\s*[\w–-]+))?"
)
_ONE_YEAR: Final = pattern(_YEAR)
_ET_AL: Final = pattern(r"\bet\s+al\b\.?|\band (?:others|colleagues)\b", re.IGNORECASE)
_SUFFIX: Final = pattern(r",?\s+(?:Jr|Sr)\b\.?")
_SPLIT: Final = pattern(r"\s*(?:,\s*(?:and|&)\s+|\s(?:and|&|y|et|und)\s|,|\s*&\s*)\s*")
_NARRATOR: Final = pattern(r"(?:[’']s?|\s*,)?\s*\Z")
_SMALL: Final = frozenset(["a", "an", "the", "of", "on", "in", "and", "for", "to", "at", "by"])
_ALIKE: Final = 0.74
_ALIKE_TITLES: Final = 0.85
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


class _Key(Struct, frozen=True):
    """By what a reference is cited."""

    listed: Listed
    families: tuple[str, ...]
    words: frozenset[str]
    acronym: str
    title: str


def gives_years(blocks: Iterable[Block]) -> bool:
    """Return whether a text cites authors with years rather than with pages alone."""
    years = pages = 0
    for block in blocks:
        text = block.text
        years += sum(1 for _ in _WITH_YEAR.finditer(text))
        pages += sum(1 for _ in _WITH_PAGE.finditer(text))
    return years > pages


_WITH_YEAR: Final = pattern(rf"[^()\d]{{3}},?\s{_YEAR}(?:[,:;][^()]{{0,80}})?\)|\w\s\({_YEAR}\)")
_WITH_PAGE: Final = pattern(r"\([A-ZÀ-Þ][^()\d]{2,80},\s\d{1,3}(?:[-–]\d{1,3})?\)")


class Ties:
    """Ties citations to references, one text after the other in the order of the paper.

    What was cited last is kept, since a page alone means that work.
    """

    def __init__(self, references: Bibliography, *, dates_all: bool = False) -> None:
        """dates_all: the text gives a year with every author that it cites."""
        self._dates_all = dates_all
        self._references = references
        self._notes: Mapping[str, tuple[Cited, ...]] = {}
        self._anchors: Mapping[str, tuple[Cited, ...]] = {}
        self._keys = [_key(listed) for listed in references.listed]
        self._by_family: dict[str, list[_Key]] = {}
        for key in self._keys:
            for family in key.families[:1]:
                self._by_family.setdefault(family, []).append(key)
        self._last: Cited | None = None
        self.slips: list[Slip] = []

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
            cites = self._notes.get(said) or self._anchors.get(anchor) or self._by_number(said)
            if cites:
                self._last = cites[-1]
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
            cites += self._notes.get(one, ()) or ((Cited(labels[one]),) if one in labels else ())
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
            found = [self._exact(names, year) for year in said]
            if all(found):
                at = place_of(years["locator"] or "")
                ids = [key.listed.id for key in found if key is not None]
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
        if not (year or is_linked) and (self._dates_all or names.isupper()):
            return ""
        key = self._exact(names, year)
        if key is not None:
            return key.listed.id
        if not names[:1].isupper() or not (year or is_linked or self._has_pages):
            return ""
        near = self._nearest(names, year)
        if near is None:
            if is_linked or (year and len(names.split()) <= _MOST_NAMES):
                self.slips.append(Slip(f"{names} {year}".strip(), "", is_tied=False))
            return ""
        self.slips.append(Slip(f"{names} {year}".strip(), near.listed.id, is_tied=True))
        return near.listed.id

    @property
    def _has_pages(self) -> bool:
        return self._last is not None

    def _exact(self, names: str, year: str) -> _Key | None:
        is_et_al = bool(_ET_AL.search(names))
        plain = _SUFFIX.sub("", _ET_AL.sub("", names)).strip(" ,.")
        cited = [_folded(part) for part in _SPLIT.split(plain) if part.strip()]
        if not cited:
            return None
        fitting = self._of_people(cited) or self._of_organization(plain)
        fitting = [key for key in fitting if _is_of(key, year)] if year else fitting
        best = [key for key in fitting if _counts_fit(key, cited, is_et_al=is_et_al)]
        chosen = best or fitting
        return chosen[0] if len(chosen) == 1 else None

    def _of_people(self, cited: Sequence[str]) -> list[_Key]:
        """The references whose first authors have these family names, or names and initials."""
        first = cited[0]
        keys = self._by_family.get(first) or self._by_family.get(first.rpartition(" ")[2], [])
        others = [name.rpartition(" ")[2] for name in cited[1:]]
        return [
            key
            for key in keys
            if all(any(family.endswith(other) for family in key.families[1:]) for other in others)
        ]

    def _of_organization(self, said: str) -> list[_Key]:
        words = _telling(said)
        if not words:
            return []
        same = [key for key in self._keys if key.words == words]
        if same:
            return same
        if said.isupper() or said.replace(".", "").isupper():
            short = said.replace(".", "").replace(" ", "")
            return [key for key in self._keys if key.acronym == short]
        folded = _folded(said.strip("“”\"'‘’"))
        return [key for key in self._keys if len(folded) >= 8 and key.title.startswith(folded)]

    def _nearest(self, names: str, year: str) -> _Key | None:
        """The one reference whose author is written nearly so."""
        plain = _ET_AL.sub("", names).strip(" ,.")
        folded = _folded(plain)
        first = _folded(_SPLIT.split(plain)[0])
        near = []
        for key in self._keys:
            if year and not _is_of(key, year):
                continue
            whole = " ".join(sorted(key.words)) if key.words else ""
            likeness = max(
                _likeness(first, key.families[0]) if key.families else 0.0,
                _likeness(" ".join(sorted(_telling(plain))), whole) if whole else 0.0,
            )
            if likeness >= (_ALIKE if year or key.families else _ALIKE_TITLES):
                near.append((likeness, key))
        near.sort(key=lambda pair: -pair[0])
        if not near or not folded or (len(near) > 1 and near[0][0] == near[1][0]):
            return None
        return near[0][1]


_MOST_WORDS: Final = 12
_MOST_NAMES: Final = 6


def _key(listed: Listed) -> _Key:
    names = listed.reference.names
    literal = names[0].literal or "" if names else ""
    said, _, rest = literal.partition("(")
    acronym = rest.partition(")")[0] or "".join(
        [word[0] for word in said.replace("-", " ").split() if word[0].isupper()]
    )
    return _Key(
        listed,
        tuple([_folded(name.full_family) for name in names if name.family]),
        _telling(said),
        acronym.replace(".", "") if literal else "",
        _folded(str(dict(listed.item.fields).get("title", ""))),
    )


def _folded(text: str) -> str:
    return " ".join(tokens(text))


def _telling(text: str) -> frozenset[str]:
    """The words by which a name is known."""
    return frozenset(tokens(text)) - _SMALL


def _is_of(key: _Key, year: str) -> bool:
    """Whether a reference is of a year; a letter counts where both have one."""
    mine = key.listed.reference.year
    if mine[-1:].isalpha() and year[-1:].isalpha():
        return mine.replace(" ", "") == year.replace(" ", "")
    return mine[:4] == year[:4]


def _counts_fit(key: _Key, cited: Sequence[str], *, is_et_al: bool) -> bool:
    count = len(key.listed.reference.names)
    return count > max(2, len(cited)) - (len(cited) > 1) if is_et_al else count == len(cited)


def _likeness(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


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
