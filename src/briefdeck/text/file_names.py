"""Relative paths of files that mean the same on every system and lead nowhere else."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from briefdeck.text.pattern import pattern

# Most file systems take names of 255 bytes and paths of 1,024: some room is left for the folder.
LONGEST_NAME: Final = 200
LONGEST_PATH: Final = 900
DEEPEST: Final = 16
_ABSOLUTE: Final = pattern(r"[/\\]|[A-Za-z]:")
_FORBIDDEN: Final = pattern(r'[\x00-\x1f\x7f<>:"|?*\\]')
# Windows opens a device for these names, whatever folder or suffix they have.
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
    """Return why a path is refused, or None where it is safe.

    A safe one is relative, stays inside its folder, and is a file name on every system.
    """
    if not path:
        return "has no name"
    if _ABSOLUTE.match(path):
        return "names a place outside its folder (an absolute path)"
    parts = path.split("/")
    if ".." in parts:
        return "leaves its folder (`..`)"
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST:
        return "has too long or too deep a name"
    for part in parts:
        problem = _part_problem(part)
        if problem:
            return problem
    return None


def collision(paths: Iterable[str]) -> tuple[str, str] | None:
    """Return the first two names that would be one file on some system.

    They differ only in case or Unicode form, or one is a folder where the other is a file.
    """
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
    """Return the name as a file system may see it that minds neither case nor Unicode form."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _part_problem(part: str) -> str | None:
    """Return why one name of a path is refused, or None where it is safe."""
    if part in {"", "."}:
        return "has an empty part in its name"
    if _FORBIDDEN.search(part) or not part.isprintable():
        return "has a sign in its name that no file name may hold"
    if part != part.strip(". "):
        return "has a name that begins or ends with a dot or a blank"
    if len(part.encode("utf-8", "replace")) > LONGEST_NAME:
        return "has too long a name"
    stem, _, _ = part.partition(".")
    if stem.casefold().rstrip() in _DEVICES:
        return "has the name of a device"
    if unicodedata.normalize("NFC", part) != part:
        return "has a name that is not in a normal Unicode form"
    return None
