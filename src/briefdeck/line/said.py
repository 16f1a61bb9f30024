"""What is said by line: entries, lists and the overview as plain text without any drawing."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.document.blocks import EntryList
from briefdeck.draw.lines import Line, Span, flow, line_text, lines_text
from briefdeck.model.briefing import KeyPoint, Recommendation, Source
from briefdeck.output.plain import lay_out, render
from briefdeck.reading.deck import Deck
from briefdeck.reading.entry_rows import with_heading
from briefdeck.reading.own import Looked
from briefdeck.reading.scene import Scene
from briefdeck.reading.spoken import in_words, overview_document, own_words, row_words
from briefdeck.text.words import counted

ROWS = 20
"""Rows of a list that are said at a time."""


class Page(Struct, frozen=True):
    """A text to say, and where its links lead: `.1` to the first."""

    text: str
    links: tuple[str, ...] = ()


def entry_page(deck: Deck, entry_id: str, width: int, looked: Looked | None) -> Page:
    """An entry's page. Sources are cited by number, `[28]`, all other links have numbers of theirs.

    Those that stand in lists stand before their items; those in running text are listed at the end.
    """
    drawn = deck.page(entry_id)
    lists = [block for block in drawn.blocks if isinstance(block, EntryList)]
    listed = dict.fromkeys(item.entry for block in lists for item in block.items)
    spans = [span for line in lay_out(drawn, width=width) for span in line]
    others = dict.fromkeys(span.target for span in spans if span.target is not None)
    links = [name for name in listed | others if not isinstance(deck.entry(name), Source)]
    numbers = {name: f".{at}" for at, name in enumerate(links, 1)}
    cited = {name: f"[{at}]" for name, at in drawn.numbers.items()}
    said = [lines_text(lay_out(drawn, width=width, bullets=numbers | cited))]
    rest = [name for name in links if name not in listed]
    if rest:
        said += ["\nLinks:\n\n", *(f"{numbers[name]} {named(deck, name)}\n" for name in rest)]
    said += [f"\n{words}\n" for words in own_words(entry_id, looked)]
    return Page("".join(said), tuple(links))


def named(deck: Deck, target: str) -> str:
    """What a link leads to: an entry with its kind, or an address."""
    entry = deck.entry(target)
    return f"{deck.name(target)}, {entry.noun}" if entry is not None else target


def overview(scene: Scene, width: int, looked: Looked | None) -> str:
    """The overview: what is read first, then the sections by number."""
    drawn = overview_document(scene.deck, scene.reading.level)
    said = [render(drawn, width=width), sections(scene)]
    said += [f"{words}\n" for words in own_words("", looked)]
    return "\n".join(said)


def sections(scene: Scene) -> str:
    """The sections by number."""
    lines = ["Sections:\n\n"]
    for place, found in enumerate(scene.sections):
        count = len(scene.ids_of(found.name))
        tail = f", {counted(count, 'entry')}" if found.tables else ""
        lines.append(f"{place}. {found.title}{tail}\n")
    return "".join(lines)


def row(scene: Scene, position: int, width: int) -> str:
    """One row of the present list, by its position from 0, in lines of a width."""
    line = (Span(_row_words(scene, position)),)
    return lines_text(flow(line, width, rest=(Span("  "),), runs_over=True))


def _row_words(scene: Scene, position: int) -> str:
    entry = scene.listed[position]
    if not entry:
        return f"{position + 1}. The overview"
    found = with_heading(scene.deck.row(entry))
    if isinstance(scene.deck.entry(entry), KeyPoint | Recommendation | Source):
        # Its number is said already, and would be one too many among matches.
        found = replace(found, lead="")
    words = row_words(scene.deck, found)
    noun = ""
    if scene.reading.is_finding:
        noun = f"{scene.deck.links.entries[entry].noun.capitalize()}: "
    return f"{position + 1}. {noun}{words}"


def listing(scene: Scene, first: int, width: int) -> str:
    """What the present list is, and a few of its rows from a position on."""
    found = scene.deck.section(scene.section)
    title = found.title if found else "Overview"
    count = len(scene.listed)
    if scene.reading.is_finding:
        heading = f"Found {scene.reading.query}: {counted(count, 'entry')}"
    else:
        heading = f"{title}: {counted(count, 'entry')}"
    notes = [scene.reading.filters.sentence(scene.deck.name)]
    hidden = scene.deck.hidden(scene.section, scene.reading.level)
    notes.append(f"{hidden} more at full" if hidden else "")
    heading = "; ".join(filter(None, [heading, *notes]))
    shown = range(first, min(first + ROWS, count))
    lines = [f"{heading}.\n\n", *(row(scene, place, width) for place in shown)]
    if shown.stop < count:
        lines.append(f"\nThese are {first + 1} to {shown.stop}; l goes on.\n")
    return "".join(lines)


def place_words(scene: Scene) -> str:
    """Where the reader is, for the prompt: `Key points 2 of 6`."""
    if not scene.reading.is_finding:
        return scene.standing_words
    listed, entry = scene.listed, scene.reading.place.entry or ""
    at = listed.index(entry) + 1 if entry in listed else 0
    return f"Found {at} of {len(listed)}"


def lines_page(lines: Iterable[Line]) -> Page:
    """Lines of the interface as a text to say; what leads to an entry has a number before it."""
    links: list[str] = []
    said = []
    for line in lines:
        target = next((span.target for span in line if span.target), None)
        lead = ""
        if target is not None:
            links.append(target)
            lead = f".{len(links)} "
        said.append(f"{lead}{in_words(line_text(line))}\n")
    return Page("".join(said), tuple(links))
