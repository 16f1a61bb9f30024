"""Runs of characters as readers put them together: one blank for many, and none around a block."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Run
from briefdeck.text.pattern import pattern

_BLANKS: Final = pattern(r"[^\S\n]++")
_INVISIBLE: Final = dict.fromkeys([*range(9), *range(14, 32), 127, 0xAD, 0x200B, 0x2060, 0xFEFF])


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the runs of a block without blanks that nobody sees, and those that look alike as one.

    Soft hyphens and control characters go; line ends stay where there are some.
    """
    tidied: list[Run] = []
    # Of the characters before it: "\\n" as at the start of a block, so that no blank follows.
    last = "\n"
    for look, alike in groupby(runs, key=lambda run: replace(run, text="")):
        text = "".join([run.text for run in alike]).translate(_INVISIBLE)
        text = "\n".join([_BLANKS.sub(" ", line) for line in text.split("\n")])
        text = text.replace(" \n", "\n").replace("\n ", "\n")
        if last in " \n":
            text = text.lstrip(" " if tidied else " \n")
        if text.startswith("\n"):
            _end_without_blank(tidied)
        if text:
            tidied.append(replace(look, text=text))
            last = text[-1]
    return _stripped(tidied)


def _end_without_blank(runs: list[Run]) -> None:
    if runs and runs[-1].text.endswith(" "):
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))


def _stripped(runs: list[Run]) -> tuple[Run, ...]:
    while runs:
        text = runs[-1].text.rstrip(" \n")
        if text:
            runs[-1] = replace(runs[-1], text=text)
            break
        runs.pop()
    return tuple([run for run in runs if run.text])
