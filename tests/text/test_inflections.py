import pytest

from briefdeck.text.inflections import inflections


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("extradited", "extradition"),
        ("extraditions", "extradite"),
        ("border", "borders"),
        ("policies", "policy"),
        ("policy", "policies"),
        ("laws", "law"),
        ("cooperate", "cooperation"),
        ("deporting", "deported"),
        ("agencies", "agency"),
    ],
)
def test_a_word_has_its_other_forms(word: str, other: str) -> None:
    assert other in inflections(word)
    assert word in inflections(other)
    assert word not in inflections(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [("station", "state"), ("united", "unit"), ("congress", "congres"), ("police", "policy")],
)
def test_what_only_looks_like_a_form_is_another_word(word: str, other: str) -> None:
    assert other not in inflections(word)


@pytest.mark.parametrize("word", ["", "a", "us", "2012", "fy07", "граница", "国"])
def test_what_is_not_an_english_word_has_no_forms(word: str) -> None:
    assert inflections(word) == ()
