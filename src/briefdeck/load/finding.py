"""A problem on its way: what is wrong at which key path, before its place in the file is looked up."""

from dataclasses import dataclass

from briefdeck.load.place import Mark
from briefdeck.model.problem import KeyPath, Place, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
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
