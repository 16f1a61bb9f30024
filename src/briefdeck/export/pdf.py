"""A briefing as PDF, set by typst: tagged, with outline, links and pictures.

The template reads the briefing as data, so that nothing in it can be markup or code.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import msgspec
import typst

from briefdeck.document.lookup import lookup
from briefdeck.export import Exported, Wanted
from briefdeck.export.glyphs import FONT_SIZE, FONTS
from briefdeck.export.paper.nodes import Paper
from briefdeck.export.paper.whole import paper
from briefdeck.export.svg_style import PLAIN_STYLE
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from typst import PDFStandard

_STYLE: Final = PLAIN_STYLE.replace(FONTS, '"Libertinus Serif", serif').replace(
    f"font-size:{FONT_SIZE}px", f"font-size:{FONT_SIZE + 2}px"
)
"""Drawings have the letters of the text, which are narrower than those that rooms are made for."""
_STANDARD: Final["PDFStandard"] = "ua-1"
_FAULT: Final = "PDF/UA-1 error: "
_TRIES: Final = 4
"""How often a paper is set again without what its fonts lack, at most."""
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-|$)", re.IGNORECASE)
_MISSING: Final = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_PROBE: Final = b"""
#set document(title: "Letters")
#for each in json(bytes(sys.inputs.paper)) [#each ]
"""
"""A paper of single characters: its faults say which of them no font has."""


def export(wanted: Wanted) -> Exported:
    """Write a briefing as PDF."""
    made = paper(lookup(wanted.loaded), wanted.level)
    content, losses = _pressed(_data(made))
    return Exported(content, (*made.losses, *losses))


def _data(made: Paper) -> str:
    """A paper as the template reads it."""
    found = _LANGUAGE.match(made.language)
    fields: dict[str, Any] = msgspec.to_builtins(made)
    fields["lang"] = found[1].lower() if found else "en"
    fields["region"] = found[2].upper() if found and found[2] else None
    fields["style"] = escape(_STYLE, quote=False)
    return msgspec.json.encode(fields).decode()


def _pressed(data: str) -> tuple[bytes, list[str]]:
    """Return a paper as PDF, and what it cannot hold.

    The fonts of this machine serve only where the built-in ones lack letters.
    """
    unusual = sorted(character for character in set(data) if character > "\x7f")
    characters = msgspec.json.encode(unusual).decode()
    has_system = bool(_lacking(_PROBE, characters, has_system=False))
    lacking = _lacking(_PROBE, characters, has_system=True) if has_system else {}
    losses: list[str] = []
    standard: PDFStandard | None = _STANDARD
    for _ in range(_TRIES):
        try:
            content = _set(_template(), _numbered(data, lacking), standard, has_system=has_system)
        except typst.TypstError as error:
            more = _missing(error)
            if more:
                # Letters of which each has a font, but all of them together have none.
                lacking |= more if has_system else {}
                has_system = True
            elif standard and error.message.startswith(_FAULT):
                standard = None
                losses.append(f"the mark of PDF/UA, as {error.message.removeprefix(_FAULT)}")
            else:
                raise
        else:
            return content, [*losses, *_unset(lacking)]
    raise ValueError("there are no fonts for what it says.")


def _unset(lacking: Iterable[str]) -> Iterator[str]:
    """Yield which letters are written as their numbers, in a sentence."""
    letters = list(lacking)
    if letters:
        said = " ".join(letters)
        noun = counted(len(letters), "letter")
        yield f"the shapes of {noun} for which no font is installed, written as numbers: {said}"


def _numbered(data: str, lacking: Iterable[str]) -> str:
    """Return a text with numbers for what has no font: `⟨U+1F389⟩`."""
    # Longer ones first, as others may be parts of them.
    for each in sorted(lacking, key=len, reverse=True):
        data = data.replace(each, _codes(each))
    return data


def _codes(text: str) -> str:
    return "".join([f"⟨U+{ord(character):04X}⟩" for character in text])


def _lacking(source: bytes, data: str, *, has_system: bool) -> dict[str, None]:
    """Return the texts of a paper that no font has."""
    try:
        _set(source, data, _STANDARD, has_system=has_system)
    except typst.TypstError as error:
        return _missing(error)
    return {}


def _missing(error: "typst.TypstError") -> dict[str, None]:
    """Return the texts that a fault names as having no font, each once."""
    found = [_unescaped(each) for each in _MISSING.findall(error.diagnostic)]
    return dict.fromkeys(each for each in found if not each.isascii())


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _set(source: bytes, data: str, standard: "PDFStandard | None", *, has_system: bool) -> bytes:
    content = typst.compile(
        source,
        format="pdf",
        ignore_system_fonts=not has_system,
        sys_inputs={"paper": data},
        pdf_standards=[standard] if standard else [],
    )
    assert isinstance(content, bytes), "a PDF is one file"
    return content


@cache
def _template() -> bytes:
    return (files("briefdeck.export") / "briefing.typ").read_bytes()
