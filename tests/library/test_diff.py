"""What has changed between two states of a briefing, and since it was last read."""

import json
import random
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.library.diff import Changes, EntryChange, diff
from briefdeck.library.folders import Folders
from briefdeck.library.last_read import changes_since_read, last_read, remember_read
from briefdeck.library.pairing import paired, reworded
from briefdeck.loader import load, load_text
from briefdeck.model.briefing import TABLES, Briefing
from support.briefings import decode, random_briefing, random_raw, to_toml
from support.editing import edited
from support.shelves import briefing_text, event, shelve

SOURCES = '[[sources]]\nid = "s"\ntype = "report"\ntitle = "A report"\nissued = "2017"\n\n[[sources]]\nid = "t"\ntype = "report"\ntitle = "B report"\n'
POINTS = 'points = [{ at = 2008, value = 400, cites = ["s"] }, { at = 2009, value = 300, qualifier = "about" }]'
SERIES = f'[[series]]\nid = "money"\ntitle = "Aid"\nunit = "USD"\n{POINTS}\n'
TABLE = (
    '[[tables]]\nid = "grid"\ntitle = "Grid"\ncolumns = ["a", "b"]\nrows = [["x", 1], ["y", 2]]\n'
)
BASE = (
    event("one", "First things", "Aid was first promised in October 2007 [@s, p. 9].")
    + event("two", "Second", "Plain.", more='tags = ["a", "b"]')
    + SERIES
    + TABLE
    + SOURCES
)


def briefing(text: str) -> Briefing:
    loaded = load_text(text, "x")
    assert loaded.briefing is not None
    assert not [problem for problem in loaded.problems if problem.severity == "error"]
    return loaded.briefing


def changed(*edits: tuple[str, str]) -> Changes:
    old = new = briefing_text(more=BASE)
    for before, after in edits:
        assert before in new
        new = new.replace(before, after, 1)
    return diff(briefing(old), briefing(new))


def only(changes: Changes) -> EntryChange:
    assert len(changes.entries) == 1, changes
    return changes.entries[0]


def test_reworded_with_the_words_marked() -> None:
    entry = only(changed(("first promised", "at last promised")))
    assert (entry.entry, entry.noun, entry.changes, entry.label) == (
        "one",
        "event",
        ("reworded",),
        "First things",
    )
    (field,) = entry.fields
    assert field.field == "text"
    assert field.pieces == (
        ("same", "Aid was"),
        ("old", "first"),
        ("new", "at last"),
        ("same", "promised in October 2007."),
    )


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (("[@s, p. 9]", "[@s, p. 10]"), ("re-sourced",)),
        ((" [@s, p. 9]", ""), ("re-sourced",)),
        (('cites = ["s"]', 'cites = ["t"]'), ("re-sourced",)),
        (('cites = ["s"]', 'cites = [{ source = "s", says = "So it is." }]'), ("re-sourced",)),
        (('date = "2007-10"', 'date = "2007-11"'), ("re-dated",)),
        (('issued = "2017"', 'issued = "2018"'), ("re-dated",)),
        (('title = "Second"', 'title = "Third"'), ("reworded",)),
        (('tags = ["a", "b"]', 'tags = ["a"]'), ("other",)),
        (("value = 400", "value = 405"), ("other",)),
        ((', qualifier = "about"', ""), ("other",)),
        (('["y", 2]', '["y", 3]'), ("other",)),
        (('id = "two"', 'id = "zwei"'), ("renamed",)),
        (('unit = "USD"', 'unit = "MXN"'), ("other",)),
    ],
)
def test_sorts_of_change(edit: tuple[str, str], changes: tuple[str, ...]) -> None:
    assert only(changed(edit)).changes == changes


@pytest.mark.parametrize(
    ("date", "changes"),
    [
        ("2007-10-01T14:00+02:00", ("other",)),
        ("2007-10-01T14:00Z", ("re-dated",)),
        ("2007-10-01", ("re-dated",)),
    ],
)
def test_the_same_instant_in_another_zone_is_no_other_date(
    date: str, changes: tuple[str, ...]
) -> None:
    old = briefing_text(more=BASE.replace('date = "2007-10"', 'date = "2007-10-01T12:00Z"', 1))
    new = old.replace("2007-10-01T12:00Z", date)
    assert old != new
    assert only(diff(briefing(old), briefing(new))).changes == changes


LINKED = "See the [report](https://a.example/x) on [[two|the fox]], **quick** and so on [@s]. More."


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        (
            "(https://a.example/x)",
            "(https://b.example/y)",
            (
                ("old", "[report](https://a.example/x)"),
                ("new", "[report](https://b.example/y)"),
            ),
        ),
        (
            "[[two|the fox]],",
            "[[money|the fox]],",
            (("old", "[[two|the"), ("new", "[[money|the")),
        ),
        (
            "[[two|the fox]],",
            "the fox,",
            (("old", "[[two|the fox]],"), ("new", "the fox,")),
        ),
        ("**quick**", "quick", (("old", "**quick**"), ("new", "quick"))),
        ("**quick**", "`quick`", (("old", "**quick**"), ("new", "`quick`"))),
        (
            " [@s]. More.",
            ". More [@s].",
            (("old", "on"), ("new", "on. More")),
        ),
    ],
)
def test_the_same_words_that_lead_elsewhere(
    old: str, new: str, pieces: tuple[tuple[str, str], ...]
) -> None:
    """Markup that differs under the same words is shown as it is written."""
    before = BASE.replace("Plain.", LINKED)
    assert old in before
    after = before.replace(old, new)
    entry = only(diff(briefing(briefing_text(more=before)), briefing(briefing_text(more=after))))
    (field,) = entry.fields
    assert (entry.entry, field.field, field.change) == ("two", "text", "other")
    assert set(pieces) <= set(field.pieces)


def test_a_link_and_a_citation_that_change_are_each_told_once() -> None:
    before = BASE.replace("Plain.", LINKED)
    after = before.replace("a.example", "b.example").replace("on [@s].", "on [@t].")
    entry = only(diff(briefing(briefing_text(more=before)), briefing(briefing_text(more=after))))
    assert [(field.field, field.change) for field in entry.fields] == [
        ("text", "other"),
        ("cites", "re-sourced"),
    ]
    assert "@" not in entry.fields[0].old + entry.fields[0].new


def test_a_link_that_changes_beside_words_is_told() -> None:
    before = BASE.replace("Plain.", LINKED)
    after = before.replace("a.example", "b.example").replace("quick", "slow")
    entry = only(diff(briefing(briefing_text(more=before)), briefing(briefing_text(more=after))))
    assert entry.changes == ("reworded", "other")
    assert entry.words == "reworded, changed otherwise"
    links = entry.fields[1]
    assert links[:4] == ("links", "other", "https://a.example/x", "https://b.example/x")


def test_markup_in_a_point_and_in_the_front_matter() -> None:
    caveat = 'qualifier = "about", caveat = "See [here](https://a.example/)."'
    old = briefing_text(more=BASE.replace('qualifier = "about"', caveat))
    old = old.replace("The bottom line.", "The [[one|bottom line]] [@s].")
    new = (
        old.replace("a.example", "b.example")
        .replace("[[one|", "[[two|")
        .replace("e]] [@s]", "e]] [@t]")
    )
    front, series = diff(briefing(old), briefing(new)).entries
    assert [(field.field, field.change) for field in front.fields] == [
        ("bluf", "other"),
        ("cites", "re-sourced"),
    ]
    (point,) = series.fields
    assert point.field == "2009"
    assert "https://b.example/" in point.new


REFERENCES = st.sampled_from(
    [
        "word",
        "[word](https://a.example/)",
        "[word](https://b.example/)",
        "[[one|word]]",
        "[[two|word]]",
    ]
)


@given(st.lists(st.tuples(REFERENCES, REFERENCES), min_size=1, max_size=5))
@settings(max_examples=60)
def test_the_same_words_differ_exactly_where_they_lead_elsewhere(
    pairs: list[tuple[str, str]],
) -> None:
    texts = (" ".join(old for old, _ in pairs), " ".join(new for _, new in pairs))
    old, new = (
        briefing(briefing_text(more=BASE.replace("Plain.", f"Plain {text}."))) for text in texts
    )
    assert bool(diff(old, new)) == (texts[0] != texts[1])


def test_front_matter() -> None:
    entry = only(
        changed(("The bottom line.", "Another line."), ('as_of = "2020-04"', 'as_of = "2021"'))
    )
    assert (entry.entry, entry.changes) == ("", ("reworded", "re-dated"))


def test_added_and_removed() -> None:
    changes = changed(
        (
            event("two", "Second", "Plain.", more='tags = ["a", "b"]'),
            event("three", "Wholly different", "Nothing in common."),
        )
    )
    assert [(entry.entry, entry.changes) for entry in changes.entries] == [
        ("three", ("added",)),
        ("two", ("removed",)),
    ]
    assert changes.summary == "1 added, 1 removed"
    assert changes.entries[0].text == "Nothing in common."


def test_a_renamed_entry_is_followed() -> None:
    entry = only(changed(('id = "two"', 'id = "zwei"'), ("Plain.", "Plain and simple.")))
    assert (entry.entry, entry.old_entry, entry.changes) == ("zwei", "two", ("reworded", "renamed"))


def test_an_entry_in_another_table() -> None:
    old = briefing(briefing_text(more='[[findings]]\nid = "f"\ntext = "Words."\n'))
    new = briefing(briefing_text(more='[[key_points]]\nid = "f"\ntext = "Words."\n'))
    entry = only(diff(old, new))
    assert [(field.field, field.old, field.new) for field in entry.fields] == [
        ("table", "finding", "key point")
    ]


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: "# comment\n" + text.replace("\n[[", "\n# more\n\n\n[["),
        lambda text: text.replace("Aid was first", "Aid  was\nfirst"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace('tags = ["a", "b"]', 'tags = ["b", "a"]'),
        lambda text: text.replace(SERIES, "") + SERIES,
        lambda text: text.replace('id = "two"\ntitle = "Second"', 'title = "Second"\nid = "two"'),
        lambda text: text.replace(
            POINTS,
            'points = [{ value = 300, at = 2009, qualifier = "about" }, { at = "2008", value = 400.0, cites = [{ source = "s" }] }]',
        ),
        lambda text: text.replace('title = "First things"', "title = 'First things'"),
    ],
)
def test_what_means_nothing_is_nothing(rewrite: Callable[[str], str]) -> None:
    old = briefing_text(more=BASE)
    assert rewrite(old) != old
    changes = diff(briefing(old), briefing(rewrite(old)))
    assert not changes, changes
    assert changes.summary == "nothing has changed"


@pytest.mark.parametrize(
    "name", ['{ literal = "Port Authority" }', '{ family = "de la Cruz", given = "Ana" }']
)
def test_blanks_in_names_are_nothing(name: str) -> None:
    source = f'[[sources]]\nid = "s9"\ntype = "report"\ntitle = "R"\nauthor = [{name}]\n'
    old, new = (
        briefing(briefing_text(more=more))
        for more in (source, source.replace(" Au", "  Au").replace(" la", "  la"))
    )
    assert not diff(old, new)


@given(st.integers(0, 10_000))
@settings(max_examples=40)
def test_reordering_is_nothing_but_for_key_points(seed: int) -> None:
    raw = random_raw(seed, 5)
    unordered = set(TABLES) - {"key_points"}
    mixed = {key: value[::-1] if key in unordered else value for key, value in raw.items()}
    assert not diff(decode(raw), decode(mixed))
    assert not diff(decode(raw), briefing_of(to_toml(raw)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rows = [[1, 2], [3, 4]]", "rows = [[3, 4], [1, 2]]", ("rows", "", "in another order")),
        ("rows = [[1, 2], [1, 2]]", "rows = [[1, 2], [1, 2]]", None),
    ],
)
def test_rows_of_a_table_stand_in_the_authors_order(
    old: str, new: str, told: tuple[str, str, str] | None
) -> None:
    table = '[[tables]]\nid = "t"\ntitle = "T"\ncolumns = ["A", "B"]\n'
    assert told_of(table + old, table + new) == ([told] if told else [])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a b c", "c a b", [("points", "", "in another order")]),
        ("a b c", "a b", [("c", "1", "")]),
        ("a b", "c a b", [("c", "", "1")]),
        ("2001 2002", "2002 2001", []),
    ],
)
def test_categories_of_a_figure_stand_in_the_authors_order(
    old: str, new: str, told: list[tuple[str, str, str]]
) -> None:
    assert told_of(figure_of(old), figure_of(new)) == told


def figure_of(names: str) -> str:
    key = "at" if names[0].isdigit() else "category"
    points = ", ".join(f'{{ {key} = "{name}", value = 1 }}' for name in names.split())
    return f'[[series]]\nid = "s"\ntitle = "S"\nunit = "people"\npoints = [{points}]\n'


def told_of(old: str, new: str) -> list[tuple[str, str, str]]:
    changes = diff(briefing(briefing_text(more=old)), briefing(briefing_text(more=new)))
    return [(each.field, each.old, each.new) for entry in changes.entries for each in entry.fields]


def briefing_of(text: str) -> Briefing:
    found = load_text(text, "x").briefing
    assert found is not None
    return found


@given(st.integers(0, 10_000), st.integers(0, 10_000))
@settings(max_examples=30)
def test_any_two_briefings_can_be_compared(one: int, other: int) -> None:
    changes = diff(random_briefing(one, 4), random_briefing(other, 4))
    json.dumps(changes.as_data())
    assert bool(changes) == (one != other)


def test_random_edits_are_paired_rightly() -> None:
    right = total = 0
    for seed in range(60):
        raw = random_raw(seed, 6)
        new, renamed = edited(raw, random.Random(seed))
        pairs, _, _ = paired(decode(raw), decode(new))
        found = {old.id: new.id for old, new in pairs}
        total += len(renamed)
        right += sum(found.get(old) == new for old, new in renamed.items())
    assert total > 150
    assert right / total >= 0.99, f"{right} of {total}"


@given(st.text(alphabet="ab c", max_size=40), st.text(alphabet="ab c", max_size=40))
def test_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = reworded(old, new)
    assert " ".join(text for kind, text in pieces if kind != "new") == " ".join(old.split())
    assert " ".join(text for kind, text in pieces if kind != "old") == " ".join(new.split())
    assert all(text for _, text in pieces)


def test_a_hostile_text_takes_no_time() -> None:
    pieces = reworded("a " * 50_000, "b a " * 25_000)
    assert pieces


def test_since_it_was_last_read(places: Folders) -> None:
    path = shelve(places.own, "border", briefing_text(more=BASE))
    assert changes_since_read(load(path), places) is None
    remember_read(load(path), places)
    assert changes_since_read(load(path), places) == Changes(())
    path.write_text(path.read_text().replace("first promised", "promised"))
    changes = changes_since_read(load(path), places)
    assert changes is not None
    assert changes.summary == "1 reworded"
    remember_read(load(path), places)
    assert changes_since_read(load(path), places) == Changes(())


def test_damaged_memory_of_reading_is_none(places: Folders) -> None:
    path = shelve(places.own, "border", briefing_text(more=BASE))
    remember_read(load(path), places)
    (places.state / "read.json").write_text("[1")
    assert last_read(places) == {}
    (places.state / "read" / "border.toml").write_bytes(b"\xff\x00")
    assert changes_since_read(load(path), places) is None
    remember_read(load(path), places)
    assert changes_since_read(load(path), places) == Changes(())


def ranked(*ids: str) -> Briefing:
    points = "".join(f'[[key_points]]\nid = "{each}"\ntext = "Point {each}."\n' for each in ids)
    return briefing(briefing_text(more=points))


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("abc", "cba", {"c": "moved 3 → 1", "a": "moved 1 → 3"}),
        ("abcde", "eabcd", {"e": "moved 5 → 1"}),
        ("abcde", "bcdea", {"a": "moved 1 → 5"}),
        ("ab", "ba", {"b": "moved 2 → 1"}),
        ("abc", "xabc", {}),
        ("abc", "bc", {}),
        ("abcd", "xcabd", {"c": "moved 3 → 2"}),
        ("pqmkl", "klm", {"m": "moved 1 → 3"}),
        ("abc", "abc", {}),
    ],
)
def test_key_points_that_change_rank_have_moved(old: str, new: str, moved: dict[str, str]) -> None:
    changes = diff(ranked(*old), ranked(*new))
    kept = [
        entry for entry in changes.entries if set(entry.changes).isdisjoint(("added", "removed"))
    ]
    assert {entry.entry: entry.words for entry in kept} == moved
    assert changes.count("moved") == len(moved)


def test_a_move_is_data_and_stands_beside_other_changes() -> None:
    new = ranked("b", "a")
    first = msgspec.structs.replace(new.key_points[0], text="Other words.")
    changes = diff(
        ranked("a", "b"), msgspec.structs.replace(new, key_points=(first, new.key_points[1]))
    )
    (change,) = changes.entries
    assert change.words == "reworded, moved 2 → 1"
    rank = changes.as_data()["entries"][0]["fields"][-1]
    assert (rank["field"], rank["old"], rank["new"]) == ("rank", "2", "1")


@given(st.permutations(list("abcdefgh")))
@settings(max_examples=40)
def test_moving_as_told_makes_the_new_order(order: list[str]) -> None:
    changes = diff(ranked(*"abcdefgh"), ranked(*order))
    moved = {entry.entry for entry in changes.entries}
    stayed = [each for each in order if each not in moved]
    assert stayed == sorted(stayed)
    assert bool(moved) == (order != sorted(order))


def test_very_many_key_points_are_ranked_quickly() -> None:
    names = [f"p{number}" for number in range(3000)]
    changes = diff(ranked(*names), ranked(*reversed(names)))
    assert changes.count("moved") == 2999
