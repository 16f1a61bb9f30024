"""One briefing under inspection, with what several rules look at: prose, statements, sources."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeVar, cast

from msgspec import Struct

from briefdeck.model.briefing import TABLES, Briefing, Entry, Source
from briefdeck.model.evidence import support
from briefdeck.model.fields import FieldKind, walk
from briefdeck.model.links import Links
from briefdeck.model.problem import KeyPath
from briefdeck.text.pattern import pattern

T = TypeVar("T")

STATEMENTS: Final = ("key_points", "findings", "events", "programs", "series", "tables")
"""The tables whose entries assert something that wants a source; quotations have own rules."""

BREAK: Final = "\n\n\x00\n\n"
"""What stands between two pieces: no word, sentence or bracket reaches across it."""

_PATIENCE: Final = 50_000_000
"""Characters of a faulty file that are searched for references at most."""

_CODE: Final = pattern(r"`+[^`\x00]*`+")
CITATION: Final = pattern(r"\[@[^\[\]\x00]*\]")
"""A citation as it is written in a text: `[@source, p. 9]`."""


class Piece(Struct, frozen=True, gc=False):
    """A run of prose and where it stands.

    field: the field's name; that of a caveat's text is `caveat`. entry: its entry's number in
    `Case.entries`, -1 for front matter.
    """

    path: KeyPath
    field: str
    entry: int
    text: str


class Case:
    """A briefing with its links, and what is worked out once for all rules.

    broken: ids of entries that loading has complained of. lossy_text: the file's text, where parts
    of it were left out. candidates: how many an import has left in comments, to be decided on.
    folder: where the file is; None for a text without one.
    """

    def __init__(
        self,
        briefing: Briefing,
        links: Links,
        broken: Iterable[str] = (),
        lossy_text: str = "",
        candidates: int = 0,
        folder: Path | None = None,
    ) -> None:
        self.briefing = briefing
        self.candidates = candidates
        self.folder = folder
        self._lossy_text = lossy_text
        self._patience = _PATIENCE
        self._remembered: dict[object, object] = {}
        self.links = links
        self._supported: dict[str, bool] = {}
        self.front = briefing.front
        self.entries: list[Entry] = []
        self.paths: list[KeyPath] = []
        self.broken = frozenset(broken)
        for table in TABLES:
            for position, entry in enumerate(getattr(briefing, table)):
                self.entries.append(entry)
                self.paths.append((table, position))

    @cached_property
    def path_of(self) -> dict[str, KeyPath]:
        """Where each entry stands, by id."""
        return {entry.id: path for entry, path in zip(self.entries, self.paths, strict=True)}

    @cached_property
    def number_of(self) -> dict[KeyPath, int]:
        """The number of each entry in `entries`, by path."""
        return {path: number for number, path in enumerate(self.paths)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.briefing.sources}

    @cached_property
    def cited(self) -> dict[str, set[str]]:
        """The ids of the sources that each entry cites, by its id: in lists, points and prose."""
        found: dict[str, set[str]] = {}
        for source in self.briefing.sources:
            for link in self.links.backward.get(source.id, ()):
                if link.relation == "cites":
                    found.setdefault(link.source, set()).add(source.id)
        return found

    def is_supported(self, entry_id: str) -> bool:
        """Whether an entry has a source: one that it cites, or one whose statement it is."""
        if entry_id not in self._supported:
            self._supported[entry_id] = support(entry_id, self.links) != "uncited"
        return self._supported[entry_id]

    @cached_property
    def ill_cited(self) -> frozenset[str]:
        """Entries that cite something that does not exist, which loading has reported."""
        return self.broken | {
            link.source for link in self.links.dangling if link.relation == "cites"
        }

    def is_unused(self, entry_id: str) -> bool:
        """Whether nothing refers to an entry, nothing that could not be read included."""
        if self.links.backward.get(entry_id):
            return False
        text = self._lossy_text
        if not text:
            return True
        self._patience -= len(text)
        if self._patience <= 0:
            return False
        uses = re.finditer(rf"(?<![a-z0-9-]){re.escape(entry_id)}(?![a-z0-9-])", text)
        return sum(1 for _ in islice(uses, 2)) == 1

    def table(self, name: str) -> Iterator[tuple[KeyPath, Entry]]:
        """The entries of a table with their paths."""
        for position, entry in enumerate(getattr(self.briefing, name)):
            yield (name, position), entry

    def statements(self) -> Iterator[tuple[KeyPath, Entry]]:
        """Entries that assert something."""
        for name in STATEMENTS:
            yield from self.table(name)

    def reports(self, entry: Entry) -> bool:
        """Whether the entry reports another's statement in a briefing that condenses a work."""
        return self.front.condenses is not None and entry.voice is not None

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All prose, in the order of the tables."""
        return tuple(_pieces(self))

    @cached_property
    def text(self) -> str:
        """All prose as one text, pieces parted by `BREAK`: an expression scans it in one go."""
        return BREAK.join([piece.text for piece in self.pieces])

    @cached_property
    def starts(self) -> list[int]:
        """Where each piece begins in `text`."""
        starts, position = [], 0
        for piece in self.pieces:
            starts.append(position)
            position += len(piece.text) + len(BREAK)
        return starts

    def piece_at(self, position: int) -> tuple[Piece, int]:
        """The piece at a position of `text`, and the offset in it."""
        number = bisect_right(self.starts, position) - 1
        return self.pieces[number], position - self.starts[number]

    def entry_of(self, piece: Piece) -> Entry | None:
        """The entry that a piece belongs to; None for front matter."""
        return self.entries[piece.entry] if piece.entry >= 0 else None

    def piece_of(self, path: KeyPath) -> Piece | None:
        """The piece at a path; None where no prose stands there."""
        number = self._numbers_by_path.get(path)
        return None if number is None else self.pieces[number]

    def start_of(self, piece: Piece) -> int:
        """Where a piece begins in `text`."""
        return self.starts[self._numbers_by_path[piece.path]]

    @cached_property
    def _numbers_by_path(self) -> dict[KeyPath, int]:
        return {piece.path: number for number, piece in enumerate(self.pieces)}

    @cached_property
    def _code(self) -> list[tuple[int, int]]:
        return [match.span() for match in _CODE.finditer(self.text)] if "`" in self.text else []

    @cached_property
    def _citations(self) -> list[tuple[int, int]]:
        return [match.span() for match in CITATION.finditer(self.text)]

    def is_code(self, position: int) -> bool:
        """Whether a position of `text` is inside code."""
        return _inside(self._code, position)

    def is_markup(self, position: int) -> bool:
        """Whether a position of `text` is inside code, a citation or an address."""
        return (
            _inside(self._code, position)
            or _inside(self._citations, position)
            or is_address(self.text, position)
        )

    def remember(self, kind: Callable[["Case"], T]) -> T:
        """Something worked out of the case, once for all rules that ask for it."""
        made = self._remembered.get(kind)
        if made is None:
            made = self._remembered[kind] = kind(self)
        return cast("T", made)

    def find_all(self, words: str) -> Iterator[int]:
        """Every position of some words in `text`."""
        position = self.text.find(words)
        while position >= 0:
            yield position
            position = self.text.find(words, position + len(words))


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    number = bisect_right(spans, position, key=itemgetter(0)) - 1
    return number >= 0 and position < spans[number][1]


def is_address(text: str, position: int) -> bool:
    """Whether a position is inside a web address."""
    start = position
    while start > 0 and position - start < 300 and not text[start - 1].isspace():
        start -= 1
    head = text[start:position]
    return "://" in head or "](" in head or "www." in head


CHECKED: Final = frozenset({FieldKind.PROSE, FieldKind.LINE})
"""What is checked as the author's own words."""


def _pieces(case: Case) -> Iterator[Piece]:
    yield from _pieces_of(case.front, ("briefing",), -1)
    for number, (entry, path) in enumerate(zip(case.entries, case.paths, strict=True)):
        yield from _pieces_of(entry, path, number)


def _pieces_of(struct: Struct, path: KeyPath, entry: int) -> Iterator[Piece]:
    for held in walk(struct, path, CHECKED):
        if isinstance(held.value, str) and held.value:
            above = held.path[-2] if len(held.path) > len(path) + 1 else None
            field = above if isinstance(above, str) else held.field.key
            yield Piece(held.path, field, entry, held.value)
