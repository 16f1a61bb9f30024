"""What became of quotations and cited numbers, in words and signs that all outputs share.

Nothing rests on colour: a difference has its signs, `[-only in the quotation-]` and `{+only in the
copy+}`, and words of a copy stand in quotation marks between those around them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefdeck.document.blocks import WRONG_NUMBERS, Excerpts, SourceUse, Verified
from briefdeck.evidence.passages import (
    NUMBER_WORDS,
    STATE_WORDS,
    CitedNumber,
    NumberState,
    Passage,
    Piece,
    Quoted,
    Selector,
    State,
    state_sign,
)
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf, EdtfError
from briefdeck.model.levels import Level
from briefdeck.text.words import counted, listed

KEPT: Final = 10
"""Words at the beginning and the end of a passage that are shown of a long one."""
EXCERPTS: Final = "Passages in the copy"
"""What stands above the passages of a source's copy."""
UNPLACED: Final = "place not found in the copy"
"""What is said of a cited place that cannot be told in a copy."""
_ENDS: Final = (".", "!", "?", "…")
_MARKS: Final = tuple("“”„\"«»‹›‘’'")


class Part(NamedTuple):
    """A part of a passage: what stands around the words, the words, or a part of a difference."""

    kind: Literal["around", "words", "quote", "copy"]
    text: str


class Verdict(NamedTuple):
    """What became of words or of a number: the state, that in words, and what the copy says."""

    state: State | NumberState
    words: str
    parts: tuple[Part, ...] = ()

    @property
    def sign(self) -> str:
        """The sign of the state."""
        return state_sign(self.state)

    @property
    def passage(self) -> str:
        """What the copy says, with its signs; empty where that is not told."""
        return parts_text(self.parts)


def verdict(quoted: Quoted, *, is_whole: bool = True) -> Verdict:
    """Return what became of a quotation; not whole: with the passage only where words differ."""
    passage = quoted.passage
    parts = passage_parts(passage) if is_whole or passage.difference else ()
    return Verdict(passage.state, quoted_words(quoted), parts)


def use_verdicts(use: SourceUse) -> Iterator[Verdict]:
    """Yield what became of all that is cited from a place: its words, then its numbers."""
    yield from map(verdict, use.verification)
    yield from number_verdicts(use)


def number_verdicts(use: SourceUse) -> Iterator[Verdict]:
    """Yield what became of the numbers that are cited from a place: those that hold as a count."""
    found = _right_numbers_words(use)
    if found:
        yield Verdict("found", found)
    wrong = wrong_numbers(use)
    for number in wrong:
        if number.passage.selector is not None:
            parts = selector_parts(number.passage.selector)
            yield Verdict(number.passage.state, number_words([number]), parts)
    missing = [number for number in wrong if number.passage.selector is None]
    if missing:
        yield Verdict(missing[0].passage.state, number_words(missing))


def quoted_words(quoted: Quoted) -> str:
    """Return what became of a quotation.

    `verified, on p. 12`, `verified, but on p. 12, not p. 9`, `near, not the same`, or `copy
    unreadable: it is encrypted`; of a record with its day.
    """
    passage = quoted.passage
    said = f"{STATE_WORDS[passage.state]}{_place_words(quoted)}"
    if passage.bracketed:
        said += ", with words in brackets"
    if passage.state == "unreadable" and passage.why:
        said += f": {passage.why.rstrip('.')}"
    return f"{said}, {record_words(quoted.as_of)}" if quoted.as_of else said


def _place_words(quoted: Quoted) -> str:
    """Where in the copy the words are, if that is not the place that is cited."""
    passage, cited = quoted.passage, quoted.seen_at or ""
    pages = list(dict.fromkeys(each.page for each in passage.selectors if each.page))
    where = f"on p. {listed(pages)}" if pages else ""
    if passage.unplaced and passage.selectors:
        return f", {where}, {UNPLACED}" if where else f", {UNPLACED}"
    if not passage.elsewhere:
        return f", {where}" if where and not cited else ""
    found = where or "elsewhere in the copy"
    return f", but {found}, not {cited}" if cited else f", but {found}"


def record_words(day: str) -> str:
    """Return `by a record of 29 Nov 2026`: the copy itself is not here."""
    return f"by a record of {_day_words(day)}"


def _day_words(day: str) -> str:
    try:
        return date_words(Edtf.parse(day))
    except EdtfError:
        return day


def passage_parts(passage: Passage) -> tuple[Part, ...]:
    """Return what a copy says where the words were found, or others near them, with its signs."""
    if passage.difference:
        return _said(_difference_parts(passage))
    return _said(_found_parts(passage.selectors))


def selector_parts(selector: Selector) -> tuple[Part, ...]:
    """Return the words of a copy in quotation marks, between those around them."""
    return _said(_found_parts((selector,)))


def _said(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Those that say something, with one blank where two of them meet with one each."""
    said: list[Part] = []
    for part in parts:
        follows_blank = bool(said) and said[-1].text.endswith(" ")
        text = part.text.removeprefix(" ") if follows_blank else part.text
        if text:
            said.append(Part(part.kind, text))
    return tuple(said)


def _found_parts(selectors: Sequence[Selector]) -> Iterator[Part]:
    for place, selector in enumerate(selectors):
        yield _before(selector) if place == 0 else Part("around", " … ")
        yield Part("words", _in_marks(selector))
    for selector in selectors[-1:]:
        yield _after(selector)


def _in_marks(selector: Selector) -> str:
    """The words in quotation marks, but where the copy has one itself."""
    opening = "" if selector.prefix.endswith(_MARKS) else "“"
    closing = "" if selector.suffix.startswith(_MARKS) else "”"
    return f"{opening}{_shortened(selector.exact)}{closing}"


def _before(selector: Selector) -> Part:
    return Part("around", f"…{selector.prefix}" if selector.prefix else "")


def _after(selector: Selector) -> Part:
    goes_on = selector.suffix and not selector.suffix.rstrip().endswith(_ENDS)
    return Part("around", f"{selector.suffix}…" if goes_on else selector.suffix)


def _difference_parts(passage: Passage) -> Iterator[Part]:
    for selector in passage.selectors[:1]:
        yield _before(selector)
    for piece in passage.difference:
        yield from _piece(piece)
    for selector in passage.selectors[-1:]:
        yield _after(selector)


def _piece(piece: Piece) -> Iterator[Part]:
    """A piece of a difference in its signs, with the blanks at its ends outside of them."""
    if piece.kind == "same":
        yield Part("words", _shortened(piece.text))
        return
    words = piece.text.strip(" ") or piece.text
    if not words:
        return
    before, _, after = piece.text.partition(words)
    signed = f"[-{words}-]" if piece.kind == "quote" else f"{{+{words}+}}"
    yield Part("words", before)
    yield Part(piece.kind, signed)
    yield Part("words", after)


def _shortened(text: str) -> str:
    """The beginning and the end of a long text."""
    words = text.split(" ")
    if len(words) <= 2 * KEPT + 3:
        return text
    return " ".join([*words[:KEPT], "…", *words[-KEPT:]])


def parts_text(parts: Iterable[Part]) -> str:
    """Return the parts of a passage as one text."""
    return "".join([part.text for part in parts])


def difference_words(passage: Passage) -> str:
    """Return a difference for who cannot see its signs.

    `it has “575” where the copy has “7,575”, leaves out “not” and adds “all”`.
    """
    said: list[str] = []
    pieces = [piece for piece in passage.difference if piece.text.strip() or piece.kind == "same"]
    place = 0
    while place < len(pieces):
        piece, following = pieces[place], pieces[place + 1 : place + 2]
        kinds = {piece.kind, *(each.kind for each in following)}
        if kinds == {"quote", "copy"}:
            texts = {each.kind: each.text.strip() for each in (piece, *following)}
            said.append(f"has “{texts['quote']}” where the copy has “{texts['copy']}”")
            place += 1
        elif piece.kind == "quote":
            said.append(f"adds “{piece.text.strip()}”")
        elif piece.kind == "copy":
            said.append(f"leaves out “{piece.text.strip()}”")
        place += 1
    return f"it {listed(said)}" if said else ""


def excerpts_note(block: Excerpts) -> str:
    """Return how many passages of a copy are listed, and by which record, if it is not here."""
    count = str(len(block.excerpts))
    said = f"{count} · {record_words(block.as_of)}; the copy is not here"
    return said if block.as_of else count


def number_words(numbers: Sequence[CitedNumber]) -> str:
    """Return what became of cited numbers that share a state: `575 people: contradicts the copy`.

    Of a record with its day.
    """
    first = numbers[0]
    said = f"{', '.join([each.value for each in numbers])}: {NUMBER_WORDS[first.passage.state]}"
    if any(each.passage.unplaced and each.passage.selector for each in numbers):
        said += f", {UNPLACED}"
    return f"{said}, {record_words(first.as_of)}" if first.as_of else said


def wrong_numbers(use: SourceUse) -> Sequence[CitedNumber]:
    """Return the numbers cited from a place of which the copy says another one, or nothing."""
    return [each for each in use.cited_numbers if each.passage.state in WRONG_NUMBERS]


def _right_numbers_words(use: SourceUse) -> str:
    """Return how many cited numbers are in the copy: `3 numbers in the copy, 1 of them elsewhere`.

    Of a record with its day; empty where none is.
    """
    right = [each for each in use.cited_numbers if each.passage.state not in WRONG_NUMBERS]
    if not right:
        return ""
    said = f"{counted(len(right), 'number')} in the copy"
    elsewhere = sum(each.passage.state == "elsewhere" for each in right)
    if elsewhere:
        place = f"not at {use.at}" if use.at else "elsewhere"
        said += f", {place}" if elsewhere == len(right) else f", {elsewhere} of them {place}"
    if any(each.passage.unplaced for each in right):
        said += f", {UNPLACED}"
    days = {each.as_of for each in right}
    day = days.pop() if len(days) == 1 else ""
    return f"{said}, {record_words(day)}" if day else said


def verified_words(known: Verified, *, sign: str = "", reading: Level | Literal[""] = "") -> str:
    """Return how many quotations are verified, and how much does not agree; sign: before that.

    `18 of 20 quotations verified in stored copies; 1 quotation and 2 numbers do not agree`.
    3 minutes say it in few words, and 30 seconds say only how much is amiss.
    """
    amiss = list(_amiss(known))
    if reading == "30s":
        count = known.missing + known.near + known.changed + known.numbers - known.numbers_found
        return f"{sign}{count} unverified" if count else ""
    verified = known.verified + known.recorded
    if reading == "3m" and verified == known.total > 0:
        said = [] if amiss else [f"{_all_words(known.total)}{_recorded(known)}"]
    elif reading == "3m" and known.total:
        total = counted(known.total, "quotation")
        said = [f"{verified} of {total} verified{_recorded(known)}"]
    else:
        said = list(_share(known))
    if known.unverified:
        said.append(f"{known.unverified} not verified yet")
    return "; ".join([*said, f"{sign}{'; '.join(amiss)}"] if amiss else said)


def _all_words(total: int) -> str:
    if total == 1:
        return "its one quotation verified"
    return "both quotations verified" if total == 2 else f"all {total} quotations verified"


def _recorded(known: Verified) -> str:
    """How many of those that are verified are so by a record alone, where that is not all."""
    if not known.recorded:
        return ""
    count = f"{known.recorded} by " if known.verified else ""
    return f" ({count}record: {_day_words(known.as_of)})"


def _amiss(known: Verified) -> Iterator[str]:
    quotations = known.missing + known.near
    numbers = known.contradicted + known.numbers_missing
    counts = ((quotations, "quotation"), (numbers, "number"))
    differing = [counted(count, noun) for count, noun in counts if count]
    if differing:
        yield f"{listed(differing)} {'does' if quotations + numbers == 1 else 'do'} not agree"
    if known.changed:
        yield f"{counted(known.changed, 'quotation')} in a changed copy"


def verified_parts(known: Verified) -> str:
    """Return the same, with what became of each of the others.

    `18 of 20 quotations verified in stored copies; 1 near, not the same; 1 without a copy`.
    """
    noun, verb = ("number", "contradicts") if known.contradicted == 1 else ("numbers", "contradict")
    missing = "number" if known.numbers_missing == 1 else "numbers"
    counts = (
        (known.missing, STATE_WORDS["missing"]),
        (known.near, STATE_WORDS["near"]),
        (known.changed, "in a changed copy"),
        (known.unreadable, "in an unreadable copy"),
        (known.no_copy, "without a copy"),
        (known.unverified, "not verified yet"),
        (known.contradicted, f"{noun} {verb} the copy"),
        (known.numbers_missing, f"{missing} not in the copy"),
    )
    return "; ".join([*_share(known), *(f"{count} {words}" for count, words in counts if count)])


def _share(known: Verified) -> Iterator[str]:
    """How many of all quotations are verified, and how many by a record alone.

    Of a briefing without quotations, how many of its cited numbers are.
    """
    if known.total:
        yield share_words(known.total, known.verified, known.recorded, known.as_of)
    elif known.numbers:
        total = counted(known.numbers, "number")
        yield f"{known.numbers_found} of {total} found in stored copies"


def share_words(total: int, verified: int, recorded: int, day: str) -> str:
    """Return how many quotations are verified in stored copies, and how many by a record alone.

    `9 of 9 quotations verified, by a record of 29 Nov 2026; the copies are not here`.
    """
    of_all = f"of {counted(total, 'quotation')} verified"
    if recorded and not verified:
        return f"{recorded} {of_all}, {record_words(day)}; the copies are not here"
    said = f"{verified} {of_all} in stored copies"
    return f"{said}, {recorded} {record_words(day)}, without the copy" if recorded else said
