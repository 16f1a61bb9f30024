"""A stored copy goes to a program that shows it at its place, named by its path alone."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdeck.terminal.copies import (
    page_address,
    pager_command,
    show_in_browser,
    words_address,
)

lent: list[list[str]] = []


def lend(command: Sequence[str]) -> str:
    lent.append(list(command))
    return ""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of programs, the only one, on a desktop."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("BROWSER", "PAGER", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    lent.clear()
    return folder


def install(folder: Path, name: str) -> Path:
    """A program that writes what it was called with."""
    said = folder / f"{name}.said"
    path = folder / name
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{said}\n')
    path.chmod(0o755)
    return said


COPY = Path("/desk/copies/a report #2 (50%).pdf")


def test_a_pdf_is_named_with_its_page() -> None:
    at_page = page_address(COPY, 9)
    assert at_page == "file:///desk/copies/a%20report%20%232%20%2850%25%29.pdf#page=9"
    assert "#" not in page_address(COPY, 0)


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("never twice", "never%20twice"),
        ("a, b & c - d", "a%2C%20b%20%26%20c%20%2D%20d"),
        ("one two three four five six seven eight nine", "one%20two%20three%20four,six%20seven%20eight%20nine"),
        ("bell\a and \x1b[2J", "bell%07%20and%20%1B%5B2J"),
    ],
)  # fmt: skip
def test_a_page_of_html_is_named_with_the_words(words: str, fragment: str) -> None:
    assert words_address(Path("/c.html"), words) == f"file:///c.html#:~:text={fragment}"
    assert words_address(Path("/c.html"), " ") == "file:///c.html"


def test_for_a_place_a_browser_comes_before_what_would_forget_it(programs: Path) -> None:
    opener, browser = install(programs, "xdg-open"), install(programs, "firefox")
    path = programs / "c.pdf"
    assert show_in_browser(path, page_address(path, 3), lend, has_pages=True)
    assert browser.read_text() == f"{path.as_uri()}#page=3\n"
    assert show_in_browser(path, page_address(path, 0), lend, has_pages=True)
    assert opener.read_text() == f"{path}\n"


def test_what_only_opens_files_gets_the_path_alone(programs: Path) -> None:
    opener = install(programs, "xdg-open")
    path = programs / "c.html"
    assert show_in_browser(path, words_address(path, "some words"), lend)
    assert opener.read_text() == f"{path}\n"


def test_a_browser_in_the_terminal_shows_text_and_no_pdf(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    install(programs, "w3m")
    path = programs / "c.html"
    assert show_in_browser(path, path.as_uri(), lend)
    assert lent == [["w3m", path.as_uri()]]
    assert not show_in_browser(path, page_address(path, 3), lend, has_pages=True)
    assert len(lent) == 1


def test_a_pager_shows_a_line_and_nothing_raw(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("/desk/-x.txt")
    assert pager_command(path, 4) == []
    install(programs, "less")
    command = ["less", "-+r", "-+R", "+4", "--", "/desk/-x.txt"]
    assert pager_command(path, 4) == command
    for other in ("more", "'broken", ""):
        monkeypatch.setenv("PAGER", other)
        assert pager_command(path, 4) == command
    monkeypatch.setenv("PAGER", f"{programs / 'less'} -S")
    assert pager_command(path, 4) == [os.fspath(programs / "less"), "-S", *command[1:]]
