"""What stands between title and address of works that are not books, articles or pages.

Films, programs, music, art, maps, manuscripts, entries of reference works, patents, reviews: each
function gives the sentences of one type.
"""

import re
from collections.abc import Callable
from typing import Final

from briefdeck.document.chicago_fields import (
    edition,
    event,
    issue,
    number,
    pages,
    series,
    volume,
    volume_inside,
    with_no,
)
from briefdeck.document.chicago_labels import title_style
from briefdeck.document.chicago_parts import (
    Words,
    full_date,
    ital,
    month_and_day,
    plain,
    quoted,
    run_on,
    spaced,
    with_commas,
)
from briefdeck.document.chicago_roles import contributed, contributions, names_in_order, openers
from briefdeck.model.briefing import Source
from briefdeck.text.words import capital

_UNSAID: Final = frozenset({"editor"})
"""Who edits a journal does not belong to a review in it."""
_UNPUBLISHED: Final = "Unpublished manuscript"


def title_of(source: Source) -> Words:
    """Return a source's title as its type has it set."""
    style = title_style(source)
    if style == "italic":
        return ital(source.title)
    return quoted(source.title) if style == "quoted" else plain(source.title)


def work_details(source: Source) -> list[Words] | None:
    """Return the sentences between title and address; None for types that are not of this sort."""
    made = _DETAILS.get(source.type)
    return made(source) if made else None


def _published(source: Source, *, with_day: bool = True) -> Words:
    """`Sea Press, May 4`."""
    day = month_and_day(source.issued) if with_day and source.event_date is None else ""
    return plain(with_commas(source.publisher or source.publisher_place, day))


def _genre(source: Source) -> Words:
    """What sort of thing it is, where it has no number to stand before."""
    return plain(capital(source.genre or "")) if source.number is None else number(source)


def _book(source: Source) -> list[Words]:
    """Scores, pamphlets and classics: as books, with what sort of thing they are."""
    parts = [_genre(source), edition(source), contributed(source), volume(source)]
    return [*parts, series(source), _published(source, with_day=False)]


def _artwork(source: Source) -> list[Words]:
    """Pictures, maps and events: they have a day, and where they were seen."""
    parts = [_genre(source), edition(source), contributed(source), volume(source), series(source)]
    if source.publisher:
        return [*parts, event(source), _published(source)]
    return [*parts, run_on(event(source), _published(source))]


def _film(source: Source) -> list[Words]:
    """A film, or a part of one: `*All Films*, directed by A`."""
    if not source.container_title:
        return [_genre(source), contributed(source), _published(source, with_day=False)]
    container = run_on(ital(source.container_title), *map(plain, contributions(source)))
    return [_genre(source), container, _published(source, with_day=False)]


def _figure(source: Source) -> list[Words]:
    if not source.container_title:
        return _artwork(source)
    text = "" if source.number is None else with_no(str(source.number)).replace("No.", "no.")
    where = (*plain("In "), *ital(source.container_title))
    inside = run_on(where, *map(plain, contributions(source)), *volume_inside(source), plain(text))
    return [plain(source.genre), inside, _published(source, with_day=False)]


def _song(source: Source) -> list[Words]:
    """A recording, or a track: `Track 3 on *All Tides*. Tide Records TR 7, May 4`."""
    on = ital(source.container_title)
    if on and source.chapter_number is not None:
        on = (*plain(f"Track {source.chapter_number} on "), *on)
    elif on:
        on = (*plain("On "), *on)
    code = "" if source.number is None else str(source.number)
    label = spaced(source.publisher, code)
    day = month_and_day(source.issued)
    return [plain(source.genre), on, contributed(source), plain(with_commas(label, day))]


def _broadcast(source: Source) -> list[Words]:
    """`Season 1, episode 12, “Title,” directed by A. Aired May 4, on NPR`."""
    episode = "" if source.number is None else str(source.number)
    if re.fullmatch(r"\d+", episode):
        episode = f"episode {episode}"
    number_, genre = plain(capital(episode)), plain(capital(source.genre or ""))
    if not source.container_title:
        return [genre, number_, contributed(source), _aired(source)]
    program = ital(source.container_title) if openers(source) else ()
    parts = run_on(number_, quoted(source.title), *map(plain, contributions(source)))
    return [program, parts, genre, _aired(source)]


def _aired(source: Source) -> Words:
    """`Aired May 4, on NPR`; what is heard when one likes was published: `NPR, May 4`."""
    day = month_and_day(source.issued)
    if source.medium or source.url or not day:
        return _published(source)
    on = f"on {source.publisher}" if source.publisher else ""
    return plain(f"Aired {with_commas(day, on)}")


def _entry(source: Source) -> list[Words]:
    """An entry of a reference work, which opens the reference unless the entry is signed."""
    day = "" if source.author else month_and_day(source.issued)
    publisher = plain(with_commas(source.publisher or source.publisher_place, day))
    if not source.author or not source.container_title:
        parts = [edition(source), contributed(source), volume(source), _genre(source)]
        return [*parts, publisher]
    where = (*plain("In "), *ital(source.container_title))
    inside = map(plain, contributions(source))
    return [run_on(where, edition(source), *inside, *volume_inside(source)), publisher]


def _manuscript(source: Source) -> list[Words]:
    genre = source.genre
    if not any((genre, source.archive, source.url, source.publisher)):
        genre = _UNPUBLISHED
    return [_genre(source) or plain(genre), contributed(source), event(source), _published(source)]


def _preprint(source: Source) -> list[Words]:
    """`Preprint 2210.10852. arXiv, May 4`; the archive is where it was published."""
    where = with_commas(
        source.container_title,
        source.publisher or source.archive,
        month_and_day(source.issued),
    )
    return [number(source), contributed(source), series(source), plain(where)]


def _patent(source: Source) -> list[Words]:
    """`US Patent 4321, filed March 2, 2009, and issued May 4, 2011`."""
    where = source.jurisdiction or source.authority
    sort = source.genre or spaced(where, "Patent")
    patent = spaced(sort, "" if source.number is None else str(source.number))
    filed = f"filed {full_date(source.submitted)}" if source.submitted else ""
    issued = f"issued {full_date(source.issued)}" if source.issued else ""
    if filed and issued:
        issued = f"and {issued}"
    return [plain(with_commas(patent, filed, issued))]


def _periodical(source: Source) -> list[Words]:
    """An issue, or a run of them: `Special issue, *Journal of Tides* 12 (3)`."""
    container = ital(source.container_title)
    count = plain(issue(source) if container else issue(source).lstrip(" ,"))
    genre = source.genre or ("Special issue" if container else "")
    whole = run_on(plain(capital(genre)), (*container, *count))
    unsaid = _UNSAID if source.author else frozenset[str]()
    return [contributed(source, unsaid=unsaid), whole, plain(source.publisher)]


def _review(source: Source) -> list[Words]:
    """`Review of film *Tide*, by A. *Journal of Tides* 12 (3): 351–68`."""
    is_signed = openers(source) is not None
    said = "Review of" if is_signed else "Unsigned review of"
    of = (*plain(f"{spaced(said, source.reviewed_genre)} "), *_reviewed(source))
    by = ""
    if source.reviewed_author:
        by = f"by {names_in_order(source.reviewed_author)}"
    others = contributed(source, unsaid=_UNSAID)
    return [run_on(of, plain(by)), others, _in_journal(source, is_signed=is_signed)]


def _in_journal(source: Source, *, is_signed: bool) -> Words:
    """`*Journal of Tides* 12 (3): 351–68`; without the journal where it opens the reference."""
    where, page = issue(source), pages(source)
    is_numbered = source.volume is not None or source.issue is not None
    if page:
        where += f": {page}" if is_numbered else f", {page}"
    if is_signed and source.container_title:
        return (*ital(source.container_title), *plain(where))
    where = where.lstrip(" ,:")
    return plain(f"Vol. {where}" if source.volume is not None else capital(where))


def _reviewed(source: Source) -> Words:
    """What is reviewed; where only one title is given, it is that one's."""
    return ital(source.reviewed_title or source.title)


def has_own_title(source: Source) -> bool:
    """Whether a source has a title besides that of what it reviews."""
    is_review = source.type in {"review", "review-book"}
    return not is_review or source.reviewed_title is not None


def _collection(source: Source) -> list[Words]:
    return [_genre(source), contributed(source), _published(source)]


_DETAILS: Final[dict[str, Callable[[Source], list[Words]]]] = {
    "article": _preprint,
    "broadcast": _broadcast,
    "classic": _book,
    "collection": _collection,
    "entry": _entry,
    "entry-dictionary": _entry,
    "entry-encyclopedia": _entry,
    "event": _artwork,
    "figure": _figure,
    "graphic": _artwork,
    "manuscript": _manuscript,
    "map": _artwork,
    "motion_picture": _film,
    "musical_score": _book,
    "pamphlet": _book,
    "patent": _patent,
    "performance": _artwork,
    "periodical": _periodical,
    "review": _review,
    "review-book": _review,
    "song": _song,
}
