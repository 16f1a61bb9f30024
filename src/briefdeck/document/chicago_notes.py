"""Footnotes in the notes style of The Chicago Manual of Style: names in order, commas, the place.

What stands between title and address is that of the reference.
"""

import re
from typing import Final

from msgspec.structs import replace

from briefdeck.document.chicago import address_of, details, full_reference
from briefdeck.document.chicago_fields import pages
from briefdeck.document.chicago_labels import LEGAL, host_of, locator, year_words
from briefdeck.document.chicago_parts import Words, ital, plain, run_on, web, with_commas
from briefdeck.document.chicago_roles import names_in_order, openers
from briefdeck.document.chicago_works import has_own_title, title_of
from briefdeck.model.briefing import Source
from briefdeck.model.nodes import Text, WebLink

_PUBLISHED: Final = frozenset(
    {"book", "report", "thesis", "chapter", "paper-conference", "classic", "pamphlet"}
)
"""Types whose publisher and year stand in brackets."""
_OPENING: Final = r"^(?=(?:In|Edited|Translated|Compiled|Directed|Illustrated|Vol|Chap|Version)\b)."


def footnote(source: Source, at: str | None) -> Words:
    """Return a source as a footnote has it, with a place in it, without a full stop."""
    place, address = plain(locator(at) if at else ""), address_of(source)
    link = web(address) if address else ()
    if source.type in LEGAL:
        return run_on(_legal(source), place, link)
    opened = run_on(plain(_who(source)), title_of(source) if has_own_title(source) else ())
    if source.type == "article-journal":
        return run_on(opened, _in_journal(source, at), link)
    inside = [_lowered(each) for each in details(source) if each]
    if source.type not in _PUBLISHED:
        return run_on(opened, *inside, plain(year_words(source)), place, link)
    # The publisher, or a thesis's genre and school, is the last of what stands there.
    *before, publisher = inside or [()]
    if not any((source.publisher, source.publisher_place, source.type == "thesis")):
        before, publisher = inside, ()
    published = with_commas("".join(run.text for run in publisher), year_words(source))
    return run_on((*run_on(opened, *before), *plain(f" ({published})")), place, link)


def _who(source: Source) -> str:
    opening = openers(source)
    if opening is None:
        return host_of(source) or ""
    role, names = opening
    return with_commas(names_in_order(names), role.one if len(names) == 1 else role.many)


def _in_journal(source: Source, at: str | None) -> Words:
    """`*Journal* 12, no. 3 (2001): 351`."""
    volume = "" if source.volume is None else f" {source.volume}"
    issue = "" if source.issue is None else f", no. {source.issue}"
    where = locator(at) if at else pages(source)
    behind = f": {where}" if where else ""
    journal = ital(source.container_title)
    return (*journal, *plain(f"{volume}{issue} ({year_words(source)}){behind}"))


def _legal(source: Source) -> Words:
    """A law as its reference has it, without address and full stop."""
    words = full_reference(replace(source, url=None, doi=None))
    *before, last = [each for each in words if isinstance(each, Text | WebLink)]
    return (*before, *plain(last.text.removesuffix(".")))


def _lowered(words: Words) -> Words:
    """What opens a sentence of the reference and goes on after a comma here: `edited by`."""
    first, *others = words
    text = re.sub(_OPENING, lambda found: found[0].lower(), first.text)
    return (replace(first, text=text), *others)
