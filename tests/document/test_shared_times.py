"""What two briefings both date, whatever they call it."""

import pytest

from briefdeck.document.blocks import Timeline
from briefdeck.document.likeness import shared_times
from briefdeck.document.lookup import Lookup
from support.compared import HEAD, loaded


def timeline(title: str, *entries: tuple[str, str, str]) -> Timeline:
    """The timeline of programs (dated by an interval) and events: (id, title, date)."""
    text = HEAD.format(title=title) + "".join(
        f'[[{"programs" if "/" in date else "events"}]]\nid = "{entry}"\ntitle = "{name}"\n'
        f'{"span" if "/" in date else "date"} = "{date}"\ntext = "Said."\n'
        for entry, name, date in entries
    )
    return Lookup(loaded(text, title.lower())).timeline


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        (
            ("a", "Attacks of September 11", "2001-09-11"),
            ("b", "The attacks of September", "2001-09-11"),
            True,
        ),
        (
            ("a", "Bush and Fox sign the Smart Border plan", "2002-03"),
            ("b", "The Border plan", "2002-03-22"),
            True,
        ),
        (
            ("a", "Attacks of September 11", "2001-09-11"),
            ("b", "Attacks of September 11", "2011-09-11"),
            False,
        ),
        (("a", "Calderón is elected", "2006"), ("b", "Calderón is elected", "2006-07-02"), False),
        (("a", "A tariff", "2019-05-30"), ("b", "A summit", "2019-05-30"), False),
        (("same", "A tariff", "2019-05-30"), ("same", "A threat", "2019"), True),
        (("a", "Mérida Initiative", "2007/2021"), ("b", "The Mérida Initiative", "2008/.."), True),
        (("a", "Operation Centinela", "2003/.."), ("b", "Operation Gatekeeper", "1994/.."), False),
    ],
)
def test_shared(one: tuple[str, str, str], other: tuple[str, str, str], is_shared: bool) -> None:
    found = shared_times(timeline("A", one), timeline("B", other))
    assert found == (
        (frozenset({one[0]}), frozenset({other[0]})) if is_shared else (frozenset(), frozenset())
    )


def test_very_many_entries_are_told_by_their_ids() -> None:
    many = [(f"e{number}", f"Event {number}", "2001-01-01") for number in range(400)]
    found = shared_times(timeline("A", *many), timeline("B", *many[:300]))
    assert [len(ids) for ids in found] == [300, 300]
