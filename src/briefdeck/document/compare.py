"""Two briefings laid side by side: their times, their figures of the same measure, their points, and the sources they share.

Accounts differ where what their hedges allow has nothing in common (`model.figures.bounds`); a fiscal year and a calendar
year are different periods, so that their figures never face each other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from briefdeck.document.blocks import Timeline
from briefdeck.document.material import Material
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Briefing, Entry, Point, Recommendation, Series, Source
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import SCALES, amount, bounds, differ, point_label
from briefdeck.model.links import Links
from briefdeck.model.prose import plain_text

Verdict = Literal["differ", "agree", "in part", "first only", "second only", "no figure"]
"""in part: of several readings of one period some agree and some differ."""
Likeness = Literal["id", "sources", "words", "order"]
SameSource = Literal["id", "DOI", "address", "title"]
LEAST_LIKENESS = 0.18
PER_SHARED_SOURCE = 0.12
MOST_PAIRS = 100_000
"""Beyond so many, entries are paired by id alone."""


class Side(Struct, frozen=True, kw_only=True):
    """One of the two briefings: what names it, how fresh and whose side it is, and everything that it dates."""

    id: str
    title: str
    as_of: Edtf
    stance: Literal["neutral", "advocacy"]
    timeline: Timeline


class Reading(Struct, frozen=True, kw_only=True):
    """A value as one briefing gives it: the point, and the series that it belongs to."""

    series: Series
    point: Point


class Pair(Struct, frozen=True, kw_only=True):
    """A reading of the first briefing and one of the second, by their places in the row; change: second less first, in base units."""

    places: tuple[int, int]
    differs: bool
    change: float | None = None
    percent: float | None = None


class MeasureRow(Struct, frozen=True, kw_only=True):
    """What both briefings say of one period or category: every reading, and each pair of them that can be compared."""

    label: str
    readings: tuple[tuple[Reading, ...], tuple[Reading, ...]]
    verdict: Verdict
    pairs: tuple[Pair, ...] = ()

    @property
    def is_facing(self) -> bool:
        """Whether both briefings say something of it."""
        return bool(self.readings[0]) and bool(self.readings[1])


class Measure(Struct, frozen=True, kw_only=True):
    """A measure that both briefings have figures of. `is_comparable`: whether all of them are in the same unit."""

    name: str
    title: str
    units: tuple[str, ...]
    is_comparable: bool
    series: tuple[tuple[Series, ...], tuple[Series, ...]]
    rows: tuple[MeasureRow, ...]


class Card(Struct, frozen=True, kw_only=True):
    """A key point or recommendation of one side, in plain words."""

    entry: str
    title: str
    text: str


class Facing(Struct, frozen=True, kw_only=True):
    """Two cards that face each other, and why: one may be missing. `shared`: ids (of the first) of sources both rest on."""

    cards: tuple[Card | None, Card | None]
    because: Likeness
    shared: tuple[str, ...] = ()


class SharedSource(Struct, frozen=True, kw_only=True):
    """A source that both cite: its ids in both, how it is cited in the first, and what shows that it is the same."""

    ids: tuple[str, str]
    short: str
    because: SameSource


class Comparison(Struct, frozen=True, kw_only=True):
    """Two briefings laid side by side."""

    sides: tuple[Side, Side]
    measures: tuple[Measure, ...]
    key_points: tuple[Facing, ...]
    recommendations: tuple[Facing, ...]
    sources: tuple[SharedSource, ...]

    @property
    def differences(self) -> int:
        """How many periods and categories there are of which the two give figures that contradict each other."""
        return sum(row.verdict == "differ" for measure in self.measures for row in measure.rows)


def compare(first: Loaded, second: Loaded) -> Comparison:
    """Lay two briefings side by side. ValueError where nothing could be read of one."""
    one, other = Material(first), Material(second)
    shared = tuple(_shared_sources(one, other))
    known = {source.ids[1]: source.ids[0] for source in shared}
    return Comparison(
        sides=(_side(one), _side(other)),
        measures=tuple(_measures(one.briefing, other.briefing)),
        key_points=_facing(one, other, one.briefing.key_points, other.briefing.key_points, known),
        recommendations=_facing(
            one, other, _by_priority(one.briefing), _by_priority(other.briefing), known
        ),
        sources=shared,
    )


def _side(material: Material) -> Side:
    briefing = material.briefing
    front = briefing.front
    dated = Timeline(
        eras=briefing.eras, events=briefing.events, programs=briefing.programs, until=front.as_of
    )
    return Side(
        id=material.loaded.id,
        title=front.title,
        as_of=front.as_of,
        stance=front.stance,
        timeline=dated,
    )


def _measures(first: Briefing, second: Briefing) -> Iterator[Measure]:
    """Measures that both have, in the first briefing's order."""
    measured = (_by_measure(first), _by_measure(second))
    for name in measured[0]:
        if name not in measured[1]:
            continue
        groups = (measured[0][name], measured[1][name])
        units = tuple(dict.fromkeys(series.unit for group in groups for series in group))
        is_comparable = len({unit.casefold() for unit in units}) == 1
        rows = tuple(
            _row(label, both, is_comparable=is_comparable) for label, both in _rows(groups)
        )
        yield Measure(
            name=name,
            title=groups[0][0].title,
            units=units,
            is_comparable=is_comparable,
            series=(tuple(groups[0]), tuple(groups[1])),
            rows=rows,
        )


def _by_measure(briefing: Briefing) -> dict[str, list[Series]]:
    found: dict[str, list[Series]] = {}
    for series in briefing.series:
        if series.measure:
            found.setdefault(series.measure, []).append(series)
    return found


Both = tuple[list[Reading], list[Reading]]


def _rows(groups: tuple[list[Series], list[Series]]) -> list[tuple[str, Both]]:
    """Readings of both sides by period or category: periods in order, then categories in the order they come up."""
    found: dict[tuple[object, ...], tuple[str, Both]] = {}
    for side, group in enumerate(groups):
        for series in group:
            for point in series.points:
                _, both = found.setdefault(
                    _key(series, point), (point_label(series, point), ([], []))
                )
                both[side].append(Reading(series=series, point=point))
    dated = sorted(
        (key for key in found if key[0] == "at"),
        key=lambda key: (_sortable(key[1]), _sortable(key[2])),
    )
    return [found[key] for key in [*dated, *(key for key in found if key[0] != "at")]]


def _key(series: Series, point: Point) -> tuple[object, ...]:
    """What two points must share to be of the same thing: their days, or the words of their category, and their part."""
    part = (point.part or "").casefold()
    if point.at is None:
        return "of", " ".join((point.category or "").casefold().split()), part
    return "at", *point.at.bounds(series.calendar), part


def _sortable(day: object) -> float:
    return float(day) if isinstance(day, int) else float("-inf")


def _row(label: str, both: Both, *, is_comparable: bool) -> MeasureRow:
    readings = (tuple(both[0]), tuple(both[1]))
    pairs = tuple(_pairs(readings)) if is_comparable else ()
    if pairs:
        differing = sum(pair.differs for pair in pairs)
        verdict: Verdict = (
            "agree" if not differing else "differ" if differing == len(pairs) else "in part"
        )
    else:
        has_figure = [
            any(bounds(each.series, each.point) is not None for each in side) for side in readings
        ]
        verdict = _lone(has_figure[0], has_figure[1])
    return MeasureRow(label=label, readings=readings, verdict=verdict, pairs=pairs)


def _pairs(readings: tuple[tuple[Reading, ...], tuple[Reading, ...]]) -> Iterator[Pair]:
    for place, one in enumerate(readings[0]):
        for other_place, other in enumerate(readings[1]):
            limits = bounds(one.series, one.point), bounds(other.series, other.point)
            if limits[0] is None or limits[1] is None:
                continue
            low, high = amount(one.series, one.point), amount(other.series, other.point)
            change = (
                None
                if low is None or high is None
                else float(Decimal(repr(high)) - Decimal(repr(low)))
            )
            percent = change / abs(low) * 100 if change is not None and low else None
            differs = differ(*limits) and not _is_rounded(one, other)
            yield Pair(places=(place, other_place), differs=differs, change=change, percent=percent)


def _is_rounded(one: Reading, other: Reading) -> bool:
    """Whether the less exactly written value is the other one rounded: 35 and 35.2, 48 million and 48.3 million."""
    first, second = amount(one.series, one.point), amount(other.series, other.point)
    if first is None or second is None:
        return False
    steps = sorted((_last_digit(one), _last_digit(other)))
    return steps[0] < steps[1] and abs(Decimal(repr(first)) - Decimal(repr(second))) * 2 <= steps[1]


def _last_digit(reading: Reading) -> Decimal:
    """What one unit of a value's last written digit is worth; no more than one of the series' scale."""
    exponent = Decimal(repr(reading.point.value)).normalize().as_tuple().exponent
    places = exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(SCALES[reading.series.scale]).scaleb(places)


def _lone(first: bool, second: bool) -> Verdict:  # noqa: FBT001 - two sides
    if first == second:
        return "no figure"
    return "first only" if first else "second only"


def _by_priority(briefing: Briefing) -> tuple[Recommendation, ...]:
    return tuple(
        sorted(
            briefing.recommendations, key=lambda each: (each.priority is None, each.priority or 0)
        )
    )


def _facing(
    one: Material,
    other: Material,
    first: Sequence[Entry],
    second: Sequence[Entry],
    known: dict[str, str],
) -> tuple[Facing, ...]:
    """The most alike face each other first, in the first briefing's order; what is like nothing faces in order."""
    pairs = _alike(one, other, first, second, known)
    paired_second = set(pairs.values())
    rest = iter([entry for number, entry in enumerate(second) if number not in paired_second])
    facing: list[Facing] = []
    for number, entry in enumerate(first):
        if number in pairs:
            match = second[pairs[number]]
            shared = _shared_by(one.links, other.links, entry, match, known)
            because: Likeness = "id" if entry.id == match.id else "sources" if shared else "words"
            facing.append(
                Facing(cards=(_card(entry), _card(match)), because=because, shared=shared)
            )
        else:
            match_in_order = next(rest, None)
            facing.append(Facing(cards=(_card(entry), _card(match_in_order)), because="order"))
    return (*facing, *(Facing(cards=(None, _card(entry)), because="order") for entry in rest))


def _alike(
    one: Material,
    other: Material,
    first: Sequence[Entry],
    second: Sequence[Entry],
    known: dict[str, str],
) -> dict[int, int]:
    """Positions in the first to positions in the second, each used once, the likeliest first."""
    if len(first) * len(second) > MOST_PAIRS:
        places = {entry.id: place for place, entry in enumerate(second)}
        return {place: places[entry.id] for place, entry in enumerate(first) if entry.id in places}
    words = ([_words(entry) for entry in first], [_words(entry) for entry in second])
    scored = sorted(
        (
            (
                -_score(
                    entry,
                    match,
                    words[0][i],
                    words[1][j],
                    _shared_by(one.links, other.links, entry, match, known),
                ),
                i,
                j,
            )
            for i, entry in enumerate(first)
            for j, match in enumerate(second)
        )
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if -score >= LEAST_LIKENESS and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _score(
    entry: Entry, match: Entry, words: frozenset[str], others: frozenset[str], shared: Sequence[str]
) -> float:
    if entry.id == match.id:
        return 2.0
    union = len(words | others)
    return (len(words & others) / union if union else 0.0) + PER_SHARED_SOURCE * len(shared)


def _words(entry: Entry) -> frozenset[str]:
    """Words of four letters and more, without their ending `s`."""
    found = re.findall(
        r"\w{4,}", f"{getattr(entry, 'title', '') or ''} {plain_text(entry.text or '')}".casefold()
    )
    return frozenset(word.removesuffix("s") for word in found)


def _shared_by(
    links: Links, others: Links, entry: Entry, match: Entry, known: dict[str, str]
) -> tuple[str, ...]:
    """Sources of the first briefing that both entries cite."""
    cited = {link.target for link in links.forward.get(entry.id, ()) if link.relation == "cites"}
    matched = {
        known.get(link.target)
        for link in others.forward.get(match.id, ())
        if link.relation == "cites"
    }
    return tuple(sorted(source for source in cited & matched if source))


def _card(entry: Entry | None) -> Card | None:
    if entry is None:
        return None
    return Card(
        entry=entry.id, title=getattr(entry, "title", None) or "", text=plain_text(entry.text or "")
    )


def _shared_sources(one: Material, other: Material) -> Iterator[SharedSource]:
    """Sources of the first briefing that the second has too, whatever they are called there."""
    keyed: dict[tuple[SameSource, str], Source] = {}
    for source in other.briefing.sources:
        for key in _source_keys(source):
            keyed.setdefault(key, source)
    taken: set[str] = set()
    for source in one.briefing.sources:
        for key in _source_keys(source):
            match = keyed.get(key)
            if match is not None and match.id not in taken and not _is_other(source, match, key[0]):
                taken.add(match.id)
                yield SharedSource(
                    ids=(source.id, match.id), short=one.short_forms.short(source), because=key[0]
                )
                break


def _source_keys(source: Source) -> Iterator[tuple[SameSource, str]]:
    """What a source is known by, the surest first."""
    if source.doi:
        yield (
            "DOI",
            re.sub(
                r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)", "", source.doi.strip().casefold()
            ),
        )
    if source.url:
        yield "address", re.sub(r"^https?://(?:www\.)?|[/#]+$", "", source.url.strip().casefold())
    year = source.issued.text[:4] if source.issued else ""
    yield "title", f"{_bare_title(source)} {year}"
    yield "id", source.id


def _is_other(source: Source, match: Source, because: SameSource) -> bool:
    """Whether two sources of one id are different works: nothing of their titles agrees, nor do their years."""
    if because != "id":
        return False
    years = [each.issued.text[:4] if each.issued else "" for each in (source, match)]
    shared = set(_bare_title(source).split()) & set(_bare_title(match).split())
    return years[0] != years[1] and not any(len(word) > 3 for word in shared)


def _bare_title(source: Source) -> str:
    return " ".join(re.findall(r"\w+", source.title.casefold()))


def sides_named(comparison: Comparison) -> Iterable[tuple[Literal["A", "B"], Side]]:
    """Both sides with the letters that stand for them."""
    return zip(("A", "B"), comparison.sides, strict=True)
