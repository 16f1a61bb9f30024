"""Prose as data: CommonMark paragraphs, lists, emphasis, code and links, citations and entry links; nothing else means anything.

Headings, images, quotes, rules, tables, HTML, entities, reference definitions and code by indentation are shown as the
characters they are made of. Nothing is lost, at whatever depth: lists nest ten deep, what lies deeper is text. In a
text of more than 120,000 characters only paragraphs, citations and entry links are markup, so that no text can stall.
"""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.model.bracket import (
    MARK,
    PLAIN_BRACKET,
    Bracket,
    brackets,
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
from briefdeck.text.visible import is_clean, visible
from briefdeck.text.words import one_line

_LONGEST: Final = 120_000
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
_BEFORE_CITED: Final = pattern(rf"\s*{_CITED}")
_BEGINNING: Final = r"A-Za-z\"'(“‘$À-ɏ"
_INNOCENT: Final = r" -)+-;=-Z^a-z{-~‘’“”–—…À-ɏ"
_PLAIN_LINE: Final = pattern(rf"[{_BEGINNING}][{_INNOCENT}]*")
"""What nearly every text is: one line that begins as no list does, of characters that mean nothing."""
_PLAIN_MARKED: Final = pattern(rf"[{_BEGINNING}{_CITED}{_SAID}][{_INNOCENT}{_CITED}{_SAID}]*")
_BEYOND_CODE: Final = pattern(
    r"<[A-Za-z]|\]\(|\r|^[ \t]*(?:(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]|$)|~~~|```|---|\*\*\*|___)",
    re.MULTILINE,
)
_PARAGRAPH_END: Final = pattern(r"\n(?:[ \t]*\n)+")


def parse_prose(source: str) -> tuple[ProseBlock, ...]:
    """Blocks of a prose text. Never fails: what is not markup is text. Loads markdown-it only where there is markup."""
    found = brackets(source)
    marked = with_marks(source, found) if found else source
    if not _has_markup(source, marked):
        return tuple(
            Paragraph(inlines=_plain_inlines(_one_line(part), found))
            for chunk in _PARAGRAPH_END.split(marked)
            if (part := chunk.strip(" \t\n"))
        )
    from briefdeck.model.commonmark import blocks

    return blocks(marked, found)


def parse_inline(source: str) -> tuple[Inline, ...]:
    """A one-line text (title, bluf) with its inline markup; lines are run together, and nothing opens a list or a block."""
    line = one_line(source)
    found = brackets(line)
    marked = with_marks(line, found) if found else line
    if not _has_markup(line, marked):
        return _plain_inlines(marked, found)
    from briefdeck.model.commonmark import inlines

    return inlines(marked, found)


def plain_text(source: str) -> str:
    """The words alone: no markup, citations dropped, entry links as their words (or id); for search, checks and lists.

    One line for each paragraph, list item and line of code.
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
    """The words of inline runs: citations dropped with the blank before them, entry links as their words (or id)."""
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | WebLink():
                words.append(inline.text)
            case EntryLink():
                words.append(inline.text or inline.target)
            case LineBreak():
                words.append(" ")
            case Citation():
                if words:
                    words[-1] = words[-1].rstrip()
    return "".join(words).strip()


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
    """(citations, linked entry ids) in prose, by a quick scan that skips code spans; cheap enough for a 5 MB file."""
    if "[@" not in source and "[[" not in source:
        return (), ()
    found = reference_spans(source)
    cites = tuple(cite for bracket in found for cite in bracket.cites)
    return cites, tuple(bracket.target for bracket in found if bracket.target is not None)


def reference_spans(source: str) -> tuple[Bracket, ...]:
    """Every citation and entry link with its place in the text, in order: exactly those that `parse_prose` finds."""
    if "[@" not in source and "[[" not in source:
        return ()
    found = brackets(source)
    if not found or ("`" not in source and "~~~" not in source) or len(source) > _LONGEST:
        return tuple(bracket for bracket in found if bracket.is_reference)
    if "```" not in source and "~~~" not in source:
        first, last = source.find("`"), source.rfind("`")
        if not any(first < bracket.start < last for bracket in found):
            return tuple(bracket for bracket in found if bracket.is_reference)
    if _BEYOND_CODE.search(source) is None:
        found = outside_code_spans(source, found)
    else:
        from briefdeck.model.commonmark import outside_code

        found = outside_code(with_marks(source, found), found)
    return tuple(bracket for bracket in found if bracket.is_reference)


def _quick_words(source: str) -> str | None:
    """What `plain_text` gives for a text that has no markup but citations and entry links.

    None for others. Nearly every text is so plain, and the index asks for the words of them all.
    """
    if _PLAIN_LINE.fullmatch(source):
        return source.strip()
    if "\\" in source or MARK in source or not is_clean(source):
        return None
    if "[@" not in source and "[[" not in source:
        return None if _has_markup(source, source) else "\n".join(_plain_lines(source))
    said: list[str] = []

    def mark(match: re.Match[str]) -> str:
        bracket = read_bracket(match)
        if bracket.cites:
            return _CITED
        said.append(bracket.words or bracket.target or bracket.source)
        return _SAID

    marked = PLAIN_BRACKET.sub(mark, source)
    if not _PLAIN_MARKED.fullmatch(marked) and _has_markup(source, marked):
        return None
    words = "\n".join(_plain_lines(marked))
    for each in said:
        words = words.replace(_SAID, each, 1)
    return words


def _plain_lines(text: str) -> Iterator[str]:
    """One line for each paragraph of a text without markup; a citation takes the blanks before it."""
    for chunk in _PARAGRAPH_END.split(text) if "\n" in text else (text,):
        line = _one_line(chunk.strip(" \t\n"))
        if _CITED in line:
            line = _BEFORE_CITED.sub("", line)
        if line := line.strip():
            yield line


def _has_markup(source: str, marked: str) -> bool:
    """Whether there is more markup than citations and entry links, whose places are marked."""
    if len(source) > _LONGEST:
        return False
    # Most texts have none of these signs, and then only the starts of lines can mean something.
    if _SIGN.search(marked) or "](" in marked or "  \n" in marked:
        return _MARKUP.search(marked) is not None
    if "\n" not in marked:
        return _BLOCK_START.match(marked) is not None
    return _BLOCK_START.search(marked) is not None


def _one_line(text: str) -> str:
    return " ".join(line.strip(" \t") for line in text.split("\n")) if "\n" in text else text


def _plain_inlines(text: str, found: tuple[Bracket, ...]) -> tuple[Inline, ...]:
    if not found:
        return (Text(text=visible(text)),) if text else ()
    parts = split_marks(text, found)
    return merged(
        [Text(text=visible(part)) if isinstance(part, str) else inline_of(part) for part in parts]
    )
