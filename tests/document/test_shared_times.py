"""What two briefings both date, whatever they call it."""

import pytest

from briefdeck.document.compare import compare
from briefdeck.document.comparison_document import shared_times
from support.compared import HEAD, loaded


def dated(title: str, *entries: tuple[str, str, str]) -> str:
    """A briefing of programs (dated by an interval) and events: (id, title, date)."""
    return HEAD.format(title=title) + "".join(
        f'[[{"programs" if "/" in date else "events"}]]\nid = "{entry}"\ntitle = "{name}"\n'
        f'{"span" if "/" in date else "date"} = "{date}"\ntext = "Said."\n'
        for entry, name, date in entries
    )


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
    found = shared_times(compare(loaded(dated("A", one), "a"), loaded(dated("B", other), "b")))
    assert found == (
        (frozenset({one[0]}), frozenset({other[0]})) if is_shared else (frozenset(), frozenset())
    )


def test_very_many_entries_are_told_by_their_ids() -> None:
    many = [(f"e{number}", f"Event {number}", "2001-01-01") for number in range(400)]
    one, other = loaded(dated("A", *many), "a"), loaded(dated("B", *many[:300]), "b")
    assert [len(ids) for ids in shared_times(compare(one, other))] == [300, 300]
