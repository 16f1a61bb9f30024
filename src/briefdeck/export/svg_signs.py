"""The signs of drawings as shapes: marks of dates, ends of bars, and what they mean."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from briefdeck.draw.legend import TIME_SIGNS
from briefdeck.draw.marks import EARLIER, LATER
from briefdeck.export.glyphs import LETTER, width
from briefdeck.export.svg_parts import LINE_HEIGHT, element, group, line, words

RADIUS: Final = 4
HALF: Final = 6
"""Half of the height of a bar's end."""


def _circle(x: float, y: float, kind: str) -> str:
    return element("circle", class_=kind, cx=x, cy=y, r=RADIUS)


def _half(x: float, y: float) -> str:
    half = f"M{x} {y - RADIUS}a{RADIUS} {RADIUS} 0 0 0 0 {2 * RADIUS}z"
    return _circle(x, y, "bd-hollow") + element("path", class_="bd-full", d=half)


def _diamond(x: float, y: float, kind: str) -> str:
    size = RADIUS + 0.5
    path = f"M{x} {y - size}l{size} {size} {-size} {size} {-size} {-size}z"
    return element("path", class_=kind, d=path)


def _half_diamond(x: float, y: float) -> str:
    size = RADIUS + 0.5
    half = element("path", class_="bd-full", d=f"M{x} {y - size}v{2 * size}l{-size} {-size}z")
    return _diamond(x, y, "bd-hollow") + half


def _arrow(x: float, y: float, way: int) -> str:
    path = f"M{x - 3 * way} {y - HALF}l{6 * way} {HALF} {-6 * way} {HALF}z"
    return element("path", class_="bd-full", d=path)


def _chevron(x: float, y: float, way: int) -> str:
    path = f"M{x - 2 * way} {y - 5}l{4 * way} 5 {-4 * way} 5"
    return element("path", class_="bd-edge", d=path)


def _about(x: float, y: float) -> str:
    wave = "q2.5 -4 5 0t5 0"
    return element("path", class_="bd-edge", d=f"M{x - 5} {y - 2}{wave}M{x - 5} {y + 3}{wave}")


def _letter(x: float, y: float, letter: str) -> str:
    return words(letter, x, y + 4.5, "sign bd-middle")


def _stroke(x: float, y: float, kind: str) -> str:
    return line(x - 6, y, x + 6, y, kind)


SHAPES: Final[dict[str, Callable[[float, float], str]]] = {
    "●": partial(_circle, kind="bd-full"),
    "◐": _half,
    "○": partial(_circle, kind="bd-hollow"),
    "◌": partial(_circle, kind="bd-hollow bd-dashed"),
    "◆": partial(_diamond, kind="bd-full"),
    "◈": _half_diamond,
    "◇": partial(_diamond, kind="bd-hollow"),
    "┄": partial(_stroke, kind="within"),
    "╍": partial(_stroke, kind="perhaps"),
    "≈": _about,
    "?": partial(_letter, letter="?"),
    "▸": partial(_arrow, way=1),
    "◂": partial(_arrow, way=-1),
    EARLIER: partial(_chevron, way=-1),
    LATER: partial(_chevron, way=1),
    "!": partial(_letter, letter="⚠"),
}
"""Each drawn around a place; as in a terminal, so that both mean the same."""


def legend(used: Iterable[str], y: int, room: int) -> tuple[str, int]:
    """Return what signs mean, from a baseline on in lines, and the baseline behind them."""
    placed = list(_placed([sign for sign in TIME_SIGNS if sign in set(used)], y, room))
    parts = [
        (SHAPES[sign](x + RADIUS + 2, at - 4), words(TIME_SIGNS[sign], x + 16, at, "muted"))
        for sign, x, at in placed
    ]
    shown = group((part for pair in parts for part in pair), "bd-legend")
    return (shown, placed[-1][2] + LINE_HEIGHT) if placed else ("", y)


def _placed(signs: Iterable[str], y: int, room: int) -> Iterator[tuple[str, int, int]]:
    x = 0
    for sign in signs:
        size = 16 + width(TIME_SIGNS[sign])
        if x and x + size > room:
            x, y = 0, y + LINE_HEIGHT + 2
        yield sign, x, y
        x += size + 2 * LETTER
