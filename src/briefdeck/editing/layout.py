"""A file's white space put in order; nothing that it says, and no comment, is touched."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from briefdeck.editing.document import Document
from briefdeck.loader.scan import STRING
from briefdeck.model.problem import Change
from briefdeck.text.pattern import pattern

_TOKEN: Final = pattern(
    rf"(?s:{STRING.pattern})|#(?:[^\n]*[^\s])?|[\[\]{{}},=]|[^\s\[\]{{}},=\"'#]+"
)
_OPENING: Final = frozenset("[{")
_CLOSING: Final = frozenset("]}")
_INDENT: Final = "  "
_BEFORE_COMMENT: Final = "  "


class _Token(NamedTuple):
    """A sign of TOML, a part of a key, a value or a comment, and the white space before it.

    depth: how many brackets of values that white space stands in.
    """

    text: str
    start: int
    space: str
    depth: int
    in_header: bool

    @property
    def is_comment(self) -> bool:
        return self.text.startswith("#")

    @property
    def begins_line(self) -> bool:
        return "\n" in self.space or self.start == len(self.space)


def laid_out(document: Document) -> tuple[Change, ...]:
    """Return the changes that lay a file out as the program writes it; none where it is so.

    Line breaks inside of lists stay. Above a header, and the comment that touches it, stands a
    blank line; elsewhere one at most.
    """
    tokens = list(_tokens(document.text))
    heads = _heads(tokens)
    changes = []
    for at, token in enumerate(tokens):
        space = _space(tokens, at, heads)
        if space != token.space:
            changes.append(Change(token.start - len(token.space), token.start, space))
    if tokens:
        end = tokens[-1].start + len(tokens[-1].text)
        if document.text[end:] != "\n":
            changes.append(Change(end, len(document.text), "\n"))
    return document.verified(tuple(changes), document.data)


def _tokens(text: str) -> Iterator[_Token]:
    depth = end = 0
    in_header = in_value = False
    for found in _TOKEN.finditer(text):
        space, sign = text[end : found.start()], found[0]
        if not depth and (not end or "\n" in space):
            in_header, in_value = sign == "[", False
        yield _Token(sign, found.start(), space, depth, in_header)
        if sign == "=":
            in_value = True
        elif in_value and sign in _OPENING:
            depth += 1
        elif in_value and sign in _CLOSING:
            depth -= 1
        end = found.end()


def _heads(tokens: list[_Token]) -> set[int]:
    """The tokens that begin a header's line, and the comments that touch it from above."""
    heads: set[int] = set()
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if not token.begins_line or token.depth:
            continue
        touches = at + 1 in heads and tokens[at + 1].space.count("\n") == 1
        if token.in_header or (token.is_comment and touches):
            heads.add(at)
    return heads


def _space(tokens: list[_Token], at: int, heads: set[int]) -> str:
    """The white space that belongs before a token."""
    if not at:
        return ""
    before, token = tokens[at - 1], tokens[at]
    if "\n" not in token.space:
        return _within_line(before, token)
    breaks = min(token.space.count("\n"), 2)
    if token.depth:
        if before.text in _OPENING or token.text in _CLOSING:
            breaks = 1
        return "\n" * breaks + _INDENT * (token.depth - (token.text in _CLOSING))
    if at in heads:
        breaks = 1 if at - 1 in heads else 2
    elif before.in_header and not token.is_comment:
        breaks = 1
    return "\n" * breaks


def _within_line(before: _Token, token: _Token) -> str:
    """The white space that belongs between two tokens of a line."""
    signs = {before.text, token.text}
    opens, closes = before.text in _OPENING, token.text in _CLOSING
    if token.is_comment:
        return token.space or _BEFORE_COMMENT
    if token.in_header:
        return "" if opens or closes else token.space
    if opens and closes:
        return ""
    if opens or closes:
        return " " if token.text == "}" or before.text == "{" else ""
    if token.text == ",":
        return ""
    return " " if signs & {",", "="} else token.space
