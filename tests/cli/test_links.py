"""Addresses as hyperlinks: on a terminal that takes them, in print and in the interface, and nowhere else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.output.hyperlinks import takes_links
from support.ptys import Terminal

ADDRESS = f"https://a.example/{'long/' * 30}end"
LINK = re.compile(rb"\x1b\]8;id=([^;]+);([^\x1b]+)\x1b\\")
BRIEFING = f"""format = 1
[briefing]
title = "Addresses"
as_of = "2026-01"
bluf = "It is at {ADDRESS}, and at <mailto:a@b.example>."
[[sources]]
id = "src"
type = "report"
title = "A report"
DOI = "10.1000/182"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A briefing of addresses."""
    path = tmp_path / "addresses.toml"
    path.write_text(BRIEFING, encoding="utf-8")
    return path


def environment(tmp_path: Path, term: str) -> dict[str, str]:
    """An environment on a terminal of this kind, in UTF-8."""
    folders = os.pathsep.join(place for place in sys.path if place)
    inherited = {name: value for name, value in os.environ.items() if name != "VTE_VERSION"}
    return {
        **inherited,
        "PYTHONPATH": folders,
        "PYTHONUTF8": "1",
        "TERM": term,
        "BRIEFDECK_HOME": str(tmp_path),
    }


def on_terminal(path: Path, term: str) -> bytes:
    """What `show` writes to a terminal of this kind."""
    words = ["-m", "briefdeck", "show", "--all", str(path)]
    with Terminal(words, environment(path.parent, term), size=(24, 60)) as terminal:
        assert terminal.wait() == 0
        return terminal.output


def test_print_on_a_terminal_has_links_with_whole_addresses(path: Path) -> None:
    links = LINK.findall(on_terminal(path, "xterm-256color"))
    addresses = [address for _, address in links]
    assert ADDRESS.encode() in addresses
    assert b"https://doi.org/10.1000/182" in addresses
    assert b"mailto:a@b.example" in addresses


@pytest.mark.parametrize("term", ["linux", "dumb"])
def test_print_on_a_terminal_without_links_has_none(path: Path, term: str) -> None:
    said = on_terminal(path, term)
    assert ADDRESS.encode() in said
    assert b"\x1b]8" not in said


def test_print_into_a_pipe_has_whole_addresses_and_no_links(path: Path) -> None:
    for color in ("auto", "always"):
        words = [sys.executable, "-m", "briefdeck", "--color", color, "show", str(path)]
        done = subprocess.run(
            words, env=environment(path.parent, "xterm"), capture_output=True, check=True
        )
        assert ADDRESS.encode() in done.stdout
        assert b"\x1b]8" not in done.stdout


@pytest.mark.parametrize("theme", ["dark", "ansi", "mono"])
def test_the_interface_folds_an_address_into_pieces_of_one_link(path: Path, theme: str) -> None:
    config = path.parent / "config"
    config.mkdir()
    (config / "config.toml").write_text(f'theme = "{theme}"\n', encoding="utf-8")
    with Terminal(
        ["-m", "briefdeck", str(path)], environment(path.parent, "xterm-256color"), size=(30, 100)
    ) as terminal:
        terminal.until(b"mailto:a@b.example")
        terminal.read(0.1)
        terminal.send(b"q")
        assert terminal.wait() == 0
        links = LINK.findall(terminal.output)
    of_address = [link for link in links if link[1] == ADDRESS.encode()]
    assert len(of_address) > 1
    assert len(set(of_address)) == 1


def test_the_interface_has_no_links_where_the_terminal_takes_none(path: Path) -> None:
    with Terminal(
        ["-m", "briefdeck", str(path)], environment(path.parent, "linux"), size=(30, 100)
    ) as terminal:
        terminal.until(b"https://a.example/long")
        terminal.send(b"q")
        assert terminal.wait() == 0
    assert b"\x1b]8" not in terminal.output


@pytest.mark.parametrize(
    ("term", "vte", "is_so"),
    [
        ("xterm-256color", "", True),
        ("xterm-256color", "7600", True),
        ("xterm-256color", "4803", False),
        ("tmux-256color", "", True),
        ("xterm-kitty", "x", True),
        ("linux-16color", "", False),
        ("eterm-color", "", False),
        ("", "", False),
    ],
)
def test_which_terminals_take_links(
    monkeypatch: pytest.MonkeyPatch, term: str, vte: str, is_so: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("VTE_VERSION", vte)
    assert takes_links() is is_so
