"""An address goes to a browser as one word of the web; a browser in the terminal is lent it."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdeck.terminal.browser import Browser, browse, browsers, web_address

lent: list[list[str]] = []


def lend(command: Sequence[str]) -> str:
    lent.append(list(command))
    return ""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of programs, the only one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    lent.clear()
    return folder


def install(folder: Path, name: str, text: str = "exit 0") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    ("wish", "browser"),
    [
        ("lynx -nopause", Browser(("lynx", "-nopause"), takes_terminal=True)),
        ("firefox", Browser(("firefox",), takes_terminal=False)),
        ("/opt/bin/firefox %s", Browser(("/opt/bin/firefox", "%s"), takes_terminal=False)),
        ("own %s &", Browser(("own", "%s"), takes_terminal=False)),
    ],
)
def test_the_readers_own_browser_comes_first(wish: str, browser: Browser) -> None:
    assert next(browsers({"BROWSER": wish}, "linux")) == browser


def test_a_browser_in_the_terminal_is_lent_it(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(programs, "textbrowser")
    monkeypatch.setenv("BROWSER", "'broken:missing:textbrowser --at %s --end")
    assert browse("https://harbor.example", lend)
    assert lent == [["textbrowser", "--at", "https://harbor.example", "--end"]]


def test_a_browser_with_windows_cannot_reach_the_screen(
    programs: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(programs, "xdg-open", f'echo no display >&2; echo "$1" > {tmp_path}/seen; exit 0')
    monkeypatch.setenv("DISPLAY", ":0")
    assert browse("https://harbor.example", lend)
    assert not lent
    assert (tmp_path / "seen").read_text() == "https://harbor.example\n"
    assert capfd.readouterr() == ("", "")


def test_what_fails_at_once_is_passed_over(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(programs, "xdg-open", "exit 3")
    monkeypatch.setenv("DISPLAY", ":0")
    assert not browse("https://harbor.example", lend)
    install(programs, "w3m")
    assert browse("https://harbor.example", lend)
    assert lent == [["w3m", "https://harbor.example"]]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://harbor.example/a?b=c&d#e", "https://harbor.example/a?b=c&d#e"),
        ("HTTP://Harbor.Example", "HTTP://Harbor.Example"),
        ("https://harbor.example/a b\n-c'\"`", "https://harbor.example/a%20b%0A-c%27%22%60"),
        ("-https://harbor.example", ""),
        ("\x01https://harbor.example", ""),
        (" https://harbor.example", ""),
        ("https:-x", ""),
        ("https://", ""),
        ("https://[", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("%action", ""),
    ],
)
def test_nothing_but_an_address_of_the_web_is_handed_on(text: str, address: str) -> None:
    assert web_address(text) == address
    assert not os.path.exists(address)
