"""From a name on the command line to a briefing, or to a plain word on why not."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from briefdeck.cli.streams import CommandError, ExitCode, is_terminal, refusal
from briefdeck.text.gate import write_err
from briefdeck.text.words import did_you_mean, nearest

if TYPE_CHECKING:
    from briefdeck.library.lookup import Found, NotFound, Several
    from briefdeck.loader import Loaded

_UNPARSED: Final = ("syntax", "duplicate-key", "nesting")
"""The rules of what does not parse."""


def found_named(name: str, *, pick: str | None = None) -> "Found":
    """Return what a name or a path means; CommandError with near names if that is nothing."""
    from briefdeck.library.lookup import Found, NotFound, Several, find

    found = find(name, pick=pick)
    match found:
        case Found():
            return found
        case NotFound():
            raise nothing_named(found)
        case Several():
            raise _several(found)
        case _:
            raise refusal(found)


def refuse_the_same_stream(*names: str) -> None:
    """Raise CommandError where several names mean standard input, which can be read once."""
    from briefdeck.library.lookup import STDIN

    if names.count(STDIN) > 1:
        said = "briefdeck: standard input can be read only once; name a file beside `-`."
        raise CommandError(said, code=ExitCode.USAGE)


def file_of(name: str, *, pick: str | None = None) -> Path:
    """Return the file that a name or a path means; for a pack's member, a copy in the cache."""
    from briefdeck.library.lookup import Refused

    found = found_named(name, pick=pick)
    if found.content is None:
        return found.path
    from briefdeck.library.pack import kept_copy

    kept = kept_copy(found)
    if isinstance(kept, Refused):
        raise refusal(kept)
    return kept


def _several(found: "Several") -> CommandError:
    """Say that a pack holds several briefings, or not the one that was picked."""
    held = ", ".join(found.ids)
    unpacking = f"`briefdeck unpack {found.pack}` puts them into your own library."
    if found.picked is None:
        said = f"briefdeck: `{found.pack}` holds {held}; say which with `--pick NAME`."
        return CommandError(said, unpacking, code=ExitCode.USAGE)
    hint = did_you_mean(nearest(found.picked, found.ids))
    return CommandError(
        f"briefdeck: `{found.pack}` has no briefing called `{found.picked}`. {hint}".rstrip(),
        f"It holds {held}.",
        code=ExitCode.USAGE,
    )


def nothing_named(missing: "NotFound") -> CommandError:
    """Say that nothing has that name, with the nearest briefing or verb."""
    name = missing.name
    if not name.strip():
        return CommandError(
            "briefdeck: no name is given.",
            "`briefdeck list` shows what is there.",
            code=ExitCode.USAGE,
        )
    if Path(name).is_dir():
        return CommandError(
            f"briefdeck: `{name}` is a folder; name a briefing in it.",
            f"`briefdeck check {name}` checks them all;"
            " `briefdeck where` says how to make it part of the library.",
            code=ExitCode.UNREADABLE,
        )
    lines = [f"briefdeck: there is no briefing and no file called `{name}`."]
    near = _file_like(name) or missing.suggestions or _verb_like(name)
    if near:
        lines.append(did_you_mean(*near))
    lines.append("`briefdeck list` shows what is there.")
    return CommandError(*lines, code=ExitCode.PROBLEMS)


def _file_like(name: str) -> tuple[str, ...]:
    """Return the briefing file that has this name but for its ending."""
    path = Path(f"{name}.toml")
    return (str(path),) if path.is_file() else ()


def _verb_like(name: str) -> tuple[str, ...]:
    """Return the verb with nearly this name, as one would type it."""
    from briefdeck.cli.parser import nearest_verb

    verb = nearest_verb(name)
    return (f"briefdeck {verb}",) if verb else ()


def load_named(name: str, *, pick: str | None = None) -> "Loaded":
    """Load the briefing that a name or a path means; writes nothing anywhere."""
    from briefdeck.library.lookup import STDIN, read

    if name == STDIN and is_terminal(sys.stdin):
        write_err(["briefdeck: a briefing is read from the terminal; Ctrl-D ends it."])
    return read(found_named(name, pick=pick))


def readable(name: str, *, pick: str | None = None) -> "Loaded":
    """As `load_named`, for a verb that needs a briefing.

    Raises CommandError with the problems where the file gives none; else its first error goes to
    standard error.
    """
    from briefdeck.loader.report import problem_lines

    loaded = load_named(name, pick=pick)
    errors = loaded.errors
    if not errors:
        return loaded
    if loaded.is_unreadable:
        lines: list[str] = []
        for problem in errors:
            lines += problem_lines(problem)
        raise CommandError(*lines, code=ExitCode.UNREADABLE)
    write_err(problem_lines(errors[0]))
    has_errors = "has an error"
    if len(errors) > 1:
        has_errors += f" and {len(errors) - 1} more"
    left_out = f"this file {has_errors}; what follows leaves out what could not be read"
    write_err([f"briefdeck: {left_out}. `briefdeck check {name}` explains."])
    return loaded


def editable(name: str) -> "tuple[Path, bytes, Loaded]":
    """Return the file that a name means, its bytes, and what they say.

    CommandError where it is not one of the author's own, or does not parse.
    """
    from briefdeck.loader import load_text
    from briefdeck.loader.reading import read_briefing
    from briefdeck.loader.report import problem_lines
    from briefdeck.model.problem import Complaint

    found = found_named(name)
    refuse_foreign(name, found)
    read = read_briefing(found.path)
    if isinstance(read, Complaint):
        said = f"briefdeck: `{name}` cannot be edited. {read.message}"
        raise CommandError(said, read.advice, code=ExitCode.UNREADABLE)
    content, _ = read
    loaded = load_text(content, found.id, path=found.path)
    is_text = loaded.text or not content
    if not is_text or (loaded.errors and loaded.sound_text != loaded.text):
        # What else is wrong may follow from what does not parse.
        first = min(loaded.errors, key=lambda error: error.rule not in _UNPARSED)
        lines = problem_lines(first)
        said = "briefdeck: nothing can be edited before that is mended."
        raise CommandError(*lines, said, code=ExitCode.UNREADABLE)
    return found.path, content, loaded


def refuse_foreign(name: str, found: "Found") -> None:
    """Raise CommandError where what a name means is not a file of the author's own."""
    if found.origin in {"shared", "shipped"}:
        _not_own(name, f"`briefdeck add {name}` copies it into your own library; edit it there.")
    if found.content is not None:
        _not_own(name, "Save it to a file first; `briefdeck unpack` takes briefings out of a pack.")


def _not_own(name: str, remedy: str) -> NoReturn:
    said = f"briefdeck: `{name}` is not a file of your own, and stays as it is."
    raise CommandError(said, remedy, code=ExitCode.PROBLEMS)


def code_of(loaded: "Loaded") -> int:
    """Return the exit code for a briefing that was printed: 1 where its file has errors, else 0."""
    return ExitCode.PROBLEMS if loaded.errors else ExitCode.FINE
