"""Briefings that come through a pipe: `-`, `/dev/stdin`, a pipe with a name, and what never ends."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck import files
from briefdeck.cli import main
from briefdeck.cli.streams import ExitCode
from support.ptys import Terminal

GOOD = Path(__file__).parents[1] / "support" / "good.toml"
BRIEFDECK = [sys.executable, "-m", "briefdeck"]


def run(*words: str | Path, given: bytes | None = None) -> tuple[int, str, str]:
    """Exit code and what is printed, with these bytes on standard input."""
    done = subprocess.run(
        [*BRIEFDECK, *words], input=given, capture_output=True, check=False, timeout=60
    )
    return done.returncode, unnamed(done.stdout), done.stderr.decode()


def unnamed(said: bytes) -> str:
    """The words that are printed, without the name in the commands that would show more.

    Where lines break depends on how long that name is.
    """
    words = " ".join(said.decode().split())
    return re.sub(r"(?<=briefdeck show ).+?(?= --full)", "NAME", words)


def test_every_verb_reads_standard_input() -> None:
    content = GOOD.read_bytes()
    assert run("show", "-", given=content) == run("show", GOOD)
    assert run("-", given=content) == run("show", GOOD)
    assert run("diff", "-", GOOD, given=content)[0] == ExitCode.FINE
    assert run("diff", GOOD, "-", given=content + b"\n# the same\n")[0] == ExitCode.FINE
    assert run("compare", GOOD, "-", given=content) == run("compare", GOOD, GOOD)


def test_problems_name_it_as_it_was_named() -> None:
    spoiled = GOOD.read_bytes() + b"\n[[events]]\nid = 'x'\n"
    code, said, _ = run("check", "-f", "json", "-", given=spoiled)
    (file,) = json.loads(said)["files"]
    assert (code, file["file"]) == (ExitCode.PROBLEMS, "-")
    assert "file-name" not in {problem["rule"] for problem in file["problems"]}
    assert run("check", "/dev/stdin", given=spoiled)[1].startswith("/dev/stdin:")


def test_a_pipe_is_read_to_its_end() -> None:
    shown = run("show", GOOD)
    slowly = f"(sleep 0.2; cat {GOOD}; sleep 0.2; echo '# end') |"
    for name in ("-", "/dev/stdin"):
        words = shlex.join([*BRIEFDECK, "show", name])
        done = subprocess.run(f"{slowly} {words}", shell=True, capture_output=True, check=False)
        assert (done.returncode, unnamed(done.stdout)) == shown[:2]


def test_a_pipe_with_a_name_is_read_whoever_opens_it_first(tmp_path: Path) -> None:
    pipe = tmp_path / "river.toml"
    os.mkfifo(pipe)
    show = shlex.join([*BRIEFDECK, "show", str(pipe)])
    for order in (f"cat {GOOD} > {pipe} & {show}", f"(sleep 0.5; cat {GOOD} > {pipe}) & {show}"):
        done = subprocess.run(order, shell=True, capture_output=True, check=False, timeout=60)
        assert (done.returncode, unnamed(done.stdout)) == run("show", GOOD)[:2]


def test_a_pipe_that_nobody_writes_to_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    os.mkfifo(tmp_path / "river.toml")
    assert main(["show", str(tmp_path / "river.toml")]) == ExitCode.PROBLEMS
    assert "nobody writes to it" in capsys.readouterr().err


def test_standard_input_is_read_once() -> None:
    for verb in ("diff", "compare"):
        code, said, error = run(verb, "-", "-", given=GOOD.read_bytes())
        assert (code, said) == (ExitCode.USAGE, "")
        assert "only once" in error


def test_nothing_on_standard_input() -> None:
    code, said, error = run("show", "-", given=b"")
    assert (code, said) == (ExitCode.UNREADABLE, "")
    assert "The file is empty" in error
    closed = subprocess.run(
        f"{shlex.join([*BRIEFDECK, 'show', '-'])} <&-", shell=True, capture_output=True, check=False
    )
    assert (closed.returncode, closed.stdout) == (ExitCode.PROBLEMS, b"")
    assert b"standard input cannot be read" in closed.stderr


@pytest.mark.parametrize("verb", ["show", "check"])
def test_what_never_ends_is_refused_at_the_limit(verb: str) -> None:
    code, out, error = run(verb, "/dev/zero")
    assert code == ExitCode.UNREADABLE
    assert "more than 10 MB" in out + error


def test_what_is_piped_opens_with_keys_from_the_terminal(tmp_path: Path) -> None:
    piped = f"{shlex.join(['cat', str(GOOD)])} | {shlex.join([*BRIEFDECK, '-'])}"
    program = f"import subprocess; raise SystemExit(subprocess.call({piped!r}, shell=True))"
    environment = {**os.environ, "TERM": "xterm-256color", "BRIEFDECK_HOME": str(tmp_path)}
    with Terminal(["-c", program], environment) as terminal:
        terminal.until(b"Aid along the river")
        terminal.send(b"q")
        assert terminal.wait() == 0
