"""A browser never writes over the screen: one in the terminal is lent it, the others are kept quiet."""

import os
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefdeck.tui.browser import browse, is_in_terminal

lent: list[str] = []


@contextmanager
def lend() -> Iterator[None]:
    lent.append("lent")
    yield
    lent.append("back")


@pytest.mark.parametrize(
    ("browser", "is_lent"),
    [
        (webbrowser.GenericBrowser("lynx"), True),
        (webbrowser.Elinks("elinks"), True),
        (webbrowser.BackgroundBrowser("xdg-open"), False),
        (webbrowser.Mozilla("firefox"), False),
    ],
)
def test_browsers_that_wait_run_in_the_terminal(
    browser: webbrowser.BaseBrowser, is_lent: bool
) -> None:
    assert is_in_terminal(browser) is is_lent


def test_a_browser_in_the_terminal_is_lent_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "textbrowser"
    program.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/seen\n')
    program.chmod(0o755)
    monkeypatch.setattr("webbrowser.get", lambda: webbrowser.GenericBrowser(str(program)))
    lent.clear()
    assert browse("https://harbor.example", lend)
    assert lent == ["lent", "back"]
    assert (tmp_path / "seen").read_text() == "https://harbor.example\n"


def test_what_a_starter_complains_of_is_not_seen(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Loud(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: ARG002  # as in the library
            os.write(2, b"no display\n")
            return True

    monkeypatch.setattr("webbrowser.get", Loud)
    lent.clear()
    assert browse("https://harbor.example", lend)
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"
    assert not lent


def test_no_browser_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("no browser")

    monkeypatch.setattr("webbrowser.get", none)
    assert not browse("https://harbor.example", lend)
