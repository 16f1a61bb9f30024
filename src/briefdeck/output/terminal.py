"""A document for a terminal: the layout's lines, in colour where asked."""

import os
from collections.abc import Iterable
from functools import cache
from typing import Final

from rich.color import ColorSystem
from rich.style import Style as RichStyle

from briefdeck.document.blocks import Document
from briefdeck.draw.lines import Line, Span, Style, line_text
from briefdeck.output.layout import lay_out

STYLES: Final[dict[Style, str]] = {
    "text": "",
    "title": "bold",
    "heading": "bold cyan",
    "strong": "bold",
    "emphasis": "italic",
    "code": "magenta",
    "muted": "dim",
    "label": "dim",
    "axis": "dim",
    "grid": "dim",
    "frame": "dim",
    "era": "bold cyan",
    "era-alt": "cyan",
    "program": "green",
    "event": "yellow",
    "cluster": "bold yellow",
    "now": "bold red",
    "bar": "cyan",
    "bar-alt": "blue",
    "line": "cyan",
    "total": "bold",
    "value": "",
    "change": "dim",
    "uncertain": "dim italic",
    "open": "dim",
    "caveat": "yellow",
    "gap": "dim",
    "legend": "dim",
    "difference": "bold yellow",
    "agreement": "green",
    "citation": "cyan",
    "link": "",
    "selected": "reverse",
    "series-1": "cyan",
    "series-2": "yellow",
    "series-3": "magenta",
    "series-4": "green",
    "series-5": "blue",
    "series-6": "red",
}
"""The terminal's own sixteen colours, so that its theme decides; meaning never rests on them."""


def painted(lines: Iterable[Line], *, color: bool, links: bool) -> str:
    """The lines with escape codes: colours, and hyperlinks to addresses where `links` asks for them."""
    codes = _codes() if color else {}
    return "".join(
        f"{''.join(_painted(span, codes, links=links) for span in line)}\n" for line in lines
    )


def _painted(span: Span, codes: dict[Style, tuple[str, str]], *, links: bool) -> str:
    before, after = codes.get(span.style, ("", ""))
    text = f"{before}{span.text}{after}"
    if links and span.target and _is_address(span.target):
        return f"\x1b]8;;{_safe(span.target)}\x1b\\{text}\x1b]8;;\x1b\\"
    return text


def _is_address(target: str) -> bool:
    return target.startswith(("https://", "http://", "mailto:"))


def _safe(address: str) -> str:
    """An address with everything percent-encoded that could end the escape sequence."""
    from urllib.parse import quote

    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


@cache
def _codes() -> dict[Style, tuple[str, str]]:
    """What stands before and after a span of each style; nothing where the style changes nothing."""
    monochrome = os.environ.get("TERM", "") in {"vt100", "vt220"}
    found: dict[Style, tuple[str, str]] = {}
    for role, words in STYLES.items():
        style = RichStyle.parse(words).without_color if monochrome else RichStyle.parse(words)
        before, _, after = style.render("\0", color_system=ColorSystem.STANDARD).partition("\0")
        if before:
            found[role] = (before, after)
    return found


def render(document: Document, *, width: int, color: bool, links: bool) -> str:
    """The document as lines of at most `width` cells; escape codes only where `color` or `links` allow them."""
    lines = lay_out(document, width)
    if color or links:
        return painted(lines, color=color, links=links)
    return plain_lines(lines)


def plain_lines(lines: Iterable[Line]) -> str:
    """The characters of the lines alone."""
    return "".join(f"{line_text(line)}\n" for line in lines)
