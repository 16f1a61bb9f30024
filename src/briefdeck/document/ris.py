"""A source as a record of RIS, the tagged format that reference managers exchange."""

from collections.abc import Iterator
from typing import Final

from briefdeck.document.bibliography import archive_words, said_nowhere
from briefdeck.document.chicago_labels import TO_COME
from briefdeck.document.chicago_parts import family_name, page_ranges, spaced, undivided
from briefdeck.document.chicago_roles import in_authors_place
from briefdeck.document.csl_items import date_parts
from briefdeck.model.briefing import Source
from briefdeck.model.csl import Name, Names, bare_doi
from briefdeck.model.edtf import Edtf
from briefdeck.model.ris import FIELDS, LIKE, NAMES, TYPES, VERSIONED
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line

_ELSEWHERE: Final = frozenset(
    {"container_title", "page", "doi", "issued", "accessed", "archive", "archive_collection"}
    | {"archive_location", "archive_place"}
)
"""What has a tag that the source decides, in every source."""
_LAST_YEAR: Final = 9999
_IN_NUMBERS: Final = frozenset({"year", "month", "day"})


def ris(source: Source, via: str = "") -> str:
    """Return a source as one record of RIS.

    What sort of source it is, where RIS has no type for it, stands in the first of the fields that
    users define; of a date what is not a day stands after its last slash, in EDTF. via: the source
    in which alone it was seen.
    """
    lines: list[tuple[str, str | int | None]] = [
        ("TY", TYPES.get(source.type) or LIKE.get(source.type, "GEN")),
        ("ID", source.id),
    ]
    lines += _people(source)
    lines += [(tag, getattr(source, field)) for field, tag in FIELDS.items()]
    lines += [*_container(source), *_pages(source), *_dates(source), *_further(source)]
    if via:
        lines.append(("N1", f"Cited in {via}"))
    lines.append(("ER", ""))
    said = [(tag, value) for tag, value in lines if value is not None]
    return "".join([f"{tag}  - {_line(value)}\n" for tag, value in said])


def ris_lacks(source: Source) -> list[str]:
    """Return CSL's names of what a source has and its record does not say."""
    said = {*FIELDS, *_ELSEWHERE, *NAMES, _opening(source), "isbn" if source.isbn else "issn"}
    if _says_version(source):
        said.add("version")
    if _says_court(source):
        said.add("authority")
    if not _says_version(source) or source.version is None:
        said.add("edition")
    if source.type == "paper-conference":
        said.add("event_title")
    return said_nowhere(source, said)


def _line(value: object) -> str:
    return visible(one_line(str(value)))


def _people(source: Source) -> Iterator[tuple[str, str | None]]:
    """Who made it, a line each; whoever opens the reference is an author."""
    opening = _opening(source)
    for field, tag in NAMES.items():
        names: Names = getattr(source, field)
        if field == "author" and opening:
            names = getattr(source, opening)
        elif field == opening:
            names = ()
        for name in names:
            yield tag, _name(name)


def _opening(source: Source) -> str:
    return in_authors_place(source, NAMES)


def _name(name: Name) -> str:
    """`van der Berg, Piet, Jr.`; an organization as it is."""
    whole = undivided(name)
    if whole is not None:
        return whole
    given = spaced(name.given, name.dropping_particle)
    return ", ".join([family_name(name), *filter(None, (given, name.suffix))])


def _container(source: Source) -> Iterator[tuple[str, str | None]]:
    """What it stands in; of a paper its conference, and then the proceedings elsewhere."""
    if source.type == "paper-conference" and source.event_title:
        yield "T2", source.event_title
        yield "C3", source.container_title
    else:
        yield "T2", source.container_title


def _pages(source: Source) -> Iterator[tuple[str, str]]:
    """First and last page; pages that are not one range stand in the first field whole."""
    if source.page is None:
        return
    pages = page_ranges(str(source.page))
    first, dash, last = pages.partition("–")
    if not dash or "–" in last or "," in pages:
        yield "SP", pages
        return
    yield "SP", first
    yield "EP", last


def _dates(source: Source) -> Iterator[tuple[str, str]]:
    if source.issued is not None:
        if _has_plain_year(source.issued):
            yield "PY", f"{source.issued.year:04}"
        yield "DA", _date(source.issued)
    elif source.status in TO_COME:
        yield "DA", f"///{source.status}"
    if source.accessed is not None:
        yield "Y2", _date(source.accessed)


def _has_plain_year(when: Edtf) -> bool:
    is_whole = not when.is_unspecified and not when.is_interval
    return is_whole and when.lower is not None and 0 < when.year <= _LAST_YEAR


def _date(when: Edtf) -> str:
    """`2001/09/11/`; what RIS has no numbers for is said behind the last slash."""
    parts = date_parts(when)
    is_plain = _has_plain_year(when) and len(parts) == 1
    numbers = [f"{part:02}" for part in parts[0]] if is_plain else []
    if is_plain:
        numbers[0] = f"{parts[0][0]:04}"
    is_said = is_plain and when.is_exact and when.precision in _IN_NUMBERS
    numbers += [""] * (3 - len(numbers))
    return "/".join([*numbers, "" if is_said else when.text])


def _further(source: Source) -> Iterator[tuple[str, str | int | None]]:
    """What more than one field, or the type, decides."""
    says_version = _says_version(source) and source.version is not None
    yield "ET", source.version if says_version else source.edition
    if _says_court(source):
        yield "PB", source.authority
    if source.doi:
        yield "DO", bare_doi(source.doi)
    yield "SN", source.isbn or source.issn
    yield "AV", archive_words(source) or None
    if source.type not in TYPES:
        yield "U1", source.type
    if opening := _opening(source):
        yield "U2", f"AU: {opening.replace('_', ' ')}"


def _says_court(source: Source) -> bool:
    """Whether the record of a case names its court where others name the publisher."""
    return source.type == "legal_case" and source.publisher is None


def _says_version(source: Source) -> bool:
    return source.type in VERSIONED
