"""Every text of a file made safe to show, once, at the boundary: nothing behind it needs to think of control characters."""

import re
from typing import Any, Final

from briefdeck.model.visible import is_clean, visible

_ESCAPES: Final = re.compile(r"\\[btfrexuU]")
"""Escapes that can make a character which must not reach a terminal."""


def clean(data: dict[str, Any], text: str) -> None:
    """Make every key and text of the data visible, in place; nothing to do where the file's text rules out the need."""
    if is_clean(text) and ("\\" not in text or not _ESCAPES.search(text)):
        return
    ahead: list[Any] = [data]
    while ahead:
        holder = ahead.pop()
        if isinstance(holder, dict):
            _clean_keys(holder)
        for key, value in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
            if isinstance(value, str):
                holder[key] = visible(value, keep_newlines=True)
            elif isinstance(value, dict | list):
                ahead.append(value)


def _clean_keys(table: dict[str, Any]) -> None:
    if not all(is_clean(key) for key in table):
        renamed = {visible(key): value for key, value in table.items()}
        table.clear()
        table.update(renamed)
