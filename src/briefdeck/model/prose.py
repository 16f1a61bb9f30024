"""Prose as data: CommonMark paragraphs, lists, emphasis, code and links, citations and entry links.

Nothing else means anything: headings, images, quotes, rules, tables, HTML, entities, reference
definitions and code by indentation are shown as the characters they are made of. Nothing is lost:
lists nest ten deep, and what lies deeper is text. In a text of more than 120,000 characters only
paragraphs, citations and entry links are markup, so that no text can stall.
"""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.model.bracket import (
    MARK,
    PLAIN_BRACKET,
    Bracket,
    brackets,
    has_brackets,
    outside_code_spans,
    read_bracket,
    split_marks,
    with_marks,
)
from briefdeck.model.briefing import Cite
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
    inline_of,
    merged,
)
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import cleaned, is_clean
from briefdeck.text.words import one_line

_LONGEST: Final = 120_000
"""Characters of a text that is read as CommonMark: markdown-it takes n squared for some texts."""

_SIGN: Final = pattern(r"[*`_<\\\r]")
_BLOCK: Final = r"^[ \t]*(?:(?:[-+]|[0-9]{1,9}[.)])(?:[ \t]|$)|~~~|---)"
_BLOCK_START: Final = pattern(_BLOCK, re.MULTILINE)
_MARKUP: Final = pattern(
    r"[*`]|(?<![^\W_])_|_(?![^\W_])|\\[!-/:-@\[-`{-~\n]|<[A-Za-z]|\]\(| {2}\n|\r"
    rf"|{_BLOCK}",
    re.MULTILINE,
)
_CITED: Final = "\x03"
_SAID: Final = "\x02"
_BEGINNING: Final = r"A-Za-z\"'(“‘$À-ɏ"
_INNOCENT: Final = r" -)+-;=-Z^a-z{-~‘’“”–—…À-ɏ"
_PLAIN_LINE: Final = pattern(rf"[{_BEGINNING}][{_INNOCENT}]*")
"""What nearly every text is: one line of characters that mean nothing, begun as no list is."""
_PLAIN_MARKED: Final = pattern(rf"[{_BEGINNING}{_CITED}{_SAID}][{_INNOCENT}{_CITED}{_SAID}]*")
_BEYOND_CODE: Final = pattern(
    r"<[A-Za-z]|\]\(|\r|^[ \t]*(?:(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]|$)|~~~|```|---|\*\*\*|___)",
    re.MULTILINE,
)
_PARAGRAPH_END: Final = pattern(r"\n(?:[ \t]*\n)+")


def parse_prose(source: str) -> tuple[ProseBlock, ...]:
    """Return the blocks of a prose text. Never fails: what is not markup is text.

    markdown-it is loaded only where there is markup.
    """
    found = brackets(source)
    marked = with_marks(source, found) if found else source
    if not _has_markup(source, marked):
        chunks = [chunk.strip(" \t\n") for chunk in _PARAGRAPH_END.split(marked)]
        lines = [_one_line(chunk) for chunk in chunks if chunk]
        return tuple([Paragraph(inlines=_plain_inlines(line, found)) for line in lines])
    from briefdeck.model.commonmark import blocks

    return blocks(marked, found)


def parse_inline(source: str) -> tuple[Inline, ...]:
    """Return the inline runs of a one-line text such as a title or a bluf.

    Lines are run together, and nothing opens a list or another block.
    """
    line = one_line(source)
    found = brackets(line)
    marked = with_marks(line, found) if found else line
    if not _has_markup(line, marked):
        return _plain_inlines(marked, found)
    from briefdeck.model.commonmark import inlines

    return inlines(marked, found)


def plain_text(source: str) -> str:
    """Return the words alone: no markup, no citations, entry links as their words.

    A link without words reads as its id with blanks for hyphens. One line for each paragraph, list
    item and line of code.
    """
    quick = _quick_words(source)
    return parsed_words(parse_prose(source)) if quick is None else quick


def plain_line(source: str) -> str:
    """Return the words alone, on one line."""
    return one_line(plain_text(source))


def web_addresses(source: str) -> tuple[str, ...]:
    """Return the addresses of the web links of a prose text, in order."""
    if "](" not in source and "<" not in source:
        return ()
    return tuple(_addresses(parse_prose(source)))


def _addresses(parsed: tuple[ProseBlock, ...]) -> Iterator[str]:
    for block in parsed:
        match block:
            case Paragraph():
                yield from (run.url for run in block.inlines if isinstance(run, WebLink))
            case ListBlock():
                for item in block.items:
                    yield from _addresses(item)
            case CodeBlock():
                pass


def inline_text(inlines: tuple[Inline, ...]) -> str:
    """Return the words of inline runs, entry links as their words or those of their id.

    Citations are dropped with the blanks before them.
    """
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | WebLink():
                words.append(inline.text)
            case EntryLink():
                words.append(inline.text or _id_words(inline.target))
            case LineBreak():
                words.append(" ")
            case Citation():
                if words:
                    words[-1] = words[-1].rstrip()
    return "".join(words).strip()


def _id_words(target: str) -> str:
    return target.replace("-", " ")


def parsed_words(parsed: tuple[ProseBlock, ...]) -> str:
    """Return the words of parsed prose, as `plain_text` does."""
    lines: list[str] = []
    for block in parsed:
        match block:
            case Paragraph():
                lines.append(inline_text(block.inlines))
            case CodeBlock():
                lines.append(block.text)
            case ListBlock():
                lines.extend(parsed_words(item) for item in block.items)
    return "\n".join(line for line in lines if line)


def references(source: str) -> tuple[tuple[Cite, ...], tuple[str, ...]]:
    """Return (citations, linked entry ids) of prose, by a quick scan that skips code.

    It is cheap enough for a file of 5 MB.
    """
    cites: list[Cite] = []
    targets: list[str] = []
    for bracket in reference_spans(source):
        cites += bracket.cites
        if bracket.target is not None:
            targets.append(bracket.target)
    return tuple(cites), tuple(targets)


def reference_spans(source: str) -> tuple[Bracket, ...]:
    """Return every citation and entry link of a text with its place, in order.

    They are exactly those that `parse_prose` finds.
    """
    if not has_brackets(source):
        return ()
    found = brackets(source)
    if _may_be_in_code(source, found):
        found = _outside_code(source, found)
    return tuple([bracket for bracket in found if bracket.is_reference])


def _may_be_in_code(source: str, found: tuple[Bracket, ...]) -> bool:
    """Whether code may hold one of the brackets; a quick look."""
    if not found or len(source) > _LONGEST:
        return False
    if "```" in source or "~~~" in source:
        return True
    # Only code spans are left, and none begins before the first backtick or ends behind the last.
    first, last = source.find("`"), source.rfind("`")
    return any(first < bracket.start < last for bracket in found)


def _outside_code(source: str, found: tuple[Bracket, ...]) -> tuple[Bracket, ...]:
    if _BEYOND_CODE.search(source) is None:
        return outside_code_spans(source, found)
    from briefdeck.model.commonmark import outside_code

    return outside_code(with_marks(source, found), found)


def _quick_words(source: str) -> str | None:
    """What `plain_text` gives for a text that has no markup but citations and entry links.

    None for others. Nearly every text is so plain, and the index asks for the words of them all.
    """
    if "[" not in source and _PLAIN_LINE.fullmatch(source):
        return source.strip()
    if "\\" in source or MARK in source or not is_clean(source):
        return None
    if not has_brackets(source):
        return None if _has_markup(source, source) else "\n".join(_plain_lines(source))
    said: list[str] = []

    def mark(match: re.Match[str]) -> str:
        bracket = read_bracket(match)
        if bracket.cites:
            return _CITED
        said.append(bracket.words or _id_words(bracket.target or "") or bracket.source)
        return _SAID

    marked = PLAIN_BRACKET.sub(mark, source)
    if not _PLAIN_MARKED.fullmatch(marked) and _has_markup(source, marked):
        return None
    words = "\n".join(_plain_lines(marked))
    for each in said:
        words = words.replace(_SAID, each, 1)
    return words


def _plain_lines(text: str) -> Iterator[str]:
    """One line for each paragraph of a text without markup.

    A citation goes with the blanks before it.
    """
    chunks = _PARAGRAPH_END.split(text) if "\n" in text else [text]
    for chunk in chunks:
        line = _one_line(chunk.strip(" \t\n"))
        if _CITED in line:
            line = "".join([part.rstrip() for part in line.split(_CITED)])
        line = line.strip()
        if line:
            yield line


def _has_markup(source: str, marked: str) -> bool:
    """Whether there is other markup than citations and entry links, whose places are marked."""
    if len(source) > _LONGEST:
        return False
    # Most texts have none of these signs, and then only the starts of lines can mean something.
    if _SIGN.search(marked) or "](" in marked or "  \n" in marked:
        return _MARKUP.search(marked) is not None
    if "\n" not in marked:
        return _BLOCK_START.match(marked) is not None
    return _BLOCK_START.search(marked) is not None


def _one_line(text: str) -> str:
    if "\n" not in text:
        return text
    return " ".join([line.strip(" \t") for line in text.split("\n")])


def _plain_inlines(text: str, found: tuple[Bracket, ...]) -> tuple[Inline, ...]:
    if not text:
        return ()
    if not found:
        return (Text(text=cleaned(text)),)
    runs: list[Inline] = []
    for part in split_marks(text, found):
        if isinstance(part, Bracket):
            runs.append(inline_of(part))
        else:
            runs.append(Text(text=cleaned(part)))
    return merged(runs)
