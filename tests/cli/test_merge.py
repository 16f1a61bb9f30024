"""Two versions of a file are merged into one of them, by codes that git understands."""

from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.cli.merge import STOP
from briefdeck.cli.streams import ExitCode

BASE = 'format = 1\r\n\r\n[[events]]\r\nid = "a"\r\ntitle = "A"\r\ndate = "2000"\r\n'


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


@pytest.mark.parametrize("content", [b"[[", b"\xff", b"%PDF-1.7", b"\0", b"a = 1\rb"])
@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_cannot_be_read_stops_git_and_leaves_ours(
    versions: list[Path], side: int, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    versions[side].write_bytes(content)
    before = versions[1].read_bytes()
    assert call(*versions) == STOP
    assert versions[1].read_bytes() == before
    assert capsys.readouterr().err


def test_a_version_that_is_not_there_stops_git(versions: list[Path], tmp_path: Path) -> None:
    assert call(versions[0], versions[1], tmp_path / "none") == STOP
    assert call(versions[0], tmp_path, versions[2]) == STOP


def test_a_version_that_git_has_not_may_be_empty(versions: list[Path]) -> None:
    versions[0].write_bytes(b"")
    assert call(*versions) == ExitCode.PROBLEMS
