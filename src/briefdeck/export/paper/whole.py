"""A whole briefing on paper: its parts in order of need, up to a level."""

from collections.abc import Iterable, Iterator
from itertools import chain

from briefdeck.document.blocks import SUPPORT_SIGNS, Standing
from briefdeck.document.lookup import Lookup
from briefdeck.evidence.passages import STATE_WORDS
from briefdeck.export.html import losses
from briefdeck.export.html.contents import TITLES, Contents, Group
from briefdeck.export.paper.blocks import BETWEEN, Blocks
from briefdeck.export.paper.entries import Entries
from briefdeck.export.paper.nodes import AnyNode, Items, Paper, Para, Run, Runs
from briefdeck.export.paper.prose import Prose, joined, run
from briefdeck.export.paper.verdicts import mark
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import Support
from briefdeck.model.levels import Level
from briefdeck.model.prose import plain_text
from briefdeck.output.phrases import support_words
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line

_LAST_YEAR = 9999


def paper(lookup: Lookup, level: Level) -> Paper:
    """Return a briefing as it is set, up to a level."""
    return _Whole(Contents(lookup, level)).paper()


class _Whole:
    """Sets one briefing."""

    def __init__(self, contents: Contents) -> None:
        lookup = contents.lookup
        self._prose = Prose(contents.anchors, lookup.numbers, lookup.seen_in)
        self._contents = contents
        self._blocks = Blocks(self._prose)
        self._entries = Entries(contents.composer, self._prose)
        self._front = lookup.briefing.front

    def paper(self) -> Paper:
        front = self._front
        opening = tuple(self._opening())
        nodes = tuple(self._parts())
        closing = (*self._blocks.all(self._contents.imprint), *_legend())
        if self._contents.standing.verification:
            closing = (*closing, *_legend_of_quotations())
        return Paper(
            title=visible(one_line(front.title)),
            language=front.language,
            authors=tuple(
                visible(one_line(name)) for name in front.authors or _publishers(front.publisher)
            ),
            subject=visible(one_line(plain_text(front.bluf))),
            keywords=tuple(visible(one_line(tag)) for tag in front.tags),
            kicker=self._kicker(),
            opening=opening,
            nodes=nodes,
            closing=closing,
            foot=visible(f"As of {date_words(front.as_of)}"),
            day=_day(front.as_of),
            losses=losses(self._prose.not_linked),
        )

    def _kicker(self) -> Runs:
        """How fresh and whose side, in a line."""
        block: Standing = self._contents.standing
        said: list[Runs] = [(run("Draft", "warn", bold=True),)] if self._front.draft else []
        said += [(run(f"As of {date_words(block.as_of)}"),)]
        stance: Runs = (run(block.stance),)
        if block.condenses and block.condenses_label:
            name = self._prose.link(block.condenses, block.condenses_label)
            stance = (*stance, run(", from "), name)
        return joined([*said, stance], BETWEEN)

    def _opening(self) -> Iterator[AnyNode]:
        """What is read in 30 seconds."""
        if self._front.subtitle:
            prose = self._contents.composer.prose(self._front.subtitle)
            for node in self._prose.blocks(prose):
                yield Para(runs=node.runs, role="subtitle") if isinstance(node, Para) else node
        yield self._blocks.title(1, TITLES["30s"])
        yield from self._blocks.all(self._contents.untitled)

    def _parts(self) -> Iterator[AnyNode]:
        contents = self._contents
        yield from self._part(
            "3m", (self._group(contents.points), self._blocks.all(contents.brief))
        )
        full = (self._timeline(), *map(self._group, contents.full))
        yield from self._part("full", full)
        yield from self._part("all", map(self._group, contents.rest))
        yield from self._sources()

    def _part(self, level: Level, said: Iterable[Iterable[AnyNode]]) -> Iterator[AnyNode]:
        nodes = tuple(chain.from_iterable(said))
        if nodes and self._contents.holds(level):
            yield self._blocks.title(1, TITLES[level])
            yield from nodes

    def _group(self, group: Group) -> Iterator[AnyNode]:
        if group.entries:
            yield self._blocks.title(2, group.title)
        for entry in group.entries:
            yield from self._entries.entry(entry, self._contents.documents[entry.id])

    def _timeline(self) -> Iterator[AnyNode]:
        block = self._contents.lookup.timeline
        if not block.is_empty and self._contents.holds("full"):
            yield self._blocks.title(2, "Timeline")
            yield from self._blocks.block(block)

    def _sources(self) -> Iterator[AnyNode]:
        contents = self._contents
        if not contents.sources:
            return
        yield self._blocks.title(1, "Sources")
        yield from self._blocks.all(contents.about)
        for source in contents.sources:
            if contents.holds("all"):
                yield self._entries.source(source, contents.documents[source.id])
            else:
                yield self._blocks.work(contents.composer.reference(source))


def _legend() -> Iterator[AnyNode]:
    """What the signs of evidence say."""
    supports: tuple[Support, ...] = tuple(SUPPORT_SIGNS)
    yield Para(runs=(run("What the signs of evidence say"),), role="label")
    items = tuple((Para(runs=(Run(text=support_words(support)),)),) for support in supports)
    yield Items(items=items, is_small=True)


def _legend_of_quotations() -> Iterator[AnyNode]:
    """What the signs of quotations say."""
    said = "What the signs of quotations say, which were looked for in stored copies"
    yield Para(runs=(run(said),), role="label")
    items = tuple((Para(runs=(mark(state, words),)),) for state, words in STATE_WORDS.items())
    yield Items(items=items, is_small=True)


def _publishers(publisher: str | None) -> tuple[str, ...]:
    return (publisher,) if publisher else ()


def _day(date: Edtf) -> tuple[int, int, int] | None:
    """The first day of a date that calendars of other programs can hold."""
    if date.lower is None:
        return None
    year, month, day = day_to_civil(date.lower)
    return (year, month, day) if 1 <= year <= _LAST_YEAR else None
