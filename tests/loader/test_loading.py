"""What loading keeps of a broken file, what it promises, and that nothing makes it fail."""

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.loader import Loaded, load_text
from briefdeck.loader.shape import shape_of
from briefdeck.model.briefing import TABLES
from briefdeck.model.links import link
from briefdeck.text.visible import is_clean
from support.briefings import decode, random_raw, random_toml, spoiled, to_toml

FRONT = 'format = 1\n\n[briefing]\ntitle = "A ferry"\nbluf = "Keep it."\nas_of = "2026"\n\n'
JUNK: tuple[Any, ...] = (
    None,
    5,
    -1,
    1.5,
    True,
    "",
    "x",
    "no such id",
    [],
    ["x"],
    [5],
    [[]],
    {},
    {"x": 1},
    [{}],
    float("nan"),
    10**16,
)


def keeps_its_promises(loaded: Loaded) -> None:
    """What everyone may rely on in a briefing that was loaded, broken or not."""
    briefing = loaded.briefing
    assert briefing is not None
    entries = list(briefing.entries())
    assert len({entry.id for entry in entries}) == len(entries)
    assert loaded.links is not None
    assert list(loaded.links.entries) == [entry.id for entry in entries]
    assert not loaded.links.duplicates
    assert all(series.points for series in briefing.series)
    for series in briefing.series:
        assert all((point.at is None) != (point.category is None) for point in series.points)
    for table in briefing.tables:
        assert table.columns
        assert all(len(row) == len(table.columns) for row in table.rows)
    tables = {entry.id: entry.table for entry in entries}
    eras = [each.era for each in briefing.events] + [each.era for each in briefing.findings]
    assert all(tables.get(era or "", "eras") == "eras" for era in eras)
    places = [
        (problem.place.line, problem.place.column) for problem in loaded.problems if problem.place
    ]
    assert places == sorted(places)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_random_damage_is_told_and_the_rest_is_kept(seed: int) -> None:
    rng = random.Random(seed)
    raw = random_raw(seed, 4)
    for _ in range(rng.randrange(1, 8)):
        damage(raw, rng)
    loaded = load_text(to_toml(raw))
    keeps_its_promises(loaded)
    if not loaded.problems:
        assert loaded.briefing == decode(raw)


def damage(raw: dict[str, Any], rng: random.Random) -> None:
    """Set, drop or add something at a random place of raw data."""
    holder: Any = raw[rng.choice(list(raw))]
    if isinstance(holder, list):
        holder = rng.choice(holder)
    while isinstance(holder, dict | list):
        keys = (
            [key for key in holder if key not in ("format", "briefing")]
            if isinstance(holder, dict)
            else list(range(len(holder)))
        )
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(holder[key], dict | list) and holder[key] and rng.random() < 0.7:
            holder = holder[key]
            continue
        junk = rng.choice(JUNK)
        if junk is None and isinstance(holder, dict):
            del holder[key]
        else:
            holder[key] = "junk" if junk is None else junk
        if isinstance(holder, dict) and rng.random() < 0.2:
            holder[rng.choice(("titel", "x", "date"))] = 1
        return


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_random_characters_never_make_it_fail(seed: int) -> None:
    rng = random.Random(seed)
    loaded = load_text(spoiled(random_toml(seed % 40, 2), rng, 11))
    if loaded.briefing is not None:
        keeps_its_promises(loaded)
        assert all(is_clean(entry.label) for entry in loaded.briefing.entries())
    for problem in loaded.problems:
        assert is_clean(
            problem.message + problem.remedy + (problem.place.text if problem.place else "")
        )


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_never_make_it_fail(content: bytes) -> None:
    assert load_text(content).problems


def test_paths_of_the_rest_lead_to_the_file() -> None:
    events = "\n".join(
        f'[[events]]\nid = "e{number}"\ntitle = "E"\ndate = {"2001" if number % 2 else "x"}\n'
        for number in range(4)
    )
    loaded = load_text(FRONT + events.replace("= x", '= "x"'))
    assert loaded.briefing is not None
    assert [event.id for event in loaded.briefing.events] == ["e1", "e3"]
    assert loaded.path_in_file(("events", 1, "title")) == ("events", 3, "title")
    assert loaded.text.split("\n")[loaded.place(("events", 1, "id")).line - 1] == 'id = "e3"'


def test_paths_inside_lists_lead_to_the_file() -> None:
    text = (
        FRONT
        + '[[series]]\nid = "s"\ntitle = "S"\nunit = "USD"\npoints = [\n{ at = 1 },\n{ at = 2, value = 2 },\n{ at = 3, value = "3" },\n{ at = 4, value = 4 },\n]\n'
    )
    loaded = load_text(text)
    assert loaded.briefing is not None
    assert [point.value for point in loaded.briefing.series[0].points] == [2, 4]
    assert loaded.place(("series", 0, "points", 1, "value")).line == 16


def test_places_in_a_file_with_a_part_that_does_not_parse() -> None:
    text = (
        FRONT
        + '[[events]]\nid = "a"\ntitle = "broken\n\n[[events]]\nid = "b"\ntitle = "B"\ndate = 2001\n'
    )
    loaded = load_text(text)
    assert loaded.place(("events", 0, "title")).line == 14
    assert loaded.place(("events", 0, "title")).text == 'title = "B"'


def test_references_to_broken_entries_are_no_problem_of_their_own() -> None:
    text = (
        FRONT
        + '[[events]]\nid = "a"\ntitle = "A"\ndate = "x"\n[[events]]\nid = "b"\ntitle = B\ndate = 1\n[[events]]\nid = "C c"\ntitle = "C"\ndate = 1\n[[sections]]\nid = "s"\ntitle = "S"\ntext = "[[a]] [[b]] [[c-c]]"\n'
    )
    assert [problem.rule for problem in load_text(text).problems] == [
        "bad-date",
        "syntax",
        "bad-id",
    ]


def test_links_are_those_of_the_rest() -> None:
    loaded = load_text(FRONT + '[[sections]]\nid = "s"\ntitle = "S"\ntext = "[[nothing]]"\n')
    assert loaded.briefing is not None
    assert loaded.links == link(loaded.briefing)


def test_control_characters_are_visible_in_every_text_and_key() -> None:
    text = (
        FRONT
        + '[[events]]\nid = "a"\ntitle = "\\u001b[31m red \\u202e"\ndate = 2001\nplace = "tab\there"\n'
    )
    loaded = load_text(text)
    assert [problem.rule for problem in loaded.problems] == ["unseen-character"] * 2
    assert loaded.briefing is not None
    assert loaded.briefing.events[0].title == "␛[31m red �"
    assert loaded.briefing.events[0].place == "tab here"


def test_newlines_and_emoji_stay() -> None:
    loaded = load_text(
        FRONT + '[[sections]]\nid = "s"\ntitle = "👩‍👩‍👧"\ntext = """\none\n\ntwo"""\n'
    )
    assert loaded.briefing is not None
    assert (loaded.briefing.sections[0].title, loaded.briefing.sections[0].text) == (
        "👩‍👩‍👧",
        "one\n\ntwo",
    )


def test_a_huge_number_in_hexadecimal_is_refused() -> None:
    text = (
        FRONT + f'[[tables]]\nid = "t"\ntitle = "T"\ncolumns = ["a"]\nrows = [[0x{"f" * 5000}]]\n'
    )
    assert [problem.rule for problem in load_text(text).problems] == ["bad-number"]


def test_shape_takes_any_data() -> None:
    for junk in JUNK:
        for table in (*TABLES, "briefing"):
            shape_of({table: junk})
            shape_of(
                {table: [junk, {"points": junk, "columns": junk, "rows": junk, "author": junk}]}
            )
            shape_of(
                {table: [{"points": [junk], "columns": [junk], "rows": [junk], "author": [junk]}]}
            )


@pytest.mark.parametrize(
    "text",
    [
        "format = 1",
        "[briefing]",
        "briefing = 5",
        "briefing = []",
        "events = 5",
        "events = [5]",
        "events = [[]]",
        "format = []",
    ],
)
def test_little_files(text: str) -> None:
    loaded = load_text(text)
    assert loaded.problems
    keeps_its_promises(loaded)


def test_a_sound_file_loads_nothing_that_only_a_broken_one_needs(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(FRONT, encoding="utf-8")
    code = f"import sys, pathlib; from briefdeck.loader import load; load(pathlib.Path({str(path)!r})); print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"rich", "textual", "platformdirs", "difflib", "markdown_it", "dataclasses"} & set(
        modules
    )
    assert not {
        f"briefdeck.loader.{name}"
        for name in ("scan", "place", "recovery", "syntax", "collect", "mismatch")
    } & set(modules)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000))
def test_one_unknown_key_costs_nothing_else(seed: int) -> None:
    loaded = load_text("unknown = 1\n" + random_toml(seed, 4))
    assert [problem.rule for problem in loaded.problems] == ["unknown-key"]
    assert loaded.briefing == decode(random_raw(seed, 4))


def test_a_text_too_large_to_be_searched_names_its_first_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("briefdeck.loader.recovery.PARSED_AT_MOST", 10)
    loaded = load_text(FRONT + "[[events]]\nid = a\n")
    assert loaded.briefing is None
    assert [
        (problem.rule, problem.place.line if problem.place else 0) for problem in loaded.problems
    ] == [("syntax", 9)]


def test_many_faults_that_show_only_in_the_whole_end_the_search() -> None:
    loaded = load_text(FRONT + "x = 1\n" + "[briefing]\ntitle = 1\n" * 5)
    assert {problem.rule for problem in loaded.problems} <= {"duplicate-key", "unknown-key"}
    assert loaded.briefing is not None
