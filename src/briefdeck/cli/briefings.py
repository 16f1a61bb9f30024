"""From a name on the command line to a briefing, or to a plain word on why not."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.streams import CommandError, ExitCode, write_err

if TYPE_CHECKING:
    from briefdeck.library.shelf import Refused
    from briefdeck.loader import Loaded


def file_of(name: str, *, pick: str | None = None) -> Path:
    """The file that a name or a path means; CommandError with near names where there is none.

    Of a pack, once every byte is verified, the copy that is kept in the cache folder: of its one briefing, or of `pick`.
    """
    from briefdeck.library.shelf import Found, resolve

    if _is_pack(Path(name)):
        return _packed_file(Path(name), pick)
    found = resolve(name)
    if isinstance(found, Found):
        return found.path
    raise _nothing_named(name, found.suggestions)


def _is_pack(path: Path) -> bool:
    """Whether the file calls itself a pack, by its name or by what stands at its end."""
    if path.suffix == ".toml" or not os.path.isfile(path):
        return False
    from briefdeck.library.walk import PACK_SUFFIX

    if path.suffix == PACK_SUFFIX:
        return True
    from briefdeck.library.pack import is_pack

    return is_pack(path)


def _packed_file(pack: Path, pick: str | None) -> Path:
    """The briefing of a verified pack, unpacked into the cache folder under the pack's own hash."""
    from hashlib import sha256

    from briefdeck.library.folders import folders
    from briefdeck.library.pack import unpack, verify
    from briefdeck.library.shelf import Refused

    places = folders()
    verified = verify(pack)
    if isinstance(verified, Refused):
        raise _refused(verified)
    wanted = pick or verified.ids[0]
    if wanted not in verified.ids or (pick is None and len(verified.ids) > 1):
        held = ", ".join(verified.ids)
        raise CommandError(
            f"briefdeck: {pack} holds {held}; say which with `--pick NAME`.",
            f"`briefdeck unpack {pack}` puts them into your own library.",
            code=ExitCode.USAGE,
        )
    with pack.open("rb") as file:
        name = sha256(file.read()).hexdigest()
    done = unpack(pack, places.cache / "packs" / name, places)
    if isinstance(done, Refused):
        raise _refused(done)
    return next(path for path in done.paths if path.stem == wanted)


def _refused(refused: "Refused") -> CommandError:
    """Say why a pack cannot be opened."""
    remedy = [refused.remedy] if refused.remedy else []
    return CommandError(f"briefdeck: {refused.message}", *remedy, code=ExitCode.PROBLEMS)


def _nothing_named(name: str, suggestions: tuple[str, ...]) -> CommandError:
    """Say that nothing is called that, with the nearest briefing or verb."""
    if not name.strip():
        return CommandError(
            "briefdeck: no name is given.",
            "`briefdeck list` shows what is there.",
            code=ExitCode.USAGE,
        )
    if Path(name).is_dir():
        return CommandError(
            f"briefdeck: {name} is a folder; name a briefing in it.",
            f"`briefdeck check {name}` checks them all; `briefdeck where` says how to make it part of the library.",
            code=ExitCode.UNREADABLE,
        )
    near = list(suggestions)
    if not near:
        from briefdeck.cli.parser import nearest_verb

        near = [f"briefdeck {verb}"] if (verb := nearest_verb(name)) else []
    lines = [f"briefdeck: there is no briefing and no file called `{name}`."]
    if near:
        lines.append(f"Did you mean {' or '.join(f'`{guess}`' for guess in near[:3])}?")
    lines.append("`briefdeck list` shows what is there.")
    return CommandError(*lines, code=ExitCode.PROBLEMS)


def load_named(name: str, *, pick: str | None = None) -> "Loaded":
    """Load the briefing that a name or a path means, from a file or from inside a zipped install."""
    from briefdeck.loader import load, load_text

    try:
        return load(file_of(name, pick=pick))
    except CommandError:
        raw = _zipped(name)
        if raw is None:
            raise
        return load_text(raw, f"{name}.toml")


def _zipped(name: str) -> bytes | None:
    """A shipped briefing's bytes where the package is no folder."""
    from briefdeck.library.folders import folders, shipped_texts

    if folders().shipped is not None:
        return None
    return dict(shipped_texts()).get(f"{name}.toml")


def readable(name: str, *, pick: str | None = None) -> "Loaded":
    """As `load_named`, for a verb that needs a briefing: CommandError with the problems where the file gives none."""
    from briefdeck.loader.report import problem_lines

    loaded = load_named(name, pick=pick)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if loaded.briefing is None or (errors and not any(loaded.briefing.entries())):
        lines = [line for problem in errors for line in problem_lines(problem)]
        raise CommandError(*lines, code=ExitCode.UNREADABLE)
    if errors:
        write_err(problem_lines(errors[0]))
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        write_err(
            [
                f"briefdeck: this file has an error{more}; what follows leaves out what could not be read. `briefdeck check {name}` explains."
            ]
        )
    return loaded


def code_of(loaded: "Loaded") -> ExitCode:
    """1 where the file has errors, else 0."""
    return (
        ExitCode.PROBLEMS
        if any(problem.severity == "error" for problem in loaded.problems)
        else ExitCode.FINE
    )
