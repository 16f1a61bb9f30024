"""From the bytes of a copy to its text: what is imported where a file is parsed, and no more."""

import csv
from collections.abc import Collection, Mapping
from importlib.util import find_spec
from typing import Final

from msgspec import msgpack

from briefdeck.evidence.kinds import CopyKind, kind_of
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.texts.page_labels import MOST_PAGES, paged
from briefdeck.text.decoding import decoded
from briefdeck.text.pattern import pattern
from briefdeck.workers import RefusedError

INSTALL: Final = "`pip install pypdfium2 warcio`"
"""What installs the libraries that read PDFs and web archives, however the program was."""
MOST_LETTERS: Final = 16_000_000
"""Characters of a copy, at most."""
_FIRST: Final = 2000
"""Characters of a table in which its delimiter is counted."""
_CONTROL: Final = pattern(r"[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_LIBRARIES: Final[Mapping[CopyKind, tuple[str, str]]] = {
    "pdf": ("pypdfium2", "PDF"),
    "warc": ("warcio", "an archive of the web"),
}
"""The library that reads a kind of file, and what it is said to read."""


def packed_text(
    content: bytes, name: str, kind: CopyKind | None, addresses: tuple[str, ...]
) -> bytes:
    """Return the text of a file, written so that another process can take it."""
    return msgpack.encode(text_of(content, name, kind=kind, addresses=addresses))


def text_of(
    content: bytes,
    name: str,
    *,
    kind: CopyKind | None = None,
    addresses: Collection[str] = (),
    charset: str = "",
) -> CopyText:
    """Return the text of a file. RefusedError where none can be read of it.

    addresses: those of the source, by which an archive of the web is asked for it. charset: what
    its server said of a page.
    """
    kind = kind or kind_of(content, name)
    _require(kind)
    text = _read(content, kind, addresses, charset)
    if not text.text.strip():
        raise RefusedError("it has no text")
    if len(text.text) > MOST_LETTERS:
        raise _too_long()
    return text


def _read(content: bytes, kind: CopyKind, addresses: Collection[str], charset: str) -> CopyText:
    match kind:
        case "text":
            text = _characters(content)
            if text.count("\f") > MOST_PAGES:
                raise RefusedError(f"it has more than {MOST_PAGES:,} pages")
            return paged(text.split("\f"))
        case "markdown":
            from briefdeck.evidence.texts.markdown_text import markdown_text

            return markdown_text(_characters(content))
        case "csv":
            return CopyText(_table(_characters(content)))
        case "html":
            from briefdeck.evidence.texts.html_text import html_text
            from briefdeck.text import html_tree

            return CopyText(_CONTROL.sub("", html_text(html_tree.decoded(content, charset))))
        case "pdf":
            from briefdeck.evidence.texts.pdf_text import pdf_text

            pages, labels = pdf_text(content)
            return paged([_CONTROL.sub("", page) for page in pages], labels)
        case "warc":
            return _archived(content, addresses)


def _table(text: str) -> str:
    """The rows of a table as lines, with tabs between cells: a comma would belong to numbers."""
    delimiter = max(",;\t", key=text[:_FIRST].count)
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error as error:
        raise RefusedError(f"it is not a table ({error})") from None
    return "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in rows)


def _archived(content: bytes, addresses: Collection[str]) -> CopyText:
    """The text of what a web archive holds of a source."""
    from briefdeck.evidence.texts.warc import record_of

    record = record_of(content, addresses)
    name = record.address.partition("?")[0].partition("#")[0]
    if kind_of(record.content, name) == "warc":
        raise RefusedError("it is an archive in an archive")
    return text_of(record.content, name, charset=record.charset)


def _characters(content: bytes) -> str:
    text, _ = decoded(content)
    if len(text) > MOST_LETTERS:
        raise _too_long()
    return _CONTROL.sub("", text.removeprefix("\ufeff"))


def _too_long() -> RefusedError:
    return RefusedError(f"it has more than {MOST_LETTERS:,} letters")


def _require(kind: CopyKind) -> None:
    """RefusedError, with what to install, where the library is not there that reads such a file."""
    library, what = _LIBRARIES.get(kind, ("", ""))
    if library and find_spec(library) is None:
        raise RefusedError(f"{what} is read with {INSTALL}")
