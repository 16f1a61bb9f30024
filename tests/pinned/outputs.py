"""Everything that the program prints, as it is today: what is run, and a digest of what that printed in `outputs.json`.

A case is a few command lines, run one after the other in a folder of their own. To see what a change does to the outputs,
write them whole, in two checkouts, and compare the folders:

    python tests/pinned/outputs.py --into FOLDER [CASE…]
    diff -r FOLDER ANOTHER

`CASE` may be a pattern, for instance 'show/*'. What is meant to change is pinned anew with the other golden files.
"""

import argparse
import contextlib
import hashlib
import io
import os
import re
import shlex
import sys
import tempfile
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = Path(__file__).with_name("outputs.json")
LISTED: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)
BAD = ROOT / "tests/loader/bad"
TUNNEL, GOOD = ROOT / "tests/output/harbor-tunnel.toml", ROOT / "tests/support/good.toml"
SHIPPED = {path.stem: path for path in sorted((ROOT / "briefings").glob("*.toml"))}
MADE_UP = {"harbor-tunnel.toml": TUNNEL, "good.toml": GOOD}
FORMATS = ("plain", "markdown", "json")
WIDTHS = (40, 60, 80, 100, 120, 200)
Case = tuple[str, tuple[str, ...]]


def cases() -> Iterator[Case]:
    """The name of each case, and its command lines."""
    for name, lines in LISTED["commands"].items():
        yield name, tuple(lines.strip().splitlines())
    for name in (*SHIPPED, *MADE_UP):
        yield from _of_one(name)
    for name, entry in (*_entries("harbor-tunnel.toml"), *_entries("us-mexico-border-security")):
        forms = ("text", "markdown", "plain", "json")[: 4 if name in MADE_UP else 2]
        lines = tuple(f"briefdeck show {name} --entry {entry} --format {form}" for form in forms)
        yield f"entry/{_short(name)}/{entry}", lines
    for path in sorted(BAD.glob("*.toml")):
        bad = shlex.quote(f"bad/{path.name}")
        lines = (f"check {bad}", f"check {bad} --format json", f"show {bad} --all")
        yield f"bad/{path.stem}", tuple(f"briefdeck {line}" for line in lines)
    for rule in _words_in(r"^  ([a-z-]+) +(?:error|warning|note) ", "check", "--list-rules"):
        yield f"rule/{rule}", (f"briefdeck check --explain {rule}", f"wrong {rule}")
    pairs = [(one, other) for one in SHIPPED for other in SHIPPED if one < other]
    for one, other in (
        *pairs,
        ("harbor-tunnel.toml", "later/harbor-tunnel.toml"),
        ("good.toml", "ipv4-exhaustion"),
    ):
        yield from _of_two(one, other)
    for verb in _words_in(r"^  ([a-z]+)  ", "--help"):
        yield f"help/{verb}", (f"briefdeck {verb} --help",)
    for shell in ("bash", "zsh", "tcsh", "fish"):
        yield f"completion/{shell}", (f"briefdeck --completion {shell}",)


def _of_one(name: str) -> Iterator[Case]:
    """A briefing printed, in part and whole, checked, and as the reading interface copies and finds what is in it."""
    short, show = _short(name), f"briefdeck show {name}"
    for what, more in (("summary", ""), ("all", " --all")):
        for width in WIDTHS:
            yield f"show/{short}/{what}-{width}", (f"{show}{more} --width {width}",)
        yield f"show/{short}/{what}-colour", (f"briefdeck --color always show {name}{more}",)
        for form in FORMATS:
            yield f"show/{short}/{what}-{form}", (f"{show}{more} --format {form}",)
    for reading in ("--time 30s", "--full"):
        lines = [f"{show} {reading} --width {width}" for width in (40, 80)]
        lines += [f"{show} {reading} --format {form}" for form in ("plain", "markdown")]
        yield f"show/{short}/{reading.rpartition('-')[2].replace(' ', '-')}", tuple(lines)
    yield (
        f"show/{short}/parts",
        (f"briefdeck {name}", f"COLUMNS=100 {show} -s eras -s sources", f"{show} -f plain -w 40"),
    )
    for section in _words_in(r"([a-z-]+)[,.]", "show", name, "--section", "?"):
        yield f"show/{short}/section-{section}", (f"{show} --section {section} --width 80",)
    yield (
        f"check/{short}",
        tuple(f"briefdeck check {name} -f {form}" for form in ("text", "json", "github", "sarif")),
    )
    yield f"taken/{short}", (f"taken {name}",)
    yield f"found/{short}", (f"found {name} {shlex.join(LISTED['finds'])}",)


def _of_two(one: str, other: str) -> Iterator[Case]:
    """Two briefings side by side."""
    compare = f"compare {one} {other}"
    lines = [f"{compare} --width {width}" for width in (40, 80, 120, 200)]
    lines += [f"{compare} --all --width 100", *(f"{compare} --format {form}" for form in FORMATS)]
    yield (
        f"compare/{_short(one)}+{_short(other)}",
        tuple(f"briefdeck {line}" for line in (*lines, f"--color always {compare}")),
    )


def _entries(name: str) -> Iterator[tuple[str, str]]:
    """The name and each entry of a made-up briefing, or the first entry of each table of another."""
    raw = tomllib.loads((MADE_UP | SHIPPED)[name].read_text(encoding="utf-8"))
    for table in raw.values():
        entries = (
            [entry["id"] for entry in table if "id" in entry] if isinstance(table, list) else []
        )
        yield from ((name, entry) for entry in (entries if name in MADE_UP else entries[:1]))


def _words_in(pattern: str, *words: str) -> list[str]:
    """What the program itself lists: its rules, its verbs, its sections."""
    with patch.dict(os.environ, {"COLUMNS": "80"}):
        return re.findall(pattern, said(["briefdeck", *words]), re.MULTILINE)


def _short(name: str) -> str:
    return name.removesuffix(".toml").replace("/", "-")


def output(lines: tuple[str, ...], folder: Path) -> str:
    """What command lines print, one after the other, in an empty folder that is made their world."""
    folder = folder.resolve()
    later = TUNNEL.read_text(encoding="utf-8")
    for old, new in LISTED["later"].items():
        assert old in later, f"the made-up briefing does not say {old!r}"
        later = later.replace(old, new)
    marks = "home/.local/state/briefdeck/notes/harbor-tunnel.json"
    for name, text in (("later/harbor-tunnel.toml", later), (marks, LISTED["marks"])):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name, path in {**MADE_UP, "bad": BAD}.items():
        (folder / name).symlink_to(path)
    world = {
        "HOME": str(folder / "home"),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    parts: list[str] = []
    with contextlib.chdir(folder):
        for line in lines:
            words = shlex.split(line)
            columns = words.pop(0).removeprefix("COLUMNS=") if line.startswith("COLUMNS=") else "80"
            with patch.dict(os.environ, world | {"COLUMNS": columns}, clear=True):
                parts.append(f"$ {line}\n{said(words)}")
    return _without_here_and_now("\n".join(parts), folder)


def said(words: list[str]) -> str:
    """What a command prints, what it says on standard error, and its exit code where that is not 0."""
    from briefdeck.cli import main

    commands: dict[str, Callable[[list[str]], int | None]] = {
        "taken": _taken,
        "found": _found,
        "wrong": _wrong,
    }
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = commands.get(words[0], main)(words[1:]) or 0
        except SystemExit as stop:
            code = int(stop.code or 0)
    errors = "".join(f"2> {line}\n" for line in err.getvalue().splitlines())
    return out.getvalue() + errors + (f"exit {int(code)}\n" if code else "")


def _taken(words: list[str]) -> None:
    """Print what the reading interface copies of each entry of a briefing."""
    from briefdeck.cli.briefings import load_named
    from briefdeck.document.lookup import lookup
    from briefdeck.output import takeaway

    found = lookup(load_named(words[0]))
    sys.stdout.write(takeaway.cover_text(found))
    for name, entry in found.links.entries.items():
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.writelines(form.text for form in takeaway.forms(found, entry))


def _found(words: list[str]) -> None:
    """Print where the reading interface finds each query in a briefing."""
    from briefdeck.cli.briefings import load_named
    from briefdeck.reading.deck import Deck
    from briefdeck.reading.find import FindIndex

    index = FindIndex(Deck(load_named(words[0])))
    for query in words[1:]:
        sys.stdout.writelines(
            (
                f"{query!r}\n",
                *(f"  {section} {entry}\n" for section, entry in index.search(query).hits),
            )
        )


def _wrong(words: list[str]) -> int:
    """Check the example of what a rule finds."""
    from briefdeck.cli import main
    from support.examples import whole

    explained = said(["briefdeck", "check", "--explain", *words])
    example = re.search(r"^Wrong:\n\n((?: {4}.*\n|\n)+)", explained, re.MULTILINE)
    Path("wrong.toml").write_text(
        whole(textwrap.dedent(example[1])) if example else "", encoding="utf-8"
    )
    return main(["check", "wrong.toml"])


def _without_here_and_now(text: str, folder: Path) -> str:
    """The text without what differs from folder to folder and from day to day."""
    import briefdeck

    for path, word in ((folder, "/world"), (Path(briefdeck.__file__).parents[2], "/checkout")):
        text = text.replace(str(path), word)
    today = datetime.now(tz=UTC).date()
    for written in (today.isoformat(), f"{today.day} {today:%b %Y}"):
        text = text.replace(written, "TODAY")
    return re.sub(r'("(?:made|touched|modified)": )\d{9,}(?:\.\d+)?', r"\1NOW", text)


def digest(text: str) -> str:
    """How many lines a text has, and the start of its hash."""
    return f"{len(text.splitlines())} {hashlib.sha256(text.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"


def write(into: Path, patterns: list[str]) -> None:
    """Write the whole output of each case to a file."""
    for name, lines in cases():
        if not patterns or any(fnmatch(name, pattern) for pattern in patterns):
            path = into / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                path.write_bytes(output(lines, Path(folder)).encode("utf-8", "backslashreplace"))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    parser = argparse.ArgumentParser(
        description="Write what the program prints to files, to compare two checkouts."
    )
    parser.add_argument(
        "--into", type=Path, required=True, metavar="FOLDER", help="the folder to write to"
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", help="names or patterns (default: all)")
    chosen = parser.parse_args()
    write(chosen.into, chosen.cases)
