"""A briefing copied into the reader's own library, with what belongs to it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from briefdeck.library.attached import Attached, attached
from briefdeck.library.folders import Folders, folders
from briefdeck.library.lookup import Found, Refused
from briefdeck.library.packfile import LARGEST_TOTAL
from briefdeck.library.shelf import folder_of_its_own
from briefdeck.library.walk import PACK_SUFFIX, SUFFIX, shown


class Added(NamedTuple):
    """A briefing that was copied: its id, where its file is now, and what was left behind."""

    id: str
    path: Path
    left_out: tuple[str, ...] = ()


def add(path: Path, places: Folders | None = None, *, replace: bool = False) -> Added | Refused:
    """Copy a briefing's file into the reader's own library.

    It goes over another one only where asked to replace it. The file must hold a briefing (with
    errors in it or not), so that nothing else gets onto the shelf by mistake.
    """
    from briefdeck.library.parsing import parse_file

    unfit = _unfit_name(path)
    if unfit is not None:
        return unfit
    name = path.name.removesuffix(SUFFIX)
    where = shown(str(path))
    parsed = parse_file(os.fsencode(path), name)
    if parsed is None:
        return Refused(f"`{where}` is not there.")
    if not parsed.facts.title:
        return Refused(
            f"`{where}` holds no briefing: {parsed.facts.problem}",
            f"`briefdeck check {where}` says more.",
        )
    places = places or folders()
    added = _copy(path, name, places, replace=replace)
    if places.shared and isinstance(added, Added):
        from briefdeck.library.shared.mirror import remember_copied

        remember_copied(path, added.path, places)
    return added


def _unfit_name(path: Path) -> Refused | None:
    """Return why a path cannot be that of a briefing's file; None where it can."""
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
    if path.name.startswith("."):
        return Refused(
            f"`{where}` has no name that could be a briefing's.", "Rename it: a letter comes first."
        )
    return None


def _copy(path: Path, name: str, places: Folders, *, replace: bool) -> Added | Refused:
    from briefdeck.loader import load_text
    from briefdeck.loader.reading import read_briefing

    own = (places.own / f"{name}{SUFFIX}", places.own / name / f"{name}{SUFFIX}")
    for target in own:
        if target.exists() and path.resolve() == target.resolve():
            return Added(shown(name), target)
    file = read_briefing(path)
    if not isinstance(file, tuple):
        return Refused(f"`{shown(str(path))}` cannot be added: {file.message}", file.advice)
    raw, _ = file
    briefing = load_text(raw, name).briefing
    beside = attached(path, briefing, LARGEST_TOTAL) if briefing is not None else Attached({}, ())
    if beside.files:
        refused = _put_whole(
            name, {**beside.files, f"{name}{SUFFIX}": raw}, places, replace=replace
        )
        return refused or Added(shown(name), own[1], beside.left_out)
    refused = _put_alone(own[0], raw, replace=replace)
    return refused or Added(shown(name), own[0], beside.left_out)


def _put_alone(target: Path, raw: bytes, *, replace: bool) -> Refused | None:
    """Write a briefing's file; Refused where it is there, unless it is to be replaced."""
    from briefdeck.durable import write_atomically, write_new

    try:
        if replace:
            write_atomically(target, raw, private=False)
        else:
            write_new(target, raw, private=False)
    except FileExistsError:
        return _there_already(target.name.removesuffix(SUFFIX))
    except OSError as error:
        return _not_written(target, error)
    return None


def _put_whole(
    name: str, files: Mapping[str, bytes], places: Folders, *, replace: bool
) -> Refused | None:
    """Write a briefing and what belongs to it into a folder of its own, as unpacking does."""
    from briefdeck.durable import folder_aside, write_atomically, write_new
    from briefdeck.evidence.copies import place_problem

    folder, alone = places.own / name, places.own / f"{name}{SUFFIX}"
    is_there = os.path.lexists(folder)
    if (is_there or os.path.lexists(alone)) and not replace:
        return _there_already(name)
    if os.path.lexists(alone):
        return Refused(
            f"The library has `{shown(name)}` as a file alone; with its copies it needs a folder.",
            f"`briefdeck remove {shown(name)}` takes that file out; then add this one.",
        )
    found = Found(name, folder / alone.name, "own")
    is_own = found.path.is_file() and folder_of_its_own(found, places) is not None
    if is_there and (not is_own or any(place_problem(folder, member) for member in files)):
        return Refused(
            f"`{shown(str(folder))}` is in the way, and holds something else.",
            "Move it away, or give the file another name.",
        )
    try:
        if is_there:
            for member, content in files.items():
                write_atomically(folder / member, content, private=False)
            return None
        with folder_aside(folder) as aside:
            for member, content in files.items():
                write_new(aside / member, content, private=False)
    except OSError as error:
        return _not_written(folder, error)
    return None


def _there_already(name: str) -> Refused:
    return Refused(
        f"The library has a briefing called `{shown(name)}` already.",
        "Add it with `--replace`, or give the file another name.",
    )


def _not_written(path: Path, error: OSError) -> Refused:
    return Refused(f"`{shown(str(path))}` cannot be written: {error.strerror}.")
