"""A library exported as a folder: which briefings go in, and a folder that is written safely."""

import argparse
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefdeck.cli.streams import CommandError, ExitCode, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.loader import Loaded

MARK: Final = ".briefdeck-site"
"""Names, in a folder that we made, the files that we wrote there."""
_OURS: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.html")
_LARGEST_MARK: Final = 10_000_000


def write_site(arguments: argparse.Namespace) -> int:
    """Write the library, or what a query finds in it, as a folder of pages."""
    from briefdeck.export.html.site import site

    folder = _folder(arguments)
    before = _ours(folder)
    _refuse_foreign(folder, before, replace=arguments.replace)
    every, left_out = _chosen(arguments.library)
    if not every:
        raise CommandError(
            "briefdeck: no briefing is found; nothing was written.", code=ExitCode.PROBLEMS
        )
    made = site(every, arguments.time)
    _write(folder, made.files, before)
    write_out(visible(f"{folder}: {counted(len(every), 'briefing')}, begin with index.html"))
    write_err(f"left out: {visible(loss)}" for loss in (*left_out, *made.losses))
    return ExitCode.PROBLEMS if left_out else ExitCode.FINE


def _folder(arguments: argparse.Namespace) -> Path:
    if arguments.name is not None:
        raise CommandError(
            "briefdeck: name a briefing, or say `--library`, not both.", code=ExitCode.USAGE
        )
    for asked in ("entry", "style"):
        if getattr(arguments, asked):
            raise CommandError(
                f"briefdeck: a library is exported whole, without `--{asked}`.", code=ExitCode.USAGE
            )
    if not arguments.output:
        raise CommandError("briefdeck: say in which folder with `-o DIR`.", code=ExitCode.USAGE)
    folder = Path(arguments.output)
    if os.path.lexists(folder) and not folder.is_dir():
        raise CommandError(
            f"briefdeck: `{folder}` is not a folder; nothing was written.", code=ExitCode.PROBLEMS
        )
    return folder


def _ours(folder: Path) -> tuple[str, ...] | None:
    """The files that we wrote in a folder before; None where we did not make it."""
    from briefdeck.files import read_regular

    try:
        content, _ = read_regular(folder / MARK, _LARGEST_MARK)
        names = json.loads(content)
    except (OSError, ValueError):
        return None
    if not isinstance(names, list):
        return None
    return tuple(name for name in names if isinstance(name, str) and _OURS.fullmatch(name))


def _refuse_foreign(folder: Path, before: tuple[str, ...] | None, *, replace: bool) -> None:
    """Raise CommandError for a folder with something in it that is not ours."""
    if before is not None or replace or not folder.is_dir():
        return
    if any(folder.iterdir()):
        raise CommandError(
            f"briefdeck: `{folder}` is not empty, and no site of ours; nothing was written.",
            "Choose another folder, or write into it with `--replace`.",
            code=ExitCode.PROBLEMS,
        )


def _chosen(query: str) -> "tuple[Sequence[Loaded], list[str]]":
    """The briefings of the library, or those in which a query finds something.

    And in sentences, what files with errors leave out.
    """
    from briefdeck.loader import load

    every: list[Loaded] = []
    left_out: list[str] = []
    for path in _paths(query):
        loaded = load(path)
        if loaded.is_unreadable or loaded.briefing is None or loaded.links is None:
            left_out.append(f"`{path}`, of which nothing could be read")
            continue
        every.append(loaded)
        if loaded.errors:
            errors = counted(len(loaded.errors), "error")
            left_out.append(f"what could not be read in `{path}`, which has {errors}")
    return every, left_out


def _paths(query: str) -> Iterable[Path]:
    from briefdeck.library.shelf import listing

    if query:
        return map(Path, _found(query))
    return [Path(card.path) for card in listing() if card.hidden_by is None]


def _found(query: str) -> Iterable[str]:
    """The files in which a query finds something."""
    from briefdeck.library.query import BadQuery
    from briefdeck.library.search import matching

    found = matching(query)
    if isinstance(found, BadQuery):
        raise CommandError(f"briefdeck: {found.message}", code=ExitCode.USAGE)
    return [file.path for file in found.files]


def _write(folder: Path, files: dict[str, bytes], before: tuple[str, ...] | None) -> None:
    """Write the files of a site, each whole, and take away pages of ours that it has no longer.

    The list of files comes first: whatever happens then, the folder is known as ours.
    """
    from briefdeck.durable import write_atomically

    names = dict.fromkeys((*files, *(before or ())))
    _mark(folder, names)
    for name, content in files.items():
        write_atomically(folder / name, content, private=False)
    for name in names:
        if name not in files:
            (folder / name).unlink(missing_ok=True)
    _mark(folder, files)


def _mark(folder: Path, names: Iterable[str]) -> None:
    from briefdeck.durable import write_atomically

    write_atomically(folder / MARK, json.dumps(sorted(names)).encode(), private=False)
