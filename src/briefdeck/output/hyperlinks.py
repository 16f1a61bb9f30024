"""Hyperlinks of a terminal (OSC 8): which terminals take them, and a style that is one.

Apart from `terminal.py` because the interface's first frame has links and no time for a console.
"""

import os
from functools import cache
from typing import Final
from urllib.parse import quote

from rich.style import Style

_LINKLESS: Final = frozenset({"", "dumb", "unknown", "linux", "cons25", "vt100", "vt220", "eterm"})
"""Terminals, by TERM up to a hyphen, that show the escape sequence of a link, or are confused."""

_FIRST_VTE: Final = 5000
"""The version of VTE (0.50) from which on no link ends a terminal made with it."""


@cache
def linked(style: Style, address: str) -> Style:
    """Return a style as that of a hyperlink.

    There is one for each address: Rich gives it an id, by which a terminal joins broken lines.
    """
    return style + Style(link=_encoded(address))


def takes_links() -> bool:
    """Whether the terminal that the environment describes knows hyperlinks, or passes over them."""
    name, _, _ = os.environ.get("TERM", "").lower().partition("-")
    vte = os.environ.get("VTE_VERSION", "")
    is_old = vte.isdecimal() and int(vte) < _FIRST_VTE
    return name not in _LINKLESS and not is_old


def _encoded(address: str) -> str:
    """Return an address with all that could end a terminal's escape sequence percent-encoded."""
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")
