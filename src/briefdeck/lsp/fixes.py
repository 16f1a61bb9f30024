"""What may be done about problems: the fix of each, and all at once that cannot be wrong."""

from collections.abc import Iterator

from briefdeck.check.fixing import fixed, is_fixable
from briefdeck.lsp.page import Page, Spotted
from briefdeck.model.problem import Change


def fixable(page: Page, start: int, end: int) -> Iterator[Spotted]:
    """Yield the problems between two offsets that have a fix, also one that guesses."""
    for each in page.problems:
        is_here = each.start <= end and each.end >= start
        if is_here and is_fixable(each.problem, unsafe=True):
            yield each


def has_safe_fixes(page: Page) -> bool:
    """Whether there is anything that can be mended without asking."""
    return any(is_fixable(each.problem) for each in page.problems)


def all_fixed(text: str, name: str) -> tuple[Change, ...]:
    """Return the change of a text by which all is mended in it that can be without asking.

    It is checked several times, until nothing more can be.
    """
    new = fixed(text.encode(), name).state.content.decode()
    if new == text:
        return ()
    before = _alike(text, new)
    behind = _alike(text[before:][::-1], new[before:][::-1])
    return (Change(before, len(text) - behind, new[before : len(new) - behind]),)


def _alike(one: str, other: str) -> int:
    """How many characters two texts that differ have in common at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
