"""Scripts of East Asia, in whose names the family name comes first and no blank follows it."""

from typing import Final

from briefdeck.text.pattern import pattern

# Han, kana, bopomofo and Hangul, with their compatibility forms and the iteration marks.
_EAST_ASIAN: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
    "\u3041-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uff9f\uffa0-\uffdc"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_WRITTEN: Final = pattern(f"[{_EAST_ASIAN}][{_EAST_ASIAN}\\s]*")


def is_east_asian(text: str) -> bool:
    """Return whether a text is written in Han, kana, bopomofo or Hangul throughout."""
    return _WRITTEN.fullmatch(text) is not None
