"""How a fault is mended where there is but one way: the changes, nothing where there are more."""

import re
from typing import Final

from briefdeck.loader.mending import without_statement
from briefdeck.loader.recovery import Fault
from briefdeck.loader.scan import Repeated, ScanError, statement_end
from briefdeck.model.problem import Change, Edit, Remedy
from briefdeck.text.pattern import pattern

Changes = tuple[Change, ...]

_KEY: Final = pattern(r"[ \t]*[\w.-]+[ \t]*=[ \t]*")
_NEXT_STATEMENT: Final = pattern(r"[ \t\n]*(?:[\w.-]+[ \t]*=|\[|#|\Z)")
_END_OF_LIST: Final = pattern(r"\s*(?:[\w.-]+[ \t]*=|\[\[?[\w.-]+\]|\Z)")
_TEXT_OR_COMMENT: Final = pattern(
    r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*'
)
_CLOSERS: Final = {"“": "”“\"", "„": "“”\"", "‟": "”\"", "”": "”\"", "«": "»", "»": "«",
                   "‘": "’‘'", "‚": "‘’'", "‛": "’'", "’": "’'"}  # fmt: skip
"""Typographic quotes that open a text, and what may close it."""

_BACKSLASH: Final = pattern(
    r'\\(?P<sound>[btnfre]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|["\\]|[ \t]*\n)?'
)
_DRIVE: Final = pattern(r"[\"'][A-Za-z]:\\")
_PAIR_OF_HALVES: Final = pattern(r"\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_QUOTED_STATEMENT: Final = pattern(
    r"[ \t]*[\w.-]+[ \t]*=[ \t]*(?P<quote>[\"'])(?P<body>[^#\n]*)(?P=quote)[ \t]*(?:#[^\"'\n]*)?"
)
_SEVERAL: Final = pattern(r"\"\s*(?:[,;]\s*)?(?:\"|[\w.-]+\s*=)")
"""Between two quotes of a line that is several texts or statements, and not one text."""
_PLAIN_QUOTE: Final = pattern(r"(?<!\\)(?:\\\\)*\"")
_HEADER: Final = pattern(r"\[{1,2}\s*[\w.-]+(?P<end>(?:\s*\])*)\s*(?P<rest>[^#]*)(?:#.*)?")


def rewritten(words: str, changes: Changes, *, is_safe: bool = True) -> Remedy | str:
    """Return a remedy that makes these changes; where there are none, its words."""
    return Remedy(words, Edit("rewrite", changes=changes), is_safe) if changes else words


def replaced(start: int, end: int, text: str) -> Changes:
    """Return the one change that puts a text into the place of another."""
    return (Change(start, end, text),)


def in_quotes(fault: Fault, start: int, end: int) -> Changes:
    """Return the changes that put quotes around words; one may stand behind them already."""
    words = fault.text[start:end]
    if '"' in words or "\\" in words:
        return ()
    opening = Change(start, start, '"')
    if fault.text.startswith('"', end):
        return (opening,)
    return opening, Change(end, end, '"')


def closing_quote(fault: Fault, opening: int, quote: str) -> Changes:
    """Return the change that closes the text of a statement at its line's end.

    None where the text may end earlier, or go on in the next line.
    """
    text = fault.text
    line_end = text.find("\n", opening)
    end = line_end if line_end >= 0 else len(text)
    words = text[opening + 1 : end].rstrip()
    line_start = text.rfind("\n", 0, opening) + 1
    if not words or not _KEY.fullmatch(text, line_start, opening):
        return ()
    if not _NEXT_STATEMENT.match(text, end):
        return ()
    at = opening + 1 + len(words)
    if words[-1] == "”" and "“" not in words and quote == '"':
        words, last = words[:-1], 1
    else:
        last = 0
    if set(words) & {quote, "\\", "#"} or words[-1:] in set("\"'”’]},;"):
        return ()
    return replaced(at - last, at, quote)


def straight_quotes(fault: Fault) -> Changes:
    """Return the changes that put straight quotes in the place of the curly ones of a text."""
    closers = _CLOSERS.get(fault.rest[:1])
    if closers is None:
        return ()
    body = r"(?P<body>.*?)" if _KEY.fullmatch(fault.before) else rf"(?P<body>[^{closers}]*)"
    behind = r"\s*(?:#.*)?$" if _KEY.fullmatch(fault.before) else r"\s*[,\]}]"
    found = re.compile(rf".{body}[{closers}](?={behind})").match(fault.rest)
    if found is None or "\\" in found["body"]:
        return ()
    inside = [
        Change(fault.at + found.start("body") + quote.start(), fault.at + found.start("body")
               + quote.start(), "\\")
        for quote in re.finditer('"', found["body"])
    ]  # fmt: skip
    end = fault.at + found.end()
    return Change(fault.at, fault.at + 1, '"'), *inside, Change(end - 1, end, '"')


def whole_character(fault: Fault, position: int) -> Changes:
    """Return the change that writes the two halves of a character as one."""
    found = _PAIR_OF_HALVES.match(fault.text, position)
    if found is None:
        return ()
    high, low = (int(half, 16) for half in found.groups())
    code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return replaced(*found.span(), f"\\U{code:08X}")


def doubled_backslashes(fault: Fault, position: int) -> tuple[Changes, bool]:
    """Return the changes that double the backslashes of a text, and whether that is surely meant.

    In the path of a file all stand for themselves; elsewhere those that mean nothing do, and where
    others mean something nobody can be sure.
    """
    literal = _string_around(fault, position)
    if literal is None:
        return (), False
    is_path = _DRIVE.match(literal[0]) is not None
    changes: list[Change] = []
    is_sure = True
    for found in _BACKSLASH.finditer(literal[0]):
        sound = found["sound"]
        stands_for_itself = sound is None or (is_path and sound[0].isalpha())
        at = literal.start() + found.start()
        if stands_for_itself:
            changes.append(Change(at, at, "\\"))
        elif sound[0].isalpha():
            is_sure = False
    return tuple(changes), is_sure


def _string_around(fault: Fault, position: int) -> re.Match[str] | None:
    """The literal of the string that has an offset."""
    for found in _TEXT_OR_COMMENT.finditer(fault.text, fault.start):
        if found.end() > position:
            is_there = found.start() <= position and found[0].startswith('"')
            return found if is_there else None
    return None


def escaped_quotes(fault: Fault) -> Changes:
    """Return the changes that make one text of a line whose quotes end it early.

    Quotes inside double ones are escaped; around a text with an apostrophe they become double ones.
    """
    found = _QUOTED_STATEMENT.fullmatch(fault.line)
    if found is None:
        return ()
    body, start = found["body"], fault.line_start + found.start("body")
    if found["quote"] == "'":
        if '"' in body or "\\" in body or "''" in body:
            return ()
        end = start + len(body)
        return Change(start - 1, start, '"'), Change(end, end + 1, '"')
    if _SEVERAL.search(body):
        return ()
    ends = [start + quote.end() - 1 for quote in _PLAIN_QUOTE.finditer(body)]
    return tuple([Change(end, end, "\\") for end in ends])


def comma_before(fault: Fault) -> Changes:
    """Return the change that puts a comma behind what stands before the fault."""
    at = _last_sign(fault, fault.at)
    return replaced(at, at, ",")


def closing_bracket(fault: Fault, opening: int, closing: str) -> Changes:
    """Return the change that closes a list or an inline table where nothing else can belong to it.

    A list of several lines is closed on a line of its own.
    """
    limit = fault.end if fault.at >= fault.end - 1 else fault.at
    at = _last_sign(fault, limit)
    last = fault.text[at - 1]
    is_list = closing == "]"
    if not is_list and last == "," and fault.rest.startswith("{"):
        # The next table of a list: the comma stands between the two.
        at = _last_sign(fault, at - 1)
        last = fault.text[at - 1]
    if at - 1 <= opening or last in "[{=" or (last == "," and not is_list):
        return ()
    if is_list and not _END_OF_LIST.match(fault.text, limit):
        return ()
    if is_list and fault.text.rfind("\n", limit - 1, limit) < 0 and limit < fault.end:
        return ()
    between = fault.text[opening:at]
    apart = "\n" if is_list and "\n" in between else ""
    if not is_list and between.startswith("{ "):
        apart = " "
    return replaced(at, at, apart + closing)


def _last_sign(fault: Fault, limit: int) -> int:
    """Behind the last character before an offset that is neither a blank nor in a comment."""
    text = fault.text[fault.start : limit]
    masked = _TEXT_OR_COMMENT.sub(_without_comment, text)
    return fault.start + len(masked.rstrip())


def _without_comment(found: re.Match[str]) -> str:
    return " " * len(found[0]) if found[0].startswith("#") else found[0]


def closed_header(fault: Fault, meant: str) -> Changes:
    """Return the change that writes a header as it is meant, if it stands alone on its line."""
    start, end = fault.whole_line
    found = _HEADER.fullmatch(fault.text[start:end])
    if found is None or found["rest"].strip():
        return ()
    return replaced(start, start + found.end("end"), meant)


def statement_below(fault: Fault) -> Changes:
    """Return the change that puts what begins at the fault on a line of its own."""
    rest = fault.rest.lstrip()
    if not _KEY.match(rest):
        return ()
    end = fault.at + len(fault.rest) - len(rest)
    return replaced(fault.line_start + len(fault.before.rstrip()), end, "\n")


def double_brackets(fault: Fault, name: str) -> Changes:
    """Return the changes that double the brackets around a name, wherever they are single."""
    single = re.compile(rf"^[ \t]*(\[[ \t]*{re.escape(name)}[ \t]*\])(?!\])", re.MULTILINE)
    changes: list[Change] = []
    for found in single.finditer(fault.text):
        start, end = found.span(1)
        changes += Change(start, start, "["), Change(end, end, "]")
    return tuple(changes)


def one_of_two(fault: Fault, second: Repeated) -> Changes:
    """Return the change that takes a key out that is set twice to the same value.

    The second goes, unless a comment is on its line and none on that of the first.
    """
    first, again = fault.start + second.first, fault.start + second.start
    try:
        ends = statement_end(fault.text, first), statement_end(fault.text, again)
    except ScanError:
        return ()
    if fault.text[first : ends[0]] != fault.text[again : ends[1]]:
        return ()
    changes = [
        without_statement(fault.text, start, end)
        for start, end in zip((again, first), reversed(ends), strict=True)
    ]
    whole_lines = [each for each in changes if each and fault.text[each[0].end - 1] == "\n"]
    return next(iter(whole_lines), changes[0])
