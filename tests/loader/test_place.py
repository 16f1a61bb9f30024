"""Where things stand: lines, columns, excerpts, carets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.loader.place import EXCERPT, find_place, place_at
from briefdeck.loader.report import marked_line, problem_lines
from briefdeck.model.problem import Place, Problem
from briefdeck.text.width import cell_width

TEXT = '''format = 1

[briefing]
title = "Fähre"

[[events]]
id = "one"
title = "One"
text = """
merida-initiative is a word,
[[merida-initiative]] and [@merida-initiative, p. 1]
are references; so is [[merida-initiative|again]]."""
cites = [{ source = "a", at = "p. 1" }, "b"]

[[events]]
id = 'two'
[[events.more]]
x = 1
'''


def marked(place: Place) -> str:
    return place.text[slice(*place.marked)]


@pytest.mark.parametrize(
    ("path", "line", "column", "words"),
    [
        (("format",), 1, 10, "1"),
        (("briefing",), 3, 1, "[briefing]"),
        (("briefing", "title"), 4, 9, '"Fähre"'),
        (("events", 0), 6, 1, "[[events]]"),
        (("events", 0, "text"), 9, 1, "text"),
        (("events", 0, "cites", 0), 13, 10, '{ source = "a", at = "p. 1" }'),
        (("events", 0, "cites", 0, "at"), 13, 31, '"p. 1"'),
        (("events", 0, "cites", 1), 13, 41, '"b"'),
        (("events", 1, "id"), 16, 6, "'two'"),
        (("events", 1, "more", 0, "x"), 18, 5, "1"),
        (("events", 1, "date"), 15, 1, "[[events]]"),
        (("events", 7, "date"), 6, 1, "[[events]]"),
        (("nothing",), 1, 1, ""),
        ((), 1, 1, ""),
    ],
)
def test_places_of_values(path: tuple[str | int, ...], line: int, column: int, words: str) -> None:
    place = find_place(TEXT, path)
    assert (place.line, place.column, marked(place)) == (line, column, words)
    assert place.end_column == (column + len(words) if words else None)


def test_marks_on_keys_and_entries() -> None:
    assert marked(find_place(TEXT, ("events", 0, "title"), mark="key")) == "title"
    assert marked(find_place(TEXT, ("events", 0, "title"), mark="entry")) == "title"
    assert (
        marked(find_place(TEXT, ("events", 0, "cites", 0), mark="entry"))
        == '{ source = "a", at = "p. 1" }'
    )
    assert find_place(TEXT, ("events", 1), mark="entry").line == 15


def test_words_are_found_as_references_first_one_after_the_other() -> None:
    places = [
        find_place(TEXT, ("events", 0, "text"), word="merida-initiative", occurrence=number)
        for number in range(3)
    ]
    assert [(place.line, place.column) for place in places] == [(11, 3), (11, 29), (12, 25)]
    assert {marked(place) for place in places} == {"merida-initiative"}


def test_words_that_are_no_references() -> None:
    assert find_place(TEXT, ("events", 0, "text"), word="references").line == 12
    assert marked(find_place(TEXT, ("events", 0, "text"), word="not there")) == "text"


def test_offsets_in_a_long_text() -> None:
    place = find_place(
        TEXT, ("events", 0, "text"), offset=len("merida-initiative is a word,\n[["), word="merida"
    )
    assert (place.line, place.column, marked(place)) == (11, 3, "merida")


def test_a_long_line_is_cut_around_the_mark() -> None:
    text = f'x = "{"a" * 300}HERE{"b" * 300}"'
    place = find_place(text, ("x",), word="HERE")
    assert (place.line, place.column) == (1, 306)
    whole = find_place(text, ("x",), offset=300, word="HERE")
    for each in (place, whole):
        assert len(each.text) <= EXCERPT + 2
        assert marked(each) in ("HERE", '"' + "a" * 155)
    assert whole.text.startswith("…")
    assert whole.text.endswith("…")


def test_lines_are_made_safe() -> None:
    place = find_place("'a\u202eb' = 1\n'\x85' = 2", ("a⟨U+202E⟩b",))
    assert place.text == "'a⟨U+202E⟩b' = 1"
    assert (place.column, marked(place)) == (9, "1")


def test_place_at_the_end_of_a_text() -> None:
    assert place_at("ab\ncd", 5) == Place(line=2, column=3, text="cd", marked=(2, 2))


def test_report_of_a_problem() -> None:
    place = find_place('title = "x"\n  titel = "…"\n', ("titel",), mark="key")
    problem = Problem(
        rule="unknown-key",
        severity="error",
        message="Unknown key `titel`.",
        remedy="Did you mean `title`?",
        file="a\x1bb.toml",
        place=place,
    )
    assert problem_lines(problem) == [
        "a␛b.toml:2:3: error: Unknown key `titel`. [unknown-key]",
        '    2 | titel = "…"',
        "      | ^^^^^",
        "   Did you mean `title`?",
    ]


def test_carets_stand_under_wide_and_combining_characters() -> None:
    place = find_place('x = ["国境", "e\u0301", "bad"]', ("x", 2))
    problem = Problem(rule="r", severity="note", message="M.", place=place)
    assert problem_lines(problem)[1:] == [
        '    1 | x = ["国境", "e\u0301", "bad"]',
        "      | " + " " * 18 + "^^^^^",
    ]


def test_a_problem_without_place() -> None:
    assert problem_lines(Problem(rule="r", severity="warning", message="M.", file="f")) == [
        "f: warning: M. [r]"
    ]
    assert problem_lines(Problem(rule="r", severity="warning", message="M.")) == ["warning: M. [r]"]


@given(st.text(st.sampled_from("ab 国e\u0301…"), max_size=60), st.integers(12, 60))
def test_a_long_line_is_cut_around_what_is_marked(words: str, width: int) -> None:
    text = f"x{words}MARK{words}"
    at = text.index("MARK")
    place = Place(line=7, column=1, text=text, marked=(at, at + 4))
    line, carets = marked_line(place, width)
    assert cell_width(line) <= width
    assert cell_width(carets) <= width
    assert cell_width(line.partition("M")[0]) == carets.index("^")
