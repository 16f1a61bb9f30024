from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefdeck.reading import state
from briefdeck.reading.state import Filters, Place, Reading

ROWS = ("a", "b", "c")
HITS = (("eras", "a"), ("eras", "b"))


def test_moving_the_cursor_shows_an_entry_from_its_top_and_is_no_step_in_the_history() -> None:
    reading = state.choose_section(Reading(), "eras", ROWS)
    moved = state.select(state.scroll(reading, 7), "b")
    assert moved.place == Place(section="eras", entry="b", focus="list", top=0)
    assert moved.back == reading.back
    assert moved.cursor("eras") == "b"


def test_a_section_is_found_where_it_was_left() -> None:
    reading = state.select(state.choose_section(Reading(), "eras", ROWS), "c")
    elsewhere = state.choose_section(reading, "sources", ("s",))
    assert state.choose_section(elsewhere, "eras", ROWS).place.entry == "c"
    assert state.choose_section(elsewhere, "eras", ("a", "b")).place.entry == "a"


def test_back_returns_to_the_very_place_and_forward_goes_again() -> None:
    reading = state.select(state.choose_section(Reading(), "eras", ROWS), "b")
    there = state.mark(state.scroll(state.focus(reading, "reader"), 12), 3)
    followed = state.follow(there, "sources", "s")
    assert followed.place == Place(section="sources", entry="s", focus="reader")
    returned = state.go_back(followed)
    assert returned.place == there.place
    assert state.go_forward(returned).place == followed.place
    assert state.go_forward(state.go_forward(returned)).place == followed.place


def test_back_with_no_history_leaves_the_text_for_the_list() -> None:
    assert (
        state.go_back(Reading(place=Place(section="eras", entry="a", focus="reader"))).place.focus
        == "list"
    )


def test_the_history_has_an_end() -> None:
    reading = Reading()
    for number in range(state.HISTORY_LIMIT + 50):
        reading = state.follow(reading, "sources", f"s{number}")
    assert len(reading.back) == state.HISTORY_LIMIT


def test_finding_selects_the_first_match_and_ends_where_it_began() -> None:
    began = state.select(state.choose_section(Reading(), "eras", ROWS), "b")
    found = state.find(began, "x", (("events", "e"), ("sources", "s")))
    assert found.is_finding
    assert found.place == Place(section="events", entry="e", focus="list")
    assert state.end_find(found) == began
    nothing = state.find(found, "xyz", ())
    assert nothing.place == began.place
    assert nothing.is_finding


def test_the_selected_match_stays_selected_while_it_still_matches() -> None:
    found = state.select(
        state.find(Reading(), "x", (("events", "e"), ("sources", "s"))), "s", section="sources"
    )
    assert state.find(found, "xy", (("events", "e"), ("sources", "s"))).place.entry == "s"
    assert state.find(found, "xyz", (("events", "e"),)).place.entry == "e"


def test_matches_go_round() -> None:
    found = state.find(Reading(), "x", (("events", "e"), ("sources", "s")))
    once = state.go_to_hit(found, 1, lambda entry: {"e": "events", "s": "sources"}[entry])
    assert (once.place.section, once.place.entry) == ("sources", "s")
    assert state.go_to_hit(once, 1, lambda _: "events").place.entry == "e"
    assert state.go_to_hit(found, -1, lambda _: "sources").place.entry == "s"
    assert state.go_to_hit(Reading(), 1, str) == Reading()


def test_a_match_that_is_kept_can_be_come_back_from() -> None:
    began = state.select(state.choose_section(Reading(), "eras", ROWS), "b")
    kept = state.keep_hit(state.find(began, "x", (("sources", "s"),)))
    assert not kept.is_finding
    assert kept.query == "x"
    assert kept.place.focus == "reader"
    assert state.go_back(kept).place == began.place


def test_filters_are_switches() -> None:
    filters = state.toggled(state.toggled(Filters(), "kind", "judgment"), "tag", "aid")
    assert filters.sentence(str.upper) == "judgment · #aid"
    assert state.toggled(filters, "kind", "judgment").sentence(str.upper) == "#aid"
    both = state.toggled(state.toggled(filters, "filter", "uncited"), "filter", "caveat")
    both = state.toggled(both, "about", "mérida")
    assert both.sentence(str.upper) == "judgment · #aid · MÉRIDA · no source · with a caveat"
    confirmed = state.toggled(Filters(), "filter", "confirmed")
    assert confirmed
    assert confirmed.sentence(str.upper) == "confirmed elsewhere"
    assert not state.toggled(both, "about", "mérida").about
    assert not state.toggled(both, "filter", "none")


def test_a_filter_keeps_the_cursor_where_it_can() -> None:
    reading = state.select(state.choose_section(Reading(), "eras", ROWS), "b")
    assert state.filtered(reading, Filters(has_caveat=True), ("b", "c")).place.entry == "b"
    assert state.filtered(reading, Filters(has_caveat=True), ("c",)).place.entry == "c"
    assert state.filtered(reading, Filters(has_caveat=True), ()).place.entry is None


def test_a_changed_file_keeps_the_place_by_its_id() -> None:
    reading = state.scroll(state.select(state.choose_section(Reading(), "eras", ROWS), "b"), 5)
    assert state.reloaded(reading, lambda *_: ("z", "b"), {"z", "b"}).place == reading.place
    gone = state.reloaded(reading, lambda *_: ("z",), {"z"})
    assert (gone.place.entry, gone.place.top) == ("z", 0)
    assert state.reloaded(reading, lambda *_: (), ()).place == Place()


def test_nothing_leads_to_entries_that_a_changed_file_lacks() -> None:
    reading = state.select(state.choose_section(Reading(), "eras", ROWS), "b")
    reading = state.follow(state.follow(reading, "sources", "s"), "eras", "a")
    reading = replace(reading, peek="s", filters=Filters(about=frozenset({"s"})))
    now = state.reloaded(state.go_back(reading), lambda *_: ("a", "b"), {"a", "b"})
    assert [place.entry for place in now.back if place.entry] == ["b"]
    assert [place.entry for place in now.forward] == ["a"]
    assert dict(now.cursors) == {"eras": "a"}
    assert now.peek is None
    assert not now.filters.about


def test_a_changed_file_keeps_the_matches_that_it_still_has() -> None:
    reading = state.find(state.choose_section(Reading(), "eras", ROWS), "x", HITS)
    some = state.reloaded(reading, lambda *_: ROWS, {"b"})
    assert (some.hits, some.place.entry) == (("b",), "b")
    none = state.reloaded(reading, lambda *_: ("c",), {"c"})
    assert not none.is_finding
    assert none.place.entry == "c"


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("follow"), st.sampled_from(ROWS)),
        st.tuples(st.just("section"), st.sampled_from(["eras", "sources"])),
        st.tuples(st.just("select"), st.sampled_from(ROWS)),
        st.tuples(st.just("scroll"), st.sampled_from(["3", "9"])),
    ),
    max_size=20,
)


@given(STEPS)
def test_going_back_as_often_as_one_went_leads_to_the_beginning(
    steps: list[tuple[str, str]],
) -> None:
    reading, journeys = Reading(), [Reading().place]
    for kind, name in steps:
        before = reading
        match kind:
            case "follow":
                reading = state.follow(reading, "sources", name)
            case "section":
                reading = state.choose_section(reading, name, ROWS)
            case "select":
                reading = state.select(reading, name)
            case _:
                reading = state.scroll(reading, int(name))
        if len(reading.back) > len(before.back):
            journeys.append(before.place)
    for place in reversed(journeys[1:]):
        reading = state.go_back(reading)
        assert reading.place == place


def test_back_leads_from_an_entry_to_the_list_and_escape_undoes_the_way_in() -> None:
    listed = state.select(state.choose_section(Reading(), "eras", ROWS), "b")
    inside = state.enter(listed)
    assert inside.place.focus == "reader"
    assert state.go_back(inside).place == listed.place
    assert state.leave_text(inside) == listed
    scrolled = state.leave_text(state.scroll(inside, 3))
    assert (scrolled.place.focus, scrolled.back) == ("list", inside.back)


def test_back_from_a_source_leads_to_the_matches_again() -> None:
    finding = state.find(Reading(), "aid", (("eras", "a"), ("eras", "b")))
    away = state.follow(finding, "sources", "s")
    assert state.has_left_list(away)
    assert state.go_back(away).place == finding.place
    assert state.go_back(away).is_finding
