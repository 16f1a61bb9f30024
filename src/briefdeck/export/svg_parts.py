"""What pictures are made of: elements of SVG whose texts and attributes are escaped here alone."""

from collections.abc import Iterable
from html import escape
from typing import Final, NamedTuple

from briefdeck.export.glyphs import wrapped
from briefdeck.text.visible import visible

LINE_HEIGHT: Final = 16
MARGIN: Final = 4


def escaped(text: str) -> str:
    """Return a text that cannot be taken for anything else, in an element or an attribute."""
    return escape(visible(text))


def element(tag: str, content: str = "", **attributes: object) -> str:
    """Return an element around what is SVG already; `class_` is the attribute of that name."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(str(value))}"'
        for name, value in attributes.items()
        if value not in {None, ""}
    )
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def title(text: str) -> str:
    """Return what is said where a pointer rests on an element."""
    return element("title", escaped(text))


def words(text: str, x: float, y: float, kind: str = "label", **attributes: object) -> str:
    """Return a text whose baseline begins at a place."""
    return element("text", escaped(text), class_=f"bd-{kind}", x=x, y=y, **attributes)


def paragraph(text: str, x: int, y: int, room: int, kind: str = "muted") -> tuple[str, int]:
    """Return a text in lines from a baseline on, and the baseline behind it."""
    lines = list(wrapped(text, room))
    drawn = [words(line, x, y + LINE_HEIGHT * at, kind) for at, line in enumerate(lines)]
    return "".join(drawn), y + LINE_HEIGHT * len(lines)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """Return a straight line."""
    return element("line", class_=f"bd-{kind}", x1=x1, y1=y1, x2=x2, y2=y2)


def box(x: float, y: float, width: float, height: float, kind: str, content: str = "") -> str:
    """Return a rectangle."""
    return element(
        "rect", content, class_=kind, x=x, y=y, width=round(width, 2), height=round(height, 2)
    )


def group(parts: Iterable[str], kind: str = "", **attributes: object) -> str:
    """Return elements as one."""
    return element("g", "".join(parts), class_=kind, **attributes)


class Painted(NamedTuple):
    """What is painted, how wide and high it is, and what it is called and shows, in words.

    losses: what is not in it, though it might be expected.
    """

    body: str
    width: int
    height: int
    name: str
    about: str
    losses: tuple[str, ...] = ()


def picture(painted: Painted, *, ids: str, role: str = "img") -> str:
    """Return a picture with its name and what it shows, for who cannot see it."""
    named = element("title", escaped(painted.name), id=f"{ids}bd-title")
    described = element("desc", escaped(painted.about), id=f"{ids}bd-desc") if painted.about else ""
    return element(
        "svg",
        named + described + painted.body,
        xmlns="http://www.w3.org/2000/svg",
        class_="bd-svg",
        role=role,
        aria_labelledby=f"{ids}bd-title",
        aria_describedby=f"{ids}bd-desc" if described else "",
        viewBox=f"0 0 {painted.width} {painted.height}",
        width=painted.width,
        height=painted.height,
    )


def alone(painted: Painted, style: str, notes: Iterable[str] = ()) -> str:
    """Return a picture as a file: on its own ground, its name above it and notes below it."""
    room, parts = painted.width - 2 * MARGIN, []
    y = MARGIN + LINE_HEIGHT
    # Letters of the name are larger and bolder than those that the room is measured in.
    for part in wrapped(painted.name, int(room / 1.5)):
        parts.append(words(part, MARGIN, y, "name"))
        y += LINE_HEIGHT + 4
    parts.append(group((painted.body,), transform=f"translate(0 {y - LINE_HEIGHT + 4})"))
    y += painted.height + 4
    for note in notes:
        said, y = paragraph(note, MARGIN, y, room)
        parts.append(said)
    ground = box(0, 0, painted.width, y, "bd-ground")
    body = element("style", escape(style, quote=False)) + ground + "".join(parts)
    return picture(painted._replace(body=body, height=y), ids="") + "\n"
