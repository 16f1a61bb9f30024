"""The text of copies. What others have made is parsed in processes of their own, within limits."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from typing import Final
from urllib.parse import urlsplit

from msgspec import msgpack

from briefdeck.evidence.copies import LARGEST_COPY, Copy
from briefdeck.evidence.kinds import CopyKind, kind_of
from briefdeck.evidence.page_labels import paged
from briefdeck.evidence.passages import CopyText
from briefdeck.files import NotRegularError, TooLargeError, read_regular
from briefdeck.text.decoding import decoded
from briefdeck.text.pattern import pattern
from briefdeck.workers import RefusedError, Work, guarded, guarded_each

MOST_LETTERS: Final = 16_000_000
"""Characters of a copy, at most."""
CHANGED: Final = "it has changed since it was looked at"
"""Why a copy is not read whose bytes are no longer those that were hashed."""
_MOST_PROCESSES: Final = 4
_FOR_ONE_PROCESS: Final = 400_000
"""Bytes of files whose reading takes about as long as starting another process."""
_PLAIN: Final = frozenset[CopyKind]({"text", "markdown"})
"""What is read in the program's own process: nothing in it has any structure."""
_CONTROL: Final = pattern(r"[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_LIBRARIES: Final[Mapping[CopyKind, tuple[str, str]]] = {
    "pdf": ("pypdfium2", "PDF"),
    "warc": ("warcio", "an archive of the web"),
}
"""The library that reads a kind of file, and what it is said to read."""


def read_copies(copies: Iterable[Copy]) -> dict[Copy, CopyText | str]:
    """Return the text of each copy, or why it is not read, as in "it is locked by a password".

    The same bytes are read once. What is not plain text is read by several processes at once.
    """
    found: dict[Copy, CopyText | str] = {}
    alike: dict[tuple[object, ...], list[Copy]] = {}
    for copy in copies:
        if copy.kind is None:
            found[copy] = copy.why
            continue
        # Of an archive another part is read for another address.
        addresses = copy.addresses if copy.kind == "warc" else ()
        alike.setdefault((copy.sha256, copy.kind, addresses), []).append(copy)
    firsts = {same[0]: same for same in alike.values()}
    for first, text in _read_each(firsts):
        found |= dict.fromkeys(firsts[first], text)
    return found


def read_content(content: bytes, name: str, addresses: Collection[str] = ()) -> CopyText:
    """Return the text of a file that is not stored yet. RefusedError where none can be read of it.

    addresses: those of the source, by which an archive of the web is asked for it.
    """
    kind = kind_of(content, name)
    if kind in _PLAIN:
        return text_of(content, name, kind=kind)
    work = partial(_packed, name=name, kind=kind, addresses=tuple(addresses))
    return msgpack.decode(guarded(work, content), type=CopyText)


def _read_each(copies: Collection[Copy]) -> Iterator[tuple[Copy, CopyText | str]]:
    """Yield each copy with its text, or why there is none, in any order."""
    # The largest first: they would keep one process busy when the others have nothing to do.
    foreign = sorted((each for each in copies if each.kind not in _PLAIN), key=_size, reverse=True)
    jobs = [(_work(copy), partial(_bytes, copy)) for copy in foreign]
    processes = min(sum(map(_size, foreign)) // _FOR_ONE_PROCESS + 1, _MOST_PROCESSES)
    for place, answer in guarded_each(jobs, processes=processes):
        if isinstance(answer, RefusedError):
            yield foreign[place], str(answer)
        else:
            yield foreign[place], msgpack.decode(answer, type=CopyText)
    for copy in copies:
        if copy.kind in _PLAIN:
            yield copy, _plain(copy)


def _size(copy: Copy) -> int:
    return copy.size


def _plain(copy: Copy) -> CopyText | str:
    try:
        return text_of(_bytes(copy), copy.name, kind=copy.kind)
    except RefusedError as error:
        return str(error)


def _bytes(copy: Copy) -> bytes:
    """Return the bytes of a copy. RefusedError where they are not those that it had just now."""
    assert copy.path is not None
    try:
        content, _ = read_regular(copy.path, LARGEST_COPY)
    except (NotRegularError, TooLargeError, OSError):
        content = b""
    if sha256(content).hexdigest() != copy.sha256:
        raise RefusedError(CHANGED)
    return content


def _work(copy: Copy) -> Work:
    return partial(_packed, name=copy.name, kind=copy.kind, addresses=copy.addresses)


def _packed(content: bytes, name: str, kind: CopyKind | None, addresses: tuple[str, ...]) -> bytes:
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
        raise RefusedError(f"it has more than {MOST_LETTERS:,} letters")
    return text


def _read(content: bytes, kind: CopyKind, addresses: Collection[str], charset: str) -> CopyText:
    match kind:
        case "text":
            return paged(_characters(content).split("\f"))
        case "markdown":
            from briefdeck.evidence.markdown_text import markdown_text

            return markdown_text(_characters(content))
        case "html":
            from briefdeck.evidence.html_text import html_text
            from briefdeck.text import html_tree

            return CopyText(_CONTROL.sub("", html_text(html_tree.decoded(content, charset))))
        case "pdf":
            from briefdeck.evidence.pdf_text import pdf_text

            pages, labels = pdf_text(content)
            return paged([_CONTROL.sub("", page) for page in pages], labels)
        case "warc":
            return _archived(content, addresses)


def _archived(content: bytes, addresses: Collection[str]) -> CopyText:
    """The text of what a web archive holds of a source."""
    from briefdeck.evidence.warc import record_of

    record = record_of(content, addresses)
    name = urlsplit(record.address).path
    if kind_of(record.content, name) == "warc":
        raise RefusedError("it is an archive in an archive")
    return text_of(record.content, name, charset=record.charset)


def _characters(content: bytes) -> str:
    text, _ = decoded(content)
    return _CONTROL.sub("", text.removeprefix("\ufeff"))


def _require(kind: CopyKind) -> None:
    """RefusedError, with what to install, where the library is not there that reads such a file."""
    library, what = _LIBRARIES.get(kind, ("", ""))
    if library and find_spec(library) is None:
        raise RefusedError(f"{what} is read with `pip install 'briefdeck[verify]'`")
