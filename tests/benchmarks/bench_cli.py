"""Whole-process times of the command line against a bare Python process that does the same reading.

Run by hand:

python tests/benchmarks/bench_cli.py [RUNS]

Prints medians in milliseconds and the ratio to the floor measured in the same run, run and floor
taking turns.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BRIEFINGS = ROOT / "briefings"
FIRST = BRIEFINGS / "us-mexico-border-security.toml"

HELP_FLOOR = "import argparse; argparse.ArgumentParser().parse_args(['--help'])"
TOML_FLOOR = """
import sys, tomli
for name in sys.argv[1:]:
    tomli.loads(open(name, encoding="utf-8").read())
"""
RICH_FLOOR = """
import sys
from rich.console import Console
from rich.text import Text
console = Console(width=80)
for line in open(sys.argv[1], encoding="utf-8").read().splitlines():
    console.print(Text(line))
"""


def once(command: list[str], environment: dict[str, str]) -> float:
    """Milliseconds from spawn to end, output to a file."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, env=environment, check=False)
        return (time.perf_counter() - start) * 1000


def compare(
    name: str,
    command: list[str],
    floor: list[str],
    limit: float,
    runs: int,
    environment: dict[str, str],
) -> None:
    """Print one row: what, its median, the floor's, their ratio, and the limit."""
    for warm in (command, floor):
        once(warm, environment)
    pairs = [(once(command, environment), once(floor, environment)) for _ in range(runs)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / bare for mine, bare in pairs)
    print(f"{name:<44}{ours:8.1f} ms  floor {theirs:7.1f} ms  ratio {ratio:5.2f}  (limit {limit})")


def main() -> None:
    """Measure each promise about whole processes."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    python = sys.executable
    briefdeck = str(Path(python).parent / "briefdeck")
    every = [str(path) for path in sorted(BRIEFINGS.glob("*.toml"))]
    toml = [python, "-c", TOML_FLOOR, *every]
    with tempfile.TemporaryDirectory() as home:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
            "BRIEFDECK_HOME": home,
            "COLUMNS": "80",
        }
        show = [briefdeck, "show", "--all", str(FIRST)]
        shown = Path(home) / "shown.txt"
        shown.write_bytes(
            subprocess.run(show, capture_output=True, env=environment, check=True).stdout
        )
        promises = (
            ("--version", [briefdeck, "--version"], [python, "-c", "pass"], 2.0),
            ("--help", [briefdeck, "--help"], [python, "-c", HELP_FLOOR], 1.6),
            ("list --json", [briefdeck, "list", "--json"], toml, 0.6),
            (
                "check, first",
                [briefdeck, "check", "--no-cache", "--format", "json", *every],
                toml,
                1.6,
            ),
            ("check, unchanged", [briefdeck, "check", "--format", "json", *every], toml, 0.8),
            ("show --all", show, [python, "-c", RICH_FLOOR, str(shown)], 0.9),
        )
        for name, command, floor, limit in promises:
            compare(name, command, floor, limit, runs, environment)


if __name__ == "__main__":
    main()
