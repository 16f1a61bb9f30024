"""What several briefings say together, as pages of a site: dates, recommendations, differences."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from briefdeck.document.blocks import Document, EntryList, Heading
from briefdeck.document.lookup import Lookup
from briefdeck.document.over_shelf import disagreements, merged_ledger, merged_timeline
from briefdeck.document.over_shelf.documents import (
    disagreements_document,
    ledger_document,
    timeline_document,
)
from briefdeck.document.over_shelf.shelf import entry_name
from briefdeck.export.html.blocks import Blocks
from briefdeck.export.html.prose import Prose

NAMES: Final = ("timeline.html", "ledger.html", "disagreements.html")


class PageTogether(NamedTuple):
    """A page on all briefings: its file, its title, what the index says of it, and what it says."""

    name: str
    title: str
    said: str
    main: str


class _Elsewhere(Prose):
    """Writes links to entries on other pages; pages: the address of each by its name here."""

    def __init__(self, pages: dict[str, str]) -> None:
        super().__init__(pages, {}, {})
        self._pages = pages

    def target(self, entry: str) -> str:
        return self._pages.get(entry, "")


def pages_together(
    every: Sequence[tuple[Lookup, Callable[[str], str]]],
) -> Iterator[PageTogether]:
    """Yield the pages on all briefings that have something to say; with one only its timeline.

    every: each briefing, and what gives where an entry of it is shown.
    """
    pages: dict[str, str] = {}
    for found, address in every:
        for entry in found.links.entries:
            pages.setdefault(entry_name(found.loaded.id, entry), address(entry))
    loadeds = [found.loaded for found, _ in every]
    timeline, ledger, differences = NAMES
    dated = merged_timeline(loadeds)
    if dated.entries:
        document = timeline_document(dated, everything=True)
        said = "Everything dated on one timeline"
        yield PageTogether(timeline, "Timeline", said, _main(document, pages))
    if len(loadeds) < 2:
        return
    advised = merged_ledger(loadeds)
    if advised.advice:
        said = "All recommendations, by whom they address"
        yield PageTogether(ledger, "Recommendations", said, _main(ledger_document(advised), pages))
    differing = disagreements(loadeds)
    if differing.rows:
        document = disagreements_document(differing)
        said = "What they disagree on"
        yield PageTogether(differences, "Disagreements", said, _main(document, pages))


def _main(document: Document, pages: dict[str, str]) -> str:
    """A document without its title, which the page has, and what a drawing's table says again."""
    blocks = Blocks(_Elsewhere(pages))
    return blocks.all(
        block
        for block in document.blocks
        if not (isinstance(block, Heading) and block.level == 1)
        and not isinstance(block, EntryList)
    )
