"""Handing an address to the reader's browser without letting it write over the screen."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote, urlsplit

from msgspec import Struct

from briefdeck.terminal import launch
from briefdeck.text.pattern import pattern

SCHEMES = frozenset({"http", "https"})
UNSAFE = pattern(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}\u2028\u2029]")
"""What is no part of an address as it travels, and might end one for a careless opener."""
INSTALLED = (
    *("x-www-browser", "firefox", "chromium", "chromium-browser", "google-chrome"),
    *("google-chrome-stable", "brave-browser", "microsoft-edge", "opera", "vivaldi", "epiphany"),
    *("librewolf", "konqueror", "falkon", "qutebrowser"),
)
"""Browsers with windows of their own, asked where the desktop has no way of its own."""
OPENERS = frozenset({"xdg-open", "gio", "wslview", "open"})
"""Programs that choose another one by what they are to open."""
WITH_WINDOWS = frozenset({"sensible-browser", *OPENERS, *INSTALLED})
IN_TERMINAL = ("www-browser", "w3m", "lynx", "links", "elinks", "links2")


class Browser(Struct, frozen=True):
    """A command to which an address is added, or put in for `%s`.

    `takes_terminal`: it has to be lent the terminal.
    """

    words: tuple[str, ...]
    takes_terminal: bool

    def command(self, address: str) -> list[str]:
        """The command for an address."""
        name, *rest = self.words
        if not any("%s" in word for word in rest):
            return [name, *rest, address]
        return [name, *(word.replace("%s", address) for word in rest)]


def web_address(text: str) -> str:
    """An address of the web as it may be handed on; empty for anything else."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    # `urlsplit` is lenient with what stands before the scheme.
    if parts.scheme not in SCHEMES or not text.lower().startswith(f"{parts.scheme}://"):
        return ""
    return UNSAFE.sub(lambda match: quote(match[0]), text) if host else ""


def browsers(
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    *,
    goes_to_place: bool = False,
) -> Iterator[Browser]:
    """What may open an address here, the reader's own wishes (`$BROWSER`) first.

    goes_to_place: to a place within a file, which is lost on programs that only choose another one.
    """
    for wish in environment.get("BROWSER", "").split(os.pathsep):
        browser = _wished(wish)
        if browser is not None:
            yield browser
    openers = list(_openers(environment, platform))
    installed = INSTALLED if _has_desktop(environment) else ()
    found = [Browser((name,), takes_terminal=False) for name in installed]
    yield from (*found, *openers) if goes_to_place else (*openers, *found)
    for name in IN_TERMINAL:
        yield Browser((name,), takes_terminal=True)


def _openers(environment: Mapping[str, str], platform: str) -> Iterator[Browser]:
    """The ways in which the system itself opens addresses and files."""
    if platform == "darwin":
        yield Browser(("open",), takes_terminal=False)
    if environment.get("WSL_DISTRO_NAME"):
        yield Browser(("wslview",), takes_terminal=False)
    if _has_desktop(environment):
        yield Browser(("xdg-open",), takes_terminal=False)
        yield Browser(("gio", "open"), takes_terminal=False)


def _has_desktop(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _wished(wish: str) -> Browser | None:
    """One of the commands in `$BROWSER`; with `&` at its end it runs beside the interface."""
    try:
        words = shlex.split(wish)
    except ValueError:
        return None
    is_beside = words[-1:] == ["&"]
    if is_beside:
        words.pop()
    if not words:
        return None
    has_windows = os.path.basename(words[0]) in WITH_WINDOWS
    return Browser(tuple(words), takes_terminal=not (is_beside or has_windows))


def browse(address: str, run: Callable[[Sequence[str]], str]) -> bool:
    """Open an address; `run` lends the terminal to a browser that needs it (lynx, w3m).

    Says whether it was taken.
    """
    for browser in browsers():
        if launch.program(browser.words[0]) is None:
            continue
        if browser.takes_terminal:
            return not run(browser.command(address))
        if launch.start(browser.command(address)):
            return True
    return False
