"""What kind of file a copy is: by what it begins with, and only then by its name."""

import zlib
from typing import Final, Literal

from briefdeck.text.decoding import decoded
from briefdeck.text.pattern import pattern
from briefdeck.workers import RefusedError

CopyKind = Literal["text", "markdown", "csv", "html", "pdf", "warc"]

_LOOKED_AT: Final = 1024
"""Bytes at the start of a file in which it is looked for what it is."""
_BY_ENDING: Final[dict[str, CopyKind]] = {
    "csv": "csv",
    "md": "markdown",
    "markdown": "markdown",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
}
_OTHERS: Final = {
    b"PK\x03\x04": "an archive or a word processor's document",
    b"\xd0\xcf\x11\xe0": "a word processor's document",
    b"{\\rtf": "a word processor's document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
}
"""What begins with these bytes is none of these kinds."""
_GZIP: Final = b"\x1f\x8b"
_WARC: Final = b"WARC/"
_HTML: Final = pattern(
    r"(?is)\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|meta|title"
    r"|link|script|style|article|main|section|header|table|div|p|h1)[\s>])"
)
_MHTML: Final = pattern(r"(?i)(?:\A|\n)content-type: *multipart/related")
_CONTROL: Final = pattern(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS: Final = 0.05
"""The share of control characters up to which something is text."""


def kind_of(content: bytes, name: str) -> CopyKind:
    """Return what kind of file this is. RefusedError where it is none from which text is read."""
    if not content:
        raise RefusedError("it is empty")
    start = content[:_LOOKED_AT]
    if b"%PDF-" in start:
        return "pdf"
    if start.startswith(_WARC) or _is_zipped_warc(start):
        return "warc"
    for mark, what in _OTHERS.items():
        if start.startswith(mark):
            raise _not_read(what)
    text, _ = decoded(start)
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise RefusedError("it is not text")
    if _HTML.match(text.lstrip("\ufeff\0")):
        return "html"
    if _MHTML.search(text):
        raise _not_read("a page saved as MHTML")
    return _BY_ENDING.get(name.rpartition(".")[2].lower(), "text")


def _is_zipped_warc(start: bytes) -> bool:
    """Whether these bytes unpack to the start of a web archive; RefusedError for other ones."""
    if not start.startswith(_GZIP):
        return False
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(start, len(_WARC))
    except zlib.error:
        raise RefusedError("it is compressed, and damaged") from None
    if unpacked != _WARC:
        raise _not_read("compressed")
    return True


def _not_read(what: str) -> RefusedError:
    return RefusedError(f"it is {what}; store it as PDF, HTML or text")
