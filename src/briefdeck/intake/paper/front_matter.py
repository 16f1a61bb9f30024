"""What stands before a paper in Markdown between two lines of hyphens: its title, authors, date."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from briefdeck.text.pattern import pattern

_FENCES: Final = frozenset({"---", "+++", "..."})
_LONGEST: Final = 200
"""Lines from which on it is not front matter but a paper that begins with a rule."""
_PAIR: Final = pattern(r"([A-Za-z][\w-]*)\s*[:=]\s*(.*)")
_ITEM: Final = pattern(r"\s*-\s+(.*)")
_NAME: Final = pattern(r"(?:name|literal)\s*:\s*(.*)")
_BETWEEN: Final = pattern(r"\s*[,;]\s*")


class FrontMatter(Struct, frozen=True):
    """The values by key, in small letters; of each key all its values."""

    values: dict[str, list[str]]

    def many(self, *keys: str) -> tuple[str, ...]:
        """Return the values of the first of these keys that has some."""
        return next((tuple(self.values[key]) for key in keys if self.values.get(key)), ())

    def one(self, *keys: str) -> str:
        """Return the first value of the first of these keys that has one; else an empty text."""
        return next(iter(self.many(*keys)), "")


def front_matter(lines: Sequence[str]) -> tuple[FrontMatter, int]:
    """Return what stands before a paper, and the number of the line where the paper begins.

    Of YAML and TOML the forms that papers use are read: `key: value`, lists, and lists of names.
    """
    end = _end(lines)
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines[1 : max(0, end - 1)]:
        pair, item = _PAIR.match(line), _ITEM.match(line)
        if pair is not None:
            key = pair[1].lower()
            values.setdefault(key, []).extend(_values(pair[2]))
        elif item is not None and key:
            named = _NAME.match(item[1])
            values[key].extend(_values(named[1] if named else item[1]))
    return FrontMatter(values), end


def _end(lines: Sequence[str]) -> int:
    if not lines or lines[0].strip() not in {"---", "+++"}:
        return 0
    for number, line in enumerate(lines[1:_LONGEST], start=1):
        if line.strip() in _FENCES:
            return number + 1
        if number == 1 and not _PAIR.match(line):
            return 0
    return 0


def _values(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_bare(part) for part in _BETWEEN.split(text[1:-1]) if part]
    return [_bare(text)] if _bare(text) else []


def _bare(text: str) -> str:
    return text.strip().strip("\"'").strip()
