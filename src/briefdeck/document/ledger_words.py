"""The ledger in words: in which entries its values stand, what explains them, what agrees how."""

from collections.abc import Iterable, Iterator, Sequence

from briefdeck.document.ledger import LETTERS, Aside, LedgerRow, Letter
from briefdeck.model.edtf import Edtf
from briefdeck.text.words import listed


def explanation_words(rows: Iterable[LedgerRow]) -> Iterator[str]:
    """Yield what explains the differences of some rows, a sentence for each series that does.

    "B's “Enforcement actions” has 520,000 for FY2018 and 977,509 for FY2019, which would fit A."
    """
    found: dict[tuple[Letter, str], list[Aside]] = {}
    for row in rows:
        for aside in row.explained_by:
            found.setdefault((aside.side, aside.account.entry), []).append(aside)
    for (side, _), asides in found.items():
        values = [f"{aside.account.words} for {aside.label}" for aside in asides]
        other = "A" if side == "B" else "B"
        title = asides[0].account.title
        yield f"{side}'s “{title}” has {listed(values)}, which would fit {other}."


def within_words(row: LedgerRow) -> str:
    """Return how two dates agree that are not the same: "B lies within A"."""
    first, second = row.first.date, row.second.date
    if first is None or second is None:
        return "agrees"
    if _holds(first, second):
        return "B lies within A"
    if _holds(second, first):
        return "A lies within B"
    return "they overlap" if first.overlaps(second) else "agrees, as one is uncertain"


def _holds(one: Edtf, other: Edtf) -> bool:
    """Whether all days of one date are days of another."""
    first, last = one.bounds()
    other_first, other_last = other.bounds()
    starts = first is None or (other_first is not None and first <= other_first)
    return starts and (last is None or (other_last is not None and other_last <= last))


def entries_words(rows: Sequence[LedgerRow]) -> str:
    """Return in which entries the values of some rows stand, which are of one measure or event.

    "Apprehensions by year: in A apprehensions, in B southwest-border".
    """
    first, second = rows[0].first, rows[0].second
    of_first, of_second = (", ".join(_entries(rows, letter)) for letter in LETTERS)
    said = f"in A {of_first}; in B {of_second}"
    if of_first == of_second:
        said = f"in both {of_first}"
    if rows[0].kind == "figure":
        is_told = rows[0].what.startswith(f"{rows[0].label}, ")
        return said if is_told else f"{rows[0].title}: {said}"
    return said if second.title == first.title else f"{said} (“{second.title}”)"


def _entries(rows: Iterable[LedgerRow], letter: Letter) -> Iterator[str]:
    """The entries of one side in which values of some rows stand, each once."""
    found: dict[str, None] = {}
    for row in rows:
        account = row.first if letter == "A" else row.second
        found[account.entry] = None
        found |= {
            aside.account.entry: None
            for aside in (*row.agreeing, *row.differing)
            if aside.side == letter
        }
    yield from found
