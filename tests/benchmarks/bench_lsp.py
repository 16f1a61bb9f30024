"""Ask the language server, a process of its own, for completions in a briefing of 2,000 entries. Run by hand.

    python tests/benchmarks/bench_lsp.py [ENTRIES] [RUNS]

The floor is a request that the server refuses as unknown, asked over the same streams. What the client takes to read
the answer counts. Five situations: right after opening; again and again; right after an edit, which leaves the text
unsound; while the check of an edit runs; and in a client that does not take what all items have in common once.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefdeck.lsp.checker import QUIET
from briefdeck.lsp.outline import Outline
from support.briefings import big_briefing_toml
from support.language_client import LanguageClient, position

LIMIT = 50
DEFAULTS = {"completion": {"completionList": {"itemDefaults": ["editRange", "data"]}}}


def briefing(entries: int) -> str:
    """A varied briefing of about that many entries."""
    size = 500 * entries
    while (count := len(Outline(text := big_briefing_toml(size)).entries)) < entries:
        size = int(size * 1.02 * entries / count)
    return text


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


class Author:
    """Types a link into the last event's text, a blank before it each time, and asks for completion behind `[[`."""

    def __init__(self, client: LanguageClient, text: str) -> None:
        self.client = client
        at = text.index('text = "', text.rindex("[[events]]")) + len('text = "')
        self.text = f"{text[:at]}[[ {text[at:]}"
        self.offset = at + 2
        self.version = 1

    def complete(self) -> float:
        """Ask, and return how long the answer took; it has all other entries."""
        return timed(lambda: self.client.at("completion", self.text, self.offset))

    def type(self) -> None:
        """Put a blank in front of the link."""
        self.version += 1
        at = position(self.text, self.offset - 2)
        self.text = f"{self.text[: self.offset - 2]} {self.text[self.offset - 2 :]}"
        self.offset += 1
        self.client.edit(self.version, {"range": {"start": at, "end": at}, "text": " "})


def situations(text: str, runs: int) -> Iterator[tuple[str, list[float]]]:
    """Name and times of each situation, the floor first."""
    first: list[float] = []
    for _ in range(min(runs, 10)):
        with LanguageClient() as client:
            client.start(textDocument=DEFAULTS)
            author = Author(client, text)
            client.open(author.text)
            first.append(author.complete())
    with LanguageClient() as client:
        client.start(textDocument=DEFAULTS)
        author = Author(client, text)
        client.open(author.text)
        client.problems(1)
        yield "floor", [timed(lambda: client.error("no/such/method")) for _ in range(runs)]
        yield "right after opening", first
        yield "again", [author.complete() for _ in range(runs)]
        edited: list[float] = []
        for _ in range(runs):
            author.type()
            edited.append(author.complete())
        yield "right after an edit", edited
        checking: list[float] = []
        for _ in range(runs):
            author.type()
            # The check begins once nothing was typed for a moment.
            time.sleep(QUIET + 0.05)
            checking.append(author.complete())
        yield "while it is checked", checking
    with LanguageClient() as client:
        client.start()
        author = Author(client, text)
        client.open(author.text)
        client.problems(1)
        yield "each item whole", [author.complete() for _ in range(runs)]


def main() -> None:
    """Measure and print each situation."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    text = briefing(entries)
    print(
        f"{len(Outline(text).entries)} entries, {len(text.encode()) / 1000:.0f} KB; limit {LIMIT} ms"
    )
    floor = 0.0
    for name, times in situations(text, runs):
        times.sort()
        median, late = statistics.median(times), times[int(len(times) * 0.95)]
        floor = floor or median
        print(
            f"{name:20} median {median:6.1f} ms, p95 {late:6.1f}, of the floor {median / floor:5.0f}"
        )


if __name__ == "__main__":
    main()
