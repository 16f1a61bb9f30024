"""Every event of the shipped briefings: exported as calendar and timeline, imported, the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.export import Wanted, ics, timelinejs
from briefdeck.intake.events.said_dates import Moment, date_said
from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.taken import Options
from briefdeck.loader import Loaded, load
from briefdeck.model.briefing import Entry, Era, Event, Program
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf

BRIEFINGS = sorted((Path(__file__).parents[3] / "briefings").glob("*.toml"))
EXPORTS = {"ics": ics.export, "timelinejs": timelinejs.export}


Found = dict[tuple[type[Entry], str], Event | Era | Program]


def again(loaded: Loaded, form: str) -> Found:
    """Return what is imported of a briefing's export, by type and title."""
    exported = EXPORTS[form](Wanted(loaded, form))
    done = take(BY_NAME[form], exported.content, Options(form=form, name="x"))
    assert done.refused == ()
    entries = [item.entry() for item in done.items]
    return {
        (type(entry), entry.title): entry
        for entry in entries
        if isinstance(entry, Event | Era | Program)
    }


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_events_are_the_same_again(form: str) -> None:
    count = 0
    for path in BRIEFINGS:
        loaded = load(path)
        assert loaded.briefing is not None
        found = again(loaded, form)
        for event in loaded.briefing.events:
            read = found[Event, event.title]
            assert isinstance(read, Event)
            assert (read.id, read.date) == (event.id, event.date)
            if form == "ics":
                assert (read.place, read.duration) == (event.place, event.duration)
            assert not (read.text or "").startswith(event.title)
            count += 1
    assert count >= 121


def test_programs_and_eras_are_the_same_again() -> None:
    for path in BRIEFINGS:
        loaded = load(path)
        assert loaded.briefing is not None
        found = again(loaded, "timelinejs")
        for program in loaded.briefing.programs:
            if program.span is not None:
                assert found[Program, program.title].date == program.span
        # An era that goes on ends in TimelineJS when the briefing was made, without a word on it.
        for era in loaded.briefing.eras:
            if not era.span.open_end:
                assert found[Era, era.title].date == era.span


ENDS = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
    st.tuples(st.integers(1000, 2090), st.integers(21, 24)).map(lambda each: f"{each[0]}-{each[1]}"),
    st.integers(100, 209).map(lambda decade: f"{decade}X"),
    st.integers(10, 20).map(lambda century: f"{century}XX"),
)  # fmt: skip
HEDGED = st.tuples(ENDS, st.sampled_from(["", "~", "?", "%"])).map("".join)


@given(st.one_of(HEDGED, st.lists(HEDGED, min_size=2, max_size=2).map(sorted).map("/".join)))
def test_a_date_is_found_by_its_words_and_days(text: str) -> None:
    try:
        when = Edtf.parse(text)
    except ValueError:
        return
    assert when.lower is not None
    assert when.upper is not None
    found = date_said(date_words(when), Moment(when.lower), Moment(when.upper))
    assert date_words(Edtf.parse(found)) == date_words(when)
    assert (Edtf.parse(found).lower, Edtf.parse(found).upper) == (when.lower, when.upper)
