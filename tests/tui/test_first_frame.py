"""On a real pseudo-terminal: the first frame comes before Textual, and nothing of it is lost."""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

from briefdeck.library.folders import folders
from briefdeck.library.index import Index
from briefdeck.terminal.tty import ALTERNATE_SCREEN
from support.emulated import UNSEEN
from support.ptys import Terminal

ENTER = ALTERNATE_SCREEN.encode()
TEXTUAL = b"\x1b[?1004h"
"""Reports of the focus, which only Textual asks for: from here on the screen is its own."""
PICTURE = b"KEY POINTS"
SHELL_AGAIN = b"\x1b[?1049l"
Start = Callable[..., Terminal]


@pytest.fixture
def start(sample: Path) -> Start:
    """Starts the interface on the sample."""

    def begin(size: tuple[int, int] = (30, 100), **variables: str) -> Terminal:
        path = os.pathsep.join(place for place in sys.path if place)
        environment = {**os.environ, "PYTHONPATH": path, "TERM": "xterm-256color", **variables}
        return Terminal(["-m", "briefdeck", str(sample)], environment, size=size)

    return begin


def until_handed_over(terminal: Terminal, picture: bytes = PICTURE) -> tuple[bytes, bytes]:
    """What is written before Textual has the screen, and what until it has drawn all of it."""
    terminal.until(TEXTUAL)
    while picture not in terminal.output.partition(TEXTUAL)[2]:
        terminal.until(picture)
    terminal.send(b"q")
    assert terminal.wait() == 0
    before, _, after = terminal.output.partition(TEXTUAL)
    return before, after.partition(SHELL_AGAIN)[0]


@pytest.mark.parametrize("size", [(36, 120), (24, 80)])
def test_no_character_changes_when_textual_takes_over(start: Start, size: tuple[int, int]) -> None:
    with start(size) as terminal:
        before, after = until_handed_over(terminal)
        assert terminal.output.count(ENTER) == 1
    screen = pyte.Screen(size[1], size[0])
    stream = pyte.ByteStream(screen)
    stream.feed(UNSEEN.sub(b"", before))
    picture = list(screen.display)
    assert any("KEY POINTS" in line for line in picture)
    # Line by line: not for a moment is anything else on the screen.
    for drawn in re.split(rb"(?=\x1b\[\d+;\d+H)", UNSEEN.sub(b"", after)):
        stream.feed(drawn)
        assert list(screen.display) == picture


def test_the_key_to_leave_ends_it_before_textual_is_there(start: Start) -> None:
    with start() as terminal:
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert TEXTUAL not in terminal.output
        assert terminal.is_restored


def test_keys_typed_at_any_moment_of_the_start_count(start: Start) -> None:
    with start() as terminal:
        terminal.send(b"3")
        terminal.until(ENTER)
        terminal.send(b"j")
        terminal.until(PICTURE)
        terminal.send(b"\r")
        terminal.until(b"The heading floods")
        terminal.send(b"q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("moment", [ENTER, PICTURE, TEXTUAL])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_at_any_moment_of_the_start_gives_the_terminal_back(
    start: Start, moment: bytes, number: signal.Signals
) -> None:
    with start() as terminal:
        terminal.until(moment)
        os.kill(terminal.pid, number)
        assert terminal.wait() in {-number, 128 + number}
        assert terminal.is_restored


def test_a_size_changed_after_the_first_frame_is_textuals(start: Start) -> None:
    with start() as terminal:
        terminal.until(PICTURE)
        terminal.resize(24, 80)
        _, after = until_handed_over(terminal)
    assert b"\x1b[24;1H" in after
    assert b"\x1b[30;1H" not in after


def test_a_file_that_is_no_briefing_leaves_the_shell_as_it_was(start: Start, sample: Path) -> None:
    sample.write_bytes(b"\0" * 64)
    with start() as terminal:
        assert terminal.wait() == 3
        assert terminal.is_restored
        assert b"harbor-tunnel.toml" in terminal.output.rpartition(SHELL_AGAIN)[2]


def test_nothing_is_painted_where_signs_would_be_misread(start: Start) -> None:
    with start(PYTHONIOENCODING="latin-1") as terminal:
        terminal.until(TEXTUAL)
        assert PICTURE not in terminal.output.partition(TEXTUAL)[0]


@pytest.mark.parametrize("size", [(36, 120), (24, 80), (15, 40)])
def test_the_librarys_list_does_not_change_when_textual_takes_over(
    size: tuple[int, int], sample: Path
) -> None:
    places = folders()
    places.own.mkdir(parents=True)
    (places.own / "harbor-tunnel.toml").write_bytes(sample.read_bytes())
    with Index(places) as index:
        index.refresh()
    path = os.pathsep.join(place for place in sys.path if place)
    environment = {**os.environ, "PYTHONPATH": path, "TERM": "xterm-256color"}
    with Terminal(["-m", "briefdeck"], environment, size=size) as terminal:
        before, after = until_handed_over(terminal, b" keys")
        assert terminal.output.count(ENTER) == 1
    screen = pyte.Screen(size[1], size[0])
    stream = pyte.ByteStream(screen)
    stream.feed(UNSEEN.sub(b"", before))
    picture = list_of(screen)
    assert any("The Harbor Tunnel" in line for line in picture)
    for drawn in re.split(rb"(?=\x1b\[\d+;\d+H)", UNSEEN.sub(b"", after)):
        stream.feed(drawn)
        assert list_of(screen) == picture


def list_of(screen: pyte.Screen) -> list[str]:
    """Header, list and footer, without the look into a briefing, which comes when it is read."""
    lines = list(screen.display)
    joint = lines[1].find("┬")
    end = next((at for at, line in enumerate(lines) if line.startswith("├")), -1)
    return [line[:joint] for line in lines[:end]] + lines[-1:]
