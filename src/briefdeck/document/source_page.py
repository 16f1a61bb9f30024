"""What depends on a source: how much falls with it, and what cites it, kind by kind."""

from collections.abc import Iterable, Iterator

from briefdeck.document.blocks import EntryList, Passage
from briefdeck.document.compose import Composer
from briefdeck.document.sections import in_order_of_time
from briefdeck.model.briefing import TABLES, Entry, Event, Source
from briefdeck.model.evidence import sole_support
from briefdeck.model.links import Link
from briefdeck.model.nodes import Paragraph, Text
from briefdeck.text.words import capital, counted, plural


def dependence(composer: Composer, source: Source) -> Passage:
    """Return how many statements rest on a source, and how many of them on it alone."""
    links = composer.links
    alone = [name for name in sole_support(source.id, links) if name in links.entries]
    resting = dict.fromkeys(alone)
    for link in links.backward.get(source.id, ()):
        if is_statement_of(link) or (link.relation == "cites" and not _is_of_caveat(link)):
            resting[link.source] = None
    total = len([name for name in resting if name in links.entries])
    lead, rest = _words(len(alone), total)
    inlines = (Text(text=lead, strong=True), Text(text=rest))
    return Passage(entry=source.id, prose=(Paragraph(inlines=inlines),))


def _words(alone: int, total: int) -> tuple[str, str]:
    """How much falls with a source, the numbers apart from what they are of."""
    if not total:
        return "Nothing rests on it.", ""
    if not alone:
        have = "has" if total == 1 else "each have"
        rest = "rests" if total == 1 else "rest"
        return "Nothing falls with it:", (
            f" {counted(total, 'statement')} {rest} on it and {have} another source."
        )
    fall, has = ("falls", "it has") if alone == 1 else ("fall", "they have")
    those = "statement that rests on it" if total == 1 else "statements that rest on it"
    return f"{alone} of {total}", f" {those} {fall} with it: {has} no other source."


def is_statement_of(link: Link) -> bool:
    """Whether a link comes from a statement that the source makes itself."""
    return link.relation == "voice"


def _is_of_caveat(link: Link) -> bool:
    return "caveat" in link.path


def citing_lists(composer: Composer, source: Source, links: Iterable[Link]) -> Iterator[EntryList]:
    """Yield what a source states and what cites it, kind by kind, with the places in it.

    Statements that fall with the source come first in each list. links: all that it rests on.
    """
    by_entry: dict[str, list[Link]] = {}
    for link in links:
        by_entry.setdefault(link.source, []).append(link)
    own = {name for name, of in by_entry.items() if any(map(is_statement_of, of))}
    alone = set(sole_support(source.id, composer.links))
    entries = composer.links.entries
    citing = [entries[name] for name in by_entry if name in entries]
    for is_own in (True, False):
        group = [entry for entry in citing if (entry.id in own) is is_own]
        for table in TABLES:
            found = _in_order([entry for entry in group if entry.table == table], alone)
            items = tuple(
                composer.item(entry, _places(by_entry[entry.id]), sole=entry.id in alone)
                for entry in found
            )
            if items:
                title = plural(found[0].noun)
                title = f"its own {title}" if is_own else title
                yield EntryList(
                    entry=source.id, title=capital(title), role="backlinks", items=items
                )


def _places(links: Iterable[Link]) -> str:
    """What is said of an entry that cites a source: every place, and what it cites it for."""
    listed = list(links)
    supporting = [link for link in listed if not _is_of_caveat(link)]
    places = "; ".join(dict.fromkeys(link.at for link in supporting or listed if link.at))
    if not supporting:
        return f"{places}, in the caveat" if places else "in the caveat"
    if any(link.relation == "origin" for link in supporting):
        return "; ".join(filter(None, (places, "draws on it")))
    return places


def _in_order(entries: list[Entry], alone: set[str]) -> list[Entry]:
    """Entries as the file has them, events by time, those that fall with the source first."""
    if entries and isinstance(entries[0], Event):
        entries = in_order_of_time(entries)
    return sorted(entries, key=lambda entry: entry.id not in alone)
