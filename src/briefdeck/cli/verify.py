"""`briefdeck verify [NAME…]`: whether quotations and cited numbers are in the stored copies."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, write_rendered
from briefdeck.cli.targets import code_of_results, targets_of
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.check.verifying import Examined
    from briefdeck.evidence.moved import Given
    from briefdeck.loader import Loaded

VERIFY_HELP = """\
Reads the stored copies of the sources, without any network, and looks for the
words of each quotation (`quote`, `says`, and what [[quotations]] say) and for
each cited number. A quotation is verified where its words are in the copy;
words that are only near are shown with the difference, and never accepted.
What was found is kept, by the hash of the copy: where nothing has changed,
nothing is read again.

--record writes what was found to NAME.verified.json beside the briefing, as
W3C Web Annotations with the hash of each copy and the words around each
passage: to be passed on where the copies may not be. A briefing whose copies
are not here is shown with it, as found on that day in copies elsewhere.

--copies compares newer copies in a folder, called as the source's id or as its
stored copy, with the stored ones: which quotations are gone or only near,
which numbers contradict, which cited places say something else. A copy there
with the hash of a source whose copy is elsewhere stands in for that.

The exit code is 0 where nothing is wrong, 1 where there is an error (with
--strict, a warning), 3 where errors left no entry of a file to read.
`briefdeck check --list-rules` names what can be wrong, and exceptions in the
briefing accept it.
"""

_MOST_NAMES: Final = 5
"""Files of a folder that are named one by one."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = VERIFY_HELP
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="briefings by name, files, folders, or - for standard input; none: your whole library",
    )
    parser.add_argument(
        "--format",
        "-f",
        choices=("text", "json", "sarif"),
        default="text",
        help="how to report (default: %(default)s)",
    )
    parser.add_argument(
        "--copies", metavar="FOLDER", type=Path, help="compare newer copies with the stored ones"
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="write what was found beside the briefing, to be passed on without the copies",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--quiet", "-q", action="store_true", help="leave notes out")


def run(arguments: argparse.Namespace) -> int:
    """Verify what is named."""
    if arguments.record:
        _refuse_to_record(arguments.names)
    if arguments.copies is not None and not arguments.copies.is_dir():
        said = f"briefdeck: `--copies` wants a folder, and `{arguments.copies}` is not one."
        raise CommandError(said, code=ExitCode.USAGE)
    targets, errors = targets_of(arguments.names)
    for error in errors:
        write_err(error.lines)
    codes = [error.code for error in errors]
    if targets or not errors or arguments.format != "text":
        loadeds = [_loaded(target) for target in targets]
        if arguments.copies is None:
            results = [_examined(loaded) for loaded in loadeds]
        else:
            results = _compared(loadeds, arguments.copies)
        if arguments.quiet:
            results = [each.without_notes() for each in results]
        if arguments.record:
            codes.append(_record(results))
        write_rendered(arguments.format, _report(arguments.format, results))
        found = [each.checked for each in results]
        codes.append(code_of_results(loadeds, found, is_strict=arguments.strict))
    return max(codes)


def _refuse_to_record(names: "Sequence[str]") -> None:
    """Raise CommandError where nothing is named, or what is not a file of the author's own."""
    from briefdeck.cli.briefings import found_named, refuse_foreign

    if not names:
        raise CommandError("briefdeck: `--record` needs a name.", code=ExitCode.USAGE)
    for name in names:
        if not Path(name).is_dir():
            refuse_foreign(name, found_named(name))


def _record(results: "Sequence[Examined]") -> int:
    """Write the record of each briefing; return 1 where there is nothing to record of one."""
    from datetime import UTC, datetime

    from briefdeck.durable import write_atomically
    from briefdeck.evidence.annotations import record_of
    from briefdeck.evidence.record import record_path

    code: int = ExitCode.FINE
    day = datetime.now(UTC).date().isoformat()
    for each in results:
        # Newer copies are not those that the briefing names.
        found = each.moved.before if each.moved is not None else each.verification
        content = record_of(each.loaded, found, day)
        path = each.loaded.path
        if path is None or content is None:
            said = f"nothing of `{each.loaded.id}` was found in a copy whose `sha256` it has"
            write_err([f"briefdeck: {said}; no record was written."])
            code = ExitCode.PROBLEMS
            continue
        record = record_path(path)
        write_atomically(record, content, private=False)
        write_err([f"briefdeck: recorded in `{record}`."])
    return code


def _examined(loaded: "Loaded") -> "Examined":
    """Return what became of a briefing's quotations and numbers."""
    from briefdeck.check.verifying import examined
    from briefdeck.evidence.verdicts import verified
    from briefdeck.library.folders import cache_folder

    return examined(loaded, verified(loaded, cache_folder()))


def _compared(loadeds: "Sequence[Loaded]", folder: Path) -> "list[Examined]":
    """Return the same with the copies in a folder, and say which of these are nobody's."""
    from briefdeck.evidence.moved import given_copies

    every = [given_copies(loaded, folder) for loaded in loadeds]
    write_err(_spare(folder, every))
    return [_moved(*pair) for pair in zip(loadeds, every, strict=True)]


def _spare(folder: Path, every: "Sequence[Given]") -> "Iterator[str]":
    """Say where no copy is found, and which files are called as no source and no copy."""
    if not any(given.newer or given.same for given in every):
        yield visible(f"briefdeck: `{folder}` has no copy of a source.")
    spare = sorted(frozenset.intersection(*(given.spare for given in every))) if every else []
    if spare:
        names = [f"`{visible(name)}`" for name in spare[:_MOST_NAMES]]
        names += [f"{len(spare) - _MOST_NAMES} more"] if len(spare) > _MOST_NAMES else []
        verb = "is" if len(spare) == 1 else "are"
        yield f"briefdeck: {listed(names)} {verb} called neither as a source nor as its copy."


def _moved(loaded: "Loaded", given: "Given") -> "Examined":
    from briefdeck.check.verifying import Moved, examined
    from briefdeck.evidence.moved import moved_places
    from briefdeck.evidence.verdicts import verified
    from briefdeck.library.folders import cache_folder

    kept_in = cache_folder()
    before = verified(loaded, kept_in, given.same)
    if not given.newer:
        return examined(loaded, before)
    after = verified(loaded, kept_in, {**given.same, **given.newer})
    moved = Moved(before, frozenset(given.newer), moved_places(loaded, given.newer))
    return examined(loaded, after, moved)


def _report(form: str, results: "Sequence[Examined]") -> str:
    match form:
        case "json":
            from briefdeck.output.verification_json import report

            return report(results)
        case "sarif":
            from briefdeck.check.reports import render

            return render(form, [each.checked for each in results])
        case _:
            from briefdeck.output.verification_text import report

            return report(results)


def _loaded(target: "Path | Loaded") -> "Loaded":
    from briefdeck.loader import load

    return load(target) if isinstance(target, Path) else target
