"""The rule on acronyms: what a reader meets in capitals is explained somewhere in the briefing."""

from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case, Piece
from briefdeck.check.rule import Finding, rule
from briefdeck.model.problem import Severity
from briefdeck.text.pattern import pattern

_COMMON_WORDS: Final = """
    US USA UK EU UN NATO AM PM BC AD CE BCE TV DVD CD PC IT AI ID OK DC LA NY NYC DNA HIV AIDS COVID SARS GDP CEO
    CFO PR VIP NGO NGOS  FBI CIA NASA PDF URL HTML HTTP HTTPS CSV JSON XML ISBN ISSN DOI FAQ FY USD EUR GBP MXN CAD
    JPY CNY CHF AUD PHD MD BA MA MBA  JR SR II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI
    XXX TBD TBA NB PS RIP SOS UFO GPS SUV ATM PIN SMS RSS USB  CPU RAM ISO ASCII UTF UNESCO UNICEF WHO BBC CNN NBC
    CBS ABC NPR PBS AP UPI LGBT LGBTQ WWI WWII WW DIY ETA FIFA IQ RSVP TOC
"""
COMMON: Final = frozenset(_COMMON_WORDS.split())
"""Acronyms that a reader of any briefing knows, or that name no institution."""

_CAPITALS: Final = pattern(r"[A-Z][A-Z]+")
_ROMAN: Final = pattern(r"[IVXLC]{2,}")
_LONGEST: Final = 10
_TRIES: Final = 200
"""Uses of one acronym that are looked at, to find where it is written out."""

_REMEDY: Final = (
    "Add it to [[terms]], give it as an `abbreviation` of its program or actor, or write it out."
)


@rule("note")
def undefined_acronym(case: Case) -> Iterator[Finding]:
    """An acronym is explained nowhere."""
    first = _first_uses(case)
    for acronym in sorted(first):
        yield _report(acronym, *case.piece_at(first[acronym]))


def _first_uses(case: Case) -> dict[str, int]:
    """Where each acronym that nothing explains stands for the first time, in one pass over the prose."""
    known = COMMON | _explained(case)
    first: dict[str, int] = {}
    written_out: set[str] = set()
    tries: dict[str, int] = {}
    for match in _CAPITALS.finditer(case.text):
        acronym = match[0]
        if (
            acronym in known
            or acronym in written_out
            or len(acronym) > _LONGEST
            or _ROMAN.fullmatch(acronym)
        ):
            continue
        position = match.start()
        tries[acronym] = tries.get(acronym, 0) + 1
        if tries[acronym] > _TRIES or not _is_acronym(case, acronym, position):
            continue
        if _is_written_out(case.text, acronym, position):
            written_out.add(acronym)
            first.pop(acronym, None)
        else:
            first.setdefault(acronym, position)
    return first


def _report(acronym: str, piece: Piece, offset: int) -> Finding:
    in_bluf = piece.field == "bluf"
    severity: Severity | None = "warning" if in_bluf else None
    message = (
        f"`{acronym}` is explained nowhere{', and the bottom line uses it' if in_bluf else ''}."
    )
    return Finding(piece.path, message, _REMEDY, offset=offset, word=acronym, severity=severity)


def _explained(case: Case) -> set[str]:
    """Runs of capitals in terms, abbreviations, names and programs' titles."""
    briefing = case.briefing
    given: list[str] = [term.term for term in briefing.terms]
    given += [program.abbreviation for program in briefing.programs if program.abbreviation]
    given += [
        text for actor in briefing.actors for text in (actor.abbreviation, actor.name) if text
    ]
    return set(_CAPITALS.findall("\n".join(given)))


def _is_acronym(case: Case, acronym: str, position: int) -> bool:
    """Whether the letters at a position are a word of their own among words in small letters."""
    text = case.text
    before, after = (
        text[position - 1 : position],
        text[position + len(acronym) : position + len(acronym) + 2],
    )
    if before and (before.isalnum() or before in "_/.@#$€£=[|-"):
        return False
    if (
        after[:1]
        and (after[0].isalnum() or after[0] in "_/=@")
        and not (after[0] == "s" and not after[1:].isalnum())
    ):
        return False
    if case.is_markup(position) or case.piece_at(position)[0].field == "note":
        return False
    return not _is_shouting(text, position, len(acronym))


def _is_shouting(text: str, position: int, length: int) -> bool:
    """Whether a neighbouring word is in capitals too, as in a heading or a shout."""
    end = position + length
    around = (
        *text[max(0, position - 24) : position].split()[-1:],
        *text[end : end + 24].split()[:1],
    )
    words = [word.strip(".,;:!?()\"'“”") for word in around]
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in words)


def _is_written_out(text: str, acronym: str, position: int) -> bool:
    """Whether the words are given beside it: "High Level Contact Group (HLCG)", or "HLCG (High Level Contact Group)"."""
    end = position + len(acronym)
    if text[end : end + 1] == "s":
        end += 1
    before = text[max(0, position - 120) : position].rstrip('"“*_')
    if before.endswith("(") and text[end : end + 1] in {")", ",", ";", '"', "”", "*", "_"}:
        return _spells(acronym, before[:-1].split()[-2 * len(acronym) - 2 :])
    if text[end : end + 2] == " (":
        inside = text[end + 2 : end + 120].partition(")")[0]
        return _spells(acronym, inside.split())
    return False


def _spells(acronym: str, words: list[str]) -> bool:
    """Whether words may be what an acronym stands for: its first letter begins one of them (acronyms of other languages spell other words)."""
    return bool(words) and any(
        word.strip("\"“'(*_[").upper().startswith(acronym[0]) for word in words
    )
