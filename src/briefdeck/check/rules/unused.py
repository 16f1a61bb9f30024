"""Rules on what nothing refers to: terms, actors and programs that no text needs."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from briefdeck.check.case import BREAK, Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import (
    Actor,
    Event,
    Program,
    Quotation,
    Recommendation,
    Series,
    Source,
    Table,
    Term,
)
from briefdeck.model.problem import Complaint
from briefdeck.text.pattern import pattern

_WORD: Final = pattern(r"[^\W_]+")
_ALTERNATIVES: Final = r"[,;/()“”\"]|\band\b|\bor\b"
_STEM: Final = 9
"""Letters that a long word shares with its other forms: institutionalization, institutionalize."""

_SCAN_LIMIT: Final = 10_000_000
"""Characters that these rules look through at most; only briefings of megabytes with many unused entries reach it."""


class Wording:
    """What a briefing says in prose and, looked at where that does not tell, in labels."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._prose = _Searched(case.text, case.starts, [piece.entry for piece in case.pieces])
        self.left = _SCAN_LIMIT

    @cached_property
    def _labelled(self) -> "_Searched":
        labels = [(owner, label) for owner, label in _labels(self._case) if label]
        starts, position = [], 0
        for _, label in labels:
            starts.append(position)
            position += len(label) + len(BREAK)
        return _Searched(
            BREAK.join([label for _, label in labels]), starts, [owner for owner, _ in labels]
        )

    def lacks(self, forms: list[str], own: int) -> bool:
        """Whether no form of a name stands outside the entry numbered `own`; False where finding out would take too long."""
        spellings = [
            *forms,
            *(form.lower() for form in forms),
            *(form[0].upper() + form[1:] for form in forms),
        ]
        once = tuple(dict.fromkeys(spellings))
        return not any(self._has(form, own, self._prose) for form in once) and not any(
            self._has(form, own, self._labelled) for form in once
        )

    def _has(self, form: str, own: int, searched: "_Searched") -> bool:
        text, position = searched.text, -1
        while self.left > 0:
            found = text.find(form, position + 1)
            self.left -= (found if found >= 0 else len(text)) - position
            if found < 0:
                return False
            owner = searched.owners[bisect_right(searched.starts, found) - 1]
            if owner != own and not text[found - 1 : found].isalnum():
                return True
            position = found
        return True


class _Searched(NamedTuple):
    """Texts as one, where each begins in it, and the number of the entry that each belongs to."""

    text: str
    starts: list[int]
    owners: list[int]


def _labels(case: Case) -> Iterator[tuple[int, str]]:
    """Words that readers see and that are no prose, with the number of the entry that has them."""
    for number, entry in enumerate(case.entries):
        match entry:
            case Program():
                yield number, f"{entry.abbreviation or ''} {entry.status or ''}"
            case Actor():
                yield number, f"{entry.name} {entry.abbreviation or ''} {entry.role or ''}"
            case Series():
                points = (f"{point.category or ''} {point.part or ''}" for point in entry.points)
                yield number, " ".join([entry.unit, *points])
            case Source():
                names = (f"{name.literal or ''} {name.family or ''}" for name in entry.author)
                yield (
                    number,
                    " ".join(
                        [entry.title, entry.publisher or "", entry.container_title or "", *names]
                    ),
                )
            case Table():
                heads = [
                    column if isinstance(column, str) else column.title for column in entry.columns
                ]
                yield number, " ".join([*heads, *(str(cell) for row in entry.rows for cell in row)])
            case Recommendation():
                yield number, entry.to or ""
            case Quotation():
                yield number, entry.speaker or ""
            case Event():
                yield number, entry.place or ""
            case _:
                pass


@rule("note")
def unused_term(case: Case) -> Iterator[Complaint]:
    """A term is explained, but used nowhere.

    An explained word that no text uses makes the list of terms longer to search.
    Names, titles, cells and labels count as use, and so does `[[the-terms-id]]`.

    Wrong:

    ```toml
    [[terms]]
    id = "term-hlcg"
    term = "HLCG"
    meaning = "The contact group of both governments, of 1996."
    ```

    Right:

    ```toml
    [[findings]]
    id = "group-met"
    text = "The HLCG met twice [@crs-2017, p. 4]."

    [[terms]]
    id = "term-hlcg"
    term = "HLCG"
    meaning = "The contact group of both governments, of 1996."
    ```
    """
    remedy = "Take it out, or use the word where readers meet what it means."
    yield from _unused(case, case.briefing.terms, remedy)


@rule("note")
def unused_actor(case: Case) -> Iterator[Complaint]:
    """An actor is listed, but nothing refers to it.

    People and organizations are listed so that readers find what they did. One whom
    nothing names did nothing here, or the link was forgotten.

    Wrong:

    ```toml
    [[actors]]
    id = "calderon"
    name = "Felipe Calderón"
    type = "person"
    ```

    Right:

    ```toml
    [[findings]]
    id = "army-sent"
    text = "Calderón sent the army [@crs-2017, p. 4]."

    [[actors]]
    id = "calderon"
    name = "Felipe Calderón"
    type = "person"
    ```
    """
    remedy = (
        "Name it in the `actors` of what it took part in, mention it in a text, or take it out."
    )
    yield from _unused(case, case.briefing.actors, remedy)


@rule("note")
def unused_program(case: Case) -> Iterator[Complaint]:
    """A program is listed, but nothing refers to it.

    A program that no event, finding or figure names has no story. Name it in their
    `programs`, or link it.

    Wrong:

    ```toml
    [[programs]]
    id = "merida-initiative"
    title = "Mérida Initiative"
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2017, p. 9]."
    programs = ["merida-initiative"]

    [[programs]]
    id = "merida-initiative"
    title = "Mérida Initiative"
    cites = ["crs-2017"]
    ```
    """
    remedy = (
        "Name it in the `programs` of events, findings or figures, or link to it: `[[its-id]]`."
    )
    yield from _unused(case, case.briefing.programs, remedy)


def _unused(
    case: Case, entries: tuple[Term | Actor | Program, ...], remedy: str
) -> Iterator[Complaint]:
    wording: Wording | None = None
    for position, entry in enumerate(entries):
        if case.is_unused(entry.id):
            wording = wording or case.remember(Wording)
            path = (entry.table, position)
            if wording.lacks(_forms(entry), case.number_of[path]):
                verb = "uses" if isinstance(entry, Term) else "refers to"
                yield Complaint(
                    path, f"Nothing {verb} the {entry.noun} `{entry.label}`.", remedy, mark="entry"
                )


def _forms(entry: Term | Actor | Program) -> list[str]:
    """What may stand for an entry in prose: its name and what it is cut into, its abbreviation, a person's family names."""
    match entry:
        case Term():
            parts = [part.strip() for part in re.split(_ALTERNATIVES, entry.term)]
            forms = [
                entry.term,
                *parts,
                *(part[: max(_STEM, len(part) - 6)] for part in parts if " " not in part),
            ]
        case Actor():
            family = _WORD.findall(entry.name)[1:][-2:] if entry.type == "person" else []
            forms = [entry.name, entry.abbreviation or "", *family]
        case Program():
            forms = [entry.title, entry.abbreviation or ""]
    return [form for form in dict.fromkeys(forms) if len(form) > 1]
