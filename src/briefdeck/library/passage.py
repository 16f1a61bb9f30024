"""A briefing as passages to search: one for each entry, one for the front matter; words, and signs to filter by.

A sign is one token of the index's `signs` column: what an entry is, its tags, its sources, its years. Names inside signs
are written in hexadecimal, so that any name is one token and a prefix of the name a prefix of the token.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from msgspec import Struct

from briefdeck.library.signs import (
    EVERY_SIGN,
    FORESEEN,
    OPEN_END,
    SIGN_LETTERS,
    YEAR_ZERO,
    sign_token,
    year_nodes,
)
from briefdeck.model.briefing import (
    NAMING_FIELDS,
    Briefing,
    Cite,
    Column,
    Entry,
    Name,
    Point,
    Recommendation,
    Series,
    Source,
)
from briefdeck.model.edtf import Edtf
from briefdeck.model.fields import Field, FieldKind, fields_holding, values_of, walk
from briefdeck.model.figures import value_words
from briefdeck.model.links import Links
from briefdeck.model.prose import plain_line
from briefdeck.text.words import one_line

SEARCHED: Final = frozenset(
    {FieldKind.PROSE, FieldKind.LINE, FieldKind.WORDS, FieldKind.LABEL, FieldKind.CELL}
)
"""What a reader searches a library for."""

_Reader = Callable[[Struct, Any], Iterable[str]]
_Plan = tuple[Callable[[Struct], tuple[Any, ...]], tuple[_Reader, ...]]


class Passage(NamedTuple):
    """What the index holds of an entry (`entry` is empty for the front matter). `label` (its title, if it has one) and `text` are plain words."""

    entry: str
    kind: str
    label: str
    text: str
    signs: str


def passages(briefing_id: str, briefing: Briefing, links: Links | None) -> Iterator[Passage]:
    """The passages of a briefing: its front matter, then every entry."""
    front = briefing.front
    shared = [
        EVERY_SIGN,
        sign_token("briefing", briefing_id),
        *(sign_token("tag", tag) for tag in front.tags),
    ]
    yield Passage(
        "",
        "briefing",
        one_line(front.title),
        _join(_words(front)),
        " ".join([sign_token("kind", "briefing"), *shared, *year_signs(front.as_of)]),
    )
    for entry in briefing.entries():
        yield Passage(
            entry.id,
            entry.noun,
            _title(entry),
            _join(_words(entry)),
            " ".join(_signs(entry, links) + shared),
        )


def year_signs(date: Edtf | None) -> list[str]:
    """The years that a date or an interval covers, as tokens; an open end goes on for ever."""
    return _span_signs(date.lower, date.upper) if date else []


def prose_of(briefing: Briefing) -> Iterator[str]:
    """Yield every prose text of a briefing, as it is written."""
    for struct in (briefing.front, *briefing.entries()):
        for held in walk(struct, kinds=frozenset({FieldKind.PROSE})):
            if isinstance(held.value, str):
                yield held.value


def _title(entry: Entry) -> str:
    """What names the entry, if anything but its text does."""
    for name in NAMING_FIELDS:
        value: str | None = getattr(entry, name, None)
        if value:
            return one_line(value)
    return ""


def _join(words: Iterable[str]) -> str:
    return " · ".join([word for word in words if word])


def _words(struct: Struct) -> list[str]:
    """What there is to search in an entry or a part of one, but its title, which stands apart."""
    values, readers = _plan(type(struct))
    found: list[str] = []
    for value, read in zip(values(struct), readers, strict=True):
        if value:
            found += read(struct, value)
    return found


@cache
def _plan(kind: type[Struct]) -> _Plan:
    """What reads the searched fields of a type all at once, and what makes words of each."""
    searched = [each for each in fields_holding(kind, SEARCHED) if each.name not in NAMING_FIELDS]
    fields = sorted(searched, key=_turn)
    return values_of(tuple(each.name for each in fields)), tuple(map(_reader, fields))


_FIRST: Final = (FieldKind.LINE, FieldKind.PROSE, FieldKind.WORDS)


def _turn(field: Field) -> tuple[bool, int, bool]:
    """Statements come first, so that the start of a passage says what it is about."""
    rank = _FIRST.index(field.kind) if field.kind in _FIRST else len(_FIRST)
    return field.is_list, rank, field.name == "caveat"


def _reader(field: Field) -> _Reader:
    if field.kind is FieldKind.CELL:
        return lambda _, rows: [_row(row) for row in rows]
    if field.kind is FieldKind.LABEL and field.groups:
        # The heads of a table's columns, bare ones and those with a unit.
        return lambda _, heads: [" ".join(map(_head, heads))]
    if field.groups and field.is_list:
        return _listed
    if field.groups:
        return lambda _, value: _words(value)
    say = _sayer(field)
    if field.is_list:
        return lambda _, values: [say(value) for value in values]
    return lambda _, value: [say(value)]


def _sayer(field: Field) -> Callable[[Any], str]:
    if field.kind is FieldKind.PROSE:
        return plain_line
    if field.relation is not None:
        # An id where words may stand: its parts are words too.
        return lambda value: one_line(value.replace("-", " "))
    return lambda value: one_line(str(value))


def _listed(struct: Struct, values: Iterable[object]) -> Iterator[str]:
    for value in values:
        match value:
            case Cite(quote=None):
                pass
            case Name():
                yield value.words
            case Point():
                yield from _point_words(struct, value)
            case Struct():
                yield from _words(value)


def _head(head: object) -> str:
    return one_line(head.title if isinstance(head, Column) else str(head))


def _row(row: object) -> str:
    return one_line(" ".join(map(str, row)) if isinstance(row, tuple) else str(row))


def _point_words(series: Struct, point: Point) -> Iterator[str]:
    if isinstance(series, Series) and point.value is not None:
        yield value_words(series, point)
    yield from _words(point)


def _signs(entry: Entry, links: Links | None) -> list[str]:
    sources = _sources(entry, links)
    found = [sign_token("kind", entry.noun)]
    if entry.kind:
        found.append(sign_token("kind", entry.kind))
    if isinstance(entry, Recommendation) and entry.type == "option":
        found.append(sign_token("kind", "option"))
    found += [sign_token("tag", tag) for tag in entry.tags]
    found += [sign_token("source", source) for source in sources]
    found += [sign_token("has", what) for what in _features(entry, cited=bool(sources))]
    kind = getattr(entry, "type", None)
    if kind:
        found.append(sign_token("type", kind))
    if entry.voice:
        found.append(sign_token("voice", entry.voice))
    if isinstance(entry, Source):
        found.append(sign_token("source", entry.id))
    return found + (_series_years(entry) if isinstance(entry, Series) else year_signs(entry.date))


def _sources(entry: Entry, links: Links | None) -> list[str]:
    """The sources that an entry cites, anywhere in it, each once."""
    if links is None:
        return list(dict.fromkeys(cite.source for cite in entry.citations))
    cited = [link.target for link in links.forward.get(entry.id, ()) if link.relation == "cites"]
    return list(dict.fromkeys(cited)) if len(cited) > 1 else cited


def _features(entry: Entry, *, cited: bool) -> list[str]:
    points: tuple[Point, ...] = entry.points if isinstance(entry, Series) else ()
    has_quote = entry.table == "quotations" or any(cite.quote for cite in entry.citations)
    has = {
        "caveat": entry.caveat or any(point.caveat for point in points),
        "source": cited,
        "quote": has_quote,
        "date": entry.date or any(point.at for point in points),
        "likelihood": entry.likelihood,
        "confidence": entry.confidence,
    }
    return [name for name, value in has.items() if value]


def _series_years(series: Series) -> list[str]:
    """The signs of the years from a series' first point to its last; a bound that is open stays open."""
    lows: list[float] = []
    highs: list[float] = []
    for date in {point.at for point in series.points if point.at}:
        low, high = date.bounds(series.calendar)
        lows.append(-math.inf if low is None else low)
        highs.append(math.inf if high is None else high)
    if not lows:
        return []
    return _span_signs(_finite(min(lows)), _finite(max(highs)))


def _finite(day: float) -> int | None:
    return int(day) if math.isfinite(day) else None


@lru_cache(maxsize=4096)
def _span_signs(lower: int | None, upper: int | None) -> list[str]:
    from briefdeck.model.calendar import day_to_civil

    letter = SIGN_LETTERS["year"]
    first = -YEAR_ZERO if lower is None else day_to_civil(lower)[0]
    if upper is not None:
        return [letter + node for node in year_nodes(first, day_to_civil(upper)[0])]
    return [letter + node for node in year_nodes(first, max(first, FORESEEN))] + [letter + OPEN_END]
