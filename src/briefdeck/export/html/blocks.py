"""Blocks of a document as HTML."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, assert_never

from msgspec.structs import replace

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    SUPPORT_WORDS,
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
    caveat_sign,
    caveat_word,
)
from briefdeck.draw.figure_line import course_words, sources_of
from briefdeck.export.connections import is_brief
from briefdeck.export.html.prose import Prose, text
from briefdeck.export.html.standing import standing
from briefdeck.export.html.tables import figure_table, grid_table, timeline_table
from briefdeck.export.html.verdicts import evidence_notes, mark, told
from briefdeck.export.svg import figure_svg, timeline_svg
from briefdeck.model.briefing import Cite, Grade, Series
from briefdeck.model.evidence import Support
from briefdeck.model.nodes import ProseBlock
from briefdeck.model.trends import trend_words
from briefdeck.output.list_lines import FOR_CAVEAT
from briefdeck.output.phrases import count_words, missing_words, seen_words, status_words
from briefdeck.output.verdict_words import EXCERPTS, excerpts_note, use_verdicts, verdict
from briefdeck.text.words import one_line

_GRADES: Final[dict[Grade | None, str]] = {
    "wrong": " wrong",
    "confirmed": " confirmed",
    "note": " note",
    "differs": "",
    None: "",
}
_TIMELINE: Final = 724
"""Pixels of a timeline, as wide as the page's column."""
_ROLES: Final = {"bluf": "bluf", "subtitle": "subtitle"}


def held(support: Support, words: str = "") -> str:
    """Return a support in words; the page's style puts its sign before them."""
    return f'<i class="{support}">{text(words or SUPPORT_WORDS[support])}</i>'


def disclosure(summary: str, content: str) -> str:
    """Return something behind its summary; both are HTML."""
    return f"<details><summary>{summary}</summary>\n{content}</details>\n"


class Blocks:
    """Writes blocks for one page.

    shift: by how much its headings are lower than the document's; deepest: the lowest that there
    may be. timeline: how wide a timeline is, in pixels.
    """

    def __init__(
        self, prose: Prose, *, shift: int = 0, deepest: int = 6, timeline: int = _TIMELINE
    ) -> None:
        self._prose = prose
        self._shift = shift
        self._deepest = deepest
        self._width = timeline

    def all(self, blocks: Iterable[AnyBlock]) -> str:
        """Return blocks one after the other."""
        return "".join(map(self.block, blocks))

    def block(self, block: AnyBlock) -> str:  # noqa: C901  # one case a kind
        """Return a block as HTML that ends with a newline."""
        match block:
            case Heading():
                return self._heading(block)
            case Passage():
                return self._passage(block)
            case Standing():
                return standing(block)
            case Badges():
                return self.marks((block,))
            case Attribution():
                return self.marks((block,))
            case Caveat():
                return self.caveat(block.prose, block.grade)
            case Facts():
                return self.facts(block.facts)
            case Arguments():
                return self._arguments(block)
            case Evidence():
                return self._evidence(block)
            case EntryList():
                return self.entries(block)
            case Points():
                return self._points(block)
            case Quote():
                return self._quote(block)
            case Figure():
                return self._figure(block)
            case Excerpts():
                return self._excerpts(block)
            case FigureList():
                return self._figure_list(block)
            case Grid():
                return grid_table(block.table, block.table.title)
            case Timeline():
                return self._timeline(block)
            case References():
                return self._references(block)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> str:
        level = min(block.level + self._shift, self._deepest)
        return f"<h{level}>{text(block.text)}{_note(block.note)}</h{level}>\n"

    def _passage(self, block: Passage) -> str:
        said = self._prose.blocks(block.prose)
        role = _ROLES.get(block.role)
        return f'<div class="{role}">{said}</div>\n' if role else said

    def caveat(self, prose: Iterable[ProseBlock], grade: Grade | None) -> str:
        """Return a caveat as a remark of its own, with its sign and its word."""
        shown = caveat_sign(grade)
        mark = f'<span aria-hidden="true">{shown}</span> ' if shown else ""
        label = f'<p class="label">{mark}{text(caveat_word(grade))}</p>\n'
        return f'<div class="caveat{_GRADES[grade]}">{label}{self._prose.blocks(prose)}</div>\n'

    def facts(self, facts: Iterable[Fact]) -> str:
        """Return names and values."""
        rows = [f"<dt>{text(fact.name)}</dt><dd>{self._value(fact)}</dd>\n" for fact in facts]
        return f"<dl>\n{''.join(rows)}</dl>\n" if rows else ""

    def _value(self, fact: Fact) -> str:
        said = self._prose.inlines(fact.value)
        if fact.verification is None:
            return said
        return f"{said} {told(verdict(fact.verification, is_whole=False))}"

    def marks(self, blocks: Iterable[AnyBlock]) -> str:
        """Return in a line whose statement it is, of what sort, and what it rests on, if brief."""
        every = list(blocks)
        evidence = next((block for block in every if isinstance(block, Evidence)), None)
        said = [self._voice(block) for block in every if isinstance(block, Attribution)]
        for block in every:
            if isinstance(block, Badges):
                # Evidence says more than the badge of support.
                told = [each for each in block.badges if not evidence or each.kind != "support"]
                said += [_badge(each, block.support) for each in told]
        if evidence and is_brief(evidence):
            said.append(self._brief_evidence(evidence))
        return _line("badges", " · ".join(said))

    def _voice(self, block: Attribution) -> str:
        name = self._prose.link(block.voice, block.name) if block.voice else text(block.name)
        return f"{name} {block.verb}"

    def _arguments(self, block: Arguments) -> str:
        parts = []
        for title, texts in (("For", block.arguments_for), ("Against", block.arguments_against)):
            if texts:
                items = "".join([f"<li>{self._prose.item(each)}</li>\n" for each in texts])
                label = f'<p class="label">{title}</p>\n'
                parts.append(f'<div class="side">{label}<ul>\n{items}</ul></div>\n')
        said = f'<div class="sides">{"".join(parts)}</div>\n' if parts else ""
        return said + _line("missing", text(missing_words(block)))

    def _evidence(self, block: Evidence) -> str:
        """What an entry rests on: in a line, or behind one where it is much, or says much."""
        if is_brief(block):
            return _line("badges", self._brief_evidence(block))
        uses = zip(self._uses(block), block.items, strict=True)
        said = [" ".join((words, *map(told, use_verdicts(use)))) for words, use in uses]
        items = "".join([f"<li>{use}</li>\n" for use in said])
        known = evidence_notes(block.items)
        more = f" · {known}" if known else ""
        head = f"{_evidence_words(block)} <small>{len(block.items)}</small>{more}"
        return disclosure(head, f"<ul>\n{items}</ul>\n")

    def _brief_evidence(self, block: Evidence) -> str:
        uses = "; ".join(self._uses(block))
        return ": ".join(filter(None, (_evidence_words(block), uses)))

    def _uses(self, block: Evidence) -> Iterator[str]:
        is_own = block.support == "traced"
        return (self._use(use, is_own=is_own) for use in block.items)

    def _use(self, use: SourceUse, *, is_own: bool) -> str:
        """A source by number and short form, where it was seen, what it is to the entry.

        is_own: whether the words before it name the source whose own statement it is.
        """
        if use.role == "voice" and is_own and not use.has_words:
            return f"[{self._prose.numbered(use.source, use.at)}]"
        said = f"[{self._prose.numbered(use.source)}]\u00a0{text(use.short)}"
        if use.via and use.via_source:
            said += f", cited in {self._prose.link(use.via_source, use.via)}"
        if use.role == "voice":
            said += ", its own statement"
        if use.role == "caveat":
            said += f", {FOR_CAVEAT}"
        if use.quote:
            said += f": <q>{text(use.quote)}</q>"
        if use.says:
            said += f"; the source: <q>{text(use.says)}</q>"
        return said

    def entries(self, block: EntryList) -> str:
        """Return a list of entries under its title."""
        # Elsewhere the entry itself says how it is supported.
        has_support = block.role in {"key-points", "rests-on"}
        shown = [self._item(item, has_support=has_support) for item in block.items]
        items = "".join([f"<li>{item}</li>\n" for item in shown])
        if block.role == "key-points":
            head = f"<h{2 + self._shift}>{text(block.title)}</h{2 + self._shift}>\n"
            return f'{head}<ol class="titles">\n{items}</ol>\n'
        title = f"{text(block.title)} <small>{count_words(block)}</small>"
        return f"<p>{title}</p>\n<ul>\n{items}</ul>\n"

    def row(self, block: EntryList) -> str:
        """Return a list of entries in a line, behind its title."""
        said = [self._item(_plain(item), has_support=False) for item in block.items]
        return f"{text(block.title)}: {'; '.join(said)}"

    def _item(self, item: Item, *, has_support: bool) -> str:
        """An entry of a list: a link to it, and what the list says of it."""
        when = f"<b>{text(item.when)}</b> " if item.when else ""
        said = "".join([f" {note}" for note in _item_notes(item, has_support=has_support)])
        return f"{when}{self._prose.link(item.entry, one_line(item.label))}{said}"

    def _points(self, block: Points) -> str:
        items = "".join([f"<li>{self._point(point)}</li>\n" for point in block.points])
        return f'<ol class="points">\n{items}</ol>\n'

    def _point(self, point: Statement) -> str:
        parts = [f"<p><strong>{text(point.title)}</strong></p>\n"] if point.title else []
        parts.append(self._prose.blocks(point.prose))
        badges = Badges(badges=point.badges, support=point.support)
        parts.append(self.marks(filter(None, (point.attribution, badges))))
        parts.append(self.facts(point.facts))
        if point.caveat:
            parts.append(self.caveat(point.caveat, point.caveat_grade))
        return "".join(parts)

    def _quote(self, block: Quote) -> str:
        speaker = text(block.speaker)
        if block.voice and block.speaker:
            speaker = self._prose.link(block.voice, block.speaker)
        said = ", ".join(filter(None, (speaker, text(block.when))))
        by = f"<figcaption>{said}</figcaption>" if said else ""
        words = self._prose.blocks(block.prose)
        known = "".join([f"<p>{told(verdict(each))}</p>\n" for each in block.verification])
        return f'<figure class="quote"><blockquote>{words}</blockquote>{by}{known}</figure>\n'

    def _excerpts(self, block: Excerpts) -> str:
        items = "".join([f"<li>{self._excerpt(each)}</li>\n" for each in block.excerpts])
        head = f"{EXCERPTS} <small>{excerpts_note(block)}</small>"
        return disclosure(head, f'<ul class="excerpts">\n{items}</ul>\n')

    def _excerpt(self, excerpt: Excerpt) -> str:
        quoted = excerpt.quoted
        at = f", cited at {text(quoted.seen_at)}" if quoted.seen_at else ""
        entries = self._prose.inlines(excerpt.entries)
        known = told(verdict(quoted))
        return f"<q>{text(quoted.words)}</q>{at} {known} <small>in {entries}</small>"

    def _figure(self, figure: Figure) -> str:
        every = (figure, *figure.companions)
        drawn = _inline(figure_svg(figure, ids=f"_{figure.series.id}-"))
        chart = f'<figure class="chart">{drawn}</figure>\n' if drawn else ""
        trends = [_line("trend", _trend(each, is_alone=len(every) == 1)) for each in every]
        table = figure_table(figure, self._prose) if figure.series.points else ""
        values = disclosure("The values as a table", table) if chart else table
        notes = self._notes([note for each in every for note in each.notes])
        apart = [_line("apart", text(words)) for words in figure.apart]
        return "".join([*trends, chart, notes, values, *apart])

    def _notes(self, notes: list[FigureNote]) -> str:
        general = [_line("remark", self._remark(note)) for note in notes if note.number is None]
        numbered = [
            f'<li value="{note.number}">{self._remark(note)}</li>\n'
            for note in notes
            if note.number is not None
        ]
        listed = f'<ol class="notes">\n{"".join(numbered)}</ol>\n' if numbered else ""
        return "".join(general) + listed

    def _remark(self, note: FigureNote) -> str:
        said = self._prose.inlines(note.text)
        if note.is_caveat:
            shown = f'<span aria-hidden="true">{note.sign}</span> ' if note.sign else ""
            said = f"<strong>{shown}{text(caveat_word(note.grade))}:</strong> {said}"
        if note.state is not None:
            said = f'<i class="state {note.state}">{said}</i>'
        is_of_several = note.number is None and len(note.points) > 1
        return f"All values: {said}" if is_of_several else said

    def _figure_list(self, block: FigureList) -> str:
        items = "".join([self._course(*pair) for pair in block.supported])
        return f'<ul class="courses">\n{items}</ul>\n'

    def _course(self, series: Series, support: Support) -> str:
        cited = self._prose.citation([Cite(source=source) for source in sources_of(series)])
        name = self._prose.link(series.id, one_line(series.title))
        return (
            f'<li><strong>{name}</strong><span class="course">{text(course_words(series))}</span>'
            f' <span class="note">{held(support)} {cited}</span></li>\n'
        )

    def _timeline(self, block: Timeline) -> str:
        link: Callable[[str], str] = self._prose.target
        drawn = _inline(timeline_svg(block, width=self._width, link=link, ids="_timeline-"))
        table = timeline_table(block, self._prose)
        scroll = '<div class="scroll" role="group" tabindex="0" aria-label="Timeline, drawn">'
        chart = f'<figure class="chart wide">{scroll}{drawn}</div></figure>\n'
        return chart + disclosure("The timeline as a table", table)

    def _references(self, block: References) -> str:
        return "".join(
            [
                f'<article class="source" id="{each.source.id}">{self.reference(each)}</article>\n'
                for each in block.references
            ]
        )

    def reference(self, reference: Reference) -> str:
        """Return a source as the list of references has it: its number, and all of it."""
        number = f"<b>{reference.number}</b>"
        said = [self._prose.addressed(reference.full)]
        said += map(text, filter(None, (seen_words(reference),)))
        status = status_words(reference)
        if status:
            said.append(f'<strong class="status">{CAVEAT_SIGN} {text(status)}</strong>')
        return f"<p>{number} {' '.join(said)}</p>\n{self.facts(reference.notes)}"


def _inline(svg: str) -> str:
    """A picture inside a page, which knows its namespace."""
    return svg.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1).replace('.0"', '"')


def _evidence_words(block: Evidence) -> str:
    if block.support is None:
        return "Cites"
    return held(block.support, block.words)


def _plain(item: Item) -> Item:
    """An entry of a list without a note that says no more than the list's title."""
    is_said = item.note in {"see also", item.noun}
    return replace(item, note="") if is_said else item


def _line(kind: str, said: str) -> str:
    """A paragraph of some kind; nothing where it would be empty."""
    return f'<p class="{kind}">{said}</p>\n' if said else ""


def _note(note: str) -> str:
    return f' <span class="note">{text(note)}</span>' if note else ""


def _badge(badge: Badge, support: Support | None) -> str:
    if badge.state is not None:
        return mark(badge.state, badge.text)
    if badge.kind == "support" and support:
        return held(support, badge.text)
    return text(badge.text)


def _item_notes(item: Item, *, has_support: bool) -> Iterator[str]:
    if item.note:
        yield f"<small>{text(item.note)}</small>"
    if item.support and has_support:
        yield held(item.support)
    if item.has_caveat:
        yield '<i class="warn">caveat</i>'
    if item.is_confirmed:
        yield '<i class="good">confirmed</i>'


def _trend(figure: Figure, *, is_alone: bool) -> str:
    words = trend_words(figure.series)
    named = words if is_alone or not words else f"{one_line(figure.series.title)}: {words}"
    return text(named)
