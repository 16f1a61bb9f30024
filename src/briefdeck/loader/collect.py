"""Every difference between a file's data and the model's types, and the data mended so that the sound part can be read."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any, Final

from msgspec import ValidationError, convert, inspect

from briefdeck.loader import mismatch
from briefdeck.loader.references import STAND_IN
from briefdeck.model.briefing import Briefing, Entry, FrontMatter, Point
from briefdeck.model.codec import BUILTIN_TYPES, dec_hook
from briefdeck.model.edtf import UNREAD, Edtf, EdtfError
from briefdeck.model.problem import Complaint, KeyPath

HINTED: Final = 2000
"""Complaints after which unknown keys get no suggestion: the file is something else than a briefing."""

BROKEN: Final = object()
"""What cannot be mended: the field or the list item is left out."""

_EMPTY_FRONT: Final = {"title": "…", "bluf": "…", "as_of": UNREAD}
_STAND_INS: Final[dict[type, Any]] = {
    inspect.StrType: "…",
    inspect.IntType: 1,
    inspect.FloatType: 0.0,
    inspect.CustomType: UNREAD,
}


class Collector:
    """One walk over a file's data against the model's types.

    complaints: what is wrong, in no order. broken: paths (in the file) of entries that lack something they need; they stay
    in the mended data, with stand-ins, so that their references can still be checked. positions: list path → the items
    that stayed in the mended data.
    """

    def __init__(self, spoiled: Collection[KeyPath] = ()) -> None:
        self.complaints: list[Complaint] = []
        self.broken: set[KeyPath] = set()
        self.positions: dict[KeyPath, tuple[int, ...]] = {}
        self.spoiled = frozenset(spoiled)
        self.touched = {path[:2] for path in self.spoiled}
        self.top: frozenset[str] = frozenset()

    def mend(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data with everything left out or replaced that the types would refuse; complaints are added."""
        self.top = frozenset(data)
        mended: dict[str, Any] = self.struct(_briefing_type(), data, ())
        return mended

    def value(self, kind: inspect.Type, value: object, path: KeyPath, owner: type) -> object:
        """The value, mended, or BROKEN."""
        mended = self.checked(kind, value, path, owner)
        return BROKEN if path in self.spoiled else mended

    def checked(self, kind: inspect.Type, value: object, path: KeyPath, owner: type) -> object:
        """The value as its type has it, whether it is to be left out or not: what is wrong inside is found all the same."""
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
        """A text, a number or a truth value."""
        if (
            isinstance(kind, inspect.FloatType)
            and isinstance(value, int)
            and not isinstance(value, bool)
        ):
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
        """The value of the one member that takes it."""
        members = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
        bare = [each.type if isinstance(each, inspect.Metadata) else each for each in members]
        for member, kind_of_member in zip(members, bare, strict=True):
            if len(members) == 1 or _takes(kind_of_member, value):
                return self.checked(member, value, path, owner)
        return self.broke(mismatch.wrong_type(kind, value, path, owner))

    def table(self, kind: inspect.StructType, value: object, path: KeyPath, owner: type) -> object:
        """A table's mended fields. One that lacks something is BROKEN, unless it is an entry or the front matter."""
        if not isinstance(value, dict):
            return self.broke(mismatch.wrong_type(kind, value, path, owner))
        if issubclass(kind.cls, Entry) and path not in self.touched and _converts(value, kind.cls):
            return value
        before = len(self.complaints)
        mended = self.struct(kind, value, path)
        keeps_stand_ins = issubclass(kind.cls, Entry | FrontMatter)
        if not keeps_stand_ins and path in self.broken:
            return BROKEN
        if kind.cls is Point and any(
            complaint.rule != "unknown-key" for complaint in self.complaints[before:]
        ):
            return BROKEN
        return mended

    def struct(
        self, kind: inspect.StructType, data: dict[str, Any], path: KeyPath
    ) -> dict[str, Any]:
        """The fields of a table, mended; unknown and missing ones are found."""
        fields = {field.encode_name: field for field in kind.fields}
        mended: dict[str, Any] = {}
        meant: set[str] = set()
        for key in data.keys() - fields.keys():
            complaint, near = mismatch.unknown_key(
                key, data[key], kind, path, hint=len(self.complaints) < HINTED
            )
            self.complaints.append(complaint)
            meant.add(near)
        for name, field in fields.items():
            value = BROKEN
            if name in data:
                value = self.value(field.type, data[name], (*path, name), kind.cls)
            elif (
                field.required
                and name not in meant
                and not (path == ("briefing",) and name in self.top)
            ):
                self.complaints.append(mismatch.missing_key(name, kind.cls, path))
            if value is not BROKEN:
                mended[name] = value
            elif field.required:
                self.broken.add(path)
                mended[name] = self.stand_in(field.type, name, path)
        return mended

    def stand_in(self, kind: inspect.Type, name: str, path: KeyPath) -> Any:
        """What stands for a required value that is missing or broken."""
        while isinstance(kind, inspect.Metadata):
            kind = kind.type
        if name == "id":
            return STAND_IN + "-".join(str(part).replace("_", "-") for part in path)
        match kind:
            case inspect.LiteralType():
                return kind.values[0]
            case inspect.StructType():
                return (
                    self.struct(kind, {}, path)
                    if kind.cls is not FrontMatter
                    else dict(_EMPTY_FRONT)
                )
            case inspect.VarTupleType():
                return []
            case _:
                return _STAND_INS[type(kind)]

    def sequence(
        self, kind: inspect.VarTupleType, value: object, path: KeyPath, owner: type
    ) -> object:
        """The items that could be mended. A list of lists is a table's rows: one bad cell breaks its row."""
        if not isinstance(value, list):
            return self.broke(mismatch.wrong_type(kind, value, path, owner))
        mended = [
            self.value(kind.item_type, item, (*path, position), owner)
            for position, item in enumerate(value)
        ]
        kept = [position for position, item in enumerate(mended) if item is not BROKEN]
        if len(kept) < len(mended):
            if path and isinstance(path[-1], int):
                return BROKEN
            self.positions[path] = tuple(kept)
        return [mended[position] for position in kept]

    def date(self, value: object, path: KeyPath) -> object:
        """What the file has for a date, as long as the model can read it."""
        try:
            Edtf.parse(value)
        except EdtfError as error:
            return self.broke(mismatch.bad_date(str(error), path))
        return value

    def text(self, kind: inspect.StrType, value: str, path: KeyPath) -> object:
        """A text that fits its pattern and length."""
        if kind.min_length and len(value) < kind.min_length:
            return self.broke(mismatch.empty_value(path))
        if kind.pattern and not re.search(kind.pattern, value):
            return self.broke(mismatch.bad_id(value, path))
        return value

    def whole_number(self, kind: inspect.IntType, value: int, path: KeyPath) -> object:
        """A whole number within its bounds."""
        if kind.ge is not None and value < kind.ge:
            return self.broke(mismatch.out_of_range(value, kind.ge, path))
        return value

    def choice(
        self, kind: inspect.LiteralType, value: object, path: KeyPath, owner: type
    ) -> object:
        """One of the words (or numbers) that are allowed."""
        if any(value == allowed and type(value) is type(allowed) for allowed in kind.values):
            return value
        if path == ("format",):
            return self.broke(mismatch.format_version(value))
        return self.broke(mismatch.unknown_value(kind, value, path, owner))

    def broke(self, complaint: Complaint) -> object:
        """Keep the complaint; the value is BROKEN."""
        self.complaints.append(complaint)
        return BROKEN


@cache
def _briefing_type() -> inspect.StructType:
    info = inspect.type_info(Briefing)
    assert isinstance(info, inspect.StructType)
    return info


def _converts(value: object, kind: type) -> bool:
    """Whether an entry is as its type wants it, which most are even in a file where something is wrong."""
    try:
        convert(value, kind, builtin_types=BUILTIN_TYPES, dec_hook=dec_hook)
    except ValidationError:
        return False
    return True


def _takes(kind: inspect.Type, value: object) -> bool:
    """Whether a member of a union is the one for this value."""
    match kind:
        case inspect.StructType():
            return isinstance(value, dict)
        case inspect.StrType():
            return isinstance(value, str)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool)
        case inspect.FloatType():
            return isinstance(value, float)
        case _:
            return False
