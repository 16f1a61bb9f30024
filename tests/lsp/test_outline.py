"""The entries of a text by their headers, also of one that does not parse."""

from pathlib import Path

import pytest

from briefdeck.loader import load
from briefdeck.lsp.outline import LONGEST_NAME, Outline, is_briefing
from support.language_client import FERRY
from support.pages import SHIPPED


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_the_entries_are_those_that_are_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    outline = Outline(text)
    loaded = load(path)
    assert loaded.briefing is not None
    assert [*outline.entries] == sorted(
        (entry.id for entry in loaded.briefing.entries()),
        key=lambda entry_id: outline.entries[entry_id].start,
    )
    for entry in loaded.briefing.entries():
        section = outline.entries[entry.id]
        assert section.table == entry.table
        assert text[section.id_start :].startswith(f'{entry.id}"')
        title = getattr(entry, "title", None)
        if title:
            assert section.name == title[:LONGEST_NAME] or title.startswith(section.name)


def test_a_text_that_does_not_parse_has_its_entries() -> None:
    spoiled = FERRY.replace('title = "The trial"', 'title = "The').replace("= [\n", "= {\n")
    assert [*Outline(spoiled).entries] == [*Outline(FERRY).entries]


def test_an_entry_is_called_by_its_title_else_by_how_its_text_begins() -> None:
    entries = Outline(FERRY).entries
    assert entries["first-run"].name == "The first ferry runs"
    assert entries["port"].name == "Port Authority"
    assert entries["twice-the-forecast"].name.startswith("The ferry carried [[passengers|2.1")
    assert Outline('[[events]]\nid = "a"\n').entries["a"].name == "events"
    assert Outline('[[events]]\nid = "a"\ntitle = "\\uD800"\n').entries["a"].name == '"\\uD800"'
    assert (
        Outline('[[events]]\nid = "a"\ntitle = """\nso \\"\\\\"\n"""\n').entries["a"].name
        == 'so "\\"'
    )
    assert Outline('[[events]]\nid = "a"\ntitle = "b\x1b[1m"\n').entries["a"].name == "b␛[1m"


def test_of_two_entries_with_one_id_the_first_counts() -> None:
    entries = Outline('[[eras]]\nid = "a"\n[[events]]\nid = "a"\n').entries
    assert entries["a"].table == "eras"


def test_front_matter_and_exceptions_are_no_entries() -> None:
    outline = Outline('[briefing]\nid = "a"\n[[exceptions]]\nid = "b"\n[[what]]\nid = "c"\n')
    assert outline.entries == {}
    assert [section.table for section in outline.sections] == ["briefing", "exceptions"]


def test_sections_follow_what_is_edited() -> None:
    before = Outline(FERRY)
    after = Outline(FERRY.replace("Harbor", "Old harbor"))
    for entry_id, section in before.entries.items():
        moved = after.entries[entry_id]
        assert moved.start == section.start + 4
        assert moved.id_start == section.id_start + 4


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (FERRY, True),
        ("format = 1\n", True),
        ("# notes\n\nformat=1  # so\n", True),
        ("[briefing]\n", True),
        ("form\n\n[briefing]\ntitle = ", True),
        ("", False),
        ("format = 12\n", False),
        ("[project]\nname = 'x'\nformat = 1\n", False),
        ("[tool]\nformat = 1\n[[briefings]]\n", False),
        ('a = "[briefing]"\n', False),
        ("[tool.briefing]\n", False),
    ],
)  # fmt: skip
def test_a_briefing_is_told_from_other_files(text: str, *, is_one: bool) -> None:
    assert is_briefing(text) is is_one
