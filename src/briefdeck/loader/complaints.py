"""The complaints about one file: of each rule the first thousand, and how many there are beyond."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.model.problem import Complaint
from briefdeck.text.words import counted

MOST_OF_A_RULE: Final = 1000
"""Complaints of one rule that are kept: nobody reads more, and a file can make a million."""


class Complaints:
    """Complaints in the order in which they are found.

    Those beyond `MOST_OF_A_RULE` are counted; one complaint about the file says how many they are.
    kept: the others. counts: how many there are of each rule in all.
    """

    def __init__(self, found: Iterable[Complaint] = ()) -> None:
        self.kept: list[Complaint] = []
        self.counts: Counter[str] = Counter()
        self.extend(found)

    def __iter__(self) -> Iterator[Complaint]:
        yield from self.kept
        last = {complaint.rule: complaint for complaint in self.kept}
        for rule, count in self.counts.items():
            if count > MOST_OF_A_RULE:
                yield _more(last[rule], count - MOST_OF_A_RULE)

    def __len__(self) -> int:
        """How many there are, those that are only counted among them."""
        return self.counts.total()

    def add(self, complaint: Complaint) -> None:
        """Keep a complaint, or count it."""
        self.counts[complaint.rule] += 1
        if self.counts[complaint.rule] <= MOST_OF_A_RULE:
            self.kept.append(complaint)

    def extend(self, found: Iterable[Complaint]) -> None:
        """Keep or count each of them."""
        for complaint in found:
            self.add(complaint)

    def take(self, others: "Complaints") -> None:
        """Take over what others have found."""
        self.extend(others.kept)
        for rule, count in others.counts.items():
            self.counts[rule] += max(count - MOST_OF_A_RULE, 0)


def _more(last: Complaint, count: int) -> Complaint:
    """The complaint that stands for those that are only counted."""
    return Complaint(
        path=(),
        message=f"{counted(count, 'more problem')} of this kind {_are(count)} not listed.",
        remedy="Mend those that are listed, and check again.",
        rule=last.rule,
        severity=last.severity,
        mark="file",
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
