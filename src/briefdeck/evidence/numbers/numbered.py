"""Digits that are not an amount: dates, times, pages, and the numbers of laws and tables."""

import re
from typing import Final

from briefdeck.model.calendar import MONTHS, SHORT_MONTHS
from briefdeck.text.pattern import pattern

_REACH: Final = 64
_NEAR: Final = 24
_LISTED: Final = 36
"""Characters before a number in which it and others are called the numbers of things."""
_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(SHORT_MONTHS)}|Sept)\.?)"
_OF_THING: Final = pattern(
    r"(?:(?i:\b(?:Tables?|Figures?|Figs?\.|Sections?|Secs?\.|Chapters?|Ch\.|Pages?|Pp?\.|Nos?\.|Nr\."
    r"|Articles?|Art\.|Titles?|Appendix|Annex|Phases?|Pillars?|Vol\.|Volume|Footnotes?|Ages?|Aged"
    r"|Paragraphs?|Paras?\.|RFCs?|Resolutions?|Res\.|Rept\.|Chaps?\.|Note|Nn?\.|Line|Column|Col\.|Row|Type"
    r"|Statement|Step|Item|Clause|Exhibit|Grade|Level|Stage|Tier|Version|Goal|Target|Question"
    r"|Option|Scenario|Slide|Principle|Indicator|Recommendation|Rule))\s*"
    r"|\b(?:Parts?|Box|Steps?|Version|Class|Grade|Act|Law|Route|Highway|Interstate|Issue|Directive"
    r"|Resolutions?|Regulation|Protocol|Rule|Lines?|Items?|Notes?|Exhibit|Levels?|Tier|Room|Docket"
    r"|Case|Bill|Decree|Convention|Amendment|Proposition|Operation|Flight|Boeing|Airbus|Apollo"
    r"|Formula|Zone|District|Precinct|Schedule|Form|Group of|Option|Recommendations?|Question"
    r"|Objective|Goal|Stat\.|Doc\.)\s*"
    r"|\b(?:HR|S\.|UNSCR|SDGs?|Report|Hearing|USC|CFR|EO|PL|Pub\.\s?L\.|Windows|Python|Java|Android|iOS"
    r"|macOS|Linux|Unicode|HTML|HTTP|TLS|USB|Bluetooth)\s*"
    r"|\b[A-Z]{2,}-|\b[A-Z]-|\b(?:[A-Z]\.\s?){2,}|\b(?:ICD|ICS|ISO|IEC|IEEE|STD|BCP)\s?|[§#]\s*"
    r")(?:[0-9.]+(?:\s?[-–]\s?|,\s(?:and\s)?|\sand\s)){0,3}\Z"
)
"""Words before the number of a thing: of a table, a law, an aircraft."""
_MONTH_BEFORE: Final = pattern(rf"\b{_MONTH}\s+(?:[0-9]{{1,2}}\s?(?:[-–]|and|to)\s?)?\Z")
_MONTH_BEHIND: Final = pattern(rf"(?:\s?[-–]\s?[0-9]{{1,2}})?(?:\s+of)?\s+{_MONTH}(?![a-z])")
_FISCAL: Final = pattern(r"\b(?:FY|CY|fiscal(?: years?)?|class of)\s?[’']?\Z", re.IGNORECASE)
_GLUED_BEFORE: Final = pattern(
    r"[A-Za-z_@]-?\Z|[a-z]{2}[,.;:)”\"]\Z|[0-9]?[/:]\Z|[0-9]{4}-\s?\Z|[0-9]{4}-[0-9]{2}-\Z"
)
_GLUED_BEHIND: Final = pattern(
    r"(?:st|nd|rd|th)\b|[’']?s\b|[A-Za-z_@]{2}|[b-zA-Z](?![A-Za-z])|[/:][0-9]|-[A-Z]"
    r"|-[0-9]{1,2}-[0-9]|-years?[ -]old\b"
    r"|\s(?:U\.S\.C\b|USC\b|C\.F\.R\b|CFR\b|Stat\.|Fed\. Reg)|\s?pp?\.(?![a-z])"
)
_GROUPED: Final = pattern(r"[0-9]{1,3}[,  \u2009\u202f][0-9]{3}")
_CITED_BEFORE: Final = pattern(
    r"\([^()0-9]{0,60}[A-Za-z.][,:]?\s+(?:[0-9]+\s?[-–]\s?)?\Z|\[\^?\Z|\]\(\s*\Z"
)
_CITED_BEHIND: Final = pattern(r"(?:\s?[-–]\s?[0-9]+)?\s*(?:\]\(#?|[)\]])")
_LEADERS: Final = pattern(r"(?:\.{3}|(?:\. ){3}|…)\s*\Z")
"""Dots that lead to the number of a page in a table of contents."""
_PAGES_BEFORE: Final = pattern(r"(?:[,:]|\bpp?\.)\s?(?:[0-9]+\s?[-–]\s?)?\Z")
_PAGES_BEHIND: Final = pattern(r"\s?[-–]\s?[0-9]+\s*[.;)\]]|[.;)\]]")
_LISTED_BEHIND: Final = pattern(r"\s*\)")
_ITEM_BEFORE: Final = pattern(r"(?:\A|(?:\n|[.:;!?][\"”)]?)[ \t]*\n)[ \t]*\Z")
_ITEM_BEHIND: Final = pattern(r"[.)]\s")
_YEAR: Final = pattern(r"(?:1[5-9]|20)[0-9]{2}")
_COUNTS: Final = pattern(
    r"\b(?:[a-z]{2,}ed|had|has|have|were|was|are|is|made|saw|got|held|found|hit|sent|took|came to)"
    r"\s+\Z"
)
_FROM_AMOUNT: Final = pattern(
    r"\bfrom\s+[^.;]{0,12}?(?!(?:1[5-9]|20)[0-9]{2}\s)[0-9][0-9.,\u00a0\u202f ]*"
    r"(?:\s+in\s+(?:FY\s?)?[0-9]{4})?\s+to\s+\Z"
)
_NAME: Final = pattern(r"(?:\A|[^A-Za-z])([A-Z][a-z]+) \Z")
_NO_NAME_WORDS: Final = """
    about above after all almost among and another approximately around as at before below between
    both but by circa down during each every exactly estimated fewer for from if in just less more
    most nearly of on only or other over roughly since some than that the their then these they this
    those to total under until up was were when where which while with january february march april
    may june july august september october november december
"""
_NO_NAMES: Final = frozenset(_NO_NAME_WORDS.split())
_LAST_DAY: Final = 31
_LAST_ITEM: Final = 30


def is_of_thing(before: str) -> bool:
    """Whether words before a number say that it is the number of a thing: of a law, a table."""
    return _OF_THING.search(before[-_LISTED:]) is not None


def is_of_name(before: str) -> bool:
    """Whether a name before a small number says that it is a part of it: "Sector 7", "Fact 12"."""
    found = _NAME.search(before[-_NEAR:])
    return found is not None and found[1].lower() not in _NO_NAMES


def is_counted(before: str) -> bool:
    """Whether words before what looks like a year say that it counts: "had reached 1740"."""
    return bool(_FROM_AMOUNT.search(before) or _COUNTS.search(before[-_NEAR:]))


def is_year(digits: str) -> bool:
    """Whether digits are written like a year."""
    return _YEAR.fullmatch(digits) is not None


def is_amount(text: str, first: int, last: int) -> bool:
    """Whether the digits between two places of a text, without scale and unit, count something."""
    digits = text[first:last]
    above = text[max(0, first - _REACH) : first]
    before = above.replace("\n", " ")
    behind = text[last : last + _REACH].replace("\n", " ")
    near = before[-_NEAR:]
    is_grouped = _GROUPED.match(digits) is not None
    if is_grouped:
        return not is_of_thing(before)
    if _FISCAL.search(near) or (is_year(digits) and not is_counted(before)):
        return False
    if _GLUED_BEFORE.search(near) or _GLUED_BEHIND.match(behind):
        return False
    if is_of_thing(before):
        return False
    return not _is_day(digits, before, behind) and not _is_mark(digits, above, behind)


def _is_day(digits: str, before: str, behind: str) -> bool:
    """Whether it is the day of a month."""
    if not digits.isdigit() or int(digits) > _LAST_DAY:
        return False
    return bool(_MONTH_BEFORE.search(before[-_NEAR:]) or _MONTH_BEHIND.match(behind))


def _is_mark(digits: str, before: str, behind: str) -> bool:
    """Whether it numbers an item of a list or a note, or is the page of a citation in brackets."""
    if _LEADERS.search(before):
        return True
    if _CITED_BEHIND.match(behind) and _CITED_BEFORE.search(before):
        return True
    if _is_of_pages(before, behind):
        return True
    is_small = digits.isdigit() and int(digits) <= _LAST_ITEM
    if is_small and before.endswith("(") and _LISTED_BEHIND.match(behind):
        return True
    return is_small and bool(_ITEM_BEFORE.search(before) and _ITEM_BEHIND.match(behind))


def _is_of_pages(before: str, behind: str) -> bool:
    """Whether it is an end of a range of pages: ", 351-368."."""
    is_second = before[-1:] in {"-", "–"} and before[-2:-1].isdigit()
    is_first = behind[:1] in {"-", "–"} and behind[1:2].isdigit()
    if not (is_first or is_second):
        return False
    return bool(_PAGES_BEFORE.search(before) and _PAGES_BEHIND.match(behind))
