"""The record of what was found, as it is read beside a briefing whose copies are not here.

It is a claim by whoever wrote it, and holds only while a briefing has the same words, cited from
the same place of the same bytes. `annotations.py` writes it.
"""

from binascii import crc32
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct, field

from briefdeck.evidence.passages import CitedNumber, NumberPassage, Passage, Selector
from briefdeck.files import read_regular
from briefdeck.model.problem import KeyPath

ENDING: Final = ".verified.json"
"""What a record's file is called: the briefing's id and this."""
LARGEST: Final = 4 << 20
Key = tuple[str, str, str, str | None, str]
"""What a record speaks of: the entry, the words or the number, the source in whose copy they were
looked for, the place in it, and the SHA-256 of the copy."""


class _Selector(Struct, frozen=True):
    exact: str
    prefix: str = ""
    suffix: str = ""


class _Bytes(Struct, frozen=True):
    sha256: str = field(name="schema:sha256")


class _Target(Struct, frozen=True):
    source: _Bytes
    selector: _Selector
    page: str = field(name="briefdeck:page", default="")


class _Cited(Struct, frozen=True):
    source: str
    at: str | None = None


class _Annotation(Struct, frozen=True, kw_only=True):
    created: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$")]
    entry: str = field(name="briefdeck:entry")
    source: str = field(name="briefdeck:source")
    at: str | None = field(name="briefdeck:at", default=None)
    quotation: str | None = field(name="briefdeck:quotation", default=None)
    number: str | None = field(name="briefdeck:number", default=None)
    elsewhere: bool = field(name="briefdeck:elsewhere", default=False)
    unplaced: bool = field(name="briefdeck:unplaced", default=False)
    bracketed: bool = field(name="briefdeck:bracketed", default=False)
    cited: _Cited | None = field(name="briefdeck:cited", default=None)
    path: str = field(name="briefdeck:path", default="")
    offset: int = field(name="briefdeck:offset", default=-1)
    target: Annotated[tuple[_Target, ...], Meta(min_length=1)]

    @property
    def day(self) -> str:
        """The day on which it was found."""
        return self.created[:10]

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """The words of the copy."""
        return tuple(
            Selector(
                exact=each.selector.exact,
                prefix=each.selector.prefix,
                suffix=each.selector.suffix,
                page=each.page,
            )
            for each in self.target
        )

    @property
    def passage(self) -> Passage:
        """What became of the quotation that it is about."""
        return Passage(
            "verified",
            self.selectors,
            elsewhere=self.elsewhere,
            unplaced=self.unplaced,
            bracketed=self.bracketed,
        )

    def key(self, words: str) -> Key:
        """What it speaks of."""
        return self.entry, words, self.source, self.at, self.target[0].source.sha256

    def cited_number(self, value: str) -> CitedNumber:
        """The number that it is about."""
        cited = self.cited or _Cited(self.source, self.at)
        return CitedNumber(
            entry=self.entry,
            path=_keys(self.path),
            source=cited.source,
            at=cited.at,
            value=value,
            passage=NumberPassage("found", self.selectors[0], self.unplaced),
            offset=self.offset,
            seen_in=self.source,
            seen_at=self.at,
            as_of=self.day,
        )


class _Page(Struct, frozen=True):
    items: tuple[_Annotation, ...] = ()


class _Collection(Struct, frozen=True):
    first: _Page
    text: str = field(name="briefdeck:text", default="")


class Record(Struct, frozen=True):
    """What a record says was found, by what it speaks of: of quotations the day and the passage.

    text: the digest of the briefing's text at that time, `text_digest`. stated: all numbers of it
    with the SHA-256 of their copies, those that an entry says twice too.
    """

    text: str = ""
    quotations: Mapping[Key, tuple[str, Passage]] = {}
    numbers: Mapping[Key, CitedNumber] = {}
    stated: tuple[tuple[str, CitedNumber], ...] = ()


def record_path(briefing: Path) -> Path:
    """Return where the record of a briefing's file is."""
    return briefing.with_name(f"{briefing.stem}{ENDING}")


def record_content(briefing: Path) -> bytes:
    """Return the bytes of the record beside a briefing's file; none where it is not there."""
    try:
        return read_regular(record_path(briefing), LARGEST)[0]
    except (OSError, ValueError):
        return b""


def read_record(content: bytes) -> Record:
    """Return what a record says; nothing where it is not a sound one."""
    try:
        return _record(msgspec.json.decode(content, type=_Collection))
    except (ValueError, RecursionError):
        return Record()


def _record(collection: _Collection) -> Record:
    """Raises ValueError for a number that is too long."""
    quotations: dict[Key, tuple[str, Passage]] = {}
    numbers: dict[Key, CitedNumber] = {}
    stated: list[tuple[str, CitedNumber]] = []
    for each in collection.first.items:
        if each.quotation is not None:
            quotations[each.key(each.quotation)] = (each.day, each.passage)
        elif each.number is not None:
            number = each.cited_number(each.number)
            stated.append((each.target[0].source.sha256, number))
            numbers[each.key(each.number)] = number
    return Record(collection.text, quotations, numbers, tuple(stated))


def text_digest(text: str) -> str:
    """Return what tells a briefing's text from others: its length and its CRC-32.

    It only says whether places in the text are still right. `hashlib` takes 2 ms to import.
    """
    return f"{len(text)}:{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def pointer(path: KeyPath) -> str:
    """Return a path of a briefing as a JSON pointer (RFC 6901)."""
    return "".join(f"/{key}" for key in path)


def _keys(pointer: str) -> KeyPath:
    keys = pointer.split("/")[1:]
    return tuple(int(key) if key.isdecimal() else key for key in keys)
