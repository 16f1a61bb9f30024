"""What is wrong with a value where tomli gives up: with a text, a date, a number, or a list."""

import re
from typing import Final

from briefdeck.loader import syntax_edits as edits
from briefdeck.loader.mending import without_statement
from briefdeck.loader.recovery import Fault
from briefdeck.loader.scan import ScanError, scan
from briefdeck.model.datehints import hint, nearest_dates
from briefdeck.model.edtf import is_edtf
from briefdeck.model.problem import Complaint, Remedy
from briefdeck.text.words import capital, listed, quoted

_CURLY: Final = frozenset("“”„‟«»‘’‚‛")

_NEXT_KEY: Final = re.compile(r"\s*[\w.-]+\s*=")
"""A statement that follows on the same line."""

_KEY_BEFORE_TEXT: Final = re.compile(r"[ \t]*[\w.-]+[ \t]*=[ \t]*")
_END_OF_ITEM: Final = re.compile(r"[#\]},]")
_COMMENT: Final = re.compile(r"\s#")
_TRUTH: Final = re.compile(r"(true|yes|on|false|no|off)(?=[ \t]*(?:[,\]}#]|\Z))", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"(?:US)?[$€£]\s?(\d[\d.]*)")
_FRACTION: Final = re.compile(r"\.\d+")
# Dates of EDTF as authors write them: `1996/2000`, `2006?`, `199X`, `2017/..` and the like.
_DATE_LIKE: Final = re.compile(
    r"[+-]?(?:\d{1,4}[-/]\d|\d{4}[~?%]|\d{2,3}X|\d{4}-XX|\d{4}(?:-\d\d){0,2}/|\.\./\d)[^\s,#\]}]*"
)
_DATED: Final = re.compile(
    r"^\s*(?P<key>date|span|as_of|issued|accessed)\s*=\s*(?P<value>[^\s\"'\[{#][^\"'#\n]*)"
)
_DATED_INLINE: Final = re.compile(
    r"[{,]\s*(?P<key>date|at)\s*=\s*(?P<value>[^\s\"'\[{,#][^\"',}#\n]*)"
)
_NUMBER: Final = re.compile(r"[+-]?[\d][\d,. _]*(?P<unit>[^\s,#\]}]*(?: [A-Za-z%]+)*)")
_GROUPING: Final = re.compile(r"(?<=\d),(?=\d)")
_GROUPS: Final = re.compile(r"[+-]?\d{1,3}(?:([, _])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_DECIMAL_COMMA: Final = re.compile(r"[+-]?\d+,\d{1,2}")
_GROUPED: Final = re.compile(r"=\s*(\d{1,3}(?:,\d{3})+)\s*$")
_HALF_A_CHARACTER: Final = re.compile(r"\\u[Dd][89A-Fa-f][0-9A-Fa-f]{2}")
_END_OF_WORD: Final = re.compile(r"[\s,\]}#]")
_END_OF_STATEMENT: Final = re.compile(r"\s*[,;]\s*(?:#.*)?")
_ITEM: Final = re.compile(r"[\"'{\[\d+-]")
_HEADER: Final = re.compile(r"\[\[?[\w.-]+\]\]?\s*(#|$)")
_PAIR: Final = re.compile(r"[\w\"'-]+\s*=")
_TEXT_OR_COMMENT: Final = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*')

_OPENING_SIGNS: Final = frozenset("$€£.@")
_NOTHING: Final = frozenset({"null", "none", "nil", "undefined"})
_BRACKETS: Final = {"[": ("list", "]"), "{": ("table", "}")}
"""What begins with an opening bracket, and the bracket that closes it."""


def text_closed_by_the_next(fault: Fault) -> Complaint | None:
    """A long text left open, which the opening quotes of the next one seem to close."""
    # Tomli stops far below, in the words of the next text. Of the quotes above it, the last pair
    # tells: a text that is opened by `key = """` cannot be the end of another.
    before = fault.text[fault.start : fault.at]
    for quotes in ('"""', "'''"):
        found = [match.start() for match in re.finditer(quotes, before)]
        if len(found) < 2 or len(found) % 2:
            continue
        line_start = before.rfind("\n", 0, found[-1]) + 1
        if _KEY_BEFORE_TEXT.fullmatch(before[line_start : found[-1]]):
            return _open_text(fault, quotes, fault.start + found[-2])
    return None


def curly_quote(fault: Fault) -> Complaint | None:
    """Typographic quotes around a text."""
    char = fault.rest[:1] or fault.line.strip()[:1]
    if char not in _CURLY:
        return None
    words = 'Write straight quotes around a string: `"…"`. Inside it curly ones are welcome.'
    return fault.complaint(
        f"A string cannot be put in curly quotes ({char}).",
        edits.rewritten(words, edits.straight_quotes(fault)),
        fault.span(),
    )


def open_text(fault: Fault) -> Complaint:
    """A text that its line, or the file, ends."""
    # Tomli tells where it ended; where it began, the scanner knows.
    try:
        scan(fault.part)
    except ScanError as error:
        opening = fault.start + error.position
        quote = fault.text[opening : opening + 1]
        if quote in ("'", '"'):
            if fault.text.startswith(quote * 3, opening):
                quote *= 3
            return _open_text(fault, quote, opening)
    return _open_text(fault, '"', fault.at)


def _open_text(fault: Fault, quotes: str, opening: int) -> Complaint:
    """The complaint about a text that begins at `opening` with these quotes."""
    remedy: Remedy | str = f"Close it with `{quotes}`."
    if len(quotes) == 1:
        words = (
            f"Close it with `{quotes}` on the same line;"
            ' a string of several lines goes between `"""` and `"""`.'
        )
        remedy = edits.rewritten(words, edits.closing_quote(fault, opening, quotes))
    return fault.complaint(
        "The text that begins here is never closed.", remedy, (opening, opening + len(quotes))
    )


def control_character(fault: Fault) -> Complaint | None:
    """A character that TOML allows nowhere."""
    char = fault.rest[:1]
    if char in ("", "\n"):
        return None
    code = f"{ord(char):04X}"
    words = f"Take it out, or write it as `\\u{code}` if it is meant."
    instead = " " if char.isspace() else ""
    return fault.complaint(
        f"A control character (U+{code}) stands here; TOML does not allow any.",
        edits.rewritten(words, edits.replaced(*fault.span(), instead)),
        fault.span(),
    )


def escape(fault: Fault) -> Complaint:
    """A backslash with nothing behind it that TOML knows."""
    position = fault.text.rfind("\\", fault.start, fault.at + 1)
    # Codes from D800 to DFFF are halves of a character in UTF-16, which JSON writes in pairs.
    # Behind the first of a pair tomli gives up where the second begins.
    half = _HALF_A_CHARACTER.match(fault.text, position - 6) or _HALF_A_CHARACTER.match(
        fault.text, position
    )
    if half:
        changes = edits.whole_character(fault, half.start())
        code = changes[0].text if changes else "\\U0001F600"
        words = f"Write the character itself, or its whole code: `{code}`."
        remedy = edits.rewritten(words, changes)
        return fault.complaint(f"{quoted(half[0])} is half a character.", remedy, half.span())
    sequence = fault.text[position : position + 2].rstrip("\n")
    changes, is_sure = edits.doubled_backslashes(fault, position)
    words = "Write `\\\\` for a backslash, or put the text in single quotes: `'…'`."
    return fault.complaint(
        f"{quoted(sequence)} means nothing in a string.",
        edits.rewritten(words, changes, is_safe=is_sure),
        (position, position + len(sequence)),
    )


def quote_inside(fault: Fault) -> Complaint | None:
    """A quote inside a text that ends it early."""
    before = fault.before.rstrip()
    rest = fault.rest.lstrip()
    if not before.endswith(('"', "'")) or rest[:1] in ("", *"[]{}="):
        return None
    if _NEXT_KEY.match(rest):
        return None
    if _END_OF_STATEMENT.fullmatch(rest):
        return _needless_sign(fault, rest[0])
    words = "Write `\\\"` for a quote inside a string, or put the whole between '…'."
    if before[-1] == "'":
        words = 'A text with an apostrophe goes between `"…"`.'
    position = fault.line_start + len(before) - 1
    return fault.complaint(
        "The text ends at this quote, but the line goes on.",
        edits.rewritten(words, edits.escaped_quotes(fault)),
        (position, position + 1),
    )


def _needless_sign(fault: Fault, sign: str) -> Complaint:
    """A comma or semicolon at a statement's end."""
    position = fault.text.index(sign, fault.at)
    span = position, position + 1
    return fault.complaint(
        f"A statement ends without `{sign}`.",
        edits.rewritten("Take it out: the line's end is enough.", edits.replaced(*span, "")),
        span,
    )


def no_value(fault: Fault) -> Complaint | None:
    """A key with nothing behind its `=`."""
    rest = fault.rest.strip()
    if not fault.before.rstrip().endswith("=") or rest[:1] not in ("", "#"):
        return None
    remedy = f'Write one after the `=`, for instance `{fault.key} = "…"`, or take the line out.'
    return fault.complaint(f"`{fault.key}` has no value.", remedy, fault.whole_line)


def truth(fault: Fault) -> Complaint | None:
    """`True` or `yes`."""
    match = _TRUTH.match(fault.rest)
    if not match:
        return None
    said = match[1].lower()
    right = "true" if said in ("true", "yes", "on") else "false"
    span = fault.span(len(match[1]))
    words = f"Write `{right}`, in small letters."
    # "No" may be the word.
    remedy = edits.rewritten(words, edits.replaced(*span, right), is_safe=said == right)
    return fault.complaint(f"{quoted(match[1])} is not a value.", remedy, span)


def bare_words(fault: Fault) -> Complaint | None:
    """Words, or an amount of money, without quotes."""
    first = fault.rest[:1]
    if not first.isalpha() and first not in _OPENING_SIGNS:
        return None
    opened = fault.before.count("{") - fault.before.count("}")
    is_item = fault.text[fault.at - 1] in "[,{" or "[" in fault.before or opened > 0
    end = _END_OF_ITEM if is_item else _COMMENT
    words = end.split(fault.rest)[0].strip()
    if not is_item:
        # Often only the quote that opens the text is missing.
        words = words.rstrip('"')
    span = fault.span(len(words))
    if words.lower() in _NOTHING:
        return _nothing(fault, words, is_item=is_item)
    remedy = _number_remedy(words, span)
    if remedy:
        return _not_a_number(fault, words, remedy, span)
    # A quote or a backslash would have to be escaped: the example leaves the words to the author.
    shown = "…" if '"' in words or "\\" in words else words
    example = f'"{shown}"' if is_item else f'{fault.key} = "{shown}"'
    is_safe = not words.endswith((",", ";"))
    remedy = edits.rewritten(f"Write `{example}`.", edits.in_quotes(fault, *span), is_safe=is_safe)
    return fault.complaint("A text must stand in quotes.", remedy, span)


def _nothing(fault: Fault, words: str, *, is_item: bool) -> Complaint:
    """`null` and the like."""
    start = fault.line_start + len(fault.line) - len(fault.line.lstrip())
    span = fault.span(len(words))
    changes = () if is_item else without_statement(fault.text, start, span[1])
    remedy = edits.rewritten("Leave the key out where there is nothing.", changes)
    return fault.complaint(f"TOML has no {quoted(words)}.", remedy, span)


def _number_remedy(words: str, span: tuple[int, int]) -> Remedy | str:
    """How to write an amount of money, or a number without its zero; empty for other words."""
    amount = _AMOUNT.fullmatch(words)
    if amount:
        said = (
            f"Write `{amount[1]}`; the unit goes into `unit` or `scale`."
            " A string must stand in quotes."
        )
        return edits.rewritten(said, edits.replaced(*span, amount[1]), is_safe=False)
    if _FRACTION.fullmatch(words):
        return edits.rewritten(f"Write `0{words}`.", edits.replaced(span[0], span[0], "0"))
    return ""


def other_value(fault: Fault) -> Complaint:
    """What is none of the values that TOML has."""
    words = _END_OF_WORD.split(fault.rest)[0] or fault.rest[:1]
    remedy = (
        "A value is a string in quotes, a number, `true`, `false`, an array `[…]` "
        "or a table `{ … }`."
    )
    return fault.complaint(f"{quoted(words)} is not a value.", remedy, fault.span(len(words)))


def date_without_quotes(fault: Fault) -> Complaint | None:
    """What stands for a date, at a key that takes one."""
    for form in (_DATED, _DATED_INLINE):
        for match in form.finditer(fault.line):
            start = fault.line_start + match.start("value")
            words = match["value"].strip()
            if start <= fault.at <= start + len(words):
                return _date_without_quotes(fault, match["key"], words, start)
    return None


def _date_without_quotes(fault: Fault, key: str, words: str, start: int) -> Complaint | None:
    meant = nearest_dates(words, is_edtf)
    if not meant and (key == "at" or words.lower() in _NOTHING or not words[0].isalpha()):
        return None
    if not meant:
        span = (start, start + len(words))
        advice = f"{capital(hint(words, is_edtf))}, in quotes."
        return fault.complaint(f"{quoted(words)} is not a date.", advice, span)
    message = f"The date {quoted(words)} must stand in quotes."
    if meant[0].date != words:
        message = f"{quoted(words)} is not a date; a date stands in quotes."
    written = listed([f'`{key} = "{each.date}"`' for each in meant], last="or")
    span = start, start + len(words)
    changes = edits.replaced(*span, f'"{meant[0].date}"') if len(meant) == 1 else ()
    remedy = edits.rewritten(f"Write {written}.", changes, is_safe=not meant[0].is_guess)
    return fault.complaint(message, remedy, span)


def no_such_date(fault: Fault) -> Complaint:
    """A date of TOML that no calendar has."""
    words = _END_OF_WORD.split(fault.rest)[0]
    return fault.complaint(
        f"There is no such date as {quoted(words)}.",
        "Check year, month and day.",
        fault.span(len(words)),
    )


def bare_date(fault: Fault) -> Complaint | None:
    """A date or interval of EDTF without quotes: tomli stops behind its first number."""
    match = _value_match(fault, _DATE_LIKE)
    if not match:
        return None
    words = match.group()
    if not is_edtf(words):
        message = f"{quoted(words)} is not a date."
        return fault.complaint(message, f"{capital(hint(words, is_edtf))}.", match.span())
    said = f'Write `"{words}"`.' if "[" in fault.line else f'Write `{fault.key} = "{words}"`.'
    remedy = edits.rewritten(said, edits.in_quotes(fault, *match.span()))
    return fault.complaint(f"The date {quoted(words)} must stand in quotes.", remedy, match.span())


def number(fault: Fault) -> Complaint | None:
    """A number with a comma, a blank, a sign of currency or a unit, or a leading zero."""
    match = _value_match(fault, _NUMBER)
    if not match or _NEXT_KEY.match(fault.rest):
        return None
    words = match.group().rstrip(" ,")
    digits = re.sub(r"[^\d.-]", "", words.removesuffix(match["unit"]))
    digits = digits.lstrip("0").rstrip(".") or "0"
    if words == digits:
        return None
    said = f"Write `{digits}`: no commas, blanks or leading zeros."
    if _DECIMAL_COMMA.fullmatch(words):
        digits = words.replace(",", ".")
        said = f"Write `{digits}`: a point parts the decimals."
    if match["unit"]:
        unit = "the unit goes into `unit` or `scale`, a hedge into `qualifier`."
        said = f"Write `{digits}`; {unit}"
    span = match.start(), match.start() + len(words)
    is_grouped = _GROUPS.fullmatch(words) is not None
    remedy = edits.rewritten(said, edits.replaced(*span, digits), is_safe=is_grouped)
    return _not_a_number(fault, words, remedy, span)


def grouped_number(fault: Fault) -> Complaint | None:
    """A number with commas inside an inline table, where tomli takes its last digits for a key."""
    match = _GROUPED.search(fault.before)
    if not match:
        return None
    words = match[1]
    digits = words.replace(",", "").lstrip("0") or "0"
    start = fault.line_start + match.start(1)
    span = start, start + len(words)
    said = f"Write `{digits}`: no commas, blanks or leading zeros."
    remedy = edits.rewritten(said, edits.replaced(*span, digits))
    return _not_a_number(fault, words, remedy, span)


def _not_a_number(
    fault: Fault, words: str, remedy: Remedy | str, span: tuple[int, int]
) -> Complaint:
    return fault.complaint(f"{quoted(words)} is not a number.", remedy, span)


def _value_match(fault: Fault, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The match at the start of the value that the fault lies in or behind."""
    # The comma in `1,200` begins no value.
    line = _GROUPING.sub("0", fault.line)
    end = fault.at - fault.line_start + 1
    bare = _TEXT_OR_COMMENT.sub(_blank, line)
    sign = max([bare.rfind(sign, 0, end) for sign in "=,[{"])
    if sign < 0:
        return None
    value = line[sign + 1 :].lstrip()
    start = fault.line_start + len(line) - len(value)
    match = pattern.match(fault.text, start)
    if match and start <= fault.at <= match.end():
        return match
    return None


def open_list(fault: Fault) -> Complaint:
    """A list that goes on without a comma, or is never closed."""
    # A header may follow a list left open, and looks like an item that is a list.
    if _ITEM.match(fault.rest) and not _HEADER.match(fault.rest):
        return _missing_comma(fault, "list")
    return _never_closed(fault, "[")


def open_table(fault: Fault) -> Complaint:
    """An inline table that goes on without a comma, or is never closed."""
    if fault.before.strip() and _PAIR.match(fault.rest):
        return _missing_comma(fault, "table")
    return _never_closed(fault, "{")


def list_without_end(fault: Fault) -> Complaint | None:
    """A list that stops where its next item should begin."""
    if fault.rest.strip() or _opening_bracket(fault, "[") == fault.at:
        return None
    return _never_closed(fault, "[")


def table_without_end(fault: Fault) -> Complaint | None:
    """An inline table that stops where its next key should begin."""
    if _opening_bracket(fault, "{") == fault.at:
        return None
    return _never_closed(fault, "{")


def _missing_comma(fault: Fault, what: str) -> Complaint:
    words = f"Put `,` between the items of a {what}."
    remedy = edits.rewritten(words, edits.comma_before(fault))
    return fault.complaint("A comma is missing before this.", remedy, fault.span())


def _never_closed(fault: Fault, opening: str) -> Complaint:
    """The complaint about the innermost list or table that is open."""
    what, closing = _BRACKETS[opening]
    position = _opening_bracket(fault, opening)
    return fault.complaint(
        f"The {what} that begins here is never closed.",
        edits.rewritten(
            f"Close it with `{closing}`.", edits.closing_bracket(fault, position, closing)
        ),
        (position, position + 1),
    )


def _opening_bracket(fault: Fault, opening: str) -> int:
    """The offset of the innermost bracket that is open at the fault; the fault's where none is."""
    # Brackets in texts and comments do not count: they are masked, at the same length.
    masked = _TEXT_OR_COMMENT.sub(_blank, fault.text[fault.start : fault.at])
    _, closing = _BRACKETS[opening]
    depth = 0
    for offset in range(len(masked) - 1, -1, -1):
        if masked[offset] == closing:
            depth += 1
        elif masked[offset] == opening:
            depth -= 1
        if depth < 0:
            return fault.start + offset
    return fault.at


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
