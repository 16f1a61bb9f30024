"""Which era an entry belongs to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.model.briefing import Briefing, Era
from briefdeck.model.edtf import Edtf
from briefdeck.model.eras import Eras
from support.briefings import briefings, decode

ERAS = tuple(
    Era(id=name, title=name, span=Edtf.parse(span))
    for name, span in (
        ("early", "1996/2000"),
        ("middle", "2000/2006"),
        ("within", "2003/2004"),
        ("late", "2006-12-01/.."),
    )
)


@pytest.mark.parametrize(
    ("date", "era"),
    [
        ("1995", None),
        ("1996", "early"),
        ("1999-05-03", "early"),
        ("2000", "middle"),
        ("2000-01-01", "middle"),
        ("1999/2001", "early"),
        ("2003-06", "within"),
        ("2003/2005", "within"),
        ("2005~", "middle"),
        ("2006-12-01", "late"),
        ("2050", "late"),
        ("../2001", "middle"),
        ("199X", None),
    ],
)
def test_by_date(date: str, era: str | None) -> None:
    found = Eras(ERAS).at(Edtf.parse(date))
    assert (found.id if found else None) == era


@pytest.mark.parametrize(
    ("date", "era"),
    [
        ("2025-10-21T01:59Z", "night"),
        ("2025-10-21T02:00Z", "morning"),
        ("2025-10-21T01:30-01:00", "morning"),
        ("2025-10-21T12:00+11:00", "night"),
        ("2025-10-22T00:30+02:00", "next-day"),
        ("2025-10-21T23:59-05:00", None),
    ],
)
def test_a_time_of_day_by_instant_and_by_the_day_that_it_names(date: str, era: str | None) -> None:
    spans = {
        "night": "2025-10-21T00:00Z/2025-10-21T02:00Z",
        "morning": "2025-10-21T02:00Z/2025-10-21T12:00Z",
        "next-day": "2025-10-22",
    }
    eras = Eras(Era(id=name, title=name, span=Edtf.parse(span)) for name, span in spans.items())
    found = eras.at(Edtf.parse(date))
    assert (found.id if found else None) == era


def test_the_name_counts_before_the_date() -> None:
    front = {"title": "T", "bluf": "B.", "as_of": "2020"}
    events = [
        {"id": "a", "title": "A", "date": "1999", "era": "late"},
        {"id": "b", "title": "B", "date": "1999", "era": "gone"},
    ]
    briefing = decode(
        {
            "format": 1,
            "briefing": front,
            "events": events,
            "findings": [{"id": "f", "era": "early"}, {"id": "g"}],
        }
    )
    eras = Eras(ERAS)
    assert [eras.of(entry) for entry in (*briefing.events, *briefing.findings)] == [
        ERAS[3],
        None,
        ERAS[0],
        None,
    ]
    assert eras.of(ERAS[1]) is ERAS[1]


@settings(max_examples=60)
@given(briefings())
def test_an_event_without_a_name_lies_in_its_era(briefing: Briefing) -> None:
    eras = Eras(briefing.eras)
    for event in briefing.events:
        era = eras.of(event)
        if era is not None and event.era is None:
            assert era.span.overlaps(event.when)


def test_of_two_that_start_together_the_first_counts() -> None:
    twins = [Era(id=name, title=name, span=Edtf.parse("2000/2005")) for name in ("one", "two")]
    assert Eras(twins).at(Edtf.parse("2001")) is twins[0]


spans = st.builds(
    lambda first, length: Edtf.parse(f"{first}/{first + length}"),
    st.integers(1990, 2010),
    st.integers(0, 15),
)


@given(st.lists(spans, max_size=6), st.integers(1985, 2030))
def test_the_latest_start_counts(spans: list[Edtf], year: int) -> None:
    eras = [Era(id=f"e{number}", title="E", span=span) for number, span in enumerate(spans)]
    date = Edtf.parse(year)
    assert date.lower is not None
    holding = [era for era in eras if era.span.covers(date.lower)]
    found = Eras(eras).at(date)
    assert (found is None) == (not holding)
    if found is not None:
        assert found == max(holding, key=lambda era: era.span.lower or 0)
