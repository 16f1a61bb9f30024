"""From a path to clean text: nothing but a regular file is opened, and control characters are made visible once, here."""

import codecs
import os
import re
import stat
from pathlib import Path
from typing import Any, Final

from briefdeck.model.problem import Complaint, Place
from briefdeck.text.visible import is_clean, visible

_PLAIN: Final = bytes((*range(0x20, 0x7F), 0x0A))
"""The bytes of ASCII that may stand as they are."""

_ESCAPES: Final = r"\\[btfrexuU]"
"""Escapes that can make a character which must not reach a terminal."""


def clean(data: dict[str, Any], text: str) -> None:
    """Make every key and text of the data visible, in place; nothing to do where the file's text rules out the need."""
    if not needs_cleaning(text):
        return
    ahead: list[Any] = [data]
    while ahead:
        holder = ahead.pop()
        if isinstance(holder, dict):
            _clean_keys(holder)
        for key, value in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
            if isinstance(value, str):
                if not (value.isascii() and value.isprintable()):
                    holder[key] = visible(value, keep_newlines=True)
            elif isinstance(value, dict | list):
                ahead.append(value)


def needs_cleaning(text: str) -> bool:
    """Whether a text of TOML has a character, or an escape for one, that may have to be replaced.

    Each character that is no plain ASCII is looked at once, alone: a joiner that its neighbours justify is suspect too.
    """
    if "\\" in text and re.search(_ESCAPES, text):
        return True
    unusual = text.encode("utf-8").translate(None, _PLAIN).decode("utf-8")
    return not all(is_clean(char) for char in set(unusual))


def _clean_keys(table: dict[str, Any]) -> None:
    if not all(is_clean(key) for key in table):
        renamed = {visible(key): value for key, value in table.items()}
        table.clear()
        table.update(renamed)


SIZE_LIMIT: Final = 32 * 1024 * 1024
"""Bytes: a briefing above this is refused unread. The longest real ones are a few hundred KB."""

_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

_DOCUMENTS: Final = {
    b"%PDF-": "a PDF document",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3\0": "a database",
}
"""What files of other kinds begin with."""


def read_bytes(path: Path) -> bytes | Complaint:
    """The file's bytes, or why there are none. Never waits: pipes and devices are refused before they are opened."""
    try:
        refusal = _refused(os.stat(path))
        if refusal:
            return refusal
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except (OSError, ValueError) as error:
        return _not_opened(path, error)
    try:
        with open(descriptor, "rb") as file:
            refusal = _refused(os.fstat(descriptor))
            content = b"" if refusal else file.read(SIZE_LIMIT + 1)
    except OSError as error:
        return Complaint(
            path=(), rule="file-unreadable", message=f"The file cannot be read: {error.strerror}."
        )
    if len(content) > SIZE_LIMIT:
        return _too_large(len(content))
    return refusal or content


def decode(content: bytes) -> tuple[str, list[Complaint]]:
    r"""The text of a file's bytes with line ends as `\n`, and what is wrong with it; empty where it is no text."""
    complaints: list[Complaint] = []
    if archive := _archive(content):
        return "", [archive]
    encoding = _other_encoding(content)
    if encoding:
        message = f"The file is encoded as {encoding}; a briefing is UTF-8."
        return "", [
            Complaint(
                path=(),
                rule="encoding",
                message=message,
                remedy="Save it again with the encoding UTF-8.",
            )
        ]
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [_bad_byte(body, error.start)]
    text = text.replace("\r\n", "\n") if "\r" in text else text
    if "\r" in text:
        complaints.append(_carriage_return(text))
        text = text.replace("\r", "\n")
    position = text.find("\0") if "\0" in text else -1
    if position >= 0:
        complaints.append(_nul(text, position))
        return "", complaints
    if not text.strip():
        message = "The file is empty." if not content else "The file has nothing in it but blanks."
        complaints.append(
            Complaint(
                path=(),
                rule="file-empty",
                message=message,
                remedy="`briefdeck new NAME` writes a file to start from.",
            )
        )
    return text, complaints


def _not_opened(path: Path, error: OSError | ValueError) -> Complaint:
    match error:
        case FileNotFoundError():
            parent = path.parent
            remedy = "Check the spelling; `briefdeck list` shows what is in the library."
            if not os.path.isdir(parent):
                remedy = f"There is no folder {visible(str(parent))} either."
            return Complaint(
                path=(), rule="file-missing", message="There is no such file.", remedy=remedy
            )
        case PermissionError():
            return Complaint(
                path=(),
                rule="file-unreadable",
                message="The file may not be read by this user.",
                remedy="Give yourself the right to read it (`chmod u+r`), or copy it.",
            )
        case IsADirectoryError():
            return _not_regular("a folder")
        case OSError(strerror=str(reason)):
            if os.path.exists(path) and not os.path.isfile(path):
                return _not_regular("a socket or a device")
            return Complaint(
                path=(), rule="file-unreadable", message=f"The file cannot be opened: {reason}."
            )
        case _:
            return Complaint(
                path=(), rule="file-missing", message="This cannot be the name of a file."
            )


def _refused(status: os.stat_result) -> Complaint | None:
    """Why a file that could be opened is not read."""
    for is_kind, words in _KINDS:
        if is_kind(status.st_mode):
            return _not_regular(words)
    if status.st_size > SIZE_LIMIT:
        return _too_large(status.st_size)
    return None


def _not_regular(words: str) -> Complaint:
    remedy = (
        "Name the .toml file in it."
        if words == "a folder"
        else "Save what it gives to a file first."
    )
    return Complaint(path=(), rule="file-kind", message=f"This is {words}, no file.", remedy=remedy)


def _too_large(size: int) -> Complaint:
    limit = SIZE_LIMIT // (1024 * 1024)
    return Complaint(
        path=(),
        rule="file-too-large",
        message=f"The file has more than {limit} MB ({size / 1024 / 1024:.0f} MB); it was not read.",
        remedy="A briefing is text for a reader: split it, or leave data sets outside and cite them.",
    )


def _archive(content: bytes) -> Complaint | None:
    """A pack, another zip file or another kind of document, which authors name in a briefing's place."""
    for opening, what in _DOCUMENTS.items():
        if content.startswith(opening):
            remedy = "Name the `.toml` file of the briefing; `briefdeck new NAME` writes one to begin with."
            return Complaint(
                path=(), rule="file-kind", message=f"This is {what}, no text.", remedy=remedy
            )
    if not content.startswith(b"PK\x03\x04"):
        return None
    return Complaint(
        path=(),
        rule="file-kind",
        message="This is a packed file, no text.",
        remedy="`briefdeck unpack FILE` takes the briefings out of a pack, and `--verify` checks it.",
    )


def _other_encoding(content: bytes) -> str:
    """The name of an encoding other than UTF-8 that the first bytes show."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    start = content[:200]
    half = len(start) // 2
    if half >= 2 and (start[1::2].count(0) > half * 0.7 or start[::2].count(0) > half * 0.7):
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
    try:
        meant = bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        meant = ""
    meant = meant if meant.isprintable() else ""
    likely = (
        f" In Windows-1252 it would be `{meant}`: the file was probably saved with that encoding."
        if meant
        else ""
    )
    return f"Save the file again with the encoding UTF-8.{likely}"


def _carriage_return(text: str) -> Complaint:
    return Complaint(
        path=(),
        rule="line-ends",
        severity="warning",
        message="A line ends with a carriage return alone, which other programs that read TOML refuse.",
        remedy="Save the file with the line ends of Unix (LF) or Windows (CRLF).",
        place=_place_at(text.replace("\r", "\n"), text.index("\r")),
    )


def _nul(text: str, position: int) -> Complaint:
    return Complaint(
        path=(),
        rule="encoding",
        message="A NUL character stands here; a text has none.",
        remedy="The file is damaged, or no text. Take it from a good copy.",
        place=_place_at(text, position),
    )


def _place_at(text: str, position: int) -> Place:
    from briefdeck.loader.place import place_at

    return place_at(text, position)
