"""Whatever a comparison of two briefings finds to disagree, a look at many of them finds, too."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.document.comparison import compare
from briefdeck.document.over_shelf import disagreements, merged_timeline
from briefdeck.document.over_shelf.candidates import FEW_BRIEFINGS
from briefdeck.loader import Loaded, load_text
from support.over_shelf import HEAD, Writer, event, series

SINKS = "The steamer Caroline sinks off Dunmore head"
_TITLES = (
    SINKS,
    "Steamer Caroline sinks off Dunmore",
    "Steamer Caroline launched at Dunmore",
    "The fair of Lund opens its gates",
)
_DATES = (
    "1899~", "1899", "1899-11", "1899-12-30", "1900?", "1900/1903", "1901-21", "1902", "1902-03",
    "../1899", "1899/..", "189X", "190X", "1899~/1901~", "19XX", "1902-03-04T05:06",
)  # fmt: skip
_SAID = ("x", "Forty passengers drown in the storm.", "A crowd of forty passengers watches.")
_EVENTS = st.tuples(
    st.sampled_from(("sink", "launch", "other")),
    st.sampled_from(_TITLES),
    st.sampled_from(_DATES),
    st.sampled_from(_SAID),
)
_PROGRAMS = st.tuples(
    st.sampled_from(("line", "service")),
    st.sampled_from(("Dunmore steamer line", "The steamer line of Dunmore", "Lund fair")),
    st.sampled_from(("1890/1899", "1891/1902", "1890/..", "1889~/1899-05", "1890")),
)
_FIGURES = st.tuples(
    st.sampled_from(("boats", "dead")),
    st.sampled_from((1, 2, 41, 58, 58_000)),
    st.sampled_from(("2011", "2012-05")),
)


def _made(name: str, more: Iterable[str]) -> Loaded:
    return load_text(HEAD.format(title=name.title(), more="") + "".join(more), name)


@st.composite
def _briefings(draw: st.DrawFn, most: int) -> list[Loaded]:
    every = []
    for number in range(draw(st.integers(2, most))):
        more = []
        for entry, title, date, said in draw(
            st.lists(_EVENTS, max_size=4, unique_by=lambda each: each[0])
        ):
            more.append(event(entry, title, date, said))
        for entry, title, span in draw(
            st.lists(_PROGRAMS, max_size=2, unique_by=lambda each: each[0])
        ):
            more.append(f'\n[[programs]]\nid = "{entry}"\ntitle = "{title}"\nspan = "{span}"\n')
        for measure, value, at in draw(
            st.lists(_FIGURES, max_size=2, unique_by=lambda each: each[0])
        ):
            more.append(series(f"of-{measure}", measure, value, at=at))
        every.append(_made(f"b{number:03}", more))
    return every


def _compared(every: Sequence[Loaded]) -> set[tuple[str, str | None, str, str, str, str]]:
    """What comparisons of each two find, by kind, aspect or measure, briefings, and words."""
    return {
        (row.kind, row.aspect or row.measure, one.id, row.first.words, other.id, row.second.words)
        for one, other in combinations(every, 2)
        for row in compare(one, other).disagreements
    }


def _gathered(every: Sequence[Loaded]) -> set[tuple[str, str | None, str, str, str, str]]:
    """Each two accounts that stand in one row of what many disagree on, in the same form."""
    rows = disagreements(every).rows
    return {
        (row.kind, row.aspect or row.measure, *first, *second)
        for row in rows
        for first, second in combinations(
            sorted((told.briefing, told.account.words) for each in row.values for told in each.told), 2
        )
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(every=_briefings(4))
def test_what_a_comparison_finds_is_found(every: list[Loaded]) -> None:
    assert _compared(every) <= _gathered(every)


@settings(max_examples=80, deadline=None)
@given(every=_briefings(2))
def test_of_two_as_many_values_as_in_a_comparison(every: list[Loaded]) -> None:
    found, compared = disagreements(every), compare(*every)
    assert found.counts == compared.counts
    assert len(found.rows) == len(compared.disagreements)


@pytest.mark.parametrize("fillers", [0, FEW_BRIEFINGS + 10])
@pytest.mark.parametrize(
    ("first", "second"), [("1899~", "1902"), ("1899~", "1902-01-20"), ("189X", "1902-05-06")]
)
def test_one_event_of_one_name_is_found_however_its_dates_are_written(
    fillers: int, first: str, second: str
) -> None:
    writer = Writer(2)
    every = [
        _made("da", [event("sink", SINKS, first, "x")]),
        _made("db", [event("sink", SINKS, second, "x")]),
        *(writer.briefing(number) for number in range(fillers)),
    ]
    (row,) = disagreements(every).rows
    assert row.what == SINKS
    assert [told.briefing for value in row.values for told in value.told] == ["da", "db"]
    (group,) = [each for each in merged_timeline(every).alike if each.dates == "differ"]
    assert [each.entry for each in group.entries] == ["sink", "sink"]
