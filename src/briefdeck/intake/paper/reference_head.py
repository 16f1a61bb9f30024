"""Who wrote a work and when, at the start of its reference, before its title."""

from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.issue_dates import WHEN
from briefdeck.intake.paper.names import is_organization
from briefdeck.intake.paper.reference_title import QUOTES, sentence_ends
from briefdeck.intake.paper.styled import Styled
from briefdeck.text.pattern import pattern

_IN_PARENTHESES: Final = pattern(rf",?\s*[(\[](?P<when>{WHEN})[)\]][.,:;]?\s*")
_AFTER_STOP: Final = pattern(rf"(?:(?<=[.,?!])\s|,\s|\s(?=\d))(?P<when>{WHEN})[.,:;]\s+")
_ET_AL: Final = pattern(r"\bet al\.(?=\s+[A-ZÀ-Þ])")
_OTHERS: Final = pattern(r"\W*(?:and |& )?(?:et al|others|eds?)\W*")
"""What is set in italics behind names, and does not begin a title."""
_PLAIN_WORD: Final = pattern(
    r"(?<![\w'’.-])(?!(?:and|et|al|de|da|del|der|den|di|dos|van|von|la|le|y|eds?|bin|with)\b)"
    r"[a-zà-ÿ]{2,}"
)
_PLACED: Final = pattern(r"\s\([A-ZÀ-Þ][^():]{1,60}:\s[^()]{2,120},\s(?:1[5-9]|20)\d\d\)")
_FAMILY: Final = (
    r"(?:(?:d[aei]|d[eo][lnrs]|della|v[ao]n|l[ae]|[ae]l|bin|D[ae]l?|V[ao]n|L[ae]|El)\s){0,3}"
    r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}"
)
_NEXT: Final = r"[\s-]?[A-ZÀ-Þ][a-z]?\."
_INITIALS: Final = rf"[A-ZÀ-Þ][a-z]?\.(?:{_NEXT}){{0,3}}(?!{_NEXT})"
_LISTS: Final = tuple(
    pattern(
        rf"(?P<names>{name}(?:,\s{name}){{0,60}}(?:,?\s(?:and|&)\s{name}|,?\set\sal\.)?){end}"
        r"\s+(?=[A-ZÀ-Þ])"
    )
    for name, end in (
        (rf"{_FAMILY},\s{_INITIALS}", ""),
        (rf"{_INITIALS}\s?{_FAMILY}", r",(?=[^“\"]*\Z)"),
    )
)
"""Names with initials before a title: `Lee, A., and Rey, B. C. Title`, `A. Lee, B. Rey, Title`."""
_LONGEST: Final = 600
"""Characters at the start of a reference within which its authors and date stand."""
_MOST_PLAIN_WORDS: Final = 2
_MOST_OF_NAME: Final = 6
"""Words in small letters in the name of an organization: "for", "of" and their like."""


class Head(Struct, frozen=True):
    """Authors and date as they are written, and the place where the title begins."""

    authors: str
    when: str
    end: int


def head_of(entry: Styled) -> Head:
    """Return who and when.

    The date stands behind the authors, or late in the entry; then the authors end where the title
    begins, with a quotation mark or in italics, or at the end of a list of names.
    """
    for form in _LISTS:
        listed = form.match(entry.text)
        if listed is not None:
            return Head(listed["names"], "", listed.end())
    text = entry.text[: min(_LONGEST, *_title_starts(entry))]
    for form in (_IN_PARENTHESES, _AFTER_STOP):
        for found in form.finditer(text):
            authors = text[: found.start()].strip(" ,")
            if _are_authors(authors):
                return Head(authors, found["when"], found.end())
            if _is_title_alone(authors, entry):
                return Head("", "", 0)
    return _undated_head(entry)


def _are_authors(text: str) -> bool:
    """Whether nothing but names stands there: no quotation, and hardly a word in small letters."""
    text = text.removesuffix(".")
    if any(sign in text for sign in '“"”«»:?!‘') or sentence_ends(text):
        return False
    plain = len(_PLAIN_WORD.findall(text))
    return plain <= _MOST_PLAIN_WORDS or (is_organization(text) and plain <= _MOST_OF_NAME)


def _is_title_alone(text: str, entry: Styled) -> bool:
    """Whether an entry without an author begins with its title, before its date."""
    return bool(text) and (text[0] in QUOTES or entry.italics[:1] == [(0, len(text))])


def _undated_head(entry: Styled) -> Head:
    """Authors up to the title of an entry whose date stands behind it."""
    text = entry.text
    start = min(_title_starts(entry))
    if start == 0:
        return Head("", "", 0)
    authors = text[:start].strip(" ,:;(")
    if start <= _LONGEST and _are_authors(authors):
        return Head(authors, "", start)
    placed = _PLACED.search(text)
    if placed is not None and start == len(text):
        authors, _, _ = text[: placed.start()].partition(", ")
        return Head(authors, "", len(authors) + 1)
    et_al = _ET_AL.search(text[:_LONGEST])
    if et_al is not None and _are_authors(text[: et_al.start()]):
        return Head(text[: et_al.end()], "", et_al.end())
    for end in sentence_ends(text[:_LONGEST]):
        if _are_authors(text[:end]):
            return Head(text[:end], "", end + 1)
        break
    return Head("", "", 0)


def _title_starts(entry: Styled) -> list[int]:
    """Where a title may begin: at the first quotation mark, or in italics; else behind the text."""
    text = entry.text
    quotes = [place for place in (text.find(sign) for sign in '“"«‘') if place >= 0]
    italics = [start for start, end in entry.italics if not _OTHERS.fullmatch(text[start:end])]
    return [*quotes, *italics[:1], len(text)]
