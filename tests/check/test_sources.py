"""Rules on sources know what each type of source has, and what it need not have."""

import pytest

from briefdeck.check import check
from briefdeck.loader import load_text
from support.examples import whole


def rules_of(source: str) -> set[str]:
    loaded = load_text(whole(f'[[sources]]\nid = "x"\n{source}\n'), "example")
    assert loaded.problems == ()
    return {problem.rule for problem in check(loaded)} & {
        "incomplete-source", "missing-access-date", "duplicate-source"
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        'type = "song"\ntitle = "Ebb"\nperformer = [{ literal = "The Tides" }]\nissued = "1968"',
        'type = "motion_picture"\ntitle = "Ebb"\ndirector = [{ family = "Bo" }]\nissued = "1968"\nURL = "https://example.org/ebb"',
        'type = "legal_case"\ntitle = "In re Tides"\nauthority = "9th Cir."\nissued = "1968"',
        'type = "legal_case"\ntitle = "In re Tides"\nissued = "1968"',
        'type = "classic"\ntitle = "Metaphysics"',
        'type = "collection"\ntitle = "Papers"\narchive = "City Archive"',
        'type = "manuscript"\ntitle = "Diary"\narchive = "City Archive"\noriginal-date = "1865"',
        'type = "performance"\ntitle = "Ebb"\nevent-title = "Tide Days"\nevent-date = "1968"',
        'type = "book"\ntitle = "Ebb"\ntranslator = [{ family = "Bo" }]\nstatus = "forthcoming"',
        'type = "patent"\ntitle = "Tide gate"\nauthority = "Patent Office"\nsubmitted = "1968"',
        'type = "entry-encyclopedia"\ntitle = "Ebb"\ncontainer-title = "Tides"\nissued = "1968"',
    ],
)  # fmt: skip
def test_what_says_who_and_when_in_its_own_way_is_complete(source: str) -> None:
    assert rules_of(source) == set()


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ('type = "song"\ntitle = "Ebb"\nmedium = "CD"', {"incomplete-source"}),
        ('type = "entry"\ntitle = "Ebb"\ncontainer-title = "Tides"\nissued = "1968"\nURL = "https://example.org/ebb"', {"missing-access-date"}),
    ],
)  # fmt: skip
def test_what_says_neither_is_not(source: str, rules: set[str]) -> None:
    assert rules_of(source) == rules


def test_two_parts_of_one_title_are_two_works() -> None:
    author = 'author = [{ family = "Doe" }]\nissued = "1968"'
    other = f'[[sources]]\nid = "y"\ntype = "book"\ntitle = "Ebb"\n{author}\npart-number = 2'
    first = f'type = "book"\ntitle = "Ebb"\n{author}\npart-number = 1\n\n{other}'
    assert rules_of(first) == set()
    assert rules_of(first.replace("part-number = 1", "part-number = 2")) == {"duplicate-source"}
