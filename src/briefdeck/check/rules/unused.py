"""Rules on what nothing refers to: terms, actors and programs that no text needs."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from briefdeck.check.case import BREAK, Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import (
    Actor,
    Entry,
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
"""Characters that these rules look through at most, in briefings of megabytes."""


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
        """Whether no form of a name stands outside the entry numbered `own`.

        False where finding out would take too long.
        """
        spellings = [
            *forms,
            *(form.lower() for form in forms),
            *(form[0].upper() + form[1:] for form in forms),
        ]
        once = tuple(dict.fromkeys(spellings))
        if any(self._has(form, own, self._prose) for form in once):
            return False
        return not any(self._has(form, own, self._labelled) for form in once)

    def _has(self, form: str, own: int, searched: "_Searched") -> bool:
        text, position = searched.text, -1
        while self.left > 0:
            found = text.find(form, position + 1)
            if found < 0:
                self.left -= len(text) - position
                return False
            self.left -= found - position
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
    """Words that readers see and that are not prose, with the number of the entry that has them."""
    for number, entry in enumerate(case.entries):
        words = _label_words(entry)
        if words:
            yield number, " ".join(word for word in words if word)


def _label_words(entry: Entry) -> list[str | None]:
    match entry:
        case Program():
            return [entry.abbreviation, entry.status]
        case Actor():
            return [entry.name, entry.abbreviation, entry.role]
        case Series():
            named = [word for point in entry.points for word in (point.category, point.part)]
            return [entry.unit, *named]
        case Source():
            names = [word for name in entry.author for word in (name.literal, name.family)]
            places = [entry.publisher, entry.container_title, entry.authority, entry.archive]
            return [entry.title, entry.event_title, entry.collection_title, *places, *names]
        case Table():
            heads = [
                column if isinstance(column, str) else column.title for column in entry.columns
            ]
            return [*heads, *(str(cell) for row in entry.rows for cell in row)]
        case Recommendation():
            return [entry.to]
        case Quotation():
            return [entry.speaker]
        case Event():
            return [entry.place]
        case _:
            return []


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
    yield from _unused(case, enumerate(case.briefing.terms), remedy)


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
    yield from _unused(case, enumerate(case.briefing.actors), remedy)


@rule("note")
def unused_program(case: Case) -> Iterator[Complaint]:
    """A program is listed, but nothing refers to it.

    A program that no event, finding or figure names has no story, unless it tells it
    itself: with a `span`, so that the timeline shows it, and a `text`. Name it in
    their `programs`, or link it.

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
    without_story = [
        (position, program)
        for position, program in enumerate(case.briefing.programs)
        if program.span is None or not (program.text or program.outcome)
    ]
    yield from _unused(case, without_story, remedy)


def _unused(
    case: Case, entries: Iterable[tuple[int, Term | Actor | Program]], remedy: str
) -> Iterator[Complaint]:
    wording: Wording | None = None
    for position, entry in entries:
        if case.is_unused(entry.id):
            wording = wording or case.remember(Wording)
            path = (entry.table, position)
            if wording.lacks(_forms(entry), case.number_of[path]):
                verb = "uses" if isinstance(entry, Term) else "refers to"
                message = f"Nothing {verb} the {entry.noun} `{entry.label}`."
                yield Complaint(path, message, remedy, mark="entry")


def _forms(entry: Term | Actor | Program) -> list[str]:
    """What may stand for an entry in prose: name and parts of it, abbreviation, family names."""
    match entry:
        case Term():
            parts = [part.strip() for part in re.split(_ALTERNATIVES, entry.term)]
            words = [part for part in parts if " " not in part]
            stems = [word[: max(_STEM, len(word) - 6)] for word in words]
            forms = [entry.term, *parts, *stems]
        case Actor():
            forms = [entry.name, entry.abbreviation or ""]
            if entry.type == "person":
                forms += _WORD.findall(entry.name)[1:][-2:]
        case Program():
            forms = [entry.title, entry.abbreviation or ""]
    return [form for form in dict.fromkeys(forms) if len(form) > 1]
