"""What fields are, by their annotations; a walk through a Struct; a new field that nobody lists."""

import pytest
from msgspec import Struct

from briefdeck.model.briefing import (
    ENTRY_TYPES,
    Cite,
    Column,
    FrontMatter,
    Point,
    Prose,
    Recommendation,
    Series,
    Source,
    Table,
)
from briefdeck.model.edtf import Edtf
from briefdeck.model.fields import FieldKind, fields_of, walk


@pytest.mark.parametrize(
    ("struct", "field", "kind", "relation"),
    [
        (FrontMatter, "bluf", "PROSE", None),
        (Recommendation, "arguments_for", "PROSE", None),
        (Recommendation, "rests_on", "REFERENCE", "rests-on"),
        (Recommendation, "to", "LABEL", "addressee"),
        (Series, "title", "LINE", None),
        (Series, "scale", "CHOICE", None),
        (Series, "calendar", "SETTING", None),
        (Series, "points", "GROUP", None),
        (Series, "programs", "REFERENCE", "program"),
        (Series, "cites", "REFERENCE", "cites"),
        (Source, "title", "WORDS", None),
        (Source, "page", "DETAIL", None),
        (Table, "rows", "CELL", None),
        (Point, "at", "DATE", None),
        (Point, "value", "NUMBER", None),
        (Point, "caveat", "PROSE", None),
        (Column, "title", "LABEL", None),
        (Cite, "quote", "WORDS", None),
        (Cite, "says", "WORDS", None),
        (Source, "copy", "DETAIL", None),
        (Source, "copied", "DATE", None),
    ],
)
def test_an_annotation_says_what_a_field_is(
    struct: type[Struct], field: str, kind: str, relation: str | None
) -> None:
    found = {each.name: each for each in fields_of(struct)}[field]
    assert (found.kind.name, found.relation) == (kind, relation)


@pytest.mark.parametrize("struct", [FrontMatter, *ENTRY_TYPES])
def test_every_field_is_something(struct: type[Struct]) -> None:
    assert [field.name for field in fields_of(struct)] == list(struct.__struct_fields__)
    assert all(field.groups for field in fields_of(struct) if field.kind is FieldKind.GROUP)


def test_a_walk_goes_through_lists_and_structs_in_the_order_of_the_fields() -> None:
    series = Series(
        id="s",
        title="Aid",
        unit="USD",
        cites=("a", Cite(source="b", quote="Just so.")),
        points=(Point(at=Edtf.parse("2008"), value=0, text="None *yet*."),),
    )
    assert [
        (held.path, held.field.kind.name, held.value) for held in walk(series, ("series", 0))
    ] == [
        (("series", 0, "id"), "REFERENCE", "s"),
        (("series", 0, "cites", 0), "REFERENCE", "a"),
        (("series", 0, "cites", 1, "source"), "REFERENCE", "b"),
        (("series", 0, "cites", 1, "quote"), "WORDS", "Just so."),
        (("series", 0, "title"), "LINE", "Aid"),
        (("series", 0, "unit"), "LABEL", "USD"),
        (("series", 0, "points", 0, "at"), "DATE", Edtf.parse("2008")),
        (("series", 0, "points", 0, "value"), "NUMBER", 0),
        (("series", 0, "points", 0, "text"), "PROSE", "None *yet*."),
    ]
    prose = walk(series, kinds=frozenset({FieldKind.PROSE}))
    assert [held.value for held in prose] == ["None *yet*."]


def test_keys_are_those_of_the_file() -> None:
    recommendation = Recommendation(id="r", arguments_for=("Cheap.", "Quick."))
    prose = walk(recommendation, kinds=frozenset({FieldKind.PROSE}))
    assert [held.path for held in prose] == [("for", 0), ("for", 1)]


def test_postponed_annotations_are_read_too() -> None:
    class Later(Struct):
        moral: "Prose | None" = None

    assert [field.kind for field in fields_of(Later)] == [FieldKind.PROSE]
