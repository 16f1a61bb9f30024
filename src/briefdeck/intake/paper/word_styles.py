"""What Word's styles make of a paragraph and its characters, each with what it is based on."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.intake.paper.word_package import Xml

_HEADING: Final = re.compile(r"heading ([1-9])\b")
_DEEPEST: Final = 20
"""Styles that are based on one another, at most."""
_SIDES: Final = frozenset({"top", "left", "bottom", "right"})
_OFF: Final = frozenset({"0", "false", "off", "none", "nil"})


class Style(Struct, frozen=True):
    """How a paragraph or its characters are set.

    name: in small letters, as in every language's Word. heading: its level, or 0. size: in half
    points. numbering: id and level of its list, where it is in one.
    """

    name: str = ""
    heading: int = 0
    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    size: float = 0
    boxed: bool = False
    numbering: tuple[str, int] | None = None

    def with_paragraph(self, properties: Xml | None) -> "Style":
        """Return the style with a paragraph's own properties (`pPr`)."""
        if properties is None:
            return self
        style = self
        outline = properties.find("outlineLvl")
        if outline is not None and outline.get("val", "").isdecimal():
            # Level 9 is that of the text.
            style = replace(style, heading=(int(outline.get("val", "")) + 1) % 10)
        border = properties.find("pBdr")
        if border is not None:
            sides = {side.tag for side in border if side.get("val") not in _OFF}
            style = replace(style, boxed=sides >= _SIDES)
        numbers = properties.find("numPr")
        if numbers is not None:
            style = replace(style, numbering=_numbering(numbers, style.numbering))
        return style

    def with_characters(self, properties: Xml | None) -> "Style":
        """Return the style with the own properties of characters (`rPr`)."""
        if properties is None:
            return self
        style = self
        for tag, field in (("b", "bold"), ("i", "italic"), ("vanish", "hidden")):
            said = properties.find(tag)
            if said is not None:
                style = replace(style, **{field: said.get("val") not in _OFF})
        place = properties.find("vertAlign")
        if place is not None:
            style = replace(style, raised=place.get("val") == "superscript")
        size = properties.find("sz")
        if size is not None and size.get("val", "").isdecimal():
            style = replace(style, size=float(size.get("val", "0")))
        return style


def _numbering(numbers: Xml, before: tuple[str, int] | None) -> tuple[str, int] | None:
    said = {part.tag: part.get("val", "") for part in numbers}
    list_id = said.get("numId", before[0] if before else "")
    level = said.get("ilvl", "")
    if not list_id or list_id == "0":
        return None
    return list_id, int(level) if level.isdecimal() else (before[1] if before else 0)


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, part: Xml) -> None:
        self._styles = {style.get("styleId", ""): style for style in part.iter("style")}
        self._found: dict[str, Style] = {}
        default = part.find("docDefaults/rPrDefault/rPr")
        self._default = Style(size=20).with_characters(default)
        self._usual = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if style.get("type") == "paragraph" and style.get("default") not in {None, "0"}
            ),
            "",
        )

    def paragraph(self, properties: Xml | None) -> Style:
        """Return the style of a paragraph by its properties."""
        said = properties.find("pStyle") if properties is not None else None
        style_id = said.get("val", "") if said is not None else self._usual
        return self._style(style_id).with_paragraph(properties)

    def characters(self, properties: Xml | None, around: Style) -> Style:
        """Return the style of a run of characters in a paragraph of a style."""
        said = properties.find("rStyle") if properties is not None else None
        if said is not None:
            for part in self._chain(said.get("val", "")):
                around = around.with_characters(part.find("rPr"))
        return around.with_characters(properties)

    def _style(self, style_id: str) -> Style:
        if style_id not in self._found:
            style = self._default
            for part in self._chain(style_id):
                name = part.find("name")
                called = name.get("val", "").casefold() if name is not None else ""
                heading = _HEADING.match(called)
                style = replace(style, name=called)
                if heading:
                    style = replace(style, heading=int(heading[1]))
                style = style.with_paragraph(part.find("pPr")).with_characters(part.find("rPr"))
            self._found[style_id] = style
        return self._found[style_id]

    def _chain(self, style_id: str) -> Iterator[Xml]:
        """Yield a style and what it is based on, the most general first."""
        chain: list[Xml] = []
        while style_id in self._styles and len(chain) < _DEEPEST:
            part = self._styles[style_id]
            chain.append(part)
            based = part.find("basedOn")
            style_id = based.get("val", "") if based is not None else ""
        return reversed(chain)
