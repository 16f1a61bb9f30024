"""Names as BibTeX and RIS write them, taken apart as CSL has them.

Names are parted before their LaTeX is read: braces keep together what they enclose.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefdeck.editing.toml_text import Value
from briefdeck.intake.references.latex import plain_text
from briefdeck.intake.references.wording import plain_words
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, quoted

CslName = dict[str, Value]
"""A name by CSL's keys."""

_AND: Final = pattern(r"(?:^|(?<=[\s}]))and(?=[\s{]|$)", re.IGNORECASE)
_SEMICOLON: Final = pattern(r";")
_COMMA: Final = pattern(r",")
_BLANK: Final = pattern(r"[\s~]+")
_SUFFIX: Final = pattern(r"(?:Jr|Sr|jr|sr|JR|SR)\.?|(?:II|III|IV|2nd|3rd|4th)\.?")
_INITIALS: Final = pattern(r"(?:\w\.?[ -]?){1,4}")
_ET_AL: Final = pattern(r",?\s+et\.?\s+al\.?$", re.IGNORECASE)
_PART: Final = pattern(r"\s*(family|given|prefix|suffix|useprefix)(?:-i)?\s*=\s*(.*)", re.DOTALL)
_OF_BODIES: Final = pattern(
    r"\b(?:Agency|Alliance|Association|Authority|Bureau|Center|Centre|Collaboration|Commission"
    r"|Committee|Community|Company|Consortium|Corporation|Council|Department|Directorate|Federation"
    r"|Foundation|Government|Group|Inc|Institute|Institution|Laboratory|LLC|Ltd|Ministry|Museum"
    r"|Nations|Office|Organi[sz]ation|Parliament|Project|Secretariat|Society|Team|Union|University"
    r"|(?:Central|Development|Reserve|World) Bank)\b"
)
"""Words of bodies, which hardly anybody has for a name."""
_PAIR: Final = 2
_MOST_PARTS: Final = 3


class Named(NamedTuple):
    """The names in a field, and what was guessed of them.

    has_others: whether they end with `and others`.
    """

    names: tuple[CslName, ...]
    has_others: bool = False
    guessed: tuple[str, ...] = ()


def bibtex_names(value: str) -> Named:
    """Return the names of a field of BibTeX."""
    names: list[CslName] = []
    guessed: list[str] = []
    has_others = False
    for written in _each(value):
        whole = _ET_AL.sub("", written)
        has_others |= whole != written or _text(whole) in {"others", "al."}
        if _text(whole) in {"others", "al.", ""}:
            continue
        name = _bibtex_name(whole)
        is_body = "given" in name and "," not in whole and _OF_BODIES.search(_text(whole))
        if is_body:
            guessed.append(f"{quoted(_text(whole))} is taken as the name of a body, not a person's")
        names.append({"literal": _text(whole)} if is_body else name)
    return Named(tuple(names), has_others, tuple(guessed))


def ris_name(value: str) -> CslName:
    """Return a name of RIS: `van der Berg, Piet, Jr.`; without a comma it is said as it is."""
    parts = [plain_words(part) for part in value.split(",", 2)]
    family, *others = [part for part in parts if part] or [""]
    if not others:
        return {"literal": family}
    if _OF_BODIES.search(others[0]) or (" " in family and _OF_BODIES.search(family)):
        # The format has no way to write a body with a comma in its name.
        return {"literal": plain_words(value)}
    given, suffix = (*others, "")[:2]
    return _inverted(family.split(), given.split(), suffix)


def with_suffix(name: CslName) -> CslName:
    """Return a name whose suffix stands apart where it was written behind the given name."""
    given, comma, suffix = str(name.get("given", "")).rpartition(",")
    if not comma or "suffix" in name or not _SUFFIX.fullmatch(suffix.strip()):
        return name
    return {**name, "given": given.strip(), "suffix": suffix.strip()}


def _each(value: str) -> Iterator[str]:
    """Each name of a list, as it is written."""
    for written in _parted(value, _AND):
        if ";" in written:
            yield from _parted(written, _SEMICOLON)
        else:
            yield from _pairs(written)


def _pairs(written: str) -> Iterator[str]:
    """The names in a list that has commas for `and`: `Abe, A., Boll, B.`; else the one name."""
    parts = _parted(written, _COMMA)
    are_pairs = len(parts) > _MOST_PARTS and len(parts) % _PAIR == 0
    if not are_pairs or not all(_INITIALS.fullmatch(_text(part)) for part in parts[1::_PAIR]):
        yield written
        return
    for family, given in zip(parts[::_PAIR], parts[1::_PAIR], strict=True):
        yield f"{family}, {given}"


def _bibtex_name(written: str) -> CslName:
    if _is_enclosed(written):
        return {"literal": _text(written)}
    parts = _parted(written, _COMMA)
    if _PART.match(written):
        return _by_parts(parts)
    if len(parts) == 1:
        return _in_order(_parted(written, _BLANK))
    family, *others = parts
    *suffixes, given = others
    suffix = ", ".join(map(_text, suffixes))
    if suffix and not _SUFFIX.fullmatch(suffix) and _SUFFIX.fullmatch(_text(given)):
        suffix, given = _text(given), suffixes[0]
    if _is_enclosed(family):
        return _said(family=_text(family), given=_text(given), suffix=suffix)
    return _inverted(_parted(family, _BLANK), _parted(given, _BLANK), suffix)


def _inverted(family: list[str], given: list[str], suffix: str) -> CslName:
    """A name whose family comes first; particles are in small letters.

    Those before the family name are part of it, those behind the given name are dropped.
    """
    if not suffix and len(family) > 1 and _SUFFIX.fullmatch(family[-1]):
        *family, suffix = family
    if not suffix and len(given) > 1 and _SUFFIX.fullmatch(given[-1]):
        *given, suffix = given
    kept = 0
    while kept < len(family) - 1 and _is_small(family[kept]):
        kept += 1
    dropped = len(given)
    while dropped > 1 and _is_small(given[dropped - 1]):
        dropped -= 1
    return _said(
        family=_joined(family[kept:]),
        given=_joined(given[:dropped]),
        suffix=_text(suffix),
        kept=_joined(family[:kept]),
        dropped=_joined(given[dropped:]),
    )


def _in_order(words: list[str]) -> CslName:
    """A name as it is said: given names, particles in small letters, family name."""
    suffix = ""
    if len(words) > _PAIR and _SUFFIX.fullmatch(words[-1]):
        *words, suffix = words
    small = [at for at, word in enumerate(words[:-1]) if _is_small(word)]
    first = last = small[-1] + 1 if small else len(words) - 1
    while first - 1 in small:
        first -= 1
    return _said(
        family=_joined(words[last:]),
        given=_joined(words[:first]),
        suffix=suffix,
        kept=_joined(words[first:last]),
    )


def _by_parts(parts: list[str]) -> CslName:
    """A name in BibLaTeX's long form: `family=Berg, given=Piet, prefix=van der`."""
    found = [_PART.match(part) for part in parts]
    said = {match[1]: _text(match[2]) for match in found if match}
    is_kept = said.get("useprefix", "true") != "false"
    prefix = said.get("prefix", "")
    return _said(
        family=said.get("family", ""),
        given=said.get("given", ""),
        suffix=said.get("suffix", ""),
        kept=prefix if is_kept else "",
        dropped="" if is_kept else prefix,
    )


def _said(
    *, family: str, given: str = "", suffix: str = "", kept: str = "", dropped: str = ""
) -> CslName:
    parts = {
        "family": family,
        "given": given,
        "suffix": suffix,
        "non-dropping-particle": kept,
        "dropping-particle": dropped,
    }
    return {key: part for key, part in parts.items() if part}


def _parted(text: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a text between separators outside of braces, none of them empty."""
    parts: list[str] = []
    start = position = depth = 0
    while position < len(text):
        sign = text[position]
        found = separator.match(text, position) if depth == 0 else None
        if found and found.end() > position:
            parts.append(text[start:position])
            start = position = found.end()
            continue
        depth = max(0, depth + {"{": 1, "}": -1}.get(sign, 0))
        position += 2 if sign == "\\" else 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _is_enclosed(text: str) -> bool:
    """Whether braces enclose a text as a whole."""
    if not text.startswith("{") or not text.endswith("}"):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            # `{\'E}` alone is a letter.
            return at == len(text) - 1 and (" " in text or not text.startswith("{\\"))
    return False


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; what stands in braces counts as a capital."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = [sign for sign in _text(word) if sign.isalpha()]
    return bool(letters) and letters[0].islower()


def _joined(words: list[str]) -> str:
    return one_line(" ".join(map(_text, words)))


def _text(written: str) -> str:
    return plain_words(plain_text(written).text)
