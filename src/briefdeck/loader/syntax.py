"""What is wrong where tomli gives up, in an author's words, with what to do about it."""

import contextlib
import re
import unicodedata
from collections.abc import Callable
from typing import Final

import tomli

from briefdeck.loader import syntax_edits as edits
from briefdeck.loader import syntax_values as values
from briefdeck.loader.recovery import Fault
from briefdeck.loader.scan import Repeated, ScanError, repeated, scan
from briefdeck.model.briefing import TABLES
from briefdeck.model.problem import Complaint, Remedy
from briefdeck.text.words import quoted

_CONFLICT: Final = re.compile(r"(?:<<<<<<<|=======|>>>>>>>)")
_HEADER_NAME: Final = re.compile(r"\[+\s*([\w.-]*)")
_COLON: Final = re.compile(r"[ \t]*([\w.-]+|\"[^\"]*\")[ \t]*:")
_KEY_AND_VALUE: Final = re.compile(r"[ \t]*([\w.-]+)[ \t]+([\"'\[{\d][^\n]*)")
_LOOK_ALIKE: Final = re.compile(
    r"[ \t]*(?:[\w.-]+[ \t]*=?[ \t]*)?([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\uff1d\ufe66])"
    r"(?=[ \t]*(?:[\w.-]+[ \t]*=|[=\"'\[{\d]))"
)
"""A blank or an equals sign from pasted text, where else a statement or a header would stand."""

_TOO_MANY_DIGITS: Final = re.compile(r"[0-9_]{4300,}")
"""A number that Python refuses to read (`sys.int_info.default_max_str_digits`)."""

_OTHER_COMMENT: Final = re.compile(r"(//+|--+|;+|/\*+|%+)")


def explain(fault: Fault) -> Complaint:
    """Return what an author should know about a fault."""
    match fault.error:
        case RecursionError():
            return _too_deep(fault)
        case tomli.TOMLDecodeError():
            pass
        case _:
            # The one error that Python itself raises in tomli: it reads no number of that length.
            return _huge_number(fault)
    for opening, explanation in _EXPLANATIONS:
        if not fault.message.startswith(opening):
            continue
        complaint = explanation(fault)
        if complaint is not None:
            return complaint
    words = fault.message.rstrip(".")
    return fault.complaint(f"This is not TOML: {words[:1].lower()}{words[1:]}.", "", fault.span())


def _too_deep(fault: Fault) -> Complaint:
    """Nesting beyond what tomli takes; the scanner knows where."""
    position = fault.start
    try:
        scan(fault.part)
    except ScanError as error:
        position += error.position
    return fault.complaint(
        "Lists, tables or keys are nested too deep to be read.",
        "A briefing needs four levels at most.",
        (position, position + 1),
        rule="nesting",
    )


def _huge_number(fault: Fault) -> Complaint:
    """A number of thousands of digits."""
    match = _TOO_MANY_DIGITS.search(fault.text, fault.start)
    position = match.start() if match else fault.start
    return fault.complaint(
        "This number has more digits than any figure needs.",
        "Write it in a larger unit, or in quotes if it is not a quantity.",
        (position, position + 1),
    )


def _set_twice(fault: Fault) -> Complaint:
    """A key or table that is there twice."""
    name = re.sub(r"[\[\]]", "", fault.line.split("#")[0]).strip()
    remedy: Remedy | str
    if fault.is_in_header and name in TABLES:
        message = f"`[{name}]` and `[[{name}]]` cannot both be used."
        words = f"Write `[[{name}]]` above each entry."
        remedy = edits.rewritten(words, edits.double_brackets(fault, name))
    elif second := _first_repeated(fault):
        return _repeated(fault, second)
    elif fault.is_in_header:
        message = f"The table {quoted(name)} is there twice."
        remedy = "Put its lines together under one header."
    else:
        message = f"{quoted(fault.key)} is set twice."
        remedy = "Keep one of the two."
    return fault.complaint(message, remedy, fault.whole_line, rule="duplicate-key")


def _first_repeated(fault: Fault) -> Repeated | None:
    """The first key or table that the scanner, which sees more than tomli's line, finds twice."""
    line_end = fault.line_start + len(fault.line)
    for end in (fault.end, line_end):
        # What stands below may have a fault of its own.
        with contextlib.suppress(ScanError):
            found = repeated(fault.text[fault.start : end])
            return found[0] if found else None
    return None


def _repeated(fault: Fault, second: Repeated) -> Complaint:
    """A key or table that the scanner found twice."""
    line = fault.text.count("\n", 0, fault.start + second.first) + 1
    remedy: Remedy | str
    if _is_in_header(fault.part, second.start):
        name = ".".join(str(key) for key in second.path if isinstance(key, str))
        message = f"The table `[{name}]` is there twice; the first is in line {line}."
        remedy = "Put the lines of both under one header."
    else:
        message = f"{quoted(second.path[-1])} is set twice; the first time in line {line}."
        remedy = edits.rewritten("Keep one of the two.", edits.one_of_two(fault, second))
    span = fault.start + second.start, fault.start + second.end
    return fault.complaint(message, remedy, span, rule="duplicate-key")


def _is_in_header(text: str, key_start: int) -> bool:
    """Whether a key is (the last part of) the name in a header."""
    line_start = text.rfind("\n", 0, key_start) + 1
    return text[key_start - 1] in "[." and text[line_start:].lstrip().startswith("[")


def _conflict(fault: Fault) -> Complaint | None:
    """What git leaves where two versions disagree."""
    if not _CONFLICT.match(fault.line):
        return None
    return fault.complaint(
        "A merge left its conflict markers here.",
        "Keep one of the two versions between the markers, and take the markers out.",
        (fault.line_start, fault.line_start + 7),
    )


def _open_header(fault: Fault) -> Complaint:
    """A header without its closing bracket."""
    meant = _header_meant(fault)
    remedy = edits.rewritten(f"Write `{meant}`.", edits.closed_header(fault, meant))
    return fault.complaint("The header of a table is not closed.", remedy, fault.whole_line)


def _more_behind_a_header(fault: Fault) -> Complaint | None:
    """Anything on the line of a header but a comment."""
    if not fault.is_in_header:
        return None
    meant = _header_meant(fault)
    changes = edits.closed_header(fault, meant) or edits.statement_below(fault)
    return fault.complaint(
        "Nothing may stand behind a header on its line.",
        edits.rewritten(f"Write `{meant}`, and what follows on the next line.", changes),
        (fault.at, fault.whole_line[1]),
    )


def _header_meant(fault: Fault) -> str:
    """The header as it should be; with two brackets where briefings have a list of such tables."""
    stripped = fault.line.strip()
    match = _HEADER_NAME.match(stripped)
    name = match[1] if match else ""
    if not name:
        return "[briefing]"
    is_entry = stripped.startswith("[[") or name.split(".")[0] in TABLES
    return f"[[{name}]]" if is_entry else f"[{name}]"


def _empty_header(fault: Fault) -> Complaint | None:
    """A header with nothing in its brackets."""
    if not fault.is_in_header:
        return None
    remedy = "Write for instance `[[events]]`."
    return fault.complaint("The header of a table names nothing.", remedy, fault.whole_line)


def _colon(fault: Fault) -> Complaint | None:
    """A key as YAML writes it."""
    match = _COLON.match(fault.line)
    if not match:
        return None
    end = fault.line_start + match.end()
    value = fault.line[match.end() :].lstrip()
    start = fault.line_start + len(fault.line) - len(value)
    changes = edits.replaced(fault.line_start + match.end(1), start, " = ")
    if not value or value.startswith(("/", "=")):
        changes = ()
    remedy = edits.rewritten(f"Write `{match[1]} = …`.", changes, is_safe=_is_known(match[1]))
    return fault.complaint(
        "A key and its value are joined by `=`, not by a colon.", remedy, (end - 1, end)
    )


def _is_known(key: str) -> bool:
    """Whether a word that begins a line is a key of the format, and hardly one of a sentence."""
    from briefdeck.loader.mismatch import known_keys

    return key.strip('"') in known_keys()


def _no_equals(fault: Fault) -> Complaint | None:
    """A key and a value with nothing but blanks between them."""
    match = _KEY_AND_VALUE.match(fault.line)
    if not match:
        return None
    key, value = match.groups()
    span = fault.line_start + match.end(1), fault.line_start + match.start(2)
    remedy = edits.rewritten(
        f"Write `{key} = {value[:30]}`.", edits.replaced(*span, " = "), is_safe=_is_known(key)
    )
    return fault.complaint(f"`=` is missing after `{key}`.", remedy, _key_span(fault, key))


def _not_a_key(fault: Fault) -> Complaint | None:
    """Words before the `=` that are not one key."""
    key, equals, _ = fault.line.partition("=")
    if not equals:
        return None
    key = key.strip()
    return fault.complaint(
        f"{quoted(key)} is not a key: letters a to z, digits, `-` and `_` only.",
        "Take out blanks and other signs, or put it in quotes.",
        _key_span(fault, key),
    )


def _key_span(fault: Fault, key: str) -> tuple[int, int]:
    start = fault.line_start + max(fault.line.find(key), 0)
    return start, start + len(key)


def _odd_sign(fault: Fault) -> Complaint | None:
    """A blank or an equals sign that is not the common one: it came along with pasted text."""
    found = _LOOK_ALIKE.match(fault.line)
    if not found:
        return None
    sign = found[1]
    common = "equals sign" if unicodedata.normalize("NFKC", sign) == "=" else "blank"
    name = unicodedata.name(sign, "no name").lower()
    start = fault.line_start + found.start(1)
    span = start, start + 1
    changes = edits.replaced(*span, "=" if common == "equals sign" else " ")
    return fault.complaint(
        f"This {common} is not the common one but U+{ord(sign):04X} ({name}).",
        edits.rewritten(f"Put a common {common} in its place.", changes),
        span,
    )


def _other_comment(fault: Fault) -> Complaint | None:
    """A comment of another language."""
    start, end = fault.whole_line
    found = _OTHER_COMMENT.match(fault.text, start, end)
    if found is None:
        return None
    message = "TOML has no comments of this kind."
    remedy = edits.rewritten("A comment begins with `#`.", edits.replaced(*found.span(1), "#"))
    return fault.complaint(message, remedy, (start, end))


def _key_alone(fault: Fault) -> Complaint:
    """A line that stops behind its key."""
    remedy = 'A line is `key = value`. A text of several lines goes between `"""` and `"""`.'
    return fault.complaint("This line sets nothing.", remedy, fault.whole_line)


def _not_a_statement(fault: Fault) -> Complaint:
    """A line that begins with what begins no statement."""
    remedy = (
        "A line is `key = value`, a header or a comment (`# …`)."
        ' A text of several lines goes between `"""` and `"""`.'
    )
    return fault.complaint("This line sets nothing.", remedy, fault.whole_line)


def _more_on_the_line(fault: Fault) -> Complaint:
    """A second statement, or words, behind a value."""
    words = "Put each `key = value` on a line of its own; a comment begins with `#`."
    return fault.complaint(
        "Nothing may follow a value on its line.",
        edits.rewritten(words, edits.statement_below(fault)),
        (fault.at, fault.line_start + len(fault.line.rstrip())),
    )


_ANY: Final = ""
_TWICE: Final = ("Cannot ", "Duplicate inline table key")
_VALUE: Final = "Invalid value"
_EQUALS: Final = "Expected '='"
_MORE: Final = "Expected newline"
_KEY: Final = "Invalid initial character"
_STATEMENT: Final = ("Invalid statement", _KEY)
_TEXT_END: Final = (
    "Unterminated string",
    "Illegal character '\\n'",
    "Found invalid character '\\n'",
    'Expected "\'"',
    "Expected \"'''\"",
    "Expected '\"",
)
_CHARACTER: Final = ("Illegal character", "Found invalid character")
_ESCAPE: Final = ("Unescaped '\\' in a string", "Invalid hex value", "Escaped character")

Explanation = tuple[str | tuple[str, ...], Callable[[Fault], Complaint | None]]

_EXPLANATIONS: Final[tuple[Explanation, ...]] = (
    (_TWICE, _set_twice),
    (_ANY, _conflict),
    (_ANY, values.text_closed_by_the_next),
    (_ANY, values.curly_quote),
    (_ANY, values.date_without_quotes),
    (_TEXT_END, values.open_text),
    (_CHARACTER, values.control_character),
    (_VALUE, values.no_value),
    (_VALUE, values.truth),
    (_VALUE, values.bare_words),
    ("Invalid date or datetime", values.no_such_date),
    (_ANY, values.bare_date),
    (_ANY, values.number),
    (_EQUALS, values.grouped_number),
    (_ESCAPE, values.escape),
    ("Expected ']", _open_header),
    (_MORE, _more_behind_a_header),
    (_KEY, values.table_without_end),
    (_VALUE, values.list_without_end),
    ("Unclosed array", values.open_list),
    ("Unclosed inline table", values.open_table),
    (_VALUE, _odd_sign),
    (_VALUE, values.other_value),
    (_MORE, values.quote_inside),
    (_EQUALS, _other_comment),
    (_EQUALS, _colon),
    (_EQUALS, _odd_sign),
    (_EQUALS, _no_equals),
    (_EQUALS, _not_a_key),
    (_EQUALS, _key_alone),
    (_KEY, _empty_header),
    (_STATEMENT, _odd_sign),
    (_STATEMENT, _other_comment),
    (_STATEMENT, _not_a_statement),
    (_MORE, _more_on_the_line),
)
"""What tomli's message begins with, and what may then be wrong; the first to say something counts.

Tomli names the place where it could not go on, which is often not the one that is wrong: the
guesses that look at the text come before those that only put tomli's words into an author's. Its
messages are matched as of tomli 2.4; one that is not known is shown as it is.
"""
