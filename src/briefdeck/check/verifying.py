"""What verification found, as problems of the rules that `briefdeck verify` applies."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from briefdeck.check.rules import verifying_rules
from briefdeck.check.run import Checked, checked
from briefdeck.evidence.copies import Copy
from briefdeck.evidence.passages import (
    CitedNumber,
    NumberState,
    Quoted,
    State,
    difference_text,
)
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Briefing
from briefdeck.model.problem import Complaint
from briefdeck.text.words import quoted

QUOTATION_RULES: Final[dict[State, str]] = {
    "near": "quotation-near",
    "missing": "quotation-missing",
    "changed": "copy-changed",
    "no-copy": "no-copy",
    "unreadable": "copy-unreadable",
}
"""The rule of each state of a quotation that is a problem."""
NUMBER_RULES: Final[dict[NumberState, str]] = {
    "elsewhere": "number-elsewhere",
    "contradicts": "number-contradicts",
    "missing": "number-missing",
}


class Examined(Struct, frozen=True):
    """A briefing, what became of its quotations and numbers, and what of that is a problem."""

    loaded: Loaded
    verification: Verification
    checked: Checked


def examined(loaded: Loaded, verification: Verification) -> Examined:
    """Return what is wrong with a briefing's quotations, numbers and copies, in the file's order.

    What an exception of the briefing accepts stands apart, as in the report of `check`.
    """
    rules = {rule.name: rule for rule in verifying_rules()}
    complaints = [(rules[each.rule], each) for each in _complaints(loaded.briefing, verification)]
    return Examined(loaded, verification, checked(loaded, complaints))


def _complaints(briefing: Briefing | None, verification: Verification) -> Iterator[Complaint]:
    """A complaint for each citation, number and copy that is not as it should be."""
    sources = briefing.sources if briefing is not None else ()
    positions = {source.id: position for position, source in enumerate(sources)}
    for copy in verification.copies:
        yield from _of_copy(copy, positions[copy.source])
    for each in verification.quotations:
        yield from _of_quotation(each)
    for number in verification.numbers:
        yield from _of_number(number)


def _of_copy(copy: Copy, position: int) -> Iterator[Complaint]:
    """A complaint of a copy itself, at its source."""
    if copy.state == "changed":
        path = ("sources", position, "sha256")
        yield _copy_complaint("copy-changed", path, copy.source, "changed", copy.why)
    elif copy.state == "unreadable":
        path = ("sources", position, "copy")
        yield _copy_complaint("copy-unreadable", path, copy.source, "unreadable", copy.why)


def _of_quotation(each: Quoted) -> Iterator[Complaint]:
    passage, source = each.passage, each.seen_in or each.source
    rule = QUOTATION_RULES.get(passage.state, "")
    told = f"On {each.as_of}, in a copy that is not here: " if each.as_of else ""
    match passage.state:
        case "verified":
            if passage.elsewhere:
                page = passage.selectors[0].page if passage.selectors else ""
                where = f"on p. {page}" if page else "elsewhere"
                message = f"{told}The words stand {where} in the copy of `{source}`."
                yield Complaint(each.words_path, message, _CITE_RIGHT, "quotation-elsewhere")
        case "near":
            said = difference_text(passage.difference)
            message = f"{told}The copy of `{source}` has nearly these words: “{said}”."
            yield Complaint(each.words_path, message, _TAKE_OVER, rule)
        case "missing":
            message = f"{told}These words are not in the copy of `{source}`: {quoted(each.words)}."
            yield Complaint(each.words_path, message, _LOOK_UP, rule)
        case "changed" | "unreadable" | "no-copy":
            yield _copy_complaint(rule, each.words_path, source, passage.state, passage.why)


_CITE_RIGHT: Final = "Cite the place where they stand."
_TAKE_OVER: Final = "Take the words over as they stand there, or quote fewer of them."
_LOOK_UP: Final = "Look them up in the source; cite the one that has them, or do without the marks."


def _copy_complaint(
    rule: str, path: tuple[str | int, ...], source: str, state: State, why: str
) -> Complaint:
    match state:
        case "changed":
            message = f"The copy of `{source}` is not the one that was stored."
            remedy = (
                "Put that one back; or compare the new one with `briefdeck verify --copies`, "
                "and store it with `briefdeck keep`."
            )
        case "unreadable":
            message = f"Nothing can be read of the copy of `{source}`: {why}."
            remedy = "Store another copy with `briefdeck keep`."
        case _:
            reason = f": {why}" if why else ""
            message = f"No copy of `{source}` is here{reason}."
            remedy = "`briefdeck keep` stores one."
    return Complaint(path, message, remedy, rule)


def _of_number(number: CitedNumber) -> Iterator[Complaint]:
    passage, source = number.passage, number.seen_in or number.source
    rule = NUMBER_RULES.get(passage.state)
    if rule is None:
        return
    told = f"On {number.as_of}, in a copy that is not here: " if number.as_of else ""
    said = f"“{passage.selector.exact}”" if passage.selector else ""
    at = number.at or "the place"
    match passage.state:
        case "contradicts":
            message = f"The copy of `{source}` says {said} at {at}, not {number.value}."
            remedy = "Take the number over as it stands there."
        case "elsewhere":
            page = passage.selector.page if passage.selector else ""
            where = f"on p. {page}" if page else "elsewhere"
            message = f"{number.value} stands {where} in the copy of `{source}`, not at {at}."
            remedy = _CITE_RIGHT
        case _:
            message = f"{number.value} is not in the copy of `{source}`."
            remedy = "Look it up in the source; say how it was worked out, if it is not there."
    yield Complaint(number.path, f"{told}{message}", remedy, rule)
