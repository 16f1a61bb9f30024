"""`briefdeck check PATH…`: what is wrong or doubtful in briefing files, where, and what to do."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.streams import CommandError, ExitCode, write_err, write_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.loader import Loaded
    from briefdeck.model.problem import Problem


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="briefing files, folders of them, or names; none: your whole library",
    )
    parser.add_argument(
        "--format",
        "-f",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how to report (default: %(default)s)",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
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
    return _check(arguments)


def _explanation(name: str) -> str:
    """The rule's explanation; CommandError with the nearest names where there is no such rule."""
    from briefdeck.check.rules import all_rules, explain

    rules = all_rules()
    if name in rules:
        return explain(rules[name])
    near = _near_names(name, list(rules))
    hint = f" Did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
    raise CommandError(
        f"briefdeck: there is no rule called `{name}`.{hint}",
        "`briefdeck check --list-rules` lists them.",
        code=ExitCode.USAGE,
    )


def _near_names(name: str, rules: "Sequence[str]") -> list[str]:
    """At most four rules whose names hold the word, else the one that is spelled most like it."""
    from briefdeck.text.words import nearest

    if len(name) > 2:
        holding = [each for each in rules if name in each]
        if holding:
            return holding[:4]
    near = nearest(name, rules)
    return [near] if near else []


def _check(arguments: argparse.Namespace) -> int:
    """Load, examine and report; 3 where a file could not be read at all, else 1 where a problem counts."""
    from msgspec.structs import replace

    from briefdeck.check import check_together, examine
    from briefdeck.check.reports import render

    loadeds = list(_loaded(arguments.paths))
    bare = [
        path
        for path in arguments.paths
        if Path(path).is_dir() and next(Path(path).rglob("*.toml"), None) is None
    ]
    write_err(
        f"briefdeck: {path} holds no briefing, no file that ends in `.toml`." for path in bare
    )
    results = [examine(loaded) for loaded in loadeds]
    if len(loadeds) > 1:
        together = check_together(loadeds)
        results = [
            replace(
                result, problems=(*result.problems, *(p for p in together if p.file == result.name))
            )
            for result in results
        ]
    if arguments.quiet:
        results = [
            replace(result, problems=tuple(p for p in result.problems if p.severity != "note"))
            for result in results
        ]
    write_out(render(arguments.format, results))
    code = _code(
        [problem for result in results for problem in result.problems],
        loadeds,
        strict=arguments.strict,
    )
    return code or (ExitCode.PROBLEMS if bare else ExitCode.FINE)


def _code(problems: "Sequence[Problem]", loadeds: "Sequence[Loaded]", *, strict: bool) -> ExitCode:
    """The exit code that these results deserve."""
    if any(loaded.briefing is None for loaded in loadeds):
        return ExitCode.UNREADABLE
    counted = {"error", "warning"} if strict else {"error"}
    return (
        ExitCode.PROBLEMS
        if any(problem.severity in counted for problem in problems)
        else ExitCode.FINE
    )


def _loaded(paths: "Sequence[str]") -> "Iterator[Loaded]":
    """Every briefing that the arguments mean, each once."""
    from briefdeck.loader import load

    if not paths:
        from briefdeck.library.shelf import listing

        yield from (load(Path(card.path)) for card in listing(parse=False))
        return
    from briefdeck.cli.briefings import load_named

    for name in dict.fromkeys(paths):
        path = Path(name)
        if not name.strip():
            yield load_named(name)
        elif path.is_dir():
            yield from (load(file) for file in sorted(path.rglob("*.toml")))
        elif path.exists() or path.suffix == ".toml":
            yield load(path)
        else:
            yield load_named(name)
