"""A briefing as passages to search: one for each entry, one for the front matter.

A passage has words to search and signs to filter by. A sign is one token of the index's `signs`
column: what an entry is, its tags, its sources, its years. Names inside signs are written in
hexadecimal, so that any name is one token and a prefix of the name a prefix of the token.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from msgspec import Struct

from briefdeck.library.signs import (
    EVERY_SIGN,
    FEATURES,
    FORESEEN,
    OPEN_END,
    SIGN_LETTERS,
    YEAR_ZERO,
    primary_language,
    sign_token,
    year_nodes,
)
from briefdeck.model.briefing import (
    NAMING_FIELDS,
    Briefing,
    Caveat,
    Cite,
    Column,
    Entry,
    FrontMatter,
    Point,
    Series,
    Source,
)
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.csl import Name
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import condensed_source, statement_link
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
    """What the index holds of an entry (`entry` is empty for the front matter).

    `label` (its title, if it has one) and `text` are plain words.
    """

    entry: str
    kind: str
    label: str
    text: str
    signs: str


def passages(briefing_id: str, briefing: Briefing, links: Links | None) -> Iterator[Passage]:
    """Yield the passages of a briefing: its front matter, then every entry."""
    front = briefing.front
    shared = [EVERY_SIGN, sign_token("briefing", briefing_id)]
    shared += [sign_token("tag", tag) for tag in front.tags]
    shared.append(sign_token("language", primary_language(front.language)))
    signs = [*front_signs(front), *shared]
    yield Passage("", "briefing", one_line(front.title), text_of(front), " ".join(signs))
    for entry in briefing.entries():
        signs = entry_signs(entry, links) + shared
        yield Passage(entry.id, entry.noun, _title(entry), text_of(entry), " ".join(signs))


def year_signs(date: Edtf | None) -> list[str]:
    """Return the years that a date or an interval covers, as tokens; an open end never ends."""
    if date is None:
        return []
    return _span_signs(date.lower, date.upper)


def prose_of(briefing: Briefing) -> Iterator[str]:
    """Yield every prose text of a briefing, as it is written."""
    for struct in (briefing.front, *briefing.entries()):
        for held in walk(struct, kinds=frozenset({FieldKind.PROSE})):
            if isinstance(held.value, str):
                yield held.value


def _title(entry: Entry) -> str:
    """Return what names the entry, if anything but its text does."""
    for name in NAMING_FIELDS:
        value: str | None = getattr(entry, name, None)
        if value:
            return one_line(value)
    return ""


def text_of(struct: Struct) -> str:
    """Return the words of an entry, or of the front matter, but for its title, on one line."""
    return " · ".join(filter(None, _words(struct)))


def _words(struct: Struct) -> list[str]:
    """Return what there is to search in an entry or a part of one.

    Its title is not among it, which stands apart.
    """
    values, readers = _plan(type(struct))
    found: list[str] = []
    for value, read in zip(values(struct), readers, strict=True):
        if value:
            found += read(struct, value)
    return found


@cache
def _plan(kind: type[Struct]) -> _Plan:
    """Return what reads the searched fields of a type all at once, and what makes words of each."""
    searched = [each for each in fields_holding(kind, SEARCHED) if each.name not in NAMING_FIELDS]
    searched.sort(key=_turn)
    names = tuple(each.name for each in searched)
    return values_of(names), tuple(map(_reader, searched))


_RANKS: Final = {FieldKind.LINE: 0, FieldKind.PROSE: 1, FieldKind.WORDS: 2}


def _turn(field: Field) -> tuple[bool, int, bool]:
    """Statements come first, so that the start of a passage says what it is about."""
    rank = _RANKS.get(field.kind, len(_RANKS))
    return field.is_list, rank, field.name == "caveat"


def _reader(field: Field) -> _Reader:
    """Return what makes words of a field's value; found once for a type, as it runs very often."""
    if field.kind is FieldKind.CELL:
        return _rows
    if field.groups:
        return _part_reader(field)
    say = _sayer(field)
    if field.is_list:
        return lambda _, values: [say(value) for value in values]
    return lambda _, value: [say(value)]


def _part_reader(field: Field) -> _Reader:
    """Return what makes words of a field that holds parts of their own."""
    if field.kind is FieldKind.LABEL:
        return _heads
    if Point in field.groups:
        return _points
    if field.is_list:
        return _listed
    say = _sayer(field)

    def part_or_text(_: Struct, value: Struct | str) -> Iterable[str]:
        return [say(value)] if isinstance(value, str) else _words(value)

    return part_or_text


def _sayer(field: Field) -> Callable[[Any], str]:
    if field.kind is FieldKind.PROSE:
        return plain_line
    if field.relation is not None:
        # An id where words may stand: its parts are words too.
        return lambda value: one_line(value.replace("-", " "))
    return lambda value: one_line(str(value))


def _listed(_: Struct, values: Iterable[object]) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, Name):
            found.append(value.words)
        elif isinstance(value, Struct) and not _is_bare(value):
            found += _words(value)
    return found


def _is_bare(part: Struct) -> bool:
    """Whether it is a citation that says no more than where."""
    return isinstance(part, Cite) and part.quote is None and part.says is None


def _points(series: Struct, points: Iterable[Point]) -> list[str]:
    """Return the value of each point of a series as it is printed, with its other words."""
    assert isinstance(series, Series)
    others, _ = _plan(Point)
    found: list[str] = []
    for point in points:
        if point.value is not None:
            found.append(value_words(series, point))
        # Most points of a series have nothing but numbers.
        if any(others(point)):
            found += _words(point)
    return found


def _heads(_: Struct, heads: Iterable[Column | str]) -> list[str]:
    """Return the heads of a table's columns, bare ones and those with a unit, as one line."""
    return [" ".join(map(_head, heads))]


def _head(head: Column | str) -> str:
    if isinstance(head, Column):
        return one_line(head.title)
    return one_line(head)


def _rows(_: Struct, rows: Iterable[Iterable[object]]) -> list[str]:
    return [one_line(" ".join(map(str, row))) for row in rows]


def front_signs(front: FrontMatter) -> list[str]:
    """Return the signs by which a query can filter the front matter, but for its tags."""
    return [sign_token("kind", "briefing"), *year_signs(front.as_of)]


def entry_signs(entry: Entry, links: Links | None) -> list[str]:
    """Return the signs of an entry by which a query can filter it."""
    points: tuple[Point, ...] = entry.points if isinstance(entry, Series) else ()
    caveats = [each.caveat for each in (entry, *points) if each.caveat]
    sources = _sources(entry, links)
    quotes = entry.table == "quotations" or any(map(_quotes, entry.cites))
    dated = bool(entry.date) or any(point.at for point in points)
    judged = (bool(entry.likelihood), bool(entry.confidence))
    found = [*_kind_signs(entry.noun, entry.kind, getattr(entry, "type", None))]
    found += _feature_signs((bool(caveats), bool(sources), quotes, dated, *judged))
    found += [sign_token("source", source) for source in sources]
    found += [sign_token("tag", tag) for tag in entry.tags]
    if caveats:
        found += [sign_token("caveat", grade) for grade in _grades(caveats)]
    if entry.said_by:
        found.append(sign_token("voice", entry.said_by.source))
    if isinstance(entry, Source):
        found.append(sign_token("source", entry.id))
    return found + _years(entry)


@lru_cache(maxsize=1024)
def _kind_signs(noun: str, kind: str | None, sort: str | None) -> tuple[str, ...]:
    """Return what `kind:` and `type:` find an entry by.

    Its noun, the kind it is given, whether it is an option; its own field `type`.
    """
    option = sort if (noun, sort) == ("recommendation", "option") else None
    signs = [sign_token("kind", each) for each in (noun, kind, option) if each]
    return (*signs, sign_token("type", sort)) if sort else tuple(signs)


@lru_cache(maxsize=64)
def _feature_signs(has: tuple[bool, ...]) -> tuple[str, ...]:
    """Return what `has:` finds an entry by; of each of the `FEATURES` whether it has it."""
    return tuple(
        [sign_token("has", what) for what, value in zip(FEATURES, has, strict=True) if value]
    )


def _years(entry: Entry) -> list[str]:
    if isinstance(entry, Series):
        return _series_years(entry)
    return year_signs(entry.date)


def _sources(entry: Entry, links: Links | None) -> list[str]:
    """Return the sources that an entry cites, anywhere in it, or that state it; each once.

    Not the condensed source, which would be found with nearly all: `voice:` asks for it.
    """
    if links is None:
        return list(dict.fromkeys(cite.source for cite in entry.citations))
    going_out = links.forward.get(entry.id, ())
    cited = [link.target for link in going_out if link.relation == "cites"]
    stated = statement_link(entry.id, links) if entry.voice else None
    if stated is not None and stated.target != condensed_source(links):
        cited.append(stated.target)
    return list(dict.fromkeys(cited))


def _grades(caveats: Sequence[str | Caveat]) -> Iterator[str]:
    """Yield what `caveat:` finds an entry by: the grades of its caveats, and whether one warns."""
    known = [caveat for caveat in caveats if isinstance(caveat, Caveat)]
    if len(known) < len(caveats) or any(caveat.is_warning for caveat in known):
        yield "warning"
    yield from dict.fromkeys(caveat.grade for caveat in known if caveat.grade)


def _quotes(cite: Cite | str) -> bool:
    return isinstance(cite, Cite) and bool(cite.quote or cite.says)


def _series_years(series: Series) -> list[str]:
    """Return the signs of the years from a series' first point to its last.

    A bound that is open stays open.
    """
    # Many points have the same date, and bounds in another calendar are costly.
    dates = {point.at.text: point.at for point in series.points if point.at}
    if not dates:
        return []
    bounds = [date.bounds(series.calendar) for date in dates.values()]
    lows = [low for low, _ in bounds]
    highs = [high for _, high in bounds]
    return _span_signs(_outermost(min, lows), _outermost(max, highs))


def _outermost(pick: Callable[[Iterable[int]], int], days: Sequence[int | None]) -> int | None:
    """Return the first or the last of some days; None, an open bound, where one of them is."""
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return None
    return pick(known)


@lru_cache(maxsize=4096)
def _span_signs(lower: int | None, upper: int | None) -> list[str]:
    """Return the signs of the years between two days, counted from the epoch; None is open."""
    letter = SIGN_LETTERS["year"]
    first = -YEAR_ZERO
    if lower is not None:
        first = day_to_civil(lower)[0]
    if upper is None:
        nodes = year_nodes(first, max(first, FORESEEN))
        return [*(letter + node for node in nodes), letter + OPEN_END]
    return [letter + node for node in year_nodes(first, day_to_civil(upper)[0])]
