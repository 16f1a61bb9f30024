"""What is left of a starting file: each text, date and value at its place, until it is edited."""

import pytest

from briefdeck.check import check
from briefdeck.loader import load_text
from briefdeck.loader.format_texts import starter
from briefdeck.loader.scan import scan
from briefdeck.loader.starting import KINDS, short_starter
from briefdeck.model.problem import KeyPath, Problem
from support.examples import whole

DATES = {"date", "span", "due", "issued"}
OTHERS = {
    "points": '[{ at = "2020", value = 5, cites = ["ministry"] }]',
    "rows": '[["a", "b", "c", "d"]]',
    "columns": '["A", "B", "C", "D"]',
    "author": '[{ literal = "Somebody" }]',
    "authors": '["Somebody"]',
    "for": '["It is so."]',
    "against": '["It is not."]',
    "conditions": '["It is so."]',
    "duration": '"PT5M"',
    "volume": "3",
}


def text_of(kind: str) -> str:
    return starter("own") if kind == "full" else short_starter("own", kind)


def left(text: str) -> list[Problem]:
    return [each for each in check(load_text(text, "own")) if each.rule == "unedited-example"]


def edited(text: str, path: KeyPath) -> str:
    """The text with another value at a path."""
    spot = scan(text)[path]
    key = str(path[-1])
    value = OTHERS.get(key, '"2020"' if key in DATES else f'"Own words on {path[1:]}."')
    return text[: spot.start] + value + text[spot.end :]


@pytest.mark.parametrize("kind", [*KINDS, "full"])
def test_what_is_edited_is_no_longer_named_and_all_else_is(kind: str) -> None:
    text = text_of(kind)
    named = left(text)
    assert named
    for problem in named:
        assert {each.path for each in left(edited(text, problem.path))} == {
            each.path for each in named if each.path != problem.path
        }


@pytest.mark.parametrize("kind", [*KINDS, "full"])
def test_a_file_with_all_edited_is_finished(kind: str) -> None:
    text = text_of(kind)
    for problem in sorted(left(text), key=lambda each: scan(text)[each.path].start, reverse=True):
        text = edited(text, problem.path)
    assert left(text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_a_short_file_is_named_at_its_key(kind: str) -> None:
    text = text_of(kind)
    named = {each.path for each in left(text)}
    spots = scan(text)
    for path in spots:
        if path[-1] in {
            "text",
            "title",
            "name",
            "bluf",
            "date",
            "span",
            "meaning",
            "points",
            "rows",
        }:
            assert path in named or path[:2] == ("briefing", "title") or path[-2] == "caveat"
    for problem in left(text):
        assert problem.place is not None
        assert text.splitlines()[problem.place.line - 1].startswith(f"{problem.path[-1]} = ")


def test_without_the_draft_line_what_is_left_is_warned_of() -> None:
    text = text_of("policy").replace("draft = true\n", "")
    assert {each.severity for each in left(text)} == {"warning"}


def test_of_a_list_that_was_changed_the_items_that_are_left_are_named() -> None:
    text = text_of("country").replace('at = "2018", value = 33', 'at = "2017", value = 30')
    points = [each for each in left(text) if "points" in each.path]
    assert [each.path for each in points] == [
        ("series", 0, "points", 0),
        ("series", 0, "points", 2),
    ]
    assert points[0].message == "Unfinished: a part of `points` is still that of the starting file."
    assert points[0].place is not None
    assert "2012" in points[0].place.text


def test_a_text_is_known_under_another_id_and_wrapped_otherwise() -> None:
    text = text_of("incident").replace('"lost-reminder"', '"own-id"')
    assert ("findings", 0, "text") in {each.path for each in left(text)}
    wrapped = text_of("incident").replace(
        "A certificate had expired,", "A certificate had\nexpired,"
    )
    assert ("briefing", "bluf") in {each.path for each in left(wrapped)}


@pytest.mark.parametrize(
    "entry",
    [
        '[[terms]]\nid = "control"\nterm = "control"\nmeaning = "A group of patients without the drug."\n',
        '[[sections]]\nid = "method"\ntitle = "How this was made"\ntext = "We read two reports."\n',
        '[[series]]\nid = "unsold"\ntitle = "Flats not sold"\nunit = "%"\npoints = [{ at = 2019, value = 2 }, { at = 2020, value = 3 }]\n',
        '[[actors]]\nid = "port-authority"\nname = "Port Authority of New York"\ntype = "organization"\n',
        '[[programs]]\nid = "harbor-law"\ntitle = "Law of Harbors"\nstatus = "in force"\ntype = "law"\n',
        '[[recommendations]]\nid = "no-change"\ntype = "option"\ntitle = "Leave it"\nfor = ["It is cheap."]\nstatus = "open"\n',
    ],
)  # fmt: skip
def test_what_merely_has_an_id_of_a_starting_file_is_the_authors_own(entry: str) -> None:
    assert left(whole(entry)) == []
