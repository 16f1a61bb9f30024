"""On a real pseudo-terminal: every way out restores it, the place is kept, keys are answered."""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.library.state import load_state
from support.ptys import Terminal

PROGRAM = "import sys; from pathlib import Path; from briefdeck import tui; sys.exit(tui.run(Path(sys.argv[1])))"
FAULTY = (
    "import sys; from pathlib import Path\n"
    "from briefdeck.tui.screens.reading import ReadingScreen\n"
    "def fail(self): raise RuntimeError('a fault of our own')\n"
    "ReadingScreen.leave = fail\n"
    "from briefdeck import tui; sys.exit(tui.run(Path(sys.argv[1])))"
)
READY = b"\x1b[6 q"
"""Textual has the terminal, and shows the cursor."""


@pytest.fixture
def start(sample: Path) -> Callable[..., Terminal]:
    """Starts the interface on the sample."""

    def begin(program: str = PROGRAM, until: bytes = READY, **variables: str) -> Terminal:
        path = os.pathsep.join(place for place in sys.path if place)
        terminal = Terminal(
            ["-c", program, str(sample)],
            {**os.environ, "PYTHONPATH": path, "COLORTERM": "truecolor", **variables},
        )
        terminal.until(until)
        return terminal

    return begin


def test_q_leaves_and_restores_the_terminal_and_keeps_the_place(
    start: Callable[..., Terminal], sample: Path
) -> None:
    with start() as terminal:
        terminal.send(b"3j")
        terminal.until(b"floods")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored
    kept = load_state(sample.stem)
    assert (kept.section, kept.entry) == ("timeline", "event-flood")


@pytest.mark.parametrize(
    "redirected",
    [
        "os.dup2(os.open(os.devnull, os.O_WRONLY), 2)",
        "os.close(2); sys.stderr = sys.__stderr__ = None",
    ],
)
def test_it_is_drawn_where_standard_error_leads_elsewhere(
    start: Callable[..., Terminal], redirected: str
) -> None:
    with start(f"import os, sys; {redirected}; {PROGRAM}") as terminal:
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=str,
)
def test_a_signal_ends_it_in_order(
    start: Callable[..., Terminal], number: signal.Signals, status: int
) -> None:
    with start() as terminal:
        os.kill(terminal.pid, number)
        assert terminal.wait() == status
        assert terminal.is_restored


def test_a_lost_terminal_ends_it(start: Callable[..., Terminal], sample: Path) -> None:
    with start() as terminal:
        terminal.send(b"3")
        terminal.until(b"signed")
        terminal.hang_up()
        assert terminal.wait() == 129
    assert load_state(sample.stem).section == "timeline"


def test_a_fault_of_our_own_restores_the_terminal_and_says_so_in_a_line(
    start: Callable[..., Terminal],
) -> None:
    with start(FAULTY) as terminal:
        terminal.send(b"q")
        assert terminal.wait() == 1
        assert terminal.is_restored
        assert b"a fault of our own" in terminal.output
        assert b"Traceback" not in terminal.output


def test_a_fault_before_the_first_frame_restores_the_terminal_too(
    start: Callable[..., Terminal],
) -> None:
    faulty = FAULTY.replace("screens.reading import ReadingScreen", "app import BriefdeckApp")
    faulty = faulty.replace("ReadingScreen.leave", "BriefdeckApp.begin_in")
    with start(faulty.replace("(self)", "(self, name)"), until=b"fault") as terminal:
        assert terminal.wait() == 1
        assert terminal.is_restored
        assert b"a fault of our own" in terminal.output
        assert b"Traceback" not in terminal.output


def test_escape_acts_without_waiting_for_another_key(start: Callable[..., Terminal]) -> None:
    with start() as terminal:
        terminal.send(b"?")
        terminal.until(b"You are in")
        terminal.send(b"\x1b")
        terminal.until(b"Traffic is twice")  # what the keys stood over
        terminal.send(b"q")
        assert terminal.wait() == 0


def test_the_place_is_found_again_and_the_theme_too(start: Callable[..., Terminal]) -> None:
    with start() as terminal:
        terminal.send(b"t3j")
        terminal.until(b"floods")
        terminal.send(b"q")
        terminal.wait()
    with start() as terminal:
        terminal.until(b"floods") if b"floods" not in terminal.output else None
        assert b"48;2;251;250;247" in terminal.output
        terminal.send(b"q")
        assert terminal.wait() == 0


def test_a_light_terminal_is_asked_and_gets_the_light_theme(
    start: Callable[..., Terminal], sample: Path
) -> None:
    path = os.pathsep.join(place for place in sys.path if place)
    environment = {**os.environ, "PYTHONPATH": path, "COLORTERM": "truecolor"}
    with Terminal(["-c", PROGRAM, str(sample)], environment) as terminal:
        terminal.until(b"\x1b]11;?")
        terminal.send(b"\x1b]11;rgb:fafa/fafa/fafa\x1b\\\x1b[?62c")
        terminal.until(READY)
        if b"48;2;251;250;247" not in terminal.output:
            terminal.until(b"48;2;251;250;247")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


def test_an_answer_of_the_terminal_that_comes_late_and_in_pieces_ends_nothing(
    start: Callable[..., Terminal],
) -> None:
    with start() as terminal:
        for piece in (b"\x1b]11;rgb:ff", b"ff/ffff/ffff", b"\x1b\\", b"\x1b[?62;22c", b"\xff"):
            terminal.send(piece)
            terminal.read(0.002)
        terminal.send(b"3j")
        terminal.until(b"floods")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert b"Error" not in terminal.output


def test_keys_that_follow_too_fast_on_the_way_out_do_no_harm(
    start: Callable[..., Terminal],
) -> None:
    with start() as terminal:
        terminal.send(b"qqqq")
        assert terminal.wait() == 0
        assert terminal.is_restored


@pytest.mark.parametrize("size", ["²", "0", "2", "100000000"])
def test_the_terminal_knows_its_size_better_than_the_environment(
    start: Callable[..., Terminal], size: str
) -> None:
    with start(COLUMNS=size, LINES=size) as terminal:
        terminal.resize(3, 20)
        terminal.until(b"\x1b[3;1H")
        terminal.send(b"q")
        assert terminal.wait() == 0


def test_reports_that_make_no_sense_end_nothing(start: Callable[..., Terminal]) -> None:
    with start() as terminal:
        # A key that no character has; the size in pixels of a terminal that has none, and a mouse.
        terminal.send(b"\x1b[99999999999;1u\x1b[48;36;120;0;0t\x1b[<35;3;3M")
        terminal.send(b"3j")
        terminal.until(b"floods")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_cannot_carry_our_signs_gets_others(
    start: Callable[..., Terminal], encoding: str
) -> None:
    program = "import sys; from briefdeck.cli import main; sys.exit(main(sys.argv[1:]))"
    with start(
        program, b"KEY POINTS", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C"
    ) as terminal:
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored
    # Before, the terminal is asked how wide it draws some letters, on a line that is then cleared.
    _, _, drawn = terminal.output.partition(b"\x1b[?1049h")
    words = re.sub(rb"\x1b\[[0-9;]*m", b"", drawn).decode(encoding)
    assert "+- 0 Overview -" in words
    assert "???" not in words


@pytest.mark.parametrize("content", [b"", b"\0" * 64], ids=["empty", "NUL"])
def test_the_name_of_a_broken_file_cannot_speak_to_the_terminal(
    tmp_path: Path, content: bytes
) -> None:
    path = os.fsencode(tmp_path) + b"/x\x1b]52;c;ZXZpbA==\x07\xe9.toml"
    Path(os.fsdecode(path)).write_bytes(content)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(place for place in sys.path if place),
        "PYTHONUTF8": "1",
    }
    with Terminal(["-m", "briefdeck", os.fsdecode(path)], environment) as terminal:
        terminal.until(b"]52;c;")
        terminal.read(0.1)
        terminal.send(b"q")
        terminal.wait()
        assert b"\x1b]52" not in terminal.output
        assert b"\x07" not in terminal.output
