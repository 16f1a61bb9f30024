"""What a paper says of itself: title, authors, date, publisher, from its file and its cover."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from msgspec import Struct

from briefdeck.intake.dates import meanings
from briefdeck.intake.paper.blocks import Block, Paper
from briefdeck.intake.paper.contents import plain
from briefdeck.intake.paper.issue_dates import MONTH, YEAR
from briefdeck.intake.paper.names import (
    is_organization,
    is_plainly_organization,
    names_of,
    people_on,
    without_marks,
)
from briefdeck.intake.paper.outline import Outline
from briefdeck.model.csl import Name
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_DATE: Final = pattern(
    r"(?:(?:published|posted|updated|released|issued|date|revised|version)[:,]?\s+(?:on\s+)?)?"
    r"(?P<date>(?:[A-Z][a-z]{2,8}day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"{MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,?)?,?\s+{YEAR}\b|(?<![\w–-]){YEAR}(?:-\d\d){{0,2}}(?![\w–-]))",
    re.IGNORECASE,
)
_BY: Final = pattern(
    r"(?:written\s+|prepared\s+|report\s+|a report\s+)?by:?\s+(?P<names>\S.*)", re.IGNORECASE
)
_AUTHORS: Final = pattern(r"authors?:?\s*(?P<names>\S.*)", re.IGNORECASE)
_COPYRIGHT: Final = pattern(
    r"(?:copyright|©|\(c\))[\s©]*(?:\d{4})?,?\s*(?:by\s+)?(?P<name>[^.]+)", re.IGNORECASE
)
_ABOUT: Final = pattern(r"about\s+(?:the\s+)?(?P<name>\S.*)", re.IGNORECASE)
_NUMBER: Final = pattern(
    r"(?P<genre>(?:(?:working|research|discussion|policy|briefing|staff|technical|occasional)\s+)?"
    r"(?:paper|report|brief|memo(?:randum)?|note|publication))s?\s*(?:series\s*)?(?:no\.?|number|#)"
    r"?\s*(?P<number>[\w/-]*\d[\w/.-]*)",
    re.IGNORECASE,
)
_DOI: Final = pattern(r"\b(10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)\]])")
_NOT_A_TITLE: Final = frozenset({"abstract", "contents", "table of contents", "introduction"})
_LONGEST: Final = 300
_LARGER: Final = 1.1
_MOST_OF_A_NAME: Final = 3
_BETWEEN: Final = pattern(r"(?:,| [·|–—])\s+(?!\d{4}\b)")
_LINE: Final = 120
"""Characters of a line of the cover that is not a sentence."""


class TitleBlock(Struct, frozen=True, kw_only=True):
    """Title, authors and so on; empty what the paper does not say. issued: EDTF."""

    title: str
    authors: tuple[Name, ...]
    issued: str
    publisher: str
    genre: str = ""
    number: str = ""
    doi: str = ""


def title_block(paper: Paper, outline: Outline, name: str) -> TitleBlock:
    """Return what a paper says of itself; `name` stands for a title that it lacks."""
    lines = [line for block in outline.cover for line in _lines(block)]
    title = _title(one_line(paper.title), outline) or name
    number = next(filter(None, (_NUMBER.search(line) for line in lines)), None)
    doi = next(filter(None, (_DOI.search(line) for line in lines)), None)
    return TitleBlock(
        title=title,
        authors=_authors(paper, lines, title),
        issued=_issued(paper, lines),
        publisher=one_line(paper.publisher) or _publisher(lines, outline, title),
        genre=number["genre"].capitalize() if number else "",
        number=number["number"] if number else "",
        doi=paper.doi or (doi[1] if doi else ""),
    )


def _lines(block: Block) -> list[str]:
    lines = [one_line(line) for line in block.lines if line.strip()]
    return [part for line in lines for part in _parts(line)]


def _parts(line: str) -> list[str]:
    """What a line says of authors, publisher and date one behind the other; else the line."""
    parts = _BETWEEN.split(line)
    says_more = any(is_organization(part) or _DATE.fullmatch(part) for part in parts)
    is_known = says_more and len(line) <= _LINE and all(map(_is_of_cover, parts))
    return parts if is_known else [line]


def _is_of_cover(words: str) -> bool:
    is_date = _DATE.fullmatch(words) is not None
    return is_date or is_organization(words) or bool(people_on(words))


# Title: the first heading of the highest level, else what is set largest, else what comes first.


def _title(stated: str, outline: Outline) -> str:
    """The title on the cover; the one that the file states, where the cover has it or has none."""
    cover = _lines_of_title(outline.cover)
    if not cover or any(_agree(stated, block.text) for block in cover):
        return stated
    largest = max(block.size for block in cover)
    if largest > _LARGER:
        first = next(place for place, block in enumerate(cover) if block.size == largest)
        same = takewhile(lambda block: block.size == largest, cover[first : first + 3])
        return one_line(" ".join([block.text for block in same]))
    times = Counter(plain(block.text) for block in cover)
    repeated = [block for block in cover if times[plain(block.text)] > 1]
    headings = [block for block in cover if block.kind == "heading" and block.level == 1]
    own = repeated or headings or ([] if stated else cover)
    return own[0].text if own else stated


def _lines_of_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a cover that may be its title: no date, and no authors."""
    named = [found["names"] for block in blocks if (found := _BY.match(block.lines[0].strip()))]
    authors = set(map(plain, named))
    return [
        block
        for place, block in enumerate(blocks)
        if _may_be_title(block)
        and plain(block.text) not in authors
        and (authors or block.size > _LARGER or not _names_people(block, is_first=not place))
    ]


def _names_people(block: Block, *, is_first: bool) -> bool:
    """Whether a line holds names; a first line of many capitals is a title that looks like one."""
    people = people_on(block.text)
    is_long = len(people) == 1 and len(block.text.split()) > _MOST_OF_A_NAME
    return bool(people) and not (is_first and is_long and people[0].words == block.text)


def _agree(stated: str, text: str) -> bool:
    """Whether a title that a file states is one on its cover, perhaps with a name around it."""
    return bool(plain(stated)) and plain(text) in plain(stated)


def _may_be_title(block: Block) -> bool:
    text = block.text
    return (
        block.kind in {"heading", "paragraph"}
        and 3 <= len(text) <= _LONGEST
        and plain(text) not in _NOT_A_TITLE
        and not _DATE.fullmatch(text)
        and not _BY.match(text)
        and any(map(str.isalpha, text))
    )


# Date.


def _issued(paper: Paper, lines: Sequence[str]) -> str:
    """The date as EDTF: of the file's own words, else the first on the cover."""
    stated = _edtf(paper.issued)
    if stated:
        return stated
    short = [line for line in lines if len(line) <= _LINE]
    found = [match for line in short if (match := _DATE.search(line))]
    whole = [match["date"] for match in found if not match["date"].isdigit()]
    return next(filter(None, map(_edtf, [*whole, *[match["date"] for match in found]])), "")


def _edtf(text: str) -> str:
    return meanings(text).date.partition("T")[0]


# Authors: behind "by", else the lines of names under the title.


def _authors(paper: Paper, lines: Sequence[str], title: str) -> tuple[Name, ...]:
    if paper.authors:
        return tuple([name for said in paper.authors for name in names_of(said)])
    for form in (_BY, _AUTHORS):
        for line in lines:
            found = form.match(line)
            if found is not None and len(line) <= _LONGEST:
                return names_of(without_marks(found["names"]))
    return _names_under(lines, title)


def _names_under(lines: Sequence[str], title: str) -> tuple[Name, ...]:
    """The names on lines of their own; lines of where they work may stand between them."""
    names: list[Name] = []
    for line in lines:
        people = () if plain(line) in plain(title) else people_on(line)
        if people:
            names += people
        elif names and not (is_organization(line) or "@" in line):
            break
    return tuple(dict.fromkeys(names))


# Publisher: who holds the copyright, whom the paper ends with ("About …"), an organization's line.


def _publisher(lines: Sequence[str], outline: Outline, title: str) -> str:
    holders = [found["name"] for line in lines if (found := _COPYRIGHT.search(line))]
    about = [
        found["name"]
        for part in outline.parts[-4:]
        if (found := _ABOUT.fullmatch(part.title))
        and not found["name"].lower().startswith("author")
    ]
    named = [
        line
        for line in lines
        if len(line) <= _LINE
        and not line.endswith((".", ":"))
        and is_plainly_organization(line)
        and plain(line) not in plain(title)
    ]
    joined = _over_lines(outline.cover)
    best = [name for name in about if plain(name) in map(plain, joined)]
    return one_line(next(iter([*best, *holders, *named, *about]), "")).strip(" ,.")


def _over_lines(cover: Iterable[Block]) -> list[str]:
    """Lines of the cover, and what stands on several lines as one."""
    return [said for block in cover for said in (block.text, *_lines(block))]
