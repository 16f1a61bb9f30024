"""Where the parts of the reading screen stand: pure arithmetic from a size to rectangles."""

from typing import Literal

from msgspec import Struct

RAIL_FROM = 140
"""Columns from which the sections have a rail of their own; on fewer they are tabs."""
BESIDE_FROM = 100
"""Columns from which list and text stand side by side."""
STACKED_FROM = 18
"""Rows from which they stand one over the other; on fewer they take turns."""
RIBBON_FROM = 28
"""Rows from which the ribbon is shown without being asked for."""
CAPTION_FROM = 34
"""Rows from which it says in words where the reader is."""
RAIL_WIDTH = 24
ASKED_ROWS = 2
"""A line to type in over a list, and under it what may be typed."""
PEEK_ROWS = 5
"""Rows of a card, unless it has more to say and there is room."""
MOST_DRAWN = 20
"""Rows of a drawn timeline over the list, at most."""
MEASURE = 80
"""The most columns of text that is read through, unless the reader has chosen others."""

Part = Literal[
    "header", "top", "sections", "list", "reader", "left", "first", "second", "right",
    "between", "middle", "ribbon", "footer", "prompt", "drawing", "rule", "peek", "peek-edge",
    "upper", "lower", "body", "editor", "asked",
]  # fmt: skip
Mode = Literal["panes", "flow", "zen", "present"]
"""Text entry by entry; read on beside the list; read on without a frame; one block a screen."""


class Box(Struct, frozen=True):
    """A rectangle in cells."""

    x: int
    y: int
    width: int
    height: int


class Shape(Struct, frozen=True, kw_only=True):
    """What the geometry depends on.

    `list_wish` is how wide and how high the list would like to be; `list_width` the reader's own
    choice, 0: none; `list_share` the most percent of the height that a list over the text has;
    `drawing_wish` the rows in which the drawn timeline has its room; `peek_wish` those of the card;
    `measure` the most columns of text that is read through. `has_sections`: there are sections to
    choose from; `has_prompt`: a line to type in over everything; `is_single`: one part without a
    frame.
    """

    width: int
    height: int
    has_sections: bool = True
    has_prompt: bool = False
    has_list: bool = True
    has_ribbon: bool = False
    is_ribbon_wanted: bool = False
    has_drawing: bool = False
    has_peek: bool = False
    is_reading: bool = False
    is_single: bool = False
    mode: Mode = "panes"
    drawing_wish: int = MOST_DRAWN
    peek_wish: int = PEEK_ROWS
    list_wish: tuple[int, int] = (36, 8)
    list_width: int = 0
    list_share: int = 40
    measure: int = MEASURE

    @property
    def has_rail(self) -> bool:
        """Whether the sections stand in a rail; else they are tabs."""
        return self.has_sections and self.width >= RAIL_FROM and not self.is_single

    @property
    def is_wide(self) -> bool:
        """Whether list and text stand side by side."""
        return self.width >= BESIDE_FROM

    @property
    def shows_ribbon(self) -> bool:
        """Whether there is a ribbon, and room for it or a wish."""
        if not self.has_ribbon or self.width < 50 or self.height < 12:
            return False
        return self.height >= RIBBON_FROM or self.is_ribbon_wanted

    @property
    def ribbon_rows(self) -> int:
        """How high the ribbon is under its edge: eras and events, and words if there is room."""
        if not self.shows_ribbon:
            return 0
        return 3 if self.height >= CAPTION_FROM or self.is_ribbon_wanted else 2

    @property
    def list_columns(self) -> int:
        """The width of the list beside the text: 30 to 50% of their room, or as chosen."""
        room = self.width - 3 - (RAIL_WIDTH + 1 if self.has_rail else 0)
        if self.list_width:
            return max(20, min(self.list_width, room - 30))
        return max(round(room * 0.3), min(self.list_wish[0], room // 2))


def boxes(shape: Shape) -> dict[Part, Box]:
    """The rectangle of each part that is on the screen; parts that are not have none.

    Never wider than the screen.
    """
    is_bare = shape.is_single or shape.mode in {"zen", "present"}
    found = _bare(shape) if is_bare else _framed(shape)
    return {
        part: box
        for part, box in found.items()
        if box.width > 0 and box.height > 0 and box.y < shape.height
    }


def _bare(shape: Shape) -> dict[Part, Box]:
    """One part and the footer, without a frame; text that is read through stands in the middle."""
    width, height = shape.width, max(0, shape.height - 1)
    part: Part = "reader" if shape.is_reading or not shape.has_list else "list"
    top = ASKED_ROWS if shape.has_prompt else 0
    box = Box(0, top, width, height - top)
    if shape.mode == "zen":
        part, measure = "reader", min(shape.measure, width)
        margin = 0 if shape.is_single else (width - measure) // 2
        box = Box(margin, 0, measure, height)
    elif shape.mode == "present":
        part = "reader"
    found: dict[Part, Box] = {part: box, "footer": Box(0, height, width, 1)}
    if shape.has_prompt:
        found |= {"asked": Box(0, 0, width, ASKED_ROWS), "prompt": Box(2, 0, width - 2, 1)}
    return _with_peek(found, shape)


def _framed(shape: Shape) -> dict[Part, Box]:
    width, height = shape.width, shape.height
    ribbon = shape.ribbon_rows
    foot = ribbon + 1 if ribbon else 0
    top = 2 + (ASKED_ROWS + 1 if shape.has_prompt else 0)
    body = max(0, height - top - 1 - foot)
    found: dict[Part, Box] = {
        "header": Box(0, 0, width, 1),
        "top": Box(0, 1, width, 1),
        "left": Box(0, top, 1, body),
        "right": Box(width - 1, top, 1, body),
        "footer": Box(0, height - 1, width, 1),
    }
    if shape.has_prompt:
        found |= {
            "asked": Box(0, 2, width, ASKED_ROWS),
            "prompt": Box(4, 2, width - 6, 1),
            "rule": Box(0, 2 + ASKED_ROWS, width, 1),
        }
    if foot:
        found["middle"] = Box(0, top + body, width, 1)
        found["ribbon"] = Box(0, top + 1 + body, width, ribbon)
    found |= _body(shape, top, body)
    if width < 2:
        del found["right"]
    return _with_peek(found, shape)


def _body(shape: Shape, top: int, body: int) -> dict[Part, Box]:
    """Rail, drawing, list and text."""
    found: dict[Part, Box] = {}
    room = Box(1, top, shape.width - 2, body)
    if shape.has_rail:
        found["sections"] = Box(1, top, RAIL_WIDTH, body)
        found["first"] = Box(RAIL_WIDTH + 1, top, 1, body)
        room = Box(RAIL_WIDTH + 2, top, shape.width - RAIL_WIDTH - 3, body)
    if shape.has_drawing and body >= 12:
        height = max(5, min(MOST_DRAWN, shape.drawing_wish, body * 9 // 20))
        found["drawing"] = Box(room.x, room.y, room.width, height)
        found["rule"] = Box(room.x, room.y + height, room.width, 1)
        room = Box(room.x, room.y + height + 1, room.width, room.height - height - 1)
    return found | _list_and_text(shape, room)


def _list_and_text(shape: Shape, room: Box) -> dict[Part, Box]:
    if not shape.has_list:
        return {"reader": room}
    if shape.is_wide:
        second = room.x + shape.list_columns
        rest = room.x + room.width - second - 1
        return {
            "list": Box(room.x, room.y, shape.list_columns, room.height),
            "second": Box(second, room.y, 1, room.height),
            "reader": Box(second + 1, room.y, rest, room.height),
        }
    if shape.height < STACKED_FROM or room.height < 9:
        part: Part = "reader" if shape.is_reading else "list"
        return {part: room}
    height = max(3, min(shape.list_wish[1], room.height * shape.list_share // 100))
    return {
        "list": Box(room.x, room.y, room.width, height),
        "between": Box(room.x, room.y + height, room.width, 1),
        "reader": Box(room.x, room.y + height + 1, room.width, room.height - height - 1),
    }


def _with_peek(found: dict[Part, Box], shape: Shape) -> dict[Part, Box]:
    """The card at the foot of the text, or of the list where that has its turn."""
    host: Part = "reader" if "reader" in found else "list"
    box = found.get(host)
    if not shape.has_peek or box is None or box.height < PEEK_ROWS + 3:
        return found
    rows = max(PEEK_ROWS, min(shape.peek_wish, box.height // 2))
    left = box.height - rows - 1
    found[host] = Box(box.x, box.y, box.width, left)
    found["peek-edge"] = Box(box.x, box.y + left, box.width, 1)
    found["peek"] = Box(box.x, box.y + left + 1, box.width, rows)
    return found
