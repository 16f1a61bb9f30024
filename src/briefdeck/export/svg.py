"""Timelines and figures as SVG: inside a page, or as files of their own.

Where everything stands is worked out by `briefdeck.draw`, as for a terminal; here it is painted.
"""

from typing import Final

from briefdeck.document import page
from briefdeck.document.blocks import Figure, Timeline
from briefdeck.document.lookup import Lookup, lookup
from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.lines import Span, line_text
from briefdeck.draw.shown import Shown
from briefdeck.export import Exported, Wanted
from briefdeck.export.svg_figure import painted_figure
from briefdeck.export.svg_parts import alone, picture
from briefdeck.export.svg_style import OWN_STYLE, SVG_STYLE
from briefdeck.export.svg_timeline import Link, painted_timeline
from briefdeck.model.briefing import Era, Series
from briefdeck.output.prose_lines import citation_spans, inline_spans
from briefdeck.text.words import article, one_line

__all__ = ["SVG_STYLE", "export", "figure_svg", "timeline_svg"]

NARROWEST: Final = 240
TIMELINE_WIDTH, FIGURE_WIDTH = 960, 640


def timeline_svg(
    block: Timeline, *, width: int = TIMELINE_WIDTH, link: Link | None = None, ids: str = ""
) -> str:
    """Return a timeline as an SVG element; empty where nothing is dated.

    link: where an entry's drawing leads, empty for nowhere. ids: begins every id in it.
    """
    if block.is_empty:
        return ""
    painted = painted_timeline(_index(block), max(width, NARROWEST), "Timeline", link)
    return picture(painted, ids=ids, role="img" if link is None else "group")


def figure_svg(block: Figure, *, width: int = FIGURE_WIDTH, ids: str = "") -> str:
    """Return a figure as an SVG element, without its notes; empty with nothing to draw."""
    every = [
        Shown.of(each, cited=lambda _: (Span(""),), said=lambda _: (Span(""),))
        for each in (block, *block.companions)
    ]
    painted = painted_figure(every, max(width, NARROWEST), ids)
    return picture(painted, ids=ids) if painted else ""


def export(wanted: Wanted) -> Exported:
    """Write the timeline of a briefing, a figure with its notes, or an era's span."""
    content, losses = standing(wanted, OWN_STYLE)
    return Exported(content.encode(), losses)


def standing(wanted: Wanted, style: str) -> tuple[str, tuple[str, ...]]:
    """Return a picture that stands alone, in a style, and what it leaves out."""
    found = lookup(wanted.loaded)
    entry = None if wanted.entry is None else found.links.entries[wanted.entry]
    match entry:
        case None:
            return _timeline(_index(found.timeline), one_line(found.briefing.front.title), style)
        case Era():
            held = {entry.id, *(each.id for each in found.members[entry.id])}
            return _timeline(_index(found.timeline).only(held), one_line(entry.title), style)
        case Series():
            return _figure(found, entry, style)
        case _:
            raise ValueError(
                f"`{entry.id}` is {article(entry.noun)}, of which there is no picture; "
                "figures and eras have one"
            )


def _timeline(index: TimelineIndex, name: str, style: str) -> tuple[str, tuple[str, ...]]:
    if not index.by_id:
        raise ValueError("nothing is dated here, so there is no timeline to draw")
    painted = painted_timeline(index, TIMELINE_WIDTH, name)
    return alone(painted, style), painted.losses


def _figure(found: Lookup, series: Series, style: str) -> tuple[str, tuple[str, ...]]:
    blocks = page(found.loaded, series.id).blocks
    figure = next(block for block in blocks if isinstance(block, Figure))
    numbers = found.numbers
    every = [
        Shown.of(
            each,
            cited=lambda cites: tuple(citation_spans(cites, numbers)),
            said=lambda inlines: tuple(inline_spans(inlines, numbers)),
        )
        for each in (figure, *figure.companions)
    ]
    painted = painted_figure(every, FIGURE_WIDTH, "")
    if painted is None:
        raise ValueError(f"of `{series.id}` nothing is drawn; text and markdown have its values.")
    footers = [footer for shown in every for footer in shown.footers]
    notes = [line_text((*footer.lead, *footer.words)) for footer in footers]
    losses = ("the references of sources that its notes cite by number",) if notes else ()
    return alone(painted, style, notes), (*painted.losses, *losses)


def _index(block: Timeline) -> TimelineIndex:
    return TimelineIndex.of(block.eras, block.programs, block.events, as_of=block.until)
