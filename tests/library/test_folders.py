"""Where the folders are, and what is wrong with the configuration."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from briefdeck.cli import main
from briefdeck.library.folders import LARGEST_CONFIGURATION, folders, shipped_texts
from briefdeck.library.notes import load_notes
from briefdeck.library.state import ReadingState, load_state
from briefdeck.reading.settings import read_settings


def configure(home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(text, encoding="utf-8")


def test_one_root_for_portable_use(quiet_world: Path) -> None:
    found = folders()
    assert found.own == quiet_world / "data" / "briefings"
    assert (found.config, found.cache, found.state) == (
        quiet_world / "config",
        quiet_world / "cache",
        quiet_world / "state",
    )
    assert found.config_file == quiet_world / "config" / "config.toml"


def test_asking_creates_nothing(quiet_world: Path) -> None:
    folders()
    assert list(quiet_world.iterdir()) == []


def test_the_platforms_folders_without_the_override(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BRIEFDECK_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    found = folders()
    assert "briefdeck" in found.own.parts
    assert len({found.own, found.config, found.cache, found.state}) == 4


@pytest.mark.parametrize("value", [None, "", "  ", "/srv/x", "/srv/ünï x", "not/absolute"])
def test_the_folders_are_those_that_platformdirs_finds(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("BRIEFDECK_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    found, dirs = folders(), platformdirs.PlatformDirs("briefdeck", appauthor=False)
    assert found.own == dirs.user_data_path / "briefings"
    assert found.config == dirs.user_config_path
    assert found.cache == dirs.user_cache_path
    assert found.state == dirs.user_state_path


def test_configured_folders_in_order(quiet_world: Path, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (quiet_world / "config" / "beside").mkdir(parents=True)
    (quiet_world / "config" / "config.toml").write_text(
        f'[library]\nfolders = ["{tmp_path}/here", "beside", "{tmp_path}/here"]\n'
    )
    found = folders()
    assert found.configured == (tmp_path / "here", quiet_world / "config" / "beside")
    assert found.problems == ()
    assert [origin for origin, _ in found.shelves] == ["own", "configured", "configured", "shipped"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[library", "not a TOML file"),
        ("[library]\nfolders = 3", "not a list"),
        ("library = 3", "not a list"),
        ("[library]\nfolders = [3]", "not a folder's name"),
        ('[library]\nfolders = ["nowhere"]', "is not there"),
        ('[library]\nfolders = ["~nobody-of-that-name/briefings"]', "is not there"),
    ],
)
def test_a_wrong_configuration_is_a_sentence(quiet_world: Path, text: str, words: str) -> None:
    configure(quiet_world, text)
    assert len(folders().problems) == 1
    assert words in folders().problems[0]


def test_a_configuration_that_is_no_text(quiet_world: Path) -> None:
    (quiet_world / "config").mkdir()
    (quiet_world / "config" / "config.toml").write_bytes(b"\xff\xfe")
    assert "not a TOML file" in folders().problems[0]


def test_a_configuration_that_is_a_folder(quiet_world: Path) -> None:
    file = quiet_world / "config" / "config.toml"
    file.mkdir(parents=True)
    said = (f"The configuration `{file}` cannot be read: it is a folder, not a file.",)
    assert folders().problems == said
    assert read_settings(file, {}).problems == said


@pytest.mark.parametrize("kept", ["config/config.toml", "state/notes/b.json", "state/place/b.json"])
def test_a_pipe_in_the_place_of_a_file_of_ours_keeps_nobody_waiting(
    quiet_world: Path, kept: str
) -> None:
    file = quiet_world / kept
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    problems = (*folders().problems, load_notes("b").problem)
    assert load_state("b") == ReadingState()
    is_told = not kept.startswith("state/place")
    assert any("it is a pipe, not a file" in problem for problem in problems) == is_told


def test_a_configuration_beyond_reason_is_not_read(quiet_world: Path) -> None:
    configure(quiet_world, "#" * LARGEST_CONFIGURATION + "\n")
    assert "larger than 1 MB" in folders().problems[0]


@pytest.mark.parametrize("theme", ["[]", "{ a = 1 }", "3", "1979-05-27"])
def test_a_theme_of_any_type_is_a_sentence(quiet_world: Path, theme: str) -> None:
    configure(quiet_world, f"[interface]\ntheme = {theme}\n")
    assert "is not one of auto" in read_settings(folders().config_file, {}).problems[0]


def test_a_number_too_long_for_python_is_a_sentence(quiet_world: Path) -> None:
    configure(quiet_world, f"a = {'9' * 5000}\n")
    assert "not a TOML file" in folders().problems[0]
    assert "not a TOML file" in read_settings(folders().config_file, {}).problems[0]


def test_a_folder_whose_name_is_too_long_is_not_there(quiet_world: Path) -> None:
    configure(quiet_world, f'[library]\nfolders = ["/{"a" * 300}"]\n')
    assert "is not there" in folders().problems[0]


def test_a_user_without_a_home_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.setenv("BRIEFDECK_HOME", "~/briefings")
    assert main(["where"]) == 3
    no_home = "no home folder is known here; BRIEFDECK_HOME can name a folder instead\n"
    assert capsys.readouterr().err == f"briefdeck: ~/briefings: {no_home}"
    monkeypatch.delenv("BRIEFDECK_HOME")
    monkeypatch.setattr(platformdirs.PlatformDirs, "user_data_path", property(homeless))
    assert main(["list"]) == 3
    assert capsys.readouterr().err == f"briefdeck: ~: {no_home}"
    assert list(tmp_path.iterdir()) == []


def homeless(_: object) -> Path:
    raise RuntimeError("could not determine the home directory")


def test_shipped_briefings_are_found() -> None:
    assert folders().shipped is not None
    assert "us-mexico-border-security.toml" in dict(shipped_texts())


def test_importing_is_light() -> None:
    code = "import sys, briefdeck.library.shelf as s; print(sorted({'platformdirs', 'msgspec', 'tomli', 'rich', 'sqlite3', 'dataclasses'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
