"""The book or journal that a work stands in, and who edited it."""

from typing import Final

from briefdeck.intake.paper.tail import Tail, bare
from briefdeck.text.pattern import pattern

_EDITED: Final = pattern(
    r"[,.]?\s*\(?\b(?:[Ee]dited by|eds?\.(?:\s+by)?)\s+(?P<names>[^():]{3,300}?)\)?"
    r"(?=,\s*(?:pp?\.\s*)?\d|[.,;]\s*\Z|(?<!\b[A-Z])(?<!\bet al)\.\s|\s*\(|\Z)"
)
_NAME: Final = r"(?:[A-ZÀ-Þ]\.[-\s]?){1,3}[^.,:()“”]{2,40}"
_EDITED_BEHIND: Final = pattern(
    rf"(?:\A|,)\s*(?P<names>{_NAME}(?:,?\s+(?:and\s+)?{_NAME}){{0,20}}),\s+Eds?\.,?"
)
_TRANSLATED: Final = pattern(
    r"[,.]?\s*\(?\b(?:[Tt]ranslated by|[Tt]rans\.(?:\s+by)?)\s+(?P<names>[^():]{3,200}?)\)?"
    r"(?=[,;]|(?<!\b[A-Z])\.\s|\.?\s*\Z)"
)
_IN: Final = pattern(r"(?:[Rr]eprinted\s+)?[Ii]n:?\s+(?=[A-ZÀ-Þ“\"‘'\d])")
_EDITORS_FIRST: Final = pattern(
    r"(?P<names>[^()]{3,300}?),?\s*\(\s*(?:[Ee]ds?|[Ee]ditors?)\.?\s*\)[.,:]?\s*"
)
_TRAILING_NUMBER: Final = pattern(r",?\s+(?:[Vv]ol\.?\s*)?\d{1,4}\Z")
_NEAR: Final = 60
"""Characters behind the title within which what is set in italics is the container."""
_ENDS: Final = (". ", " (", ", ")


def take_container(rest: Tail) -> bool:
    """Take the book or journal that the work stands in; return whether it is a book."""
    is_chapter = _IN.match(rest.left.text) is not None and not _is_reprint(rest)
    if is_chapter:
        rest.take(_IN)
        _take_first_editors(rest)
    if is_chapter and not rest.left.italics:
        _take_plain(rest)
    for form, variable in (
        (_EDITED_BEHIND, "editor"),
        (_EDITED, "editor"),
        (_TRANSLATED, "translator"),
    ):
        found = rest.take(form)
        if found is not None:
            rest.say_names(variable, found["names"])
    italic = next(iter(rest.left.italics), None)
    if italic is not None and (italic[0] <= _NEAR or is_chapter):
        _take_italic(rest, *italic)
    elif is_chapter and "container-title" not in rest.fields:
        text = rest.left.text
        ends = [place for sign in _ENDS if (place := text.find(sign)) > 0]
        end = min(ends, default=len(text))
        rest.say("container-title", text[:end])
        rest.left = rest.left.cut(end)
    return is_chapter


def _take_plain(rest: Tail) -> None:
    """Take a book that nothing sets apart, before its editors."""
    found = _EDITED_BEHIND.search(rest.left.text)
    if found is not None and found.start():
        rest.say("container-title", rest.left.text[: found.start()])
        rest.say_names("editor", found["names"])
        rest.left = rest.left.cut(found.end())


def _is_reprint(rest: Tail) -> bool:
    return rest.left.text.startswith(("Reprinted", "reprinted")) and rest.take(_IN) is not None


def _take_first_editors(rest: Tail) -> None:
    """Take editors that stand before the title of their book."""
    first = next(iter(rest.left.italics), None)
    found = _EDITORS_FIRST.match(rest.left.text)
    if found is not None and (first is None or found.end() <= first[0] + 1):
        rest.say_names("editor", found["names"])
        rest.left = rest.left.cut(found.end())


def _take_italic(rest: Tail, start: int, end: int) -> None:
    title = bare(rest.left.text[start:end])
    volume = _TRAILING_NUMBER.search(title)
    if volume is not None:
        end = start + volume.start()
        title = title[: volume.start()]
    rest.say("container-title", title)
    rest.left = rest.left.without([(start, end)])
