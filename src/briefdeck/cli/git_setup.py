"""`briefdeck git-setup [FOLDER]`: git merges and compares the briefings of a folder by entry."""

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, reason, write_out
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

GIT_HELP = """\
Two things are needed, and both can be repeated and undone. `.gitattributes` in
FOLDER says which files are briefings: all `*.toml` in it and below; commit it.
The configuration of this clone says which program merges them; git takes none
from a repository, so each clone needs `briefdeck git-setup` once.

From then on `git merge`, `rebase`, `cherry-pick` and `stash pop` bring changes
of different fields together and leave conflicts that parse (`briefdeck merge
--help`), and `git diff` shows entries by field and sentence; `git diff
--no-textconv` shows the file's own lines.
"""

NAME: Final = "briefdeck"
ATTRIBUTES: Final = f"*.toml merge={NAME} diff={NAME}"
REMARK: Final = f"# Briefings are merged by entry; each clone needs `{NAME} git-setup` once."
_LARGEST: Final = 1 << 20
"""Bytes of a .gitattributes file, at most."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = GIT_HELP
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="FOLDER", help="a folder of briefings under git"
    )
    parser.add_argument("--undo", action="store_true", help="take out what was written")


def settings() -> dict[str, str]:
    """Return the settings of a clone: git runs these commands in a shell, with paths behind."""
    # Without -P Python would take modules from the folder it is started in: the repository.
    program = f"{shlex.quote(sys.executable)} -P -m {NAME}"
    return {
        f"merge.{NAME}.name": "briefings, by entry and field",
        f"merge.{NAME}.driver": f"{program} merge --name=%P -- %O %A %B",
        f"diff.{NAME}.textconv": f"{program} diff --by-sentence --",
        f"diff.{NAME}.xfuncname": "^[^ ].*$",
    }


def run(arguments: argparse.Namespace) -> int:
    """Write the attributes and the settings, or take them out; say what was done."""
    folder = Path(arguments.folder).resolve()
    _refuse_no_work_tree(folder)
    attributes = folder / ".gitattributes"
    if arguments.undo:
        changed = _write(attributes, _without)
        for section in (f"merge.{NAME}", f"diff.{NAME}"):
            if _git(folder, "config", "--local", "--get-regexp", f"^{section}\\.")[0] == 0:
                _done(folder, "config", "--local", "--remove-section", section)
        lines = [_said(attributes, "taken out; commit that" if changed else "was not there")]
        lines.append("The configuration of this clone has no settings of briefdeck any more.")
    else:
        for key, value in settings().items():
            _done(folder, "config", "--local", key, value)
        changed = _write(attributes, _with)
        lines = [_said(attributes, "written; commit it" if changed else "is there already")]
        lines.append("The configuration of this clone has git merge and compare with briefdeck.")
    write_out("".join([f"{line}\n" for line in lines]))
    return ExitCode.FINE


def _said(attributes: Path, what: str) -> str:
    return f"{visible(str(attributes))}: `{ATTRIBUTES}` {what}."


def _refuse_no_work_tree(folder: Path) -> None:
    """CommandError where a folder has no files that git keeps, or git is not there."""
    from briefdeck.terminal.launch import program

    shown = visible(str(folder))
    if program("git") is None:
        raise CommandError(
            "briefdeck: git is not installed, or not in `PATH`.", code=ExitCode.UNREADABLE
        )
    if not folder.is_dir():
        raise CommandError(f"briefdeck: there is no folder {shown}.", code=ExitCode.UNREADABLE)
    code, said = _git(folder, "rev-parse", "--is-inside-work-tree")
    if code:
        raise CommandError(
            f"briefdeck: {shown} is not under git.", *said.splitlines()[:1],
            "`git init` begins a repository there.", code=ExitCode.UNREADABLE,
        )  # fmt: skip
    if said.strip() != "true":
        raise CommandError(
            f"briefdeck: {shown} belongs to a repository without files (bare), in which nothing"
            " is merged.",
            "Run this in a clone of it.",
            code=ExitCode.UNREADABLE,
        )


def _git(folder: Path, *words: str) -> tuple[int, str]:
    """Git's code, and what it says."""
    from briefdeck.terminal.launch import answer

    code, said = answer(["git", "-C", str(folder), *words])
    return code, visible(said.decode("utf-8", "replace"), keep_newlines=True)


def _done(folder: Path, *words: str) -> None:
    code, said = _git(folder, *words)
    if code:
        raise CommandError(
            "briefdeck: git does not take the setting.", *said.splitlines()[:3],
            code=ExitCode.UNREADABLE,
        )  # fmt: skip


def _with(lines: list[str]) -> list[str]:
    return lines if ATTRIBUTES in lines else [*lines, REMARK, ATTRIBUTES]


def _without(lines: list[str]) -> list[str]:
    return [line for line in lines if line not in {REMARK, ATTRIBUTES}]


def _write(path: Path, change: "Callable[[list[str]], list[str]]") -> bool:
    """Change a file's lines; one without any goes. Whether there was anything to do."""
    from briefdeck.durable import write_atomically
    from briefdeck.files import NotRegularError, TooLargeError, read_regular

    if path.is_symlink():
        raise CommandError(
            f"briefdeck: {visible(str(path))} is a link, which git does not follow.",
            "Put a file in its place.",
            code=ExitCode.UNREADABLE,
        )
    try:
        content, status = read_regular(path, _LARGEST)
    except FileNotFoundError:
        content, status = b"", None
    except (NotRegularError, TooLargeError, OSError) as error:
        said = reason(error) if isinstance(error, OSError) else str(error)
        raise CommandError(
            f"briefdeck: {visible(str(path))} cannot be read: {said}.", code=ExitCode.UNREADABLE
        ) from None
    end = "\r\n" if b"\r\n" in content else "\n"
    text = content.decode("utf-8", "surrogateescape")
    lines = text.removesuffix(end).split(end) if text else []
    changed = change(lines)
    if changed == lines:
        return False
    new = "".join([f"{line}{end}" for line in changed]).encode("utf-8", "surrogateescape")
    try:
        if not changed:
            path.unlink()
        elif content:
            write_atomically(path, new, like=status)
        else:
            write_atomically(path, new, private=False)
    except OSError as error:
        raise CommandError(
            f"briefdeck: {visible(str(path))} cannot be written: {reason(error)}.",
            code=ExitCode.UNREADABLE,
        ) from None
    return True
