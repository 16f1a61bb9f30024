"""What a reader cannot see: named by loading with its place, and never taken for the author's words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.check import check
from briefdeck.library.diff import diff
from briefdeck.loader import Loaded, load_text
from briefdeck.text.visible import cleaned, is_clean, unseen

FRONT = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2026"\n'


def event(title: str) -> Loaded:
    """A briefing with an event of this title, as TOML writes it."""
    return load_text(f'{FRONT}[[events]]\nid = "a"\ntitle = {title}\ndate = 2000\n')


def title_of(loaded: Loaded) -> str:
    """The event's title as readers see it."""
    assert loaded.briefing is not None
    return loaded.briefing.events[0].title


@pytest.mark.parametrize(
    ("title", "named"),
    [
        (r'"a\u202eb"', "U+202E (right-to-left override)"),
        (r'"a\u2066b"', "U+2066 (left-to-right isolate)"),
        (r'"a\u200fb"', "U+200F (right-to-left mark)"),
        ('"a\ufeffb"', "U+FEFF (zero width no-break space)"),
        ('"a\u200bb"', "U+200B (zero width space)"),
        ("'a\u2060b'", "U+2060 (word joiner)"),
        ('"pass\u200dword"', "U+200D (zero width joiner)"),
        (r'"a\u001b[31m"', "U+001B"),
        (r'"a\u0085b"', "U+0085"),
        (r'"a\U000e0041"', "U+E0041 (tag latin capital letter a)"),
        (r'"سلام \u202e"', "U+202E (right-to-left override)"),
        (r'"thing\u00advellir"', "U+00AD (soft hyphen)"),
    ],
)
def test_is_named_with_its_code_point(title: str, named: str) -> None:
    [problem] = event(title).problems
    assert problem.rule == "unseen-character"
    assert named in problem.message
    assert problem.place is not None
    assert problem.place.line == 8


@pytest.mark.parametrize(
    "title",
    [
        "👩\u200d🚀", "می\u200cخواهم", "क्\u200dष", "葛\U000e0100", "שלום\u200f!", "\u2067سلام\u2069 (IPv6)", "tab\there",
    ],
)  # fmt: skip
def test_what_scripts_and_emoji_need_is_no_problem(title: str) -> None:
    assert event(json.dumps(title, ensure_ascii=False).replace("\\t", "\t")).problems == ()


def test_marks_of_direction_and_soft_hyphens_leave_the_word_whole() -> None:
    assert title_of(event(r'"thing\u00advellir"')) == "thingvellir"
    assert title_of(event('"שלום\u200f!"')) == "שלום!"


@pytest.mark.parametrize(
    ("title", "column"), [(r'"a\u00adb\u200bc"', 18), ('"a\u00adb\u200bc"', 13)]
)
def test_points_at_what_stands_behind_something_left_out(title: str, column: int) -> None:
    [zero] = [problem for problem in event(title).problems if "U+200B" in problem.message]
    assert zero.place is not None
    assert zero.place.column == column


def test_points_at_a_soft_hyphen() -> None:
    [soft] = event('"a\u00adb\u00adc"').problems[:1]
    assert soft.place is not None
    assert soft.place.column == 11


def test_our_sign_is_not_a_word_of_the_author() -> None:
    text = FRONT.replace('"B."', '"The \ufeff met in a\ufeffb and \u202e went."')
    loaded = load_text(text)
    problems = check(loaded)
    assert not [problem for problem in problems if "FEFF" in problem.message.split("(")[0][:12]]
    assert "undefined-acronym" not in {problem.rule for problem in problems}
    assert loaded.briefing is not None
    assert not any(sign.isalnum() for sign in set(loaded.briefing.front.bluf) - set(text))


def test_a_comparison_shows_no_code_as_a_word() -> None:
    old, new = event('"a b"').briefing, event('"a \ufeff b"').briefing
    assert old is not None
    assert new is not None
    assert "FEFF" not in json.dumps(diff(old, new).as_data())


@given(st.text(alphabet=st.characters(), max_size=30))
def test_cleaned_text_is_clean_and_has_no_letter_that_was_not_there(text: str) -> None:
    shown = cleaned(text)
    assert is_clean(shown)
    assert cleaned(shown) == shown
    assert {sign for sign in shown if sign.isalnum()} <= set(text)
    if not list(unseen(text)):
        assert "\ufffd" not in shown.replace("\ufffd", "", text.count("\ufffd"))
