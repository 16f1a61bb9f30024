"""By line, what became of quotations in stored copies is said in words, and nothing waits long."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdeck.evidence.verdicts import Verification
from briefdeck.library.folders import folders
from briefdeck.line.sitting import Sitting
from briefdeck.loader import Loaded, load
from support import stored

SIGNS = frozenset("✓≈✗≠")


class Script:
    """A terminal that types given lines, and keeps what is said to each."""

    width, height = 72, 0

    def __init__(self, lines: Sequence[str]) -> None:
        self.answers = [""]
        self._lines = iter(lines)

    def write(self, text: str) -> None:
        self.answers[-1] += text

    def read(self, _: str) -> str:
        self.answers.append("")
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        return line


def sit(path: Path, *lines: str) -> list[str]:
    """What is said, without regard to where lines end: first of all, then to each line."""
    script = Script(lines)
    Sitting(script, folders()).run(load(path))
    return [" ".join(answer.split()) for answer in script.answers]


@pytest.fixture
def tunnel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        "briefdeck.evidence.verdicts.kept", lambda loaded, _: stored.made_up(loaded)
    )
    return stored.store(tmp_path)


def test_pages_and_sources_say_it_in_words(tunnel: Path) -> None:
    _, _, page, sources, *_ = sit(tunnel, "key", "1", "peek")
    assert "Verified, but on p. 12, not p. 9" in page
    assert "has “two votes” where the copy has “a single vote”" in page
    assert "“approved the second bore by two votes”: Near, not the same" in sources
    assert not SIGNS & set(page + sources)
    assert "[-" not in page + sources


def test_lists_say_what_is_wrong(tunnel: Path) -> None:
    said = sit(tunnel, "findings", "sources")
    assert "It was praised., one source, quotation not in the copy" in said[1]
    assert "Letter of the Mayor, copy changed" in said[2]


def test_the_overview_and_the_problems_say_how_many(tunnel: Path) -> None:
    said = sit(tunnel, "key", "0", "!")
    assert "3 unverified" in said[2]
    assert "These words are not in the copy of `audit`" in said[3]


def test_a_source_opens_or_says_where_its_copy_is(
    tunnel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "PAGER", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    less = tunnel.parent / "less"
    less.write_text("#!/bin/sh\n")
    less.chmod(0o755)
    monkeypatch.setenv("PATH", os.fspath(tunnel.parent))
    said = sit(tunnel, "key", "1", "o", "1", "sources", "4", "o")
    assert "1. Audit of the Harbor Tunnel, stored copy, p. 9" in said[3]
    copy = tunnel.parent / "copies/audit.txt"
    assert said[4] == f"less would draw on the terminal. The copy is {copy}, see line 3"
    assert "the address is https://tunnels.example" in said[7]


def test_an_answer_does_not_wait_for_copies_to_be_read(
    tunnel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, has_begun = threading.Event(), threading.Event()

    def kept(loaded: Loaded, _: Path) -> Verification:
        return stored.made_up(loaded, waits=frozenset(stored.PASSAGES))

    def verified(loaded: Loaded, _: Path) -> Verification:
        has_begun.set()
        gate.wait(20)
        return stored.made_up(loaded)

    monkeypatch.setattr("briefdeck.evidence.verdicts.kept", kept)
    monkeypatch.setattr("briefdeck.evidence.verdicts.verified", verified)
    said = sit(tunnel, "key", "1", "peek")
    assert has_begun.wait(20)
    assert "Not verified yet: “never closed twice in a year”." in said[3]
    assert "Verified" not in said[2]
    gate.set()


def test_another_copy_is_noticed_at_the_next_line(
    tunnel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def kept(loaded: Loaded, _: Path) -> Verification:
        asked.append("kept")
        (tunnel.parent / "copies/audit.txt").write_text("Something else." * len(asked))
        return stored.made_up(loaded)

    monkeypatch.setattr("briefdeck.evidence.verdicts.kept", kept)
    sit(tunnel, "key", "1", "p")
    assert len(asked) > 1
