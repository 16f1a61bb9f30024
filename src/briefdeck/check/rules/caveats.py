"""Rules on caveats: a grade that nothing bears out, and one that says no more than its grade."""

from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import CITATION, Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Caveat, Entry, Grade, Series
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.text.pattern import pattern

_ASSERTING: Final[frozenset[Grade]] = frozenset({"wrong", "differs", "confirmed"})
"""Grades that say something of the statement that a reader would want to look up."""
_VERDICTS: Final[dict[Grade, str]] = {
    "wrong": "that the statement does not hold",
    "differs": "that accounts differ",
    "note": "that there is something to know",
    "confirmed": "that the statement was confirmed",
}
_LINK: Final = pattern(r"\[\[[^\[\]\x00]*\]\]")
_FEWEST: Final = 3
"""Words below which a caveat cannot say what it is about."""


@rule("warning")
def uncited_caveat(case: Case) -> Iterator[Complaint]:
    """A caveat contradicts or confirms a statement, and cites nothing.

    Where the preparers tell a reader that a named author is wrong, the question
    "says who?" is theirs to answer. A caveat graded `wrong`, `differs` or
    `confirmed` cites what it rests on, in its `cites` or in its text. Where it sets
    statements of the same file side by side, links to them (`[[entry]]`) will do;
    where the condensed work contradicts itself, cite its page. A remark that rests
    on nothing of the kind is graded `note`.

    Wrong:

    ```toml
    [[findings]]
    id = "homicides-2010"
    text = "Police counted 20,680 homicides in 2010."
    cites = [{ source = "crs-2017", at = "p. 9" }]
    caveat = { text = "The statistical office counts 25,757.", grade = "differs" }
    ```

    Right:

    ```toml
    [[findings]]
    id = "homicides-2010"
    text = "Police counted 20,680 homicides in 2010."
    cites = [{ source = "crs-2017", at = "p. 9" }]

    [findings.caveat]
    text = "The statistical office counts 25,757."
    grade = "differs"
    cites = [{ source = "report-2020", at = "table 1" }]
    ```
    """
    for path, entry, caveat in _caveats(case):
        if caveat.grade not in _ASSERTING or entry.id in case.ill_cited:
            continue
        if not _has_grounds(case, entry, path):
            yield Complaint(
                path,
                f"The caveat of `{entry.id}` says {_VERDICTS[caveat.grade]}, and cites nothing.",
                "Cite what it rests on (`cites` in the caveat, or `[@source]` in its text), link "
                'to the entries that it compares (`[[entry]]`), or grade it `"note"`.',
            )


def _has_grounds(case: Case, entry: Entry, path: KeyPath) -> bool:
    """Whether a caveat cites a source or links to another entry."""
    for link in case.links.forward.get(entry.id, ()):
        if link.path[: len(path)] == path and link.target != entry.id:
            return True
    return False


@rule("warning")
def groundless_grade(case: Case) -> Iterator[Complaint]:
    """A caveat has a grade and does not say why.

    A grade is a verdict in one word. The reader needs the reason beside it: what
    does not hold, which counts differ and by how much, what agrees with what.

    Wrong:

    ```toml
    [[findings]]
    id = "act-passed"
    text = "Congress passed the act in October 2008."
    cites = [{ source = "crs-2017", at = "p. 3" }]
    caveat = { text = "Wrong [@report-2020].", grade = "wrong" }
    ```

    Right:

    ```toml
    [[findings]]
    id = "act-passed"
    text = "Congress passed the act in October 2008."
    cites = [{ source = "crs-2017", at = "p. 3" }]
    caveat = { text = "It passed in June, not in October [@report-2020].", grade = "wrong" }
    ```
    """
    for path, entry, caveat in _caveats(case):
        if caveat.grade is not None and _words(caveat.text) < _FEWEST:
            yield Complaint(
                path,
                f"The caveat of `{entry.id}` says {_VERDICTS[caveat.grade]}, and not why.",
                "Say in its text what does not hold, differs or agrees.",
            )


def _words(text: str) -> int:
    """How many words a caveat has besides its citations; a link counts as what it stands for."""
    said = CITATION.sub(" ", _LINK.sub(" several words of it ", text))
    return sum(any(map(str.isalnum, word)) for word in said.split())


def _caveats(case: Case) -> Iterator[tuple[KeyPath, Entry, Caveat]]:
    """Every caveat of entries and points, with its path and its entry."""
    for path, entry in zip(case.paths, case.entries, strict=True):
        if entry.warning is not None:
            yield (*path, "caveat"), entry, entry.warning
        if not isinstance(entry, Series):
            continue
        for position, point in enumerate(entry.points):
            if point.warning is not None:
                yield (*path, "points", position, "caveat"), entry, point.warning
