"""Blocks of a document as they are set on paper."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, assert_never

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    AnyBlock,
    Arguments,
    Attribution,
    Badge,
    Badges,
    Caveat,
    EntryList,
    Evidence,
    Excerpt,
    Excerpts,
    Fact,
    Facts,
    Figure,
    FigureList,
    FigureNote,
    Grid,
    Heading,
    Item,
    Passage,
    Points,
    Quote,
    Reference,
    References,
    SourceUse,
    Standing,
    Statement,
    Timeline,
    caveat_heading,
    caveat_word,
)
from briefdeck.draw.figure_line import course_words, sources_of
from briefdeck.export.connections import is_brief
from briefdeck.export.html.standing import standing_sentence
from briefdeck.export.paper.nodes import (
    AnyNode,
    Box,
    Items,
    Look,
    Pairs,
    Para,
    Run,
    Runs,
    Title,
    Work,
)
from briefdeck.export.paper.nodes import Words as Said
from briefdeck.export.paper.pictures import figure_picture, timeline_pictures
from briefdeck.export.paper.prose import Prose, joined, run
from briefdeck.export.paper.tables import figure_grid, table_grid, timeline_grid
from briefdeck.export.paper.verdicts import told
from briefdeck.model.briefing import Cite, Grade
from briefdeck.model.evidence import Support
from briefdeck.model.nodes import ListBlock, ProseBlock
from briefdeck.model.trends import trend_words
from briefdeck.output.list_lines import FOR_CAVEAT
from briefdeck.output.phrases import (
    badge_words,
    count_words,
    missing_words,
    seen_words,
    status_words,
    support_words,
)
from briefdeck.output.verdict_words import EXCERPTS, excerpts_note, use_verdicts, verdict
from briefdeck.text.words import one_line

_LOOKS: Final[dict[Grade | None, Look]] = {
    "wrong": "warn",
    "differs": "warn",
    "note": "muted",
    "confirmed": "good",
    None: "warn",
}
_LOWEST: Final = 4
BETWEEN: Final = " · "


class Blocks:
    """Sets blocks; its headings are lower than the document's by `shift`."""

    def __init__(self, prose: Prose, *, shift: int = 0) -> None:
        self._prose = prose
        self._shift = shift

    def all(self, blocks: Iterable[AnyBlock]) -> tuple[AnyNode, ...]:
        """Return blocks one after the other."""
        return tuple(chain.from_iterable(map(self.block, blocks)))

    def block(self, block: AnyBlock) -> Iterable[AnyNode]:  # noqa: C901  # one case a kind
        """Return a block as nodes."""
        match block:
            case Heading():
                return (self._heading(block),)
            case Passage():
                return self._passage(block)
            case Standing():
                return (_small((run(standing_sentence(block)),)),)
            case Badges() | Attribution():
                return self.marks((block,))
            case Caveat():
                return (self._caveat(block.prose, block.grade),)
            case Facts():
                return self.facts(block.facts)
            case Arguments():
                return self._arguments(block)
            case Evidence():
                return self._evidence(block)
            case EntryList():
                return self.entries(block)
            case Points():
                return (self._points(block),)
            case Quote():
                return (self._quote(block),)
            case Figure():
                return self._figure(block)
            case Excerpts():
                return self._excerpts(block)
            case FigureList():
                return (self._figure_list(block),)
            case Grid():
                return (table_grid(block.table),)
            case Timeline():
                return self._timeline(block)
            case References():
                return map(self.work, block.references)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> Title:
        return self.title(block.level + self._shift, block.text, block.note)

    def title(self, level: int, text: str, note: str = "", anchor: str = "") -> Title:
        """Return a heading; of those that are lower than paper has, the lowest."""
        levels: Final = (1, 2, 3, 4)
        lowest = min(level, _LOWEST)
        said, beside = run(text).text, run(note).text
        return Title(level=levels[lowest - 1], text=said, note=beside, anchor=anchor)

    def _passage(self, block: Passage) -> Iterator[AnyNode]:
        for node in self._prose.blocks(block.prose):
            match node, block.role:
                case Para(runs=runs), "bluf":
                    yield Para(runs=runs, role="lead")
                case Para(runs=runs), "subtitle":
                    yield Para(runs=runs, role="subtitle")
                case _:
                    yield node

    def _caveat(self, prose: Iterable[ProseBlock], grade: Grade | None) -> Box:
        nodes = self._prose.blocks(prose)
        return Box(label=caveat_heading(grade), look=_LOOKS[grade], nodes=nodes)

    def facts(self, facts: Iterable[Fact]) -> Iterator[AnyNode]:
        """Yield names and values."""
        rows = [((run(fact.name),), self._value(fact)) for fact in facts]
        if rows:
            yield Pairs(rows=tuple(rows))

    def _value(self, fact: Fact) -> Runs:
        said = self._prose.inlines(fact.value)
        if fact.verification is None:
            return said
        return (*said, Run(text=" "), *told(verdict(fact.verification, is_whole=False)))

    def marks(self, blocks: Iterable[AnyBlock]) -> Iterator[AnyNode]:
        """Yield a line on whose statement it is, of what sort, and what it rests on, if brief."""
        every = list(blocks)
        evidence = next((block for block in every if isinstance(block, Evidence)), None)
        said = [self._voice(block) for block in every if isinstance(block, Attribution)]
        for block in every:
            if isinstance(block, Badges):
                # Evidence says more than the badge of support.
                told = [each for each in block.badges if not evidence or each.kind != "support"]
                said += [(_badge(each, block.support),) for each in told]
        if evidence and is_brief(evidence):
            said.append(self._brief_evidence(evidence))
        if said:
            yield Para(runs=joined(said, BETWEEN), role="mark")

    def _voice(self, block: Attribution) -> Runs:
        name = self._prose.link(block.voice, block.name) if block.voice else run(block.name)
        return (name, run(f" {block.verb}"))

    def _arguments(self, block: Arguments) -> Iterator[AnyNode]:
        for title, texts in (("For", block.arguments_for), ("Against", block.arguments_against)):
            if texts:
                yield Para(runs=(run(title),), role="label")
                yield from self._prose.blocks((ListBlock(items=texts),))
        missing = missing_words(block)
        if missing:
            yield _small((run(missing),))

    def _evidence(self, block: Evidence) -> Iterator[AnyNode]:
        """What an entry rests on: in a line, or as a list where words are quoted."""
        if any(use.has_words for use in block.items):
            items = tuple(
                (_small(said), *(_small(told(each)) for each in use_verdicts(use)))
                for use, said in zip(block.items, self._uses(block), strict=True)
            )
            yield _small((run(f"{_evidence_words(block)}:", bold=True),))
            yield Items(items=items, is_small=True)
        else:
            yield _small(self._brief_evidence(block))

    def _brief_evidence(self, block: Evidence) -> Runs:
        uses = joined(self._uses(block), "; ")
        head = _evidence_words(block)
        return (run(f"{head}: "), *uses) if uses else (run(head),)

    def _uses(self, block: Evidence) -> Iterator[Runs]:
        is_own = block.support == "traced"
        return (self._use(use, is_own=is_own) for use in block.items)

    def _use(self, use: SourceUse, *, is_own: bool) -> Runs:
        """A source by number and short form, where it was seen, what it is to the entry.

        is_own: whether the words before it name the source whose own statement it is.
        """
        if use.role == "voice" and is_own and not use.has_words:
            return (Run(text="["), *self._prose.numbered(use.source, use.at), Run(text="]"))
        said = [Run(text="["), *self._prose.numbered(use.source), run(f"]\u00a0{use.short}")]
        if use.via:
            name = self._prose.link(use.via_source, use.via) if use.via_source else run(use.via)
            said += [Run(text=", cited in "), name]
        if use.role == "voice":
            said.append(Run(text=", its own statement"))
        if use.role == "caveat":
            said.append(Run(text=f", {FOR_CAVEAT}"))
        if use.quote:
            said.append(run(f": “{use.quote}”"))
        if use.says:
            said.append(run(f"; the source: “{use.says}”"))
        return tuple(said)

    def entries(self, block: EntryList) -> Iterator[AnyNode]:
        """Yield a list of entries under its title."""
        # Elsewhere the entry itself says how it is supported.
        has_support = block.role in {"key-points", "rests-on"}
        items = [(Para(runs=self._item(item, has_support=has_support)),) for item in block.items]
        if block.role == "key-points":
            yield self.title(2 + self._shift, block.title)
            yield Items(items=tuple(items), start=1)
            return
        yield Para(runs=(run(f"{block.title} ({count_words(block)})"),), role="label")
        yield Items(items=tuple(items), is_small=True)

    def row(self, block: EntryList) -> Para:
        """Return a list of entries in a line, behind its title and their count."""
        count = f" ({count_words(block)})" if len(block.items) > 1 else ""
        items = [self._item(item, has_support=False, title=block.title) for item in block.items]
        return _small((run(f"{block.title}{count}: ", bold=True), *joined(items, "; ")))

    def _item(self, item: Item, *, has_support: bool, title: str = "") -> Runs:
        """An entry of a list: a link to it, and what the list says of it."""
        said = [run(f"{item.when} ", "muted")] if item.when else []
        said.append(self._prose.link(item.entry, one_line(item.label)))
        note = "" if item.note.casefold() in {title.casefold(), item.noun} else item.note
        notes = [note] if note else []
        if item.support and has_support:
            notes.append(support_words(item.support))
        if item.has_caveat or item.is_confirmed:
            word = "confirmed" if item.is_confirmed else "caveat"
            notes.append(f"{item.caveat_sign} {word}")
        if notes:
            said.append(run(f" ({'; '.join(notes)})", "muted"))
        return tuple(said)

    def _points(self, block: Points) -> Items:
        return Items(items=tuple(map(self._point, block.points)), start=1)

    def _point(self, point: Statement) -> tuple[AnyNode, ...]:
        badges = Badges(badges=point.badges, support=point.support)
        head = [Para(runs=(run(point.title, bold=True),))] if point.title else []
        caveat = [self._caveat(point.caveat, point.caveat_grade)] if point.caveat else []
        return (
            *head,
            *self._prose.blocks(point.prose),
            *self.marks(filter(None, (point.attribution, badges))),
            *self.facts(point.facts),
            *caveat,
        )

    def _quote(self, block: Quote) -> Said:
        said = []
        if block.speaker:
            said.append(
                (self._prose.link(block.voice, block.speaker),)
                if block.voice
                else (run(block.speaker),)
            )
        if block.when:
            said.append((run(block.when),))
        known = [_small(told(verdict(each))) for each in block.verification]
        nodes = (*self._prose.blocks(block.prose), *known)
        return Said(nodes=nodes, by=joined(said, ", "))

    def _excerpts(self, block: Excerpts) -> Iterator[AnyNode]:
        yield _small((run(f"{EXCERPTS} ({excerpts_note(block)}):", bold=True),))
        yield Items(items=tuple(map(self._excerpt, block.excerpts)), is_small=True)

    def _excerpt(self, excerpt: Excerpt) -> tuple[AnyNode, ...]:
        quoted = excerpt.quoted
        at = f", cited at {quoted.seen_at}" if quoted.seen_at else ""
        rests = (Run(text="in "), *self._prose.inlines(excerpt.entries))
        said = (run(f"“{quoted.words}”{at}"),)
        return tuple(map(_small, (said, told(verdict(quoted)), rests)))

    def _figure(self, figure: Figure) -> Iterator[AnyNode]:
        every = (figure, *figure.companions)
        for each in every:
            words = trend_words(each.series)
            if words:
                title = f"{one_line(each.series.title)}: " if len(every) > 1 else ""
                yield Para(runs=(run(f"{title}{words}"),))
        yield from figure_picture(figure)
        if figure.series.points:
            yield figure_grid(figure, self._prose)
        yield from self._notes([note for each in every for note in each.notes])
        for words in figure.apart:
            yield _small((run(words),))

    def _notes(self, notes: list[FigureNote]) -> Iterator[AnyNode]:
        """Notes of a figure under their numbers, as its table has them."""
        for note in notes:
            if note.number is None:
                yield _small(self._remark(note))
        numbered = [note for note in notes if note.number is not None]
        if numbered:
            first = numbered[0].number
            items = tuple((_small(self._remark(note)),) for note in numbered)
            yield Items(items=items, start=first, is_small=True)

    def _remark(self, note: FigureNote) -> Runs:
        said = self._prose.inlines(note.text)
        if note.is_caveat:
            said = (run(f"{note.sign} {caveat_word(note.grade)}: ".lstrip(), bold=True), *said)
        if note.state is not None:
            said = (run(f"{note.sign} ", bold=True), *said)
        is_of_several = note.number is None and len(note.points) > 1
        return (run("All values: "), *said) if is_of_several else said

    def _figure_list(self, block: FigureList) -> Items:
        items = []
        for series, support in block.supported:
            name = self._prose.link(series.id, one_line(series.title), bold=True)
            cited = self._prose.citation([Cite(source=source) for source in sources_of(series)])
            said = (run(f" {course_words(series)} "), run(f"{support_words(support)} ", "muted"))
            items.append((Para(runs=(name, *said, *cited)),))
        return Items(items=tuple(items))

    def _timeline(self, block: Timeline) -> Iterator[AnyNode]:
        yield from timeline_pictures(block)
        yield timeline_grid(block, self._prose)

    def work(self, reference: Reference, *, is_told: bool = False) -> Work:
        """Return a source as the list of references has it.

        is_told: whether what stands under it says where it was seen.
        """
        said = self._prose.inlines(reference.full)
        seen = "" if is_told else seen_words(reference)
        if seen:
            said = (*said, run(f" {seen}"))
        status = status_words(reference)
        if status:
            said = (*said, run(f" {CAVEAT_SIGN} {status}", "warn", bold=True))
        return Work(
            anchor=reference.source.id,
            number=reference.number,
            runs=said,
            nodes=tuple(self.facts(reference.notes)),
        )


def _small(runs: Runs) -> Para:
    return Para(runs=runs, role="small")


def small(node: AnyNode) -> AnyNode:
    """Return a paragraph in small type; anything else as it is."""
    return _small(node.runs) if isinstance(node, Para) else node


def _evidence_words(block: Evidence) -> str:
    return "Cites" if block.support is None else support_words(block.support, block.words)


def _badge(badge: Badge, support: Support | None) -> Run:
    """A badge in words, also where a sign might stand by itself."""
    if badge.kind == "support" and support and badge.brief == "":
        return run(support_words(support, badge.text))
    return run(badge_words(badge, support))
