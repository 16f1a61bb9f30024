"""What may stand at a place of a briefing file: the fields of its tables, and what each holds."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from msgspec import Struct

from briefdeck.loader.example import assignment, example
from briefdeck.loader.format_texts import (
    FieldInfo,
    TableInfo,
    format_field,
    inline_infos,
    table_infos,
)
from briefdeck.loader.references import TARGETS
from briefdeck.model.briefing import TABLES, Briefing, Entry
from briefdeck.model.fields import Field, FieldKind, Relation, fields_of
from briefdeck.text.words import capital, listed


class Slot(Struct, frozen=True):
    """A field at its place: its type's, what it means, what it holds.

    relation: how an entry relates to those whose ids stand here; a citation's source has that of
    the citation.
    """

    owner: type[Struct]
    info: FieldInfo
    field: Field
    relation: Relation | None

    @property
    def holds_ids(self) -> bool:
        """Whether the ids of other entries stand here."""
        if self.relation is not None:
            return True
        return self.field.kind is FieldKind.REFERENCE and self.info.key != "id"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of the entries whose ids may stand here."""
        if self.relation == "addressee":
            return ("actors",)
        return TARGETS.get(self.relation or "", TABLES)

    @property
    def holds_prose(self) -> bool:
        """Whether citations and links to entries may stand here."""
        return self.field.kind in {FieldKind.PROSE, FieldKind.CELL}

    @property
    def is_text(self) -> bool:
        """Whether its words are written in quotes."""
        return example(self.owner, self.info.key).startswith(('"', "["))


@cache
def tables() -> dict[str, TableInfo]:
    """Return every table that has a header, by its name."""
    return {info.header.strip("[]"): info for info in table_infos()}


def noun(table: str) -> str:
    """Return what an entry of a table is called: an event, a source."""
    kind = tables()[table].kind
    return kind.noun if issubclass(kind, Entry) else "table"


def meaning(slot: Slot) -> str:
    """Return what a field means, the words that it allows and an example, in Markdown."""
    info = slot.info
    words = f"{capital(info.description)}."
    if len(info.allowed) > 1:
        words += f" One of {listed([f'`{word}`' for word in info.allowed])}."
    if info.default:
        words += f" `{info.default}` if not given."
    return f"{words}\n\n```toml\n{assignment(slot.owner, info.key)}\n```"


def slots(table: str, keys: tuple[str, ...]) -> dict[str, Slot]:
    """Return the fields of a table, or of a small table that these keys lead to in it.

    table: its name; empty for what stands before the first header. Empty where nothing is known.
    """
    kinds, relation = _kinds(table), None
    for key in keys:
        found = next((slot for slot in _slots(kinds, relation) if slot.info.key == key), None)
        if found is None:
            return {}
        kinds, relation = found.field.groups, found.relation
    return {slot.info.key: slot for slot in _slots(kinds, relation)}


def slot_at(table: str, keys: tuple[str, ...]) -> Slot | None:
    """Return the field that keys lead to; None where the format has none."""
    return slots(table, keys[:-1]).get(keys[-1]) if keys else None


def _kinds(table: str) -> tuple[type[Struct], ...]:
    if not table:
        return (Briefing,)
    info = tables().get(table)
    return (info.kind,) if info else ()


def _slots(kinds: tuple[type[Struct], ...], relation: Relation | None) -> Iterator[Slot]:
    for kind in kinds:
        fields = {field.key: field for field in fields_of(kind)}
        for info in _infos().get(kind, ()):
            field = fields[info.key]
            inherited = relation if field.kind is FieldKind.REFERENCE else None
            yield Slot(kind, info, field, field.relation or inherited)


@cache
def _infos() -> dict[type, tuple[FieldInfo, ...]]:
    """The fields of each type, required ones first."""
    found = {info.kind: info.fields for info in chain(table_infos(), inline_infos())}
    return {**found, Briefing: (format_field(),)}
