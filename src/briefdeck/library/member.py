"""The names of files in a pack: which are safe on every system, and which mean the same file on some."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST_NAME: Final = 200
LONGEST_PATH: Final = 900
DEEPEST: Final = 16
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_DEVICES: Final = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{name}{number}" for name in ("com", "lpt") for number in "0123456789¹²³"),
    }
)


def name_problem(path: str) -> str | None:
    """Why a member's name is refused, None where it is safe: relative, inside its folder, and a file name everywhere."""
    if not path:
        return "has no name"
    if path.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", path):
        return "names a place outside the pack (an absolute path)"
    parts = path.split("/")
    if ".." in parts:
        return "leaves its folder (`..`)"
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST:
        return "has too long or too deep a name"
    return next((problem for part in parts if (problem := _part_problem(part))), None)


def collision(paths: Iterable[str]) -> tuple[str, str] | None:
    """The first two names that would be one file where case or Unicode form do not count, or a file in a file's place."""
    seen: dict[str, str] = {}
    for path in paths:
        key = folded_name(path)
        if key in seen:
            return seen[key], path
        seen[key] = path
    for key, path in seen.items():
        parts = key.split("/")
        for end in range(1, len(parts)):
            above = "/".join(parts[:end])
            if above in seen:
                return seen[above], path
    return None


def folded_name(path: str) -> str:
    """The name as a file system may see it that minds neither case nor Unicode form."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _part_problem(part: str) -> str | None:
    if part in {"", "."}:
        return "has an empty part in its name"
    if _FORBIDDEN.search(part) or not part.isprintable():
        return "has a sign in its name that no file name may hold"
    if part.startswith((".", " ")) or part.endswith((".", " ")):
        return "has a name that begins or ends with a dot or a blank"
    if len(part.encode("utf-8", "replace")) > LONGEST_NAME:
        return "has too long a name"
    if part.split(".", maxsplit=1)[0].casefold().rstrip() in _DEVICES:
        return "has the name of a device"
    if unicodedata.normalize("NFC", part) != part:
        return "has a name in no normal Unicode form"
    return None
