"""The printed summary: the bottom line first, then what a reader needs in order of need."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import structs

from briefdeck.document import briefs
from briefdeck.document.blocks import (
    SUPPORT_SIGNS,
    AnyBlock,
    Badge,
    Document,
    Fact,
    Facts,
    Heading,
    Passage,
    Points,
    Reference,
    References,
    Statement,
    caveat_heading,
)
from briefdeck.document.compose import Composer, printed
from briefdeck.document.entries import (
    body,
    heading_note,
    heading_words,
    recommendation_badges,
    rests_on,
    source_facts,
    term_fact,
)
from briefdeck.document.figures import figure_blocks
from briefdeck.document.lookup import Lookup, name_of
from briefdeck.document.sections import SECTIONS, Section, find_section
from briefdeck.model.briefing import Cite, Entry, Recommendation, Series, Term
from briefdeck.model.levels import Level
from briefdeck.model.nodes import Inline, Paragraph, Text

FEW_REFERENCES: Final = 5
"""References that a reading of 3 minutes has room for."""


def summary_document(
    lookup: Lookup, names: Sequence[str] | None, level: Level, named: str = ""
) -> Document:
    """Return a reading of the briefing, or the named sections whole.

    named: what the reader calls the briefing, for the commands that show more; empty: its id.
    KeyError for a name that no section has.
    """
    sections = None if names is None else [_section(name) for name in names]

    def compose(composer: Composer) -> Document:
        title = lookup.briefing.front.title
        if sections is not None:
            return composer.document(title, _chosen(composer, sections))
        blocks = (
            *reading(composer, level),
            *briefs.ending(composer, lookup.levels, level, named or lookup.loaded.id),
        )
        document = composer.document(title, blocks)
        left_out = briefs.left_out(composer, lookup.levels, level)
        unlisted = len(lookup.briefing.sources) - len(document.cited)
        if unlisted:
            left_out["sources"] = unlisted
        return structs.replace(document, level=level, left_out=left_out)

    return printed(lookup, compose)


def reading(composer: Composer, level: Level) -> Iterator[AnyBlock]:
    """Yield what a reading says, without the sentence on what it leaves out."""
    return _READINGS[level](composer)


def empty_sections(lookup: Lookup, names: Sequence[str]) -> tuple[Section, ...]:
    """Return those of the named sections that the briefing has nothing for."""
    composer = Composer(lookup, lookup.short_forms)
    sections = map(_section, dict.fromkeys(names))
    return tuple(section for section in sections if not any(_section_blocks(composer, section)))


def _section(name: str) -> Section:
    section = find_section(name)
    if section is None:
        raise KeyError(name)
    return section


def _everything(composer: Composer) -> Iterator[AnyBlock]:
    """Every section in order, but the sources last."""
    yield from _cover(composer)
    printed = [section for section in SECTIONS if section.name not in {"overview", "sources"}]
    for section in (*printed, _section("sources")):
        yield from _section_blocks(composer, section)


def _chosen(composer: Composer, sections: Sequence[Section]) -> Iterator[AnyBlock]:
    """The named sections under the briefing's title, and the sources that they cite."""
    names = {section.name for section in sections}
    if "overview" not in names:
        yield Heading(text=composer.briefing.front.title, level=1)
    for section in sections:
        yield from _section_blocks(composer, section)
    if "sources" not in names:
        yield from composer.references()


def _half_minute(composer: Composer) -> Iterator[AnyBlock]:
    """What is read in 30 seconds."""
    found = composer.lookup.levels
    yield from _opening(composer)
    yield from briefs.titles(composer, found.titles)
    yield from briefs.gravest(composer, found.doubts)
    yield from briefs.asked(composer)
    yield from composer.references(most=0)


def _three_minutes(composer: Composer) -> Iterator[AnyBlock]:
    """What is read in 3 minutes."""
    found = composer.lookup.levels
    yield from _opening(composer, is_whole=True)
    yield from briefs.asked(composer)
    points = [_short_point(composer, point) for point in found.points]
    yield from _points(_points_title(composer), points)
    yield from briefs.also(composer, found.also)
    yield from briefs.eras(composer, found.periods)
    yield from briefs.figures(composer, found)
    yield from briefs.advice(composer, found)
    yield from briefs.doubts(composer, found)
    yield from briefs.confirmed(composer, found)
    yield from briefs.carriers(composer, found)
    yield from composer.references(most=FEW_REFERENCES)


def _summary(composer: Composer) -> Iterator[AnyBlock]:
    """The summary: what the sections say, without what only a page needs."""
    briefing, found = composer.briefing, composer.lookup.levels
    yield from _opening(composer, is_whole=True)
    yield from briefs.asked(composer)
    listed = briefing.key_points or found.points
    points = [composer.statement(point, name_of(point)) for point in listed]
    yield from _points(_points_title(composer), points)
    yield from briefs.also(composer, found.also)
    yield from briefs.eras(composer, found.periods)
    if not composer.lookup.timeline.is_empty:
        yield Heading(text=_section("timeline").title)
        yield composer.lookup.timeline
    if briefing.series:
        yield Heading(text=_section("figures").title)
    for series in briefing.series:
        yield from _figure(composer, series)
    recommendations = [_recommendation(composer, entry) for entry in briefing.recommendations]
    yield from _points(_section("recommendations").title, recommendations)
    yield from briefs.doubts(composer, found)
    yield from briefs.confirmed(composer, found)
    if briefing.front.source_summary:
        yield Heading(text="About the sources")
        yield Passage(prose=composer.prose(briefing.front.source_summary))
    yield from briefs.carriers(composer, found)
    yield from composer.references()


def _points_title(composer: Composer) -> str:
    name = "key-points" if composer.briefing.key_points else "findings"
    return _section(name).title


def _short_point(composer: Composer, point: Entry) -> Statement:
    """A point in full, and of its caveat, if that is a warning, the first sentence."""
    warning = point.warning
    said: tuple[Inline, ...] = ()
    if warning is not None and warning.is_warning:
        said = composer.sentence(warning.text, warning.citations)
    # Else the caveat's citations would count as said.
    bare = structs.replace(point, caveat=None)
    statement = composer.statement(bare, name_of(point))
    return structs.replace(
        statement,
        badges=tuple(_short_badges(statement.badges)),
        caveat=(Paragraph(inlines=said),) if said else (),
        caveat_grade=warning.grade if warning else None,
        is_marked=bool(statement.title),
    )


def _short_badges(badges: Iterable[Badge]) -> Iterator[Badge]:
    """What a short reading says of a point: of what verification found wrong the sign alone."""
    for badge in badges:
        if badge.kind == "verification":
            yield structs.replace(badge, brief="")
        elif badge.text != "fact":
            yield badge


def _cover(composer: Composer) -> Iterator[AnyBlock]:
    """The opening, and who made the briefing on what terms."""
    yield from _opening(composer, is_whole=True)
    yield from briefs.asked(composer)
    yield from imprint(composer)


def imprint(composer: Composer) -> Iterator[AnyBlock]:
    """Yield who made the briefing on what terms."""
    front = composer.briefing.front
    pairs = (
        ("Prepared by", ", ".join(front.authors)),
        ("Publisher", front.publisher),
        ("License", front.license),
        ("Supersedes", front.supersedes),
        ("Tags", ", ".join(front.tags)),
    )
    facts = [Fact(name=name, value=(Text(text=text),)) for name, text in pairs if text]
    if facts:
        yield Facts(facts=tuple(facts))


def _opening(composer: Composer, *, is_whole: bool = False) -> Iterator[AnyBlock]:
    """Title, bottom line, how fresh, whose and how well supported it is."""
    front = composer.briefing.front
    yield Heading(text=front.title, level=1, note="draft" if front.draft else "")
    if front.subtitle and is_whole:
        yield Passage(prose=composer.prose(front.subtitle), role="subtitle")
    yield Passage(prose=composer.prose(front.bluf), role="bluf")
    yield composer.standing()
    points = composer.briefing.key_points or composer.lookup.levels.points
    yield from briefs.sourcing(composer, points)


def _figure(composer: Composer, series: Series) -> Iterator[AnyBlock]:
    """A figure's title, words, drawing and warning."""
    yield Heading(entry=series.id, text=series.title, level=3)
    prose = composer.prose(series.text, series.citations)
    if prose:
        yield Passage(entry=series.id, prose=prose)
    yield from figure_blocks(composer, series)
    yield from composer.caveat(series)


def _recommendation(composer: Composer, entry: Recommendation) -> Statement:
    """A recommendation with whom it addresses, what became of it, and what it rests on."""
    facts = tuple(rests_on(composer, entry))
    statement = composer.statement(entry, entry.title or "", facts)
    badges = (*statement.badges, *recommendation_badges(composer, entry))
    return structs.replace(statement, badges=badges)


def _points(title: str, statements: Sequence[Statement]) -> Iterator[AnyBlock]:
    """Points under their heading; what holds for all of them is said once, beside the heading."""
    if not statements:
        return
    voice, shared = _shared_voice(statements), _shared_badges(statements)
    said = [voice] if voice else []
    said += [_badge_words(badge, statements[0]) for badge in shared]
    yield Heading(text=title, note=" · ".join(said))
    points = []
    for statement in statements:
        badges = tuple(badge for badge in statement.badges if badge not in shared)
        attribution = None if voice else statement.attribution
        points.append(structs.replace(statement, badges=badges, attribution=attribution))
    yield Points(points=tuple(points))


def _shared_voice(statements: Sequence[Statement]) -> str:
    """`Davidson 2020 argues`, where several statements are all of one voice; else empty."""
    attributions = [statement.attribution for statement in statements]
    voices = {attribution.words if attribution else "" for attribution in attributions}
    if len(statements) < 2 or len(voices) > 1:
        return ""
    return voices.pop()


def _shared_badges(statements: Sequence[Statement]) -> list[Badge]:
    """The badges that several statements all have, in the order of the first's."""
    first, *others = statements
    if not others:
        return []
    shared = set(first.badges).intersection(*(other.badges for other in others))
    return [badge for badge in first.badges if badge in shared]


def _badge_words(badge: Badge, statement: Statement) -> str:
    if badge.kind == "support" and statement.support:
        return f"{SUPPORT_SIGNS[statement.support]} {badge.text}"
    return badge.text


def _section_blocks(composer: Composer, section: Section) -> Iterator[AnyBlock]:
    """Everything that a section holds, entry by entry; nothing where it holds nothing."""
    if section.name == "overview":
        yield from _cover(composer)
        return
    blocks = tuple(_listed(composer, section))
    if blocks:
        yield Heading(text=section.title)
        yield from blocks


def _listed(composer: Composer, section: Section) -> Iterator[AnyBlock]:
    """What stands under a section's title."""
    entries = list(section.entries(composer.briefing))
    match section.name:
        case "sources":
            yield from _all_sources(composer)
        case "terms":
            terms = [term_fact(composer, entry) for entry in entries if isinstance(entry, Term)]
            if terms:
                yield Facts(facts=tuple(terms))
        case "timeline":
            # Eras and programs are drawn even where no event is.
            if not composer.lookup.timeline.is_empty:
                yield composer.lookup.timeline
            yield from _one_by_one(composer, entries)
        case _:
            yield from _one_by_one(composer, entries)


def _one_by_one(composer: Composer, entries: Iterable[Entry]) -> Iterator[AnyBlock]:
    """Each entry under its title; those without one under what they are and their number."""
    for number, entry in enumerate(entries, 1):
        title = heading_words(composer, entry) or f"{entry.noun.capitalize()} {number}"
        yield Heading(entry=entry.id, text=title, level=3, note=heading_note(entry))
        yield from body(composer, entry)


def _all_sources(composer: Composer) -> Iterator[AnyBlock]:
    """How good the sourcing is, and every source with what is known of it."""
    briefing = composer.briefing
    if briefing.front.source_summary:
        yield Passage(prose=composer.prose(briefing.front.source_summary))
    yield from briefs.carrying(composer, composer.lookup.levels)
    composer.cite(Cite(source=source.id) for source in briefing.sources)
    references = map(composer.reference, briefing.sources)
    if briefing.sources:
        yield References(references=tuple(_with_notes(composer, each) for each in references))


def _with_notes(composer: Composer, reference: Reference) -> Reference:
    notes = list(source_facts(composer, reference.source))
    warning = reference.source.warning
    if warning:
        words = composer.cited_inlines(warning.text, warning.citations)
        notes.append(Fact(name=caveat_heading(warning.grade), value=words))
    return structs.replace(reference, notes=tuple(notes))


_READINGS: Final[dict[Level, Callable[[Composer], Iterator[AnyBlock]]]] = {
    "30s": _half_minute,
    "3m": _three_minutes,
    "full": _summary,
    "all": _everything,
}
