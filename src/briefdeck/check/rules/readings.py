"""Rules on the short readings: what weighs 1 is read in 30 seconds, what weighs 2 in 3 minutes."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.levels import CONFIRMED, DOUBTS, Levels, Remark, levels
from briefdeck.model.problem import Complaint
from briefdeck.model.prose import inline_text, parse_prose
from briefdeck.model.sentences import first_sentence

HALF_MINUTE: Final = 120
THREE_MINUTES: Final = 600
"""Words that are read in that time."""

# What the program itself says, in words of print: dates, signs, headings, how much is sourced.
_FRAME: Final = 36
_FRAME_OF_THREE_MINUTES: Final = 102
_FRAME_OF_CONDENSED: Final = 9
_FIGURE: Final = 7
_RECOMMENDATION: Final = 6
_ERA: Final = 3


@rule("note")
def long_reading(case: Case) -> Iterator[Complaint]:
    """What weighs 1 is longer than 30 seconds, or with what weighs 2 longer than 3 minutes.

    `briefdeck show --time 30s` prints the bottom line, what weighs 1 by its title, the
    gravest caveat and what is wanted: 120 words are read in that time. `briefdeck show`
    prints key points that weigh 1 or 2 in full, and a line for each era, figure and
    recommendation that does: 600 words. The rule counts only where a weight is given;
    without any, the program itself chooses what is short.

    Wrong:

    ```toml
    [briefing]
    title = "Border security"
    bluf = '''
    Two decades of cooperation have yielded little: programs changed with each government, and none
    was anchored in law, so that each of them ended or was changed beyond recognition whenever a new
    administration came to power on either side.'''
    as_of = "2020-04"

    [[key_points]]
    id = "key-instability"
    title = "Security cooperation between the two countries has been unstable, even in good years"
    text = "Programs changed with each government [@crs-2017, p. 2]."
    weight = 1

    [[key_points]]
    id = "key-law"
    title = "None of the programs that both governments announced was anchored in the law of either"
    text = "Programs rested on memoranda alone [@crs-2017, p. 3]."
    weight = 1

    [[key_points]]
    id = "key-training"
    title = "Training of police officers and prosecutors worked for a while, where it was kept up"
    text = "Training worked where it was kept up [@crs-2017, p. 4]."
    weight = 1
    ```

    Right:

    ```toml
    [briefing]
    title = "Border security"
    bluf = '''
    Two decades of cooperation have yielded little: programs changed with each government, and none
    was anchored in law.'''
    as_of = "2020-04"

    [[key_points]]
    id = "key-instability"
    title = "Cooperation has been unstable for decades"
    text = "Programs changed with each government [@crs-2017, p. 2]."
    weight = 1
    ```
    """
    weighed = [entry for entry in case.entries if entry.weight in {1, 2}]
    if not weighed:
        return
    found = levels(case.briefing, case.links)
    named = [entry for entry in weighed if entry.weight == 1]
    count = half_minute_words(case, found)
    if named and count > HALF_MINUTE:
        yield Complaint(
            (*case.path_of[named[-1].id], "weight"),
            f"With this, the 30 seconds have about {count} words; {HALF_MINUTE} are read in them.",
            "Weigh fewer entries 1, or shorten the bottom line, the request or the titles.",
        )
    count = three_minutes_words(case, found)
    if count > THREE_MINUTES:
        yield Complaint(
            (*case.path_of[weighed[-1].id], "weight"),
            f"With this, the 3 minutes have about {count} words; {THREE_MINUTES} are read in them.",
            "Weigh more entries 3, or shorten key points, titles and first sentences of caveats.",
        )


def half_minute_words(case: Case, found: Levels) -> int:
    """Return about how many words 30 seconds have in print."""
    named = [entry.label for entry in found.titles]
    said = [*named, *_doubt_words(found.doubts[:1])]
    return _FRAME + len(named) + _front_words(case) + _words(said)


def three_minutes_words(case: Case, found: Levels) -> int:
    """Return about how many words 3 minutes have: behind their titles figures are equally long."""
    points = {point.id for point in found.points}
    doubts = [remark for remark in found.doubts if remark.entry.id not in points]
    said = [case.front.subtitle or ""]
    for point in found.points:
        said += [point.label, point.text or ""]
    for period in found.periods:
        entries = (period.era, *period.events) if period.era else period.events
        said += [entry.label for entry in entries]
    said += [entry.label for entry in (*found.also, *found.figures, *found.recommendations)]
    said += found.lead.conditions if found.lead else ()
    said += [*_doubt_words(doubts[:DOUBTS]), *_doubt_words(found.confirmed[:CONFIRMED])]
    lines = _FIGURE * len(found.figures) + _RECOMMENDATION * len(found.recommendations)
    lines += _ERA * len(found.periods)
    return _FRAME_OF_THREE_MINUTES + _front_words(case) + lines + _words(said)


def _front_words(case: Case) -> int:
    """Count the words of the cover, and those that say whose argument is condensed."""
    front = case.front
    frame = _FRAME_OF_CONDENSED if front.condenses else 0
    return frame + _words((front.title, front.bluf, front.ask or ""))


def _doubt_words(remarks: Iterable[Remark]) -> Iterator[str]:
    """Yield what a short reading says of caveats: what they are about, and the first sentence."""
    for remark in remarks:
        yield remark.entry.label
        yield inline_text(first_sentence(parse_prose(remark.caveat.text)))


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
