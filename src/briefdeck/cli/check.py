"""`briefdeck check PATH…`: what is wrong or doubtful in briefing files, where, and what to do."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.answers import Answer, Beside, beside, contents, keep, key_of, recall
from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import (
    CommandError,
    ExitCode,
    is_printed,
    refusal,
    write_bytes,
    write_out,
    write_rendered,
)
from briefdeck.cli.targets import code_of_results, targets_of
from briefdeck.text.gate import write_err
from briefdeck.text.words import did_you_mean, near_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.cli.fixes import Mending
    from briefdeck.loader import Loaded


CHECK_HELP = """\
The exit code is 0 where nothing is wrong, 1 where there is an error (with
--strict, a warning), 3 where errors left no entry of a file to read. In a
folder, files whose names end in .toml are checked, those in folders below
too, but nothing whose name begins with a dot.

--fix changes the files where what was meant is plain, and nothing else in
them; a fix that would bring a new error is left out. Then the files are
checked again. With --unsafe, what was probably meant counts too: read the
difference. `check --fix -` prints the mended text, and reports on standard
error. With --diff the exit code is 1 where there is something to fix, else 0.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = CHECK_HELP
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="briefing files, folders, names, or - for standard input; none: your whole library",
    )
    parser.add_argument(
        "--format",
        "-f",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how to report (default: %(default)s)",
    )
    parser.add_argument(
        "--fix", action="store_true", help="mend what can be mended in the files themselves"
    )
    parser.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )
    parser.add_argument(
        "--unsafe",
        action="store_true",
        help="with --fix or --diff: also by a guess at what was meant",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="check anew, and keep no answer for the next time",
    )
    parser.add_argument("--quiet", "-q", action="store_true", help="leave notes out")
    parser.add_argument(
        "--explain",
        metavar="RULE",
        help="explain a rule: why it matters, wrong and right, how to accept it",
    )
    parser.add_argument(
        "--list-rules", action="store_true", help="list the rules with their severities"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check what is named, or explain the rules."""
    if arguments.list_rules:
        from briefdeck.check.rules import list_rules

        write_out(list_rules())
        return ExitCode.FINE
    if arguments.explain:
        write_out(_explanation(arguments.explain))
        return ExitCode.FINE
    if arguments.fix or arguments.diff:
        return _fix(arguments)
    if arguments.unsafe:
        raise CommandError("briefdeck: `--unsafe` goes with `--fix` or `--diff`.", code=2)
    return _check(arguments)


def _explanation(name: str) -> str:
    """Return the rule's explanation; CommandError with the nearest names if there is none."""
    from briefdeck.check.rules import all_rules, explain

    rules = all_rules()
    if name in rules:
        return explain(rules[name])
    hint = did_you_mean(*near_names(name, rules))
    raise CommandError(
        f"briefdeck: there is no rule called `{name}`. {hint}".rstrip(),
        "`briefdeck check --list-rules` lists them.",
        code=ExitCode.USAGE,
    )


def _check(arguments: argparse.Namespace) -> int:
    """Report on what is named, from what is kept where nothing has changed since."""
    targets, errors = targets_of(arguments.paths)
    for error in errors:
        write_err(error.lines)
    codes = [error.code for error in errors]
    # "No problems" would mislead where nothing was checked; a program still gets an empty report.
    if targets or not errors or arguments.format != "text":
        answer = _answer(arguments, targets)
        write_rendered(arguments.format, answer.text)
        codes.append(answer.code)
    return max(codes)


def _fix(arguments: argparse.Namespace) -> int:
    """Mend what is named, and report on what is left; or show what would be mended."""
    from briefdeck.cli.fixes import Mending
    from briefdeck.library.lookup import names_stream

    mending = Mending(unsafe=arguments.unsafe, writes=not arguments.diff)
    streams = [name for name in arguments.paths if names_stream(name)]
    if streams:
        return _fix_stream(arguments, mending)
    targets, errors = targets_of(arguments.paths)
    for target in targets:
        mending.take(target)
    for error in [*errors, *map(refusal, mending.refused)]:
        write_err(error.lines)
    codes = [error.code for error in errors]
    if arguments.diff:
        codes += _unread(mending.loadeds)
        return max([*codes, _show_difference(mending)])
    if mending.refused:
        codes.append(ExitCode.PROBLEMS)
    if targets or not errors or arguments.format != "text":
        answer = _examined(arguments, mending.loadeds, mending)
        write_rendered(arguments.format, answer.text)
        codes.append(answer.code)
    if arguments.format == "text":
        write_rendered("text", "\n".join(mending.said()))
    else:
        write_err(mending.said())
    return max(codes)


def _fix_stream(arguments: argparse.Namespace, mending: "Mending") -> int:
    """Print the mended text of a stream, and report on standard error."""
    from briefdeck.cli.briefings import found_named

    if len(arguments.paths) > 1 or arguments.format != "text":
        said = "briefdeck: what comes from a stream is fixed alone, and reported as text."
        raise CommandError(said, code=ExitCode.USAGE)
    found = found_named(arguments.paths[0])
    content = mending.text(found.content or b"", found.id)
    if arguments.diff:
        return _show_difference(mending)
    if is_printed():
        write_out(content.decode("utf-8", "replace"))
    else:
        write_bytes(content)
    answer = _examined(arguments, mending.loadeds, mending)
    write_err([*answer.text.splitlines(), *mending.said()])
    return answer.code


def _unread(loadeds: "Sequence[Loaded]") -> "Iterator[int]":
    """Say of each file that has no text why it cannot be looked at; yield the exit codes."""
    from briefdeck.loader.report import problem_lines

    for loaded in loadeds:
        if not loaded.text:
            write_err(line for problem in loaded.errors for line in problem_lines(problem))
            yield ExitCode.UNREADABLE


def _show_difference(mending: "Mending") -> int:
    """Print what would change; 1 where anything would."""
    write_rendered("text", "".join(mending.differences))
    write_err(mending.said() or ["Nothing to fix."])
    return ExitCode.PROBLEMS if mending.differences else ExitCode.FINE


def _answer(arguments: argparse.Namespace, targets: "Sequence[Path | Loaded]") -> Answer:
    """Return the answer that is kept, or a new one, which is kept from now on."""
    paths = [target for target in targets if isinstance(target, Path)]
    all_are_files = len(paths) == len(targets)
    files = contents(paths) if arguments.cache and all_are_files else None
    if files is None:
        return _examined(arguments, [_loaded(target) for target in targets])
    options = (arguments.format, arguments.quiet, arguments.strict)
    key = key_of(options, paths, files)
    if not key:
        return _examined(arguments, _loaded_from(paths, files))
    answer = recall(key)
    if answer is None:
        answer = _examined(arguments, _loaded_from(paths, files))
        keep(key, answer)
    return answer


def _examined(
    arguments: argparse.Namespace, loadeds: "Sequence[Loaded]", mending: "Mending | None" = None
) -> Answer:
    """Return the report with 3 where no entry of a file could be read, 1 where a problem counts."""
    from briefdeck.check import check_all
    from briefdeck.check.reports import render

    results = check_all(loadeds)
    if arguments.quiet:
        results = [result.without_notes() for result in results]
    if mending is not None:
        results = [mending.untried(result) for result in results]
    text = render(arguments.format, results)
    code = code_of_results(loadeds, results, is_strict=arguments.strict)
    return Answer(text, code, tuple(_copies(loadeds)))


def _copies(loadeds: "Sequence[Loaded]") -> "Iterator[Beside]":
    """Return the copies of sources that were looked for."""
    for loaded in loadeds:
        if loaded.path is not None and loaded.briefing is not None:
            names = [source.copy for source in loaded.briefing.sources if source.copy]
            if names:
                yield from beside(loaded.path.parent, names)


def _loaded(target: "Path | Loaded") -> "Loaded":
    from briefdeck.loader import load

    return load(target) if isinstance(target, Path) else target


def _loaded_from(paths: "Sequence[Path]", files: "Sequence[bytes]") -> "list[Loaded]":
    """Load the bytes whose digest is the key, not what the files may say a moment later."""
    from briefdeck.loader import load_text

    return [
        load_text(content, path.stem, path=path) for path, content in zip(paths, files, strict=True)
    ]
