"""A document as Markdown: Pandoc's, or GitHub's.

For Pandoc citations are written as `[@id, p. 9]`, with a bibliography that `pandoc --citeproc`
reads; for GitHub as footnotes, and places that links lead to as anchors of HTML.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, TypeGuard, assert_never

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    CONFIRMED_SIGN,
    SUPPORT_SIGNS,
    AnyBlock,
    Arguments,
    Attribution,
    Badge,
    Badges,
    Caveat,
    Document,
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
)
from briefdeck.document.csl_items import csl
from briefdeck.evidence.passages import Quoted
from briefdeck.model.briefing import Cite, Column, Grade, Table, Via
from briefdeck.model.datewords import date_words
from briefdeck.model.evidence import Support
from briefdeck.model.nodes import (
    Citation,
    CodeBlock,
    EntryLink,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)
from briefdeck.model.trends import trend_words
from briefdeck.output.cells import figure_cells, joint_cells, table_words
from briefdeck.output.footnotes import REFERENCE, Footnotes
from briefdeck.output.list_lines import FOR_CAVEAT
from briefdeck.output.phrases import (
    badge_words,
    count_words,
    missing_words,
    seen_words,
    standing_words,
    status_words,
    support_words,
    via_words,
)
from briefdeck.text.words import listed, one_line

if TYPE_CHECKING:
    from briefdeck.output.verdict_words import Verdict

# What Pandoc reads as markup within a line: its signs, the second hyphen of a dash, the second dot
# of an ellipsis, and what would make the link behind it a picture.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]{}<>@^~$|&#])|(?<=-)(-)|(?<=\.)(\.)|(!)(?=\[)")
# What it reads as markup at a line's start: marks of lists, definitions and quotes, and numbers.
_OPENING: Final = re.compile(
    r"(\s*)([-+:=%>]|(?:[0-9]+|[A-Za-z]{1,5})(?=[.)](?:\s|$))|\((?=[0-9A-Za-z]+\)))"
)
_ADDRESS: Final = re.compile(r"[^\w!$%&'()*+,./:;=?@~#-]")

_TOUCHING: Final = ("`", " ")
"""What must not touch the fence of a code span: it would be read as part of it, or be lost."""

_HEADINGS: Final = {1: "#", 2: "##", 3: "###", 4: "####"}
_ANCHORED: Final = frozenset({2, 3})
"""Levels of the headings that links lead to."""

_MARKS: Final = {
    (False, False): "",
    (False, True): "*",
    (True, False): "**",
    (True, True): "***",
}
"""What stands around words that are strong, or emphasized."""


def render(document: Document, *, width: int) -> str:  # noqa: ARG001  # one signature for all
    """Return the document as Markdown, one line a paragraph, its bibliography last.

    Its title is metadata, of which Pandoc makes the title of a page or a Word file: as a heading
    too, it would stand there twice.
    """
    writer = _Writer(document)
    parts = [writer.block(block) for block in document.blocks if not _is_title(block)]
    return _apart([front_matter(document), *parts, bibliography(document)]) + "\n"


def github(document: Document) -> str:
    """Return the document as the Markdown that GitHub reads, its footnotes last."""
    notes = _footnotes(document)
    writer = _Writer(document, notes)
    parts = [writer.block(block) for block in document.blocks]
    if not any(map(_is_title, document.blocks)):
        parts.insert(0, f"# {escaped(document.title)}")
    if document.authors:
        parts.insert(1, f"*{escaped(listed(document.authors))}*")
    return _apart([*parts, notes.texts()]) + "\n"


def _footnotes(document: Document) -> Footnotes:
    shorts = {each.source.id: each.short for each in _references(document)}
    return Footnotes(shorts, document.seen_in, escaped)


def escaped(text: str) -> str:
    """Return one line of Markdown that shows these characters.

    It is not yet safe at a line's start (see `line_start`).
    """
    line = text.replace("\n", " ")
    # Not `re.sub`, which holds a piece for each sign until the end: 700 MB for 10 MB of stars.
    written, at = StringIO(), 0
    for found in _SPECIAL.finditer(line):
        written.write(line[at : found.start()])
        written.write("\\")
        at = found.start()
    written.write(line[at:])
    return written.getvalue()


def line_start(line: str) -> str:
    """Return a line of Markdown that opens no list, heading, quote or rule by its beginning."""
    found = _OPENING.match(line)
    if found is None:
        return line.lstrip(" ")
    mark, rest = found[2], line[found.end() :]
    if mark[-1].isalnum():
        return f"{mark}\\{rest}"
    return f"\\{mark}{rest}"


def address(url: str) -> str:
    """Return an address as Markdown's `<…>` takes it, everything unusual percent-encoded."""
    return _ADDRESS.sub(_percent_encoded, url)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join([f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")])


def code_span(text: str) -> str:
    """Return a text as code, between more backticks than it holds."""
    fence = _fence(text, 1)
    needs_blank = text[:1] in _TOUCHING or text[-1:] in _TOUCHING
    pad = " " if needs_blank else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _fence(text: str, least: int) -> str:
    """Return `least` backticks, or one more than stand side by side in the text."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    return "`" * max(least, longest + 1)


def citation(
    cites: Iterable[Cite], known: Collection[str], seen_in: Mapping[str, Via] | None = None
) -> str:
    """Return a citation as Pandoc has it: `[@a, p. 9; cited in @b]`.

    Sources that are not among the `known` ids follow in words. seen_in: where sources that nobody
    has seen were found cited.
    """
    found = seen_in or {}
    marks: list[str] = []
    missing: list[str] = []
    for cite in cites:
        if cite.source in known:
            marks.append(_mark(cite.source, cite.at))
            via = cite.seen_in or found.get(cite.source)
            if via is not None and via.source in known:
                marks.append(f"cited in {_mark(via.source, via.at)}")
        else:
            missing.append(f"(no source “{escaped(cite.source)}”)")
    if marks:
        return " ".join([f"[{'; '.join(marks)}]", *missing])
    return " ".join(missing)


def _mark(source: str, at: str | None) -> str:
    if not at:
        return f"@{source}"
    place = escaped(at).replace(";", r"\;")
    return f"@{source}, {place}"


class MarkdownProse:
    """Writes a document's prose as Markdown.

    known: ids of the briefing's sources.
    anchors: ids of the entries that stand in the document, so that links can lead to them.
    seen_in: where sources that nobody has seen were found cited.
    notes: the footnotes that citations become; None for citations that Pandoc reads.
    """

    def __init__(
        self,
        known: Iterable[str],
        anchors: Iterable[str],
        seen_in: Mapping[str, Via] | None = None,
        notes: Footnotes | None = None,
    ) -> None:
        self._known = frozenset(known)
        self._anchors = frozenset(anchors)
        self._seen_in = seen_in or {}
        self._notes = notes

    def citation(self, cites: Iterable[Cite]) -> str:
        """Return a citation, with where its sources were found cited."""
        if self._notes is not None:
            return self._notes.mark(cites)
        return citation(cites, self._known, self._seen_in)

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Return inline runs as one piece of Markdown."""
        pieces: list[str] = []
        for inline in inlines:
            # The mark of a footnote stands right behind what it belongs to.
            if self._notes is not None and isinstance(inline, Citation) and pieces:
                pieces[-1] = pieces[-1].rstrip(" ")
            pieces.append(self._inline(inline))
        return "".join(pieces)

    def blocks(self, prose: Iterable[ProseBlock]) -> str:
        """Return prose as Markdown paragraphs, with blank lines between them."""
        return _apart(self._block(block) for block in prose)

    def link(self, entry: str, words: str) -> str:
        """Return words that lead to an entry where it stands in this document."""
        for anchor in (entry, f"{REFERENCE}{entry}"):
            if anchor in self._anchors:
                return f"[{escaped(words)}](#{anchor})"
        return escaped(words)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _text(inline)
            case Citation():
                return self.citation(inline.cites)
            case EntryLink():
                return self.link(inline.target, inline.text or inline.target)
            case WebLink():
                return _web_link(inline)
            case LineBreak():
                return "\\\n"
            case _:
                assert_never(inline)

    def _block(self, block: ProseBlock) -> str:
        match block:
            case Paragraph():
                lines = self.inlines(block.inlines).strip().split("\n")
                return "\n".join(map(line_start, lines))
            case CodeBlock():
                fence = _fence(block.text, 3)
                return f"{fence}\n{block.text.rstrip()}\n{fence}"
            case ListBlock():
                return self._list(block)
            case _:
                assert_never(block)

    def _list(self, block: ListBlock) -> str:
        items = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}." if block.ordered else "-"
            items.append(mark.ljust(4) + indented(self.blocks(item), 4))
        return "\n".join(items)


def _text(inline: Text) -> str:
    if inline.code:
        return code_span(inline.text)
    mark = _MARKS[inline.strong, inline.emphasis]
    if not mark:
        return escaped(inline.text)
    words = inline.text.strip()
    if not words:
        return inline.text
    # A blank between a mark and its words would make it an asterisk, so blanks stand outside.
    before, _, after = inline.text.partition(words)
    return f"{before}{mark}{escaped(words)}{mark}{after}"


def _web_link(link: WebLink) -> str:
    target = address(link.url)
    # Only an address with a scheme is a link by itself.
    if link.text == link.url and ":" in target:
        return f"<{target}>"
    return f"[{escaped(link.text)}](<{target}>)"


def _apart(parts: Iterable[str]) -> str:
    """Join the parts that are not empty with blank lines between them."""
    return "\n\n".join(filter(None, parts))


def indented(text: str, by: int) -> str:
    """Return the text with every line but the first moved right."""
    return re.sub(r"\n(?!\n|\Z)", "\n" + " " * by, text)


def quoted(text: str) -> str:
    """Return paragraphs as a quotation."""
    return "\n".join([f"> {line}".rstrip() for line in text.split("\n")])


_TO_THE_LEFT: Final = frozenset({"", "Period", "Source", "Note"})
_RULES: Final = {"left": ":---", "right": "---:", "center": ":---:", "decimal": "---:", None: "---"}


def grid_table(table: Table) -> str:
    """Return a table, its cells in words."""
    rules = [_rule(column) for column in table.columns]
    heads, rows = table_words(table, escaped)
    return pipe_table([heads, rules, *rows])


def _rule(column: Column | str) -> str:
    align = column.align if isinstance(column, Column) else None
    return _RULES[align]


def figure_table(figure: Figure, prose: MarkdownProse) -> str:
    """Return a figure in a sentence, as a table of its points in words, and its notes as a list."""
    cells = joint_cells if figure.companions else figure_cells
    heads, rows = cells(figure, prose.citation, escaped)
    rules = ["---" if head in _TO_THE_LEFT else "---:" for head in heads]
    table = pipe_table([heads, rules, *rows])
    every = (figure, *figure.companions)
    notes = [note for each in every for note in each.notes]
    general = [_note(note, prose) for note in notes if note.number is None]
    numbered = [
        f"{note.number}.".ljust(4) + _note(note, prose) for note in notes if note.number is not None
    ]
    trends = [escaped(_trend(each, is_alone=not figure.companions)) for each in every]
    apart = map(escaped, figure.apart)
    return _apart([*trends, table, *general, "\n".join(numbered), *apart])


def _trend(figure: Figure, *, is_alone: bool) -> str:
    """Return the course of a figure in a sentence; of several, with its title."""
    words = trend_words(figure.series)
    return words if is_alone or not words else f"{one_line(figure.series.title)}: {words}"


def _note(note: FigureNote, prose: MarkdownProse) -> str:
    text = prose.inlines(note.text).replace("\n", " ")
    words = f"{note.sign} {text}".lstrip()
    is_of_several = note.number is None and len(note.points) > 1
    return line_start(f"All values: {words}" if is_of_several else words)


def pipe_table(lines: Iterable[Sequence[str]]) -> str:
    """Return heads, rules and rows, whose cells are Markdown, as a table."""
    rows = [" | ".join(map(one_line, line)) for line in lines]
    return "\n".join([f"| {row} |" for row in rows])


class _Writer:
    """Writes blocks; it knows which entries stand in the document, so that links lead to them."""

    def __init__(self, document: Document, notes: Footnotes | None = None) -> None:
        self._known = document.numbers
        self._reading = document.level
        self._notes = notes
        anchors = _anchors(document.blocks)
        self._prose = MarkdownProse(document.numbers, anchors, document.seen_in, notes)

    def block(self, block: AnyBlock) -> str:  # noqa: C901  # one case a kind
        """Return a block as Markdown, without a newline at its end."""
        match block:
            case Heading():
                return self._heading(block)
            case Passage():
                return self._passage(block)
            case Standing():
                return f"*{escaped(standing_words(block, reading=self._reading))}*"
            case Badges():
                return f"*{escaped(_badges(block.badges, block.support))}*"
            case Attribution():
                return f"{line_start(escaped(block.words))}:"
            case Caveat():
                return self._caveat(block.prose, block.grade)
            case Facts():
                return self._facts(block.facts)
            case Arguments():
                return self._arguments(block)
            case Evidence():
                return self._evidence(block)
            case EntryList():
                return self._entries(block)
            case Points():
                return self._points(block)
            case Quote():
                return self._quote(block)
            case Figure():
                return figure_table(block, self._prose)
            case Excerpts():
                return self._excerpts(block)
            case FigureList():
                return self._figure_list(block)
            case Grid():
                return grid_table(block.table)
            case Timeline():
                return self._timeline(block)
            case References():
                return self._references(block)
            case _:
                assert_never(block)

    def _passage(self, block: Passage) -> str:
        text = self._prose.blocks(block.prose)
        if block.role == "bluf":
            return f"**Bottom line.** {text}"
        # Emphasis does not nest in one that is written with the same mark.
        if block.role == "subtitle" and "*" not in text:
            return f"*{text}*"
        return text

    def _caveat(self, prose: Iterable[ProseBlock], grade: Grade | None) -> str:
        return quoted(f"**{caveat_heading(grade)}:** {self._prose.blocks(prose)}")

    def _facts(self, facts: Iterable[Fact]) -> str:
        return "\n".join([self._fact(fact) for fact in facts])

    def _fact(self, fact: Fact) -> str:
        value = self._prose.inlines(fact.value)
        if fact.verification is not None:
            value += f" {_listed(fact.verification)}"
        name = f"**{escaped(fact.name)}:**"
        if fact.entry is None:
            return f"-   {name} {value}"
        if self._notes:
            return f"-   {_html_anchor(fact.entry)}{name} {value}"
        return f"-   [{name}]{{#{fact.entry}}} {value}"

    def _arguments(self, block: Arguments) -> str:
        parts = []
        for title, texts in (("For", block.arguments_for), ("Against", block.arguments_against)):
            if texts:
                parts += [f"#### {title}", self._prose.blocks((ListBlock(items=texts),))]
        return _apart([*parts, missing_words(block)])

    def _evidence(self, block: Evidence) -> str:
        head = "**Evidence**"
        if block.support:
            head += f": {escaped(support_words(block.support, block.words))}"
        lines = []
        for use in block.items:
            line = f"-   {self._use(use)}"
            if use.quote:
                line += f": “{escaped(use.quote)}”"
            if use.says:
                line += f"; the source: “{escaped(use.says)}”"
            lines.append(line)
            lines += [f"    -   {said}" for said in _use_verdicts(use)]
        return _apart([head, "\n".join(lines)])

    def _use(self, use: SourceUse) -> str:
        """A citation, where its source was seen, and what else it is than what an entry cites."""
        cites = [Cite(source=use.source, at=use.at)]
        text = self._notes.words(cites) if self._notes else citation(cites, self._known)
        if use.role == "voice":
            text = f"{SUPPORT_SIGNS['traced']} {text}"
        if use.via:
            text += f", {escaped(via_words(use))}"
        if use.role == "caveat":
            text += f" ({FOR_CAVEAT})"
        return text

    def _entries(self, block: EntryList) -> str:
        items = "\n".join([f"-   {self._item(item)}" for item in block.items])
        count = count_words(block).replace(" · ", ", ")
        return f"**{escaped(block.title)}** ({count})\n\n{items}"

    def _item(self, item: Item) -> str:
        text = self._prose.link(item.entry, item.label)
        if item.when:
            text = f"{escaped(item.when)}: {text}"
        notes = []
        if item.note:
            notes.append(escaped(item.note))
        if item.support:
            notes.append(support_words(item.support))
        if item.has_caveat:
            notes.append(f"{CAVEAT_SIGN} caveat")
        if item.is_confirmed:
            notes.append(f"{CONFIRMED_SIGN} confirmed")
        if notes:
            text += f" ({'; '.join(notes)})"
        if item.prose:
            text += f"\n\n    {indented(self._prose.blocks(item.prose), 4)}\n"
        return text

    def _points(self, block: Points) -> str:
        points = []
        for number, point in enumerate(block.points, 1):
            points.append(f"{number}.".ljust(4) + indented(self._point(point), 4))
        return "\n\n".join(points)

    def _point(self, point: Statement) -> str:
        parts = [self._prose.blocks(point.prose)]
        if point.title:
            parts.insert(0, f"**{escaped(point.title)}**")
        said = []
        if point.attribution:
            said.append(escaped(point.attribution.words))
        if point.badges:
            said.append(escaped(_badges(point.badges, point.support)))
        if said:
            parts.append(f"*{' · '.join(said)}*")
        parts.append(self._facts(point.facts))
        if point.caveat:
            parts.append(self._caveat(point.caveat, point.caveat_grade))
        return self._anchored(point, _apart(parts))

    def _quote(self, block: Quote) -> str:
        text = self._prose.blocks(block.prose)
        said = ", ".join(filter(None, (block.speaker, block.when)))
        if said:
            text += f"\n\n— {escaped(said)}"
        for each in block.verification:
            text += f"\n\n{_listed(each)}"
        return quoted(text)

    def _excerpts(self, block: Excerpts) -> str:
        from briefdeck.output.verdict_words import EXCERPTS, excerpts_note

        items = "\n".join(map(self._excerpt, block.excerpts))
        return f"**{EXCERPTS}** ({excerpts_note(block)})\n\n{items}"

    def _excerpt(self, excerpt: Excerpt) -> str:
        from briefdeck.output.verdict_words import verdict

        quoted = excerpt.quoted
        at = f", cited at {escaped(quoted.seen_at)}" if quoted.seen_at else ""
        entries = self._prose.inlines(excerpt.entries)
        said = (f"-   “{escaped(quoted.words)}”{at}", _told(verdict(quoted)), f"in {entries}")
        return "\n    -   ".join(said)

    def _figure_list(self, block: FigureList) -> str:
        from briefdeck.draw.figure_line import course_words, sources_of

        lines = []
        for series in block.series:
            said = escaped(course_words(series))
            sources = [Cite(source=source) for source in sources_of(series)]
            cited = self._prose.citation(sources) or support_words("uncited")
            name = self._prose.link(series.id, one_line(series.title))
            lines.append(f"-   **{name}:** {said} {cited}")
        return "\n".join(lines)

    def _timeline(self, block: Timeline) -> str:
        dated = [(era.span, era.title, era.id, " (era)") for era in block.eras]
        dated += [(event.when, event.title, event.id, "") for event in block.events]
        for program in block.programs:
            if program.span:
                dated.append((program.span, program.title, program.id, " (program)"))
        dated.sort(key=lambda item: item[0].sort_key[:2])
        lines = []
        for when, title, entry, kind in dated:
            lines.append(
                f"-   **{escaped(date_words(when))}:** {self._prose.link(entry, title)}{kind}"
            )
        return "\n".join(lines)

    def _references(self, block: References) -> str:
        lines = "\n".join(map(self._reference, block.references))
        # Where there is no room for it in print, it has no heading of its own.
        return _apart(["## References", lines]) if block.is_apart else lines

    def _reference(self, reference: Reference) -> str:
        name, full = reference.source.id, self._prose.inlines(reference.full)
        anchor = f"{REFERENCE}{name}"
        if self._notes:
            text = f"-   {_html_anchor(anchor)}{full}"
        else:
            text = f"-   [{escaped(name)}]{{#{anchor}}}: {full}"
        seen = seen_words(reference)
        if seen:
            text += f" {escaped(seen)}"
        status = status_words(reference)
        if status:
            text += f" {CAVEAT_SIGN} {status}"
        if reference.notes:
            text += f"\n\n    {indented(self._facts(reference.notes), 4)}\n"
        return text

    def _anchored(self, point: Statement, text: str) -> str:
        """A point as a place that links lead to: its title, its first words, or all of it."""
        begins_with_words = isinstance(next(iter(point.prose), None), Paragraph)
        if self._notes:
            between = "" if point.title or begins_with_words else "\n\n"
            return f"{_html_anchor(point.entry)}{between}{text}"
        anchor = f"{{#{point.entry}}}"
        title, blank, rest = text.partition("\n\n")
        if point.title:
            return f"[{title}]{anchor}{blank}{rest}"
        if begins_with_words:
            # A blank span beside words, for on a line of its own it would be an empty one.
            return f"[]{anchor}{text}"
        return f"::: {anchor}\n{text}\n:::"

    def _heading(self, block: Heading) -> str:
        marks, words = _HEADINGS[block.level], _heading_words(block)
        if not block.entry or block.level not in _ANCHORED:
            return f"{marks} {words}"
        if self._notes:
            return f"{marks} {_html_anchor(block.entry)}{words}"
        return f"{marks} {words} {{#{block.entry}}}"


def _told(told: "Verdict") -> str:
    """What became of words or of a number: its sign and its words, and what the copy says."""
    said = f"*{escaped(f'{told.sign} {told.words}')}*"
    return f"{said}: {escaped(told.passage)}" if told.parts else said


def _use_verdicts(use: SourceUse) -> Iterator[str]:
    if use.is_known:
        from briefdeck.output.verdict_words import use_verdicts

        yield from map(_told, use_verdicts(use))


def _listed(quoted: Quoted) -> str:
    from briefdeck.output.verdict_words import verdict

    return _told(verdict(quoted, is_whole=False))


def _html_anchor(name: str) -> str:
    """A place that links lead to, as GitHub keeps it."""
    return f'<a name="{name}"></a>'


def _heading_words(block: Heading) -> str:
    if block.note:
        return f"{escaped(block.text)} ({escaped(block.note)})"
    return escaped(block.text)


def _badges(badges: Iterable[Badge], support: Support | None) -> str:
    return " · ".join([badge_words(badge, support) for badge in badges])


def _anchors(blocks: Iterable[AnyBlock]) -> Iterator[str]:
    """Yield what links in a document can lead to: the entries that have a place of their own."""
    for block in blocks:
        match block:
            case Heading() if block.entry and block.level in _ANCHORED:
                yield block.entry
            case Points():
                yield from (point.entry for point in block.points)
            case Facts():
                yield from (fact.entry for fact in block.facts if fact.entry is not None)
            case References():
                yield from (f"{REFERENCE}{reference.source.id}" for reference in block.references)


_VERBATIM: Final = frozenset({"id", "type", "URL", "DOI", "language", "citation-key"})
"""Fields of a bibliography that citeproc does not read as Markdown."""

# Characters that YAML allows in no text, or folds into blanks; JSON would let them stand. And where
# a viewer does not know of YAML, those of HTML, links and pictures: the backslash before them is
# doubled, and so protects nothing.
_UNSAFE: Final = re.compile(
    r"[<>]|\](?=[(\[])|[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)

# Behind a value, for at a line's start it would be a heading where a viewer does not know of YAML.
_ON_STYLES: Final = (
    "# The references are written out above; take this line away"
    " to have Pandoc set them in another style."
)
_ON_CITATIONS: Final = (
    "link-citations: true",
    # All that are listed count where citations are told apart, those named in plain words too.
    'nocite: "@*"',
    f"suppress-bibliography: true  {_ON_STYLES}",
    "references:",
)


def front_matter(document: Document) -> str:
    """Return what the document is, in YAML: its title, who made it, its language."""
    title = next(map(_heading_words, filter(_is_title, document.blocks)), "")
    lines = ["---", f"title: {_scalar(title or escaped(document.title))}"]
    if document.authors:
        lines.append(f"author: {_value('author', list(document.authors))}")
    return "\n".join([*lines, f"lang: {_scalar(document.language)}", "---"])


def bibliography(document: Document) -> str:
    """Return the sources that the document names, in YAML; empty where there are none.

    `pandoc --citeproc` sets citations from it; the list of references is the one in the text.
    """
    references = list(_references(document))
    if not references:
        return ""
    lines = ["---", *_ON_CITATIONS]
    for reference in references:
        lines += _item(csl(reference.source, reference.letter, reference.via))
    return "\n".join([*lines, "---"])


def _is_title(block: AnyBlock) -> TypeGuard[Heading]:
    return isinstance(block, Heading) and block.level == 1


def _references(document: Document) -> Iterator[Reference]:
    for block in document.blocks:
        if isinstance(block, References):
            yield from block.references


def _item(fields: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of an item in a YAML list."""
    mark = "- "
    for name, value in fields.items():
        yield f"{mark}{name}: {_value(name, value)}"
        mark = "  "


def _value(name: str, value: object) -> str:
    """Return a value in YAML's flow style, which is JSON's; Markdown in it is escaped."""
    match value:
        case list():
            return f"[{', '.join([_value(name, each) for each in value])}]"
        case dict():
            fields = [f"{key}: {_value(key, each)}" for key, each in value.items()]
            return f"{{{', '.join(fields)}}}"
        case str() if name in _VERBATIM:
            return _scalar(value)
        case str():
            return _scalar(escaped(value))
        case _:
            return json.dumps(value)


def _scalar(text: str) -> str:
    return _UNSAFE.sub(_unicode_escape, json.dumps(text, ensure_ascii=False))


def _unicode_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
