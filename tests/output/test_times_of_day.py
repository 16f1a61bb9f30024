"""Times of day in every output: in order of instant, with their offset, drawn to the minute."""

import pytest

from briefdeck import document
from briefdeck.draw.lines import line_text
from briefdeck.draw.timeline import TimelineIndex, timeline
from briefdeck.loader import load_text
from briefdeck.output import render
from support.incident import IN_ORDER, OUT_OF_ORDER, TITLES, incident

NAMES = {
    "before": "In truth the evening before",
    "day": "Some time that day",
    "early": "At two in the morning",
    "local": "At noon somewhere",
    "late": "At eleven at night",
}


@pytest.mark.parametrize("name", ["text", "plain", "markdown", "json"])
@pytest.mark.parametrize("sections", [None, ["timeline"]])
def test_events_of_one_day_are_in_order_of_instant(name: str, sections: list[str] | None) -> None:
    loaded = load_text(OUT_OF_ORDER)
    assert loaded.problems == ()
    text = render(name, document.summary(loaded, sections))
    # The summary's drawing alone gives each event the row that its neighbours leave it.
    is_drawing_alone = name == "text" and sections is None
    if is_drawing_alone:
        assert all(title in text for title in NAMES.values())
        return
    last_places = [text.rindex(NAMES[entry]) for entry in IN_ORDER]
    assert last_places == sorted(last_places)


@pytest.mark.parametrize("name", ["plain", "markdown"])
def test_offsets_are_shown_as_they_are_written(name: str) -> None:
    text = render(name, document.summary(load_text(OUT_OF_ORDER), ["timeline"]))
    assert "21 Oct 2025, 00:30 +02:00" in text
    assert "21 Oct 2025, 23:00 UTC" in text
    assert "21 Oct 2025, 12:00" in text
    assert "21 Oct 2025, 12:00 UTC" not in text


def drawn(text: str, width: int) -> list[str]:
    briefing = load_text(text).briefing
    assert briefing is not None
    index = TimelineIndex.of(briefing.eras, (), briefing.events, as_of=briefing.front.as_of)
    return [line_text(line) for line in timeline(index, width)]


@pytest.mark.parametrize("width", [80, 120])
def test_an_incident_is_drawn_to_the_minute(width: int) -> None:
    labels, _, heading, eras, *rest = drawn(incident(), width)
    assert "20 Oct 2025, 07:00 UTC" in labels
    assert "08:30" in labels
    assert heading == "Eras"
    # Eras that meet at one minute stand in one row.
    assert all(f"Phase {number}" in eras for number in (1, 2, 3))
    events = "\n".join(rest)
    assert all(f"● {title}" in events or f"{title} ●" in events for title in TITLES)
    assert "some time within" not in events


def test_the_axis_shows_the_clock_that_all_times_share() -> None:
    zulu, berlin, local = (drawn(incident(zone), 80) for zone in ("Z", "+02:00", ""))
    assert zulu[0].replace(" UTC", "").split() == berlin[0].replace(" +02:00", "").split()
    assert "07:00 +02:00" in berlin[0]
    assert "UTC" not in local[0]
    assert zulu[1:] == berlin[1:] == local[1:]


def test_of_different_offsets_none_is_the_axis_s() -> None:
    briefing = load_text(OUT_OF_ORDER).briefing
    assert briefing is not None
    index = TimelineIndex.of((), (), briefing.events)
    assert index.zone.words == " UTC"
    places = [index.by_id[entry].begin for entry in IN_ORDER]
    assert places == sorted(places)
