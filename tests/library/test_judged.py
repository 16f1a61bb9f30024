"""Search puts first what a reader looks for: sixty judged queries, and floors for how well it does.

`judged.toml` holds queries, answers, floors, and the ranks of the last measurement. Where search
does at least as well in every figure, `BRIEFDECK_GOLDEN=write pytest tests/library/test_judged.py`
raises the floors and notes the ranks; it never lowers a floor.
"""

import os
import re
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from math import log2
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from briefdeck.library.folders import Folders
from briefdeck.library.search import Hit, Results, search
from briefdeck.loader import load

JUDGED: Final = Path(__file__).with_name("judged.toml")
BRIEFINGS: Final = Path(__file__).resolve().parents[2] / "briefings"
DEEPEST: Final = 50
"""An answer further down counts as not found."""


class Judged(NamedTuple):
    """A query, the answers to it (`briefing#entry`), and where the first of the best stood."""

    query: str
    best: frozenset[str]
    good: frozenset[str]
    inflected: bool
    rank: int


class Figures(NamedTuple):
    """Means over queries, each from 0 to 1.

    `mrr` is 1 / rank of the first best answer, `first_…` whether one is among so many, `gain` the
    discounted gain of the first ten, where a best answer counts 2 and a good one 1, as a share of
    what the best order would have.
    """

    mrr: float
    first_1: float
    first_3: float
    first_10: float
    gain: float


def rank_of(judged: Judged, found: Sequence[str]) -> int:
    """Where the first of the best answers stands, from 1; 0 where none was found."""
    return next((place for place, answer in enumerate(found, 1) if answer in judged.best), 0)


def gain_of(judged: Judged, found: Sequence[str]) -> float:
    grades = [2 * (answer in judged.best) + (answer in judged.good) for answer in found]
    ideal = [2] * len(judged.best) + [1] * len(judged.good)
    return _discounted(grades) / _discounted(ideal)


def _discounted(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades[:10], 1))


def figures_of(queries: Sequence[Judged], found: Mapping[str, Sequence[str]]) -> Figures:
    ranks = [rank_of(judged, found[judged.query]) for judged in queries]
    sums = (
        sum(1 / rank for rank in ranks if rank),
        *(sum(0 < rank <= most for rank in ranks) for most in (1, 3, 10)),
        sum(gain_of(judged, found[judged.query]) for judged in queries),
    )
    return Figures(*(round(each / len(queries), 4) for each in sums))


def worse(queries: Sequence[Judged], found: Mapping[str, Sequence[str]]) -> list[str]:
    """The queries whose best answer stands further down than when it was last measured."""
    lines = []
    for judged in queries:
        rank = rank_of(judged, found[judged.query])
        if judged.rank and not 0 < rank <= judged.rank:
            before = ", ".join(found[judged.query][: (rank or 4) - 1][:3]) or "nothing"
            lines.append(
                f"  {judged.query}: from {judged.rank} to {rank or 'nowhere'};"
                f" first {before}, not {' or '.join(sorted(judged.best))}"
            )
    return lines


def contents() -> dict[str, Any]:
    return tomllib.loads(JUDGED.read_text(encoding="utf-8"))


def judged_queries() -> list[Judged]:
    return [
        Judged(
            each["query"],
            frozenset(each["best"]),
            frozenset(each.get("good", ())),
            each.get("inflected", False),
            each["rank"],
        )
        for each in contents()["queries"]
    ]


def groups(queries: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The queries, all of them and by whether their words stand so in the best answer."""
    return {
        "all": list(queries),
        "as_written": [judged for judged in queries if not judged.inflected],
        "inflected": [judged for judged in queries if judged.inflected],
    }


def judged_briefings(queries: Sequence[Judged]) -> set[str]:
    answers = {answer for judged in queries for answer in judged.best | judged.good}
    return {answer.partition("#")[0] for answer in answers}


@pytest.fixture
def shelf(places: Folders) -> Folders:
    """A library of the judged briefings and nothing else."""
    places.own.mkdir()
    for briefing in judged_briefings(judged_queries()):
        shutil.copy(BRIEFINGS / f"{briefing}.toml", places.own)
    return places


def answers_to(query: str, places: Folders) -> list[str]:
    results = search(query, DEEPEST, places=places)
    assert isinstance(results, Results), results
    return [_answer(hit) for hit in results.hits]


def _answer(hit: Hit) -> str:
    return f"{hit.briefing}#{hit.entry}" if hit.entry else hit.briefing


def test_best_answers_stand_no_further_down(shelf: Folders) -> None:
    queries = judged_queries()
    found = {judged.query: answers_to(judged.query, shelf) for judged in queries}
    now = {name: figures_of(group, found) for name, group in groups(queries).items()}
    below = [
        f"{name}: {figure} is {value}, below {floor}"
        for name, floors in contents()["floors"].items()
        for (figure, floor), value in zip(floors.items(), now[name], strict=True)
        if value < floor
    ]
    assert not below, "\n".join([*below, "Ranks that got worse:", *worse(queries, found)])
    if os.environ.get("BRIEFDECK_GOLDEN") == "write":
        values = [value for figures in now.values() for value in figures]
        note([*values, *(rank_of(judged, found[judged.query]) for judged in queries)])


def note(values: Sequence[float]) -> None:
    """Write floors and ranks, which are the only numbers of the file, in their order."""
    remaining = iter(values)
    text = JUDGED.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^(\w+ = )[\d.]+$", lambda line: f"{line[1]}{next(remaining)}", text)
    assert not list(remaining)
    JUDGED.write_text(text, encoding="utf-8")


def test_answers_are_entries_of_the_briefings() -> None:
    queries = judged_queries()
    known: set[str] = set()
    for name in judged_briefings(queries):
        briefing = load(BRIEFINGS / f"{name}.toml").briefing
        assert briefing is not None
        known |= {name, *(f"{name}#{entry.id}" for entry in briefing.entries())}
    for judged in queries:
        assert judged.best, judged.query
        assert judged.best | judged.good <= known, judged.query
        assert not judged.best & judged.good, judged.query


def test_there_are_sixty_different_queries() -> None:
    queries = judged_queries()
    assert len({judged.query for judged in queries}) == len(queries) == 60
    assert sum(judged.inflected for judged in queries) == 10
    assert list(contents()["floors"]) == list(groups(queries))
    assert all(tuple(floors) == Figures._fields for floors in contents()["floors"].values())


ONE: Final = Judged("one", frozenset("ab"), frozenset("c"), inflected=False, rank=1)


@pytest.mark.parametrize(
    ("found", "figures"),
    [
        ("abc", Figures(1, 1, 1, 1, 1)),
        ("bac", Figures(1, 1, 1, 1, 1)),
        ("xa", Figures(0.5, 0, 1, 1, 0.3354)),
        ("cxxxb", Figures(0.2, 0, 0, 1, 0.4715)),
        ("x" * 10 + "a", Figures(0.0909, 0, 0, 0, 0)),
        ("xyz", Figures(0, 0, 0, 0, 0)),
        ("", Figures(0, 0, 0, 0, 0)),
    ],
)
def test_figures(found: str, figures: Figures) -> None:
    assert figures_of([ONE], {"one": found}) == figures


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        ("ab", []),
        ("cb", ["  one: from 1 to 2; first c, not a or b"]),
        ("cdefb", ["  one: from 1 to 5; first c, d, e, not a or b"]),
        ("cd", ["  one: from 1 to nowhere; first c, d, not a or b"]),
        ("", ["  one: from 1 to nowhere; first nothing, not a or b"]),
    ],
)
def test_what_got_worse_is_named(found: str, lines: list[str]) -> None:
    assert worse([ONE], {"one": found}) == lines
