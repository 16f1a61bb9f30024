"""Lengths of time: in words, and what to write instead of words."""

import re

import pytest

from briefdeck.model.briefing import DURATION_PATTERN
from briefdeck.model.durations import Length, duration_meant, duration_words


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("PT8H", "8 hours"),
        ("PT1M", "1 minute"),
        ("P1M", "1 month"),
        ("P1Y6M", "1 year 6 months"),
        ("P2W", "2 weeks"),
        ("P3DT4H30M", "3 days 4 hours 30 minutes"),
        ("PT1.5S", "1.5 seconds"),
    ],
)
def test_durations_in_words(duration: str, words: str) -> None:
    assert re.search(DURATION_PATTERN, duration)
    assert duration_words(duration) == words


@pytest.mark.parametrize("text", ["P", "PT", "P1", "8H", "PT8D", "P1DT", "pt8h", "P1M1Y", "PT-8H"])
def test_what_is_not_a_duration(text: str) -> None:
    assert not re.search(DURATION_PATTERN, text)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("8 hours", "PT8H"),
        ("3 days", "P3D"),
        ("1 hour 30 min", "PT1H30M"),
        ("90 minutes", "PT90M"),
        ("2 weeks", "P2W"),
        ("1 year and 6 months", "P1Y6M"),
    ],
)
def test_what_is_meant_is_itself_a_duration(said: str, written: str) -> None:
    assert duration_meant(said) == Length(written, is_guess=False)
    assert re.search(DURATION_PATTERN, written)


@pytest.mark.parametrize("said", ["about 8 hours", "8 hours, at most", "7-8 hours"])
def test_with_words_left_over_it_is_a_guess(said: str) -> None:
    assert duration_meant(said) == Length("PT8H", is_guess=True)


@pytest.mark.parametrize("said", ["a while", "", "1.5 hours", "3 fortnights"])
def test_what_is_not_understood_means_nothing(said: str) -> None:
    assert duration_meant(said) is None
