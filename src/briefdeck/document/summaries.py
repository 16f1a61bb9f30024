"""The printed summary: the bottom line first, then what a reader needs in order of need."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    CAVEAT_WORD,
    SUPPORT_SIGNS,
    AnyBlock,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Passage,
    Points,
    Reference,
    References,
    Statement,
    Timeline,
)
from briefdeck.document.compose import Composer
from briefdeck.document.entries import body, recommendation_badges, source_facts, term_fact
from briefdeck.document.lookup import Lookup
from briefdeck.document.sections import SECTIONS, Section, find_section
from briefdeck.model.briefing import Entry, Recommendation, Series, Term
from briefdeck.model.prose import Text

BRIEF = ("key-points", "timeline", "figures", "recommendations")
"""What the summary has between its first lines and its references."""


def summary_document(lookup: Lookup, names: Sequence[str] | None, *, everything: bool) -> Document:
    """The summary, or the named sections, or everything; KeyError for a name that no section has."""
    composer = Composer(lookup)
    if names is not None and not everything:
        blocks = _chosen(composer, [_known(name) for name in names])
    elif everything:
        printed = [section for section in SECTIONS if section.tables and section.name != "sources"]
        blocks = [*_opening(composer), *_front_facts(composer)]
        for section in (*printed, _known("sources")):
            blocks += section_blocks(composer, section)
    else:
        blocks = [
            *_opening(composer),
            *(block for name in BRIEF for block in _brief(composer, name)),
        ]
        blocks += _closing(composer)
    return composer.document(lookup.briefing.front.title, blocks)


def _known(name: str) -> Section:
    section = find_section(name)
    if section is None:
        raise KeyError(name)
    return section


def _chosen(composer: Composer, sections: Sequence[Section]) -> list[AnyBlock]:
    """The named sections under the briefing's title, and the sources that they cite."""
    front = composer.briefing.front
    blocks: list[AnyBlock] = []
    if not any(section.name == "overview" for section in sections):
        blocks.append(Heading(text=front.title, level=1))
    for section in sections:
        blocks += section_blocks(composer, section)
    if not any(section.name == "sources" for section in sections):
        blocks += reference_list(composer)
    return blocks


def _opening(composer: Composer) -> Iterator[AnyBlock]:
    """Title, bottom line, and one line on how fresh, whose and how well supported it is."""
    front = composer.briefing.front
    yield Heading(text=front.title, level=1)
    if front.subtitle:
        yield Passage(prose=composer.prose(front.subtitle), role="subtitle")
    yield Passage(prose=composer.prose(front.bluf), role="bluf")
    yield composer.standing()


def _front_facts(composer: Composer) -> Iterator[AnyBlock]:
    """Who made the briefing and on what terms."""
    front = composer.briefing.front
    pairs = (
        ("Prepared by", ", ".join(front.authors)),
        ("Publisher", front.publisher),
        ("License", front.license),
        ("Supersedes", front.supersedes),
        ("Tags", ", ".join(front.tags)),
    )
    facts = tuple(Fact(name=name, value=(Text(text=text),)) for name, text in pairs if text)
    if facts:
        yield Facts(facts=facts)


def _brief(composer: Composer, name: str) -> Iterator[AnyBlock]:
    """A section as the summary has it: what it says, without what only a page needs."""
    briefing, section = composer.briefing, _known(name)
    if name == "timeline" and (briefing.eras or briefing.events or briefing.programs):
        yield Heading(text=section.title)
        yield _timeline(composer)
    elif name == "figures" and briefing.series:
        yield Heading(text=section.title)
        for series in briefing.series:
            yield from _figure(composer, series)
    elif name == "key-points" and briefing.key_points:
        yield from _points(
            section.title,
            [composer.statement(point, point.title or "") for point in briefing.key_points],
        )
    elif name == "recommendations" and briefing.recommendations:
        yield from _points(
            section.title, [_recommendation(composer, entry) for entry in briefing.recommendations]
        )


def _timeline(composer: Composer) -> Timeline:
    briefing = composer.briefing
    return Timeline(
        eras=briefing.eras,
        events=briefing.events,
        programs=briefing.programs,
        until=briefing.front.as_of,
    )


def _figure(composer: Composer, series: Series) -> Iterator[AnyBlock]:
    """A figure's title, words, drawing and warning."""
    yield Heading(entry=series.id, text=series.title, level=3)
    prose = composer.prose(series.text, series.citations)
    if prose:
        yield Passage(entry=series.id, prose=prose)
    composer.cite_points(series)
    yield Figure(entry=series.id, series=series)
    yield from composer.caveat(series)


def _recommendation(composer: Composer, entry: Recommendation) -> Statement:
    """A recommendation with whom it addresses and what became of it in one line, and what it rests on."""
    rests_on = composer.links_to(entry.rests_on)
    facts = (Fact(name="Rests on", value=rests_on),) if rests_on else ()
    statement = composer.statement(entry, entry.title or "", facts)
    return structs.replace(
        statement, badges=(*statement.badges, *recommendation_badges(composer, entry))
    )


def _points(title: str, statements: list[Statement]) -> Iterator[AnyBlock]:
    """Points under their heading; what holds for all of them is said once, beside the heading."""
    first, *others = statements
    said: list[str] = []
    if others and first.attribution and all(_whose(first) == _whose(other) for other in others):
        said.append(f"{first.attribution.name} {first.attribution.verb}")
        statements = [structs.replace(statement, attribution=None) for statement in statements]
    shared = [
        badge for badge in first.badges if others and all(badge in other.badges for other in others)
    ]
    said += [
        f"{SUPPORT_SIGNS[first.support]} {badge.text}"
        if badge.kind == "support" and first.support
        else badge.text
        for badge in shared
    ]
    yield Heading(text=title, note=" · ".join(said))
    yield Points(
        points=tuple(
            structs.replace(
                statement, badges=tuple(badge for badge in statement.badges if badge not in shared)
            )
            for statement in statements
        )
    )


def _whose(statement: Statement) -> tuple[str, str] | None:
    return (
        (statement.attribution.name, statement.attribution.verb) if statement.attribution else None
    )


def _closing(composer: Composer) -> Iterator[AnyBlock]:
    """How good the sourcing is, and the sources cited."""
    if composer.briefing.front.source_summary:
        yield Heading(text="About the sources")
        yield Passage(prose=composer.prose(composer.briefing.front.source_summary))
    yield from reference_list(composer)


def reference_list(composer: Composer) -> Iterator[AnyBlock]:
    """The sources that have been cited so far, under their heading."""
    references = composer.references()
    if references.references:
        yield Heading(text="References")
        yield references


def section_blocks(composer: Composer, section: Section) -> Iterator[AnyBlock]:
    """Everything that a section holds, entry by entry; nothing where it holds nothing."""
    if section.name == "overview":
        yield from _opening(composer)
        yield from _front_facts(composer)
        return
    entries: list[Entry] = [
        entry for table in section.tables for entry in getattr(composer.briefing, table)
    ]
    if not entries:
        return
    yield Heading(text=section.title)
    if section.name == "sources":
        yield from _all_sources(composer)
    elif section.name == "terms":
        yield from _glossary(composer, entries)
    else:
        if section.name == "timeline":
            yield _timeline(composer)
        yield from _one_by_one(composer, entries)


def _one_by_one(composer: Composer, entries: Iterable[Entry]) -> Iterator[AnyBlock]:
    """Each entry under its title; those without one under what they are and their number."""
    for number, entry in enumerate(entries, 1):
        yield Heading(
            entry=entry.id,
            text=composer.lookup.heading(entry) or f"{entry.noun.capitalize()} {number}",
            level=3,
            note=entry.date.words() if entry.date is not None else "",
        )
        yield from body(composer, entry)


def _glossary(composer: Composer, entries: Iterable[Entry]) -> Iterator[AnyBlock]:
    yield Facts(
        facts=tuple(term_fact(composer, entry) for entry in entries if isinstance(entry, Term))
    )


def _all_sources(composer: Composer) -> Iterator[AnyBlock]:
    """How good the sourcing is, and every source with what is known of it."""
    if composer.briefing.front.source_summary:
        yield Passage(prose=composer.prose(composer.briefing.front.source_summary))
    listed = (composer.lookup.reference(source) for source in composer.briefing.sources)
    yield References(references=tuple(_with_notes(composer, reference) for reference in listed))


def _with_notes(composer: Composer, reference: Reference) -> Reference:
    notes = tuple(source_facts(composer, reference.source))
    if caveat := reference.source.caveat:
        notes = (*notes, Fact(name=f"{CAVEAT_SIGN} {CAVEAT_WORD}", value=composer.inlines(caveat)))
    return structs.replace(reference, notes=notes)
