"""Signs: the tokens of the index by which entries are filtered, written with each passage.

A token is a mark that no text holds, a letter for the field, and the value in hexadecimal digits.
Years stand as decimal prefixes, so that a run of years is a few tokens whatever its length.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from briefdeck.text.folding import SIGN_MARK, fold

SIGN_LETTERS: Final = {
    "kind": f"{SIGN_MARK}k",
    "tag": f"{SIGN_MARK}t",
    "source": f"{SIGN_MARK}s",
    "briefing": f"{SIGN_MARK}b",
    "has": f"{SIGN_MARK}h",
    "voice": f"{SIGN_MARK}v",
    "year": f"{SIGN_MARK}y",
    "type": f"{SIGN_MARK}p",
    "caveat": f"{SIGN_MARK}g",
    "language": f"{SIGN_MARK}n",
}
KINDS: Final = (
    "key point", "finding", "era", "event", "program", "actor", "figure", "table",
    "recommendation", "option", "quotation", "section", "term", "source", "briefing", "fact",
    "judgment", "assumption",
)  # fmt: skip
KIND_NAMES: Final = {
    "point": "key point", "keypoint": "key point", "series": "figure", "chart": "figure",
    "quote": "quotation", "person": "actor", "organization": "actor", "judgement": "judgment",
    "statement": "finding", "policy": "program",
}  # fmt: skip
"""Other names that a reader may use for kinds."""
FEATURES: Final = ("caveat", "source", "quote", "date", "likelihood", "confidence")
FEATURE_NAMES: Final = {"citation": "source", "cite": "source", "quotation": "quote"}
CAVEATS: Final = ("warning", "wrong", "differs", "note", "confirmed")
"""What `caveat:` asks for: a grade, or any caveat that warns."""
CAVEAT_NAMES: Final = {"incorrect": "wrong", "differ": "differs", "notes": "note"}
EVERY_SIGN: Final = f"{SIGN_MARK}a"
"""The token that every passage has: from it an exclusion takes away."""
TITLE_MARK: Final = f"{SIGN_MARK}T"
"""Begins the words of titles, which stand once more, so that they are found by the index alone."""
YEAR_ZERO: Final = 10_000
"""Added to every year, so that those before our era have as many digits, and sort before."""
LAST_YEAR: Final = 19_999
DIGITS: Final = 5
FORESEEN: Final = 2099
OPEN_END: Final = "z"
"""What goes on is written year by year until `FORESEEN`, and with this sign for all years after."""
JOINTS: Final = re.compile(r"[\s_-]+")


class Sign(NamedTuple):
    """A token by which entries are filtered, or with `prefix` the start of one."""

    token: str
    prefix: bool = False


@lru_cache(maxsize=4096)
def sign_token(field: str, value: str) -> str:
    """Return the token for a field's value; for part of a value the beginning of such tokens.

    Blanks and hyphens are alike in it: `tag:"drug policy"` finds what is tagged `drug-policy`.
    """
    # In hexadecimal the tokenizer of the index takes any value as one word.
    folded = fold(JOINTS.sub("-", value.strip()))
    return SIGN_LETTERS[field] + folded.encode("utf-8", "replace").hex()


def primary_language(tag: str) -> str:
    """Return the language of a tag, without its country: `es` of `es-MX`."""
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=4096)
def year_nodes(first: int, last: int) -> tuple[str, ...]:
    """Return the fewest decimal prefixes for a run of years.

    1998 to 2010 is 1998, 1999, 200-, 2010. Years are shifted by 10,000 and written with five
    digits; a node is a prefix of them.
    """
    low, high = (min(max(year + YEAR_ZERO, 0), LAST_YEAR) for year in (first, last))
    nodes: list[str] = []
    while low <= high:
        size = _largest_block(low, high)
        nodes.append(f"{low:05d}"[: 6 - len(str(size))])
        low += size
    return tuple(nodes)


def _largest_block(low: int, high: int) -> int:
    """Return how many years the largest decade, century … has that begins at `low`."""
    size = 1
    for larger in (10, 100, 1000, 10_000):
        if low % larger or low + larger - 1 > high:
            break
        size = larger
    return size


def overlapping_years(first: int, last: int) -> tuple[Sign, ...]:
    """Return the signs of which an entry has one where its years overlap `first` to `last`.

    Two runs overlap where a node of one is the other's node, stands above it or below it.
    """
    found: dict[Sign, None] = {}
    letter = SIGN_LETTERS["year"]
    if last > FORESEEN:
        found[Sign(letter + OPEN_END)] = None
    for node in year_nodes(first, last):
        found |= dict.fromkeys(_node_and_below(letter, node))
        for length in range(1, len(node)):
            found[Sign(letter + node[:length])] = None
    return tuple(found)


def _node_and_below(letter: str, node: str) -> Iterator[Sign]:
    """Yield the signs of a year or of a decade and its years; of a century only its beginning.

    SQLite reads single tokens as it goes, and would gather all places of a beginning first.
    """
    if len(node) < DIGITS - 1:
        yield Sign(letter + node, prefix=True)
        return
    yield Sign(letter + node)
    if len(node) < DIGITS:
        yield from (Sign(f"{letter}{node}{digit}") for digit in range(10))
