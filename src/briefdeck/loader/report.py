"""A problem as plain lines: place, severity, message, the line with carets, and the remedy."""

from briefdeck.model.problem import Place, Problem
from briefdeck.text.visible import visible
from briefdeck.text.width import ELLIPSIS, cell_width, last_fit, truncate


def problem_lines(problem: Problem) -> list[str]:
    """Return the lines of one problem, safe to print."""
    where, said = place_words(problem), said_words(problem)
    lines = [f"{where}: {said}" if where else said, *marked_line(problem.place)]
    if problem.remedy:
        lines.append(f"   {problem.remedy}")
    return lines


def place_words(problem: Problem) -> str:
    """Return the file and the place in it: `border.toml:12:5`; empty where neither is known."""
    place = problem.place
    return visible(problem.file) + (f":{place.line}:{place.column}" if place else "")


def said_words(problem: Problem) -> str:
    """Return how grave it is, what is wrong and the rule: `error: Unknown key. [unknown-key]`."""
    return f"{problem.severity}: {problem.message} [{problem.rule}]"


def marked_line(place: Place | None, width: int | None = None) -> list[str]:
    """Return the file's line with its number, and carets under the marked part; nothing for none.

    They stand right under wide and combining characters too. width: in how many cells; of a longer
    line what is around the marked part.
    """
    if place is None or not place.text.strip():
        return []
    from_, to = place.marked
    gutter = f"{place.line:>5} | "
    blank = " " * (len(gutter) - 2) + "| "
    cut = min(len(place.text) - len(place.text.lstrip()), from_)
    before, marked, after = place.text[cut:from_], place.text[from_:to], place.text[to:]
    if width is not None:
        before, marked, after = _around(before, marked, after, max(1, width - len(gutter)))
    carets = "^" * max(1, cell_width(marked))
    text = f"{gutter}{before}{marked}{after}".rstrip()
    return [text, f"{blank}{' ' * cell_width(before)}{carets}"]


def _around(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """As much of a line as has room, a third of it before what is marked unless less follows."""
    rest = cell_width(marked + after)
    most = max(room // 3, room - rest)
    if cell_width(before) > most:
        before = ELLIPSIS + last_fit(before, most - 1)
    left = room - cell_width(before)
    shown = truncate(marked, left)
    return before, shown, truncate(after, left - cell_width(shown)) if shown == marked else ""
