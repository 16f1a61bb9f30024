"""Where the parts of the library's screens stand: a list, and a page on what its cursor is on.

Pure arithmetic.
"""

from dataclasses import dataclass

from briefdeck.reading.geometry import BESIDE_FROM, Box

STACKED_HEIGHT = 20
PROMPT_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfShape:
    """What the places depend on.

    `has_heading`: a line over the list; `has_prompt`: a line to type in over everything.
    """

    width: int
    height: int
    has_heading: bool = False
    has_prompt: bool = False
    is_reading: bool = False
    list_width: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether list and page stand side by side."""
        return self.width >= BESIDE_FROM

    @property
    def is_stacked(self) -> bool:
        """Whether the page stands under the list."""
        return not self.is_wide and self.height >= STACKED_HEIGHT

    @property
    def takes_turns(self) -> bool:
        """Whether there is room for one of them only."""
        return not (self.is_wide or self.is_stacked)

    @property
    def list_columns(self) -> int:
        """The width of the list beside the page."""
        chosen = self.list_width or self.width * 57 // 100
        return max(30, min(chosen, self.width - 40))


def shelf_boxes(shape: ShelfShape) -> dict[str, Box]:
    """The rectangle of each part that is on the screen, by its name."""
    width, height = shape.width, shape.height
    top = 2 + (PROMPT_ROWS if shape.has_prompt else 0)
    body = max(0, height - 1 - top)
    found = {
        "header": Box(0, 0, width, 1),
        "top": Box(0, 1, width, 1),
        "left": Box(0, top, 1, body),
        "right": Box(width - 1, top, 1, body),
        "footer": Box(0, height - 1, width, 1),
    }
    if shape.has_prompt:
        found["asked"] = Box(0, 2, width, 1)
        found["prompt"] = Box(4, 2, width - 6, 1)
        found["rule"] = Box(0, 3, width, 1)
    if shape.is_wide:
        found |= _beside(shape, top, body)
    elif shape.is_stacked:
        found |= _stacked(shape, top, body)
    elif shape.is_reading:
        found["reader"] = Box(1, top, width - 2, body)
    else:
        found |= _list(shape, 1, top, width - 2, body)
    return {
        name: box
        for name, box in found.items()
        if box.width > 0 and box.height > 0 and box.y + box.height <= height
    }


def _list(shape: ShelfShape, x: int, y: int, width: int, height: int) -> dict[str, Box]:
    if not shape.has_heading or height < 3:
        return {"list": Box(x, y, width, height)}
    return {"heading": Box(x, y, width, 1), "list": Box(x, y + 1, width, height - 1)}


def _beside(shape: ShelfShape, top: int, body: int) -> dict[str, Box]:
    at = 1 + shape.list_columns
    return {
        **_list(shape, 1, top, shape.list_columns, body),
        "second": Box(at, top, 1, body),
        "reader": Box(at + 1, top, shape.width - at - 2, body),
    }


def _stacked(shape: ShelfShape, top: int, body: int) -> dict[str, Box]:
    above = body * (45 if shape.is_reading else 55) // 100
    return {
        **_list(shape, 1, top, shape.width - 2, above),
        "middle": Box(0, top + above, shape.width, 1),
        "reader": Box(1, top + above + 1, shape.width - 2, body - above - 1),
    }
