"""The rule on events whose text gives them another date than they have."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import CITATION, Case
from briefdeck.check.rule import rule
from briefdeck.check.rules.dates import is_hedged
from briefdeck.model.briefing import Event
from briefdeck.model.calendar import MONTHS, SHORT_MONTHS
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf, EdtfError
from briefdeck.model.problem import Complaint
from briefdeck.model.sentences import sentence_at
from briefdeck.text.pattern import pattern

_MONTH: Final = "|".join([*MONTHS, *(f"{short}\\b\\.?" for short in (*SHORT_MONTHS, "Sept"))])
_DATE: Final = (
    r"(?:the )?(?:(?:early|late|mid)[ -])?"
    rf"(?:(?:(?P<first_day>\d{{1,2}}) )?(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}})(?!\d))?,?)?"
    r"(?: ?(?P<year>[12]\d{3}))?(?=[\s.,;:)]|\Z)"
)
"""A year may be left out, and so may all but the year."""
_WORD: Final = r"[^\s,;:()\[\]]+"
_ENDING: Final = pattern(rf"(?P<head>(?:{_WORD} ){{1,5}})(?:in|on) {_DATE}")
_OPENING: Final = pattern(rf"(?:In|On) {_DATE},? (?P<head>{_WORD}(?: {_WORD}){{1,4}})")
_OTHER_CALENDAR: Final = pattern(r"\b(?:(?:Old|New) Style|[ON]\.? ?S\.|[ON]S\b|Julian|Gregorian)")
_ANY_DATE: Final = pattern(rf"\b(?:{_MONTH})\b|\b(?:1[5-9]|20)\d\d\b")
_FOLLOWING: Final = frozenset(
    {"abolished", "closed", "ended", "expired", "extended", "ratified", "renewed", "reopened"}
    | {"repealed", "replaced", "resumed", "returned", "revoked", "suspended", "terminated"}
)
"""Verbs that tell what became of it later, unless the event's title has them."""

_PAST_WORDS: Final = """
    began broke came closed died ended fell flew happened held left lost made met moved opened rose
    sank sent signed started stood took went won
"""
_PAST: Final = frozenset(_PAST_WORDS.split())
"""Verbs in the past, beside those that end with -ed."""

_PLANS: Final = """
    again already announced approved asked called demanded due earlier expected first had forecast
    forecasted later once originally planned previously proposed requested scheduled to urged will
    would
"""
_IN_FORCE: Final = pattern(r"\b(?:(?:came|entered) into force|(?:took|had) effect)\b")
_EVENT_WORDS: Final = """
    it this attack ceremony conference election meeting referendum summit talks trial vote
"""
_SUBJECTS: Final = frozenset(_EVENT_WORDS.split())
"""Words that mean the event itself, beside those of its title."""

_PERSONS: Final = frozenset({"he", "she", "they"})

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
    opening = _OPENING.match(text)
    match = opening or _ENDING.match(text)
    if match is None:
        return None
    is_whole = bool(match["month"] and match["year"])
    if not _is_of_itself(match["head"], event.title, is_plain=is_whole and not opening):
        return None
    _, end = sentence_at(text, 0)
    rest = text[match.end() : end]
    if _ANY_DATE.search(rest) or _OTHER_CALENDAR.search(rest):
        return None
    return _date(match, event.when)


def _is_of_itself(head: str, title: str, *, is_plain: bool) -> bool:
    """Whether words beside a date say that the event was: its subject and one past verb.

    is_plain: a whole date behind the verb. Of others, of persons, and of verbs that tell what came
    later, only those are its own whose verb its title has.
    """
    named = title.lower().split()
    head = head.lower().replace("took place", "happened")
    if {"force", "effect"}.intersection(named):
        head = _IN_FORCE.sub("happened", head)
    words = [word.strip(".") for word in head.split()]
    verbs = [word for word in words if word in _PAST or word.endswith("ed")]
    if not verbs or (is_plain and verbs != words[-1:]):
        return False
    said = words[: words.index(verbs[0])]
    if _NOT_OF_ITSELF.intersection([*said, verbs[0]]):
        return False
    if not is_plain or verbs[0] in _FOLLOWING or not _PERSONS.isdisjoint(said):
        subjects = {*named, "it", *(_PERSONS if is_plain else ())}
        has_its_verb = any(word.startswith(_stem(verbs[0])) for word in named)
        return has_its_verb and not subjects.isdisjoint(said)
    # "A meeting" is another one than that of the title.
    its_own = set(named) if words[0] in {"a", "an"} else _SUBJECTS.union(named)
    return not said or not its_own.isdisjoint(said)


def _stem(verb: str) -> str:
    return verb[:3] if verb in _PAST else verb.removesuffix("ed")[:5]


def _date(match: re.Match[str], when: Edtf) -> Edtf | None:
    """The date that is said; where its year is not, that of the event's date."""
    text = match["year"] or when.text[:4]
    if match["month"]:
        text += f"-{SHORT_MONTHS.index(match['month'][:3]) + 1:02}"
    day = match["day"] or match["first_day"]
    if day:
        text += f"-{int(day):02}"
    if not match["year"] and (not day or when.is_interval):
        return None
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
