"""Control characters made visible, so that nothing read from a file can speak to the terminal.

`visible` says which character it was, for messages and names; `cleaned` puts one sign that is not
part of any word in its place, for what an author wrote: no rule, search or comparison may take our
words for theirs.
"""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.text.pattern import pattern

_CONTROLS: Final = "\x00-\x09\x0b-\x1f\x7f-\x9f"
# Invisible or direction-changing: soft hyphen, grapheme joiner, Arabic letter mark, fillers,
# inherent Khmer vowels, zero-width and directional marks, separators, deprecated format characters,
# interlinear marks, shorthand and musical controls, tags and supplementary variation selectors.
_FORMATS: Final = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_PRINTABLE_SUSPECTS: Final = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_TELLING: Final = frozenset({0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xED, *range(0xEF, 0x100)})
"""The bytes of UTF-8 with which a suspect beyond ASCII can begin."""
_HARMLESS: Final = bytes(sorted({*range(0x20, 0x7F), *range(0x80, 0x100)} - _TELLING))
_BEYOND: Final = 0xF0
"""The least byte of UTF-8 with which a character beyond the basic plane begins."""

# Surrogates, and what Unicode reserves: some of the basic plane and the last two of every plane.
_NONCHARACTERS: Final = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    [chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)]
)
# Joiners after a letter of a script beyond Greek and Cyrillic, or inside an emoji sequence; flags
# spelled with tags; one supplementary variation selector after an ideograph.
_NEEDED: Final = (
    "[\u0530-\u1fff\u231a-\u2bff\u3040-\u318f\ua000-\ud7ff\ufb1d-\ufdcf\ufdf0-\ufe0f\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f\U0001f000-\U0001faff]"
    "(?<![\u115f\u1160\u17b4\u17b5])[\u200c\u200d]"
    "|\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
    "|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\U000e0100-\U000e01ef]"
)
_RIGHT_TO_LEFT: Final = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_MARKS_OF_DIRECTION: Final = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
"""Marks and isolates, which order what is around them; overrides and embeddings do more."""
SOFT_HYPHEN: Final = "\xad"
LEFT_OUT: Final = {
    False: frozenset(SOFT_HYPHEN),
    True: frozenset(SOFT_HYPHEN + _MARKS_OF_DIRECTION),
}
"""What `cleaned` leaves out of a text, by whether that has letters from right to left."""
STAND_IN: Final = "\ufffd"
"""Stands for a character that cannot be shown, in one cell."""

_SUSPECT: Final = pattern(f"[{_CONTROLS}{_FORMATS}{_NONCHARACTERS}]")
_SUSPECT_OR_NEWLINE: Final = pattern(f"[\n{_CONTROLS}{_FORMATS}{_NONCHARACTERS}]")


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """Return the text with everything that controls a terminal or cannot be seen made visible.

    C0 controls and DEL become pictures (U+2400 and so on), C1 and bidirectional controls, invisible
    characters and lone surrogates their code (`⟨U+202E⟩`), a tab a blank. Joiners stay inside emoji
    and in scripts that need them, newlines where asked.
    """
    if keep_newlines:
        suspect, line = _SUSPECT, text.replace("\n", "")
    else:
        suspect, line = _SUSPECT_OR_NEWLINE, text
    if _is_plainly_clean(line):
        return text
    if suspect.search(text) is None:
        return text
    return re.sub(f"({_NEEDED})|{suspect.pattern}", _replacement, text)


def cleaned(text: str, *, is_right_to_left: bool | None = None) -> str:
    """Return an author's text with a sign for each character that controls or cannot be seen.

    The signs are pictures of C0 controls and `STAND_IN` for the rest. What is rightly there and
    does nothing on a terminal is left out: soft hyphens, and in a text with letters from right to
    left its marks and isolates. Newlines stay, and joiners where `visible` keeps them.
    is_right_to_left: said for a part of a text; else it is looked for.
    """
    if _is_plainly_clean(text.replace("\n", "")) or _SUSPECT.search(text) is None:
        return text
    if is_right_to_left is None:
        is_right_to_left = reads_right_to_left(text)
    for character in LEFT_OUT[is_right_to_left]:
        text = text.replace(character, "")
    return re.sub(f"({_NEEDED})|{_SUSPECT.pattern}", _sign, text)


def reads_right_to_left(text: str) -> bool:
    """Whether a text has letters that are read from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character that `cleaned` puts a sign for, and soft hyphens, with its offset."""
    if _is_plainly_clean(text.replace("\n", "")) or _SUSPECT.search(text) is None:
        return
    rightly = f"[{_MARKS_OF_DIRECTION}]" if reads_right_to_left(text) else "(?!)"
    for match in re.finditer(f"({_NEEDED}|\t|{rightly})|{_SUSPECT.pattern}", text):
        if match[1] is None:
            yield match.start(), match[0]


def _sign(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[0]
    shown = _replacement(match)
    return shown if len(shown) == 1 else STAND_IN


def json_escaped(text: str) -> str:
    """Return a text in JSON with escapes for what `visible` would replace in it.

    Outside of its strings JSON has no such character but line ends and indentation, which stay.
    """
    suspect = _SUSPECT
    if _is_plainly_clean(text.replace("\n", "")) or suspect.search(text) is None:
        return text
    return re.sub(f"({_NEEDED})|{suspect.pattern}", _json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[0]
    if match[0] == "\t":
        return match[0]
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join([f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)])


def is_clean(text: str) -> bool:
    """Whether `visible(text, keep_newlines=True)` would change nothing."""
    if _is_plainly_clean(text.replace("\n", "")):
        return True
    if _SUSPECT.search(text) is None:
        return True
    return visible(text, keep_newlines=True) == text


def _is_plainly_clean(line: str) -> bool:
    """Whether a quick look shows that nothing is suspect, as in nearly every text.

    What is printable to Python and suspect to us is looked for by itself.
    """
    if line.isascii():
        return line.isprintable()
    telling = line.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)
    if not telling:
        return True
    if not line.isprintable() or max(telling) >= _BEYOND:
        return False
    return not any(sign in line for sign in _PRINTABLE_SUSPECTS)


def _replacement(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[0]
    character = match[0]
    code = ord(character)
    if character == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"⟨U+{code:04X}⟩"
