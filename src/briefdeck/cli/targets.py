"""From the names on a command line to the briefings that are meant: files, folders, the library."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.streams import CommandError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefdeck.check import Checked
    from briefdeck.loader import Loaded


def targets_of(names: "Sequence[str]") -> "tuple[list[Path | Loaded], list[CommandError]]":
    """Return every briefing that is meant, each once, and an error for each name of nothing."""
    if not names:
        return _once(_on_the_shelf()), []
    targets: list[Path | Loaded] = []
    errors: list[CommandError] = []
    for name in dict.fromkeys(names):
        try:
            targets += _meant(name)
        except CommandError as error:
            errors.append(error)
    return _once(targets), errors


def _on_the_shelf() -> "Iterator[Path]":
    from briefdeck.library.folders import folders
    from briefdeck.library.walk import on_disk, spots

    # Asking the index for them would write one.
    for spot in spots(on_disk(folders())):
        yield Path(spot.path)


def _meant(name: str) -> "Sequence[Path | Loaded]":
    """Return the briefings that a word of the command line means.

    Those of a zipped install have no file. CommandError where it means none.
    """
    from briefdeck.cli.briefings import load_named
    from briefdeck.library.lookup import names_stream

    if names_stream(name):
        return [load_named(name)]
    path = Path(name)
    # As a path, a blank name would be the current folder.
    if not name.strip():
        return [_named(name)]
    if path.is_dir():
        return _briefings_in(path)
    if path.suffix == ".toml" or path.exists():
        return [path]
    return [_named(name)]


def _once(targets: "Iterable[Path | Loaded]") -> "list[Path | Loaded]":
    """Leave out a file that was named before, in whatever way."""
    found: dict[object, Path | Loaded] = {}
    for target in targets:
        found.setdefault(_identity(target), target)
    return list(found.values())


def _identity(target: "Path | Loaded") -> object:
    """Return what is the same for two names of one file."""
    if not isinstance(target, Path):
        return target.id, target.path
    try:
        status = target.stat()
    except (OSError, ValueError):
        return str(target)
    # Some network folders number all their files 0.
    if not status.st_ino:
        return os.path.realpath(target)
    return status.st_dev, status.st_ino


def _briefings_in(folder: Path) -> list[Path]:
    """Return the briefings in a folder and those below, sorted; CommandError for none."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        # Where git and editors keep their own files, no briefing is meant.
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if _is_briefings_name(name)]
    found.sort()
    if not found:
        said = f"`{folder}` has no briefing in it: no file ends in `.toml`"
        raise CommandError(f"briefdeck: {said}.", code=ExitCode.PROBLEMS)
    return found


def _is_briefings_name(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")


def _named(name: str) -> "Path | Loaded":
    """Return what a name of the library means; CommandError where nothing is called that."""
    from briefdeck.cli.briefings import file_of, load_named

    try:
        return file_of(name)
    except CommandError:
        # This knows what is in a zipped install too, and says what is wrong.
        return load_named(name)


def code_of_results(
    loadeds: "Iterable[Loaded]", results: "Iterable[Checked]", *, is_strict: bool
) -> int:
    """Return 3 where no entry of a file could be read, 1 where a problem counts, else 0.

    An error counts; is_strict: a warning too.
    """
    if any(loaded.is_unreadable for loaded in loadeds):
        return ExitCode.UNREADABLE
    counted = {"error", "warning"} if is_strict else {"error"}
    for result in results:
        if any(problem.severity in counted for problem in result.problems):
            return ExitCode.PROBLEMS
    return ExitCode.FINE
