"""The place of a citation as what it names: pages, sections, tables and so on, with numbers."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from briefdeck.text.pattern import pattern

Kind = Literal["page", "section", "chapter", "captioned", "note", "line", "paragraph"]


class Locator(NamedTuple):
    """A named place. word: what its headings or captions begin with. first, last: its numbers."""

    kind: Kind
    word: str
    first: str
    last: str


_HEADS: Final[dict[tuple[Kind, str], str]] = {
    ("page", ""): "p pp pg page pages slide",
    ("section", ""): "§ §§ s ss sec secs sect section sections",
    ("chapter", "chapter"): "ch chs chap chapter chapters",
    ("chapter", "part"): "part parts pt",
    ("chapter", "appendix"): "app appendix",
    ("chapter", "annex"): "annex",
    ("chapter", "schedule"): "schedule",
    ("chapter", "article"): "art arts article articles",
    ("captioned", "table"): "tab table tables",
    ("captioned", "figure"): "fig figs figure figures",
    ("captioned", "box"): "box",
    ("captioned", "chart"): "chart",
    ("captioned", "map"): "map",
    ("captioned", "exhibit"): "exhibit",
    ("note", ""): "n nn fn note notes footnote endnote",
    ("line", ""): "l ll line lines",
    ("paragraph", ""): "¶ ¶¶ par para paras paragraph paragraphs",
}
"""What is written before numbers, by kind and the word with which such headings begin."""
_KINDS: Final = {word: named for named, words in _HEADS.items() for word in words.split()}
_LABEL: Final = r"\d+(?:\.\d+)*(?:[a-eg-z](?![^\W_]))?|[ivxlcdm]+|[A-Z]{1,2}-?\d+(?:\.\d+)*|[A-Z]"
_PLACE: Final = pattern(
    rf"(?<![a-z\d:/.])(?:(?P<word>[a-z]+|§+|¶+)\.?\s*)?(?P<first>{_LABEL})"
    rf"(?:\s*(?:[-–—−]{{1,2}}|to)\s*(?P<last>{_LABEL})|\s?(?P<on>ff?)\b)?(?=[^a-z]|nn?\.?\d|$)",
    re.IGNORECASE,
)
_ASIDE: Final = pattern(r"(?<=\w)\([^()]*\)|\d+:[\d:]+")
"""What names no place of its own: `(2)` of `art. 7(2)`, a time."""
_LONGEST: Final = 200
"""Characters of a place that are read."""
_JOINERS: Final = {"and", "to", "also", "esp", "see"}


def locators(at: str) -> Iterator[Locator]:
    """Yield the places that are named in `p. 3, table 2`, `pp. 9-11`, `§ 4.2`, `12`.

    A number without a word is of the kind of the one before it. Where none is before, it is that of
    a page, or with a point in it of a section.
    """
    named: tuple[Kind, str] | None = None
    for found in _PLACE.finditer(_ASIDE.sub("", at[:_LONGEST])):
        word = (found["word"] or "").lower()
        first = found["first"]
        if word in _KINDS:
            named = _KINDS[word]
        elif word not in {"", *_JOINERS} or not _is_number(first):
            continue
        kind, heading = named or ("section" if "." in first else "page", "")
        yield Locator(kind, heading, first, _last(found))


def _is_number(label: str) -> bool:
    """Whether a label needs no word before it: `12`, `xi`, `IV`, but not `b`."""
    return len(label) > 1 or label.isdecimal() or label.isupper() or label in "ivx"


def _last(found: "re.Match[str]") -> str:
    """The last number of a range; `109-11` is up to 111, `9f` to 10, `9ff` to 12."""
    first, last = found["first"], found["last"]
    if found["on"] and first.isdecimal():
        return str(int(first) + (1 if found["on"] == "f" else 3))
    if last and first.isdecimal() and last.isdecimal() and len(last) < len(first):
        return first[: -len(last)] + last
    return last or first
