"""Copies read: what others have made is parsed in processes of its own, within limits."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from hashlib import sha256
from typing import Final

from msgspec import msgpack

from briefdeck.evidence.copies import LARGEST_COPY, Copy
from briefdeck.evidence.kinds import CopyKind, kind_of
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.texts.texts import packed_text, text_of
from briefdeck.files import NotRegularError, TooLargeError, read_regular
from briefdeck.workers import RefusedError, Work, guarded, guarded_each

CHANGED: Final = "it has changed since it was looked at"
"""Why a copy is not read whose bytes are no longer those that were hashed."""
_MOST_PROCESSES: Final = 4
_FOR_ONE_PROCESS: Final = 400_000
"""Bytes of files whose reading takes about as long as starting another process."""
_AT_ONCE: Final = 1_000_000
"""Bytes up to which plain text and Markdown are read in the program's own process."""


def read_copies(copies: Iterable[Copy]) -> dict[Copy, CopyText | str]:
    """Return the text of each copy, or why it is not read, as in "it is locked by a password".

    The same bytes are read once. What is not plain or long is read by several processes at once.
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
    if _is_simple(kind, len(content)):
        return text_of(content, name, kind=kind)
    work = partial(packed_text, name=name, kind=kind, addresses=tuple(addresses))
    return msgpack.decode(guarded(work, content), type=CopyText)


def _is_simple(kind: CopyKind | None, size: int) -> bool:
    """Whether a file is read in the program's own process: it is plain, and not long."""
    return kind in {"text", "markdown", "csv"} and size <= _AT_ONCE


def _read_each(copies: Collection[Copy]) -> Iterator[tuple[Copy, CopyText | str]]:
    """Yield each copy with its text, or why there is none, in any order."""
    guardeds = [copy for copy in copies if not _is_simple(copy.kind, copy.size)]
    # The largest first: they would keep one process busy when the others have nothing to do.
    guardeds.sort(key=_size, reverse=True)
    jobs = [(_work(copy), partial(_bytes, copy)) for copy in guardeds]
    processes = min(sum(map(_size, guardeds)) // _FOR_ONE_PROCESS + 1, _MOST_PROCESSES)
    for place, answer in guarded_each(jobs, processes=processes):
        if isinstance(answer, RefusedError):
            yield guardeds[place], str(answer)
        else:
            yield guardeds[place], msgpack.decode(answer, type=CopyText)
    for copy in copies:
        if _is_simple(copy.kind, copy.size):
            yield copy, _simple(copy)


def _size(copy: Copy) -> int:
    return copy.size


def _simple(copy: Copy) -> CopyText | str:
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
    return partial(packed_text, name=copy.name, kind=copy.kind, addresses=copy.addresses)
