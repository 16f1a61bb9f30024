"""Rules on periods: events outside their era, eras that overlap or leave a gap."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.check.rules.dates import is_hedged
from briefdeck.model.briefing import Era, Event
from briefdeck.model.datewords import length_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.problem import Complaint, KeyPath

_ENDLESS: Final = 10**30
_MOST_ERAS: Final = 100
"""More eras than that are not the periods of a story, and take long to compare with events."""


def _ordered(case: Case) -> list[tuple[KeyPath, Era]]:
    """Eras with their paths, by start; an open start comes first."""
    eras = [(("eras", position), era) for position, era in enumerate(case.briefing.eras)]
    return sorted(eras, key=lambda item: item[1].span.sort_key[0])


@rule("warning")
def event_outside_era(case: Case) -> Iterator[Complaint]:
    """An event lies outside the era that it is put in.

    An era's page gathers its events. One of another time is out of place there,
    unless the text says why; a `caveat` on the event does. Approximate and
    uncertain dates are left alone.

    Wrong:

    ```toml
    [[eras]]
    id = "era-fox"
    title = "Fox"
    span = "2000/2005"
    text = "The presidency of Vicente Fox."

    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    era = "era-fox"
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[eras]]
    id = "era-background"
    title = "Background"
    span = "1995/1999"
    text = "The first years of cooperation."

    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    era = "era-background"
    cites = ["crs-2017"]
    ```
    """
    spans = {era.id: era.span for era in case.briefing.eras}
    for position, event in enumerate(case.briefing.events):
        span = spans.get(event.era or "")
        if span is None or event.caveat or event.when.overlaps(span):
            continue
        if is_hedged(event.when) or is_hedged(span):
            continue
        message = (
            f"The event `{event.id}` ({event.when.text}) lies outside its era "
            f"`{event.era}` ({span.text})."
        )
        remedy = (
            "Put it in the era of its date, widen the era, "
            "or say in a `caveat` why it belongs there."
        )
        yield Complaint(("events", position, "era"), message, remedy)


@rule("note")
def event_without_era(case: Case) -> Iterator[Complaint]:
    """An event fits two eras and names neither, or fits none.

    An event that names no era is put in the one that its date falls in. Where two
    eras hold its date, or none does, the program cannot tell and readers do not
    find it where they look. Between eras that stand apart, as incidents do, an event
    needs none.

    Wrong:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2009/2012"
    text = "The first."

    [[eras]]
    id = "era-two"
    title = "Two"
    span = "2012/2017"
    text = "The second."

    [[events]]
    id = "election"
    title = "An election"
    date = "2012-07-01"
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2009/2012"
    text = "The first."

    [[eras]]
    id = "era-two"
    title = "Two"
    span = "2012/2017"
    text = "The second."

    [[events]]
    id = "election"
    title = "An election"
    date = "2012-07-01"
    era = "era-one"
    cites = ["crs-2017"]
    ```
    """
    if not 0 < len(case.briefing.eras) <= _MOST_ERAS:
        return
    are_episodes = _are_episodes(_pauses(case))
    doubtful: dict[tuple[str, ...], list[tuple[int, Event]]] = {}
    for position, event in enumerate(case.briefing.events):
        if event.era is not None:
            continue
        fitting = [era for era in case.briefing.eras if event.when.overlaps(era.span)]
        if fitting:
            if len(fitting) > 1 and not _fits_one_best(event, fitting):
                named = tuple(era.id for era in fitting)
                doubtful.setdefault(named, []).append((position, event))
        elif not are_episodes:
            message = f"The event `{event.id}` ({event.when.text}) fits no era."
            remedy = "Check its date, or add or widen an era."
            yield Complaint(("events", position, "date"), message, remedy)
    for names, events in doubtful.items():
        yield _fits_several(names, events)


def _fits_several(names: tuple[str, ...], events: list[tuple[int, Event]]) -> Complaint:
    """The first of the events that fit the same eras, with how many do so besides."""
    position, event = events[0]
    quoted = ", ".join(f"`{name}`" for name in names)
    message = f"The event `{event.id}` ({event.when.text}) fits several eras: {quoted}."
    if len(events) > 1:
        message += f" So with {len(events) - 1} more."
    return Complaint(("events", position, "date"), message, f'Say which: `era = "{names[0]}"`.')


def _fits_one_best(event: Event, fitting: list[Era]) -> bool:
    """Whether the event starts in exactly one of the eras, and not where they meet."""
    if event.when.start is None:
        return False
    holding = [era.span for era in fitting if era.span.covers_start_of(event.when)]
    # Of two eras that meet at 07:40, what happened at 07:40 belongs to the later.
    lasting = [span for span in holding if not _ends_with_start_of(span, event.when)]
    held = lasting or holding
    last = max(held, key=lambda span: span.sort_key, default=None)
    return last is not None and all(span is last or _divides(span, last) for span in held)


def _ends_with_start_of(span: Edtf, when: Edtf) -> bool:
    """Whether a span ends in the minute, or with the second, in which something begins."""
    if span.end is None or when.start is None:
        return False
    if not span.end.has_time or not when.start.has_time:
        return False
    return span.end.covers_start_of(when)


@rule("warning")
def overlapping_eras(case: Case) -> Iterator[Complaint]:
    """Two eras overlap.

    Eras part the story; where two overlap, an event belongs to both and the ribbon
    shows one over the other. Two eras may share the year (month, day, minute) in
    which the one ends and the next begins. Eras that stand apart, as incidents do,
    may overlap.

    Wrong:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2006/2010"
    text = "The first."

    [[eras]]
    id = "era-two"
    title = "Two"
    span = "2009/2012"
    text = "The second."
    ```

    Right:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2006/2009"
    text = "The first."

    [[eras]]
    id = "era-two"
    title = "Two"
    span = "2009/2012"
    text = "The second."
    ```
    """
    if _are_episodes(_pauses(case)):
        return
    for (_, earlier), (path, later) in pairwise(_ordered(case)):
        if is_hedged(earlier.span) or is_hedged(later.span):
            continue
        until = _overlap(earlier.span, later.span)
        if not until:
            continue
        message = (
            f"The era `{later.id}` ({later.span.text}) begins before `{earlier.id}` is over, "
            f"which {until}."
        )
        yield Complaint(
            (*path, "span"),
            message,
            "Let one end where the next begins; two eras may share the year in which they meet.",
        )


def _overlap(earlier: Edtf, later: Edtf) -> str:
    """How the earlier of two spans reaches into the later one, in words; "" where it does not."""
    if later.start is None:
        return ""
    if earlier.end is None:
        return "has no end" if earlier.open_end else ""
    if earlier.is_before(later):
        return ""
    # Two eras may share the year, the month or the minute in which they meet.
    if not later.start.ends_before(earlier.end):
        return ""
    if _divides(earlier, later):
        return ""
    return f"ends with {earlier.end.text}"


def _divides(earlier: Edtf, later: Edtf) -> bool:
    """Whether a span begins on a day or in a month of the period with which an earlier one ends.

    "1867/1891" and "1891-11/1906" meet: the later date says when in 1891. So may a time of day
    say when on the last day.
    """
    end, start = earlier.end, later.start
    if not earlier.is_interval or end is None or start is None:
        return False
    first, last = end.first_second, end.last_second
    begins, until = start.first_second, start.last_second
    if first is None or last is None or begins is None or until is None:
        return False
    return first <= begins and until <= last and (first, last) != (begins, until)


@rule("note")
def gapped_eras(case: Case) -> Iterator[Complaint]:
    """There is a gap between two eras.

    What happened between two eras has no place in the briefing. A gap may be meant;
    then accept it, and readers of the file know that it is. Nothing is said where
    most eras stand apart, as incidents do.

    Wrong:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2000/2005"
    text = "The first."

    [[eras]]
    id = "era-two"
    title = "Two"
    span = "2009/2012"
    text = "The second."
    ```

    Right:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2000/2008"
    text = "The first."

    [[eras]]
    id = "era-two"
    title = "Two"
    span = "2009/2012"
    text = "The second."
    ```
    """
    pauses = _pauses(case)
    if _are_episodes(pauses):
        return
    for pause in pauses:
        if pause.seconds and not is_hedged(pause.era.span):
            message = (
                f"Between `{pause.before}` and `{pause.era.id}` ({pause.era.span.text}) "
                f"lies a gap of {length_words(pause.seconds)} that belongs to no era."
            )
            yield Complaint(
                (*pause.path, "span"),
                message,
                "Let the eras meet, add one for the time between, or accept the gap with a reason.",
            )


class _Pause(NamedTuple):
    """The seconds between an era and what came before; `shorter`: those of the shorter of both."""

    before: str
    path: KeyPath
    era: Era
    seconds: int
    shorter: int


def _pauses(case: Case) -> list[_Pause]:
    """The time before each era but the first, up to one without an end."""
    found: list[_Pause] = []
    before: Era | None = None
    for path, era in _ordered(case):
        if before is not None and era.span.start is not None:
            shorter = min(_length(before.span), _length(era.span))
            found.append(_Pause(before.id, path, era, _gap(before.span, era.span), shorter))
        if era.span.end is None:
            break
        if before is None or before.span.ends_before(era.span):
            before = era
    return found


def _are_episodes(pauses: Sequence[_Pause]) -> bool:
    """Whether eras are episodes rather than the parts of a story: most do not meet.

    Two alone are so where the time between them is longer than one of them.
    """
    if len(pauses) == 1:
        return pauses[0].seconds > pauses[0].shorter
    apart = [pause for pause in pauses if pause.seconds]
    return len(apart) * 2 > len(pauses)


def _length(span: Edtf) -> int:
    """Seconds of a span."""
    first, last = span.first_second, span.last_second
    return _ENDLESS if first is None or last is None else last - first + 1


def _gap(earlier: Edtf, later: Edtf) -> int:
    """Seconds between two spans; 0 where they meet."""
    end, start = earlier.last_second, later.first_second
    if end is None or start is None or not earlier.is_before(later):
        return 0
    return max(start - end - 1, 0)


@rule("note")
def era_without_text(case: Case) -> Iterator[Complaint]:
    """An era says nothing.

    A reader who has a minute reads the eras' texts and nothing else. Without one, a
    period is only a name.

    Wrong:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2000/2008"
    ```

    Right:

    ```toml
    [[eras]]
    id = "era-one"
    title = "One"
    span = "2000/2008"
    text = "Cooperation grew, and with it the expectations of both sides."
    ```
    """
    for position, era in enumerate(case.briefing.eras):
        if not era.text:
            yield Complaint(
                ("eras", position),
                f"The era `{era.id}` has no text.",
                "Say in a sentence or two what marks the period.",
                mark="entry",
            )
