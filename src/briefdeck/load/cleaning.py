"""Every text of a file made safe to show, once, at the boundary: nothing behind it needs to think of control characters."""

import re
from typing import Any, Final

from briefdeck.model.visible import is_clean, visible

_PLAIN: Final = bytes((*range(0x20, 0x7F), 0x0A))
"""The bytes of ASCII that may stand as they are."""

_ESCAPES: Final = r"\\[btfrexuU]"
"""Escapes that can make a character which must not reach a terminal."""


def clean(data: dict[str, Any], text: str) -> None:
    """Make every key and text of the data visible, in place; nothing to do where the file's text rules out the need."""
    if not needs_cleaning(text):
        return
    ahead: list[Any] = [data]
    while ahead:
        holder = ahead.pop()
        if isinstance(holder, dict):
            _clean_keys(holder)
        for key, value in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
            if isinstance(value, str):
                if not (value.isascii() and value.isprintable()):
                    holder[key] = visible(value, keep_newlines=True)
            elif isinstance(value, dict | list):
                ahead.append(value)


def needs_cleaning(text: str) -> bool:
    """Whether a text of TOML has a character, or an escape for one, that may have to be replaced.

    Each character that is no plain ASCII is looked at once, alone: a joiner that its neighbours justify is suspect too.
    """
    if "\\" in text and re.search(_ESCAPES, text):
        return True
    unusual = text.encode("utf-8").translate(None, _PLAIN).decode("utf-8")
    return not all(is_clean(char) for char in set(unusual))


def _clean_keys(table: dict[str, Any]) -> None:
    if not all(is_clean(key) for key in table):
        renamed = {visible(key): value for key, value in table.items()}
        table.clear()
        table.update(renamed)
