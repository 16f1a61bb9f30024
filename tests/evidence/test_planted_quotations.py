"""Quotations planted in texts, pages of the web and PDFs: true ones are found, altered ones are not.

By hand, at full size: `python tests/evidence/test_planted_quotations.py 1000`.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable

import pytest

from briefdeck.evidence.passages import CopyText, Passage
from briefdeck.evidence.words.quotations import find_quotation
from support.planting import (
    Planted,
    altered_quotation,
    as_html,
    as_pdf,
    as_text,
    bare,
    prose,
    true_quotation,
)

SETTINGS: dict[str, Callable[[random.Random, list[str]], CopyText]] = {
    "text": as_text,
    "html": as_html,
    "pdf": as_pdf,
}


def outcomes(
    setting: str, seed: int, true: int, altered: int
) -> tuple[list[tuple[Planted, Passage]], list[tuple[Planted, Passage]]]:
    """What becomes of so many true and altered quotations of one text."""
    rng = random.Random(f"{setting} {seed}")
    paragraphs = prose(rng, 40)
    copy = SETTINGS[setting](rng, paragraphs)
    good = [true_quotation(rng, paragraphs) for _ in range(true)]
    bad = [altered_quotation(rng, paragraphs) for _ in range(altered)]
    return (
        [(each, find_quotation(each.words, copy, None)) for each in good],
        [(each, find_quotation(each.words, copy, None)) for each in bad],
    )


def says_difference(words: str, passage: Passage) -> bool:
    """Whether a difference is one, and has the quotation's words whole."""
    said = "".join(piece.text for piece in passage.difference if piece.kind != "copy")
    return any(piece.kind != "same" for piece in passage.difference) and bare(said) == bare(words)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("seed", range(2))
def test_planted_quotations(setting: str, seed: int) -> None:
    good, bad = outcomes(setting, seed, 40, 80)
    assert [each for each, passage in good if passage.state != "verified"] == []
    assert [each for each, passage in bad if passage.state == "verified"] == []
    near = [(each, passage) for each, passage in bad if passage.state == "near"]
    assert len(near) > len(bad) // 2
    assert [each for each, passage in near if not says_difference(each.words, passage)] == []


def main(number: int) -> None:
    """Say how many of so many true quotations are found, and how many of three times as many not."""
    for setting in SETTINGS:
        missed: Counter[str] = Counter()
        taken: Counter[str] = Counter()
        states: Counter[str] = Counter()
        for seed in range(number // 50):
            good, bad = outcomes(setting, seed, 50, 150)
            for each, passage in good:
                if passage.state != "verified":
                    missed[each.kind] += 1
                    shown = [piece for piece in passage.difference if piece.kind != "same"]
                    print(f"{setting} {seed} missed: {each}\n    {passage.why}{shown}")  # noqa: T201
            for each, passage in bad:
                states[passage.state] += 1
                if passage.state == "verified":
                    taken[each.kind] += 1
                    print(f"{setting} {seed} taken: {each}\n    {passage.selectors}")  # noqa: T201
                elif passage.state == "near" and not says_difference(each.words, passage):
                    print(f"{setting} {seed} difference: {each}\n    {passage.difference}")  # noqa: T201
        print(f"{setting}: {number - missed.total()} of {number} found; missed {dict(missed)}")  # noqa: T201
        print(f"{setting}: of {3 * number} altered, taken {dict(taken)}; {dict(states)}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
