"""Where the parts of the reading screen stand: pure arithmetic from a size to rectangles."""

from typing import Literal

from msgspec import Struct

WIDE = 100
RIBBON_HEIGHT = 2
SECTIONS_WIDTH = 22
Part = Literal[
    "header",
    "top",
    "sections",
    "list",
    "reader",
    "left",
    "first",
    "second",
    "right",
    "middle",
    "ribbon",
    "footer",
    "prompt",
    "drawing",
    "rule",
]


class Box(Struct, frozen=True):
    """A rectangle in cells."""

    x: int
    y: int
    width: int
    height: int


class Shape(Struct, frozen=True, kw_only=True):
    """What the geometry depends on. `list_width` is the reader's own choice, 0: none."""

    width: int
    height: int
    has_list: bool = True
    has_ribbon: bool = True
    has_drawing: bool = False
    is_reading: bool = False
    list_width: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether sections, list and reader stand side by side.

        Otherwise list and reader take turns.
        """
        return self.width >= WIDE

    @property
    def shows_ribbon(self) -> bool:
        """Whether there is a ribbon and room for it."""
        return self.has_ribbon and self.height >= 22 and self.width >= 50

    @property
    def list_columns(self) -> int:
        """The width of the list beside the reader."""
        room = self.width - SECTIONS_WIDTH - 4
        chosen = self.list_width or min(52, round(self.width * 0.29))
        return max(20, min(chosen, room - 30))


def boxes(shape: Shape) -> dict[Part, Box]:
    """The rectangle of each part that is on the screen; parts that are not have none.

    Never wider than the screen.
    """
    width, height = shape.width, shape.height
    foot = RIBBON_HEIGHT + 1 if shape.shows_ribbon else 0
    body = max(0, height - 3 - foot)
    found: dict[Part, Box] = {
        "header": Box(0, 0, width, 1),
        "top": Box(0, 1, width, 1),
        "left": Box(0, 2, 1, body),
        "right": Box(width - 1, 2, 1, body),
        "footer": Box(0, height - 1, width, 1),
    }
    if foot:
        found["middle"] = Box(0, 2 + body, width, 1)
        found["ribbon"] = Box(0, 3 + body, width, RIBBON_HEIGHT)
    found |= _wide_body(shape, body) if shape.is_wide else _narrow_body(shape, body)
    if shape.has_drawing and "reader" in found and body >= 12:
        found |= _drawing_over(found["reader"])
    if width < 2:
        del found["right"]
    return {
        part: box
        for part, box in found.items()
        if box.width > 0 and box.height > 0 and box.y < height
    }


def _wide_body(shape: Shape, body: int) -> dict[Part, Box]:
    first = SECTIONS_WIDTH + 1
    parts: dict[Part, Box] = {
        "sections": Box(1, 2, SECTIONS_WIDTH, body),
        "first": Box(first, 2, 1, body),
    }
    if not shape.has_list:
        return parts | {"reader": Box(first + 1, 2, shape.width - first - 2, body)}
    second = first + 1 + shape.list_columns
    return parts | {
        "list": Box(first + 1, 2, shape.list_columns, body),
        "second": Box(second, 2, 1, body),
        "reader": Box(second + 1, 2, shape.width - second - 2, body),
    }


def _drawing_over(reader: Box) -> dict[Part, Box]:
    """The reader's room shared between the drawn timeline, a line under it, and the text."""
    height = max(6, min(20, reader.height * 11 // 20))
    return {
        "drawing": Box(reader.x, reader.y, reader.width, height),
        "rule": Box(reader.x, reader.y + height, reader.width, 1),
        "reader": Box(reader.x, reader.y + height + 1, reader.width, reader.height - height - 1),
    }


def _narrow_body(shape: Shape, body: int) -> dict[Part, Box]:
    part: Part = "reader" if shape.is_reading or not shape.has_list else "list"
    return {part: Box(1, 2, shape.width - 2, body)}
