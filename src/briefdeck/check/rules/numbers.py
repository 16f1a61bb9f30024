"""The rule on numbers in prose: where a sentence leads to a series and names a year, its number agrees with the series."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefdeck.check.amounts import SCALES, Range, hedged, point_range, rounded, shown, unit_name, when
from briefdeck.check.case import Case, Piece, sentence_at
from briefdeck.check.rule import Finding, rule
from briefdeck.model.briefing import Point, Series

_NUMBER: Final = re.compile(
    r"(?P<sign>US\$|\$|€|£)?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,.]*\d)(?:[ -](?P<scale>thousand|million|billion|trillion)\b)?"
    r"(?P<percent>\s?%|\s(?:percent|per cent)\b)?"
)
_YEAR: Final = re.compile(
    r"(?P<fiscal>FY ?|fiscal (?:year )?)?(?<![\d.,$€£/–-])(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,/–-]\d|(?: |-)(?:million|billion|thousand|percent|dollars))"
)
_HEDGE: Final = re.compile(
    r"\b(?:(?P<about>about|around|roughly|approximately|some|an? estimated|close to|circa)|(?P<more>more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|surpass(?:es|ed|ing)?)"
    r"|(?P<less>nearly|almost|less than|fewer than|under|below|at most|up to|just under|not quite))\s+(?:US)?\Z"
)
_RELATIVE: Final = re.compile(
    r"\b(?:by|additional|another|further|extra|of which|each|average(?: of)?|total of|difference of|(?:increase|decrease|drop|rise|fall|decline|growth|cut|gain|loss|reduction|gap) of|from)\s+(?:an? )?(?:about |nearly |almost |some |more than |over |only |just )*(?:US)?\Z",
    re.IGNORECASE,
)
_LINKING: Final = re.compile(r"\s*(?:[^\s\d.;:]+\s+){0,5}?(?:in|for|during|of)\s+(?:the )?(?:calendar )?(?:year )?\Z")
_AFTER: Final = re.compile(
    r"\s*(?:more|fewer|less|higher|lower|above|below|times|year|a year|per|each|points?\b|-year)", re.IGNORECASE
)


class Claim(NamedTuple):
    """A number that a sentence gives for a year: what it may stand for, as written, and where it stands in the sentence."""

    reach: Range
    written: str
    year: int
    is_fiscal: bool
    start: int


@rule("warning")
def number_contradicts_series(case: Case) -> Iterator[Finding]:
    """A number in prose contradicts the series that it leads to."""
    reported: set[tuple[Piece, int]] = set()
    for piece, series, within in _leads(case):
        points = _by_year(series)
        spans = [within] if within else _sentences(piece.text)
        for start, end in spans:
            for claim in claims(piece.text[start:end], series):
                place = (piece, start + claim.start)
                point = _contradicted(series, points, claim)
                if point is None or place in reported or _is_excused(case, piece, series, point, claim):
                    continue
                reported.add(place)
                message = f"The text has {claim.written} for {claim.year}, the series `{series.id}` has {shown(series, point)} for {when(series, point.at) if point.at else claim.year}."
                remedy = "Correct the one that is wrong, or say in a `caveat` why they differ."
                yield Finding(piece.path, message, remedy, offset=start + claim.start)


def _leads(case: Case) -> Iterator[tuple[Piece, Series, tuple[int, int] | None]]:
    """Prose and the series that it speaks of: the series' own text, a sentence that links it, the text of an entry that names it in `see`."""
    for position, series in enumerate(case.briefing.series):
        own = case.piece_of(("series", position, "text"))
        if own is not None:
            yield own, series, None
        for link in case.links.backward.get(series.id, ()):
            piece = case.piece_of(link.path if link.relation == "mentions" else (*link.path[:2], "text"))
            if piece is None or piece.field in {"caveat", "note"} or link.relation not in {"mentions", "see"}:
                continue
            if link.relation == "see":
                yield piece, series, None
            for match in _LINK.finditer(piece.text) if link.relation == "mentions" else ():
                if match[1] == series.id:
                    yield piece, series, sentence_at(piece.text, match.start())


_LINK: Final = re.compile(r"\[\[([a-z0-9-]+)(?:\|[^\[\]]*)?\]\]")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    while position < len(text):
        start, end = sentence_at(text, position)
        yield start, end
        position = max(end, position + 1)


def claims(sentence: str, series: Series) -> Iterator[Claim]:
    """Numbers in the series' unit that a sentence gives for a single year, where it is plain which year is meant."""
    years = [match for match in _YEAR.finditer(sentence) if not _is_bracketed(sentence, match.start())]
    if not years:
        return
    taken = {match.start("year") for match in years}
    numbers = [
        match
        for match in _NUMBER.finditer(sentence)
        if match.start("digits") not in taken and not _is_bracketed(sentence, match.start("digits"))
    ]
    for position, number in enumerate(numbers):
        if (
            not _has_unit(sentence, number, series)
            or _RELATIVE.search(sentence, 0, number.start())
            or _AFTER.match(sentence, number.end())
        ):
            continue
        following = numbers[position + 1].start() if position + 1 < len(numbers) else len(sentence)
        year = _year_of(sentence, number, years, following, alone=len(years) == 1 and len(numbers) == 1)
        if year is not None:
            yield _claim(sentence, number, year)


def _is_bracketed(sentence: str, position: int) -> bool:
    """Whether a position is inside a citation or a link."""
    return sentence.rfind("[", 0, position) > sentence.rfind("]", 0, position)


def _has_unit(sentence: str, number: re.Match[str], series: Series) -> bool:
    unit = unit_name(series.unit)
    if unit == "percent":
        return bool(number["percent"])
    if unit in {"usd", "eur", "gbp"}:
        return number["sign"] in {"usd": ("$", "US$"), "eur": ("€",), "gbp": ("£",)}[unit]
    if number["sign"] or number["percent"]:
        return False
    words = re.findall(r"[^\W\d_]+", sentence[number.end() : number.end() + 60])[:3]
    noun = re.findall(r"[^\W\d_]+", unit)
    return bool(noun) and any(word.lower().rstrip("s") == noun[0].rstrip("s") for word in words)


def _year_of(
    sentence: str, number: re.Match[str], years: list[re.Match[str]], following: int, *, alone: bool
) -> re.Match[str] | None:
    """The year that a number is for: the one that follows it ("22,409 homicides in 2011"), or the only one of the sentence."""
    after = [year for year in years if number.end() <= year.start() < following]
    if after and _LINKING.fullmatch(sentence, number.end(), after[0].start()):
        return after[0]
    return years[0] if alone and years[0].start() < number.start() else None


def _claim(sentence: str, number: re.Match[str], year: re.Match[str]) -> Claim:
    value = float(number["digits"].replace(",", ""))
    exact = rounded(value, number["digits"])
    factor = SCALES.get(number["scale"] or "", 1.0)
    hedge = _HEDGE.search(sentence, 0, number.start())
    word = None if hedge is None else "about" if hedge["about"] else "more than" if hedge["more"] else "less than"
    reach = hedged(Range(exact.low * factor, exact.high * factor), word)
    return Claim(reach, number[0].strip(), int(year["year"]), bool(year["fiscal"]), number.start("digits"))


def _by_year(series: Series) -> dict[int, list[Point]]:
    """Points that stand for a whole year, by year; those with parts or categories left out."""
    found: dict[int, list[Point]] = {}
    for point in series.points:
        if (
            point.at is not None
            and point.at.precision == "year"
            and not point.at.is_interval
            and not point.part
            and not point.category
        ):
            found.setdefault(point.at.year, []).append(point)
    return found


def _contradicted(series: Series, points: dict[int, list[Point]], claim: Claim) -> Point | None:
    """The point that a claim contradicts; None where any point of the year agrees with it, or the series has none."""
    if claim.is_fiscal and series.calendar != "us-fiscal":
        return None
    reaches = [(point, point_range(series, point)) for point in points.get(claim.year, ())]
    known = [(point, reach) for point, reach in reaches if reach is not None]
    if not known or not all(claim.reach.contradicts(reach) for _, reach in known):
        return None
    return known[0][0]


def _is_excused(case: Case, piece: Piece, series: Series, point: Point, claim: Claim) -> bool:
    """Whether a caveat nearby names the number, so that readers are warned."""
    entry = case.entry_of(piece)
    caveats = [entry.caveat if entry else None, series.caveat, point.caveat]
    digits = re.sub(r"[^\d.]", "", claim.written)
    return any(caveat is not None and digits in caveat.replace(",", "") for caveat in caveats)
