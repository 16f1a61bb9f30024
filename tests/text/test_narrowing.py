"""Narrowed answers are the same as those of a search from the beginning, whatever is typed and deleted."""

from hypothesis import given
from hypothesis import strategies as st

from briefdeck.text.narrowing import Narrowing

LETTERS = st.text("abc ", max_size=6)


@given(st.lists(LETTERS, max_size=12), st.lists(LETTERS, max_size=12))
def test_every_query_is_answered_as_if_it_were_the_first(
    texts: list[str], queries: list[str]
) -> None:
    narrowing = Narrowing(texts)
    for query in queries:
        words = tuple(query.split())
        expected = [
            place for place, text in enumerate(texts) if all(word in text for word in words)
        ]
        assert list(narrowing.places(words)) == expected


class Counted(str):
    """A text that counts how often it is looked through."""

    looks = 0

    def __contains__(self, part: object) -> bool:
        Counted.looks += 1
        return super().__contains__(str(part))


def test_a_longer_query_looks_only_at_what_matched() -> None:
    narrowing = Narrowing([Counted("river"), *map(Counted, ["road"] * 99)])
    narrowing.places(("ri",))
    Counted.looks = 0
    assert list(narrowing.places(("riv",))) == [0]
    assert list(narrowing.places(("ri",))) == [0]
    assert Counted.looks == 1
