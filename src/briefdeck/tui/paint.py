"""Roles to Rich styles, and lines of spans to Textual strips."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefdeck.draw.lines import is_address
from briefdeck.output.terminal import linked, takes_links
from briefdeck.text.gate import seen_line
from briefdeck.text.width import cell_width, fit
from briefdeck.tui.palette import PALETTES, Palette, ThemeName

if TYPE_CHECKING:
    from briefdeck.draw.lines import Line

Mark = tuple[int, int, str]
"""A stretch of a line to light: first cell, cell after the last, role."""


def _style(ink: str = "", ground: str = "", **attributes: bool) -> Style:
    return Style(color=ink or None, bgcolor=ground or None, **attributes)  # type: ignore[arg-type]  # bools by name


def _coloured(p: Palette) -> dict[str, Style]:
    dim = not p.muted
    return {
        "text": _style(p.ink),
        "title": _style(p.bright, bold=True),
        "heading": _style(p.bright, bold=True),
        "strong": _style(p.bright, bold=True),
        "emphasis": _style(p.ink, italic=True),
        "code": _style(p.citation),
        "muted": _style(p.muted, dim=dim),
        "label": _style(p.muted, dim=dim),
        "axis": _style(p.muted, dim=dim),
        "grid": _style(p.frame, dim=dim),
        "frame": _style(p.frame, dim=dim),
        "frame-on": _style(p.frame_on),
        "frame-title": _style(p.muted, dim=dim),
        "frame-title-on": _style(p.accent, bold=True),
        "era": _style(p.era_ink, p.era),
        "era-alt": _style(p.era_alt_ink, p.era_alt),
        "program": _style(p.citation),
        "event": _style(p.accent),
        "cluster": _style(p.accent, bold=True),
        "now": _style(p.caveat),
        "bar": _style(p.series[0]),
        "bar-alt": _style(p.series[1]),
        "line": _style(p.series[0]),
        "total": _style(p.bright, bold=True),
        "value": _style(p.bright),
        "change": _style(p.muted, dim=dim),
        "uncertain": _style(p.uncertain),
        "open": _style(p.uncertain),
        "caveat": _style(p.caveat),
        "gap": _style(p.muted, dim=dim),
        "legend": _style(p.muted, dim=dim),
        "difference": _style(p.caveat, bold=True),
        "agreement": _style(p.citation),
        "citation": _style(p.citation),
        "link": _style(p.link, underline=True),
        "key": _style(p.accent, bold=True),
        "hint": _style(p.hint_ink, p.hint_ground, bold=True),
        "match": _style(p.match_ink, p.match_ground),
        **{f"series-{number}": _style(colour) for number, colour in enumerate(p.series, 1)},
    }


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


def _attributes_only() -> dict[str, Style]:
    bold, under, dim, reverse = (
        _style(bold=True),
        _style(underline=True),
        _style(dim=True),
        _style(reverse=True),
    )
    roles = dict.fromkeys(_coloured(PALETTES["dark"]), Style.null())
    roles |= dict.fromkeys(
        ("title", "heading", "strong", "total", "key", "frame-title-on", "cluster", "difference"),
        bold,
    )
    roles |= dict.fromkeys(
        ("muted", "label", "axis", "grid", "frame", "legend", "gap", "change", "frame-title"), dim
    )
    roles |= {
        "emphasis": _style(italic=True),
        "link": under,
        "era": reverse,
        "hint": _style(reverse=True, bold=True),
    }
    return roles | {"match": _style(reverse=True), "frame-on": bold}


@cache
def styles(theme: ThemeName) -> dict[str, Style]:
    """The Rich style of each role in a theme; `ground` is under everything."""
    palette = PALETTES[theme]
    roles = _attributes_only() if theme == "mono" else _coloured(palette)
    ground = _style(palette.ink, palette.ground)
    roles = roles | _bands(palette)
    return {name: ground + style for name, style in roles.items()} | {"ground": ground}


def paint(
    line: Line, width: int, theme: ThemeName, *, marks: Iterable[Mark] = (), base: str = ""
) -> Strip:
    """A line as a strip of exactly `width` cells.

    `base`: the role of a band under the whole line (a cursor's row).
    """
    table = styles(theme)
    ground = table["ground"]
    band = table[base] if base else None
    segments: list[Segment] = []
    used = 0
    for said, role, target in line:
        words = said if said.isprintable() else seen_line(said)
        cells = cell_width(words)
        text = words if used + cells <= width else fit(words, width - used)
        if text is not words:
            cells = cell_width(text)
        if text:
            style = table.get(role, ground)
            if band:
                style = (
                    band if band.reverse else style + band
                )  # reversed, a colour would be a block
            if target and _has_links() and is_address(target):
                style = linked(style, target)
            if segments and segments[-1].style is style:
                segments[-1] = Segment(segments[-1].text + text, style)
            else:
                segments.append(Segment(text, style))
        used += cells
        if used >= width:
            break
    if used < width:
        segments.append(Segment(" " * (width - used), band or ground))
    strip = Strip(segments, width)
    for first, end, lit in marks:
        strip = overlay(strip, first, end, table[lit])
    return strip


@cache
def _has_links() -> bool:
    return takes_links()


@cache
def _laid(style: Style, below: Style) -> Style:
    """One style over another: the same each time, for Rich gives each sum a new id of its link."""
    return below + style


def overlay(strip: Strip, first: int, end: int, style: Style) -> Strip:
    """The strip with a style laid over some of its cells."""
    first, end = max(0, first), min(strip.cell_length, end)
    if first >= end:
        return strip
    parts = (
        strip.divide([first, end, strip.cell_length])
        if end < strip.cell_length
        else strip.divide([first, end])
    )
    lit = Strip(
        [Segment(text, _laid(style, old) if old else style) for text, old, _ in parts[1]],
        parts[1].cell_length,
    )
    return Strip.join([parts[0], lit, *parts[2:]])
