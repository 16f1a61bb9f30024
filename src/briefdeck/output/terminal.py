"""Styled lines and whole documents as Rich renderables, for a Rich console to print."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style as RichStyle

from briefdeck.document.blocks import Document
from briefdeck.draw.lines import Line, Span, Style, is_address, line_width
from briefdeck.output.hyperlinks import linked
from briefdeck.output.layout import DRAWN, NARROWEST, lay_out
from briefdeck.text.anchors import column_places, to_column
from briefdeck.text.visible import visible
from briefdeck.text.width import cell_width

STYLES: Final[dict[Style, str]] = {
    "text": "",
    "title": "bold",
    "heading": "bold cyan",
    "strong": "bold",
    "emphasis": "italic",
    "code": "magenta",
    "muted": "dim",
    "label": "dim",
    "tag": "dim italic",
    "axis": "dim",
    "grid": "dim",
    "frame": "dim",
    "program": "green",
    "era-1": "cyan",
    "era-2": "yellow",
    "era-3": "green",
    "era-4": "magenta",
    "era-5": "bright_blue",
    "era-6": "bright_magenta",
    "era-1-title": "bold cyan",
    "era-2-title": "bold yellow",
    "era-3-title": "bold green",
    "era-4-title": "bold magenta",
    "era-5-title": "bold bright_blue",
    "era-6-title": "bold bright_magenta",
    "era-1-band": "bold cyan",
    "era-2-band": "bold yellow",
    "era-3-band": "bold green",
    "era-4-band": "bold magenta",
    "era-5-band": "bold bright_blue",
    "era-6-band": "bold bright_magenta",
    "event": "bold",
    "now": "bold bright_blue",
    "bar": "cyan",
    "bar-alt": "bright_blue",
    "line": "cyan",
    "total": "bold",
    "value": "",
    "change": "dim",
    "uncertain": "dim italic",
    "open": "dim",
    "supported": "green",
    "single": "cyan",
    "traced": "bright_blue",
    "uncited": "red",
    "confirmed": "bright_green",
    "caveat": "yellow",
    "gap": "dim",
    "legend": "dim",
    "difference": "bold yellow",
    "agreement": "bright_green",
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

ANY_SIZE: Final = (80, 25)


class _PipeConsole(Console):
    """A console that leaves a closed pipe to its caller, who knows what exit code that deserves."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704  # Rich calls this while it handles the BrokenPipeError


def console(file: IO[str], *, forced: bool) -> Console:
    """Return a console on a stream: Rich reads the environment, unless styles are forced.

    Lines are printed as wide as they are. Rich is told a size because of what it would make of
    `COLUMNS` and `LINES`: of 0 no output at all, of `²` an error.
    """
    width, height = ANY_SIZE
    if forced:
        return _PipeConsole(
            file=file,
            force_terminal=True,
            color_system="standard",
            no_color=False,
            width=width,
            height=height,
        )
    return _PipeConsole(file=file, width=width, height=height)


class StyledLines:
    """Lines of styled spans as a Rich renderable, printed as they are whatever the console's width.

    links: whether spans that name a web address become hyperlinks.
    room: how many columns the terminal has; in lines that fit in, columns hold behind texts that
    terminals draw in different widths. 0: it is no terminal, or not known.
    """

    def __init__(self, lines: Iterable[Line], *, links: bool = False, room: int = 0) -> None:
        self.lines = tuple(lines)
        self.links = links
        self.room = room

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Yield a segment for each span, and one that ends each line."""
        end = Segment.line()
        for line in self.lines:
            segments = [self._segment(span) for span in line]
            if self.room:
                segments = list(_anchored(segments, self.room))
            yield from segments
            yield end

    def _segment(self, span: Span) -> Segment:
        text = span.text
        # Documents are clean already; this is the last gate before a terminal, for any lines.
        if not text.isprintable():
            text = visible(text)
        style = _style(span.style)
        # No other scheme is handed to a terminal.
        if self.links and span.target and is_address(span.target):
            style = linked(style, span.target)
        return Segment(text, style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return the width of the widest line, in cells, as least and as most."""
        widest = max(map(line_width, self.lines), default=0)
        return Measurement(widest, widest)


def _anchored(segments: list[Segment], room: int) -> Iterator[Segment]:
    """Yield the segments of a line with its columns held, if it fits in the room."""
    line = "".join([segment.text for segment in segments])
    places = list(column_places(line))
    if places and cell_width(line) > room:
        # The terminal breaks the line: there columns are others.
        places = []
    end = 0
    for text, style, _ in segments:
        at, end = end, end + len(text)
        pieces: list[str] = []
        for place, column in places:
            if at <= place < end:
                pieces += [line[at:place], to_column(column)]
                at = place
        yield Segment("".join([*pieces, line[at:end]]), style)


class Printable:
    """A document as a Rich renderable, laid out for the width of the console that prints it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the document's lines, none wider than the console."""
        yield StyledLines(lay_out(self.document, options.max_width), links=True)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return how few and how many cells the document makes use of."""
        return Measurement(NARROWEST, DRAWN).with_maximum(options.max_width)


@cache
def _style(role: Style) -> RichStyle:
    return RichStyle.parse(STYLES[role])
