"""Copying that never lies: a tool that reports success, else the terminal, else a file."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefdeck.durable import write_atomically
from briefdeck.library.folders import from_home
from briefdeck.terminal import launch

TOOL_SECONDS = 3
OSC_LIMIT = 74_000
"""Bytes that terminals take in one OSC 52 sequence, in base64."""
TERMINALS = frozenset(
    {"xterm-kitty", "foot", "foot-extra", "alacritty", "xterm-ghostty", "wezterm", "contour"}
)
PROGRAMS = frozenset({"WezTerm", "ghostty", "kitty", "rio"})


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of it, as a sentence for the reader.

    `is_sure`: the clipboard has it, or the file is written.
    """

    sentence: str
    is_sure: bool


def tools(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> tuple[tuple[str, ...], ...]:
    """The commands that could take text for the clipboard of this screen, best first."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return ()
    found: list[tuple[str, ...]] = []
    if platform == "darwin":
        found.append(("pbcopy",))
    if environment.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if environment.get("DISPLAY"):
        found += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    if environment.get("WSL_DISTRO_NAME"):
        found.append(("clip.exe",))
    return tuple(found)


def takes_osc52(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is known to put OSC 52 on the clipboard.

    Not inside tmux or screen, which may swallow it.
    """
    if environment.get("TMUX") or environment.get("STY"):
        return False
    return (
        environment.get("TERM") in TERMINALS
        or environment.get("TERM_PROGRAM") in PROGRAMS
        or bool(environment.get("WT_SESSION"))
    )


def copy(
    text: str,
    what: str,
    *,
    folder: Path,
    send: Callable[[str], None] | None,
    environment: Mapping[str, str] = os.environ,
) -> Copied:
    """Copy a text and say what happened.

    `send` asks the terminal to take it (OSC 52); `folder` takes the file if nothing else does.
    """
    for command in tools(environment):
        if _hand_to(command, text):
            return Copied(f"Copied {what} ({command[0]}).", is_sure=True)
    coded_bytes = (len(text.encode()) + 2) // 3 * 4
    if send is not None and takes_osc52(environment) and coded_bytes <= OSC_LIMIT:
        send(text)
        return Copied(f"Sent {what} to the terminal's clipboard.", is_sure=False)
    return _to_file(text, what, folder)


def _hand_to(command: tuple[str, ...], text: str) -> bool:
    coding = "utf-16-le" if command[0] == "clip.exe" else "utf-8"
    return launch.feed(command, text.encode(coding), TOOL_SECONDS)


def _to_file(text: str, what: str, folder: Path) -> Copied:
    path = folder / "copied.txt"
    try:
        write_atomically(path, text.encode("utf-8", "replace"), durable=False)
    except OSError as error:
        return Copied(
            f"Nothing was copied: no clipboard, and {path} cannot be written ({error.strerror}).",
            is_sure=False,
        )
    return Copied(f"No clipboard here; wrote to {from_home(str(path))}: {what}", is_sure=True)
