"""Words are taken as the field at a path wants them; a short form grows into its table."""

from decimal import Decimal

import pytest

from briefdeck.editing.document import EditError, read
from briefdeck.editing.typed import long_form, typed_path, typed_value
from briefdeck.model.problem import KeyPath

EVENT, SOURCE, POINT, CELL = ("events", 0), ("sources", 0), ("series", 0, "points", 0), ("tables", 0, "rows", 0, 0)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "words", "old", "value"),
    [
        ((*EVENT, "title"), "2020", None, "2020"),
        ((*EVENT, "title"), "[x] is odd", None, "[x] is odd"),
        ((*EVENT, "text"), "new", "old\n", "new\n"),
        ((*EVENT, "date"), "2001", "2000", "2001"),
        ((*EVENT, "date"), "2001", 2000, 2001),
        ((*EVENT, "date"), "2001-05", 2000, "2001-05"),
        ((*EVENT, "weight"), "2", None, 2),
        ((*EVENT, "cites"), "a, b", None, ["a", "b"]),
        ((*EVENT, "cites"), '{ source = "a" }', None, [{"source": "a"}]),
        ((*EVENT, "caveat"), '{ text = "a" }', None, {"text": "a"}),
        ((*EVENT, "caveat"), "[so it is said]", None, "[so it is said]"),
        ((*SOURCE, "volume"), "12", None, 12),
        ((*SOURCE, "volume"), "12", "11", "12"),
        ((*SOURCE, "volume"), "007", None, "007"),
        ((*SOURCE, "volume"), "0x10", None, "0x10"),
        ((*POINT, "value"), "2.10", 1, Decimal("2.10")),
        ((*POINT, "value"), "1,000", 1, "1,000"),
        ((*POINT, "value"), "inf", 1, float("inf")),
        (CELL, "2.50", None, Decimal("2.50")),
        (CELL, "true", None, True),
        (CELL, "2020", "a text", "2020"),
        (("recommendations", 0, "for"), "One, two.", None, ["One, two."]),
        (("recommendations", 0, "for"), '["One.", "Two."]', None, ["One.", "Two."]),
        (("briefing", "tags"), "a b,c ,", None, ["a b", "c"]),
        (("briefing", "draft"), "true", None, True),
        (("briefing", "draft"), "yes", None, "yes"),
        ((*EVENT, "unknown"), "12", None, "12"),
    ],
)
def test_words_become_what_the_field_wants(
    path: KeyPath, words: str, old: object, value: object
) -> None:
    assert repr(typed_value(path, words, old)) == repr(value)


def test_broken_toml_is_refused_where_words_cannot_be_meant() -> None:
    with pytest.raises(EditError, match="not a list or a table of TOML"):
        typed_value((*EVENT, "cites"), "[a", None)


TEXT = """\
[[events]]
id = "a"
caveat = "Perhaps."
cites = ["s", { source = "t" }]
[[events]]
id = "twice"
[[events]]
id = "twice"
[[tables]]
id = "briefing"
"""


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("a.date", ("events", 0, "date")),
        ("a.points[3].value", ("events", 0, "points", 3, "value")),
        ("events[1].date", ("events", 1, "date")),
        ("briefing.title", ("briefing", "title")),
        ("tables[0].rows[1][2]", ("tables", 0, "rows", 1, 2)),
    ],
)
def test_a_field_is_named_by_the_id_or_the_place_of_its_entry(words: str, path: KeyPath) -> None:
    assert typed_path(read(TEXT), words) == path


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("twice.date", r"Several entries have the id `twice`"),
        ("b.date", "No entry has the id `b`"),
        ("a", "is an entry, not a field"),
        ("a..b", "does not name a field"),
        ("events[9].date", r"There is no `events\[9\]`"),
    ],
)
def test_what_names_no_field_is_refused(words: str, message: str) -> None:
    with pytest.raises(EditError, match=message):
        typed_path(read(TEXT), words)


def test_a_short_form_becomes_the_table_that_it_stands_for() -> None:
    document = read(TEXT)
    caveat = ("events", 0, "caveat")
    assert long_form(document, (*caveat, "grade"), "note") == (
        caveat,
        {"text": "Perhaps.", "grade": "note"},
    )
    cite = ("events", 0, "cites", 0)
    assert long_form(document, (*cite, "via", "at"), "p. 1") == (
        cite,
        {"source": "s", "via": {"at": "p. 1"}},
    )
    for path in ((*caveat,), ("events", 0, "cites", 1, "at"), ("events", 0, "id", "x")):
        assert long_form(document, path, "x") == (path, "x")
