"""From a path to clean text.

There is one limit for all files, and control characters are made visible once, here.
"""

import codecs
import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from briefdeck.files import LARGEST_BRIEFING, NotRegularError, TooLargeError, read_regular
from briefdeck.model.problem import Change, Complaint, Edit, KeyPath, Place, Remedy
from briefdeck.text.visible import (
    SOFT_HYPHEN,
    cleaned,
    is_clean,
    reads_right_to_left,
    unseen,
    visible,
)

MOST_SIGNS: Final = 1_000_000
"""Signs that part values in a file, at most: each value costs some hundred bytes of memory."""

_SIGNS: Final = b"=,[{.@\n\r"
"""Every value, key, table, line and citation has at least one of these beside it."""

LONGEST_NUMBER: Final = 100_000
"""Digits of a number, at most: tomli takes a hundred bytes of memory for each of them."""

_DIGITS: Final = b"0123456789abcdefABCDEF_."

_SHOWN: Final = 400
"""Bytes of a line that are decoded to show the place of what is refused."""

_PLAIN: Final = bytes((*range(0x20, 0x7F), 0x0A))
"""The bytes of ASCII that may stand as they are."""

_ESCAPES: Final = r"\\[btfrexuU]"
"""Escapes that can make a character which must not reach a terminal."""


def clean(data: dict[str, Any], text: str) -> list[Complaint]:
    """Make every key and text of the data safe to show, in place; return what was unseen in it.

    There is nothing to do where the file's text rules out the need.
    """
    if not needs_cleaning(text):
        return []
    found: list[Complaint] = []
    ahead: list[tuple[KeyPath, dict[str, Any] | list[Any]]] = [((), data)]
    while ahead:
        path, holder = ahead.pop()
        if isinstance(holder, dict):
            _clean_keys(holder)
        found += _clean_values(path, holder, ahead)
    return found


def _clean_values(
    path: KeyPath, holder: Any, ahead: list[tuple[KeyPath, dict[str, Any] | list[Any]]]
) -> Iterator[Complaint]:
    """Clean the texts of a table or list; tables and lists in it go to those `ahead`."""
    for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
        if isinstance(value, str):
            holder[key] = cleaned(value)
            yield from _unseen_in((*path, key), value)
        elif isinstance(value, dict | list):
            ahead.append(((*path, key), value))


def _unseen_in(path: KeyPath, value: str) -> Iterator[Complaint]:
    """Complaints of the characters of a text that a reader cannot see; a few are enough."""
    for offset, character in islice(unseen(value), _MOST_UNSEEN):
        message = f"{_kind_of(character)}, {_named(character)}, stands in this text."
        if character == SOFT_HYPHEN:
            # It is left out of the text, so that no offset of that leads to it.
            remedy = Remedy(_LEFT_OUT, Edit("respell", "", character))
            yield Complaint(path, message, remedy, _UNSEEN, "note", word=character)
            continue
        shown = cleaned(value[:offset], is_right_to_left=reads_right_to_left(value))
        remedy = _without(character)
        yield Complaint(path, message, remedy, _UNSEEN, "warning", offset=len(shown))


def _without(character: str) -> Remedy:
    """To take a character out; a sign that parts lines or words parts them still by a blank."""
    seen = f"readers see {cleaned(character)} there."
    if character.isspace():
        return Remedy(f"Write a blank in its place; {seen}", Edit("respell", " ", character))
    return Remedy(f"Take it out; {seen}", Edit("respell", "", character))


def _kind_of(character: str) -> str:
    if unicodedata.category(character) == "Cc":
        return "A control character"
    if unicodedata.bidirectional(character) in _TURNING:
        return "A sign that turns the direction of text"
    return "A character that cannot be seen"


def _named(character: str) -> str:
    """A character's code point, and its name where it has one."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return f"{code} ({name})" if name else code


_TURNING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Unicode's classes of the characters that set a direction, or end that."""

_UNSEEN: Final = "unseen-character"
_LEFT_OUT: Final = "Take it out; readers do not see it, but searches of the file fail at it."
_MOST_UNSEEN: Final = 40
"""Unseen characters of one text that are reported."""


def needs_cleaning(text: str) -> bool:
    """Whether a text of TOML has a character, or an escape for one, that may have to be replaced.

    Each character beyond plain ASCII is looked at once and alone: a joiner that its neighbours
    justify is suspect too.
    """
    if "\\" in text and re.search(_ESCAPES, text):
        return True
    unusual = text.encode("utf-8").translate(None, _PLAIN).decode("utf-8")
    return not all(is_clean(char) for char in set(unusual))


def _clean_keys(table: dict[str, Any]) -> None:
    """Make the keys of a table visible; their order stays."""
    if all(is_clean(key) for key in table):
        return
    renamed = {visible(key): value for key, value in table.items()}
    table.clear()
    table.update(renamed)


_DOCUMENTS: Final = {
    b"%PDF-": "a PDF document",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3\0": "a database",
}
"""What files of other kinds begin with."""

_PACKED: Final = b"PK\x03\x04"
"""What a zip archive begins with, and so a pack."""


def read_briefing(path: Path | bytes) -> tuple[bytes, os.stat_result] | Complaint:
    """Return the bytes and the status of a briefing's file, or why they cannot be had."""
    try:
        return read_regular(path, LARGEST_BRIEFING)
    except NotRegularError as error:
        return _not_regular(error.kind)
    except TooLargeError as error:
        return _too_large(error.size)
    except (OSError, ValueError) as error:
        return _unreadable(path, error)


def decode(content: bytes) -> tuple[str, list[Complaint]]:
    r"""Return the text of a file's bytes with line ends as `\n`, and what is wrong with it.

    The text is empty where the bytes are not those of a text, or too many.
    """
    refusal = _not_text(content) or _too_much(content)
    if refusal:
        return "", [refusal]
    # Editors on Windows write a byte order mark before UTF-8 too; tomli takes none.
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [_bad_byte(body, error.start)]
    complaints: list[Complaint] = []
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\r" in text:
        complaints.append(_carriage_return(text))
        text = text.replace("\r", "\n")
    if "\0" in text:
        return "", [*complaints, _nul(text)]
    if not text.strip():
        complaints.append(_empty(content))
    return text, complaints


def _not_text(content: bytes) -> Complaint | None:
    """Why bytes are not decoded: there are too many, or they are those of something else."""
    if len(content) > LARGEST_BRIEFING:
        return _too_large(len(content))
    if content.startswith(_PACKED):
        remedy = (
            "`briefdeck unpack FILE` takes the briefings out of a pack, and `--verify` checks it."
        )
        return Complaint((), "This is a packed file, not a text.", remedy, rule="file-kind")
    for opening, what in _DOCUMENTS.items():
        if content.startswith(opening):
            remedy = (
                "Name the `.toml` file of the briefing;"
                " `briefdeck new NAME` writes one to begin with."
            )
            return Complaint((), f"This is {what}, not a text.", remedy, rule="file-kind")
    encoding = _other_encoding(content)
    if encoding:
        message = f"The file is encoded as {encoding}; a briefing is UTF-8."
        remedy = "Save it again with the encoding UTF-8."
        return Complaint((), message, remedy, rule="encoding")
    return None


def _too_much(content: bytes) -> Complaint | None:
    """Why bytes are not parsed: what they hold would take too much memory."""
    # No file of fewer bytes can hold that much, so that hardly any is looked through.
    if len(content) <= MOST_SIGNS:
        return None
    signs = len(content) - len(content.translate(None, _SIGNS))
    if signs > MOST_SIGNS:
        return _too_many_values(content)
    start = _endless_number(content)
    if start is None:
        return None
    message = "This number has more digits than any figure needs; the file was not read."
    remedy = "Write it in a larger unit, or in quotes if it is not a quantity."
    return _refused_at(content, start, message, remedy, rule="bad-number")


def _too_many_values(content: bytes) -> Complaint:
    signs = re.finditer(b"[" + re.escape(_SIGNS) + b"]", content)
    one_too_many = next(islice(signs, MOST_SIGNS, None)).start()
    message = (
        f"The file has more than {MOST_SIGNS:,} values, keys and lines from here on;"
        " it was not read."
    )
    remedy = "A briefing is text for a reader: split it, or leave data sets outside and cite them."
    return _refused_at(content, one_too_many, message, remedy, rule="file-too-large")


def _endless_number(content: bytes) -> int | None:
    """The offset of a number of too many digits; None where there is none."""
    # A run of so many digits fills one of these blocks, and most blocks fail at once.
    step = LONGEST_NUMBER // 2
    blocks = [content[start : start + step] for start in range(0, len(content), step)]
    if all(block.strip(_DIGITS) for block in blocks):
        return None
    # A word of that length in a text is not a number.
    found = re.search(rb"[=,\[\n]\s*+[+-]?(?=[0-9])[0-9a-zA-Z_.]{%d}" % LONGEST_NUMBER, content)
    if found is None:
        return None
    return found.end() - LONGEST_NUMBER


def _refused_at(content: bytes, start: int, message: str, remedy: str, *, rule: str) -> Complaint:
    """The complaint about bytes that are not decoded, with the place of the offset in them."""
    line_start = content.rfind(b"\n", 0, start) + 1
    before = content[line_start:start].decode("utf-8", "replace")
    after = content[start : start + _SHOWN].decode("utf-8", "replace").partition("\n")[0]
    place = _place_at(before + after, len(before))
    place = replace(place, line=content.count(b"\n", 0, start) + 1)
    return Complaint((), message, remedy, rule=rule, place=place)


def _empty(content: bytes) -> Complaint:
    message = "The file has nothing in it but blanks." if content else "The file is empty."
    remedy = "`briefdeck new NAME` writes a file to start from."
    return Complaint((), message, remedy, rule="file-empty")


def _unreadable(path: Path | bytes, error: OSError | ValueError) -> Complaint:
    """Why the system does not give the file."""
    match error:
        case FileNotFoundError():
            folder = os.path.dirname(os.fsdecode(path)) or "."
            remedy = "Check the spelling; `briefdeck list` shows what is in the library."
            if not os.path.isdir(folder):
                remedy = f"There is no folder {visible(folder)} either."
            return Complaint((), "There is no such file.", remedy, rule="file-missing")
        case PermissionError():
            message = "The file may not be read by this user."
            remedy = "Give yourself the right to read it (`chmod u+r`), or copy it."
            return Complaint((), message, remedy, rule="file-unreadable")
        case OSError():
            message = f"The file cannot be read: {error.strerror}."
            return Complaint((), message, rule="file-unreadable")
        case _:
            message = "This cannot be the name of a file."
            return Complaint((), message, rule="file-missing")


def _not_regular(kind: str) -> Complaint:
    remedy = "Save what it gives to a file first."
    if kind == "a folder":
        remedy = "Name the .toml file in it."
    return Complaint((), f"This is {kind}, not a file.", remedy, rule="file-kind")


def _too_large(size: int) -> Complaint:
    limit = LARGEST_BRIEFING >> 20
    message = f"The file has more than {limit} MB ({size / 1024 / 1024:.0f} MB); it was not read."
    remedy = "A briefing is text for a reader: split it, or leave data sets outside and cite them."
    return Complaint((), message, remedy, rule="file-too-large")


def _other_encoding(content: bytes) -> str:
    """The name of an encoding other than UTF-8 that the first bytes show."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    start = content[:200]
    half = len(start) // 2
    # In UTF-16 every other byte of Latin text is zero.
    zeros = max(start[::2].count(0), start[1::2].count(0))
    if half >= 2 and zeros > half * 0.7:
        return "UTF-16 (without a byte order mark)"
    return ""


def _bad_byte(body: bytes, start: int) -> Complaint:
    text = body.decode("utf-8", errors="replace").replace("\r\n", "\n")
    position = len(body[:start].decode("utf-8", errors="replace").replace("\r\n", "\n"))
    return Complaint(
        path=(),
        rule="encoding",
        message=f"The file is not UTF-8: byte 0x{body[start]:02X} here belongs to no character.",
        remedy=_legacy_hint(body[start]),
        place=_place_at(text, position),
    )


def _legacy_hint(byte: int) -> str:
    """What to do about a byte that is not UTF-8, and what it would mean in an older encoding."""
    try:
        meant = bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        meant = ""
    remedy = "Save the file again with the encoding UTF-8."
    if not meant or not meant.isprintable():
        return remedy
    return (
        f"{remedy} In Windows-1252 it would be `{meant}`:"
        " the file was probably saved with that encoding."
    )


def _carriage_return(text: str) -> Complaint:
    return Complaint(
        path=(),
        rule="line-ends",
        severity="warning",
        message="A line ends with a carriage return alone,"
        " which other programs that read TOML refuse.",
        remedy=Remedy(
            "Save the file with the line ends of Unix (LF) or Windows (CRLF).",
            Edit("rewrite", changes=_line_ends(text)),
        ),
        place=_place_at(text.replace("\r", "\n"), text.index("\r")),
    )


def _line_ends(text: str) -> tuple[Change, ...]:
    """The changes that put a line feed in the place of each carriage return."""
    starts = [match.start() for match in re.finditer("\r", text)]
    return tuple([Change(start, start + 1, "\n") for start in starts])


def _nul(text: str) -> Complaint:
    return Complaint(
        path=(),
        rule="encoding",
        message="A NUL character stands here; a text has none.",
        remedy="The file is damaged, or is not a text. Take it from a good copy.",
        place=_place_at(text, text.index("\0")),
    )


def _place_at(text: str, position: int) -> Place:
    from briefdeck.loader.place import place_at

    return place_at(text, position)
