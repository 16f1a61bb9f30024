"""The rule on places in sources: pages that the source has."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.links import Link
from briefdeck.model.problem import Complaint
from briefdeck.text.pattern import pattern

_PART: Final = pattern(r"\s*(\d{1,9})(?:\s*[-–—]+\s*(\d{1,9}))?\s*")
_DASH: Final = pattern(r"[-–—]+")
_CALLED: Final = pattern(r"\A\s*(?:pp?\.|pages?)")
_PARTED: Final = pattern(r"[,;+]")
_PAGES: Final = pattern(
    r"(?:\b(?:pp?\.?|pgs?\.|pages?)\s*|\A(?=[\d\s,–—-]+\Z))"
    r"(\d{1,9}\b(?:\s*[-–—]+\s*\d{1,9}\b)?(?:,\s*\d{1,9}\b(?:\s*[-–—]+\s*\d{1,9}\b)?)*)",
    re.IGNORECASE,
)
"""Pages of a place in a source; a number alone is one, as in CSL."""
_OF_ANOTHER_COUNT: Final = pattern(
    r"\b(?:pdf|supplement|suppl|appendix|annex|online|preprint|scan)\b", re.IGNORECASE
)
"""What has pages of its own, which `page` does not count."""


@rule("warning")
def page_outside_source(case: Case) -> Iterator[Complaint]:
    """A citation names a page that its source does not have.

    `page` of a source says which pages it fills. A citation of another page leads a
    reader who checks it nowhere.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@journal-2019, p. 999]."

    [[sources]]
    id = "journal-2019"
    type = "article-journal"
    title = "Aid in figures"
    issued = 2019
    container-title = "The Journal"
    publisher = "The Press"
    page = "351-368"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@journal-2019, p. 359]."

    [[sources]]
    id = "journal-2019"
    type = "article-journal"
    title = "Aid in figures"
    issued = 2019
    container-title = "The Journal"
    publisher = "The Press"
    page = "351-368"
    ```
    """
    for source in case.briefing.sources:
        filled = _filled(source.page)
        if not filled:
            continue
        for link in case.links.backward.get(source.id, ()):
            outside = _page_outside(link, filled)
            if outside is not None:
                yield _outside(link, outside, str(source.page))


def _outside(link: Link, page: int, pages: str) -> Complaint:
    at = link.at or ""
    is_in_prose = isinstance(link.path[-1], str)
    return Complaint(
        link.path,
        f"`{link.target}` fills pages {pages}; there is no page {page} in it.",
        "Correct the citation, or the `page` of the source.",
        word=at if is_in_prose else "",
    )


def _filled(pages: str | int | None) -> list[range]:
    """The pages of a source; none where that is not known for sure, as of article numbers."""
    parts = _PARTED.split(_CALLED.sub("", pages)) if isinstance(pages, str) else []
    read = [_PART.fullmatch(part) for part in parts]
    known = [match for match in read if match is not None]
    if len(known) < len(read) or not any(match[2] for match in known):
        return []
    filled = [_range(match[1], match[2] or match[1]) for match in known]
    return filled if all(filled) else []


def _range(first: str, last: str) -> range:
    """Return pages from first to last, which may be shortened: 351-68."""
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return range(int(first), int(last) + 1)


def _page_outside(link: Link, filled: list[range]) -> int | None:
    """The first page of a citation that the source does not have."""
    if link.relation != "cites" or not link.at or _OF_ANOTHER_COUNT.search(link.at):
        return None
    for match in _PAGES.finditer(link.at):
        for part in match[1].split(","):
            first, *last = map(str.strip, _DASH.split(part))
            named = _range(first, last[0] if last else first)
            for page in (named[0], named[-1]) if named else ():
                if not any(page in pages for pages in filled):
                    return page
    return None
