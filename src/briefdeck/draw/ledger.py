"""The ledger of a comparison drawn: a line for each value, with A's, B's, and by how much.

Under the values that stand in the same entries it says which these are, and what explains them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from types import MappingProxyType
from typing import Final

from briefdeck.document.blocks import CAVEAT_SIGN, CONFIRMED_SIGN
from briefdeck.document.ledger import (
    LETTERS,
    WARNINGS,
    Account,
    Aside,
    LedgerRow,
    Letter,
    Relation,
    Remark,
)
from briefdeck.document.ledger_words import entries_words, explanation_words, within_words
from briefdeck.draw.legend import NO_BREAK
from briefdeck.draw.lines import Line, Span, Style, flow, line_width, trimmed
from briefdeck.draw.measures import AGREES, DIFFERS, SIDE_STYLES, side_target

_STACKED: Final = 72
"""In fewer cells than that, what a value is of and both accounts stand one under the other."""
_RULE: Final = Span(" │ ", "grid")
_INDENT: Final[Line] = (Span("  "),)
_LEAST_WHAT: Final = 22
_SIGNS: Final[dict[Relation, Span]] = {
    "differ": Span(f"{DIFFERS} ", "difference"),
    "counted otherwise": Span(f"{DIFFERS} ", "difference"),
    "one of several": Span(f"{DIFFERS} ", "difference"),
    "within": Span(f"{AGREES} ", "agreement"),
    "agree": Span(f"{AGREES} ", "agreement"),
}


def ledger_lines(
    rows: Sequence[LedgerRow],
    width: int,
    *,
    with_entries: bool = False,
    titles: Mapping[Relation, str] = MappingProxyType({}),
) -> Iterator[Line]:
    """Yield the values of a ledger in lines of at most `width` cells.

    with_entries: whether what stands in which entry is said under the values. titles: what stands
    above the first of several values of one relation.
    """
    cells = [(row, _cells(row)) for row in rows]
    widths = _widths([drawn for _, drawn in cells], width)
    before: Relation | None = None
    for _, group in groupby(cells, key=lambda pair: _entries_key(pair[0])):
        members = list(group)
        relation = members[0][0].relation
        if relation != before and relation in titles:
            yield from flow((Span(titles[relation], "muted"),), width)
        before = relation
        for row, drawn in members:
            if width < _STACKED:
                yield from _stacked(row, drawn, width)
            else:
                yield from _in_columns(_SIGNS[row.relation], drawn, widths)
        if with_entries:
            yield from _under([row for row, _ in members], width)


def _entries_key(row: LedgerRow) -> tuple[str, str, str, str]:
    """Equal for values that are told of together: those of one measure, or of one event."""
    if row.kind == "figure":
        return row.kind, row.measure or "", row.relation, ""
    return row.kind, row.first.entry, row.second.entry, row.relation


def _cells(row: LedgerRow) -> tuple[Line, Line, Line, Line]:
    return (
        (Span(row.what, "label"),),
        _account_cell("A", row.first),
        _account_cell("B", row.second),
        tuple(_relation_cell(row)),
    )


def _account_cell(letter: Letter, account: Account) -> Line:
    side = LETTERS.index(letter)
    target = side_target(account.entry, side)
    return (
        Span(f"{letter}{NO_BREAK}", SIDE_STYLES[side]),
        Span(account.words, "value", target),
        *mark_spans(account.caveat),
    )


def mark_spans(remark: Remark | None) -> Iterator[Span]:
    """Yield what the preparers remark on something as a sign that stays on the line of it."""
    if remark in WARNINGS:
        yield Span(f"{NO_BREAK}{CAVEAT_SIGN}", "caveat")
    elif remark == "confirmed":
        yield Span(f"{NO_BREAK}{CONFIRMED_SIGN}", "confirmed")


def _relation_cell(row: LedgerRow) -> Iterator[Span]:
    """By how much the two differ, and how other counts of the same stand."""
    if row.difference is not None:
        yield Span(row.difference.words or "differs", "difference")
    elif row.relation == "within":
        yield Span(within_words(row), "muted")
    for aside in row.agreeing:
        yield from _aside(aside, AGREES, "agreement")
    for aside in row.differing:
        yield from _aside(aside, DIFFERS, "difference")


def _aside(aside: Aside, sign: str, style: Style) -> Iterator[Span]:
    """Another count of one side, which agrees with the other side's value or differs too."""
    yield Span(", ", "muted")
    words = f"{sign}{NO_BREAK}{aside.side}{NO_BREAK}{aside.account.words}"
    target = side_target(aside.account.entry, LETTERS.index(aside.side))
    yield Span(words, style, target)


def _widths(rows: Sequence[Sequence[Line]], width: int) -> tuple[int, ...]:
    """The cells of each column: as wide as they are where there is room, else the widest give."""
    if not rows:
        return ()
    what, *others = [max(map(line_width, column)) for column in zip(*rows, strict=True)]
    room = width - line_width(_INDENT) - line_width([_RULE]) * len(others)
    if what + sum(others) <= room:
        return (what, *others)
    # How two values relate is a list, which may well break between its members.
    others[-1] = max(line_width([span]) + 1 for *_, relation in rows for span in (*relation, _RULE))
    spare = room - min(what, _LEAST_WHAT)
    while sum(others) > spare:
        others[others.index(max(others))] -= 1
    what = max(min(what, room - sum(others)), 1)
    others[-1] += room - what - sum(others)
    return (what, *others)


def _in_columns(sign: Span, cells: Sequence[Line], widths: Sequence[int]) -> Iterator[Line]:
    drawn = [flow(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lead = sign
    for parts in zip_longest(*drawn, fillvalue=()):
        line: list[Span] = [lead]
        for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
            if number:
                line.append(_RULE)
            line += [*part, Span(" " * (width - line_width(part)))]
        yield _without_last_rule(line)
        lead = Span("  ")


def _without_last_rule(line: Sequence[Span]) -> Line:
    """A line without the rules and blanks at its end."""
    kept = list(line)
    while kept and (kept[-1] == _RULE or not kept[-1].text.strip()):
        kept.pop()
    return trimmed(with_blanks(kept))


def with_blanks(line: Iterable[Span]) -> Line:
    """Return a line with common blanks where words were kept together."""
    return tuple(span._replace(text=span.text.replace(NO_BREAK, " ")) for span in line)


def _stacked(row: LedgerRow, cells: Sequence[Line], width: int) -> Iterator[Line]:
    what, first, second, relation = cells
    yield from flow(what, width, first=(_SIGNS[row.relation],), rest=_INDENT)
    end = (Span(", ", "muted"), *relation) if relation else ()
    for account in (first, (*second, *end)):
        drawn = flow(account, width, first=_INDENT, rest=_INDENT)
        yield from map(with_blanks, drawn)


def _under(rows: Sequence[LedgerRow], width: int) -> Iterator[Line]:
    style: Style = "muted"
    margin: Line = (Span("    "),)
    said = (Span(entries_words(rows), style),)
    yield from flow(said, width, first=margin, rest=margin)
    for words in explanation_words(rows):
        yield from flow((Span(words, "text"),), width, first=margin, rest=margin)
