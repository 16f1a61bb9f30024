"""The record of a web archive (WARC) that holds a source: by its address, else the only one."""

import io
from collections.abc import Collection, Iterator
from typing import Any, Final

from msgspec import Struct
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from briefdeck.text.pattern import pattern
from briefdeck.text.visible import visible
from briefdeck.workers import RefusedError

_LARGEST: Final = 128 << 20
"""Bytes of a record when it is unpacked, at most."""
_RECORDS: Final = frozenset({"response", "resource", "conversion"})
_TYPES: Final = frozenset(
    {"text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown"}
)
_MOVED: Final = frozenset({"301", "302", "303", "307", "308"})
_FINE: Final = frozenset({"", "200", "203"})
_START: Final = pattern(r"(?i)\Ahttps?://(?:www\.)?")
_CHARSET: Final = pattern(r"(?i)charset\s*=\s*[\"']?([\w:.-]{1,40})")


class Record(Struct, frozen=True):
    """A file in a web archive. charset: the encoding that its server has named; else empty."""

    content: bytes
    address: str
    charset: str = ""


def record_of(archive: bytes, addresses: Collection[str]) -> Record:
    """Return the record of an archive whose address is one of these, or where one of them leads to.

    Where none is, the only one that holds a page, a PDF or text. RefusedError where there is none,
    or more than one.
    """
    wanted = {_bare(address) for address in addresses}
    first: Record | None = None
    others: set[str] = set()
    try:
        for record, address in _records(archive):
            is_wanted = _bare(address) in wanted
            if is_wanted and _status(record) in _MOVED:
                wanted.add(_bare(record.http_headers.get_header("Location") or ""))
            elif _is_fit(record) and is_wanted:
                return _record(record, address)
            elif _is_fit(record) and not _is_for_robots(address):
                others.add(_bare(address))
                first = first or _record(record, address)
    except RefusedError:
        raise
    except (ArchiveLoadFailed, EOFError, AttributeError, ValueError):
        # What of an archive comes before the damage is as good as ever.
        if first is None:
            raise RefusedError("it is not a web archive, or damaged") from None
    if first is None:
        raise RefusedError("the archive holds no page, no PDF and no text")
    if len(others) > 1:
        raise RefusedError(f"of its {len(others)} records, {_which(addresses)}")
    return first


def _records(archive: bytes) -> Iterator[tuple[Any, str]]:
    """Yield the records that may hold a source, each with its address."""
    for record in ArchiveIterator(io.BytesIO(archive)):
        if record.rec_type in _RECORDS:
            yield record, record.rec_headers.get_header("WARC-Target-URI") or ""


def _which(addresses: Collection[str]) -> str:
    """Why none of several records is taken."""
    if addresses:
        return f"none has the source's address, {' or '.join(map(visible, addresses))}"
    return "nothing says which is meant: the source has no `URL`"


def _record(record: Any, address: str) -> Record:
    content = record.content_stream().read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise RefusedError(f"what it holds is larger than {_LARGEST >> 20} MB")
    charset = _CHARSET.search(_type(record))
    return Record(content, address, charset[1] if charset else "")


def _is_fit(record: Any) -> bool:
    return _status(record) in _FINE and _type(record).partition(";")[0].strip().lower() in _TYPES


def _type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _status(record: Any) -> str:
    """The code of a response; empty of what did not come from a server."""
    headers = record.http_headers
    return (headers.get_statuscode() or "") if headers is not None else ""


def _is_for_robots(address: str) -> bool:
    return address.endswith("/robots.txt")


def _bare(address: str) -> str:
    """What tells an address from others: no scheme, no `www.`, no fragment, no slash at the end."""
    bare = _START.sub("", address.strip().removeprefix("<").removesuffix(">"))
    host, slash, path = bare.partition("#")[0].partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")
