"""Comments that stand between entries: which is which in three versions of a file."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from briefdeck.editing.arranging import Sides
from briefdeck.editing.chunks import BELOW, NOTE, Item, Name, Part, comment_lines, lines_of


def with_notes_told(sides: Sides[list[Item]]) -> Sides[list[Item]]:
    """Return three versions in which the same comments have the same names, and none is in the way.

    In the way are comments that touch what the other side has taken out, and are not about it.
    """
    base, ours, theirs = sides
    ours, theirs = _with_loose_notes(base, ours, theirs), _with_loose_notes(base, theirs, ours)
    return Sides(base, _with_notes_of(base, ours), _with_notes_of(base, theirs))


def _with_loose_notes(
    base: Sequence[Item], side: Sequence[Item], other: Sequence[Item]
) -> list[Item]:
    """A side in which some comments stand apart from entries that the other side has taken out.

    They are those that an entry has gained, and that touch another one too, or that the base has
    elsewhere.
    """
    left = {item.name for item in other}
    taken_out = {item.name: item for item in base if item.name not in left}
    known = frozenset([line for item in base for line in comment_lines(item.text)])
    numbers = Counter([item.name[1] for item in side if item.name[0] == NOTE])
    found: list[Item] = []
    for item in side:
        was = taken_out.get(item.name)
        if was is None or item.name[0] == NOTE:
            found.append(item)
            continue
        is_touching = bool(found) and not item.blanks
        lead, above = _parted(_lead(item), _lead(was), None if is_touching else known)
        end, below = _parted(_below(item), _below(was), known)
        parts = (replace(item.parts[0], lead=lead), *item.parts[1:])
        if below:
            parts = (*parts[:-1], *([replace(parts[-1], lead=end)] if end else []))
        whole = replace(item, blanks="" if above else item.blanks, parts=parts)
        found += [*_note(above, item.blanks, numbers), whole, *_note(below, "", numbers)]
    return found


def _parted(lines: str, base: str, loose: Collection[str] | None) -> tuple[str, str]:
    """The lines of a comment that stay, and those gained that are loose; all are if it is None."""
    old = lines_of(base)
    apart = [
        line
        for line in lines_of(lines)
        if line not in old and (loose is None or line.strip() in loose)
    ]
    return "".join([line for line in lines_of(lines) if line not in apart]), "".join(apart)


def _note(lines: str, blanks: str, numbers: Counter[Hashable]) -> Iterator[Item]:
    """Lines of comment as an item, if there are any."""
    if lines:
        yield Item((NOTE, lines, numbers[lines]), blanks, (Part((NOTE,), lines),))
        numbers[lines] += 1


def _lead(item: Item) -> str:
    return item.parts[0].lead


def _below(item: Item) -> str:
    last = item.parts[-1]
    return last.lead if last.name[-1] == BELOW else ""


def _with_notes_of(base: Sequence[Item], side: Sequence[Item]) -> list[Item]:
    """A side whose changed comments between blank lines are named as in the base.

    They are what is left in the same place: below, or above, the same other item.
    """
    there, known = ({item.name for item in each} for each in (side, base))
    left: dict[object, list[Name]] = defaultdict(list)
    for name, places in _placed_notes(base):
        if name not in there:
            for place in places:
                left[place].append(name)
    names: dict[Name, Name] = {}
    taken: set[Name] = set()
    for name, places in _placed_notes(side):
        free = [each for place in places for each in left[place] if each not in taken]
        if name not in known and free:
            names[name] = free[0]
            taken.add(free[0])
    return [replace(item, name=names.get(item.name, item.name)) for item in side]


def _placed_notes(side: Sequence[Item]) -> Iterator[tuple[Name, tuple[object, object]]]:
    """Each comment between blank lines, with what other item stands above and below it."""
    others = [None if item.name[0] == NOTE else item.name for item in side]
    above = list(accumulate(others, _last))
    below = list(accumulate(reversed(others), _last))[::-1]
    for item, over, under in zip(side, above, below, strict=True):
        if item.name[0] == NOTE:
            yield item.name, (("below", over), ("above", under))


def _last(before: Name | None, now: Name | None) -> Name | None:
    return before if now is None else now
