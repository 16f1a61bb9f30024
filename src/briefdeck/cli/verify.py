"""`briefdeck verify [NAME…]`: whether quotations and cited numbers are in the stored copies."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import write_rendered
from briefdeck.cli.targets import code_of_results, targets_of
from briefdeck.text.gate import write_err

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.check.verifying import Examined
    from briefdeck.loader import Loaded

VERIFY_HELP = """\
Reads the stored copies of the sources, without any network, and looks for the
words of each quotation (`quote`, `says`, and what [[quotations]] say) and for
each cited number. A quotation is verified where its words are in the copy;
words that are only near are shown with the difference, and never accepted.
What was found is kept, by the hash of the copy: where nothing has changed,
nothing is read again.

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
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--quiet", "-q", action="store_true", help="leave notes out")


def run(arguments: argparse.Namespace) -> int:
    """Verify what is named."""
    targets, errors = targets_of(arguments.names)
    for error in errors:
        write_err(error.lines)
    codes = [error.code for error in errors]
    if targets or not errors or arguments.format != "text":
        loadeds = [_loaded(target) for target in targets]
        results = _examined(loadeds, is_quiet=arguments.quiet)
        write_rendered(arguments.format, _report(arguments.format, results))
        found = [each.checked for each in results]
        codes.append(code_of_results(loadeds, found, is_strict=arguments.strict))
    return max(codes)


def _examined(loadeds: "Sequence[Loaded]", *, is_quiet: bool) -> "list[Examined]":
    from msgspec.structs import replace

    from briefdeck.check.verifying import examined
    from briefdeck.evidence.verdicts import verified
    from briefdeck.library.folders import cache_folder

    kept_in = cache_folder()
    results = [examined(loaded, verified(loaded, kept_in)) for loaded in loadeds]
    if is_quiet:
        return [replace(each, checked=each.checked.without_notes()) for each in results]
    return results


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
