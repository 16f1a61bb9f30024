"""The rule on numbers in prose: where a sentence leads to a series and names a year, its number agrees with the series."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefdeck.check.amounts import (
    SCALES,
    Range,
    hedged,
    point_range,
    rounded,
    shown,
    unit_name,
    when,
)
from briefdeck.check.case import Case, Piece, sentence_at
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Point, Series
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.text.pattern import pattern

_NUMBER: Final = pattern(
    r"(US\$|\$|€|£)?[ \u00a0]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,.]*\d)"
    r"(?:[ \u00a0-](thousand|million|billion|trillion)\b)?([ \u00a0]?%|[ \u00a0](?:percent|per cent)\b)?"
)
_YEAR: Final = pattern(
    r"[12]\d\d\d(?:(?<=1[5-9]..)|(?<=20..))(?<![\d.,$€£/–-]....)(?![\d%]|[.,/–-]\d)"
)
_FISCAL: Final = ("FY", "FY ", "fiscal ", "fiscal year ")
_MARKUP: Final = pattern(r"\[@[^\[\]]*\]|\[\[[^\[\]|]*\|?|\]\]")

_BEFORE_YEAR: Final = r"(?:^|.*\W)(?:[Ii]n|[Ff]or|[Dd]uring|[Oo]f)\s+(?:the )?(?:calendar |fiscal )?(?:year )?(?:FY ?)?"
_BETWEEN: Final = r"\s*(?:[^\s\d.;:]+\s+){0,5}?(?:in|for|during|of)\s+(?:the )?(?:calendar |fiscal )?(?:year )?(?:FY ?)?"
_GOES_ON: Final = r"\s*(?:to|through|until|and|or|[-–])\s*(?:FY ?|fiscal (?:year )?)?\d{4}|\s+(?:million|billion|thousand|dollars|people)"
_SEVERAL_PERIODS: Final = (
    r"(?i:\b(?:half|quarters?|monthly|months?|average[ds]?|per|each|every|daily|weekly|yearly|annually|combined"
    r"|cumulative|altogether|between|since|first|last|a year)\b)"
)
_HEDGES: Final = (
    ("about", r"(?:about|around|roughly|approximately|some|an? estimated|close to|circa)"),
    (
        "more than",
        r"(?:more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|surpass(?:es|ed|ing)?)",
    ),
    ("less than", r"(?:nearly|almost|less than|fewer than|under|below|at most|up to|not quite)"),
)
_RELATIVE: Final = (
    r"(?i:.*\b(?:by|additional|another|further|extra|of which|total of|difference of"
    r"|(?:increase|decrease|drop|rise|fall|decline|growth|cut|gain|loss|reduction|gap) of)\s+(?:an? )?"
    r"(?:(?:about|nearly|almost|some|more than|over|only|just) )*(?:US)?)"
)
_COMPARED: Final = (
    r"(?i:\s*(?:\S+\s+)?(?:more|fewer|less|higher|lower|above|below|times|points?)\b)"
)
_SIGNS: Final = {"usd": ("$", "US$"), "eur": ("€",), "gbp": ("£",)}
_NEAR: Final = 2.0
"""Where an entry only names a series in `see`, a number further off than this factor counts something else."""


class Mention(Struct, frozen=True):
    """A number in a sentence, whose words these are, and the one year that it can be for."""

    words: str
    number: re.Match[str]
    year: re.Match[str]


class Claim(Struct, frozen=True):
    """A number that a sentence gives for a year: what it may stand for, as written, and its place in the sentence."""

    reach: Range
    written: str
    year: int
    is_fiscal: bool
    start: int


class Gauge(Struct, frozen=True):
    """A series to measure numbers by: its points that stand for whole years, with what they may stand for."""

    series: Series
    years: dict[int, list[tuple[Point, Range]]]


def gauge(series: Series) -> Gauge:
    """A series' points by year, parts and categories left out."""
    years: dict[int, list[tuple[Point, Range]]] = {}
    for point in series.points:
        at = point.at
        if at is None or at.precision != "year" or at.is_interval or point.part or point.category:
            continue
        reach = point_range(series, point)
        if reach is not None:
            years.setdefault(at.year, []).append((point, reach))
    return Gauge(series, years)


@rule("warning")
def number_contradicts_series(case: Case) -> Iterator[Complaint]:
    """A number in prose contradicts the series that it leads to.

    A number that the text gives otherwise than the figure beside it makes readers
    doubt both. Compared are sentences that link the series, the series' own text,
    and the text of entries that name it in `see`: a number in the series' unit, for
    a single year, that no point of that year agrees with. Hedges and rounding
    count: "nearly 15,000" agrees with 14,600. Differences, parts, averages and sums
    are left alone, and so is a number that a `caveat` names.

    Wrong:

    ```toml
    [[findings]]
    id = "extraditions-fell"
    text = "Mexico [[extraditions|extradited 115 people in 2013]] [@crs-2017, p. 26]."

    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```

    Right:

    ```toml
    [[findings]]
    id = "extraditions-fell"
    text = "Mexico [[extraditions|extradited 54 people in 2013]] [@crs-2017, p. 26]."

    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```
    """
    reported: set[tuple[KeyPath, int]] = set()
    for piece, measure, (start, end), is_linked in _leads(case):
        series = measure.series
        for claim, point in contradictions(piece.text[start:end], measure, is_linked=is_linked):
            place = (piece.path, start + claim.start)
            if place in reported or _is_excused(case, piece, series, point, claim):
                continue
            reported.add(place)
            year = when(series, point.at) if point.at else str(claim.year)
            message = f"The text has {claim.written} for {year}, the series `{series.id}` has {shown(series, point)}."
            remedy = "Correct the one that is wrong, or say in a `caveat` why they differ."
            yield Complaint(
                piece.path, message, remedy, offset=start + claim.start, word=claim.written
            )


def _leads(case: Case) -> Iterator[tuple[Piece, Gauge, tuple[int, int], bool]]:
    """Sentences and the series that they speak of: linked in them, named in the entry's `see`, or the series that the text is of."""
    for position, series in enumerate(case.briefing.series):
        measure = gauge(series)
        own = case.piece_of(("series", position, "text"))
        if own is not None:
            yield from ((own, measure, span, False) for span in _dated_sentences(own.text, measure))
        links = case.links.backward.get(series.id, ())
        for path in dict.fromkeys(
            (*link.path[:2], "text") for link in links if link.relation == "see"
        ):
            piece = case.piece_of(path)
            if piece is not None:
                yield from (
                    (piece, measure, span, False) for span in _dated_sentences(piece.text, measure)
                )
        for path in dict.fromkeys(link.path for link in links if link.relation == "mentions"):
            piece = case.piece_of(path)
            if piece is not None and piece.field not in {"caveat", "note"}:
                yield from (
                    (piece, measure, span, True)
                    for span in _linking_sentences(piece.text, series.id)
                )


def _dated_sentences(text: str, measure: Gauge) -> Iterator[tuple[int, int]]:
    """Sentences that name a year of the series."""
    position = 0
    for year in _YEAR.finditer(text):
        if year.start() >= position and int(year[0]) in measure.years:
            start, position = sentence_at(text, year.start())
            yield start, position


def _linking_sentences(text: str, series_id: str) -> Iterator[tuple[int, int]]:
    for opening in (f"[[{series_id}]]", f"[[{series_id}|"):
        position = text.find(opening)
        while position >= 0:
            start, end = sentence_at(text, position)
            yield start, end
            position = text.find(opening, max(end, position + 1))


def contradictions(
    sentence: str, measure: Gauge, *, is_linked: bool
) -> Iterator[tuple[Claim, Point]]:
    """Numbers of a sentence that no point of their year agrees with, and the point; none for a year that another number agrees with."""
    mentions = list(_mentions(sentence, measure))
    if not any(_may_contradict(mention, measure) for mention in mentions):
        return
    found: list[tuple[Claim, Point]] = []
    agreed: set[int] = set()
    for claim in _claims(mentions, measure):
        known = measure.years.get(claim.year, ())
        if any(not claim.reach.contradicts(reach) for _, reach in known):
            agreed.add(claim.year)
        elif known and (is_linked or _is_near(claim.reach, known[0][1])):
            found.append((claim, known[0][0]))
    if found and not re.search(_SEVERAL_PERIODS, sentence):
        yield from ((claim, point) for claim, point in found if claim.year not in agreed)


def _is_near(one: Range, other: Range) -> bool:
    return one.low <= other.high * _NEAR and other.low <= one.high * _NEAR


def _mentions(sentence: str, measure: Gauge) -> Iterator[Mention]:
    """Numbers of a sentence in the series' unit, each with the one year that it can be for."""
    words, years, numbers = _figures(sentence)
    if not any(int(year[0]) in measure.years for year in years):
        return
    unit = unit_name(measure.series.unit)
    for position, number in enumerate(numbers):
        if not _has_unit(words, number, unit):
            continue
        following = numbers[position + 1].start() if position + 1 < len(numbers) else len(words)
        year = next((year for year in years if number.end() <= year.start() < following), None)
        if len(years) == len(numbers) == 1 and years[0].start() < number.start():
            year = years[0]
        if year is not None:
            yield Mention(words, number, year)


@lru_cache(maxsize=64)
def _figures(sentence: str) -> tuple[str, list[re.Match[str]], list[re.Match[str]]]:
    """A sentence without its markup, its years, and its other numbers: the same for each series that it speaks of."""
    words = _MARKUP.sub(lambda match: " " * len(match[0]), sentence)
    years = list(_YEAR.finditer(words))
    taken = {year.start() for year in years}
    return (
        words,
        years,
        [number for number in _NUMBER.finditer(words) if number.start(2) not in taken]
        if years
        else [],
    )


def _may_contradict(mention: Mention, measure: Gauge) -> bool:
    """Whether a number, taken as exact, agrees with no point of its year. Hedges only widen what it may stand for.

    Nearly every number agrees, and of those nobody needs to know whether it is a claim, which takes many expressions.
    """
    known = measure.years.get(int(mention.year[0]))
    return known is not None and all(
        _exact(mention.number).contradicts(reach) for _, reach in known
    )


def _claims(mentions: list[Mention], measure: Gauge) -> Iterator[Claim]:
    """The numbers that are given for a single year, where it is plain which year is meant."""
    for mention in mentions:
        if not _is_for_its_year(mention) or _is_relative(mention.words, mention.number):
            continue
        claim = _claim(mention.words, mention.number, mention.year)
        if not claim.is_fiscal or measure.series.calendar == "us-fiscal":
            yield claim


def _is_relative(words: str, number: re.Match[str]) -> bool:
    """Whether a number is a difference, a part or a sum: "by 61 million", "9,000 more than"."""
    before = words[max(0, number.start() - 60) : number.start()].rstrip("\u00a0")
    return bool(re.fullmatch(_RELATIVE, before, re.DOTALL)) or bool(
        re.match(_COMPARED, words[number.end() :])
    )


def _has_unit(words: str, number: re.Match[str], unit: str) -> bool:
    if unit == "percent":
        return bool(number[4])
    if unit in _SIGNS:
        return number[1] in _SIGNS[unit]
    if number[1] or number[4]:
        return False
    noun = unit.partition(" ")[0].rstrip("s")
    following = words[number.end() : number.end() + 60].lower().split()[:3]
    return any(word.strip(".,;:()*_").rstrip("s") == noun for word in following)


def _is_for_its_year(mention: Mention) -> bool:
    """Whether the sentence says so: "22,409 homicides in 2011", or "In 2011" before the only number."""
    words, number, year = mention.words, mention.number, mention.year
    if year.start() >= number.end():
        leads = re.fullmatch(_BETWEEN, words[number.end() : year.start()])
    else:
        leads = re.fullmatch(_BEFORE_YEAR, words[: year.start()], re.DOTALL)
    return leads is not None and re.match(_GOES_ON, words[year.end() :]) is None


def _exact(number: re.Match[str]) -> Range:
    """What a number as written may stand for."""
    exact = rounded(float(number[2].replace(",", "")), number[2])
    factor = SCALES.get(number[3] or "", 1.0)
    return Range(exact.low * factor, exact.high * factor)


def _claim(words: str, number: re.Match[str], year: re.Match[str]) -> Claim:
    before = words[max(0, number.start() - 30) : number.start()].rstrip()
    hedge = next((name for name, pattern in _HEDGES if re.search(rf"\b{pattern}\Z", before)), None)
    written = number[0].strip(" \u00a0")
    is_fiscal = words[: year.start()].endswith(_FISCAL)
    start = number.end() - len(number[0].lstrip(" \u00a0"))
    return Claim(hedged(_exact(number), hedge), written, int(year[0]), is_fiscal, start)


def _is_excused(case: Case, piece: Piece, series: Series, point: Point, claim: Claim) -> bool:
    """Whether a caveat nearby names the number, so that readers are warned."""
    entry = case.entry_of(piece)
    caveats = [entry.caveat if entry else None, series.caveat, point.caveat]
    digits = re.sub(r"[^\d.]", "", claim.written)
    return any(caveat is not None and digits in caveat.replace(",", "") for caveat in caveats)
