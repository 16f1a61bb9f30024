"""The pieces of the short readings: titles, eras, figures and advice in a line each, and doubts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefdeck.document.blocks import (
    WANTED,
    AnyBlock,
    Badge,
    Caveat,
    EntryList,
    Fact,
    Facts,
    FigureList,
    Heading,
    Passage,
)
from briefdeck.document.compose import Composer
from briefdeck.document.entries import recommendation_badges
from briefdeck.document.standing import points_words
from briefdeck.model.briefing import Cite, Entry, Recommendation
from briefdeck.model.datewords import short_date
from briefdeck.model.evidence import support
from briefdeck.model.levels import CONFIRMED, DOUBTS, Level, Levels, Period, Remark
from briefdeck.model.nodes import (
    EntryLink,
    Inline,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    merged,
)
from briefdeck.text.words import capital, counted, listed

_NOUNS: Final = {
    "key_points": "key point",
    "findings": "finding",
    "eras": "era",
    "events": "event",
    "programs": "program",
    "actors": "actor",
    "series": "figure",
    "tables": "table",
    "recommendations": "recommendation",
    "quotations": "quotation",
    "sections": "section",
    "terms": "term",
}
"""What entries that are left out are called; the list of references tells of sources."""
_COUNTED: Final = 3
"""Groups of entries that are left out and counted by themselves; the rest is one number."""
_WAYS: Final[dict[Level, tuple[str, ...]]] = {
    "30s": ("More: ", "{}", "."),
    "3m": ("", "{} --full", ", ", "--all", "; sources: ", "--section sources", "."),
    "full": ("", "{} --all", "."),
    "all": (),
}
"""The commands that show more than a reading does, every second piece, and the words around them;
`{}` is the command that shows the briefing."""


def sourcing(composer: Composer, points: Iterable[Entry]) -> Iterator[AnyBlock]:
    """Yield one sentence on whether the key points have sources of their own."""
    words = points_words(tuple(points), composer.links)
    if words:
        yield _passage((Text(text=words),))


def asked(composer: Composer) -> Iterator[AnyBlock]:
    """Yield the decision that is wanted."""
    ask = composer.briefing.front.ask
    if ask:
        yield Facts(facts=(Fact(name=WANTED, value=composer.inlines(ask)),))


def titles(composer: Composer, entries: Iterable[Entry]) -> Iterator[AnyBlock]:
    """Yield what 30 seconds name, each by its title."""
    items = tuple(map(composer.item, entries))
    if items:
        yield EntryList(title="Key points", role="key-points", items=items)


def gravest(composer: Composer, doubts: Iterable[Remark]) -> Iterator[AnyBlock]:
    """Yield the caveat that changes the reading."""
    for remark in doubts:
        said = _remark(composer, remark)
        if said:
            prose = (Paragraph(inlines=said),)
            yield Caveat(entry=remark.entry.id, prose=prose, grade=remark.caveat.grade)
            return


def also(composer: Composer, entries: Iterable[Entry]) -> Iterator[AnyBlock]:
    """Yield what else belongs to a short reading: a title and a sentence each."""
    items = []
    for entry in entries:
        said = composer.sentence(entry.text, entry.citations)
        items.append(_item(_named(entry, composer.gist(entry), said)))
    yield from _titled_list("Also", items)


def eras(composer: Composer, periods: Iterable[Period]) -> Iterator[AnyBlock]:
    """Yield the eras as a strip: each with its span, its title, and what happened in it."""
    facts: list[Fact] = []
    for period in periods:
        facts += _period(composer, period)
    if facts:
        yield Heading(text="Eras" if composer.briefing.eras else "Timeline")
        yield Facts(facts=tuple(facts))


def _period(composer: Composer, period: Period) -> Iterator[Fact]:
    if period.era is None:
        for event in period.events:
            yield Fact(name=short_date(event.date), value=_link(composer, event))
        return
    said = list(_link(composer, period.era))
    for event in period.events:
        said.append(Text(text=f". {short_date(event.date)}: "))
        said += _link(composer, event)
    yield Fact(name=short_date(period.era.span), value=tuple(said))


def _link(composer: Composer, entry: Entry) -> tuple[Inline, ...]:
    return (EntryLink(target=entry.id, text=composer.gist(entry)),)


def figures(composer: Composer, found: Levels) -> Iterator[AnyBlock]:
    """Yield the figures, one a line."""
    if not found.figures:
        return
    for series in found.figures:
        composer.cite(series.citations)
        composer.cite_points(series)
    supports = tuple(support(series.id, composer.links) for series in found.figures)
    yield Heading(text="Figures")
    yield FigureList(series=found.figures, supports=supports)


def advice(composer: Composer, found: Levels) -> Iterator[AnyBlock]:
    """Yield the recommendations, one a line, and the conditions of the first.

    Whom all of them address is said once, beside the heading.
    """
    notes = [_notes(composer, entry) for entry in found.recommendations]
    shared = set(notes[0]).intersection(*notes[1:]) if len(notes) > 1 else set()
    items = []
    for entry, badges in zip(found.recommendations, notes, strict=True):
        said = "".join(f" · {badge.text}" for badge in badges if badge not in shared)
        line = (*_link(composer, entry), Text(text=said)) if said else _link(composer, entry)
        blocks: list[ProseBlock] = [Paragraph(inlines=line)]
        if entry is found.lead:
            blocks += _conditions(composer, entry)
        items.append(tuple(blocks))
    beside = [badge.text for badge in notes[0] if badge in shared] if notes else []
    yield from _titled_list("Recommendations", items, " · ".join(beside))


def _notes(composer: Composer, entry: Recommendation) -> list[Badge]:
    """What a line says of a recommendation; its place in the list says its priority."""
    badges = recommendation_badges(composer, entry)
    return [badge for badge in badges if badge.kind != "priority"]


def _conditions(composer: Composer, entry: Recommendation) -> Iterator[ProseBlock]:
    if entry.conditions:
        yield ListBlock(items=tuple(composer.prose(text) for text in entry.conditions))


def doubts(composer: Composer, found: Levels) -> Iterator[AnyBlock]:
    """Yield the gravest warnings, but for those of the key points, which stand with them."""
    told = {point.id for point in found.points}
    remarks = (remark for remark in found.doubts if remark.entry.id not in told)
    yield from _remarks(composer, "What to doubt", remarks, DOUBTS)


def confirmed(composer: Composer, found: Levels) -> Iterator[AnyBlock]:
    """Yield what was checked and holds."""
    yield from _remarks(composer, "What holds", found.confirmed, CONFIRMED)


def _remarks(
    composer: Composer, title: str, remarks: Iterable[Remark], most: int
) -> Iterator[AnyBlock]:
    items: list[tuple[ProseBlock, ...]] = []
    for remark in remarks:
        if len(items) == most:
            break
        # The heading says that accounts differ, or agree; that one is wrong says more.
        judged = " (incorrect)" if remark.caveat.grade == "wrong" else ""
        said = _remark(composer, remark, judged)
        if said:
            items.append(_item(said))
    yield from _titled_list(title, items)


def _remark(composer: Composer, remark: Remark, judged: str = "") -> tuple[Inline, ...]:
    """Return a caveat's first sentence behind what it is about; empty where it has none."""
    said = composer.sentence(remark.caveat.text, remark.caveat.citations)
    if not said:
        return ()
    name = composer.gist(remark.entry)
    if remark.part:
        name += f", {remark.part}"
    return _named(remark.entry, name, said, judged)


def _named(
    entry: Entry, name: str, said: tuple[Inline, ...], judged: str = ""
) -> tuple[Inline, ...]:
    link = EntryLink(target=entry.id, text=name)
    return (link, Text(text=f"{judged}: "), *said) if said else (link,)


def carriers(composer: Composer, found: Levels) -> Iterator[AnyBlock]:
    """Yield which sources carry most under their heading."""
    if found.carriers:
        yield Heading(text="Sources")
        yield from carrying(composer, found)


def carrying(composer: Composer, found: Levels) -> Iterator[AnyBlock]:
    """Yield which sources carry most, with how many statements rest on each."""
    said: list[Inline] = []
    before, noun = "Most rests on ", " statements"
    for source, count in found.carriers:
        composer.cite((Cite(source=source.id),))
        name = EntryLink(target=source.id, text=composer.label(source.id))
        said += [Text(text=before), name, Text(text=f" ({count:,}{noun})")]
        before, noun = ", ", ""
    if said:
        yield _passage(merged([*said, Text(text=".")]))


def left_out(composer: Composer, found: Levels, level: Level) -> dict[str, int]:
    """Return how many entries of each table a reading leaves out, but for sources."""
    counts: dict[str, int] = {}
    for table in _NOUNS:
        entries = getattr(composer.briefing, table)
        count = sum(not found.holds(level, entry.id) for entry in entries)
        if count:
            counts[table] = count
    return counts


def ending(composer: Composer, found: Levels, level: Level, named: str) -> Iterator[AnyBlock]:
    """Yield what a reading leaves out, and the commands that show it.

    named: what the briefing is called in them.
    """
    counts = left_out(composer, found, level)
    if not counts:
        return
    command = f"briefdeck show {named}"
    if level != "30s":
        yield Heading(text="Left out")
    said = "" if level == "30s" else f"{capital(_left_out_words(counts))}: "
    inlines: list[Inline] = [Text(text=said)]
    for place, piece in enumerate(_WAYS[level]):
        inlines.append(Text(text=piece.format(command), code=place % 2 == 1))
    yield _passage(merged(inlines))


def _left_out_words(counts: Mapping[str, int]) -> str:
    """Return `30 actors, 23 events and 25 more`: the largest groups, and the rest in one number."""
    largest = sorted(counts, key=lambda table: -counts[table])[:_COUNTED]
    said = [counted(counts[table], _NOUNS[table]) for table in largest]
    rest = sum(counts.values()) - sum(counts[table] for table in largest)
    if rest:
        said.append(f"{rest:,} more")
    return listed(said)


def _titled_list(
    title: str, items: Iterable[tuple[ProseBlock, ...]], note: str = ""
) -> Iterator[AnyBlock]:
    listing = tuple(items)
    if listing:
        yield Heading(text=title, note=note)
        yield Passage(prose=(ListBlock(items=listing),))


def _item(inlines: tuple[Inline, ...]) -> tuple[ProseBlock, ...]:
    return (Paragraph(inlines=inlines),)


def _passage(inlines: tuple[Inline, ...]) -> Passage:
    return Passage(prose=(Paragraph(inlines=inlines),))
