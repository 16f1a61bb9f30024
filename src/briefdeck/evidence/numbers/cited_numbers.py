"""Which numbers of a briefing are cited, and from where.

A citation in a text covers what stands before it in its sentence, up to the citation before. What
none covers in that way rests on what the entry as a whole cites, and on the source that states it,
as its voice: the number may be in any of these places. Dates, pages, ordinals and the numbers of
things are no numbers here; nor are small ones in words, which are as often a manner of speaking.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from briefdeck.evidence.numbers.cited_figures import cell_numbers, point_numbers
from briefdeck.evidence.numbers.cited_places import CitedPlaces, Places
from briefdeck.evidence.numbers.digits import plain_digits, sign_of
from briefdeck.evidence.numbers.directions import way_of
from briefdeck.evidence.numbers.periods import dates_in, periods_of
from briefdeck.evidence.numbers.spelled import spelled_in
from briefdeck.evidence.numbers.stated import Quantity, StatedNumber
from briefdeck.evidence.numbers.subjects import names, stems_near
from briefdeck.evidence.numbers.units import SPANS
from briefdeck.evidence.numbers.written import Written, numbers_in
from briefdeck.loader import Loaded
from briefdeck.model.bracket import Bracket
from briefdeck.model.briefing import (
    TABLES,
    Caveat,
    Entry,
    Point,
    Quotation,
    Series,
    Source,
    Table,
    long_caveat,
)
from briefdeck.model.fields import FieldKind, held_fields
from briefdeck.model.links import FRONT
from briefdeck.model.measures import DecimalSign
from briefdeck.model.problem import KeyPath
from briefdeck.model.prose import reference_spans
from briefdeck.model.sentences import sentence_at
from briefdeck.text.words import one_line

_TEXTS: Final = frozenset({FieldKind.PROSE, FieldKind.LINE, FieldKind.CELL})
_MOST_WORDS: Final = 10
_IN_WORDS: Final = 13
"""The least number in words that is taken for an amount."""


def cited_numbers(loaded: Loaded) -> Iterator[StatedNumber]:
    """Yield every cited number of a briefing: those of its front matter, then entry by entry."""
    briefing, links = loaded.briefing, loaded.links
    if briefing is None or links is None:
        return
    sign = sign_of(briefing.front.language)
    front = CitedPlaces(briefing.front, ("briefing",), links, sign)
    for field, value in held_fields(briefing.front, _TEXTS):
        yield from _of_field(FRONT, value, ("briefing", field.key), front, ())
    for table in TABLES:
        for number, entry in enumerate(getattr(briefing, table)):
            yield from _of_entry(
                entry, CitedPlaces(entry, (table, number), links, sign), (table, number)
            )


def _of_entry(entry: Entry, places: CitedPlaces, path: KeyPath) -> Iterator[StatedNumber]:
    own = () if isinstance(entry, Source) else places.own
    is_quoted = isinstance(entry, Quotation)
    for field, value in held_fields(entry, _TEXTS):
        at = (*path, field.key)
        if field.key == "caveat":
            yield from _of_caveat(entry, value, at, places)
        elif field.key == "text" and is_quoted:
            continue
        elif field.key not in {"points", "rows", "cites"}:
            yield from _of_field(entry.id, value, at, places, own)
    if isinstance(entry, Series):
        yield from point_numbers(entry, path, places)
        for number, point in enumerate(entry.points):
            yield from _beside_point(entry, point, (*path, "points", number), places)
    if isinstance(entry, Table):
        yield from cell_numbers(entry, path, places)


def _of_field(
    entry: str, value: object, path: KeyPath, places: CitedPlaces, own: Places
) -> Iterator[StatedNumber]:
    """The numbers of a text, or of a list of texts."""
    if isinstance(value, str):
        yield from _Text(entry, value, path, places, own).numbers()
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _of_field(entry, part, (*path, number), places, own)


def _of_caveat(
    entry: Entry, value: str | Caveat, path: KeyPath, places: CitedPlaces
) -> Iterator[StatedNumber]:
    caveat = long_caveat(value)
    if caveat is None:
        return
    cited = places.of_caveat(caveat, path)
    at = path if isinstance(value, str) else (*path, "text")
    yield from _Text(entry.id, caveat.text, at, places, cited).numbers()


def _beside_point(
    series: Series, point: Point, path: KeyPath, places: CitedPlaces
) -> Iterator[StatedNumber]:
    """The numbers of what is said beside the value of a point."""
    cited = places.of_point(point, path)
    if point.text:
        yield from _Text(series.id, point.text, (*path, "text"), places, cited).numbers()
    if point.caveat:
        yield from _of_caveat(series, point.caveat, (*path, "caveat"), places)


class _Text(Struct, frozen=True):
    """A text of an entry. own: from where what is cited that no citation in it covers."""

    entry: str
    text: str
    path: KeyPath
    places: CitedPlaces
    own: Places

    def numbers(self) -> Iterator[StatedNumber]:
        """Yield its cited numbers, in order."""
        brackets = reference_spans(self.text)
        if not self.own and not any(bracket.cites for bracket in brackets):
            return
        words = plain_digits(_without(self.text, brackets))
        end = 0
        found = _amounts(words, self.places.sign)
        for number in found:
            if number.first >= end:
                start, end = sentence_at(self.text, number.first)
                within = [each for each in found if start <= each.first < end]
            cited = self._covering(brackets, number, end)
            if cited:
                yield StatedNumber(
                    entry=self.entry,
                    path=self.path,
                    said=one_line(words[number.start : number.end]),
                    quantity=_quantity(words, number, within, (start, end)),
                    places=cited,
                    offset=number.start,
                )

    def _covering(self, brackets: tuple[Bracket, ...], number: Written, end: int) -> Places:
        """The places named by the next citations of a sentence behind a number, else its own."""
        cites: list[Bracket] = []
        for bracket in brackets:
            if not bracket.cites or not number.first < bracket.start < end:
                continue
            if cites and self.text[cites[-1].end : bracket.start].strip():
                break
            cites.append(bracket)
        if not cites:
            return self.own
        named = [cite for bracket in cites for cite in bracket.cites]
        return self.places.of_bracket(named, self.path)


def _without(text: str, brackets: tuple[Bracket, ...]) -> str:
    """A text with blanks for its citations and for the markup of its links."""
    pieces: list[str] = []
    end = 0
    for bracket in brackets:
        pieces.append(text[end : bracket.start])
        said = bracket.source if bracket.target is not None and bracket.words else ""
        opening, bar, words = said.partition("|")
        kept = " " * (len(opening) + 1) + words[:-2] + "  " if bar else ""
        pieces.append(kept or " " * len(bracket.source))
        end = bracket.end
    return "".join([*pieces, text[end:]])


def _amounts(text: str, sign: DecimalSign) -> list[Written]:
    """The numbers of a text that say how much or how many, in order."""
    digits = [
        each
        for each in numbers_in(text, 0, len(text), sign)
        if each.is_amount and not (each.is_year or each.is_of_name or each.doubt)
    ]
    spelled = [each for each in spelled_in(text, 0, len(text)) if _is_amount_in_words(each, text)]
    taken = [(each.first, each.end) for each in digits]
    others = [each for each in spelled if not any(a <= each.first < b for a, b in taken)]
    return sorted(digits + others, key=lambda each: each.first)


def _is_amount_in_words(number: Written, text: str) -> bool:
    is_part = number.unit == "percent" and "cent" not in text[number.last : number.end]
    if is_part or number.unit == "times":
        return False
    return number.value >= _IN_WORDS or bool(number.unit and number.unit not in SPANS)


def _quantity(
    text: str, number: Written, within: list[Written], sentence: tuple[int, int]
) -> Quantity:
    start, end = sentence
    spans = [(each.first, each.last) for each in within]
    periods = periods_of(text, (number.first, number.last), spans, dates_in(text, start, end))
    value = number.others[0] if number.others else number.value
    shift = value.adjusted() - number.value.adjusted() if number.others else 0
    return Quantity(
        value=value,
        step=number.step + shift,
        power=number.power + shift,
        unit=number.unit,
        noun=number.noun,
        hedge=number.hedge,
        is_open=number.is_bare,
        periods=periods,
        words=stems_near(text[start:end], number.first - start, _MOST_WORDS),
        names=tuple(sorted(names(text[start:end]))),
        way=way_of(text, number.start, number.end),
        is_of_range=bool(number.range_end),
    )
