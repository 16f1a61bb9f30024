"""Rules on prose that will not show as its author meant: failed citations, foreign markup."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case, Piece
from briefdeck.check.rule import Finding, rule
from briefdeck.model.bracket import brackets
from briefdeck.text.pattern import pattern

_TAG: Final = r"(?i:</?(?:a|abbr|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|script|small|span|strong|style|sub|sup|table|td|th|tr|u|ul)\b[^<>\x00]{0,200}>)"
_CONSOLE: Final = r"\[/?(?:bold|italic|underline|strike|dim|reverse|blink|red|green|blue|yellow|magenta|cyan|white|black|bright_[a-z]+|link(?:=[^\[\]\x00]{0,200})?|b|i|u|s)(?: [a-z_ ]{0,40})?\]|\[/\]"
_OPENING: Final = pattern(r"(?<![\\\[])\[[@\[]")
_SOUND: Final = pattern(r"\[(?:@[^\[\]`\\\x00]*|\[[^\[\]`\\\n|,;]+(?:\|[^\[\]`\\\x00]*)?\])\]")
_BARE: Final = pattern(r"@(?<!\[@)[a-z0-9]+(?:-[a-z0-9]+)*")


@rule("warning")
def failed_citation(case: Case) -> Iterator[Finding]:
    """A citation or a link is not closed, or is not read as one."""
    if "@" not in case.text and "[[" not in case.text:
        return
    openings = case.text.count("[@") + case.text.count("[[")
    if openings > sum(1 for _ in _SOUND.finditer(case.text)):
        suspects = {
            case.piece_at(position)[0]
            for opening in ("[@", "[[")
            for position in case.find_all(opening)
        }
        for piece in sorted(suspects, key=lambda piece: piece.entry):
            yield from _failed(case, piece)
    yield from _bare_citations(case)


def _failed(case: Case, piece: Piece) -> Iterator[Finding]:
    """Openings of citations and links in a piece that nothing reads as such."""
    read = {bracket.start for bracket in brackets(piece.text)}
    start = case.start_of(piece)
    for match in _OPENING.finditer(piece.text):
        if match.start() in read or case.is_code(start + match.start()):
            continue
        cites = match[0] == "[@"
        shown = " ".join(piece.text[match.start() : match.start() + 24].split())
        message = f"`{shown}…` is not read as a {'citation' if cites else 'link'}."
        remedy = (
            "Write `[@source, p. 9]`, and close it."
            if cites
            else "Write `[[entry]]` or `[[entry|words]]`, and close it with `]]`."
        )
        yield Finding(piece.path, message, remedy, offset=match.start())


def _bare_citations(case: Case) -> Iterator[Finding]:
    """`@source` without brackets, which Pandoc would read and this format does not."""
    for match in _BARE.finditer(case.text):
        before = case.text[match.start() - 1 : match.start()]
        if before.isalnum() or match[0][1:] not in case.sources:
            continue
        if not case.is_markup(match.start()):
            piece, offset = case.piece_at(match.start())
            yield Finding(
                piece.path,
                f"`{match[0]}` is not read as a citation.",
                f"Put it in brackets: `[{match[0]}]`.",
                offset=offset,
            )


@rule("note")
def foreign_markup(case: Case) -> Iterator[Finding]:
    """Markup of another kind is shown as the characters that it is made of."""
    text = case.text
    patterns = ((_TAG, "HTML", ("<",)), (_CONSOLE, "console markup", ("[/", "[bold")))
    for markup, name, signs in patterns:
        for match in re.finditer(markup, text) if any(sign in text for sign in signs) else ():
            if case.is_code(match.start()):
                continue
            piece, offset = case.piece_at(match.start())
            message = f"`{match[0][:30]}` is {name} and is shown as it stands."
            yield Finding(
                piece.path,
                message,
                "Prose is CommonMark: `*emphasis*`, `**strong**`, `` `code` ``; put it in backticks where you mean the characters.",
                offset=offset,
            )
