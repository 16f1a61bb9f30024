"""Every difference between a file's data and the model's types, and the sound part of the file."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from msgspec import Struct, inspect
from msgspec.structs import replace

from briefdeck.loader import mismatch
from briefdeck.loader.complaints import MOST_OF_A_RULE, Complaints
from briefdeck.loader.mismatch import bare, members_of
from briefdeck.loader.recovery import Recovered
from briefdeck.loader.references import (
    STAND_IN,
    duplicate_complaints,
    raw_ids,
    reference_complaints,
    written_ids,
)
from briefdeck.model.briefing import (
    DURATION_PATTERN,
    SHA256_PATTERN,
    TABLES,
    Briefing,
    Entry,
    FrontMatter,
    Point,
)
from briefdeck.model.codec import converted
from briefdeck.model.edtf import UNREAD, Edtf, EdtfError, is_edtf
from briefdeck.model.links import Links, link
from briefdeck.model.problem import Complaint, KeyPath, Remedy
from briefdeck.text.words import kebab_case

HINTED: Final = 2000
"""Complaints after which unknown keys get no suggestion: the file is not meant as a briefing."""

BROKEN: Final = object()
"""What cannot be mended: the field or the list item is left out."""

Positions = Mapping[KeyPath, tuple[int, ...]]
"""List path (in the file) → positions in the file of the items that stayed."""

_EMPTY_FRONT: Final = {"title": "…", "bluf": "…", "as_of": UNREAD}
_STAND_INS: Final[dict[type, Any]] = {
    inspect.StrType: "…",
    inspect.IntType: 1,
    inspect.FloatType: 0.0,
    inspect.CustomType: UNREAD,
}
_TAKEN: Final[dict[type, type]] = {
    inspect.StructType: dict,
    inspect.StrType: str,
    inspect.BoolType: bool,
    inspect.IntType: int,
    inspect.FloatType: float,
}
"""What tomli gives for what the types want; a `bool` is not an `int` here."""

_UNFIT: Final = {
    DURATION_PATTERN: mismatch.bad_duration,
    SHA256_PATTERN: mismatch.bad_digest,
}
"""What is said of a text that does not fit a pattern other than that of ids."""

_MISSED: Final = {"missing-table": "briefing", "missing-key": "format"}


class Mended(Struct, frozen=True):
    """The sound part, its links, complaints (by paths of the file), and which list items stayed."""

    briefing: Briefing
    links: Links
    complaints: Complaints
    positions: Positions


def mend(
    data: dict[str, Any], spoiled: Collection[KeyPath], recovered: Recovered, name: str
) -> Mended:
    """Return the sound part of the data, and what only types or links can tell of it.

    spoiled: paths that are left out whatever they hold. name: the briefing's id.
    """
    # First everything is kept, with stand-ins where something required is broken, so that
    # references from and to broken entries can be checked; then what is broken is left out.
    whole = Collector(spoiled, recovered.lost_tables)
    everything = converted(whole.mend(data), Briefing)
    links = link(everything)
    references = _references(everything, links, data, recovered, name)
    references = [
        replace(complaint, path=path_in_file(complaint.path, whole.positions))
        for complaint in references
    ]
    wrong_kinds = {each.path for each in references if each.rule == "wrong-kind-of-id"}
    sound = Collector({*spoiled, *wrong_kinds})
    mended = sound.mend(data)
    duplicates = duplicate_complaints(data)
    broken = sound.broken | {complaint.path[:2] for complaint in duplicates}
    positions = _leave_out(mended, broken | _emptied(mended, sound), sound)
    briefing = converted(mended, Briefing)
    complaints = Complaints(duplicates)
    whole.complaints.kept = list(_with_references(whole, everything, links))
    complaints.take(whole.complaints)
    # Which entry a reference to two of one id means, nobody can tell.
    seen = Counter(entry_id for _, _, entry_id in raw_ids(data))
    complaints.extend(
        each for each in references if each.rule != "wrong-kind-of-id" or seen[each.word] < 2
    )
    return Mended(briefing, link(briefing), complaints, positions)


def path_in_file(path: KeyPath, positions: Positions) -> KeyPath:
    """Return a key path of mended data as one of the file.

    They differ in positions behind items that were left out.
    """
    found: KeyPath = ()
    for key in path:
        kept = positions.get(found, ())
        is_shifted = isinstance(key, int) and key < len(kept)
        found = (*found, kept[int(key)] if is_shifted else key)
    return found


class Collector:
    """One walk over a file's data against the model's types.

    spoiled: paths that are left out whatever they hold. lost_tables: those of which a part did not
    parse. complaints: what is wrong, in no order. faults: how often a value had to be left out.
    broken: paths (in the file) of entries that lack something they need; they stay in the mended
    data, with stand-ins, so that their references can still be checked. positions: what stayed of
    lists that lost items.
    """

    def __init__(
        self, spoiled: Collection[KeyPath] = (), lost_tables: Collection[str] = ()
    ) -> None:
        self.complaints = Complaints()
        self.faults = 0
        self.lost_tables = lost_tables
        self.broken: set[KeyPath] = set()
        self.positions: dict[KeyPath, tuple[int, ...]] = {}
        self.spoiled = frozenset(spoiled)
        self.touched = {path[:2] for path in self.spoiled}
        self.top: frozenset[str] = frozenset()

    def mend(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the data without what the types would refuse; complaints are added."""
        self.top = frozenset(data)
        return self.struct(_briefing_type(), data, ())

    def value(self, kind: inspect.Type, value: object, path: KeyPath, owner: type) -> object:
        """Return the value, mended, or BROKEN."""
        # What is wrong inside is found all the same where the value is to be left out.
        mended = self.checked(kind, value, path, owner)
        return BROKEN if path in self.spoiled else mended

    def checked(self, kind: inspect.Type, value: object, path: KeyPath, owner: type) -> object:
        """Return the value as its type has it, or BROKEN."""
        match kind:
            case inspect.Metadata():
                return self.checked(kind.type, value, path, owner)
            case inspect.UnionType():
                return self.union(kind, value, path, owner)
            case inspect.StructType():
                return self.table(kind, value, path, owner)
            case inspect.VarTupleType():
                return self.sequence(kind, value, path, owner)
            case inspect.CustomType():
                return self.date(value, path)
            case inspect.LiteralType():
                return self.choice(kind, value, path, owner)
            case _:
                return self.plain(kind, value, path, owner)

    def plain(self, kind: inspect.Type, value: object, path: KeyPath, owner: type) -> object:
        """Return a text, a number or a truth value."""
        if isinstance(kind, inspect.FloatType) and type(value) is int:
            return value
        if not _takes(kind, value):
            return self.broke(mismatch.wrong_type(kind, value, path, owner))
        match kind, value:
            case inspect.StrType(), str():
                return self.text(kind, value, path)
            case inspect.IntType(), int():
                return self.whole_number(kind, value, path)
            case _:
                return value

    def union(self, kind: inspect.UnionType, value: object, path: KeyPath, owner: type) -> object:
        """Return the value of the one member that takes it.

        A single member says why it does not.
        """
        members = members_of(kind)
        if len(members) == 1:
            return self.checked(members[0], value, path, owner)
        for member in members:
            if _takes(bare(member), value):
                return self.checked(member, value, path, owner)
        return self.broke(mismatch.wrong_type(kind, value, path, owner))

    def table(self, kind: inspect.StructType, value: object, path: KeyPath, owner: type) -> object:
        """Return a table's mended fields.

        One that lacks something is BROKEN, unless it is an entry or the front matter.
        """
        if not isinstance(value, dict):
            return self.broke(mismatch.wrong_type(kind, value, path, owner))
        if self.is_sound_entry(kind.cls, value, path):
            return value
        before = self.faults
        mended = self.struct(kind, value, path)
        if issubclass(kind.cls, Entry | FrontMatter):
            return mended
        # A point without its `low` or its hedge would be drawn as one that never had any.
        if kind.cls is Point and self.faults > before:
            return BROKEN
        return BROKEN if path in self.broken else mended

    def is_sound_entry(self, kind: type, value: dict[str, Any], path: KeyPath) -> bool:
        """Whether an entry is as its type wants it: msgspec tells sooner than a walk."""
        if not issubclass(kind, Entry) or path in self.touched:
            return False
        try:
            converted(value, kind)
        except msgspec.ValidationError:
            return False
        return True

    def struct(
        self, kind: inspect.StructType, data: dict[str, Any], path: KeyPath
    ) -> dict[str, Any]:
        """Return the fields of a table, mended; unknown and missing ones are found."""
        fields = {field.encode_name: field for field in kind.fields}
        unknown = [key for key in data if key not in fields]
        meant = self.unknown_keys(kind, unknown, data, path)
        # A field under the name of a table that the file has too is misplaced, not missing.
        excused = meant | self.top if path == ("briefing",) else meant
        mended: dict[str, Any] = {}
        for name, field in fields.items():
            value = BROKEN
            if name in data:
                value = self.value(field.type, data[name], (*path, name), kind.cls)
            elif field.required and name not in excused:
                self.miss(mismatch.missing_key(name, kind.cls, path))
            if value is not BROKEN:
                mended[name] = value
            elif field.required:
                self.broken.add(path)
                mended[name] = self.stand_in(field.type, name, path)
        return mended

    def unknown_keys(
        self, kind: inspect.StructType, keys: list[str], data: dict[str, Any], path: KeyPath
    ) -> set[str]:
        """Complain of each, and return the fields that were probably meant."""
        meant: set[str] = set()
        for key in keys:
            hint = len(self.complaints) < HINTED
            complaint, near = mismatch.unknown_key(key, data, kind, path, hint=hint)
            self.complaints.add(complaint)
            meant.add(near)
        return meant

    def stand_in(self, kind: inspect.Type, name: str, path: KeyPath) -> Any:
        """Return what stands for a required value that is missing or broken."""
        if name == "id":
            return STAND_IN + "-".join(str(part).replace("_", "-") for part in path)
        kind = bare(kind)
        match kind:
            case inspect.LiteralType():
                return kind.values[0]
            case inspect.StructType(cls=cls) if cls is FrontMatter:
                return dict(_EMPTY_FRONT)
            case inspect.StructType():
                return self.struct(kind, {}, path)
            case inspect.VarTupleType():
                return []
            case _:
                return _STAND_INS[type(kind)]

    def sequence(
        self, kind: inspect.VarTupleType, value: object, path: KeyPath, owner: type
    ) -> object:
        """Return the items that could be mended."""
        if not isinstance(value, list):
            return self.broke(mismatch.wrong_type(kind, value, path, owner))
        mended: list[object] = []
        kept: list[int] = []
        for position, item in enumerate(value):
            sound = self.value(kind.item_type, item, (*path, position), owner)
            if sound is not BROKEN:
                mended.append(sound)
                kept.append(position)
        if len(kept) == len(value):
            return mended
        # A list in a list is the row of a table: without one of its cells the others would shift.
        if isinstance(path[-1], int):
            return BROKEN
        self.positions[path] = tuple(kept)
        return mended

    def date(self, value: object, path: KeyPath) -> object:
        """Return what the file has for a date, as long as the model can read it."""
        if isinstance(value, str) and self.complaints.counts["bad-date"] > MOST_OF_A_RULE:
            # Only counted from here on: what was meant need not be found out.
            return value if is_edtf(value) else self.broke(mismatch.bad_date("", path))
        try:
            Edtf.parse(value)
        except EdtfError as error:
            return self.broke(mismatch.bad_date(str(error), path, value))
        return value

    def text(self, kind: inspect.StrType, value: str, path: KeyPath) -> object:
        """Return a text that fits its pattern and length."""
        shortest = kind.min_length or 0
        if len(value) < shortest:
            return self.broke(mismatch.empty_value(path))
        if kind.pattern and not re.search(kind.pattern, value):
            complain = _UNFIT.get(kind.pattern, mismatch.bad_id)
            return self.broke(complain(value, path))
        return value

    def whole_number(self, kind: inspect.IntType, value: int, path: KeyPath) -> object:
        """Return a whole number within its bounds."""
        lowest = kind.ge
        if lowest is not None and value < lowest:
            return self.broke(mismatch.out_of_range(value, lowest, path))
        return value

    def choice(
        self, kind: inspect.LiteralType, value: object, path: KeyPath, owner: type
    ) -> object:
        """Return one of the words (or numbers) that are allowed."""
        # `true` equals 1 in Python, and is not format 1.
        if (type(value), value) in [(type(allowed), allowed) for allowed in kind.values]:
            return value
        if path == ("format",):
            return self.broke(mismatch.format_version(value))
        return self.broke(mismatch.unknown_value(kind, value, path, owner))

    def broke(self, complaint: Complaint) -> object:
        """Keep the complaint; the value is BROKEN."""
        self.faults += 1
        self.complaints.add(complaint)
        return BROKEN

    def miss(self, complaint: Complaint) -> None:
        """Keep the complaint, unless what is missing stands in a part that does not parse."""
        self.faults += 1
        is_lost = _MISSED.get(complaint.rule) in self.lost_tables
        if complaint.path or not is_lost:
            self.complaints.add(complaint)


@cache
def _briefing_type() -> inspect.StructType:
    info = inspect.type_info(Briefing)
    assert isinstance(info, inspect.StructType)
    return info


def _takes(kind: inspect.Type, value: object) -> bool:
    """Whether a type is the one for this value."""
    return type(value) is _TAKEN.get(type(kind))


def _references(
    briefing: Briefing, links: Links, data: Mapping[str, Any], recovered: Recovered, name: str
) -> list[Complaint]:
    """What is wrong with references; those to what the file has under a bad id are not."""
    written = list(written_ids(data))
    known = {*recovered.lost, *written, *map(kebab_case, written)}
    return reference_complaints(briefing, links, name, known)


def _with_references(collector: Collector, briefing: Briefing, links: Links) -> Iterator[Complaint]:
    """The complaints; those about ids know what refers to these, by paths of the file."""
    named: dict[str, list[KeyPath]] | None = None
    for complaint in collector.complaints.kept:
        remedy = complaint.remedy
        is_about_id = complaint.rule == "bad-id" and complaint.path[-1] == "id"
        if not is_about_id or not isinstance(remedy, Remedy):
            yield complaint
            continue
        named = named or _named_ids(briefing, links)
        paths = [path_in_file(path, collector.positions) for path in named[remedy.edit.old]]
        edit = replace(remedy.edit, paths=tuple(dict.fromkeys(paths)))
        yield replace(complaint, remedy=replace(remedy, edit=edit))


def _named_ids(briefing: Briefing, links: Links) -> dict[str, list[KeyPath]]:
    """The ids that no sound entry has, and the paths of what refers to them."""
    named: dict[str, list[KeyPath]] = defaultdict(list)
    for each in links.dangling:
        named[each.target].append(each.path)
    for position, allowance in enumerate(briefing.exceptions):
        for number, entry_id in enumerate(allowance.entries):
            named[entry_id].append(("exceptions", position, "entries", number))
    return named


def _file_positions(table: str, mended: dict[str, Any], collector: Collector) -> Sequence[int]:
    """Where in the file the entries of a mended table stand."""
    return collector.positions.get((table,), range(len(mended.get(table, ()))))


def _emptied(mended: dict[str, Any], collector: Collector) -> set[KeyPath]:
    """Figures with no point left, and tables that lost a column, so that cells have no heads."""
    emptied: set[KeyPath] = set()
    for table, key in (("series", "points"), ("tables", "columns")):
        positions = _file_positions(table, mended, collector)
        for position, entry in zip(positions, mended.get(table, ()), strict=True):
            has_lost_column = key == "columns" and (table, position, key) in collector.positions
            if has_lost_column or not entry[key]:
                emptied.add((table, position))
    return emptied


def _leave_out(
    mended: dict[str, Any], broken: Collection[KeyPath], collector: Collector
) -> dict[KeyPath, tuple[int, ...]]:
    """Take the broken entries out of the mended data, and return which items stayed."""
    positions = dict(collector.positions)
    for table in TABLES:
        standing = _file_positions(table, mended, collector)
        kept = [number for number, each in enumerate(standing) if (table, each) not in broken]
        if len(kept) == len(standing):
            continue
        positions[table,] = tuple(standing[number] for number in kept)
        mended[table] = [mended[table][number] for number in kept]
    return positions
