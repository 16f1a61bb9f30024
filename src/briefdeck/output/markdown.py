"""A document as Pandoc Markdown: citations as `[@id, p. 9]`, and a bibliography that `pandoc --citeproc` reads."""

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    CAVEAT_WORD,
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
from briefdeck.model.briefing import Cite
from briefdeck.model.evidence import Support
from briefdeck.output.markdown_metadata import metadata
from briefdeck.output.markdown_tables import figure_table, grid_table
from briefdeck.output.markdown_text import MarkdownProse, citation, escaped, indented, line_start
from briefdeck.output.phrases import attribution_words, standing_words

_HEADINGS: Final = {1: "#", 2: "##", 3: "###", 4: "####"}


def render(document: Document, *, width: int, color: bool, links: bool) -> str:  # noqa: ARG001  # one signature for all outputs
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
                return f"{line_start(escaped(attribution_words(block)))}:"
            case Caveat():
                return _quoted(f"**{CAVEAT_SIGN} {CAVEAT_WORD}:** {self._prose.blocks(block.prose)}")
            case Facts():
                return self._facts(block.facts)
            case Evidence():
                return self._evidence(block)
            case EntryList():
                items = "\n".join(f"-   {self._item(item)}" for item in block.items)
                return f"**{escaped(block.title)}** ({len(block.items)})\n\n{items}"
            case Points():
                return "\n\n".join(self._point(number, point) for number, point in enumerate(block.points, 1))
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
        return "\n".join(f"-   **{escaped(fact.name)}:** {self._prose.inlines(fact.value)}" for fact in facts)

    def _evidence(self, block: Evidence) -> str:
        held = f": {_support(block.support)}" if block.support else ""
        lines = [f"**Evidence**{held}", ""]
        for use in block.items:
            mark = citation([Cite(source=use.source, at=use.at)], self._known)
            lines.append(f"-   {mark}" + (f": “{escaped(use.quote)}”" if use.quote else ""))
        return "\n".join(lines).rstrip("\n")

    def _item(self, item: Item) -> str:
        parts = [f"{escaped(item.when)}: " if item.when else "", self._prose.link(item.entry, item.label)]
        notes = [escaped(item.note)] if item.note else []
        notes += [_support(item.support)] if item.support else []
        notes += [f"{CAVEAT_SIGN} caveat"] if item.has_caveat else []
        notes += ["only source"] if item.sole else []
        return "".join(parts) + (f" ({'; '.join(notes)})" if notes else "")

    def _point(self, number: int, point: Statement) -> str:
        title = f"[**{escaped(point.title)}**]{{#{point.entry}}}" if point.title else f"[]{{#{point.entry}}}"
        said = [escaped(attribution_words(point.attribution))] if point.attribution else []
        said += [escaped(_badges(point.badges, point.support))] if point.badges else []
        parts = [title, self._prose.blocks(point.prose)]
        parts += [f"*{' · '.join(said)}*"] if said else []
        parts += [self._facts(point.facts)] if point.facts else []
        parts += (
            [_quoted(f"**{CAVEAT_SIGN} {CAVEAT_WORD}:** {self._prose.blocks(point.caveat)}")] if point.caveat else []
        )
        return f"{number}.".ljust(4) + indented("\n\n".join(part for part in parts if part), 4)

    def _quote(self, block: Quote) -> str:
        said = ", ".join(part for part in (block.speaker, block.when) if part)
        return _quoted(self._prose.blocks(block.prose) + (f"\n\n— {escaped(said)}" if said else ""))

    def _timeline(self, block: Timeline) -> str:
        dated = [(era.span, era.title, era.id, "era") for era in block.eras]
        dated += [(event.when, event.title, event.id, "") for event in block.events if not block.compact]
        dated += [
            (each.span, each.title, each.id, "program") for each in block.programs if each.span and not block.compact
        ]
        dated.sort(key=lambda item: item[0].sort_key)
        lines = []
        for when, title, entry, noun in dated:
            kind = f" ({noun})" if noun else ""
            lines.append(f"-   **{escaped(when.words())}:** {self._prose.link(entry, title)}{kind}")
        return "\n".join(lines)

    def _reference(self, reference: Reference) -> str:
        source = reference.source
        text = f"-   [{escaped(source.id)}]{{#ref-{source.id}}}: {self._prose.inlines(reference.full)}"
        if source.status and source.status != "current" and not reference.notes:
            text += f" {CAVEAT_SIGN} {source.status.capitalize()}."
        return text + (f"\n\n    {indented(self._facts(reference.notes), 4)}\n" if reference.notes else "")


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
    return " · ".join(_support(support) if badge.kind == "support" and support else badge.text for badge in badges)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
