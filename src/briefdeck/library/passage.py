"""A briefing as passages to search: one for each entry, one for the front matter; words, and signs to filter by.

A sign is one token of the index's `signs` column: what an entry is, its tags, its sources, its years. Names inside signs
are written in hexadecimal, so that any name is one token and a prefix of the name a prefix of the token.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from briefdeck.library.query import (
    EVERY_SIGN,
    FORESEEN,
    OPEN_END,
    SIGN_LETTERS,
    YEAR_ZERO,
    sign_token,
    year_nodes,
)
from briefdeck.model.briefing import (
    Briefing,
    Cite,
    Entry,
    Name,
    Point,
    Recommendation,
    Series,
    Source,
    Table,
)
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import value_words
from briefdeck.model.links import Links

_CITATION: Final = re.compile(r"\s?\[@[^\[\]]*\]")
_ENTRY_LINK: Final = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_WEB_LINK: Final = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_STARS: Final = re.compile(r"\*+|`+")
_UNDERSCORES: Final = re.compile(r"(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")


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
    words = (
        front.subtitle,
        plain(front.bluf),
        plain(front.source_summary),
        *front.authors,
        front.publisher,
        " ".join(front.tags),
    )
    yield Passage(
        "",
        "briefing",
        one_line(front.title),
        _join(words),
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


def plain(prose: str | None) -> str:
    """Prose as one line of words: no marks of emphasis, no citations, links as their words."""
    if not prose:
        return ""
    if "[" in prose:
        if "[@" in prose:
            prose = _CITATION.sub("", prose)
        if "[[" in prose:
            prose = _ENTRY_LINK.sub(_link_words, prose)
        if "](" in prose:
            prose = _WEB_LINK.sub(r"\1", prose)
    if "*" in prose or "`" in prose:
        prose = _STARS.sub("", prose)
    if "_" in prose:
        prose = _UNDERSCORES.sub("", prose)
    return one_line(prose)


def web_addresses(prose: str) -> list[str]:
    """The addresses of the links in a prose text."""
    return [match[2] for match in _WEB_LINK.finditer(prose)] if "](" in prose else []


def prose_of(briefing: Briefing) -> Iterator[str]:
    """Every prose text of a briefing, as it is written."""
    yield from filter(None, (briefing.front.bluf, briefing.front.source_summary))
    for entry in briefing.entries():
        prose, _ = _fields(type(entry))
        yield from filter(None, (getattr(entry, name) for name in prose))
        if isinstance(entry, Recommendation):
            yield from (*entry.conditions, *entry.arguments_for, *entry.arguments_against)
        elif isinstance(entry, Series):
            for point in entry.points:
                yield from filter(None, (point.text, point.caveat))


def one_line(text: str) -> str:
    """The text with every run of white space as one blank. Printable text has no white space but blanks."""
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def _link_words(match: re.Match[str]) -> str:
    return match[2] or match[1].replace("-", " ")


def _title(entry: Entry) -> str:
    """What names the entry, if anything but its text does."""
    for name in ("title", "name", "term"):
        value: str | None = getattr(entry, name, None)
        if value:
            return one_line(value)
    return ""


def _join(words: Iterable[str | None]) -> str:
    return " · ".join([word for word in words if word])


PLAIN_FIELDS: Final = (
    "abbreviation",
    "role",
    "place",
    "status",
    "unit",
    "container_title",
    "publisher",
    "publisher_place",
    "genre",
    "doi",
    "url",
    "number",
)
PROSE_FIELDS: Final = (
    "text",
    "meaning",
    "outcome",
    "note",
    "caveat",
    "confidence_basis",
    "reliability",
)


@cache
def _fields(kind: type[Entry]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(prose fields, plain fields) that a type of entry has."""
    has = set(kind.__struct_fields__)
    return tuple(name for name in PROSE_FIELDS if name in has), tuple(
        name for name in PLAIN_FIELDS if name in has
    )


def _words(entry: Entry) -> list[str]:
    prose, plain_ones = _fields(type(entry))
    found = [plain(value) for name in prose if (value := getattr(entry, name))]
    found += [str(value) for name in plain_ones if (value := getattr(entry, name))]
    if entry.cites:
        found += _cite_words(entry.cites)
    if entry.tags:
        found.append(" ".join(entry.tags))
    extra = _EXTRA.get(type(entry))
    if extra is not None:
        found += extra(entry)
    return found


def _cite_words(cites: Iterable[Cite | str]) -> Iterator[str]:
    for cite in cites:
        if isinstance(cite, Cite) and cite.quote:
            yield one_line(cite.quote)


def _series_words(entry: Entry) -> Iterator[str]:
    assert isinstance(entry, Series)
    if entry.measure:
        yield entry.measure
    for point in entry.points:
        if point.value is not None:
            yield value_words(entry, point)
        if point.category or point.part or point.text or point.caveat:
            yield from (
                plain(word)
                for word in (point.category, point.part, point.text, point.caveat)
                if word
            )
        if point.cites:
            yield from _cite_words(point.cites)


def _table_words(entry: Entry) -> Iterator[str]:
    assert isinstance(entry, Table)
    yield " ".join(
        one_line(column if isinstance(column, str) else column.title) for column in entry.columns
    )
    for row in entry.rows:
        yield " ".join(one_line(str(cell)) for cell in row)


def _recommendation_words(entry: Entry) -> Iterator[str]:
    assert isinstance(entry, Recommendation)
    if entry.to:
        yield entry.to.replace("-", " ")
    yield from (
        plain(text) for text in (*entry.conditions, *entry.arguments_for, *entry.arguments_against)
    )


def _source_words(entry: Entry) -> Iterator[str]:
    assert isinstance(entry, Source)
    yield from (_name(name) for name in (*entry.author, *entry.editor))


def _name(name: Name) -> str:
    return name.literal or " ".join(
        part for part in (name.given, name.particle, name.family, name.suffix) if part
    )


_EXTRA: Final[dict[type[Entry], Callable[[Entry], Iterator[str]]]] = {
    Series: _series_words,
    Table: _table_words,
    Recommendation: _recommendation_words,
    Source: _source_words,
}


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
    has = {
        "caveat": entry.caveat or any(point.caveat for point in points),
        "source": cited,
        "quote": entry.table == "quotations"
        or (entry.cites and any(cite.quote for cite in entry.citations)),
        "date": entry.date or any(point.at for point in points),
        "likelihood": entry.likelihood,
        "confidence": entry.confidence,
    }
    return [name for name, value in has.items() if value]


def _series_years(series: Series) -> list[str]:
    dates = {point.at for point in series.points if point.at}
    bounds = [date.bounds(series.calendar) for date in dates]
    if not bounds:
        return []
    lows, highs = {low for low, _ in bounds}, {high for _, high in bounds}
    low = None if None in lows else min(day for day in lows if day is not None)
    high = None if None in highs else max(day for day in highs if day is not None)
    return _span_signs(low, high)


@lru_cache(maxsize=4096)
def _span_signs(lower: int | None, upper: int | None) -> list[str]:
    from briefdeck.model.calendar import day_to_civil

    letter = SIGN_LETTERS["year"]
    first = -YEAR_ZERO if lower is None else day_to_civil(lower)[0]
    if upper is not None:
        return [letter + node for node in year_nodes(first, day_to_civil(upper)[0])]
    return [letter + node for node in year_nodes(first, max(first, FORESEEN))] + [letter + OPEN_END]
