"""A terminal of our own making, that draws texts in whatever widths it is told to."""

import re
from collections.abc import Callable, Sequence

SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<numbers>[0-9;:?<>=]*)[ -/]*(?P<does>[@-~])|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[ -/]*[0-~])"
)


class Grid:
    """The cells of a screen. `widths` says how many cells each character of a text takes."""

    def __init__(
        self, columns: int, rows: int, widths: Callable[[str], Sequence[int]] | None = None
    ) -> None:
        self.cells = [[" "] * columns for _ in range(rows)]
        self.widths = widths or (lambda text: [1] * len(text))
        self.row = self.column = 0

    def feed(self, output: str) -> None:
        """Take what a program writes."""
        at = 0
        for sequence in SEQUENCE.finditer(output):
            self._write(output[at : sequence.start()])
            self._obey(sequence["does"], (sequence["numbers"] or "").split(";"))
            at = sequence.end()
        self._write(output[at:])

    def _obey(self, does: str | None, numbers: list[str]) -> None:
        match does, numbers:
            case "H", [row, column]:
                self.row, self.column = int(row) - 1, int(column) - 1
            case "G", [column]:
                self.column = min(int(column), len(self.cells[0])) - 1
            case "J", ["2"]:
                self.cells = [[" "] * len(row) for row in self.cells]

    def _write(self, text: str) -> None:
        for sign, width in zip(text, self.widths(text), strict=True):
            match sign:
                case "\n":
                    self.row = min(self.row + 1, len(self.cells) - 1)
                    self.column = 0
                case "\r":
                    self.column = 0
                case _:
                    self._draw(sign, width)

    def _draw(self, sign: str, width: int) -> None:
        """Put a character into its cells; like a terminal that does not wrap, over the last one."""
        row = self.cells[self.row]
        if not width:
            row[self.column - 1] += sign
            return
        for place in range(self.column, min(self.column + width, len(row))):
            row[place] = ""
        row[min(self.column, len(row) - 1)] = sign
        self.column = min(self.column + width, len(row))

    def edges(self) -> list[tuple[int, ...]]:
        """The columns of the vertical lines of frames, line by line."""
        return [tuple(at for at, cell in enumerate(row) if cell in set("│┃")) for row in self.cells]
