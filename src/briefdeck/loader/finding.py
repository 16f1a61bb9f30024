"""A problem on its way: what is wrong at which key path, before its place in the file is looked up."""

from typing import Literal

from msgspec import Struct

from briefdeck.model.problem import KeyPath, Place, Severity

Mark = Literal["value", "key", "entry"]
"""What to point at: the value (its key where the value fills several lines), the key, or the entry's header."""


class Finding(Struct, frozen=True, kw_only=True):
    """What is wrong, where in the data, and what to do; `place` is given where the data has no such path.

    mark, word: what of the value to point at (see `find_place`).
    """

    rule: str
    message: str
    remedy: str = ""
    path: KeyPath = ()
    mark: Mark = "value"
    word: str = ""
    place: Place | None = None
    severity: Severity = "error"
