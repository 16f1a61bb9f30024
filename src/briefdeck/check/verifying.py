"""What verification found, as problems of the rules that `briefdeck verify` applies."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.check.rules import verifying_rules
from briefdeck.check.rules.copies import missing_copy
from briefdeck.check.run import Checked, checked
from briefdeck.evidence.copies import Copy, CopyState
from briefdeck.evidence.moved import MovedPlace
from briefdeck.evidence.passages import (
    CitedNumber,
    NumberState,
    Quoted,
    Selector,
    State,
    difference_text,
)
from briefdeck.evidence.sought import place_seen
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded
from briefdeck.model.problem import Complaint
from briefdeck.text.words import capital, counted, listed, quoted

COPY_RULES: Final[dict[State | NumberState | CopyState, str]] = {
    "changed": "copy-changed",
    "no-copy": missing_copy.name,
    "unreadable": "copy-unreadable",
}
"""The rule of each state of a copy that is named, and cannot be searched."""
QUOTATION_RULES: Final[dict[State, str]] = {
    "near": "quotation-near",
    "missing": "quotation-missing",
    "no-copy": "no-copy",
}
"""The rule of each state of a quotation that is a problem of its own, not one of its copy."""
NUMBER_RULES: Final[dict[NumberState, str]] = {
    "elsewhere": "number-elsewhere",
    "contradicts": "number-contradicts",
    "missing": "number-missing",
}


class Moved(Struct, frozen=True, dict=True):
    """What is otherwise in newer copies. before: what became of everything in the stored ones.

    newer: the sources that have a newer copy. places: cited places that say something else there.
    """

    before: Verification
    newer: frozenset[str]
    places: tuple[MovedPlace, ...]

    def state_before(self, each: Quoted | CitedNumber) -> str:
        """Return the state in the stored copies of what newer ones were searched for."""
        return self._states.get(_key(each), "")

    def entries(self, after: Verification) -> tuple[str, ...]:
        """Return the entries that rest on passages which are otherwise in the newer copies.

        The front, with the bottom line, has an empty id.
        """
        every: list[Quoted | CitedNumber] = [*after.quotations, *after.numbers]
        changed = [
            each.entry
            for each in every
            if each.seen_in in self.newer
            and each.passage.state != "unreadable"
            and self.state_before(each) not in {"", "no-copy", each.passage.state}
        ]
        return tuple(dict.fromkeys([*changed, *(place.entry for place in self.places)]))

    @cached_property
    def _states(self) -> dict[tuple[object, ...], str]:
        every: list[Quoted | CitedNumber] = [*self.before.quotations, *self.before.numbers]
        return {_key(each): each.passage.state for each in every}


def _key(each: Quoted | CitedNumber) -> tuple[object, ...]:
    """What tells a quotation or a number of a briefing from others."""
    told = each.words_path if isinstance(each, Quoted) else (each.offset, each.value)
    return each.path, told


class Examined(Struct, frozen=True):
    """A briefing, what became of its quotations and numbers, and what of that is a problem.

    moved: where newer copies were searched, which `verification` then tells of.
    """

    loaded: Loaded
    verification: Verification
    checked: Checked
    moved: Moved | None = None

    def without_notes(self) -> "Examined":
        """Return the same without the problems that are only noted."""
        return replace(self, checked=self.checked.without_notes())


def examined(loaded: Loaded, verification: Verification, moved: Moved | None = None) -> Examined:
    """Return what is wrong with a briefing's quotations, numbers and copies, in the file's order.

    moved: then only what is not as it was in the stored copies. What an exception of the briefing
    accepts stands apart, as in the report of `check`.
    """
    rules = {rule.name: rule for rule in (*verifying_rules(), missing_copy)}
    if moved is None:
        complaints = _complaints(loaded, verification)
    else:
        complaints = _moved_complaints(loaded, verification, moved)
    # Two citations of the same words, one seen through the other, are looked for in one copy.
    every = dict.fromkeys(complaints)
    found = checked(loaded, [(rules[each.rule], each) for each in every])
    return Examined(loaded, verification, found, moved)


def _complaints(loaded: Loaded, verification: Verification) -> Iterator[Complaint]:
    """A complaint for each copy, citation and number that is not as it should be.

    What rests on a copy that is named and cannot be searched is counted with the copy.
    """
    broken = {copy.source: copy for copy in verification.copies if _is_broken(copy)}
    yield from _of_copies(loaded, broken, "copy")
    for each in verification.quotations:
        if each.passage.state != "no-copy" or each.seen_in not in broken:
            yield from _of_quotation(each)
    for number in verification.numbers:
        yield from _of_number(number)


def _moved_complaints(
    loaded: Loaded, verification: Verification, moved: Moved
) -> Iterator[Complaint]:
    """A complaint for each newer copy that cannot be read, and what others say otherwise."""
    broken = {copy.source: copy for copy in unreadable_of(verification, moved)}
    yield from _of_copies(loaded, broken, "newer copy")
    for each in verification.quotations:
        if each.seen_in not in moved.newer or each.seen_in in broken:
            continue
        if moved.state_before(each) != each.passage.state:
            yield from _of_quotation(each, "newer copy")
    for number in verification.numbers:
        if number.seen_in in moved.newer and moved.state_before(number) != number.passage.state:
            yield from _of_number(number, "newer copy")
    for place in moved.places:
        yield _of_place(place)


def _of_place(place: MovedPlace) -> Complaint:
    said = difference_text(place.difference)
    message = f"What `{place.source}` says at {place.at} is not the same in the newer copy"
    message += f": “{said}”." if said else ": it has no such place."
    return Complaint(place.path, message, "See whether it still says this.", "passage-changed")


def unreadable_of(verification: Verification, moved: Moved) -> tuple[Copy, ...]:
    """Return the newer copies of which nothing can be read."""
    return tuple(
        copy
        for copy in verification.copies
        if copy.source in moved.newer and copy.state == "unreadable"
    )


def _is_broken(copy: Copy) -> bool:
    """Whether a copy is named, and cannot be searched as it is."""
    return bool(copy.name) and copy.state != "kept"


def _of_copies(loaded: Loaded, broken: Mapping[str, Copy], noun: str) -> Iterator[Complaint]:
    """A complaint of each copy that cannot be searched, at its source, with what rests on it."""
    if not broken or loaded.briefing is None or loaded.links is None:
        return
    links = loaded.links
    resting = Counter(
        place_seen(link, links).source
        for link in chain.from_iterable(links.forward.values())
        if link.relation in {"cites", "voice"}
    )
    for position, source in enumerate(loaded.briefing.sources):
        if source.id in broken:
            yield _of_copy(broken[source.id], position, noun, resting[source.id])


def _of_copy(copy: Copy, position: int, noun: str, resting: int) -> Complaint:
    """A complaint of a copy. resting: how many citations are of what it should say."""
    if copy.state == "no-copy":
        message = f"The copy of {quoted(copy.source)} is missing: {copy.why}"
        remedy = f"Put it back, or store another one: `briefdeck keep NAME {copy.source} FILE`."
    elif copy.state == "changed":
        message = f"The copy of `{copy.source}` is not the one that was stored"
        remedy = (
            "Put that one back; or compare the new one with `briefdeck verify --copies`, "
            "and store it with `briefdeck keep`."
        )
    else:
        message = f"Nothing can be read of the {noun} of `{copy.source}`: {copy.why}"
        remedy = "Store another copy with `briefdeck keep`."
    rests = "rests" if resting == 1 else "rest"
    message += f"; {counted(resting, 'citation')} {rests} on it." if resting else "."
    field = "sha256" if copy.state == "changed" else "copy"
    return Complaint(("sources", position, field), message, remedy, COPY_RULES[copy.state])


def _of_quotation(each: Quoted, noun: str = "copy") -> Iterator[Complaint]:
    passage, source = each.passage, each.seen_in
    rule = QUOTATION_RULES.get(passage.state, "")
    told, copy = _told(each), f"the {noun} of `{source}`"
    match passage.state:
        case "verified":
            if passage.elsewhere:
                message = f"{told}The words stand {_where(passage.selectors)} in {copy}."
                yield Complaint(each.words_path, message, _CITE_RIGHT, "quotation-elsewhere")
        case "near":
            said = difference_text(passage.difference)
            message = f"{told}{capital(copy)} has nearly these words: “{said}”."
            yield Complaint(each.words_path, message, _TAKE_OVER, rule)
        case "missing":
            verb = "do not stand so" if passage.why else "are not"
            message = f"{told}These words {verb} in {copy}: {quoted(each.words)}. {passage.why}"
            yield Complaint(each.words_path, message.rstrip(), _LOOK_UP, rule)
        case "changed" | "unreadable":
            # Said once, of the copy.
            pass
        case "no-copy":
            reason = f": {passage.why}" if passage.why else ""
            message = f"No copy of `{source}` is here{reason}."
            yield Complaint(each.words_path, message, "`briefdeck keep` stores one.", rule)


def _told(each: Quoted | CitedNumber) -> str:
    return f"On {each.as_of}, in a copy that is not here: " if each.as_of else ""


def _where(selectors: Sequence[Selector]) -> str:
    pages = list(dict.fromkeys(each.page for each in selectors if each.page))
    return f"on p. {listed(pages)}" if pages else "elsewhere"


_CITE_RIGHT: Final = "Cite the place where they stand."
_TAKE_OVER: Final = "Take the words over as they stand there, or quote fewer of them."
_LOOK_UP: Final = "Look them up in the source; cite the one that has them, or do without the marks."


def _with_context(found: Selector) -> str:
    """The words of a copy with those around them, within their sentence where it can be told."""
    before = found.prefix.rpartition(". ")
    behind = found.suffix.partition(". ")
    opening = f"…{before[2]}" if not before[1] and found.start > len(found.prefix) else before[2]
    closing = f"{behind[0]}." if behind[1] else f"{found.suffix.rstrip()}…"
    return f"{opening.lstrip()}{found.exact}{closing}"


def _of_number(number: CitedNumber, noun: str = "copy") -> Iterator[Complaint]:
    passage, source = number.passage, number.seen_in
    rule = NUMBER_RULES.get(passage.state)
    if rule is None:
        return
    selectors = (passage.selector,) if passage.selector is not None else ()
    copy = f"the {noun} of `{source}`"
    match passage.state:
        case "contradicts":
            said = "".join(map(_with_context, selectors))
            message = f"For {number.value}, {copy} says “{said}”."
            remedy = "Take the number over as it stands there."
        case "elsewhere":
            message = f"{capital(number.value)} stands {_where(selectors)} in {copy}."
            remedy = _CITE_RIGHT
        case _:
            message = f"{capital(number.value)} is not in {copy}."
            remedy = "Look it up in the source; say how it was worked out, if it is not there."
    offset = number.offset if number.offset >= 0 else None
    yield Complaint(number.path, f"{_told(number)}{message}", remedy, rule, offset=offset)
