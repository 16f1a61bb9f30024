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
    """Return which of two dates holds the other: "A's holds B's"."""
    first, second = row.first.date, row.second.date
    if first is None or second is None:
        return "within"
    return "within A's" if _holds(first, second) else "within B's"


def _holds(one: Edtf, other: Edtf) -> bool:
    first, second = one.bounds(), other.bounds()
    if first[0] is None or second[0] is None or first[0] > second[0]:
        return False
    return first[1] is None or (second[1] is not None and second[1] <= first[1])


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
        return f"{rows[0].title}: {said}"
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
