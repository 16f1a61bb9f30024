from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given

from briefdeck.loader import load_text
from briefdeck.model.briefing import Briefing
from briefdeck.model.levels import (
    ERAS,
    FIGURES,
    LEVELS,
    POINTS,
    RECOMMENDATIONS,
    TITLES,
    Levels,
    levels,
)
from briefdeck.model.links import link
from support.briefings import briefings

FRONT = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2020"\n'


def found(text: str) -> Levels:
    loaded = load_text(FRONT + text, "t")
    assert loaded.problems == ()
    assert loaded.briefing is not None
    return levels(loaded.briefing, link(loaded.briefing))


def entry(table: str, name: str, more: str = "") -> str:
    return f'[[{table}]]\nid = "{name}"\ntitle = "{name}"\ntext = "Text."\n{more}\n'


def event(name: str, date: str, more: str = "") -> str:
    return entry("events", name, f"date = {date}\n{more}")


def figure(name: str, more: str = "") -> str:
    return entry("series", name, f'unit = "x"\npoints = [{{ at = 2001, value = 1 }}]\n{more}')


def ids(entries: Sequence[object]) -> list[str]:
    return [str(getattr(each, "id", each)) for each in entries]


def test_a_weight_is_the_level() -> None:
    text = "".join(entry("key_points", f"k{weight}", f"weight = {weight}") for weight in (1, 2, 3))
    text += "".join(entry("findings", f"f{weight}", f"weight = {weight}") for weight in (1, 2, 3))
    of = found(text).of
    assert of == {"k1": "30s", "k2": "3m", "k3": "full", "f1": "30s", "f2": "3m", "f3": "all"}


def test_the_summary_has_programs_in_its_timeline_alone() -> None:
    made = found(entry("programs", "dated", "span = 2001") + entry("programs", "undated"))
    assert made.of == {"dated": "full", "undated": "all"}


def test_without_weights_the_first_key_points_are_the_shortest_reading() -> None:
    made = found("".join(entry("key_points", f"k{number}") for number in range(100)))
    assert ids(made.titles) == [f"k{number}" for number in range(TITLES)]
    assert ids(made.points) == [f"k{number}" for number in range(POINTS)]
    assert made.of["k99"] == "full"


def test_one_weight_of_a_key_point_takes_the_others_from_the_shortest() -> None:
    made = found(entry("key_points", "a") + entry("key_points", "b", "weight = 1"))
    assert ids(made.titles) == ["b"]
    assert ids(made.points) == ["a", "b"]


def test_findings_stand_in_for_key_points() -> None:
    made = found(entry("findings", "a") + entry("findings", "b"))
    assert ids(made.titles) == ["a", "b"]


def test_more_than_the_usual_number_where_weights_ask_for_it() -> None:
    text = "".join(figure(f"w{number}", "weight = 2") for number in range(FIGURES + 2))
    made = found(text + figure("free"))
    assert len(made.figures) == FIGURES + 2
    assert made.of["free"] == "full"


def test_figures_that_key_points_link_to_come_first() -> None:
    text = "".join(figure(f"s{number}") for number in range(FIGURES + 1))
    text += entry("key_points", "k").replace("Text.", f"See [[s{FIGURES}]].")
    made = found(text)
    assert made.of[f"s{FIGURES}"] == "3m"
    assert made.of[f"s{FIGURES - 1}"] == "full"
    assert ids(made.figures) == sorted(ids(made.figures))


def test_an_era_has_the_event_that_most_leads_to_and_those_of_weight() -> None:
    text = entry("eras", "e", 'span = "2000/2009"') + event("one", "2001") + event("two", "2002")
    text += entry("findings", "f", 'see = ["two"]')
    made = found(text)
    assert [(period.era and period.era.id, ids(period.events)) for period in made.periods] == [
        ("e", ["two"])
    ]
    weighed = found(
        text + event("four", "2004", "weight = 2") + event("three", "2003", "weight = 2")
    )
    assert ids(weighed.periods[0].events) == ["three", "four"]
    assert weighed.of["two"] == "full"


def test_events_of_weight_outside_all_eras_are_not_lost() -> None:
    text = entry("eras", "e", 'span = "2000/2009"') + event("late", "2020", "weight = 2")
    made = found(text)
    assert [(period.era, ids(period.events)) for period in made.periods][-1] == (None, ["late"])


def test_the_lead_recommendation_is_the_first_by_priority() -> None:
    text = "".join(entry("recommendations", f"r{number}") for number in range(RECOMMENDATIONS))
    made = found(text + entry("recommendations", "urgent", "priority = 1"))
    assert made.lead is not None
    assert made.lead.id == "urgent"
    assert made.of[f"r{RECOMMENDATIONS - 1}"] == "full"


GRADES = ("confirmed", "note", None, "differs", "wrong")


def test_doubts_are_warnings_gravest_first() -> None:
    text = ""
    for grade in GRADES:
        graded = f', grade = "{grade}"' if grade else ""
        text += entry(
            "findings", f"f-{grade or 'bare'}".lower(), f'caveat = {{ text = "No."{graded} }}'
        )
    made = found(text)
    assert [doubt.entry.id for doubt in made.doubts] == ["f-wrong", "f-differs", "f-bare"]
    assert [remark.entry.id for remark in made.confirmed] == ["f-confirmed"]


def test_of_doubts_equally_grave_that_of_the_shorter_reading_comes_first() -> None:
    caveat = 'caveat = { text = "No.", grade = "wrong" }'
    text = entry("findings", "f", caveat) + event("e", "2001", caveat)
    text += figure("s").replace("value = 1", f"value = 1, {caveat}")
    text += entry("key_points", "k", caveat)
    made = found(text)
    assert [doubt.entry.id for doubt in made.doubts] == ["k", "e", "s", "f"]
    assert made.doubts[2].point is not None


SOURCE = '[[sources]]\nid = "{0}"\ntype = "report"\ntitle = "{0}"\n'


def test_sources_carry_what_cites_them_and_what_they_say() -> None:
    text = SOURCE.format("paper") + SOURCE.format("press") + SOURCE.format("once")
    text += entry("findings", "a", 'voice = "paper"\ncites = ["press"]')
    text += entry("findings", "b", 'voice = { source = "paper", at = "p. 2" }\ncites = ["press"]')
    text += entry("findings", "c", 'cites = ["paper", "once"]')
    made = found(text)
    assert [(source.id, count) for source, count in made.carriers] == [("paper", 3), ("press", 2)]


@given(briefings(max_size=12))
def test_every_entry_has_a_level_and_nothing_stands_twice(briefing: Briefing) -> None:
    made = levels(briefing, link(briefing))
    assert set(made.of) == {each.id for each in briefing.entries()}
    assert len(made.points) <= POINTS
    assert len([period for period in made.periods if period.era]) <= ERAS
    short = [each.id for each in (*made.points, *made.also, *made.figures, *made.recommendations)]
    short += [each.id for period in made.periods for each in period.events]
    assert len(short) == len(set(short))
    assert {made.of[name] for name in short} <= {"30s", "3m"}
    for level, longer in pairwise(LEVELS):
        assert all(made.holds(longer, name) for name in made.of if made.holds(level, name))


def test_what_else_has_a_weight_is_read_too() -> None:
    made = found('[[actors]]\nid = "a"\nname = "A"\nweight = 2\n')
    assert ids(made.also) == ["a"]
