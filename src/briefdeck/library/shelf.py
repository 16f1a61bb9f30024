"""The shelf: a card for every briefing on it, and how one is put into the reader's library or out.

Light: no Rich, no Textual, and while the index knows the files no model either. Values are named
tuples, which cost nothing to import.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefdeck.library.folders import Folders, Origin, folders
from briefdeck.library.lookup import Found, Refused
from briefdeck.library.walk import PACK_SUFFIX, SUFFIX, Spot, firsts, on_disk, shown, spots
from briefdeck.text.words import did_you_mean, near_names


class Card(NamedTuple):
    """What a list says of a briefing's file. `problem` is the first error of a file that has one.

    `cited`, `single`, `uncited` count statements by support; `hidden_by` is the file of the same id
    that comes first; `changed`: whether it says something else than when it was last read (None:
    never read); `pending`: not parsed yet. `path` and `folder` are as the system has them (they may
    need `visible` to be shown); all other text is safe to show.
    """

    id: str
    path: str
    origin: Origin
    folder: str
    size: int
    modified: int
    title: str = ""
    subtitle: str = ""
    as_of: str = ""
    stance: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    entries: int = 0
    cited: int = 0
    single: int = 0
    uncited: int = 0
    errors: int = 0
    warnings: int = 0
    problem: str | None = None
    problem_line: int | None = None
    fingerprint: str = ""
    hidden_by: str | None = None
    changed: bool | None = None
    pending: bool = False

    @property
    def coverage(self) -> int | None:
        """Percent of statements with a source, rounded down.

        None for a broken or not yet parsed file.
        """
        if not self.title:
            return None
        total = self.cited + self.single + self.uncited
        return 100 * (self.cited + self.single) // total if total else 100


def listing(places: Folders | None = None, *, parse: bool = True) -> tuple[Card, ...]:
    """A card for every file on the shelf, in the order of lookup; broken and hidden files included.

    Cards come from the index's cache; a file that it does not know is parsed now, or with
    `parse=False` listed as `pending` with what its path says (for a first frame that waits for
    nothing).
    """
    from briefdeck.library.index import PATIENCE, Index
    from briefdeck.library.last_read import last_read

    places = on_disk(places or folders())
    found = list(spots(places))
    with Index(places) as index:
        if parse:
            index.refresh(found=found, patience=PATIENCE)
        return cards(found, index.facts(), last_read(places))


def cards(
    found: Sequence[Spot], facts: Mapping[bytes, str], read: Mapping[str, str]
) -> tuple[Card, ...]:
    """Cards for files, from what the index knows of them and the fingerprints under which briefings were last read."""
    import json

    known = [facts.get(os.fsencode(spot.path), "null") for spot in found]
    hiders: dict[str, str] = {}
    made: list[Card] = []
    for spot, own_facts in zip(found, json.loads(f"[{','.join(known)}]"), strict=True):
        path, name, origin, folder, size, modified, regular, *_ = spot
        hider = hiders.setdefault(name, path) if regular else hiders.get(name)
        if hider == path:
            hider = None
        if own_facts is None:
            made.append(_unknown(spot, hider))
            continue
        own_facts[5] = tuple(own_facts[5])
        last = read.get(name)
        changed = None if last is None or hider else own_facts[-1] != last
        made.append(
            Card._make(
                (name, path, origin, folder, size, modified, *own_facts, hider, changed, False)
            )
        )
    return tuple(made)


def _unknown(spot: Spot, hider: str | None) -> Card:
    """The card of a file that the index does not know: not parsed yet, or not to be read at all."""
    is_broken = spot.problem is not None
    return Card(
        spot.id, spot.path, spot.origin, spot.folder, spot.size, spot.modified,
        errors=int(is_broken), problem=spot.problem, hidden_by=hider, pending=not is_broken,
    )  # fmt: skip


def add(path: Path, places: Folders | None = None, *, replace: bool = False) -> Found | Refused:
    """Copy a briefing's file into the reader's own library.

    Never over another one unless asked to replace it.

    The file must hold a briefing (with errors in it or not), so that nothing else gets onto the
    shelf by mistake.
    """
    from briefdeck.library.parsing import parse_file

    name = path.name.removesuffix(SUFFIX)
    where = shown(str(path))
    if path.name.endswith(PACK_SUFFIX):
        return Refused(
            f"`{where}` is a pack.",
            f"`briefdeck unpack {where}` puts its briefings into your library.",
        )
    if path.is_dir():
        return Refused(
            f"`{where}` is a folder.",
            "Name the files in it; or put it into the configuration that `briefdeck where` prints.",
        )
    if not path.name.endswith(SUFFIX):
        return Refused(
            f"`{where}` does not end in `.toml`.",
            "A briefing is a TOML file; its name is the briefing's.",
        )
    if name.startswith(".") or not name:
        return Refused(
            f"`{where}` has no name that could be a briefing's.", "Rename it: a letter comes first."
        )
    parsed = parse_file(os.fsencode(path), name)
    if parsed is None:
        return Refused(f"`{where}` is not there.")
    if not parsed.facts.title:
        return Refused(
            f"`{where}` holds no briefing: {parsed.facts.problem}",
            f"`briefdeck check {where}` says more.",
        )
    return _copy(path, name, places or folders(), replace=replace)


def _copy(path: Path, name: str, places: Folders, *, replace: bool) -> Found | Refused:
    from briefdeck.library.durable import write_atomically, write_new
    from briefdeck.loader.reading import read_briefing

    target = places.own / f"{name}{SUFFIX}"
    if target.exists() and path.resolve() == target.resolve():
        return Found(shown(name), target, "own")
    file = read_briefing(path)
    if not isinstance(file, tuple):
        return Refused(f"`{shown(str(path))}` cannot be added: {file.message}", file.remedy)
    raw, _ = file
    try:
        if replace:
            write_atomically(target, raw, private=False)
        else:
            write_new(target, raw, private=False)
    except FileExistsError:
        return Refused(
            f"The library has a briefing called `{shown(name)}` already.",
            "Add it with `--replace`, or give the file another name.",
        )
    except OSError as error:
        return Refused(f"`{shown(str(target))}` cannot be written: {error.strerror}.")
    return Found(shown(name), target, "own")


def remove(name: str, places: Folders | None = None) -> Found | Refused:
    """Take a briefing out of the reader's own library.

    Its file is kept in the state folder, at the path given back.
    """
    import shutil

    from briefdeck.library.durable import write_new

    places = places or folders()
    found = resolve_own(name, places)
    if isinstance(found, Refused):
        return found
    own_folder = _folder_of_its_own(found, places)
    kept = _free_name(places.state / "removed", own_folder or found.path)
    try:
        if own_folder:
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(own_folder, kept)
            return found._replace(path=kept / found.path.name)
        write_new(kept, found.path.read_bytes(), private=False)
        found.path.unlink()
    except OSError as error:
        return Refused(f"`{shown(str(found.path))}` cannot be removed: {error.strerror}.")
    return found._replace(path=kept)


def _folder_of_its_own(found: Found, places: Folders) -> Path | None:
    """The folder that holds the briefing and its attachments, as unpacking makes it.

    None where others are in it.
    """
    folder = found.path.parent
    if folder.parent != places.own or folder.name != found.id or folder.is_symlink():
        return None
    others = (path for path in folder.rglob(f"*{SUFFIX}") if path != found.path)
    return None if next(others, None) else folder


def _free_name(folder: Path, wanted: Path) -> Path:
    """A name in a folder that nothing has yet: the wanted one, or that with a number."""
    name = folder / wanted.name
    number = 1
    while os.path.lexists(name):
        number += 1
        name = folder / f"{wanted.stem}-{number}{wanted.suffix}"
    return name


def resolve_own(name: str, places: Folders) -> Found | Refused:
    """The file of that name, or at that path, in the reader's own library, and nowhere else."""
    wanted = shown(os.path.basename(name).removesuffix(SUFFIX))
    by_id = firsts(spots(places))
    here = [spot for spot in by_id.get(wanted, ()) if spot.origin == "own"]
    if os.path.basename(name) != name:
        here = [spot for spot in here if os.path.realpath(spot.path) == os.path.realpath(name)]
        if not here:
            return Refused(
                f"`{shown(name)}` is not a briefing of your own library.",
                f"Its files are in {shown(str(places.own))}.",
            )
    if here:
        return Found(wanted, Path(here[0].path), "own")
    if wanted in by_id:
        place = shown(by_id[wanted][0].folder)
        return Refused(
            f"`{wanted}` is not in your own library but in {place}.",
            "Only what `briefdeck add` has put there is removed.",
        )
    near = near_names(wanted, [name for name, found in by_id.items() if found[0].origin == "own"])
    return Refused(
        f"Your own library has no briefing called `{wanted}`.",
        did_you_mean(*near),
    )
