"""Rules on what nothing refers to: terms, actors and programs that no text needs."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import Finding, rule
from briefdeck.model.problem import KeyPath

_WORD: Final = re.compile(r"[^\W_]+")
_SCAN_LIMIT: Final = 60_000_000
"""Characters that one rule looks through at most; only briefings of megabytes with hundreds of unused terms reach it."""


class _Wording:
    """The words that a briefing's prose uses, and in which entries."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.left = _SCAN_LIMIT

    def uses(self, words: str, own: int) -> bool:
        """Whether prose outside the entry numbered `own` has these words, as words and whatever their case at the start."""
        text = self.case.text
        self.left -= len(text)
        if self.left < 0:
            return True
        for variant in {words, words[:1].upper() + words[1:], words[:1].lower() + words[1:]}:
            for position in self.case.find_all(variant):
                inside = text[position - 1 : position].isalnum()
                if not inside and self.case.piece_at(position)[0].entry != own:
                    return True
        return False


@rule("note")
def unused_term(case: Case) -> Iterator[Finding]:
    """A term is explained, but used nowhere."""
    wording: _Wording | None = None
    for number, term in enumerate(case.briefing.terms):
        path: KeyPath = ("terms", number)
        if not case.is_unused(term.id):
            continue
        wording = wording or _Wording(case)
        forms = _term_forms(term.term)
        if not any(wording.uses(form, _number(case, path)) for form in forms) and not _in_labels(case, forms, term.id):
            message = f"The term “{term.term}” is used nowhere."
            yield Finding(path, message, "Take it out, or use the word where readers meet what it means.", mark="entry")


def _term_forms(term: str) -> list[str]:
    """What stands for a term in prose: the term, and both halves of `Word (abbreviation)`."""
    whole, _, bracket = term.partition("(")
    forms = [term, whole.strip(), bracket.rstrip(") ")]
    return [form for form in dict.fromkeys(forms) if len(form) > 1]


def _in_labels(case: Case, forms: list[str], own: str) -> bool:
    """Whether a label, a role or a unit has the word, which are no prose."""
    labels = _labels(case)
    return any(form in label for form in forms for owner, label in labels if owner != own)


def _labels(case: Case) -> list[tuple[str, str]]:
    briefing = case.briefing
    found = [
        (entry.id, entry.label) for entry in (*briefing.programs, *briefing.actors, *briefing.sources, *briefing.series)
    ]
    found += [(program.id, program.abbreviation) for program in briefing.programs if program.abbreviation]
    found += [(actor.id, f"{actor.abbreviation or ''} {actor.role or ''}") for actor in briefing.actors]
    found += [(series.id, series.unit) for series in briefing.series]
    found += [(source.id, f"{source.publisher or ''} {source.container_title or ''}") for source in briefing.sources]
    for table in briefing.tables:
        cells = [str(cell) for row in table.rows for cell in row if isinstance(cell, str)]
        heads = [column if isinstance(column, str) else column.title for column in table.columns]
        found.append((table.id, " ".join(heads + cells)))
    return found


def _number(case: Case, path: KeyPath) -> int:
    return case.number_of[path]


@rule("note")
def unused_actor(case: Case) -> Iterator[Finding]:
    """An actor is listed, but nothing refers to it."""
    wording: _Wording | None = None
    for number, actor in enumerate(case.briefing.actors):
        if not case.is_unused(actor.id):
            continue
        wording = wording or _Wording(case)
        own = _number(case, ("actors", number))
        forms = _actor_forms(actor.name, actor.abbreviation, is_person=actor.type == "person")
        if not any(wording.uses(form, own) for form in forms) and not _in_labels(case, [actor.name], actor.id):
            message = f"Nothing refers to the actor `{actor.id}`."
            yield Finding(
                ("actors", number),
                message,
                "Name it in the `actors` of what it took part in, mention it in a text, or take it out.",
                mark="entry",
            )


def _actor_forms(name: str, abbreviation: str | None, *, is_person: bool) -> list[str]:
    """What stands for an actor in prose: name, abbreviation, and either family name of a person."""
    words = _WORD.findall(name)
    forms = [name, abbreviation or "", *(words[1:][-2:] if is_person else ())]
    return [form for form in forms if len(form) > 1]


@rule("note")
def unused_program(case: Case) -> Iterator[Finding]:
    """A program is listed, but nothing refers to it."""
    wording: _Wording | None = None
    for number, program in enumerate(case.briefing.programs):
        if not case.is_unused(program.id):
            continue
        wording = wording or _Wording(case)
        own = _number(case, ("programs", number))
        forms = [form for form in (program.abbreviation, program.title) if form]
        if not any(wording.uses(form, own) for form in forms):
            message = f"Nothing refers to the program `{program.id}`."
            yield Finding(
                ("programs", number),
                message,
                "Name it in the `programs` of events, findings or figures, link to it, or accept that it stands for itself.",
                mark="entry",
            )
