"""A document as Pandoc Markdown: citations as `[@id, p. 9]`, and a bibliography that `pandoc --citeproc` reads."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, assert_never

from briefdeck.document.bibliography import csl
from briefdeck.document.blocks import (
    CAVEAT,
    CAVEAT_SIGN,
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    AnyBlock,
    Attribution,
    Badge,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Fact,
    Facts,
    Figure,
    Grid,
    Heading,
    Item,
    Passage,
    Points,
    Quote,
    Reference,
    References,
    Standing,
    Statement,
    Timeline,
)
from briefdeck.model.briefing import Cite, Column, Series, Source, Table
from briefdeck.model.datewords import date_words
from briefdeck.model.evidence import Support
from briefdeck.model.figures import in_order, point_label, trend_words, value_words
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
from briefdeck.output.phrases import (
    cell_words,
    column_words,
    standing_words,
    status_words,
)
from briefdeck.text.words import one_line

_SPECIAL: Final = re.compile(r"([\\`*_\[\]{}<>@^~$|&#])|(?<=-)(-)|(?<=\.)(\.)|(!)(?=\[)")
_OPENING: Final = re.compile(
    r"(\s*)([-+:=%>]|(?:[0-9]+|[A-Za-z]{1,5})(?=[.)](?:\s|$))|\((?=[0-9A-Za-z]+\)))"
)
_ADDRESS: Final = re.compile(r"[^\w!$%&'()*+,./:;=?@~#-]")

_TOUCHING: Final = ("`", " ")
"""What must not touch the fence of a code span: it would be read as part of it, or be lost."""


def escaped(text: str) -> str:
    """A text's characters in one line of Markdown that shows them; not yet safe at the line's start (see `line_start`)."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text.replace("\n", " "))


def line_start(line: str) -> str:
    """A line of Markdown that opens no list, heading, quote or rule by its first characters."""
    found = _OPENING.match(line)
    if found is None:
        return line.lstrip(" ")
    mark, rest = found[2], line[found.end() :]
    if mark[-1].isalnum():
        return f"{mark}\\{rest}"
    return f"\\{mark}{rest}"


def address(url: str) -> str:
    """An address as Markdown's `<…>` takes it, everything unusual percent-encoded."""
    return _ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), url
    )


def code_span(text: str) -> str:
    """A text as code, between more backticks than it holds."""
    fence = _fence(text, 1)
    needs_blank = text[:1] in _TOUCHING or text[-1:] in _TOUCHING
    pad = " " if needs_blank else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _fence(text: str, least: int) -> str:
    """Return `least` backticks, or one more than stand side by side in the text."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    return "`" * max(least, longest + 1)


def citation(cites: Iterable[Cite], known: Iterable[str]) -> str:
    """A citation as Pandoc has it: `[@a, p. 9; @b]`; a source that the briefing lacks in words."""
    sources = set(known)
    marks = [_mark(cite) for cite in cites if cite.source in sources]
    missing = [
        f"(no source “{escaped(cite.source)}”)" for cite in cites if cite.source not in sources
    ]
    return " ".join([*([f"[{'; '.join(marks)}]"] if marks else []), *missing])


def _mark(cite: Cite) -> str:
    if not cite.at:
        return f"@{cite.source}"
    place = escaped(cite.at).replace(";", r"\;")
    return f"@{cite.source}, {place}"


class MarkdownProse:
    """Prose as Markdown for one document: `known` are its sources' ids, `anchors` the entries that stand in it."""

    def __init__(self, known: Iterable[str], anchors: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._anchors = frozenset(anchors)

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Inline runs as one piece of Markdown."""
        return "".join(self._inline(inline) for inline in inlines)

    def blocks(self, prose: Iterable[ProseBlock]) -> str:
        """Prose as Markdown paragraphs, with blank lines between them."""
        return "\n\n".join(text for block in prose if (text := self._block(block)))

    def link(self, entry: str, words: str) -> str:
        """Words that lead to an entry where it stands in this document."""
        return f"[{escaped(words)}](#{entry})" if entry in self._anchors else escaped(words)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _text(inline)
            case Citation():
                return citation(inline.cites, self._known)
            case EntryLink():
                return self.link(inline.target, inline.text or inline.target)
            case WebLink():
                target = address(inline.url)
                return (
                    f"<{target}>"
                    if inline.text == inline.url and ":" in target
                    else f"[{escaped(inline.text)}](<{target}>)"
                )
            case LineBreak():
                return "\\\n"
            case _:
                assert_never(inline)

    def _block(self, block: ProseBlock) -> str:
        match block:
            case Paragraph():
                return "\n".join(
                    line_start(line) for line in self.inlines(block.inlines).strip().split("\n")
                )
            case CodeBlock():
                fence = _fence(block.text, 3)
                return f"{fence}\n{block.text.rstrip()}\n{fence}"
            case ListBlock():
                return self._list(block)
            case _:
                assert_never(block)

    def _list(self, block: ListBlock) -> str:
        items = []
        for position, item in enumerate(block.items):
            mark = f"{block.start + position}." if block.ordered else "-"
            items.append(mark.ljust(4) + indented(self.blocks(item), 4))
        return "\n".join(items)


def indented(text: str, by: int) -> str:
    """The text with every line but the first moved right."""
    return re.sub(r"\n(?!\n|\Z)", "\n" + " " * by, text)


def _text(inline: Text) -> str:
    if inline.code:
        return code_span(inline.text)
    mark = ("**" if inline.strong else "") + ("*" if inline.emphasis else "")
    if not mark:
        return escaped(inline.text)
    words = inline.text.strip()
    if not words:
        return inline.text
    before, after = (
        inline.text[: len(inline.text) - len(inline.text.lstrip())],
        inline.text[len(inline.text.rstrip()) :],
    )
    return f"{before}{mark}{escaped(words)}{mark[::-1]}{after}"


_RULES: Final = {"left": ":---", "right": "---:", "center": ":---:", "decimal": "---:", None: "---"}


def grid_table(table: Table) -> str:
    """A table, its cells as they are."""
    titles = [column_words(column) for column in table.columns]
    rules = [
        _RULES[column.align if isinstance(column, Column) else None] for column in table.columns
    ]
    rows = [[escaped(cell_words(value)) for value in row] for row in table.rows]
    return _pipe([escaped(title) for title in titles], rules, rows)


def figure_table(series: Series, known: Iterable[str]) -> str:
    """A series in a sentence and as a table: period, value with its hedge, note, source, caveat."""
    titles = ["", "Value", "Note", "Source", "Caveat"]
    rows = [
        [
            escaped(point_label(series, point)),
            escaped(value_words(series, point)),
            escaped(point.text or ""),
            citation(point.citations, known) if point.citations else "",
            escaped(point.caveat or ""),
        ]
        for point in in_order(series)
    ]
    # Columns beyond period and value are left out where no row has anything for them.
    further = [place for place in range(2, len(titles)) if any(row[place] for row in rows)]
    kept = [0, 1, *further]
    rules = ["---", "---:", "---", "---", "---"]
    table = _pipe(
        [titles[place] for place in kept],
        [rules[place] for place in kept],
        [[row[place] for place in kept] for row in rows],
    )
    said = trend_words(series)
    return f"{escaped(said)}\n\n{table}" if said else table


def _pipe(titles: Sequence[str], rules: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, rules, *rows]
    return "\n".join(f"| {' | '.join(one_line(cell) for cell in line)} |" for line in lines)


_VERBATIM: Final = frozenset({"id", "type", "URL", "DOI", "language"})
_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def metadata(document: Document) -> str:
    """The block; `pandoc --citeproc` sets citations from it, and the reference list is the one in the text."""
    lines = [
        "---",
        f"lang: {_scalar(document.language)}",
        f"pagetitle: {_scalar(escaped(document.title))}",
        "link-citations: true",
    ]
    sources = list(_sources(document))
    if sources:
        lines += [
            "# The references are written out above; take the next line away to have Pandoc set them in another style.",
            "suppress-bibliography: true",
        ]
        lines.append("references:")
        for source in sources:
            lines += _item(csl(source))
    return "\n".join([*lines, "---"])


def _sources(document: Document) -> Iterator[Source]:
    for block in document.blocks:
        if isinstance(block, References):
            yield from (reference.source for reference in block.references)


def _item(item: dict[str, Any]) -> list[str]:
    lines = []
    for number, (name, value) in enumerate(item.items()):
        lines.append(f"{'  ' if number else '- '}{name}: {_value(name, value)}")
    return lines


def _value(name: str, value: object) -> str:
    """A value in YAML's flow style, which is JSON's; texts are Markdown there, so they are escaped."""
    if isinstance(value, list):
        return f"[{', '.join(_value(name, each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_value(key, each)}' for key, each in value.items())}}}"
    if isinstance(value, str):
        return _scalar(value if name in _VERBATIM else escaped(value))
    return json.dumps(value)


def _scalar(text: str) -> str:
    return _UNSAFE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


_HEADINGS: Final = {1: "#", 2: "##", 3: "###", 4: "####"}


def render(document: Document, *, width: int) -> str:  # noqa: ARG001  # one signature for all outputs
    """The document as Markdown, one line a paragraph; its metadata and bibliography stand at the end."""
    writer = _Writer(document)
    parts = [part for block in document.blocks if (part := writer.block(block))]
    return "\n\n".join([*parts, metadata(document)]) + "\n"


class _Writer:
    """Turns blocks to Markdown; knows which entries stand in the document, so that links lead to them."""

    def __init__(self, document: Document) -> None:
        self._known = document.numbers
        self._prose = MarkdownProse(document.numbers, set(_anchors(document.blocks)))

    def block(self, block: AnyBlock) -> str:  # noqa: C901  # one case a kind
        """One block."""
        match block:
            case Heading():
                anchor = f" {{#{block.entry}}}" if block.entry and block.level in {2, 3} else ""
                note = f" ({escaped(block.note)})" if block.note else ""
                return f"{_HEADINGS[block.level]} {escaped(block.text)}{note}{anchor}"
            case Passage():
                return self._passage(block)
            case Standing():
                return f"*{escaped(standing_words(block))}*"
            case Badges():
                return f"*{escaped(_badges(block.badges, block.support))}*"
            case Attribution():
                return f"{line_start(escaped(block.words))}:"
            case Caveat():
                return _quoted(f"**{CAVEAT}:** {self._prose.blocks(block.prose)}")
            case Facts():
                return self._facts(block.facts)
            case Evidence():
                return self._evidence(block)
            case EntryList():
                items = "\n".join(f"-   {self._item(item)}" for item in block.items)
                return f"**{escaped(block.title)}** ({len(block.items)})\n\n{items}"
            case Points():
                return "\n\n".join(
                    self._point(number, point) for number, point in enumerate(block.points, 1)
                )
            case Quote():
                return self._quote(block)
            case Figure():
                return figure_table(block.series, self._known)
            case Grid():
                return grid_table(block.table)
            case Timeline():
                return self._timeline(block)
            case References():
                return "\n".join(self._reference(reference) for reference in block.references)
            case _:
                assert_never(block)

    def _passage(self, block: Passage) -> str:
        text = self._prose.blocks(block.prose)
        if block.role == "bluf":
            return f"**Bottom line.** {text}"
        return f"*{text}*" if block.role == "subtitle" and "*" not in text else text

    def _facts(self, facts: Iterable[Fact]) -> str:
        return "\n".join(
            f"-   **{escaped(fact.name)}:** {self._prose.inlines(fact.value)}" for fact in facts
        )

    def _evidence(self, block: Evidence) -> str:
        held = f": {_support(block.support)}" if block.support else ""
        lines = [f"**Evidence**{held}", ""]
        for use in block.items:
            mark = citation([Cite(source=use.source, at=use.at)], self._known)
            lines.append(f"-   {mark}" + (f": “{escaped(use.quote)}”" if use.quote else ""))
        return "\n".join(lines).rstrip("\n")

    def _item(self, item: Item) -> str:
        parts = [
            f"{escaped(item.when)}: " if item.when else "",
            self._prose.link(item.entry, item.label),
        ]
        notes = [escaped(item.note)] if item.note else []
        notes += [_support(item.support)] if item.support else []
        notes += [f"{CAVEAT_SIGN} caveat"] if item.has_caveat else []
        notes += ["only source"] if item.sole else []
        return "".join(parts) + (f" ({'; '.join(notes)})" if notes else "")

    def _point(self, number: int, point: Statement) -> str:
        title = (
            f"[**{escaped(point.title)}**]{{#{point.entry}}}"
            if point.title
            else f"[]{{#{point.entry}}}"
        )
        said = [escaped(point.attribution.words)] if point.attribution else []
        said += [escaped(_badges(point.badges, point.support))] if point.badges else []
        parts = [title, self._prose.blocks(point.prose)]
        parts += [f"*{' · '.join(said)}*"] if said else []
        parts += [self._facts(point.facts)] if point.facts else []
        parts += (
            [_quoted(f"**{CAVEAT}:** {self._prose.blocks(point.caveat)}")] if point.caveat else []
        )
        return f"{number}.".ljust(4) + indented("\n\n".join(part for part in parts if part), 4)

    def _quote(self, block: Quote) -> str:
        said = ", ".join(part for part in (block.speaker, block.when) if part)
        return _quoted(self._prose.blocks(block.prose) + (f"\n\n— {escaped(said)}" if said else ""))

    def _timeline(self, block: Timeline) -> str:
        dated = [(era.span, era.title, era.id, "era") for era in block.eras]
        dated += [(event.when, event.title, event.id, "") for event in block.events]
        dated += [
            (each.span, each.title, each.id, "program") for each in block.programs if each.span
        ]
        dated.sort(key=lambda item: item[0].sort_key)
        lines = []
        for when, title, entry, noun in dated:
            kind = f" ({noun})" if noun else ""
            lines.append(
                f"-   **{escaped(date_words(when))}:** {self._prose.link(entry, title)}{kind}"
            )
        return "\n".join(lines)

    def _reference(self, reference: Reference) -> str:
        source = reference.source
        text = (
            f"-   [{escaped(source.id)}]{{#ref-{source.id}}}: {self._prose.inlines(reference.full)}"
        )
        status = status_words(reference)
        if status:
            text += f" {CAVEAT_SIGN} {status}"
        return text + (
            f"\n\n    {indented(self._facts(reference.notes), 4)}\n" if reference.notes else ""
        )


def _anchors(blocks: Iterable[AnyBlock]) -> Iterator[str]:
    """The entries that have a place of their own in a document."""
    for block in blocks:
        if isinstance(block, Heading) and block.entry and block.level in {2, 3}:
            yield block.entry
        elif isinstance(block, Points):
            yield from (point.entry for point in block.points)
        elif isinstance(block, References):
            yield from (f"ref-{reference.source.id}" for reference in block.references)


def _support(support: Support) -> str:
    return f"{SUPPORT_SIGNS[support]} {SUPPORT_WORDS[support]}"


def _badges(badges: Iterable[Badge], support: Support | None) -> str:
    return " · ".join(
        _support(support) if badge.kind == "support" and support else badge.text for badge in badges
    )


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
