"""Causes both ways, how long an event lasted, and what became of a recommendation."""

import pytest

from briefdeck import document
from briefdeck.draw.items import TimelineIndex
from briefdeck.loader import Loaded, load_text
from briefdeck.output.plain import render

TEXT = """
format = 1
[briefing]
title = "T"
bluf = "B"
as_of = "2025-12"
[[events]]
id = "error"
title = "An error in DNS"
date = "2025-10-20T07:00Z"
leads_to = ["outage"]
[[events]]
id = "outage"
title = "The outage"
date = "2025-10-20T08:00Z"
duration = "PT15H"
[[recommendations]]
id = "rec"
text = "Write to two regions."
to = "Operators"
status = "partly-implemented"
status_note = "Done for *new* tables."
owner = "The storage team"
due = "2026-03"
url = "https://example.org/rec"
"""


@pytest.fixture(scope="module")
def outage() -> Loaded:
    loaded = load_text(TEXT, "t")
    assert loaded.problems == ()
    return loaded


def page(loaded: Loaded, entry: str) -> str:
    return render(document.page(loaded, entry, references=True), width=80)


def test_a_cause_names_its_effects_and_an_effect_its_causes(outage: Loaded) -> None:
    assert "Led to: The outage" in page(outage, "error")
    effect = page(outage, "outage")
    assert "Brought about by: An error in DNS" in effect
    assert effect.count("An error in DNS") == 1


def test_how_long_an_event_lasted_is_said_in_words(outage: Loaded) -> None:
    assert "Lasted: 15 hours" in page(outage, "outage")


def test_what_became_of_a_recommendation_is_said_in_words(outage: Loaded) -> None:
    said = page(outage, "rec")
    assert "Status: partly implemented" in said
    assert "What became of it: Done for new tables." in said
    assert "Owner: The storage team" in said
    assert "Due: Mar 2026" in said or "Due: March 2026" in said
    assert "https://example.org/rec" in said


def test_a_printed_list_says_status_and_due_date_beside_the_recommendation(outage: Loaded) -> None:
    said = render(document.summary(outage, ["recommendations"]), width=80)
    assert "partly implemented" in said
    assert "2026" in said


def test_an_event_is_drawn_as_long_as_it_lasted(outage: Loaded) -> None:
    assert outage.briefing is not None
    index = TimelineIndex.of((), (), outage.briefing.events)
    item = index.by_id["outage"]
    assert item.is_span
    assert item.end - item.begin + 1 == 15 * 3600
    assert not index.by_id["error"].is_span


def test_a_duration_shorter_than_the_date_is_known_draws_no_span() -> None:
    text = TEXT.replace('"2025-10-20T08:00Z"', '"2025-10-20"')
    loaded = load_text(text, "t")
    assert loaded.briefing is not None
    index = TimelineIndex.of((), (), loaded.briefing.events)
    assert not index.by_id["outage"].is_span


def test_events_that_lead_to_each_other_are_a_circle() -> None:
    text = TEXT.replace('duration = "PT15H"', 'leads_to = ["error"]')
    assert [each.rule for each in load_text(text, "t").problems] == ["circular"]
