"""References in the author-date style of The Chicago Manual of Style, 18th edition.

Laws and treaties stand as it takes them from the Bluebook. Titles keep the author's capitals.
Source of the rules: chapters 13 and 14 of the manual, and its CSL style, which the tests were
compared with (`chicago-author-date`, Pandoc's default).
"""

import re
from typing import Final

from briefdeck.document.chicago_labels import (
    ITALIC_TITLES,
    LEGAL,
    authors_of,
    host_of,
    year_words,
)
from briefdeck.document.chicago_parts import (
    Words,
    full_date,
    ital,
    joined,
    listed,
    month_and_day,
    months,
    page_ranges,
    plain,
    quoted,
    run_on,
    spaced,
    web,
    with_commas,
)
from briefdeck.model.briefing import Source
from briefdeck.model.nodes import Inline
from briefdeck.text.words import ordinal

_PERIODICAL: Final = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog", "interview"}
)
_ON_A_SITE: Final = frozenset({"webpage", "post", "document", "speech", "dataset"})
_GENRES: Final = {"hearing": "Hearing", "personal_communication": "Personal communication"}
# A number without a word: `R41349`, `12`, `RL 31`; not `RFC 8200`.
_NUMERIC: Final = r"[A-Za-z]{0,2}\d+[A-Za-z]?(?:[-–/,& ]+\d+)*"
# Two page numbers, not the parts of labels such as `12-1–12-9`.
_PAGES: Final = r"(?<![\w-])(\d+)–(\d+)(?![\w-])"
_DOI_PREFIX: Final = r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)"


def full_reference(source: Source, letter: str = "") -> tuple[Inline, ...]:
    """Return a source as the reference list has it.

    `letter` follows the year where author and year alone do not tell two sources apart.
    """
    if source.type in LEGAL:
        return _legal(source, letter)
    year = plain(year_words(source, letter))
    author, title = _lead(source), _title(source)
    # Without an author the title takes its place, before the year.
    opening = [author, year, title] if author else [title, year]
    parts = [*opening, *_details(source), _accessed(source), _address(source)]
    return joined(filter(None, parts))


def bare_doi(doi: str) -> str:
    """Return a DOI without the address or the `doi:` before it: `10.1000/182`."""
    return re.sub(_DOI_PREFIX, "", doi.strip(), flags=re.IGNORECASE)


def _lead(source: Source) -> Words:
    """Who opens the reference; nothing where the title does."""
    names = authors_of(source)
    if not names:
        return ()
    if source.author:
        return plain(listed(names))
    if source.editor:
        role = "ed." if len(names) == 1 else "eds."
        return plain(f"{listed(names)}, {role}")
    if source.container_title and source.type in _PERIODICAL:
        return ital(source.container_title)
    return plain(names[0].words)


def _title(source: Source) -> Words:
    return ital(source.title) if source.type in ITALIC_TITLES else quoted(source.title)


def _details(source: Source) -> list[Words]:
    """What stands between title and address, sentence by sentence."""
    # The place of a publisher is said where nobody knows who it was.
    publisher = plain(source.publisher or source.publisher_place)
    edition, edited, volume = _edition(source), _edited(source), _volume(source)
    match source.type:
        case "article-journal":
            return [_journal(source)]
        case "chapter" | "paper-conference" if source.container_title:
            return [_inside(source), publisher]
        case "thesis":
            return [edited, plain(with_commas(source.genre or "Thesis", source.publisher))]
        case "book" | "chapter" | "paper-conference":
            return [edition, edited, volume, publisher]
        case "report":
            series = plain(source.container_title)
            return [edition, volume, _number(source), edited, series, publisher]
        case "personal_communication":
            day = month_and_day(source.issued)
            return [edited, run_on(_number(source), plain(source.publisher), plain(day))]
        case _ if source.type in _PERIODICAL:
            return _in_periodical(source)
        case _:
            return _on_site(source)


def _in_periodical(source: Source) -> list[Words]:
    """Paper and day of an article; the paper only where it does not open the reference."""
    is_named_before = not source.author and not source.editor and bool(authors_of(source))
    container = () if is_named_before else ital(source.container_title)
    genre = source.genre
    if source.type == "interview" and not source.container_title:
        genre = genre or "Interview"
    pages = _pages(source) if source.type == "article-magazine" else ""
    day = month_and_day(source.issued)
    edited = _edited(source) if source.type == "interview" else ()
    return [plain(genre), edited, run_on(container, plain(day), plain(pages))]


def _on_site(source: Source) -> list[Words]:
    """Edition, number, site and day of what its day tells apart: pages, speeches, standards."""
    version = f"Version {source.version}" if source.version is not None else ""
    place = source.publisher_place if source.type == "speech" else None
    day = month_and_day(source.issued)
    where = with_commas(*_site_and_publisher(source), place, day)
    number, edited = _number(source), _edited(source)
    return [_edition(source), plain(version), number, edited, plain(where)]


def _site_and_publisher(source: Source) -> tuple[str | None, str | None]:
    """The two, without the one that opens the reference in the author's place."""
    site = source.container_title if source.type in _ON_A_SITE else None
    opening = host_of(source)
    if source.author or source.editor or opening is None:
        return site, source.publisher
    if opening == site:
        return None, source.publisher
    return site, None


def _journal(source: Source) -> Words:
    """`*Journal* 12 (3): 351–68`."""
    number = _issue(source)
    pages = _pages(source)
    if pages:
        number += f": {pages}" if number else f", {pages}"
    container = ital(source.container_title)
    if not container:
        number = number.lstrip(" ,:")
    return (*container, *plain(number))


def _issue(source: Source) -> str:
    """Volume and issue; where there is no issue, the month, and without a volume the day."""
    if source.volume is None:
        if source.issue is not None:
            return f", no. {source.issue}"
        day = month_and_day(source.issued)
        return f", {day}" if day else ""
    issue = months(source.issued) if source.issue is None else str(source.issue)
    return f" {source.volume} ({issue})" if issue else f" {source.volume}"


def _inside(source: Source) -> Words:
    """`In *The Book*, 2nd ed., edited by A and B, vol. 3`."""
    title = (*plain("In "), *ital(source.container_title))
    volume = f"vol. {source.volume}" if source.volume is not None else ""
    return run_on(title, _edition(source), plain(_editors(source)), plain(volume))


def _editors(source: Source) -> str:
    """`edited by A and B`; empty without an author, for then the editors open the reference."""
    if not source.author or not source.editor:
        return ""
    return f"edited by {listed(source.editor, invert_first=False)}"


def _edited(source: Source) -> Words:
    words = _editors(source)
    return plain(words[:1].upper() + words[1:])


def _edition(source: Source) -> Words:
    """`2nd ed.`; other words as they are, closed with `ed.` where they name no edition."""
    text = "" if source.edition is None else str(source.edition).strip()
    if text.isdecimal():
        return plain(f"{ordinal(int(text))} ed.")
    names_edition = re.search(r"\bed(?:\.|ition|n)", text, re.IGNORECASE) is not None
    if text and not names_edition:
        text = f"{text} ed."
    return plain(text[:1].upper() + text[1:])


def _volume(source: Source) -> Words:
    return plain(f"Vol. {source.volume}" if source.volume is not None else "")


def _number(source: Source) -> Words:
    """What sort of thing it is and its number: `Testimony GAO/T-NSIAD-99-98`, `No. R41349`."""
    genre = source.genre or _GENRES.get(source.type)
    number = "" if source.number is None else str(source.number)
    return plain(spaced(genre, number if genre else _with_no(number)))


def _with_no(number: str) -> str:
    """A bare number with the word that it needs before it: `No. 85`; `RFC 8200` has one."""
    return f"No. {number}" if re.fullmatch(_NUMERIC, number) else number


def _pages(source: Source) -> str:
    """Pages with an en dash and a shortened second number: `351–68`, `1101–8`."""
    text = "" if source.page is None else page_ranges(str(source.page))
    return re.sub(_PAGES, lambda found: f"{found[1]}–{_second_page(found[1], found[2])}", text)


def _second_page(first: str, second: str) -> str:
    """The second of two page numbers, shortened as chapter 9 of the manual has it."""
    is_span = len(first) == len(second) and int(first) <= int(second)
    # Below 100, and after a multiple of 100, all digits are given: 71–72, 100–104.
    if not is_span or int(first) < 100 or int(first) % 100 == 0:
        return second
    same = 0
    while same < len(first) and first[same] == second[same]:
        same += 1
    # After 101 to 109 the changed part alone (107–8), else two digits or more (321–28).
    if int(first) % 100 >= 10:
        same = min(same, len(second) - 2)
    return second[same:]


def _accessed(source: Source) -> Words:
    """The day of access, for what has a web address and no date of its own."""
    if source.issued is not None or source.accessed is None:
        return ()
    # What has a DOI does not change.
    if source.doi or not source.url:
        return ()
    return plain(f"Accessed {full_date(source.accessed)}")


def _address(source: Source) -> Words:
    if source.doi:
        return web(f"https://doi.org/{bare_doi(source.doi)}")
    return web(source.url) if source.url else ()


def _legal(source: Source, letter: str) -> tuple[Inline, ...]:
    """`Title, Pub. L. No. 110-252, 122 Stat. 2323 (2008)`; a treaty's day follows its title."""
    number = "" if source.number is None else str(source.number)
    if source.type == "legislation" and re.fullmatch(r"\d+-\d+", number):
        number = f"Pub. L. No. {number}"
    number = _with_no(number)
    # As in `122 Stat. 2323`: volume, collection, page.
    volume, page = str(source.volume or ""), str(source.page or "")
    where = spaced(volume, source.container_title, page)
    day = ""
    if source.type == "treaty" and source.issued is not None:
        day = full_date(source.issued)
    text = with_commas(source.title, day, number, where)
    year = year_words(source, letter)
    # A day has its year with it, but no letter.
    if year and (letter or not day):
        text += f" ({year})"
    return joined(filter(None, [plain(text), _address(source)]))
