"""The rule on numbers in prose: they agree with the series that their sentence leads to."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefdeck.check.case import Case, Piece
from briefdeck.check.rule import rule
from briefdeck.check.rules.figures import shown
from briefdeck.model.amounts import SCALES, Range, number_reach, reach, unit_name
from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import date_words
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.model.sentences import sentence_at
from briefdeck.text.pattern import pattern

_NUMBER: Final = pattern(
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,.]*\d)"
    r"(?:[ \u00a0-](thousand|million|billion|trillion)\b)?"
    r"([ \u00a0]?%|[ \u00a0](?:percent|per cent)\b)?"
)
"""Begins with a digit, so that a search skips to the next; a sign before it is looked at apart."""

_CURRENCIES: Final = ("US$", "$", "€", "£")
_YEAR: Final = pattern(
    r"[12]\d\d\d(?:(?<=1[5-9]..)|(?<=20..))(?<![\d.,$€£/–-]....)(?![\d%]|[.,/–-]\d)"
)
_FISCAL: Final = ("FY", "FY ", "fiscal ", "fiscal year ")
_MARKUP: Final = pattern(r"\[@[^\[\]]*\]|\[\[[^\[\]|]*\|?|\]\]")

_BEFORE_YEAR: Final = (
    r"(?:^|.*\W)(?:[Ii]n|[Ff]or|[Dd]uring|[Oo]f)\s+"
    r"(?:the )?(?:calendar |fiscal )?(?:year )?(?:FY ?)?"
)
_BETWEEN: Final = (
    r"\s*(?:[^\s\d.;:]+\s+){0,5}?(?:in|for|during|of)\s+"
    r"(?:the )?(?:calendar |fiscal )?(?:year )?(?:FY ?)?"
)
_GOES_ON: Final = (
    r"\s*(?:to|through|until|and|or|[-–])\s*(?:FY ?|fiscal (?:year )?)?\d{4}"
    r"|\s+(?:million|billion|thousand|dollars|people)"
)
_SEVERAL_PERIODS: Final = (
    r"(?i:\b(?:half|quarters?|monthly|months?|average[ds]?|per|each|every|daily|weekly|yearly"
    r"|annually|combined|cumulative|altogether|between|since|first|last|a year)\b)"
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
    r"|(?:increase|decrease|drop|rise|fall|decline|growth|cut|gain|loss|reduction|gap) of)\s+"
    r"(?:an? )?"
    r"(?:(?:about|nearly|almost|some|more than|over|only|just) )*(?:US)?)"
)
_COMPARED: Final = (
    r"(?i:\s*(?:\S+\s+)?(?:more|fewer|less|higher|lower|above|below|times|points?)\b)"
)
_SIGNS: Final = {"usd": ("$", "US$"), "eur": ("€",), "gbp": ("£",)}
_NEAR: Final = 2.0
"""A number that is further off counts something else, unless its sentence links the series."""


class Number(Struct, frozen=True, gc=False):
    """A number as it stands in a sentence, with its sign and scale."""

    start: int
    end: int
    sign: str
    digits: str
    scale: str
    is_percent: bool

    def reach(self, hedge: str | None = None) -> Range:
        """What it may stand for as written, with the hedge before it."""
        return number_reach(self.digits, hedge, SCALES[self.scale or None])


class Mention(Struct, frozen=True):
    """A number in a sentence, whose words these are, and the one year that it can be for."""

    words: str
    number: Number
    year: re.Match[str]


class Claim(Struct, frozen=True):
    """A number that a sentence gives for a year: its range, as written, and where it begins."""

    reach: Range
    written: str
    year: int
    is_fiscal: bool
    start: int


class Gauge(Struct, frozen=True):
    """A series to measure numbers by: its points that stand for whole years, with their ranges."""

    series: Series
    years: dict[int, list[tuple[Point, Range]]]


class Lead(Struct, frozen=True):
    """A sentence that speaks of a series: where it stands, and whether it links the series."""

    piece: Piece
    gauge: Gauge
    start: int
    end: int
    is_linked: bool


def gauge(series: Series) -> Gauge:
    """A series' points by year, parts and categories left out."""
    years: dict[int, list[tuple[Point, Range]]] = {}
    for point in series.points:
        at = point.at
        if at is None or point.part or point.category:
            continue
        if at.precision != "year" or at.is_interval:
            continue
        known = reach(series, point)
        if known is not None:
            years.setdefault(at.year, []).append((point, known))
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
    for lead in _leads(case):
        piece, series = lead.piece, lead.gauge.series
        for claim, point in _contradictions(lead):
            offset = lead.start + claim.start
            if (piece.path, offset) in reported or _is_excused(case, piece, series, point, claim):
                continue
            reported.add((piece.path, offset))
            year = str(claim.year) if point.at is None else date_words(point.at, series.calendar)
            message = (
                f"The text has {claim.written} for {year}, "
                f"the series `{series.id}` has {shown(series, point)}."
            )
            remedy = "Correct the one that is wrong, or say in a `caveat` why they differ."
            yield Complaint(piece.path, message, remedy, offset=offset, word=claim.written)


def _leads(case: Case) -> Iterator[Lead]:
    """Sentences of a series' own text, of entries that name it in `see`, and those that link it."""
    for position, series in enumerate(case.briefing.series):
        measure = gauge(series)
        links = case.links.backward.get(series.id, ())
        named = [(*link.path[:2], "text") for link in links if link.relation == "see"]
        for path in (("series", position, "text"), *dict.fromkeys(named)):
            piece = case.piece_of(path)
            if piece is not None:
                for start, end in _dated_sentences(piece.text, measure):
                    yield Lead(piece, measure, start, end, is_linked=False)
        mentioned = [link.path for link in links if link.relation == "mentions"]
        for path in dict.fromkeys(mentioned):
            piece = case.piece_of(path)
            if piece is not None and piece.field not in {"caveat", "note"}:
                for start, end in _linking_sentences(piece.text, series.id):
                    yield Lead(piece, measure, start, end, is_linked=True)


def _dated_sentences(text: str, measure: Gauge) -> Iterator[tuple[int, int]]:
    """From and to of the sentences that name a year of the series."""
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


def _contradictions(lead: Lead) -> Iterator[tuple[Claim, Point]]:
    """Numbers of a sentence that no point of their year agrees with, and the point.

    None for a year that another number of the sentence agrees with.
    """
    sentence = lead.piece.text[lead.start : lead.end]
    mentions = list(_mentions(sentence, lead.gauge))
    if not any(_may_contradict(mention, lead.gauge) for mention in mentions):
        return
    found: list[tuple[Claim, Point]] = []
    agreed: set[int] = set()
    for claim in _claims(mentions, lead.gauge):
        known = lead.gauge.years.get(claim.year, ())
        if _agrees(claim.reach, known):
            agreed.add(claim.year)
        elif known and (lead.is_linked or _is_near(claim.reach, known[0][1])):
            found.append((claim, known[0][0]))
    if found and not re.search(_SEVERAL_PERIODS, sentence):
        for claim, point in found:
            if claim.year not in agreed:
                yield claim, point


def _agrees(reach: Range, known: Iterable[tuple[Point, Range]]) -> bool:
    """Whether one of the points can be the number."""
    return any(not reach.contradicts(other) for _, other in known)


def _is_near(one: Range, other: Range) -> bool:
    return one.low <= other.high * _NEAR and other.low <= one.high * _NEAR


def _mentions(sentence: str, measure: Gauge) -> Iterator[Mention]:
    """Numbers of a sentence in the series' unit, each with the one year that it can be for."""
    words, years, numbers = _figures(sentence)
    if not numbers or not any(int(year[0]) in measure.years for year in years):
        return
    unit = unit_name(measure.series.unit)
    ends = [number.start for number in numbers[1:]]
    for number, end in zip(numbers, [*ends, len(words)], strict=True):
        if not _has_unit(words, number, unit):
            continue
        if len(years) == len(numbers) == 1 and years[0].start() < number.start:
            yield Mention(words, number, years[0])
            continue
        year = next((year for year in years if number.end <= year.start() < end), None)
        if year is not None:
            yield Mention(words, number, year)


@lru_cache(maxsize=64)
def _figures(sentence: str) -> tuple[str, list[re.Match[str]], list[Number]]:
    """A sentence without its markup, its years, and its other numbers."""
    words = _MARKUP.sub(lambda match: " " * len(match[0]), sentence)
    years = list(_YEAR.finditer(words))
    if not years:
        return words, years, []
    taken = {year.start() for year in years}
    others = [match for match in _NUMBER.finditer(words) if match.start() not in taken]
    return words, years, [_number(words, match) for match in others]


def _number(words: str, match: re.Match[str]) -> Number:
    """A number with the sign before it, which a blank may part from the digits."""
    start = match.start()
    head = words[max(0, start - 4) : start]
    bare = head.removesuffix(" ").removesuffix("\u00a0")
    sign = next((sign for sign in _CURRENCIES if bare.endswith(sign)), "")
    if sign:
        start -= len(head) - len(bare) + len(sign)
    return Number(start, match.end(), sign, match[1], match[2] or "", match[3] is not None)


def _may_contradict(mention: Mention, measure: Gauge) -> bool:
    """Whether a number, its hedge not considered, agrees with no point of its year.

    Nearly every number agrees, and whether one of those is a claim, which takes many expressions
    to find out, nobody needs to know.
    """
    known = measure.years.get(int(mention.year[0]))
    return known is not None and not _agrees(mention.number.reach(), known)


def _claims(mentions: list[Mention], measure: Gauge) -> Iterator[Claim]:
    """The numbers that are given for a single year, where it is plain which year is meant."""
    for mention in mentions:
        if not _is_for_its_year(mention) or _is_relative(mention.words, mention.number):
            continue
        claim = _claim(mention.words, mention.number, mention.year)
        if not claim.is_fiscal or measure.series.calendar == "us-fiscal":
            yield claim


def _is_relative(words: str, number: Number) -> bool:
    """Whether a number is a difference, a part or a sum: "by 61 million", "9,000 more than"."""
    before = words[max(0, number.start - 60) : number.start].rstrip("\u00a0")
    if re.fullmatch(_RELATIVE, before, re.DOTALL):
        return True
    return re.match(_COMPARED, words[number.end :]) is not None


def _has_unit(words: str, number: Number, unit: str) -> bool:
    if unit == "percent":
        return number.is_percent
    if unit in _SIGNS:
        return number.sign in _SIGNS[unit]
    if number.sign or number.is_percent:
        return False
    noun = unit.partition(" ")[0].rstrip("s")
    following = words[number.end : number.end + 60].lower().split()[:3]
    return any(word.strip(".,;:()*_").rstrip("s") == noun for word in following)


def _is_for_its_year(mention: Mention) -> bool:
    """Whether it is "22,409 homicides in 2011", or "In 2011" stands before the only number."""
    words, number, year = mention.words, mention.number, mention.year
    if year.start() >= number.end:
        leads = re.fullmatch(_BETWEEN, words[number.end : year.start()])
    else:
        leads = re.fullmatch(_BEFORE_YEAR, words[: year.start()], re.DOTALL)
    return leads is not None and re.match(_GOES_ON, words[year.end() :]) is None


def _claim(words: str, number: Number, year: re.Match[str]) -> Claim:
    before = words[max(0, number.start - 30) : number.start].rstrip()
    hedges = (name for name, hedge in _HEDGES if re.search(rf"\b{hedge}\Z", before))
    return Claim(
        reach=number.reach(next(hedges, None)),
        written=words[number.start : number.end],
        year=int(year[0]),
        is_fiscal=words[: year.start()].endswith(_FISCAL),
        start=number.start,
    )


def _is_excused(case: Case, piece: Piece, series: Series, point: Point, claim: Claim) -> bool:
    """Whether a caveat nearby names the number, so that readers are warned."""
    caveats = [series.caveat_text, point.caveat_text]
    entry = case.entry_of(piece)
    if entry is not None:
        caveats.append(entry.caveat_text)
    digits = re.sub(r"[^\d.]", "", claim.written)
    return any(digits in caveat.replace(",", "") for caveat in caveats)
