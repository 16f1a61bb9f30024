"""Drawings on paper: the same as on a page."""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from msgspec.structs import replace

from briefdeck.document.blocks import Figure, Timeline
from briefdeck.draw.figure_line import course_words
from briefdeck.export.paper.nodes import Picture
from briefdeck.export.svg import figure_svg, timeline_svg
from briefdeck.text.visible import visible
from briefdeck.text.words import counted, listed, one_line, plural

_WIDTH: Final = 700
"""Pixels of the drawings, as wide as the paper."""
_HIGHEST: Final = 1.35
"""How high a drawing can be that is as wide as the paper."""
_SIZE: Final = re.compile(r'\bviewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def figure_picture(figure: Figure) -> Iterator[Picture]:
    """Yield a figure as it is drawn; nothing where there is nothing to draw."""
    title = one_line(figure.series.title)
    names = [title, *(one_line(each.series.title) for each in figure.companions)]
    alt = f"Chart of {listed(names)}: {course_words(figure.series)}"
    yield from _picture(figure_svg(figure, width=_WIDTH, ids=""), alt, "; ".join(names))


def timeline_pictures(block: Timeline) -> Iterator[Picture]:
    """Yield a timeline as it is drawn, in two drawings where one would be higher than a page."""
    whole = tuple(_timeline(block))
    if any(picture.height > _HIGHEST * picture.width for picture in whole):
        yield from _timeline(replace(block, events=()))
        yield from _timeline(replace(block, programs=()))
    else:
        yield from whole


def dressed(svg: str, style: str) -> str:
    """Return a drawing with its style, on its ground."""
    head, end, body = svg.partition(">")
    ground = '<rect class="bd-ground" width="100%" height="100%"/>'
    return f"{head}{end}<style>{escape(style, quote=False)}</style>{ground}{body}"


def _timeline(block: Timeline) -> Iterator[Picture]:
    counts = {"era": block.eras, "program": block.programs, "event": block.events}
    said = [counted(len(entries), noun) for noun, entries in counts.items() if entries]
    names = [plural(noun) for noun, entries in counts.items() if entries]
    if said:
        alt = f"Timeline of {listed(said)}; the table that follows has all of them"
        yield from _picture(timeline_svg(block, width=_WIDTH), alt, f"Timeline of {listed(names)}")


def _picture(svg: str, alt: str, caption: str) -> Iterator[Picture]:
    found = _SIZE.search(svg)
    if found is None:
        return
    yield Picture(
        svg=svg,
        alt=visible(alt),
        caption=visible(caption),
        width=round(float(found[1])),
        height=round(float(found[2])),
    )
