"""A program on a pseudo-terminal whose screen is emulated, cell by cell."""

import re
import select
import time
from collections.abc import Mapping, Sequence
from unicodedata import combining

import pyte
from wcwidth import wcwidth

from support.ptys import MODE, Terminal

UNSEEN = re.compile(
    rb"\x1b\[[<=>?][0-9;]*\$?[a-zA-Z]|\x1b\[[0-9;]* q|\x1b\][^\x1b\x07]*(?:\x1b\\|\x07)"
)
"""What changes no cell; the emulator does not know all of it."""
WHOLE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]])")
Cells = list[list[tuple[str, ...]]]


class Screen(pyte.Screen):
    """The emulator's screen, which leaves out signs without a width of their own.

    It would leave out all that is drawn at once with them, up to where a read happens to end.
    """

    def draw(self, data: str) -> None:
        """Draw a text at the cursor."""
        super().draw("".join(sign for sign in data if wcwidth(sign) > 0 or combining(sign)))


class EmulatedTerminal(Terminal):
    """A terminal that draws; of what was written only changes of its modes are kept."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (36, 120),
    ) -> None:
        super().__init__(arguments, environment, size)
        self.screen = Screen(size[1], size[0])
        self._stream = pyte.ByteStream(self.screen)
        self._held = b""
        self._modes: list[bytes] = []

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        return self.screen.columns, self.screen.lines

    def resize(self, lines: int, columns: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(lines, columns)
        super().resize(lines, columns)

    def draw(self) -> None:
        """Draw what has been written by now."""
        data, self.output = self._held + self.output, b""
        last = data.rfind(b"\x1b")
        cut = last if last >= 0 and not WHOLE.match(data, last) else len(data)
        data, self._held = data[:cut], data[cut:]
        self._modes += [found[0] for found in MODE.finditer(data)]
        self._stream.feed(UNSEEN.sub(b"", data))

    def until_quiet(self, seconds: float) -> None:
        """Draw until nothing has been written for so long."""
        quiet = time.monotonic() + seconds
        while self.is_open and (left := quiet - time.monotonic()) > 0:
            if select.select([self.master], [], [], left)[0]:
                self.read(0)
                self.draw()
                quiet = time.monotonic() + seconds

    def cells(self) -> Cells:
        """Each cell's sign and look."""
        buffer = self.screen.buffer
        return [
            [tuple(map(str, buffer[y][x])) for x in range(self.screen.columns)]
            for y in range(self.screen.lines)
        ]

    def lines(self) -> list[str]:
        """The text of the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was before."""
        self.output = b"".join(self._modes) + self._held + self.output
        return super().is_restored
