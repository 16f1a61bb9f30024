"""Roles to Rich styles, and lines of spans to segments of exactly some cells. No Textual here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from briefdeck.draw.lines import is_address
from briefdeck.output.hyperlinks import linked, takes_links
from briefdeck.reading.palette import PALETTES, Palette, ThemeName, contrast
from briefdeck.text.gate import seen_line
from briefdeck.text.width import cell_width, fit

if TYPE_CHECKING:
    from briefdeck.draw.lines import Line
    from briefdeck.reading.roles import Mark


def _style(ink: str = "", ground: str = "", **attributes: bool) -> Style:
    return Style(color=ink or None, bgcolor=ground or None, **attributes)  # type: ignore[arg-type]  # bools by name


def _coloured(p: Palette) -> dict[str, Style]:
    quiet = _style(p.muted, dim=not p.muted)
    line = _style(p.frame, dim=not p.frame)
    bold = _style(p.bright, bold=True)
    return {
        "text": _style(p.ink),
        "title": bold,
        "heading": bold,
        "strong": bold,
        "emphasis": _style(p.ink, italic=True),
        "code": _style(p.citation),
        "muted": quiet,
        "label": quiet,
        "axis": quiet,
        "grid": line,
        "frame": line,
        "frame-on": _style(p.frame_on),
        "frame-title": quiet,
        "frame-title-on": _style(p.accent, bold=True),
        "tag": _style(p.tag_ink, p.tag_ground, italic=not p.tag_ground, dim=not p.tag_ground),
        "program": _style(p.citation),
        "event": _style(p.bright),
        "now": _style(p.accent),
        "bar": _style(p.series[0]),
        "bar-alt": _style(p.series[1]),
        "line": _style(p.series[0]),
        "total": bold,
        "value": _style(p.bright),
        "change": quiet,
        "uncertain": _style(p.uncertain),
        "open": _style(p.uncertain),
        "supported": _style(p.supported),
        "single": _style(p.single),
        "traced": _style(p.traced),
        "uncited": _style(p.uncited),
        "confirmed": _style(p.confirmed),
        "caveat": _style(p.caveat),
        "gap": quiet,
        "legend": quiet,
        "difference": _style(p.caveat, bold=True),
        "agreement": _style(p.confirmed),
        "citation": _style(p.citation),
        "link": _style(p.link, underline=True),
        "accent": _style(p.accent),
        "key": _style(p.accent, bold=True),
        "hint": _style(p.hint_ink, p.hint_ground, bold=True),
        "match": _style(p.match_ink, p.match_ground),
        **_of_eras(p),
        **{f"series-{number}": _style(colour) for number, colour in enumerate(p.series, 1)},
    }


def _of_eras(p: Palette) -> dict[str, Style]:
    """Each era's ink for words on the ground, and its band, told apart without ground as well."""
    roles: dict[str, Style] = {}
    for number, (ink, ground) in enumerate(zip(p.eras, p.era_grounds, strict=True), 1):
        roles[f"era-{number}"] = _style(ink)
        roles[f"era-{number}-title"] = _style(ink, bold=True)
        roles[f"era-{number}-band"] = _style(p.era_ink if ground else ink, ground, bold=not ground)
    return roles


def _bands(p: Palette) -> dict[str, Style]:
    has_grounds = bool(p.cursor_ground)
    lit = {
        "cursor": _style(p.cursor_ink, p.cursor_ground, bold=True),
        "rest": _style(p.rest_ink, p.rest_ground),
        "selected": _style(p.cursor_ink, p.cursor_ground, bold=True),
        "selection": _style(p.select_ink, p.select_ground),
        "marked": _style(p.cursor_ink, p.cursor_ground, bold=True, underline=True),
    }
    plain = {
        "cursor": _style(reverse=True, bold=True),
        "rest": _style(bold=True),
        "selected": _style(reverse=True, bold=True),
        "selection": _style(reverse=True),
        "marked": _style(reverse=True, underline=True),
    }
    return lit if has_grounds else plain


_BOLD = (
    "title", "heading", "strong", "total", "key", "frame-on", "frame-title-on",
    "difference", "accent",
)  # fmt: skip
_DIM = (
    "muted", "label", "axis", "grid", "frame", "legend", "gap", "change", "frame-title",
)  # fmt: skip


def _attributes_only() -> dict[str, Style]:
    """Roles without colour. What is not selected is never reversed."""
    roles = dict.fromkeys(_coloured(PALETTES["dark"]), Style.null())
    roles |= dict.fromkeys(_BOLD, _style(bold=True))
    roles |= dict.fromkeys(_DIM, _style(dim=True))
    for number in range(1, 7):
        is_odd = number % 2 == 1
        roles[f"era-{number}-band"] = _style(bold=is_odd, underline=not is_odd)
        roles[f"era-{number}-title"] = _style(bold=True)
    return roles | {
        "emphasis": _style(italic=True),
        "tag": _style(italic=True),
        "link": _style(underline=True),
        "hint": _style(reverse=True, bold=True),
        "match": _style(bold=True, underline=True),
    }


@cache
def styles(theme: ThemeName) -> dict[str, Style]:
    """The Rich style of each role in a theme; `ground` is under everything."""
    palette = PALETTES[theme]
    roles = _attributes_only() if theme == "mono" else _coloured(palette)
    ground = _style(palette.ink, palette.ground)
    roles = roles | _bands(palette)
    return {name: ground + style for name, style in roles.items()} | {"ground": ground}


@cache
def banded(role: str, band: str, theme: ThemeName) -> Style:
    """A role's style on a band. It keeps its ink where that can be read there, and any ground."""
    table = styles(theme)
    ground, under = table["ground"], table[band]
    style = table.get(role, ground)
    if under.reverse:
        # A colour would be a block in it.
        return under + Style(underline=style.underline)
    if style.bgcolor != ground.bgcolor:
        return style
    palette = PALETTES[theme]
    is_plain = style.color is None or style.color == ground.color
    if is_plain or not palette.ground:
        return style + under
    assert style.color is not None
    assert under.bgcolor is not None
    least = 7 if theme == "contrast" else 4.5
    if contrast(style.color.name, under.bgcolor.name) < least:
        return style + under
    return style + Style(bgcolor=under.bgcolor, bold=under.bold)


def segments(
    line: Line, width: int, theme: ThemeName, *, band: str = "", marks: Iterable[Mark] = ()
) -> list[Segment]:
    """A line as segments of exactly `width` cells.

    band: the role of what lies under the whole line (a cursor's row).
    """
    table = styles(theme)
    ground = table["ground"]
    found: list[Segment] = []
    used = 0
    for said, role, target in line:
        words = said if said.isprintable() else seen_line(said)
        cells = cell_width(words)
        if used + cells > width:
            words = fit(words, width - used)
            cells = cell_width(words)
        style = banded(role, band, theme) if band else table.get(role, ground)
        if target and _has_links() and is_address(target):
            style = linked(style, target)
        _add(found, words, style)
        used += cells
        if used >= width:
            break
    if used < width:
        found.append(Segment(" " * (width - used), table[band] if band else ground))
    for first, end, lit in marks:
        found = overlaid(found, first, end, table[lit])
    return found


def _add(found: list[Segment], words: str, style: Style) -> None:
    """Add words at the end of a line, to the last segment where that has their style."""
    if not words:
        return
    if found and found[-1].style is style:
        words = found.pop().text + words
    found.append(Segment(words, style))


@cache
def _has_links() -> bool:
    return takes_links()


@cache
def _laid(style: Style, below: Style) -> Style:
    """One style over another: the same each time, for Rich gives each sum a new id of its link."""
    return below + style


def overlaid(line: list[Segment], first: int, end: int, style: Style) -> list[Segment]:
    """Segments with a style laid over the cells from the first to before the end."""
    total = Segment.get_line_length(line)
    first, end = max(0, first), min(total, end)
    if first >= end:
        return line
    before, inside, after = Segment.divide(line, [first, end, total])
    lit = [Segment(text, _laid(style, old) if old else style) for text, old, _ in inside]
    return [*before, *lit, *after]
