"""Findings on fifteen files that other people's data was turned into, each judged by hand.

The files under `turned/` are incident timelines, bibliographies, tables of countries, results of
elections and matches, histories of statutes and products, wall texts, flights, and outbreaks, as
people write them down: half-finished, abbreviated, with gaps. `judgements.tsv` holds every
finding with a verdict, `right` or `false`. A finding that comes anew, when a rule starts to
shout, has to be judged there: `BRIEFDECK_GOLDEN=write` adds it with the verdict `unjudged`.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from briefdeck.check import check
from briefdeck.loader import load

FOLDER: Final = Path(__file__).parent / "turned"
FILE: Final = FOLDER / "judgements.tsv"


class Finding(NamedTuple):
    """A finding by its file, line, rule and message."""

    file: str
    line: str
    rule: str
    message: str

    @property
    def what(self) -> tuple[str, str, str]:
        """What a verdict is on: the line may change with every edit above it."""
        return self.file, self.rule, self.message


def findings() -> list[Finding]:
    return [
        Finding(
            path.name,
            str(problem.place.line if problem.place else 0),
            problem.rule,
            problem.message,
        )
        for path in sorted(FOLDER.glob("*.toml"))
        for problem in check(load(path))
    ]


def judged() -> list[tuple[str, Finding]]:
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [(verdict, Finding(*rest)) for verdict, *rest in rows]


def renew(found: list[Finding]) -> None:
    verdicts = {finding.what: verdict for verdict, finding in (judged() if FILE.exists() else [])}
    lines = ["\t".join((verdicts.get(each.what, "unjudged"), *each)) for each in found]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_files_are_of_the_size_that_people_write() -> None:
    files = [load(path).briefing for path in sorted(FOLDER.glob("*.toml"))]
    assert len(files) == 15
    for briefing in files:
        assert briefing is not None
        assert 20 <= sum(1 for _ in briefing.entries()) <= 80


def test_findings_are_those_that_were_judged() -> None:
    found = findings()
    if os.environ.get("BRIEFDECK_GOLDEN") == "write":
        renew(found)
    assert found == [finding for _, finding in judged()]


def test_fewer_than_one_finding_in_fifty_is_a_false_alarm() -> None:
    verdicts = Counter(verdict for verdict, _ in judged())
    assert set(verdicts) <= {"right", "false"}
    assert verdicts["false"] * 50 < verdicts.total()
    assert verdicts.total() > 150


def test_what_was_planted_is_found() -> None:
    """Each of the files has at least one finding, and all sorts of faults are among them."""
    found = findings()
    assert len({finding.file for finding in found}) == 15
    assert len({finding.rule for finding in found}) > 20
