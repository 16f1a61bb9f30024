"""The library's verbs, as a reader calls them, where folders, files and disks misbehave."""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.cli.streams import ExitCode
from briefdeck.durable import locked
from briefdeck.files import LARGEST_BRIEFING
from briefdeck.library.folders import folders

FIRST = "us-mexico-border-security"
GOOD = """\
format = 1
[briefing]
title = "Harbor ferry"
bluf = "Keep the ferry."
as_of = "2026-03"
[[key_points]]
id = "twice"
text = "Twice as many people took it as was forecast."
kind = "assumption"
"""
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of our own, and columns of a usual terminal."""
    monkeypatch.setenv("BRIEFDECK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line: exit code and both streams, neither with a control sequence."""
    assert home

    def call(*words: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        assert "\x1b" not in said.out + said.err
        return code, said.out, said.err

    return call


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A small briefing."""
    path = tmp_path / "ferry.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_list_shows_no_control_sequence_of_a_folder(run: Call, home: Path, good: Path) -> None:
    for folder in ("data/briefings/a\x1b[31m", "data/briefings/b"):
        (home / folder).mkdir(parents=True)
        shutil.copy(good, home / folder / "ferry.toml")
    _, out, _ = run("list")
    assert "hidden by" in out
    assert "a␛[31m" in out.replace("\n  ", "")


def test_list_fits_a_narrow_terminal_and_leaves_nothing_out(
    run: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = run("list")
    assert max(map(len, out.splitlines())) <= 40
    assert "…" not in out
    assert "% cited" in out
    assert "shipped" in out


def test_list_says_which_briefings_are_not_read_yet(run: Call, home: Path) -> None:
    with locked(home / "cache" / "index.lock"):
        _, out, _ = run("list")
    assert "not read yet" in out
    assert "None" not in out


def test_what_is_shipped_is_added_by_its_name(run: Call, home: Path) -> None:
    code, out, _ = run("add", FIRST)
    # With its record beside it, it has a folder of its own.
    [path] = (home / "data/briefings").rglob(f"{FIRST}.toml")
    assert (code, out) == (ExitCode.FINE, f"{FIRST}: {path}\n")
    code, again, err = run("add", "nothing-like-it", FIRST)
    assert (code, again) == (ExitCode.PROBLEMS, out)
    assert "no briefing and no file called `nothing-like-it`" in err


def test_list_counts_one_as_one(run: Call, good: Path) -> None:
    good.write_text(GOOD.replace('kind = "assumption"', 'kind = "nonsense"'), encoding="utf-8")
    assert run("add", good)[0] == ExitCode.FINE
    _, out, _ = run("list")
    assert "1 entry ·" in out
    assert "1 error\n" in out
    assert "  error: line 9: " in out


def test_a_full_disk_is_called_so_and_not_standard_output(
    run: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    code, _, err = run("notes", FIRST, "--entry", "key-corruption", "--write", "hi")
    assert code == ExitCode.UNREADABLE
    assert "nothing was written" in err
    assert "no space left" in err
    assert "standard output" not in err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("new", "fresh"), "fresh.toml"),
        (("add", "ferry.toml"), "data/briefings/ferry.toml"),
        (("pack", "ferry.toml", "-o", "out/ferry.briefpack"), "out/ferry.briefpack"),
        (("unpack", "given.briefpack"), "data/briefings"),
        (("unpack", "given.briefpack", "--into", "deep/down"), "deep/down"),
    ],
)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_what_cannot_be_written_is_named_and_leaves_nothing(
    run: Call, good: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], named: str,
    number: int,
) -> None:  # fmt: skip
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.chdir(good.parent)
    assert run("pack", good, "-o", "given.briefpack")[0] == ExitCode.FINE
    before = sorted(good.parent.rglob("*"))
    monkeypatch.setattr("os.fsync", refuse)
    code, out, err = run(*words)
    assert code in {ExitCode.PROBLEMS, ExitCode.UNREADABLE}
    assert out == ""
    assert named in err
    assert os.strerror(number).lower() in err.lower()
    assert ".part" not in err
    assert sorted(good.parent.rglob("*")) == before


def test_a_pipe_is_not_replaced_by_a_pack(run: Call, good: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    code, _, err = run("pack", good, "-o", tmp_path / "pipe", "--replace")
    assert code == ExitCode.PROBLEMS
    assert "not a regular file" in err
    assert (tmp_path / "pipe").is_fifo()


def test_another_writer_of_notes_is_named(run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefdeck.library.notes.locked", lambda path: locked(path, wait=0.0))
    with locked(folders().state / "notes" / f".{FIRST}.lock"):
        code, _, err = run("notes", FIRST, "--entry", "key-corruption", "--write", "hi")
    assert code == ExitCode.UNREADABLE
    assert "another briefdeck is writing notes" in err


def test_a_note_outlives_its_entry_and_can_be_taken_away(run: Call, good: Path) -> None:
    assert run("notes", good, "--entry", "twice", "--write", "Ask the port.")[0] == ExitCode.FINE
    good.write_text(GOOD.replace("twice", "thrice"), encoding="utf-8")
    _, out, _ = run("notes", good)
    assert "no longer in the briefing" in out
    assert "Ask the port." in run("notes", good, "--entry", "twice", "--bookmark")[1]
    run("notes", good, "--entry", "twice", "--no-bookmark")
    code, _, err = run("notes", good, "--entry", "twice", "--write", "")
    assert code == ExitCode.FINE
    assert "no notes" in err


def test_a_note_on_the_whole_briefing(run: Call, good: Path) -> None:
    _, out, _ = run("notes", good, "--entry", "", "--write", "Read on Monday.")
    assert "Read on Monday." in out
    assert "briefing" in out


def test_an_empty_query_points_at_nothing(run: Call) -> None:
    code, _, err = run("search", "")
    assert code == ExitCode.USAGE
    assert "^" not in err


def test_a_search_beside_an_indexing_process_says_so(run: Call, home: Path) -> None:
    run("list")
    shelf = home / "data/briefings"
    shelf.mkdir(parents=True)
    (shelf / "ferry.toml").write_text(GOOD, encoding="utf-8")
    with locked(home / "cache" / "index.lock"):
        _, _, err = run("search", "harbor")
    assert "1 changed file is not searched yet" in err


def test_a_pack_is_known_by_its_end_whatever_its_name(
    run: Call, good: Path, tmp_path: Path
) -> None:
    run("pack", good, "-o", tmp_path / "desk.zip")
    code, out, _ = run("show", tmp_path / "desk.zip")
    assert code == ExitCode.FINE
    assert out.startswith("Harbor ferry")


@pytest.mark.parametrize(
    "words",
    [
        ("show", FIRST),
        ("show", "PACK"),
        ("show", "PACK", "--all", "--format", "json"),
        ("compare", FIRST, "PACK"),
        ("diff", FIRST, "PACK"),
        ("notes", "PACK"),
        ("where", FIRST),
        ("where", "PACK"),
        ("unpack", "--verify", "PACK"),
    ],
)
def test_reading_writes_nothing_anywhere(
    run: Call, good: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    pack = tmp_path / "desk.briefpack"
    run("pack", good, "-o", pack)
    before = sorted(tmp_path.rglob("*"))
    tmp_path.chmod(0o500)
    try:
        _, out, err = run(*(str(pack) if word == "PACK" else word for word in words))
    finally:
        tmp_path.chmod(0o700)
    assert out or "no notes" in err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_problem_in_a_packed_briefing_names_the_pack(
    run: Call, good: Path, tmp_path: Path
) -> None:
    good.write_text(good.read_text() + "[[events]]\nid = 3\n")
    run("pack", good, "-o", tmp_path / "broken.briefpack")
    code, _, err = run("show", tmp_path / "broken.briefpack")
    assert code == ExitCode.PROBLEMS
    assert "broken.briefpack/ferry/ferry.toml:" in err


def keys_of(value: object) -> set[str]:
    """Every key in JSON, at any depth."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (
            ("search", "--json", "ferry"),
            "query hits total more behind absent near briefing title path entry kind label label_marks text text_marks score",
        ),
        (
            ("list", "--json"),
            (
                "id path origin folder size modified hidden_by changed pending fingerprint title subtitle bottom_line as_of draft stance "
                "language tags entries cited single uncited traced coverage errors warnings problem problem_line"
            ),
        ),
        (
            ("notes", "ferry", "--json"),
            "format briefing title marks entry note bookmarked read label noun fingerprint made touched standing words speaker sources",
        ),
        (
            ("diff", "--json", "ferry", "changed.toml"),
            "summary entries entry table noun label changes fields field change old new pieces old_entry text",
        ),
    ],
)
def test_json_has_the_keys_that_the_help_names(
    run: Call, good: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], keys: str
) -> None:
    monkeypatch.chdir(good.parent)
    (good.parent / "changed.toml").write_text(
        GOOD.replace("Twice as many", "Half"), encoding="utf-8"
    )
    assert run("add", good)[0] == ExitCode.FINE
    assert run("notes", "ferry", "--entry", "twice", "--write", "Ask.")[0] == ExitCode.FINE
    printed = keys_of(json.loads(run(*words)[1]))
    assert printed == set(keys.split())
    _, said, _ = run(words[0], "--help")
    assert printed <= set(re.findall(r"[a-z_]+", said.partition("--json prints")[2]))


def test_a_file_that_is_not_there_is_no_difference(run: Call, good: Path) -> None:
    code, said, error = run("diff", good, "nowhere")
    assert (code, said) == (ExitCode.UNREADABLE, "")
    assert "nowhere" in error


@pytest.mark.parametrize(
    "words",
    [("show",), ("check",), ("diff", FIRST), ("compare", FIRST), ("add",), ("pack", "-o", "out")],
)
def test_every_verb_refuses_a_file_of_the_same_size(
    words: tuple[str, ...], run: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "large.toml"
    padding = LARGEST_BRIEFING - len(GOOD.encode())
    path.write_text(GOOD + "#" * padding, encoding="utf-8")
    assert run(*words, path)[0] in {ExitCode.FINE, ExitCode.PROBLEMS}
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    (tmp_path / "out").unlink(missing_ok=True)
    with path.open("a") as file:
        file.write("#")
    code, out, err = run(*words, path)
    assert code != ExitCode.FINE
    assert f"more than {LARGEST_BRIEFING >> 20} MB" in out + err or words[0] == "pack"
    assert not (tmp_path / "out").exists()
    assert not (folders().own / "large.toml").exists()
