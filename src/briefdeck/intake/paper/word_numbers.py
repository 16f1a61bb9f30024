"""The numbers that Word prints before paragraphs: counted, as they do not stand in the file."""

import re
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.word_package import Xml
from briefdeck.text.roman import roman

BULLET: Final = "•"
_PART: Final = re.compile(r"%([1-9])")
_HIGHEST: Final = 9_999


class Level(Struct, frozen=True):
    """A level of a list: the form of its numbers, the text around them, and the first one."""

    form: str = "decimal"
    text: str = "%1."
    first: int = 1


class Numbers:
    """Counts the paragraphs of all lists, in the order of the document."""

    def __init__(self, part: Xml) -> None:
        kinds = {kind.get("abstractNumId", ""): _levels(kind) for kind in part.iter("abstractNum")}
        self._levels: dict[str, dict[int, Level]] = {}
        self._kinds: dict[str, str] = {}
        for num in part.iter("num"):
            said = num.find("abstractNumId")
            kind = said.get("val", "") if said is not None else ""
            self._kinds[num.get("numId", "")] = kind
            self._levels[num.get("numId", "")] = kinds.get(kind, {}) | _overrides(
                num, kinds.get(kind, {})
            )
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, list_id: str, level: int) -> str:
        """Return what is printed before the next paragraph of a list at a level, from 0."""
        levels = self._levels.get(list_id, {})
        here = levels.get(level, Level(form="bullet"))
        counts = self._counts.setdefault(self._kinds.get(list_id, list_id), {})
        counts[level] = counts.get(level, here.first - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if here.form in {"bullet", "none"}:
            return BULLET if here.form == "bullet" else ""

        def number(found: re.Match[str]) -> str:
            which = int(found[1]) - 1
            of = levels.get(which, Level())
            return in_form(counts.get(which, of.first), of.form)

        return _PART.sub(number, here.text).strip()


def in_form(number: int, form: str) -> str:
    """Return a number as Word prints it: `4`, `iv`, `D`."""
    if not 0 < number <= _HIGHEST:
        return str(number)
    text = str(number)
    if form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = roman(number)
    elif form == "decimalZero":
        text = f"{number:02}"
    return text.upper() if form.startswith("upper") else text


def _levels(part: Xml) -> dict[int, Level]:
    return {
        int(level.get("ilvl", "")): _level(level)
        for level in part.iter("lvl")
        if level.get("ilvl", "").isdecimal()
    }


def _level(part: Xml) -> Level:
    said = {each.tag: each.get("val", "") for each in part}
    first = said.get("start", "1")
    return Level(
        form=said.get("numFmt", "decimal"),
        text=said.get("lvlText", "%1."),
        first=int(first) if first.isdecimal() and len(first) < 6 else 1,
    )


def _overrides(num: Xml, levels: dict[int, Level]) -> dict[int, Level]:
    """Return the levels that a list sets otherwise than its kind does."""
    changed = _levels(num)
    for override in num.iter("lvlOverride"):
        start = override.find("startOverride")
        level = override.get("ilvl", "")
        first = start.get("val", "") if start is not None else ""
        if level.isdecimal() and first.isdecimal() and len(first) < 6:
            here = changed.get(int(level), levels.get(int(level), Level()))
            changed[int(level)] = Level(form=here.form, text=here.text, first=int(first))
    return changed
