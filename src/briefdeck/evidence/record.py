"""The record of what was found, as it is read beside a briefing whose copies are not here.

It is a claim by whoever wrote it, and holds only while a briefing has the same words, cited from
the same place of the same bytes. `annotations.py` writes it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct, field

from briefdeck.evidence.passages import NumberPassage, Passage, Selector
from briefdeck.files import read_regular

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


class _Annotation(Struct, frozen=True, kw_only=True):
    created: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$")]
    entry: str = field(name="briefdeck:entry")
    source: str = field(name="briefdeck:source")
    at: str | None = field(name="briefdeck:at", default=None)
    quotation: str | None = field(name="briefdeck:quotation", default=None)
    number: str | None = field(name="briefdeck:number", default=None)
    elsewhere: bool = field(name="briefdeck:elsewhere", default=False)
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

    def key(self, words: str) -> Key:
        """What it speaks of."""
        return self.entry, words, self.source, self.at, self.target[0].source.sha256


class _Page(Struct, frozen=True):
    items: tuple[_Annotation, ...] = ()


class _Collection(Struct, frozen=True):
    first: _Page


class Record(Struct, frozen=True):
    """What a record says was found, by what it speaks of: the day, and the passage."""

    quotations: Mapping[Key, tuple[str, Passage]] = {}
    numbers: Mapping[Key, tuple[str, NumberPassage]] = {}


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
        items = msgspec.json.decode(content, type=_Collection).first.items
    except (ValueError, RecursionError):
        return Record()
    quotations: dict[Key, tuple[str, Passage]] = {}
    numbers: dict[Key, tuple[str, NumberPassage]] = {}
    for each in items:
        if each.quotation is not None:
            passage = Passage("verified", each.selectors, elsewhere=each.elsewhere)
            quotations[each.key(each.quotation)] = (each.day, passage)
        elif each.number is not None:
            state = NumberPassage("elsewhere" if each.elsewhere else "found", each.selectors[0])
            numbers[each.key(each.number)] = (each.day, state)
    return Record(quotations, numbers)
