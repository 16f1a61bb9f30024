"""Load, decode, link and check a 5 MB briefing in one process, against `tomli.loads` of it alone. Run by hand.

    python tests/benchmarks/bench_load.py [RUNS]

Prints medians and the ratio to the floor measured in the same run; the peak memory of loading and checking in a process
of its own; and the time to find one place in a 50 KB file.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tomli

from briefdeck.check import examine
from briefdeck.loader import load
from briefdeck.loader.place import find_place
from support.briefings import big_briefing_toml

SIZE = 5_000_000
PEAK = """
import resource, sys
from pathlib import Path
from briefdeck.check import examine
from briefdeck.loader import load
examine(load(Path(sys.argv[1])))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Measure each promise about loading."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.toml"
        text = big_briefing_toml(SIZE)
        path.write_text(text, encoding="utf-8")
        whole = [
            (timed(lambda: examine(load(path))), timed(lambda: tomli.loads(text)))
            for _ in range(runs)
        ]
        loading = [timed(lambda: load(path)) for _ in range(runs)]
        ours, floor = (statistics.median(column) for column in zip(*whole, strict=True))
        print(
            f"size {len(text.encode()) / 1e6:.1f} MB; load {statistics.median(loading):.0f} ms; load and check {ours:.0f} ms"
        )
        print(
            f"tomli.loads {floor:.0f} ms; ratio {statistics.median(a / b for a, b in whole):.2f}  (limit 2.5)"
        )
        peak = subprocess.run(
            [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True
        )
        unit = 1024 if sys.platform != "darwin" else 1024 * 1024
        print(f"peak memory {int(peak.stdout) / unit:.0f} MB  (limit 200)")
        small = big_briefing_toml(50_000)
        texts = [
            f"{small}# {number}\n" for number in range(runs)
        ]  # places of a text that was scanned are kept
        found = [timed(partial(find_place, text, ("sources", 3, "title"))) for text in texts]
        print(
            f"a place in {len(small.encode()) / 1000:.0f} KB: {statistics.median(found):.1f} ms  (limit 10)"
        )


if __name__ == "__main__":
    main()
