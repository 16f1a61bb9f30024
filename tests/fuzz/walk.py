"""Random walks through the reading interface while the file changes below it.

Run by hand for long:

    python tests/fuzz/walk.py [--steps 10000] [--seed N] [--memory | --terminal] [BRIEFING...]

In memory every step is looked at; on a terminal of its own, drawn by an emulator, all is typed in one go, and what stands there is
compared every 50 steps with what the program draws anew. A fault says its seed, its step, the last steps, and what the screen shows.
"""

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefdeck.library.folders import HOME_VARIABLE, folders
from briefdeck.reading import filewatch
from fuzz.dice import Shelf
from fuzz.in_memory import walk_in_memory, walker
from fuzz.on_terminal import HARMLESS, walk_on_terminal

SHIPPED: Final = Path(__file__).parents[2] / "briefings"


def main() -> int:
    """Walk as the arguments say; 1 where a fault was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--memory", action="store_true")
    where.add_argument("--terminal", action="store_true")
    parser.add_argument("briefings", nargs="*", type=Path, metavar="BRIEFING")
    arguments = parser.parse_args()
    files = arguments.briefings or sorted(SHIPPED.glob("*.toml"))
    walks = [("in memory", in_memory), ("on a terminal", walk_on_terminal)]
    chosen = walks[:1] if arguments.memory else walks[1:] if arguments.terminal else walks
    for place, walk in chosen:
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            shelf = laid_out(Path(home), files, arguments.seed)
            try:
                walk(shelf, arguments.steps, arguments.seed)
            except Exception as error:  # noqa: BLE001  # any of them is a fault
                print("".join(traceback.format_exception(error.__cause__ or error))[-6000:])
                print(error)
                return 1
        taken = time.monotonic() - start
        print(f"{arguments.steps} steps {place}, seed {arguments.seed}: no fault, {taken:.0f} s")
    return 0


def in_memory(shelf: Shelf, steps: int, seed: int) -> None:
    """Walk in memory, with the file looked at often, for steps are quick there."""
    filewatch.WATCH_SECONDS, filewatch.SETTLE_SECONDS = 0.03, 0.01
    app = walker(shelf.path, shelf.folders)
    asyncio.run(walk_in_memory(app, shelf, steps, seed))


def laid_out(home: Path, files: list[Path], seed: int) -> Shelf:
    """The files as a library in an empty home; the seed says which of them is walked on."""
    os.environ[HOME_VARIABLE] = str(home)
    os.environ |= HARMLESS
    places = folders()
    places.own.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, places.own / file.name)
    walked = places.own / files[seed % len(files)].name
    return Shelf(walked, places, random.Random(seed))


if __name__ == "__main__":
    sys.exit(main())
