"""From a name to a briefing: a file, a member of a pack, or one that ships inside a zip archive.

A name means: a path, else a briefing in the reader's own library, else in the configured folders
in their order, else one that ships. Within a folder the shallower path wins, then the earlier name.
Nothing here writes a file anywhere. Light: no model is loaded until a briefing is read.
"""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefdeck.library.folders import Folders, Origin, folders, shipped_texts
from briefdeck.library.walk import PACK_SUFFIX, SUFFIX, firsts, shown, spots
from briefdeck.text.words import near_names

if TYPE_CHECKING:
    from briefdeck.loader import Loaded


STDIN: Final = "-"
"""The name of standard input, as other programs have it."""


class Found(NamedTuple):
    """A briefing's file; `hidden` are files of the same id that come later in the order of lookup.

    `content` is its bytes where it is not a file of its own: a member of the pack `pack`, a
    briefing that ships inside a zip archive, or what came from a stream. `path` is then where it
    stands in the archive, or the stream's name.
    """

    id: str
    path: Path
    origin: Origin
    hidden: tuple[Path, ...] = ()
    content: bytes | None = None
    pack: Path | None = None


class NotFound(NamedTuple):
    """No briefing has that name; `suggestions` are close names, best first."""

    name: str
    suggestions: tuple[str, ...] = ()


class Several(NamedTuple):
    """A pack that holds several briefings: none was picked, or `picked`, which is not in it."""

    pack: Path
    ids: tuple[str, ...]
    picked: str | None = None


class Refused(NamedTuple):
    """Something was not done: why, and what to do."""

    message: str
    remedy: str = ""


def find(
    name: str, places: Folders | None = None, *, pick: str | None = None
) -> Found | NotFound | Several | Refused:
    """Return the briefing that a name or a path means, `pick` in a pack that holds several.

    Every byte of a pack is verified first; Refused where it does not hold what it should.
    """
    path = Path(name)
    if names_stream(name):
        return _from_stream(name)
    if _names_pack(path):
        return _in_pack(path, pick)
    return resolve(name, places)


def names_stream(name: str) -> bool:
    """Whether a name means standard input (`-`), a pipe or a device, which can be read once."""
    if name == STDIN:
        return True
    try:
        mode = os.stat(name).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def _from_stream(name: str) -> Found | Refused:
    """Return what a stream gives, to the limit of a briefing's size and one byte more."""
    from briefdeck.files import LARGEST_BRIEFING, read_stream

    is_stdin = name == STDIN
    try:
        content = read_stream(None if is_stdin else name, LARGEST_BRIEFING)
    except OSError as error:
        what = "Standard input" if is_stdin else f"`{name}`"
        return Refused(f"{what} cannot be read: {(error.strerror or str(error)).lower()}.")
    path = Path(name)
    briefing_id = "stdin" if is_stdin else shown(path.name.removesuffix(SUFFIX))
    return Found(briefing_id, path, "path", content=content)


def resolve(name: str, places: Folders | None = None) -> Found | NotFound:
    """Return the file that a name or a path means; a pack is a file as any other."""
    direct = _by_path(name)
    if direct is not None:
        return direct
    places = places or folders()
    base = os.path.basename(name)
    wanted = shown(base.removesuffix(SUFFIX))
    by_id = firsts(spots(places))
    if base != name:
        return NotFound(name, near_names(wanted, by_id))
    if wanted in by_id:
        first, *others = by_id[wanted]
        hidden = tuple(Path(other.path) for other in others)
        return Found(wanted, Path(first.path), first.origin, hidden)
    return _zipped(wanted, places) or NotFound(name, near_names(wanted, by_id))


def read(found: Found) -> "Loaded":
    """Load the briefing that was found; problems name its place in the archive it comes from."""
    from briefdeck.loader import load, load_text

    if found.content is None:
        return load(found.path)
    return load_text(found.content, found.id, path=found.path)


def is_made_anew(path: Path, places: Folders) -> bool:
    """Whether a file is a copy of the program's own, in which changes would be lost.

    Those are copies out of packs in the cache, mirrors of shared shelves, and what ships inside an
    installed package.
    """
    whole = path.absolute()
    installed = Path(__file__).parents[1] / "briefings"
    made = (places.cache, places.mirrors, installed)
    return any(whole.is_relative_to(folder) for folder in made)


def _by_path(name: str) -> Found | None:
    """Return the file at that path; a folder that has a briefing's name does not count."""
    try:
        status = os.stat(name)
    except (OSError, ValueError):
        return None
    is_path = os.path.basename(name) != name or name.endswith(SUFFIX)
    if is_path or stat.S_ISREG(status.st_mode):
        path = Path(name)
        return Found(shown(path.name.removesuffix(SUFFIX)), path, "path")
    return None


def _zipped(wanted: str, places: Folders) -> Found | None:
    """Return a briefing that ships, where the package is a zip archive."""
    if places.shipped is not None:
        return None
    for name, content in shipped_texts():
        if name == wanted + SUFFIX:
            path = Path(__file__).parents[1] / "briefings" / name
            return Found(wanted, path, "shipped", content=content)
    return None


def _names_pack(path: Path) -> bool:
    """Whether a file calls itself a pack, by its name or by what stands at its end."""
    # A briefing is named most often, and needs no look at its end.
    if path.suffix == SUFFIX or not os.path.isfile(path):
        return False
    if path.suffix == PACK_SUFFIX:
        return True
    from briefdeck.library.packfile import is_pack

    return is_pack(path)


def _in_pack(pack: Path, pick: str | None) -> Found | Several | Refused:
    from briefdeck.library.packfile import PackError, refusal, unpacked

    try:
        manifest, held = unpacked(pack)
    except PackError as error:
        return Refused(*refusal(pack, error))
    members = {briefing.id: briefing.path for briefing in manifest.briefings}
    if pick is None and len(members) == 1:
        (pick,) = members
    if pick not in members:
        return Several(pack, tuple(members), pick)
    member = members[pick]
    return Found(pick, pack / member, "path", content=held[member], pack=pack)
