"""The bytes of a file as text, also where they are not UTF-8."""

import re
from typing import Final

_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Marks of byte order, and what they stand for."""
_OLD: Final = re.compile(
    r"(?:iso|latin|cp|windows|mac|koi8|big5|gb|euc|shift|sjis|ascii|us)[\w-]*", re.IGNORECASE
)
"""Names of encodings that a file may claim for itself."""
_LOOKED_AT: Final = 200
"""Bytes in which zeros are counted."""
_MANY: Final = 0.7
_USUAL: Final = "cp1252"


def decoded(content: bytes, claimed: str = "") -> tuple[str, str]:
    r"""Return a file's text with line ends as `\n`, and what its encoding was taken to be.

    The second is empty for UTF-8. Bytes that are not are read in the encoding that the file claims
    to have, else in Windows-1252, which has all of Latin-1.
    """
    text, encoding = _decoded(content, claimed)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def decoding_said(name: str, encoding: str) -> list[str]:
    """Say in which encoding a file was read, where it is not UTF-8."""
    return [f"{name} is not UTF-8; it is read as {encoding}"] if encoding else []


def _decoded(content: bytes, claimed: str) -> tuple[str, str]:
    marked = (name for mark, name in _MARKS.items() if content.startswith(mark))
    encoding = next(marked, _without_mark(content[:_LOOKED_AT]) or "utf-8")
    try:
        return content.decode(encoding), "" if encoding.startswith("utf-8") else encoding.upper()
    except UnicodeDecodeError:
        pass
    for name in (claimed, _USUAL):
        try:
            if _OLD.fullmatch(name):
                return content.decode(name), _shown(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1"), "Latin-1"


def _without_mark(start: bytes) -> str:
    """UTF-16 by its zeros, of which Latin text has one in every other byte; else empty."""
    half = len(start) // 2
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if half > 1 and zeros.count(0) > half * _MANY:
            return encoding
    return ""


def _shown(name: str) -> str:
    return "Windows-1252" if name == _USUAL else name
