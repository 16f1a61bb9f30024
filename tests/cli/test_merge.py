"""Two versions of a file are merged into one of them, by codes that git understands."""

import shutil
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.cli.merge import STOP
from briefdeck.cli.streams import ExitCode
from briefdeck.editing import merging

BASE = 'format = 1\r\n\r\n[[events]]\r\nid = "a"\r\ntitle = "A"\r\ndate = "2000"\r\n'

needs_git = pytest.mark.skipif(
    shutil.which("git") is None, reason="git is NOT INSTALLED: nothing of it was tested"
)


@pytest.fixture
def versions(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in ("base", "our version", "theirs")]
    for path, text in zip(
        paths, (BASE, BASE.replace('"A"', '"Ours"'), BASE.replace('"2000"', '"2001"')), strict=True
    ):
        path.write_text(text, encoding="utf-8", newline="")
    return paths


def call(*words: object) -> int:
    return main(["merge", *map(str, words)])


def test_the_result_is_written_into_ours(
    versions: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    versions[1].chmod(0o640)
    assert call(*versions) == ExitCode.FINE
    assert (
        versions[1].read_bytes()
        == BASE.replace('"A"', '"Ours"').replace('"2000"', '"2001"').encode()
    )
    assert versions[1].stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr() == ("", "")


def test_a_conflict_is_said_and_stands_in_the_file(
    versions: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    versions[2].write_text(BASE.replace('"A"', '"Theirs"'), encoding="utf-8", newline="")
    assert call(*versions, "--name", "notes/x.toml") == ExitCode.PROBLEMS
    assert (
        capsys.readouterr().err == "notes/x.toml: conflict in `a`, `title`: both sides changed it\n"
    )
    text = versions[1].read_text(encoding="utf-8")
    assert '#!   title = "Theirs"\n' in text
    assert 'title = "Ours"\n' in text


UNPARSED = ("title = ", "title == ")


@needs_git
@pytest.mark.parametrize("side", [0, 1, 2])
def test_git_merges_the_lines_of_what_does_not_parse(
    versions: list[Path], side: int, capsys: pytest.CaptureFixture[str]
) -> None:
    versions[side].write_bytes(
        versions[side].read_bytes().replace(UNPARSED[0].encode(), UNPARSED[1].encode())
    )
    code = call(*versions, "--name", "x.toml")
    text = versions[1].read_bytes().decode()
    said = capsys.readouterr().err
    whose = ("The base", "Our version", "Their version")[side]
    assert said.startswith(f"x.toml: {whose} does not parse as TOML")
    assert "x.toml: git has merged the lines" in said
    assert code in (0, 1)
    # Lines that touch are in conflict for git, and both stand there.
    assert '"2001"' in text
    assert '"Ours"' in text
    assert ("<<<<<<< ours" in text) == ("with conflicts" in said) == bool(code)


@pytest.mark.parametrize("head", ['"format"=1\n', "briefing.title = 'T'\n", "briefing = { }\n"])
def test_a_briefing_in_any_form_is_merged_by_entry(versions: list[Path], head: str) -> None:
    for path in versions:
        path.write_text(path.read_text().replace("format = 1\n", head), encoding="utf-8")
    assert call(*versions) == ExitCode.FINE
    assert '"Ours"' in versions[1].read_text(encoding="utf-8")
    assert '"2001"' in versions[1].read_text(encoding="utf-8")


@needs_git
def test_git_merges_the_lines_of_what_is_not_a_briefing(
    versions: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for path, value in zip(versions, (1, 2, 3), strict=True):
        path.write_text(f"[tool.ruff]\nline-length = {value}\n", encoding="utf-8")
    assert call(*versions, "--name=pyproject.toml") == 1
    assert versions[1].read_text(encoding="utf-8") == (
        "[tool.ruff]\n<<<<<<< ours\nline-length = 2\n=======\nline-length = 3\n>>>>>>> theirs\n"
    )
    assert capsys.readouterr().err == (
        "pyproject.toml is not a briefing.\n"
        "pyproject.toml: git has merged the lines, with conflicts between `<<<<<<<` and `>>>>>>>`.\n"
    )
    # The code is the number of conflicts.
    for path, value in zip(versions, (1, 2, 3), strict=True):
        path.write_text(f"a = {value}\n" + "# the same\n" * 9 + f"b = {value}\n")
    assert call(*versions) == 2


@needs_git
def test_a_fault_of_our_own_leaves_it_to_git(
    versions: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(merging, "merged", fails)
    assert call(*versions) == 1
    assert b'<<<<<<< ours\r\ntitle = "Ours"' in versions[1].read_bytes()
    assert b'date = "2001"\r\n>>>>>>> theirs' in versions[1].read_bytes()
    assert "RecursionError('too deep')" in capsys.readouterr().err


@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_git_cannot_merge_either_leaves_ours_and_stops_it(
    versions: list[Path], side: int, capsys: pytest.CaptureFixture[str]
) -> None:
    versions[side].write_bytes(b"\0")
    before = versions[1].read_bytes()
    assert call(*versions) == STOP
    assert versions[1].read_bytes() == before
    assert "our version stays as it is, without anything of theirs" in capsys.readouterr().err


def test_without_git_ours_stays_and_that_is_said(
    versions: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    versions[2].write_bytes(b"[[")
    before = versions[1].read_bytes()
    assert call(*versions, "--name=x.toml") == STOP
    assert versions[1].read_bytes() == before
    said = capsys.readouterr().err
    assert "x.toml: Their version does not parse" in said
    assert "is not installed" in said
    assert "x.toml: our version stays as it is, without anything of theirs.\n" in said


def test_a_version_that_is_not_there_stops_git(versions: list[Path], tmp_path: Path) -> None:
    assert call(versions[0], versions[1], tmp_path / "none") == STOP
    assert call(versions[0], tmp_path, versions[2]) == STOP


def test_a_version_that_git_has_not_may_be_empty(versions: list[Path]) -> None:
    versions[0].write_bytes(b"")
    assert call(*versions) == ExitCode.PROBLEMS
