"""What the signs of a drawing mean, said under it for those that are used."""

from collections.abc import Iterable, Mapping

from briefdeck.document.blocks import CAVEAT_SIGN, CONFIRMED_SIGN
from briefdeck.draw.density import HEIGHTS
from briefdeck.draw.hues import ERA_BANDS
from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.model.figures import NOT_COMPARABLE

CAVEAT = "!"
BREAK_ACROSS, BREAK_DOWN = "╌", "╎"
"""Drawn between values that must not be compared, across rows of bars and down plots."""
COLUMNS = "▂▅█"
"""For what columns of any height mean."""
TIME_SIGNS = {
    "●": "event",
    "◐": "about then",
    "○": "date uncertain",
    "◌": "date partly unknown",
    "◆": "program, dated",
    "◈": "program, about then",
    "◇": "program, date uncertain",
    "┄": "some time within",
    "╍": "perhaps",
    "≈": "starts or ends about then",
    "?": "uncertain or unknown",
    "▸": "goes on",
    "◂": "began before, unknown when",
    "‹": "before this",
    "›": "after this",
    CAVEAT: "caveat",
    COLUMNS: "several, the more the higher",
}
VALUE_SIGNS = {
    "≈": "about",
    ">": "more than",
    "≥": "at least",
    "<": "nearly, or less than",
    "≤": "at most",
    "?": "alleged",
    CAVEAT_SIGN: "caveat",
    CONFIRMED_SIGN: "checked elsewhere, and agrees",
    "▒": "hedged",
    "○": "hedged",
    "┣": "range",
    "·": "no figure",
    "┊": "periods left out",
    BREAK_ACROSS: NOT_COMPARABLE,
    BREAK_DOWN: NOT_COMPARABLE,
}
CELL_SIGNS = {sign: VALUE_SIGNS[sign] for sign in ("≈", ">", "≥", "<", "≤", "?", BREAK_DOWN)}
"""Those of a table."""
BREAK_SIGN = {BREAK_DOWN: NOT_COMPARABLE}
NO_BREAK = "\u00a0"
_NAMES: frozenset[Style] = frozenset({"label", "heading", "axis", "grid", "text"})
_BANDS: frozenset[Style] = frozenset({*ERA_BANDS, "selected"})
_OPENINGS = frozenset("│├▐‹◂≈?╍")
"""With what a band or bar begins that has a name in it."""


def legend(lines: Iterable[Line], width: int, meanings: Mapping[str, str]) -> tuple[Line, ...]:
    """Return what those signs mean that these lines use outside names, and nothing for none."""
    used: set[str] = set()
    for line in lines:
        for span in line:
            if span.style not in _NAMES:
                used.update(_signs(span))
    if used.intersection(HEIGHTS):
        used.add(COLUMNS)
    shown = [Span(f"{sign} {words}", "legend") for sign, words in meanings.items() if sign in used]
    return keys(shown, width, "legend") if shown else ()


def keys(texts: Iterable[Span], width: int, between: Style = "text") -> tuple[Line, ...]:
    """Return signs with their words one after the other, in lines that break only between them.

    `between` is the style of the blanks there.
    """
    spans: list[Span] = []
    for key in texts:
        spans += [Span(key.text.replace(" ", NO_BREAK), key.style), Span("  ", between)]
    return tuple(_with_blanks(line) for line in flow(spans[:-1], width))


def _with_blanks(line: Line) -> Line:
    return tuple(span._replace(text=span.text.replace(NO_BREAK, " ")) for span in line)


def _signs(span: Span) -> str:
    """Return the signs of a span, without the name that stands in a band or is lit."""
    text = span.text
    if span.style not in _BANDS:
        return text
    if not any(char.isalnum() for char in text):
        return text
    if text[0] not in _OPENINGS or " " not in text:
        return ""
    return text[: text.index(" ")] + text[text.rindex(" ") :]


def value_legend(
    lines: Iterable[Line], width: int, meanings: Mapping[str, str]
) -> tuple[Line, ...]:
    """Return what the signs beside bars and values mean; a character in a number is not one."""
    return legend([tuple(map(_without_number, line)) for line in lines], width, meanings)


def _without_number(span: Span) -> Span:
    """Return a value without all but the sign of its hedge, which a blank sets off."""
    if span.style != "value":
        return span
    is_sign = span.text[1:2] in {"", " "}
    return Span(span.text[:2] if is_sign else "", span.style)
