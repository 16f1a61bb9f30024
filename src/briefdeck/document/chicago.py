"""References in the author-date style of The Chicago Manual of Style, 18th edition.

Laws and treaties stand as it takes them from the Bluebook. Titles keep the author's capitals.
Source of the rules: chapters 13 and 14 of the manual, and its CSL style, which the tests were
compared with (`chicago-author-date`, Pandoc's default).
"""

import re
from typing import Final

from briefdeck.document import chicago_fields as fields
from briefdeck.document.chicago_labels import (
    LEGAL,
    NO_DATE,
    host_of,
    original_year,
    year_words,
)
from briefdeck.document.chicago_parts import (
    Words,
    full_date,
    ital,
    joined,
    listed,
    month_and_day,
    plain,
    quoted,
    run_on,
    spaced,
    web,
    with_commas,
)
from briefdeck.document.chicago_roles import contributed, contributions, names_in_order, openers
from briefdeck.document.chicago_works import has_own_title, title_of, work_details
from briefdeck.model.briefing import Source
from briefdeck.model.csl import bare_doi
from briefdeck.model.nodes import Inline
from briefdeck.text.words import capital

_PERIODICAL: Final = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog", "interview"}
)
_ON_A_SITE: Final = frozenset({"webpage", "post", "document", "speech", "dataset"})
_UNSAID: Final = frozenset({"editor"})
"""Who edited a journal or a newspaper does not belong to an article in it."""


def full_reference(source: Source, letter: str = "") -> tuple[Inline, ...]:
    """Return a source as the reference list has it.

    `letter` follows the year where author and year alone do not tell two sources apart.
    """
    if source.type in LEGAL:
        return _legal(source, letter)
    year = plain(_year(source, letter))
    author, title = _lead(source), _title(source)
    # Without an author the title takes its place, before the year.
    opening = [author, year, title] if author else [title, year]
    parts = [*opening, *details(source), *_behind(source), _accessed(source), _address(source)]
    return joined(filter(None, parts))


def _year(source: Source, letter: str) -> str:
    """The year, with the original's in front: `(1865) 2017a`, `Forthcoming`, `n.d.`."""
    year = year_words(source, letter)
    before = original_year(source)
    if before:
        return f"({before}) {year.removeprefix(f'[{before}] ')}"
    return year if year.startswith(NO_DATE) else capital(year)


def _lead(source: Source) -> Words:
    """Who opens the reference; nothing where the title does."""
    opening = openers(source)
    if opening:
        role, names = opening
        return plain(with_commas(listed(names), role.one if len(names) == 1 else role.many))
    host = host_of(source)
    if host and host == source.container_title and source.type not in _ON_A_SITE:
        return ital(host)
    return plain(host)


def _title(source: Source) -> Words:
    """The title; not of a review without one, nor of what is named within its program."""
    is_episode = source.type == "broadcast" and source.container_title
    if is_episode or not has_own_title(source):
        return ()
    return title_of(source)


def details(source: Source) -> list[Words]:
    """Return what stands between title and address, sentence by sentence."""
    of_work = work_details(source)
    if of_work is not None:
        return of_work
    # The place of a publisher is said where nobody knows who it was.
    publisher = plain(source.publisher or source.publisher_place)
    edition, volume, series = fields.edition(source), fields.volume(source), fields.series(source)
    edited = contributed(source)
    match source.type:
        case "article-journal":
            return [contributed(source, unsaid=_UNSAID), *_special_issue(source), _journal(source)]
        case "chapter" | "paper-conference" if source.container_title:
            return [_inside(source), series, publisher]
        case "thesis":
            return [edited, plain(with_commas(source.genre or "Thesis", source.publisher))]
        case "book" | "chapter" | "paper-conference":
            return [edition, edited, volume, series, fields.event(source), publisher]
        case "report":
            # A report's container is the series in which it came out.
            container = plain(source.container_title)
            return [edition, volume, fields.number(source), edited, container, series, publisher]
        case "personal_communication":
            day = month_and_day(source.issued)
            return [edited, run_on(_letter_to(source), plain(source.publisher), plain(day))]
        case _ if source.type in _PERIODICAL:
            return _in_periodical(source)
        case _:
            return _on_site(source)


def _behind(source: Source) -> list[Words]:
    """What follows the publisher: the original, what the source is on, where it is kept."""
    # What puts a preprint before readers has been named as its publisher.
    is_named = source.type == "article" and not source.publisher
    archive = () if is_named else fields.archive(source)
    return [fields.original(source), fields.form(source), archive]


def _letter_to(source: Source) -> Words:
    """`Letter to A`; `Personal communication` without a recipient."""
    if not source.recipient:
        return fields.number(source)
    return plain(f"{source.genre or 'Letter'} to {names_in_order(source.recipient)}")


def _in_periodical(source: Source) -> list[Words]:
    """Paper and day of an article; the paper only where it does not open the reference."""
    is_named_before = openers(source) is None and host_of(source) is not None
    container = () if is_named_before else ital(source.container_title)
    pages = fields.pages(source) if source.type == "article-magazine" else ""
    section = "" if source.section is None else f"sec. {source.section}"
    day = month_and_day(source.issued)
    if source.type == "interview":
        genre, made = _interview(source), contributed(source)
    else:
        genre, made = source.genre, contributed(source, unsaid=_UNSAID)
    where = run_on(container, plain(day), plain(section), plain(pages))
    return [plain(genre), made, where, fields.edition(source)]


def _interview(source: Source) -> str | None:
    """What sort of interview it is, and who asked."""
    if source.interviewer:
        return f"{source.genre or 'Interview'} by {names_in_order(source.interviewer)}"
    return source.genre if source.genre or source.container_title else "Interview"


def _on_site(source: Source) -> list[Words]:
    """Edition, number, site and day of what its day tells apart: pages, speeches, standards."""
    version = f"Version {source.version}" if source.version is not None else ""
    place = source.publisher_place if source.type == "speech" else None
    day = month_and_day(source.issued)
    where = plain(with_commas(*_site_and_publisher(source), place, day))
    edition, number, edited = fields.edition(source), fields.number(source), contributed(source)
    parts = [edition, plain(version), number, edited, fields.volume(source), fields.series(source)]
    return [*parts, fields.event(source), where]


def _site_and_publisher(source: Source) -> tuple[str | None, str | None]:
    """The two, without the one that opens the reference in the author's place."""
    site = source.container_title if source.type in _ON_A_SITE else None
    opening = host_of(source)
    if openers(source) or opening is None:
        return site, source.publisher
    if opening == site:
        return None, source.publisher
    return site, None


def _special_issue(source: Source) -> list[Words]:
    """`In “The Title of the Issue”`; the journal follows as `Special issue, *Journal* 12`."""
    title = quoted(source.volume_title or "")
    return [(*plain("In "), *title)] if title else []


def _journal(source: Source) -> Words:
    """`*Journal*, 2nd ser., 12 (3): 351–68`."""
    where, pages = fields.issue(source), fields.pages(source)
    if pages:
        where += f": {pages}" if where else f", {pages}"
    container = run_on(ital(source.container_title), plain(source.collection_title))
    if not container:
        where = where.lstrip(" ,:")
    if source.collection_title and where.startswith(" "):
        where = f",{where}"
    journal = (*container, *plain(where))
    return run_on(plain("Special issue"), journal) if source.volume_title else journal


def _inside(source: Source) -> Words:
    """`In *The Book*, 2nd ed., by A, edited by B and C, vol. 3`."""
    number = source.chapter_number
    before = "In " if number is None else f"Chap. {number} in "
    title = (*plain(before), *ital(source.container_title))
    by = f"by {names_in_order(source.container_author)}" if source.container_author else ""
    # Who opens the reference in the author's place has edited the book, and is not named again.
    others = map(plain, contributions(source))
    return run_on(title, fields.edition(source), plain(by), *others, *fields.volume_inside(source))


def _accessed(source: Source) -> Words:
    """The day of access, for what has a web address and no date of its own."""
    if source.issued is not None or source.accessed is None:
        return ()
    # What has a DOI does not change.
    if source.doi or not source.url:
        return ()
    return plain(f"Accessed {full_date(source.accessed)}")


def address_of(source: Source) -> str:
    """Return where a source stands on the web, its DOI's address first; empty if nowhere."""
    return f"https://doi.org/{bare_doi(source.doi)}" if source.doi else source.url or ""


def _address(source: Source) -> Words:
    address = address_of(source)
    return web(address) if address else ()


def _legal(source: Source, letter: str) -> tuple[Inline, ...]:
    """`Title, Pub. L. No. 110-252, 122 Stat. 2323 (2008)`; a treaty's day follows its title."""
    day = ""
    if source.type == "treaty" and source.issued is not None:
        day = full_date(source.issued)
    where = _reporter(source)
    number = _law_number(source)
    # A case is found by its reporter; its docket's number stands where it has none.
    if source.type == "legal_case" and where:
        number = ""
    text = with_commas(source.title, day, number, where)
    decided = _court_and_year(source, letter, is_reported=bool(where))
    # A day has its year with it, but no letter.
    if decided and (letter or not day):
        text += f" ({decided})"
    history = plain(capital(source.references or ""))
    return joined(filter(None, [plain(text), history, _address(source)]))


def _reporter(source: Source) -> str:
    """`122 Stat. 2323`, `42 U.S.C. § 1983`: volume, collection, section, page."""
    if source.type == "legal_case" and not source.container_title:
        return ""
    section = "" if source.section is None else f"§ {source.section}"
    volume, page = str(source.volume or ""), str(source.page or "")
    return spaced(volume, source.container_title, section, page)


def _law_number(source: Source) -> str:
    number = "" if source.number is None else str(source.number)
    if source.type == "legislation" and re.fullmatch(r"\d+-\d+", number):
        return f"Pub. L. No. {number}"
    if source.type == "legal_case" and re.fullmatch(r"\d+-\d+", number):
        return f"No. {number}"
    return fields.with_no(number)


def _court_and_year(source: Source, letter: str, *, is_reported: bool) -> str:
    """`9th Cir. 2011`; of a case in no reporter the day: `9th Cir. May 4, 2011`."""
    year = year_words(source, letter)
    if source.type != "legal_case":
        return year
    court = source.authority or source.jurisdiction
    if source.issued is not None and not is_reported and not letter:
        year = full_date(source.issued)
    return spaced(court, source.division, year)
