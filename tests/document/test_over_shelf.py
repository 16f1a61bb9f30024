"""Many briefings at once: one timeline, one ledger of recommendations, and what disagrees."""

import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.document.blocks import EntryList, Facts, Heading, Timeline
from briefdeck.document.comparison import compare
from briefdeck.document.over_shelf import disagreements, merged_ledger, merged_timeline
from briefdeck.document.over_shelf.candidates import candidates
from briefdeck.document.over_shelf.disagreements import Disagreement
from briefdeck.document.over_shelf.documents import (
    disagreements_document,
    ledger_document,
    timeline_document,
)
from briefdeck.document.over_shelf.shelf import Shelf
from briefdeck.document.over_shelf.timeline import letters, without_far
from briefdeck.loader import Loaded, load, load_text
from briefdeck.output import FORMATS, render
from support.over_shelf import HEAD, Writer, event, series

BRIEFINGS = Path(__file__).parents[2] / "briefings"
SINKING = "The ferry Aurora sinks off Kalmar"
SAID = "The ferry Aurora sinks off Kalmar in a storm with forty passengers aboard."


def shipped() -> list[Loaded]:
    return [load(path) for path in sorted(BRIEFINGS.glob("*.toml"))]


def made(name: str, more: str, front: str = "") -> Loaded:
    """A small briefing."""
    return load_text(HEAD.format(title=name.title(), more=front) + more, name)


def accounts(row: Disagreement) -> list[tuple[str, list[str]]]:
    """Each value of a row with the briefings that give it."""
    return [(value.words, [told.briefing for told in value.told]) for value in row.values]


def planted(*, seed: int = 1, count: int = 50) -> list[Loaded]:
    """Briefings of which three give one figure and date one event, two of them otherwise."""
    writer = Writer(seed)
    more = {
        7: event("sinking", SINKING, "2004-03-05", SAID) + series("dead", "ferry-deaths", 41),
        19: event("aurora", SINKING, "2004-03-06", SAID) + series("lost", "ferry-deaths", 58),
        31: event("ferry", SINKING, "2004-03", SAID) + series("toll", "ferry-deaths", 41),
        12: event("fair", "The Lund fair opens its gates", "2009-05-01", "The Lund fair opens its gates again.")
        + series("fair-guests", "fair-guests", 900),
        40: event("opening", "The Lund fair opens its gates", "2009-05-01", "The Lund fair opens its gates again.")
        + series("visitors", "fair-guests", 900),
    }  # fmt: skip
    return [writer.briefing(number, more.get(number, "")) for number in range(count)]


def test_what_two_disagree_on_is_what_a_comparison_finds() -> None:
    found = disagreements(shipped())
    rows = {(row.kind, row.what, row.relation) for row in found.rows}
    every = [compare(one, other) for one, other in combinations(shipped(), 2)]
    assert rows == {
        (row.kind, row.what, row.relation) for each in every for row in each.disagreements
    }
    assert found.counts.values == sum(each.counts.values for each in every)
    assert found.counts.agree == sum(each.counts.agree for each in every)


def test_three_accounts_of_one_value_are_one_row() -> None:
    briefings = [
        made("one", series("a", "dead", 41)),
        made("two", series("b", "dead", 58), 'stance = "advocacy"\n'),
        made("three", series("c", "dead", 41)),
    ]
    (row,) = disagreements(briefings).rows
    assert row.what == "2011, The count of dead"
    assert accounts(row) == [("41", ["one", "three"]), ("58", ["two"])]
    assert [told.stance for value in row.values for told in value.told] == [
        "neutral",
        "neutral",
        "advocacy",
    ]
    assert row.difference.words == "41% higher"
    assert row.difference.change == 17


def test_each_account_has_its_sources() -> None:
    source = '\n[[sources]]\nid = "gov-2012"\ntype = "report"\ntitle = "Counts"\nissued = "2012"\n'
    author = 'author = [{ literal = "Office" }]\n'
    cited = 'cites = [{ source = "gov-2012", at = "p. 9" }]\n'
    one = made("one", series("a", "dead", 41, more=cited) + source + author)
    (row,) = disagreements([one, made("two", series("b", "dead", 58))]).rows
    (first,), (second,) = (value.told for value in row.values)
    assert [(each.source, each.short, each.at) for each in first.sources] == [
        ("gov-2012", "Office 2012", "p. 9")
    ]
    assert second.sources == ()
    said = render(
        "plain", disagreements_document(disagreements([one, made("two", series("b", "dead", 58))]))
    )
    assert "41: one: Office 2012, p. 9" in said
    assert "58: two: no source" in said


def test_three_dates_of_one_event_are_one_row() -> None:
    dates = {"one": "2004-03-05", "two": "2004-03-06", "three": "2004-03"}
    briefings = [made(name, event("sinks", SINKING, date, SAID)) for name, date in dates.items()]
    (row,) = disagreements(briefings).rows
    assert (row.kind, row.what, row.difference.words) == ("date", SINKING, "1 day later")
    assert accounts(row) == [
        ("5 Mar 2004", ["one"]),
        ("Mar 2004", ["three"]),
        ("6 Mar 2004", ["two"]),
    ] or (
        sorted(accounts(row))
        == sorted([("5 Mar 2004", ["one"]), ("Mar 2004", ["three"]), ("6 Mar 2004", ["two"])])
    )
    assert "Aurora" in row.words


def test_an_uncertain_date_contradicts_no_other() -> None:
    briefings = [
        made("one", event("sinks", SINKING, "2004-03-05", SAID)),
        made("two", event("sinks", SINKING, "2004-03-06~", SAID)),
    ]
    assert disagreements(briefings).rows == ()
    (group,) = merged_timeline(briefings).alike
    assert group.dates == "agree"


def test_units_that_differ_are_not_compared() -> None:
    percent = series("b", "dead", 58).replace("people", "%")
    assert disagreements([made("one", series("a", "dead", 41)), made("two", percent)]).rows == ()


def test_many_accounts_are_compared_with_the_ends() -> None:
    briefings = [made(f"b{value}", series("a", "dead", value)) for value in range(1001, 1030)]
    (row,) = disagreements(briefings).rows
    assert len(row.values) == 29
    assert row.difference.change == 28
    assert disagreements(briefings).counts.differ == 1


def test_one_briefing_disagrees_with_nobody() -> None:
    for loaded in shipped():
        found = disagreements([loaded])
        assert (found.rows, found.briefings) == ((), ())
        assert merged_timeline([loaded]).alike == ()


def test_of_nothing_there_is_nothing() -> None:
    for document, said in (
        (timeline_document(merged_timeline([])), "Nothing is dated."),
        (ledger_document(merged_ledger([])), "Nothing is recommended."),
        (disagreements_document(disagreements([])), "There is no briefing to look at."),
    ):
        assert said in render("plain", document)


def test_what_is_planted_among_many_is_found_and_nothing_else() -> None:
    found = disagreements(planted())
    assert [(row.kind, row.what) for row in found.rows] == [
        ("figure", "2011, The count of ferry-deaths"),
        ("date", SINKING),
    ]
    figure, date = found.rows
    assert accounts(figure) == [("41", ["b00007", "b00031"]), ("58", ["b00019"])]
    assert {told.briefing for value in date.values for told in value.told} == {
        "b00007",
        "b00019",
        "b00031",
    }
    assert (found.counts.values, found.counts.agree, found.read) == (4, 2, 50)
    assert [each.id for each in found.briefings] == ["b00007", "b00019", "b00031"]


def test_what_looks_alike_is_offered_and_not_merged() -> None:
    merged = merged_timeline(planted())
    assert [[each.briefing for each in group.entries] for group in merged.alike] == [
        ["b00007", "b00019", "b00031"],
        ["b00012", "b00040"],
    ]
    sinking, fair = merged.alike
    assert (sinking.dates, sinking.difference) == ("differ", "1 day")
    assert (fair.dates, fair.difference) == ("same", "")
    assert {"Aurora", "Kalmar"} <= set(sinking.words)
    titles = [each.title for each in merged.entries]
    assert titles.count(SINKING) == 3
    assert titles.count("The Lund fair opens its gates") == 2


def test_two_of_one_briefing_are_never_offered_as_one() -> None:
    for group in merged_timeline(shipped()).alike:
        names = [each.briefing for each in group.entries]
        assert len(names) == len(set(names)) > 1


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_order_changes_nothing(seed: int) -> None:
    dice = random.Random(seed)
    briefings = planted(seed=seed % 5, count=42)
    shuffled = dice.sample(briefings, len(briefings))
    assert disagreements(shuffled) == disagreements(briefings)
    assert merged_timeline(shuffled) == merged_timeline(briefings)
    assert merged_ledger(shuffled) == merged_ledger(briefings)


def test_order_of_the_shipped_ones_changes_nothing() -> None:
    briefings = shipped()
    for made_of in (disagreements, merged_timeline, merged_ledger):
        assert made_of(briefings[::-1]) == made_of(briefings)


def test_what_is_compared_closely_grows_with_the_shelf_and_not_with_its_square() -> None:
    writer = Writer(3, words=20_000)
    few, many = (
        len(candidates(Shelf([writer.briefing(number) for number in range(count)])))
        for count in (40, 160)
    )
    assert many < 160 * 12
    assert many <= max(few, 40) * 16


def test_an_id_that_many_have_tells_nothing() -> None:
    assert compared_by_id(12) == 12 * 11 // 2, "each two of them"
    assert compared_by_id(24) < 24 * 23 // 20, "only those that chance gives a word more"


def compared_by_id(having: int) -> int:
    """How many pairs of events are compared that have one id and two words in common."""
    writer = Writer(5, words=20_000)
    shelf = []
    for number in range(60):
        called = "launch" if number < having else f"launch-{number}"
        said = f"{writer.said(30)} harbor tunnel"
        shelf.append(made(f"b{number}", event(called, writer.said(3), "2007-05", said)))
    launch = frozenset({"launch"})
    return sum(ids == (launch, launch) for ids in candidates(Shelf(shelf)).values())


def test_a_crowd_with_one_event_is_not_compared_each_with_each() -> None:
    crowd = [
        made(
            f"b{number:03}",
            event("sinks", SINKING, "2004-03-06" if number == 77 else "2004-03-05", SAID),
        )
        for number in range(150)
    ]
    found = candidates(Shelf(crowd))
    assert len(found) <= 150 * 12
    (row,) = disagreements(crowd).rows
    assert [value.words for value in row.values] == ["5 Mar 2004", "6 Mar 2004"]
    assert [told.briefing for told in row.values[1].told] == ["b077"]


def test_only_what_is_wanted_is_shown() -> None:
    briefings = planted()
    wanted = {"b00007": frozenset({"sinking"}), "b00012": frozenset({""})}
    merged = merged_timeline(briefings, wanted)
    assert [each.entry for each in merged.entries if each.briefing == "b00007"] == ["sinking"]
    assert {each.briefing for each in merged.entries} == {"b00007", "b00012"}
    assert "fair" in [each.entry for each in merged.entries]
    assert [row.kind for row in disagreements(briefings, wanted).rows] == ["date"]


def test_recommendations_stand_by_addressee_status_and_date() -> None:
    actor = '\n[[actors]]\nid = "who"\nname = "World Health Organization"\nabbreviation = "WHO"\n'

    def advice(entry: str, to: str, more: str = "") -> str:
        return f'\n[[recommendations]]\nid = "{entry}"\ntitle = "Do {entry}"\ntext = "Do."\nto = "{to}"\n{more}'

    one = made("one", actor + advice("a", "who", 'status = "implemented"\n') + advice("b", "who", 'status = "open"\ndue = "2024"\n'))  # fmt: skip
    two = made("two", advice("c", "WHO", 'status = "open"\ndue = "2023"\n') + advice("d", "Congress").replace('to = "Congress"', "") + advice("e", "congress"))  # fmt: skip
    found = merged_ledger([two, one])
    assert [(each.to, each.entry) for each in found.advice] == [
        ("congress", "e"),
        ("World Health Organization (WHO)", "c"),
        ("World Health Organization (WHO)", "b"),
        ("World Health Organization (WHO)", "a"),
        ("", "d"),
    ]


def test_a_recommendation_says_what_it_rests_on() -> None:
    (loaded,) = (each for each in shipped() if each.id == "merida-initiative-official")
    found = {each.entry: each for each in merged_ledger([loaded]).advice}
    risk = next(each for each in found.values() if each.title == "Strengthen risk management")
    assert (risk.to, risk.status, risk.support) == ("State and USAID", "open", "single")
    assert [each.short for each in risk.sources] == ["U.S. Government Accountability Office 2021"]
    assert [each.title for each in risk.grounds] == [
        "The risk of fraud had not been fully assessed"
    ]


def test_letters_go_on_after_the_alphabet() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def _dated_at(dates: Sequence[str], title: str = "One") -> Loaded:
    return made("many", "".join(event(f"e{n}", title, date) for n, date in enumerate(dates)))


def test_what_lies_far_from_all_else_is_named_and_not_drawn() -> None:
    dates = [f"{1990 + number}" for number in range(30)]
    far = made("odd", event("far", "Absurd", "Y170000002") + event("old", "Ancient", "-9999"))
    merged = merged_timeline([_dated_at(dates), far])
    document = timeline_document(merged)
    (drawing,) = [block for block in document.blocks if isinstance(block, Timeline)]
    assert [each.id for each in drawing.events] == [f"many#e{number}" for number in range(30)]
    said = " ".join(render("plain", document).split())
    assert "Not drawn: B Ancient (" in said
    assert "and B Absurd (" in said
    assert "which lie far from all else" in said
    (listed,) = [block for block in document.blocks if isinstance(block, EntryList)]
    assert len(listed.items) == 32


@settings(max_examples=60, deadline=None)
@given(years=st.lists(st.integers(-9999, 9999), max_size=60))
def test_few_are_not_drawn_and_each_is_drawn_or_set_aside(years: list[int]) -> None:
    dates = [f"{year:05}" if year < 0 else f"{year:04}" for year in years]
    whole = merged_timeline([_dated_at(dates)]).timeline
    drawn, aside = without_far(whole)
    assert len(aside) <= (2 * max(len(dates) // 20, 1) if len(dates) > 5 else 0)
    assert {each.id for each in (*drawn.events, *aside)} == {each.id for each in whole.events}


def test_a_long_history_is_drawn_whole() -> None:
    for briefings in (shipped(), [_dated_at([f"{1500 + 9 * number}" for number in range(50)])]):
        whole = merged_timeline(briefings).timeline
        assert without_far(whole) == (whole, ())


def test_many_that_recommend_nothing_are_counted() -> None:
    advice = '\n[[recommendations]]\nid = "a"\ntitle = "Do"\ntext = "Do."\n'
    briefings = [made("one", advice), made("two", ""), made("three", "")]
    said = render("plain", ledger_document(merged_ledger(briefings)))
    assert "1 recommendation of 1 briefing. 2 more recommend nothing." in said


def test_the_drawing_names_each_briefing_by_a_letter() -> None:
    merged = merged_timeline(shipped())
    titles = {each.id: each.title for each in merged.timeline.events}
    assert titles["us-mexico-border-security#culiacan-battle"].startswith("D The Sinaloa Cartel")
    assert titles["merida-initiative-official#culiacan"].startswith("B A failed arrest")
    document = timeline_document(merged)
    kinds = [type(block) for block in document.blocks]
    assert kinds.index(Facts) < kinds.index(Timeline) < kinds.index(EntryList)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_output_has_all_of_it(form: str, width: int) -> None:
    briefings = shipped()
    for document in (
        timeline_document(merged_timeline(briefings), everything=True),
        ledger_document(merged_ledger(briefings)),
        disagreements_document(disagreements(briefings)),
    ):
        said = " ".join(render(form, document, width=width).split())
        for block in document.blocks:
            match block:
                case Heading(level=2 | 3, text=text) if form != "json":
                    assert text.split()[0].casefold() in said.casefold()
                case EntryList(items=items) if form == "plain":
                    assert said.count("us-mexico-border-security") >= len(
                        [item for item in items if item.entry.startswith("us-mexico")]
                    )
                case _:
                    pass


def widths(lines: Sequence[str]) -> int:
    return max(map(len, lines))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_print_keeps_to_its_width(width: int) -> None:
    document = disagreements_document(disagreements(shipped()))
    assert widths(render("text", document, width=width).splitlines()) <= width
