"""Entries as blocks: what each kind says, without its heading."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    AnyBlock,
    Arguments,
    Attribution,
    Badge,
    Badges,
    EntryList,
    Fact,
    Facts,
    Grid,
    Heading,
    Passage,
    Quote,
    caveat_heading,
)
from briefdeck.document.chicago_parts import page_ranges
from briefdeck.document.compose import Composer, quoted
from briefdeck.document.figures import figure_blocks
from briefdeck.evidence.passages import Quoted
from briefdeck.model.briefing import (
    STATUSES,
    Actor,
    Cite,
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
from briefdeck.model.datewords import date_words
from briefdeck.model.durations import duration_words
from briefdeck.model.nodes import Citation, Inline, ListBlock, Paragraph, Text, WebLink

SOURCE_STATUS: Final = {
    "superseded": "superseded by a later edition",
    "corrected": "corrected since",
    "retracted": "retracted",
    "unavailable": "no longer to be had",
}
UNDATED_BY_DAY: Final = frozenset(
    {"book", "chapter", "report", "thesis", "dataset", "standard", "document"}
)
"""Types of source whose reference has the year alone."""
_BESIDE_REFERENCE: Final = (
    ("Abstract", "abstract"),
    ("Keywords", "keyword"),
    ("Remark", "annote"),
    ("Found in", "source"),
    ("Shelf mark", "call_number"),
    ("License", "license"),
    ("Number of pages", "number_of_pages"),
    ("Printing", "printing_number"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("PubMed", "pmid"),
    ("PubMed Central", "pmcid"),
    ("Key elsewhere", "citation_key"),
)
"""What a source may have that no reference says."""
_IN_ONE_LINE: Final = frozenset({"Type", "To", "Status", "Owner", "Due", "Priority"})
"""The facts of a recommendation that are said in a word or two."""


def body(composer: Composer, entry: Entry, *, on_page: bool = False) -> Iterator[AnyBlock]:
    """Yield what an entry says: whose words, its badges, text, warning and facts.

    On its page (`on_page`) an entry has its time among its badges, and related entries follow
    later; in a list, the time stands in the heading and the related entries among the facts.
    """
    attribution = composer.attribution(entry)
    badges = tuple(_badges(composer, entry, attribution, on_page=on_page))
    if badges:
        yield Badges(entry=entry.id, badges=badges, support=composer.support(entry))
    if attribution and on_page and composer.support(entry) != "traced":
        # Else the badge of its support has said whose statement it is.
        yield attribution
    yield from _said(composer, entry, on_page=on_page)
    yield from composer.caveat(entry)
    facts = tuple(facts_of(composer, entry, on_page=on_page))
    if isinstance(entry, Recommendation) and on_page:
        yield from _advice(composer, entry, facts)
        return
    if facts:
        yield Facts(entry=entry.id, facts=facts)
    if isinstance(entry, Recommendation):
        yield from _conditions(composer, entry)
        if entry.arguments_for or entry.arguments_against:
            yield _arguments(composer, entry)


def _advice(
    composer: Composer, entry: Recommendation, facts: tuple[Fact, ...]
) -> Iterator[AnyBlock]:
    """What a recommendation's page has below its text: the argument first, then all else."""
    yield _arguments(composer, entry)
    brief = tuple(fact for fact in facts if fact.name in _IN_ONE_LINE)
    if brief:
        yield Facts(entry=entry.id, facts=brief, role="line")
    yield from _conditions(composer, entry)
    others = tuple(fact for fact in facts if fact.name not in _IN_ONE_LINE)
    if others:
        yield Facts(entry=entry.id, facts=others)
    resting = [composer.links.entries.get(name) for name in dict.fromkeys(entry.rests_on)]
    items = tuple(composer.item(other) for other in resting if other is not None)
    if items:
        yield EntryList(entry=entry.id, title="Rests on", role="rests-on", items=items)


def _badges(
    composer: Composer, entry: Entry, attribution: Attribution | None, *, on_page: bool
) -> Iterator[Badge]:
    if not on_page:
        yield from _listed_badges(composer, entry, attribution)
        return
    # A quotation says its time after its words, a source in its reference.
    is_dated = entry.date is not None and not isinstance(entry, Source | Quotation)
    if is_dated:
        yield Badge(kind="when", text=time_words(entry))
    yield from composer.badges(entry)


def _listed_badges(
    composer: Composer, entry: Entry, attribution: Attribution | None
) -> Iterator[Badge]:
    """The same in a list of many entries, where a sign that is explained stands by itself."""
    # Its sign says that it is the condensed source's own statement.
    if attribution and composer.support(entry) != "traced":
        yield Badge(kind="voice", text=attribution.words)
    yield from map(composer.explained_once, composer.badges(entry))


def heading_words(composer: Composer, entry: Entry) -> str:
    """Return what stands above an entry in a list: its name, and the short form of that."""
    name = composer.heading(entry)
    short = entry.abbreviation if isinstance(entry, Program | Actor) else None
    return f"{name} ({short})" if short and short not in name else name


def heading_note(entry: Entry) -> str:
    """Return what stands beside that: what sort of thing it is, and its time."""
    kind = entry.type if isinstance(entry, Program | Actor) else None
    return " · ".join(filter(None, (kind, time_words(entry))))


def time_words(entry: Entry) -> str:
    """Return an entry's time in words; empty where it has none."""
    return "" if entry.date is None else date_words(entry.date)


def _said(composer: Composer, entry: Entry, *, on_page: bool) -> Iterator[AnyBlock]:
    """The text of an entry, and what it holds besides: a chart, a table, somebody's words."""
    if isinstance(entry, Quotation):
        yield _quote(composer, entry, on_page=on_page)
        return
    if isinstance(entry, Term):
        yield Passage(entry=entry.id, prose=composer.prose(entry.meaning))
    if entry.text:
        yield Passage(entry=entry.id, prose=composer.prose(entry.text, entry.citations))
    match entry:
        case Series():
            yield from figure_blocks(composer, entry, on_page=on_page)
        case Table():
            yield Grid(entry=entry.id, table=entry)


def _quote(composer: Composer, entry: Quotation, *, on_page: bool) -> Quote:
    """Somebody's words in quotation marks; in a list, speaker and time stand in the heading."""
    prose = composer.prose(quoted_words(entry), entry.citations)
    voice = entry.speaker if entry.speaker in composer.links.entries else None
    if not on_page:
        known = tuple(composer.own_verdicts(entry))
        return Quote(entry=entry.id, prose=prose, voice=voice, verification=known)
    return Quote(
        entry=entry.id,
        prose=prose,
        speaker=composer.label(entry.speaker) if entry.speaker else "",
        voice=voice,
        when=date_words(entry.when) if entry.when else "",
    )


def quoted_words(entry: Quotation) -> str:
    """Return somebody's words as prose, in quotation marks."""
    return quoted((entry.text or "").strip())


def arguments(composer: Composer, entry: Recommendation) -> Iterator[tuple[str, ListBlock]]:
    """Yield conditions of a recommendation, and the arguments for and against it."""
    for title, texts in (
        ("Conditions", entry.conditions),
        ("For", entry.arguments_for),
        ("Against", entry.arguments_against),
    ):
        if texts:
            yield title, ListBlock(items=tuple(composer.prose(text) for text in texts))


def _conditions(composer: Composer, entry: Recommendation) -> Iterator[AnyBlock]:
    """What must hold for a recommendation to work."""
    if entry.conditions:
        points = ListBlock(items=tuple(map(composer.prose, entry.conditions)))
        yield Heading(entry=entry.id, text="Conditions", level=4)
        yield Passage(entry=entry.id, prose=(points,))


def _arguments(composer: Composer, entry: Recommendation) -> Arguments:
    """The arguments for a recommendation and against it."""
    return Arguments(
        entry=entry.id,
        arguments_for=tuple(map(composer.prose, entry.arguments_for)),
        arguments_against=tuple(map(composer.prose, entry.arguments_against)),
    )


def facts_of(composer: Composer, entry: Entry, *, on_page: bool) -> Iterator[Fact]:
    """Yield names and values of an entry that are not prose; see `body`."""
    yield from _bare_citations(composer, entry)
    if on_page:
        yield from _name_facts(entry)
    yield from _own_facts(composer, entry)
    if isinstance(entry, Recommendation) and not on_page:
        yield from rests_on(composer, entry)
    yield from _causes(composer, entry)
    yield from _where_it_belongs(composer, entry, on_page=on_page)
    if not on_page:
        yield from _quotes(composer, entry)
        yield from _link_fact(composer, "Figures", _figures_in_text(composer, entry))
        yield from _link_fact(composer, "See also", entry.see)
    yield from _text_fact("Tags", ", ".join(entry.tags))


def _bare_citations(composer: Composer, entry: Entry) -> Iterator[Fact]:
    """The citations of an entry that has no text to carry them."""
    if entry.text or isinstance(entry, Quotation):
        return
    if entry.citations:
        composer.cite(entry.citations)
        name = "Source" if len(entry.citations) == 1 else "Sources"
        yield Fact(name=name, value=(Citation(cites=entry.citations),))


def _figures_in_text(composer: Composer, entry: Entry) -> Iterator[str]:
    """The series that words of the entry link to: in print, titles say where numbers are from."""
    links = composer.links.forward.get(entry.id, ())
    mentioned = dict.fromkeys(link.target for link in links if link.relation == "mentions")
    for target in mentioned:
        is_series = isinstance(composer.links.entries.get(target), Series)
        if is_series and target not in entry.see:
            yield target


def _quotes(composer: Composer, entry: Entry) -> Iterator[Fact]:
    """The exact words of sources that an entry or its points cite; a page has them as evidence."""
    cites: list[Cite] = list(entry.citations)
    if isinstance(entry, Series):
        for point in entry.points:
            cites += point.citations
    for cite in cites:
        for name, words in (("Quote", cite.quote), ("Source says", cite.says)):
            if words:
                value = (Text(text=f"“{words}” "), Citation(cites=(cite,)))
                known = _known(composer, entry, cite, words)
                yield Fact(name=name, value=value, verification=known)


def _known(composer: Composer, entry: Entry, cite: Cite, words: str) -> Quoted | None:
    """What became of words that a citation of an entry gives."""
    for link in composer.lookup.citations_of(entry.id):
        if (link.target, link.at) == (cite.source, cite.at) and words in {link.quote, link.says}:
            return next((each for each in composer.verdicts_of(link) if each.words == words), None)
    return None


def _name_facts(entry: Entry) -> Iterator[Fact]:
    """What a list says in an entry's heading."""
    if isinstance(entry, Program | Actor):
        yield from _text_fact("Type", entry.type)
        yield from _text_fact("Abbreviation", entry.abbreviation)


def _own_facts(composer: Composer, entry: Entry) -> Iterator[Fact]:
    """What only this kind of entry has."""
    match entry:
        case Event():
            yield from _text_fact("Place", entry.place)
            yield from _text_fact("Lasted", duration_words(entry.duration or ""))
        case Program():
            yield from _program_facts(composer, entry)
        case Actor():
            yield from _text_fact("Role", entry.role)
        case Series():
            yield from _series_facts(entry)
        case Recommendation():
            yield from _recommendation_facts(composer, entry)
        case Source():
            yield from source_facts(composer, entry)
            yield from _beside_reference(entry)
            yield from _copy_fact(composer, entry)


def _causes(composer: Composer, entry: Entry) -> Iterator[Fact]:
    """What an event brought about, and the events that brought an entry about."""
    if isinstance(entry, Event):
        yield from _link_fact(composer, "Led to", entry.leads_to)
    pointing = composer.links.backward.get(entry.id, ())
    causes = dict.fromkeys(link.source for link in pointing if link.relation == "leads-to")
    yield from _link_fact(composer, "Brought about by", tuple(causes))


def _program_facts(composer: Composer, entry: Program) -> Iterator[Fact]:
    yield from _text_fact("Status", entry.status)
    yield from _link_fact(composer, "Parties", entry.parties)
    yield from _prose_fact(composer, "Outcome", entry.outcome)


def _series_facts(entry: Series) -> Iterator[Fact]:
    if entry.calendar == "us-fiscal":
        yield from _text_fact("Years", "U.S. fiscal years, October to September")
    yield from _text_fact("Measure", entry.measure)


def _where_it_belongs(composer: Composer, entry: Entry, *, on_page: bool) -> Iterator[Fact]:
    """Era, programs and actors of an entry, as links; in a list, no era that its date tells."""
    era = composer.lookup.era_of.get(entry.id)
    if era and (on_page or not composer.lookup.is_era_told_by_date(entry)):
        yield from _link_fact(composer, "Era", (era,))
    if isinstance(entry, Event | Finding | Series):
        yield from _link_fact(composer, "Programs", entry.programs)
    if isinstance(entry, Event | Finding):
        yield from _link_fact(composer, "Actors", entry.actors)


def _recommendation_facts(composer: Composer, entry: Recommendation) -> Iterator[Fact]:
    """Whom a recommendation addresses, and what became of it."""
    if entry.type == "option":
        yield from _text_fact("Type", "option")
    if entry.to:
        yield Fact(name="To", value=(composer.link(entry.to),))
    yield from _text_fact("Status", status_words(entry.status))
    yield from _prose_fact(composer, "What became of it", entry.status_note)
    if entry.owner:
        yield Fact(name="Owner", value=(composer.link(entry.owner),))
    yield from _text_fact("Due", date_words(entry.due) if entry.due else "")
    if entry.url:
        yield Fact(name="Progress", value=(WebLink(url=entry.url, text=entry.url),))
    if entry.priority is not None:
        yield from _text_fact("Priority", str(entry.priority))


def status_words(status: str | None) -> str:
    """Return what became of a recommendation as people write it: `partly implemented`."""
    if status == "closed-not-implemented":
        return "closed, not implemented"
    return (status or "").replace("-", " ") if status in STATUSES else status or ""


def rests_on(composer: Composer, entry: Recommendation) -> Iterator[Fact]:
    """Yield the findings that a recommendation rests on, as one fact."""
    yield from _link_fact(composer, "Rests on", entry.rests_on)


def recommendation_badges(composer: Composer, entry: Recommendation) -> Iterator[Badge]:
    """Yield what a recommendation's facts say in a word or two each, for one line."""
    if entry.type == "option":
        yield Badge(kind="type", text="option")
    if entry.to:
        yield Badge(kind="addressee", text=f"to {composer.link(entry.to).text}")
    if entry.status:
        yield Badge(kind="status", text=status_words(entry.status))
    if entry.due:
        yield Badge(kind="due", text=f"due {date_words(entry.due)}")
    arguments = _arguments_words(entry)
    if arguments:
        yield Badge(kind="arguments", text=arguments)
    if entry.priority is not None:
        yield Badge(kind="priority", text=f"priority {entry.priority}")


def _arguments_words(entry: Recommendation) -> str:
    """Return `3 for, 2 against`; empty where no argument is recorded."""
    if not entry.arguments_for and not entry.arguments_against:
        return ""
    for_it, against = len(entry.arguments_for), len(entry.arguments_against)
    return f"{for_it or 'none'} for, {against or 'none'} against"


def source_facts(composer: Composer, source: Source) -> Iterator[Fact]:
    """Yield what a reader should know of a source before relying on it.

    What its reference says already is left out.
    """
    yield from _text_fact("Status", _status_words(source))
    yield from _text_fact("Reliability", source.reliability)
    yield from _text_fact("Place", source.publisher_place)
    if source.type in UNDATED_BY_DAY:
        yield from _text_fact("Issued", _month_or_day(source))
    if source.type == "chapter" and source.page is not None:
        yield from _text_fact("Pages", page_ranges(str(source.page)))
    if source.origin:
        yield from _link_fact(composer, "Draws on", (source.origin,))
    if source.seen_in:
        link = composer.link(source.seen_in.source)
        words = [Text(text="only as cited in "), link]
        if source.seen_in.at:
            words.append(Text(text=f", {source.seen_in.at}"))
        yield Fact(name="Seen", value=tuple(words))
    # A source without a date has the day of access in its reference.
    if source.accessed is not None and source.issued is not None:
        yield from _text_fact("Accessed", date_words(source.accessed))
    if source.doi and source.url:
        yield Fact(name="Address", value=(WebLink(url=source.url, text=source.url),))
    yield from _prose_fact(composer, "Note", source.note)


def _beside_reference(source: Source) -> Iterator[Fact]:
    """What a source has that no reference says: on its page alone, as an abstract may be long."""
    for name, field in _BESIDE_REFERENCE:
        value = getattr(source, field)
        yield from _text_fact(name, "" if value is None else str(value))


def _copy_fact(composer: Composer, source: Source) -> Iterator[Fact]:
    """What is known of a source's stored copy."""
    if source.copy or source.sha256:
        from briefdeck.document.copy_words import copy_words

        copy = composer.verdicts.copy_of(source.id) if composer.verdicts else None
        yield from _text_fact("Copy", copy_words(source, copy))


def _status_words(source: Source) -> str | None:
    if source.status not in SOURCE_STATUS:
        # Current, forthcoming or in press: nothing to warn of.
        return source.status
    return f"{CAVEAT_SIGN} {SOURCE_STATUS[source.status]}"


def _month_or_day(source: Source) -> str:
    """When a source was issued, where that is known better than by its year."""
    if source.issued is None or source.issued.precision not in {"month", "day"}:
        return ""
    return date_words(source.issued)


def term_fact(composer: Composer, term: Term) -> Fact:
    """Return a term and its meaning, with its warning if any, as one line of a glossary."""
    blocks = [*composer.prose(term.meaning), *composer.prose(term.text, term.citations)]
    if term.warning:
        sign = Text(text=f"{caveat_heading(term.warning.grade)}:")
        blocks += [Paragraph(inlines=(sign,)), *composer.caveat_prose(term)]
    value: list[Inline] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if value:
                value.append(Text(text=" "))
            value += block.inlines
    return Fact(name=term.term, value=tuple(value), entry=term.id)


def _text_fact(name: str, text: str | None) -> Iterator[Fact]:
    if text:
        yield Fact(name=name, value=(Text(text=text),))


def _prose_fact(composer: Composer, name: str, text: str | None) -> Iterator[Fact]:
    if text:
        yield Fact(name=name, value=composer.inlines(text))


def _link_fact(composer: Composer, name: str, ids: Iterable[str]) -> Iterator[Fact]:
    links = composer.links_to(ids)
    if links:
        yield Fact(name=name, value=links)
