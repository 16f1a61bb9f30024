"""The command line: one module a verb, the only writer of standard output."""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

COLLECT_AFTER = 100_000
"""Allocations between two runs of the cyclic collector: briefings are many objects and no cycles.

That saves 6% of the instructions of `list` and `check`, and 3% of those of `show --all`.
"""

INTERRUPTED = 130
"""`ExitCode.INTERRUPTED`, for an interrupt that comes before anything is imported."""


def run() -> "NoReturn":
    """Run the program, in a process that is all ours and ends without taking its modules apart."""
    from briefdeck.text.gate import gate_standard_error

    gc.set_threshold(COLLECT_AFTER)
    gate_standard_error()
    try:
        code = main()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            code = code or 1
    os._exit(code)


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the command line and return its exit code.

    What a reader types and what a file holds never end in a traceback.
    """
    from briefdeck.cli.streams import (
        CommandError,
        ExitCode,
        abandon_out,
        flush_out,
        reason,
        tolerate_any_text,
    )
    from briefdeck.text.gate import write_err

    tolerate_any_text()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        flush_out()
    except CommandError as error:
        write_err(error.lines)
        return error.code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        abandon_out()
        return ExitCode.FINE
    except OSError as error:
        where = error.filename or "standard output"
        write_err([f"briefdeck: {where}: {reason(error)}"])
        return ExitCode.UNREADABLE
    return code


def _run(arguments: "Sequence[str]") -> int:
    """Parse the arguments and hand over to the verb."""
    from briefdeck.cli.streams import ExitCode, flush_out, write_out

    if arguments == ["--version"]:
        # The parser would say the same, and take longer than the rest of the process.
        from briefdeck.version import __version__

        write_out(f"briefdeck {__version__}")
        return ExitCode.FINE
    from briefdeck.cli.verbs import module_of

    parsed = plainly_opened(arguments)
    if parsed is None:
        from briefdeck.cli.parser import parse

        try:
            parsed = parse(arguments)
        except SystemExit:
            flush_out()
            raise
    if parsed.completion:
        from briefdeck.cli.completion import completion_script

        write_out(completion_script(parsed.completion))
        return ExitCode.FINE
    # An answer of `check` that is kept needs no msgspec at all.
    if parsed.verb != "check":
        _import_msgspec()
    code: int = module_of(parsed.verb).run(parsed)
    return code


def plainly_opened(arguments: "Sequence[str]") -> "Any":
    """Return the namespace that the parser makes of `[open] [NAME]`; None for anything else.

    The parser takes 6 ms to import, a twentieth of the time to the first frame.
    """
    from types import SimpleNamespace

    from briefdeck.cli.verbs import VERBS

    # `list` is a verb here, once its module has been imported.
    words = [*arguments]
    if words[:1] == ["open"]:
        del words[0]
    if len(words) > 1 or any(word.startswith("-") or word in VERBS for word in words):
        return None
    name = words[0] if words else None
    known = {"verb": "open", "name": name, "pick": None, "at": None}
    return SimpleNamespace(**known, color="auto", completion=None)


def _import_msgspec() -> None:
    """Import msgspec without `typing_extensions`, from which it takes only what Python has itself.

    That module and what it stands on take 8 ms, a tenth of the time to the interface's first frame.
    Nothing else is imported meanwhile: no other thread runs yet.
    """
    if "typing_extensions" in sys.modules:
        return
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]  # None: cannot be imported
    modules["typing_extensions"] = None
    import msgspec  # noqa: F401  # for its side effect

    del modules["typing_extensions"]
