"""Entries as blocks: what each kind says, without its heading."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    CAVEAT_WORD,
    AnyBlock,
    Badge,
    Badges,
    Fact,
    Facts,
    Figure,
    Grid,
    Heading,
    Passage,
    Quote,
)
from briefdeck.document.compose import Composer
from briefdeck.model.briefing import (
    Actor,
    Entry,
    Event,
    Finding,
    Program,
    Quotation,
    Recommendation,
    Series,
    Source,
    Table,
    Term,
)
from briefdeck.model.prose import Citation, Inline, ListBlock, Paragraph, Text, WebLink

SOURCE_STATUS: Final = {
    "superseded": "superseded by a later edition",
    "corrected": "corrected since",
    "retracted": "retracted",
    "unavailable": "no longer to be had",
}


def body(composer: Composer, entry: Entry, *, on_page: bool = False) -> Iterator[AnyBlock]:
    """What an entry says: whose words, its badges, text, warning and facts; on its page, related entries follow later."""
    badges = composer.badges(entry)
    attribution = composer.attribution(entry)
    if on_page and entry.date is not None and not isinstance(entry, Source | Quotation):
        badges = (Badge(kind="when", text=entry.date.words()), *badges)
    if attribution and not on_page:
        badges = (Badge(kind="voice", text=f"{attribution.name} {attribution.verb}"), *badges)
    if badges:
        yield Badges(entry=entry.id, badges=badges, support=composer.support(entry))
    if attribution and on_page:
        yield attribution
    yield from _said(composer, entry, on_page=on_page)
    yield from composer.caveat(entry)
    facts = tuple(facts_of(composer, entry, on_page=on_page))
    if facts:
        yield Facts(entry=entry.id, facts=facts)
    if isinstance(entry, Recommendation):
        yield from _arguments(composer, entry)


def _said(composer: Composer, entry: Entry, *, on_page: bool) -> Iterator[AnyBlock]:
    """The text of an entry, and what it holds besides: a chart, a table, somebody's words."""
    if isinstance(entry, Term):
        yield Passage(entry=entry.id, prose=composer.prose(entry.meaning))
    if isinstance(entry, Quotation):
        yield _quote(composer, entry, on_page=on_page)
    elif entry.text:
        yield Passage(entry=entry.id, prose=composer.prose(entry.text, entry.citations))
    if isinstance(entry, Series):
        composer.cite_points(entry)
        yield Figure(entry=entry.id, series=entry)
    elif isinstance(entry, Table):
        yield Grid(entry=entry.id, table=entry)


def _quote(composer: Composer, entry: Quotation, *, on_page: bool) -> Quote:
    """Somebody's words in quotation marks; in a list, speaker and time stand in the heading."""
    words = (entry.text or "").strip()
    if words and words[0] not in "“\"'«„‘":
        words = f"“{words}”"
    return Quote(
        entry=entry.id,
        prose=composer.prose(words, entry.citations),
        speaker=composer.lookup.label(entry.speaker) if entry.speaker and on_page else "",
        voice=entry.speaker if entry.speaker in composer.links.entries else None,
        when=entry.when.words() if entry.when and on_page else "",
    )


def _arguments(composer: Composer, entry: Recommendation) -> Iterator[AnyBlock]:
    """Conditions of a recommendation, and the arguments for and against it."""
    for title, texts in (
        ("Conditions", entry.conditions),
        ("For", entry.arguments_for),
        ("Against", entry.arguments_against),
    ):
        if texts:
            yield Heading(entry=entry.id, text=title, level=4)
            yield Passage(
                entry=entry.id,
                prose=(ListBlock(items=tuple(composer.prose(text) for text in texts)),),
            )


def facts_of(composer: Composer, entry: Entry, *, on_page: bool) -> Iterator[Fact]:
    """Names and values of an entry that are no prose; in a list its time stands in the heading, and related entries here."""
    if not entry.text and entry.citations and not isinstance(entry, Quotation):
        composer.cite(entry.citations)
        yield Fact(
            name="Sources" if len(entry.citations) > 1 else "Source",
            value=(Citation(cites=entry.citations),),
        )
    yield from _own_facts(composer, entry)
    yield from _where_it_belongs(composer, entry)
    if not on_page:
        yield from _quotes(entry)
        yield from _link_facts(
            composer, ("Figures", _figures_in_text(composer, entry)), ("See also", entry.see)
        )
    if entry.tags:
        yield _fact("Tags", ", ".join(entry.tags))


def _figures_in_text(composer: Composer, entry: Entry) -> Iterator[str]:
    """The series to which words of the entry link: in print their titles say where the numbers come from."""
    entries = composer.links.entries
    found = dict.fromkeys(
        link.target
        for link in composer.links.forward.get(entry.id, ())
        if link.relation == "mentions"
    )
    return (
        target
        for target in found
        if isinstance(entries.get(target), Series) and target not in entry.see
    )


def _quotes(entry: Entry) -> Iterator[Fact]:
    """The exact words of sources that an entry or its points cite; on a page they stand with the evidence."""
    points = entry.points if isinstance(entry, Series) else ()
    for cite in (*entry.citations, *(cite for point in points for cite in point.citations)):
        if cite.quote:
            yield Fact(name="Quote", value=(Text(text=f"“{cite.quote}” "), Citation(cites=(cite,))))


def _own_facts(composer: Composer, entry: Entry) -> Iterator[Fact]:
    """What only this kind of entry has."""
    match entry:
        case Event():
            yield from _text_facts(("Place", entry.place))
        case Program():
            yield from _text_facts(
                ("Type", entry.type), ("Abbreviation", entry.abbreviation), ("Status", entry.status)
            )
            yield from _link_facts(composer, ("Parties", entry.parties))
            if entry.outcome:
                yield Fact(name="Outcome", value=composer.inlines(entry.outcome))
        case Actor():
            yield from _text_facts(
                ("Type", entry.type), ("Abbreviation", entry.abbreviation), ("Role", entry.role)
            )
        case Series():
            yield from _series_facts(entry)
        case Recommendation():
            yield from recommendation_facts(composer, entry)
        case Source():
            yield from source_facts(composer, entry)
        case _:
            pass


def _where_it_belongs(composer: Composer, entry: Entry) -> Iterator[Fact]:
    """Era, programs and actors of an entry, as links."""
    era = composer.lookup.era_of.get(entry.id)
    if era:
        yield from _link_facts(composer, ("Era", (era,)))
    if isinstance(entry, Event | Finding | Series):
        yield from _link_facts(composer, ("Programs", entry.programs))
    if isinstance(entry, Event | Finding):
        yield from _link_facts(composer, ("Actors", entry.actors))


def _series_facts(entry: Series) -> Iterator[Fact]:
    scale = f"{entry.scale} " if entry.scale else ""
    yield _fact(
        "Unit",
        scale
        + entry.unit
        + (", U.S. fiscal years (October to September)" if entry.calendar == "us-fiscal" else ""),
    )
    yield from _text_facts(("Measure", entry.measure))


def recommendation_facts(composer: Composer, entry: Recommendation) -> Iterator[Fact]:
    """Whom a recommendation addresses, what became of it, what it rests on."""
    if entry.type == "option":
        yield _fact("Type", "option")
    if entry.to:
        yield Fact(name="To", value=(composer.link(entry.to),))
    yield from _text_facts(
        ("Status", entry.status),
        ("Priority", None if entry.priority is None else str(entry.priority)),
    )
    yield from _link_facts(composer, ("Rests on", entry.rests_on))


def recommendation_badges(composer: Composer, entry: Recommendation) -> Iterator[Badge]:
    """The same in a word or two each, for one line."""
    if entry.type == "option":
        yield Badge(kind="type", text="option")
    if entry.to:
        yield Badge(kind="addressee", text=f"to {composer.link(entry.to).text}")
    if entry.status:
        yield Badge(kind="status", text=entry.status)
    if entry.priority is not None:
        yield Badge(kind="priority", text=f"priority {entry.priority}")


UNDATED_BY_DAY: Final = frozenset(
    {"book", "chapter", "report", "thesis", "dataset", "standard", "document"}
)
"""Types of source whose reference has the year alone."""


def source_facts(composer: Composer, source: Source) -> Iterator[Fact]:
    """What a reader should know of a source before relying on it."""
    if source.status and source.status != "current":
        yield _fact("Status", f"⚠ {SOURCE_STATUS[source.status]}")
    elif source.status:
        yield _fact("Status", source.status)
    yield from _text_facts(("Reliability", source.reliability), ("Place", source.publisher_place))
    if (
        source.type in UNDATED_BY_DAY
        and source.issued is not None
        and source.issued.precision in {"month", "day"}
    ):
        yield _fact("Issued", source.issued.words())
    if source.type == "chapter" and source.page is not None:
        yield _fact("Pages", str(source.page).replace("-", "–"))
    yield from _link_facts(composer, ("Draws on", (source.origin,) if source.origin else ()))
    if source.accessed is not None and source.issued is not None:
        yield _fact("Accessed", source.accessed.words())
    if source.doi and source.url:
        yield Fact(name="Address", value=(WebLink(url=source.url, text=source.url),))
    if source.note:
        yield Fact(name="Note", value=composer.inlines(source.note))


def term_fact(composer: Composer, term: Term) -> Fact:
    """A term and its meaning, with its warning if it has one, as one line of a glossary."""
    runs = [composer.prose(term.meaning), composer.prose(term.text, term.citations)]
    if term.caveat:
        runs.append(
            (
                Paragraph(inlines=(Text(text=f"{CAVEAT_SIGN} {CAVEAT_WORD}:"),)),
                *composer.prose(term.caveat),
            )
        )
    value: list[Inline] = []
    for block in (block for run in runs for block in run):
        if isinstance(block, Paragraph):
            value += ([Text(text=" ")] if value else []) + list(block.inlines)
    return Fact(name=term.term, value=tuple(value))


def _fact(name: str, text: str) -> Fact:
    return Fact(name=name, value=(Text(text=text),))


def _text_facts(*pairs: tuple[str, str | None]) -> Iterator[Fact]:
    return (_fact(name, text) for name, text in pairs if text)


def _link_facts(composer: Composer, *pairs: tuple[str, Iterable[str]]) -> Iterator[Fact]:
    for name, ids in pairs:
        links = composer.links_to(ids)
        if links:
            yield Fact(name=name, value=links)
