"""`briefdeck verify [NAME…]`: whether quotations and cited numbers are in the stored copies."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, write_rendered
from briefdeck.cli.targets import code_of_results, targets_of
from briefdeck.text.gate import write_err

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.check.verifying import Examined
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
        results = [_examined(loaded, arguments.copies) for loaded in loadeds]
        if arguments.quiet:
            results = [each.without_notes() for each in results]
        if arguments.record:
            write_err(_recorded(results))
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


def _recorded(results: "Sequence[Examined]") -> "Iterator[str]":
    """Write the record of each briefing; yield what was written."""
    from datetime import UTC, datetime

    from briefdeck.durable import write_atomically
    from briefdeck.evidence.annotations import record_of
    from briefdeck.evidence.record import record_path

    day = datetime.now(UTC).date().isoformat()
    for each in results:
        # Newer copies are not those that the briefing names.
        found = each.moved.before if each.moved is not None else each.verification
        content = record_of(each.loaded, found, day)
        path = each.loaded.path
        if path is None or content is None:
            said = f"nothing of `{each.loaded.id}` was found in a copy whose `sha256` it has"
            yield f"briefdeck: {said}; no record was written."
            continue
        record = record_path(path)
        write_atomically(record, content, private=False)
        yield f"briefdeck: recorded in `{record}`."


def _examined(loaded: "Loaded", folder: Path | None) -> "Examined":
    """Return what became of a briefing's quotations; folder: where newer copies are."""
    from briefdeck.check.verifying import Moved, examined
    from briefdeck.evidence.verdicts import verified
    from briefdeck.library.folders import cache_folder

    kept_in = cache_folder()
    if folder is None:
        return examined(loaded, verified(loaded, kept_in))
    from briefdeck.evidence.moved import given_copies, moved_places

    given = given_copies(loaded, folder)
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
