"""Rules on what is said twice and not alike: amounts in two units, and an event's own date."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from briefdeck.check.case import CITATION, Case, sentence_at
from briefdeck.check.rule import rule
from briefdeck.check.rules.dates import is_hedged
from briefdeck.model.amounts import Range, number_reach
from briefdeck.model.briefing import Event
from briefdeck.model.calendar import MONTHS
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf, EdtfError
from briefdeck.model.problem import Complaint
from briefdeck.text.pattern import pattern


class _Unit(NamedTuple):
    """What is measured, and how much of the first unit of that kind this one is."""

    kind: str
    size: Decimal


_NAMES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "time": (
        ("seconds? secs? s", "1"),
        ("minutes? mins?", "60"),
        ("hours? hrs? h", "3600"),
        ("days? d", "86400"),
        ("weeks?", "604800"),
    ),
    "length": (
        ("metres? meters? m", "1"),
        ("kilometres? kilometers? km", "1000"),
        ("miles? mi", "1609.344"),
        ("feet foot ft", "0.3048"),
        ("yards? yd", "0.9144"),
        ("nautical miles?", "1852"),
    ),
    "weight": (
        ("kilograms? kilogrammes? kg", "1"),
        ("tonnes? t", "1000"),
        ("pounds? lbs?", "0.45359237"),
    ),
    "area": (
        ("hectares? ha", "1"),
        ("acres?", "0.40468564224"),
        ("square kilometres? square kilometers? km²", "100"),
        ("square miles?", "258.9988110336"),
    ),
}
"""The units of each kind, in the words and signs that texts have for them."""

_OF_SEVERAL_WORDS: Final = ("nautical", "square")
_NUMBER_WORDS: Final = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
"""
_WORDS: Final = tuple(_NUMBER_WORDS.split())


def _spellings(names: str) -> Iterator[str]:
    """Yield the spellings in a row of `_NAMES`, in which some are of two words."""
    words = names.split()
    while words:
        first = words.pop(0)
        yield f"{first} {words.pop(0)}" if first in _OF_SEVERAL_WORDS else first


_UNITS: Final = tuple(
    (spelling, _Unit(kind, Decimal(size)))
    for kind, rows in _NAMES.items()
    for names, size in rows
    for spelling in _spellings(names)
)
_ANY_UNIT: Final = "|".join(sorted((spelling for spelling, _ in _UNITS), key=len, reverse=True))
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_QUANTITY: Final = rf"{_DIGITS}[ \u00a0-]?(?:{_ANY_UNIT})\b"
_TWICE: Final = pattern(
    rf"(?<![\w.,])(?P<first>{_QUANTITY}(?:(?:,| and|, and)? {_QUANTITY})*)"
    r" \((?:about |some |or |i\.e\. |= ?|≈ ?|~ ?)?"
    rf"(?P<second>{_QUANTITY}(?:(?:,| and|, and)? {_QUANTITY})*)\)"
)
_OPENING: Final = pattern(r"\((?:about |some |or |i\.e\. |= ?|≈ ?|~ ?)?\d")
_REACH: Final = 80
_NEAR: Final = 20
_MORE_BEFORE: Final = pattern(r"(?:[×*/–-]|\d[ \u00a0x×]?(?:[a-z]{1,3},?)?(?: and)?)[ \u00a0]?\Z")
"""What makes an amount the rest of a longer one: "4 × 100 m", "7 st 3 lb"."""
_PART: Final = pattern(rf"(?P<digits>{_DIGITS})[ \u00a0-]?(?P<unit>{_ANY_UNIT})\b")
_SHARE: Final = pattern(
    r"(?<![\d.,])(?P<part>\d{1,3}(?:,\d{3})+|\d+) (?:out )?of (?:the |all |its |their )?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?: [a-z]+){0,3}"
    r" \((?:about |some |or |i\.e\. )?(?P<percent>\d+(?:\.\d+)?)(?: ?%| per ?cent)\)"
)
_SPELLED: Final = pattern(rf"(?<![\w-])(?P<word>(?i:{'|'.join(_WORDS)})) \((?P<digits>\d{{1,2}})\)")
_LARGER: Final = pattern(r"(?i:(?:ty|hundred|thousand|million)(?: and)? \Z)")
"""What begins a number in words whose end "one (21)" is."""


@rule("warning")
def amounts_disagree(case: Case) -> Iterator[Complaint]:
    """An amount is said twice, and not alike.

    What stands in parentheses behind an amount in another unit is the same amount;
    where the two differ by more than rounding, one of them is wrong. Looked at are
    times, lengths, weights and areas, shares such as "31 of 38 (82%)", and numbers in
    words with their digits.

    Wrong:

    ```toml
    [[findings]]
    id = "outage"
    text = "Trains stood still for 7 hours 9 minutes (103 minutes) [@crs-2017, p. 9]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "outage"
    text = "Trains stood still for 1 hour 43 minutes (103 minutes) [@crs-2017, p. 9]."
    ```
    """
    for match in _said_twice(case.text):
        if not case.is_code(match.start()):
            piece, offset = case.piece_at(match.start())
            yield Complaint(
                piece.path,
                f"`{match[0]}` is not one amount said twice.",
                "Correct the one that is wrong.",
                offset=offset,
            )


def _said_twice(text: str) -> Iterator[re.Match[str]]:
    """Amounts with another behind them in parentheses that is not the same.

    Parentheses that begin with an amount are few, so that the long expressions see little text.
    """
    for opening in _OPENING.finditer(text):
        start = max(0, opening.start() - _REACH)
        end = text.find(")", opening.end(), opening.end() + _REACH) + 1
        for expression, disagree in _CHECKS if end else ():
            for match in expression.finditer(text, start, end):
                if match.end() == end and disagree(match):
                    yield match


def _quantities_disagree(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    if _MORE_BEFORE.search(before):
        return False
    one, other = _total(match["first"]), _total(match["second"])
    if one is None or other is None:
        return False
    (kind, reach), (other_kind, other_reach) = one, other
    return kind == other_kind and reach.contradicts(other_reach)


def _total(words: str) -> tuple[str, Range] | None:
    """What a quantity is of, and all that it may stand for; None for a mixture of kinds."""
    parts = [(match["digits"], _unit(match["unit"])) for match in _PART.finditer(words)]
    kinds = {unit.kind for _, unit in parts}
    if len(kinds) != 1:
        return None
    reaches = [(number_reach(digits), float(unit.size)) for digits, unit in parts]
    if len(parts) > 1:
        # Of "7 hours 9 minutes" only the smallest part is rounded.
        whole = sum(float(digits.replace(",", "")) * float(unit.size) for digits, unit in parts)
        slack = min(float(unit.size) for _, unit in parts) / 2
        return kinds.pop(), Range(whole - slack, whole + slack)
    (reach, size), *_ = reaches
    return kinds.pop(), Range(reach.low * size, reach.high * size)


def _unit(words: str) -> _Unit:
    return next(unit for spelling, unit in _UNITS if re.fullmatch(spelling, words))


def _share_disagrees(match: re.Match[str]) -> bool:
    part, whole = (int(match[name].replace(",", "")) for name in ("part", "whole"))
    if part > whole or not whole:
        return False
    _, _, decimals = match["percent"].partition(".")
    # A whole step of the last digit: some round, and some cut off.
    step = 0.1 ** len(decimals)
    return abs(part / whole * 100 - float(match["percent"])) > step


def _spelled_disagrees(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    if _LARGER.search(before):
        return False
    return _WORDS.index(match["word"].lower()) + 1 != int(match["digits"])


_CHECKS: Final = (
    (_TWICE, _quantities_disagree),
    (_SHARE, _share_disagrees),
    (_SPELLED, _spelled_disagrees),
)

_MONTH: Final = "|".join(MONTHS)
_DATE: Final = (
    rf"(?:(?P<first_day>\d{{1,2}}) )?(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}}),)?,?"
    r" (?P<year>\d{4})\b"
)
_OWN_DATE: Final = pattern(
    rf"(?P<head>(?:[^\s,;:()\[\]]+ ){{1,4}})(?:in|on) (?:the )?{_DATE}(?!\w)"
)
_OTHER_CALENDAR: Final = pattern(r"\b(?:(?:Old|New) Style|[ON]\.? ?S\.|[ON]S\b|Julian|Gregorian)")
_ANY_DATE: Final = pattern(rf"\b(?:{_MONTH})\b|\b(?:1[5-9]|20)\d\d\b")
_PAST_WORDS: Final = """
    began broke came closed died ended fell flew happened held left lost made met moved opened rose
    sank sent signed started stood took went won
"""
_PAST: Final = frozenset(_PAST_WORDS.split())
"""Verbs in the past, beside those that end with -ed."""

_PLANS: Final = """
    announced approved asked called demanded due expected had forecast forecasted planned proposed
    requested scheduled to urged will would
"""
_HAPPENED: Final = pattern(r"\b(?:took place|(?:came|entered) into force|(?:took|had) effect)\b")
_EVENT_WORDS: Final = """
    it he she they this attack ceremony conference election meeting referendum summit talks trial
    vote
"""
_SUBJECTS: Final = frozenset(_EVENT_WORDS.split())
"""Words that mean the event itself, beside those of its title."""

_NOT_OF_ITSELF: Final = frozenset(_PLANS.split())
"""Words with which a date may be that of something else: "announced in June 2019"."""

_NEAR_DAYS: Final = 800
"""A date that is further off is another event's, and not a slip of the pen."""


@rule("warning")
def date_contradicts_text(case: Case) -> Iterator[Complaint]:
    """The text of an event gives it another date than the event has.

    Looked at is a first sentence that plainly says when the event itself was, such as
    "It opened in June 2019", and names no other date. Approximate dates are left
    alone, and so is an event with a `caveat`.

    Wrong:

    ```toml
    [[events]]
    id = "opened"
    title = "The bridge opens"
    date = "2019-05"
    text = "It opened in June 2019."
    cites = ["report-2020"]
    ```

    Right:

    ```toml
    [[events]]
    id = "opened"
    title = "The bridge opens"
    date = "2019-06"
    text = "It opened in June 2019."
    cites = ["report-2020"]
    ```
    """
    for position, event in enumerate(case.briefing.events):
        said = _own_date(event)
        if said is None or _may_be(event.when, said):
            continue
        message = (
            f"The text dates the event `{event.id}` {date_words(said)}, "
            f"its `date` is {event.when.text}."
        )
        yield Complaint(
            ("events", position, "text"),
            message,
            "Correct the one that is wrong, or say in a `caveat` why they differ.",
        )


def _own_date(event: Event) -> Edtf | None:
    """The date that the first sentence of an event's text gives to the event itself."""
    text = " ".join(CITATION.sub("", event.text or "").split())
    if not text or event.caveat or is_hedged(event.when):
        return None
    match = _OWN_DATE.match(text)
    if match is None or not _is_of_itself(match["head"], event.title):
        return None
    _, end = sentence_at(text, 0)
    rest = text[match.end() : end]
    if _ANY_DATE.search(rest) or _OTHER_CALENDAR.search(rest):
        return None
    return _date(match)


def _is_of_itself(head: str, title: str) -> bool:
    """Whether the words before a date say that the event was: its subject and one past verb."""
    words = [word.lower() for word in _HAPPENED.sub("happened", head).split()]
    own = _SUBJECTS.union(word.lower() for word in title.split())
    if _NOT_OF_ITSELF.intersection(words) or own.isdisjoint(words[:-1]):
        return False
    verbs = [word for word in words if word in _PAST or word.endswith("ed")]
    return verbs == words[-1:] and len(words) > 1


def _date(match: re.Match[str]) -> Edtf | None:
    month = MONTHS.index(match["month"]) + 1
    day = match["day"] or match["first_day"]
    text = f"{match['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        return Edtf.parse(text)
    except EdtfError:
        return None


def _may_be(when: Edtf, said: Edtf) -> bool:
    """Whether an event's date may be the one in its text, or is too far off to mean it."""
    if when.lower is None or said.lower is None or when.overlaps(said):
        return True
    if when.has_time and said.precision == "day" and abs(when.lower - said.lower) <= 1:
        # The text may have the day of another time zone.
        return True
    return abs(when.lower - said.lower) > _NEAR_DAYS
