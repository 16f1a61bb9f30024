"""Walks on a terminal of its own, drawn by an emulator: all is typed in one go."""

import os
import signal
import sys
import time
from collections import deque
from pathlib import Path
from typing import Final

from fuzz.dice import SIGNS, Dice, Shelf, Step, WalkError
from support.emulated import Cells, EmulatedTerminal
from support.ptys import SECONDS

PROGRAM: Final = """
import sys
from pathlib import Path
from briefdeck import tui
from briefdeck.tui import startup
startup.before_imports()
from briefdeck.tui import session
make = session._app

def staying(*words, **more):
    from briefdeck.tui.seam.driver import QuickDriver
    from briefdeck.tui.widgets.viewer import Viewer
    app = make(*words, **more)
    leave, take_again = app.exit, QuickDriver.take_again

    def stay(*words, **more):
        if app.fault is not None or Path(sys.argv[2]).exists():
            leave(*words, **more)

    def draw_anew(driver):
        for viewer in app.screen.query(Viewer):
            viewer._strips.clear()
        scene = getattr(app.screen, "scene", None)
        reading = getattr(scene, "reading", None)
        if reading is not None and reading.letters is None:
            scene.forget_pages()
        app.screen.show()
        take_again(driver)

    app.exit, QuickDriver.take_again = stay, draw_anew
    return app

session._app = staying
tui.run(Path(sys.argv[1]))
"""
"""The program, which stays until a file is there, and draws all anew when it is continued."""
NAMED: Final = {
    "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "left": "\x1b[D", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    "home": "\x1b[H", "end": "\x1b[F", "insert": "\x1b[2~", "delete": "\x1b[3~", "f1": "\x1bOP", "f5": "\x1b[15~",
    "shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C", "shift+tab": "\x1b[Z", "tab": "\t", "enter": "\r", "escape": "\x1b",
    "backspace": "\x7f", "space": " ", **SIGNS,
}  # fmt: skip
LOOKED_AT_EVERY, ANEW_ON_TERMINAL_EVERY = 10, 50
HARMLESS: Final = {"EDITOR": "true", "VISUAL": "true", "BROWSER": "true", "TERM": "xterm-256color"}
"""Other programs that are started do nothing."""
UNREAD: Final = ("not searched yet", "▌… ", "│ … ", "▏… ")
QUIET: Final = 0.5
"""Seconds: longer than the mouse rests before a card is shown."""
SEEN_AFTER: Final = 2.5
"""Seconds from a change of the file to the last that follows from it."""


def walk_on_terminal(shelf: Shelf, steps: int, seed: int) -> None:
    """Walk; WalkError for what is wrong, with the way there."""
    dice, trail = Dice(seed), deque[Step](maxlen=30)
    may_end = shelf.path.with_suffix(".may-end")
    path = os.pathsep.join(place for place in sys.path if place)
    environment = {**os.environ, "PYTHONPATH": path, "COLORTERM": "truecolor", **HARMLESS}
    arguments = ["-c", PROGRAM, str(shelf.path), str(may_end)]
    with EmulatedTerminal(arguments, environment) as terminal:
        terminal.until(b"\x1b[6 q")
        changed = 0.0
        try:
            for number in range(1, steps + 1):
                trail.append(dice.step(*terminal.size))
                changed = time.monotonic() if trail[-1].kind == "change" else changed
                act(terminal, shelf, trail[-1])
                if number % LOOKED_AT_EVERY == 0:
                    look_at(terminal, shelf)
                if number % ANEW_ON_TERMINAL_EVERY == 0:
                    while time.monotonic() < changed + SEEN_AFTER:
                        terminal.until_quiet(0.1)
                    until_read(terminal)
                    compare_with_anew(terminal, may_look=True)
            leave(terminal, may_end)
        except (WalkError, AssertionError, OSError) as error:
            way, shown = ", ".join(map(str, trail)), "\n".join(terminal.lines())
            told = f"seed {seed}, step {number}: {error!r}\n{way}\n{shown}\n{fault_of(shelf)}"
            raise WalkError(told) from error


def act(terminal: EmulatedTerminal, shelf: Shelf, step: Step) -> None:
    """Do a step as hands would, and draw what comes at once."""
    match step:
        case ("press", (key,)):
            terminal.send(key_bytes(key))
        case ("click", (x, y)):
            terminal.send(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m".encode())
        case ("drag", (x, y, to_x, to_y)):
            moved = f"\x1b[<32;{to_x + 1};{to_y + 1}M\x1b[<0;{to_x + 1};{to_y + 1}m"
            terminal.send(f"\x1b[<0;{x + 1};{y + 1}M{moved}".encode())
        case ("wheel", (x, y, by)):
            terminal.send(f"\x1b[<{65 if by > 0 else 64};{x + 1};{y + 1}M".encode())
        case ("rest", (x, y)):
            terminal.send(f"\x1b[<35;{x + 1};{y + 1}M".encode())
        case ("resize", (width, height)):
            terminal.until_quiet(0.02)
            terminal.resize(height, width)
        case (_, (kind,)):
            shelf.change(kind)
    # A key right after Escape would be another key with Alt.
    terminal.until_quiet(0.03 if step.what == ("escape",) else 0.004)


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key."""
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1]) - 96])
    return NAMED.get(key, key).encode()


def look_at(terminal: EmulatedTerminal, shelf: Shelf) -> None:
    """WalkError unless the program lives, and shows something in whole frames."""
    terminal.until_quiet(0.06)
    if terminal.has_ended or fault_of(shelf):
        raise WalkError("it has ended")
    if what_is_spoilt(terminal):
        terminal.until_quiet(1.0)  # it may not have come to drawing yet
        if what := what_is_spoilt(terminal):
            raise WalkError(what)


def what_is_spoilt(terminal: EmulatedTerminal) -> str:
    """What is wrong with what the screen shows; empty where nothing is."""
    lines = terminal.lines()
    if not any(line.strip() for line in lines[:-1]):
        return "the screen is blank"
    for y, line in enumerate(lines):
        end = {"┌": "┐", "├": "┤", "└": "┘"}.get(line[:1])
        if end is not None and len(line) == terminal.size[0] and line[-1] != end:
            return f"row {y} begins with {line[0]} and ends with {line[-1]}"
    return ""


def until_read(terminal: EmulatedTerminal) -> None:
    """Wait until nothing is on its way: a library may still be read."""
    terminal.until_quiet(QUIET)
    patience = time.monotonic() + SECONDS
    while any(sign in line for line in terminal.lines() for sign in UNREAD):
        if time.monotonic() > patience:
            return
        terminal.until_quiet(QUIET)


def compare_with_anew(terminal: EmulatedTerminal, *, may_look: bool = False) -> None:
    """WalkError where what stands on the screen is not what the program draws on an empty one.

    A library looks at its files again and again: where it `may_look`, it is compared once more.
    """
    before, text = seen_on(terminal), terminal.lines()
    terminal.screen.erase_in_display(2)
    os.kill(terminal.pid, signal.SIGCONT)
    patience = time.monotonic() + SECONDS
    terminal.until_quiet(0.3)
    while seen_on(terminal) != before and time.monotonic() < patience:
        terminal.until_quiet(1.0)  # a busy machine draws in pieces
    (was, cursor), (now, now_at) = before, seen_on(terminal)
    if may_look and was != now and "Library" in text[0]:
        until_read(terminal)
        compare_with_anew(terminal)
        return
    for y, (old, new) in enumerate(zip(was, now, strict=True)):
        if old != new:
            x = next(x for x in range(len(old)) if old[x] != new[x])
            said = f"{old[x]}, {new[x]}\n{text[y]}\n{terminal.lines()[y]}"
            raise WalkError(f"row {y} was out of date from column {x} on: {said}")
    if cursor != now_at:
        raise WalkError(f"the cursor stood at {cursor} and not at {now_at}")


def seen_on(terminal: EmulatedTerminal) -> tuple[Cells, tuple[int, int]]:
    """All cells of the screen, and where its cursor stands."""
    return terminal.cells(), (terminal.screen.cursor.x, terminal.screen.cursor.y)


def leave(terminal: EmulatedTerminal, may_end: Path) -> None:
    """WalkError unless `q` leaves in order from wherever the walk has led."""
    may_end.touch()
    for key in (*["escape"] * 9, *["q"] * 9):
        if terminal.has_ended:
            break
        terminal.send(key_bytes(key))
        terminal.until_quiet(0.1)
    if terminal.wait() != 0 or not terminal.is_restored:
        raise WalkError(f"it ended with {terminal.status}: restored {terminal.is_restored}")


def fault_of(shelf: Shelf) -> str:
    """What the program has written of a fault of its own."""
    file = shelf.folders.state / "fault.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""
