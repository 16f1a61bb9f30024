"""Links both ways, dangling ones, duplicates; over random briefings the inverse is exact."""

from typing import Any

import pytest
from hypothesis import given, settings

from briefdeck.model.briefing import Briefing
from briefdeck.model.links import FRONT, Link, Links, link
from briefdeck.model.problem import KeyPath
from support.briefings import briefings, decode, random_briefing


def raw(**tables: Any) -> Briefing:
    front = tables.pop("briefing", {})
    return decode(
        {"format": 1, "briefing": {"title": "T", "bluf": "B.", "as_of": "2020"} | front} | tables
    )


SOURCE = {"id": "s", "type": "book", "title": "S"}


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"events": [{"id": "e", "title": "E", "date": "2001", "cites": ["s"]}]}, Link("e", "s", "cites", None, None, ("events", 0, "cites", 0))),
        (
            {"events": [{"id": "e", "title": "E", "date": "2001", "cites": [{"source": "s", "at": "p. 1", "quote": "Q"}]}]},
            Link("e", "s", "cites", "p. 1", "Q", ("events", 0, "cites", 0)),
        ),
        (
            {"findings": [{"id": "f", "cites": [{"source": "s", "quote": "Q", "says": "S"}]}]},
            Link("f", "s", "cites", None, "Q", ("findings", 0, "cites", 0), "S"),
        ),
        ({"findings": [{"id": "f", "text": "Rose [@s, p. 9]."}]}, Link("f", "s", "cites", "p. 9", None, ("findings", 0, "text"))),
        ({"findings": [{"id": "f", "caveat": "See [[s]]."}]}, Link("f", "s", "mentions", None, None, ("findings", 0, "caveat"))),
        ({"findings": [{"id": "f", "see": ["s"]}]}, Link("f", "s", "see", None, None, ("findings", 0, "see", 0))),
        ({"findings": [{"id": "f", "era": "s"}]}, Link("f", "s", "era", None, None, ("findings", 0, "era"))),
        ({"findings": [{"id": "f", "programs": ["s"]}]}, Link("f", "s", "program", None, None, ("findings", 0, "programs", 0))),
        ({"findings": [{"id": "f", "actors": ["s"]}]}, Link("f", "s", "actor", None, None, ("findings", 0, "actors", 0))),
        ({"findings": [{"id": "f", "voice": "s"}]}, Link("f", "s", "voice", None, None, ("findings", 0, "voice"))),
        ({"programs": [{"id": "p", "title": "P", "parties": ["s"]}]}, Link("p", "s", "party", None, None, ("programs", 0, "parties", 0))),
        ({"programs": [{"id": "p", "title": "P", "outcome": "[[s]]"}]}, Link("p", "s", "mentions", None, None, ("programs", 0, "outcome"))),
        ({"quotations": [{"id": "q", "speaker": "s"}]}, Link("q", "s", "speaker", None, None, ("quotations", 0, "speaker"))),
        ({"recommendations": [{"id": "r", "to": "s"}]}, Link("r", "s", "addressee", None, None, ("recommendations", 0, "to"))),
        ({"recommendations": [{"id": "r", "rests_on": ["s"]}]}, Link("r", "s", "rests-on", None, None, ("recommendations", 0, "rests_on", 0))),
        ({"recommendations": [{"id": "r", "for": ["[@s]"]}]}, Link("r", "s", "cites", None, None, ("recommendations", 0, "for", 0))),
        ({"recommendations": [{"id": "r", "against": ["", "[@s]"]}]}, Link("r", "s", "cites", None, None, ("recommendations", 0, "against", 1))),
        ({"recommendations": [{"id": "r", "conditions": ["[[s]]"]}]}, Link("r", "s", "mentions", None, None, ("recommendations", 0, "conditions", 0))),
        ({"terms": [{"id": "t", "term": "T", "meaning": "[@s]"}]}, Link("t", "s", "cites", None, None, ("terms", 0, "meaning"))),
        (
            {"series": [{"id": "x", "title": "X", "unit": "USD", "points": [{"at": "2001", "cites": ["s"]}]}]},
            Link("x", "s", "cites", None, None, ("series", 0, "points", 0, "cites", 0)),
        ),
        (
            {"series": [{"id": "x", "title": "X", "unit": "USD", "points": [{"at": "2001", "text": "[@s]"}]}]},
            Link("x", "s", "cites", None, None, ("series", 0, "points", 0, "text")),
        ),
        (
            {"tables": [{"id": "t", "title": "T", "columns": ["A", "B"], "rows": [[1, "[@s]"]]}]},
            Link("t", "s", "cites", None, None, ("tables", 0, "rows", 0, 1)),
        ),
        ({"briefing": {"bluf": "So [@s, p. 1]."}}, Link(FRONT, "s", "cites", "p. 1", None, ("briefing", "bluf"))),
        ({"briefing": {"condenses": "s"}}, Link(FRONT, "s", "condenses", None, None, ("briefing", "condenses"))),
        ({"briefing": {"source_summary": "[[s]]"}}, Link(FRONT, "s", "mentions", None, None, ("briefing", "source_summary"))),
    ],
)  # fmt: skip
def test_every_field_that_points(tables: dict[str, Any], expected: Link) -> None:
    found = link(raw(sources=[SOURCE], **tables))
    assert found.forward[expected.source] == (expected,)
    assert found.backward["s"] == (expected,)
    assert not found.dangling
    # Without its target the same link dangles.
    alone = link(raw(**tables))
    kept_as_words = expected.relation == "addressee"
    assert alone.dangling == (() if kept_as_words else (expected,))
    assert not any(alone.backward.values())


def test_sources_point_to_their_origin_and_from_notes() -> None:
    found = link(raw(sources=[SOURCE, {**SOURCE, "id": "t", "origin": "s", "note": "From [[s]]."}]))
    assert [(each.relation, each.path) for each in found.backward["s"]] == [
        ("mentions", ("sources", 1, "note")),
        ("origin", ("sources", 1, "origin")),
    ]


def test_an_addressee_may_be_words_but_not_a_mistyped_id() -> None:
    found = link(
        raw(
            recommendations=[
                {"id": "r", "to": "Congress and the courts"},
                {"id": "q", "to": "us-congres"},
                {"id": "p", "to": "congress"},
            ]
        )
    )
    assert [each.target for each in found.dangling] == ["us-congres"]


def test_duplicates_are_told_and_the_first_counts() -> None:
    found = link(
        raw(findings=[{"id": "x", "text": "One."}, {"id": "x"}], sources=[{**SOURCE, "id": "x"}])
    )
    assert found.duplicates == (("findings", 1, "id"), ("sources", 0, "id"))
    assert found.entries["x"].text == "One."


def links_at(found: Links, path: KeyPath) -> list[Link]:
    return [each for links in found.forward.values() for each in links if each.path == path]


def check_inverse(briefing: Briefing) -> None:
    found = link(briefing)
    forward = [each for links in found.forward.values() for each in links]
    backward = [each for links in found.backward.values() for each in links]
    assert sorted(map(repr, forward)) == sorted(map(repr, backward))
    assert all(each.source == name for name, links in found.forward.items() for each in links)
    assert all(each.target == name for name, links in found.backward.items() for each in links)
    assert set(found.backward) == set(found.entries) == {entry.id for entry in briefing.entries()}
    assert set(found.forward) == {FRONT, *found.entries}
    assert not found.dangling


def test_backward_is_the_inverse_over_a_thousand_briefings() -> None:
    for seed in range(1000):
        check_inverse(random_briefing(seed))


@settings(max_examples=30)
@given(briefings(max_size=25))
def test_backward_is_the_inverse_of_larger_ones(briefing: Briefing) -> None:
    check_inverse(briefing)


@settings(max_examples=50)
@given(briefings())
def test_links_stay_in_file_order(briefing: Briefing) -> None:
    found = link(briefing)
    order = {entry.id: position for position, entry in enumerate(briefing.entries())}
    for links in found.backward.values():
        positions = [order.get(each.source, -1) for each in links]
        assert positions == sorted(positions)
