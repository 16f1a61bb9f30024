"""Conflicts that stand in a file as comments are errors, each with its place."""

from briefdeck.editing.merging import merged
from briefdeck.loader import load_text
from editing.test_merging import BASE, new


def test_each_conflict_is_an_error_where_it_stands() -> None:
    ours, theirs = (
        new(BASE, ('"A"', '"B"'), ('"One."', '"Two."')),
        new(BASE, ('"A"', '"C"'), ('"One."', '"Three."')),
    )
    text = merged(BASE, ours, theirs).text
    found = [each for each in load_text(text, "x").errors if each.rule == "leftover-conflict"]
    assert [each.message for each in found] == [
        "Two versions of this file are in conflict in `briefing`, `bluf`: both sides changed it.",
        "Two versions of this file are in conflict in `a`, `title`: both sides changed it.",
    ]
    lines = text.split("\n")
    assert all(
        each.place and lines[each.place.line - 1].startswith("#! conflict in ") for each in found
    )


def test_words_in_a_text_are_not_a_conflict() -> None:
    text = new(
        BASE, ('"One."', '"""\n#! conflict in `a`: x\n"""'), ("# why", "# see: #! conflict in `a`")
    )
    assert not [each for each in load_text(text, "x").problems if each.rule == "leftover-conflict"]
