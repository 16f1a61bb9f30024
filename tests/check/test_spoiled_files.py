"""Spoiled files are mended to the byte: every exact remedy applied, nothing else changed, a second run changes nothing.

By hand, at full size: `python tests/check/test_spoiled_files.py 400`.
"""

import random
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from briefdeck.check.fixing import fixed
from briefdeck.editing.changes import difference
from support.spoiling import SHIPPED, SMALL, good_text, saved, spoiled


class Outcome(NamedTuple):
    """What became of a spoiled file, and what should have."""

    names: list[str]
    wanted: bytes
    mended: bytes
    again: bytes


def outcome(seed: int, paths: tuple[Path, ...]) -> Outcome:
    rng = random.Random(seed)
    good = good_text(rng, paths)
    text, names = spoiled(good, rng, rng.randint(3, 10))
    save = saved(rng)
    mended = fixed(save(text), "example").state.content
    return Outcome(names, save(good), mended, fixed(mended, "example").state.content)


@pytest.mark.parametrize("seed", range(40))
def test_a_spoiled_file_is_mended_to_the_byte(seed: int) -> None:
    names, wanted, mended, again = outcome(seed, SMALL)
    assert len(names) >= 2
    assert mended == wanted, (names, difference("", wanted, mended))
    assert again == mended


def main(files: int) -> None:
    """Say how many of so many files are mended, and show the others."""
    faults: Counter[str] = Counter()
    right = 0
    for seed in range(files):
        names, wanted, mended, again = outcome(seed, (*SMALL, *SHIPPED))
        faults.update(names)
        right += wanted == mended == again
        if wanted != mended or mended != again:
            print(f"seed {seed}: {', '.join(names)}")  # noqa: T201 - a script's output
            print(difference(f"seed-{seed}", wanted, mended))  # noqa: T201
    said = f"{faults.total()} faults of {len(faults)} kinds"
    print(f"{right} of {files} files mended to the byte; {said}.")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
