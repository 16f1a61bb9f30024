"""Numbers of made sources are found where they are stated truly, and contradicted where not.

Run by hand with a number of statements, it prints how many of each kind were told wrongly.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest

from briefdeck.evidence.numbers.copy_numbers import CopyNumbers
from briefdeck.evidence.numbers.numbers import find_number
from support.planted_numbers import FORMS, Planted, planted


def told(seed: int, form: str) -> Iterator[tuple[Planted, str]]:
    """Yield each number of a made source with what became of it."""
    numbers: CopyNumbers | None = None
    for each in planted(seed, form):
        numbers = numbers or CopyNumbers(each.copy)
        yield each, find_number(each.number.quantity, numbers, None).state


def wrongly(each: Planted, state: str) -> bool:
    return state != ("found" if each.is_true else "contradicts")


@pytest.mark.parametrize("form", FORMS)
def test_what_becomes_of_planted_numbers(form: str) -> None:
    found = [pair for seed in range(4) for pair in told(seed, form)]
    amiss = [(each.trial, each.number.said, state) for each, state in found if wrongly(each, state)]
    assert amiss == []
    assert {state for _, state in found} == {"found", "contradicts"}


def measure(most: int) -> None:
    """Print of how many statements of each kind something wrong was told."""
    total: Counter[tuple[str, bool]] = Counter()
    amiss: Counter[tuple[str, bool]] = Counter()
    for seed in count(1000):
        for each, state in told(seed, FORMS[seed % len(FORMS)]):
            total[each.trial, each.is_true] += 1
            if wrongly(each, state):
                amiss[each.trial, each.is_true] += 1
                print(f"seed {seed}, {each.trial}: {each.number.said} is {state}")
        if total.total() >= most:
            break
    for key in sorted(total):
        print(f"{key[0]:20} {'true' if key[1] else 'false':6} {amiss[key]:4} of {total[key]}")
    for is_true, words in ((True, "false alarms"), (False, "contradictions missed")):
        of = sum(number for key, number in total.items() if key[1] is is_true)
        wrong = sum(number for key, number in amiss.items() if key[1] is is_true)
        print(f"{words}: {wrong} of {of}")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
