"""`check --fix`: what is written, what is printed, and the exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.cli.streams import ExitCode
from briefdeck.library.folders import Folders, folders

FRONT = 'format = 1\n\n[briefing]\ntitle = "Port"\nbluf = "Keep it."\nas_of = "2024"\n'
SLIPS = f'{FRONT}tags = "a" # c\n\n[[events]]\nid = "opening"\ntitle = "It opens"\ndate = "May 2001"\nkind = "fcat"\n'
MENDED = SLIPS.replace('"a"', '["a"]').replace("May 2001", "2001-05")


@pytest.fixture
def slips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with two plain slips and one of which only a guess is possible."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "slips.toml"
    path.write_text(SLIPS, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main(["check", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_check_says_what_can_be_fixed(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "slips.toml")
    assert code == ExitCode.UNREADABLE
    assert "   Write 2001-05. (`--fix` does this.)\n" in out
    assert "`judgment`. (`--fix --unsafe` does this.)\n" in out
    assert out.endswith("3 errors.\n2 can be fixed with `--fix`, 1 more with `--fix --unsafe`.\n")
    assert run(capsys, "slips.toml") == (code, out, "")  # from what is kept


def test_fixed_files_are_checked_again(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "slips.toml")  # is kept, and must not be believed afterwards
    code, out, err = run(capsys, "--fix", "slips.toml")
    assert slips.read_text(encoding="utf-8") == MENDED
    assert (code, err) == (ExitCode.PROBLEMS, "")
    assert "bad-date]" not in out
    assert out.endswith(
        "1 error.\n1 can be fixed with `--fix --unsafe`.\nFixed 2 problems (wrong-type 1, bad-date 1).\n"
    )
    assert run(capsys, "slips.toml")[1].endswith("1 can be fixed with `--fix --unsafe`.\n")
    code, out, _ = run(capsys, "--fix", "--unsafe", "slips.toml")
    assert code == ExitCode.FINE
    assert slips.read_text(encoding="utf-8") == MENDED.replace("fcat", "fact")


def test_a_difference_is_shown_and_nothing_written(
    slips: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "--diff", "slips.toml")
    assert code == ExitCode.PROBLEMS
    assert '-tags = "a" # c\n+tags = ["a"] # c\n' in out
    assert err == "Would fix 2 problems (wrong-type 1, bad-date 1).\n"
    assert slips.read_text(encoding="utf-8") == SLIPS
    slips.write_text(MENDED, encoding="utf-8")
    assert run(capsys, "--diff", "slips.toml") == (ExitCode.FINE, "", "Nothing to fix.\n")


def test_other_reports_have_the_fix_and_say_the_rest_apart(
    slips: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "-f", "json", "slips.toml")
    fixes = [each["fix"] for each in json.loads(out)["files"][0]["problems"]]
    assert [fix["safe"] for fix in fixes] == [True, True, False]
    opening, closing = fixes[0]["changes"]
    assert opening == {"line": 7, "column": 8, "end_line": 7, "end_column": 8, "text": "["}
    assert (closing["column"], closing["text"]) == (11, "]")
    _, out, err = run(capsys, "--fix", "-f", "json", "slips.toml")
    assert [each["rule"] for each in json.loads(out)["files"][0]["problems"]] == ["unknown-value"]
    assert err.startswith("Fixed 2 problems")


def test_a_folder_is_fixed_file_by_file(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (slips.parent / "more").mkdir()
    other = slips.parent / "more" / "other.toml"
    other.write_bytes(SLIPS.replace("\n", "\r\n").replace("fcat", "fact").encode())
    _, out, _ = run(capsys, "--fix", ".")
    assert out.endswith("Fixed 4 problems in 2 files (wrong-type 2, bad-date 2).\n")
    assert other.read_bytes() == MENDED.replace("\n", "\r\n").replace("fcat", "fact").encode()


def test_a_stream_is_printed_mended() -> None:
    given = b"\xef\xbb\xbf" + SLIPS.replace("\n", "\r\n").encode()
    words = [sys.executable, "-m", "briefdeck", "check", "--fix", "-"]
    done = subprocess.run(words, input=given, capture_output=True, check=False)
    assert done.returncode == ExitCode.PROBLEMS
    assert done.stdout == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    assert b"[unknown-value]" in done.stderr
    assert done.stderr.endswith(b"Fixed 2 problems (wrong-type 1, bad-date 1).\n")


@pytest.mark.parametrize(
    "words", [["--fix", "-", "a.toml"], ["--fix", "-f", "sarif", "-"], ["--unsafe"]]
)
def test_what_does_not_go_together(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (ExitCode.USAGE, "")
    assert err.startswith("briefdeck: ")


def test_what_may_not_be_written_is_said(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places: Folders = folders()
    copy = places.cache / "slips.toml"
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(MENDED.replace("fcat", "Fact"), encoding="utf-8")
    code, out, err = run(capsys, "--fix", copy)
    assert "the program's own copy" in err
    assert "`briefdeck add" in err
    assert code == ExitCode.PROBLEMS
    assert out.endswith("1 can be fixed with `--fix`.\n")
    assert "Fact" in copy.read_text(encoding="utf-8")


def test_what_would_bring_an_error_is_left_out(
    slips: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slips.write_text(FRONT + '\n[[findings]]\nid = "f"\ntext = "So."\ncites = "nobody"\n')
    before = slips.read_bytes()
    _, out, _ = run(capsys, "--fix", "slips.toml")
    assert out.endswith("1 fix left out: an error would have come of it.\n")
    assert "`--fix`" not in out
    assert slips.read_bytes() == before


def test_a_file_that_is_not_there_is_as_without_fixing(
    slips: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "--fix", "none.toml") == run(capsys, "none.toml")
    code, out, err = run(capsys, "--diff", "none.toml")
    assert (code, out) == (ExitCode.UNREADABLE, "")
    assert "There is no such file." in err
