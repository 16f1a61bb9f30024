"""Whatever a file, a name, an argument or the environment says: no raw control leaves the process."""

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.text.gate import GatedStream

BAD = sorted((Path(__file__).parents[1] / "loader" / "bad").glob("*.toml"))
RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
OWN = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b\x9c]*\x1b\\")
"""What Rich adds: colours, and links."""

EVIL = "x\x1b]52;c;ZXZpbA==\x07\x9b31m\u202e\u2066\u200bz\ufeff"
NAMES: dict[str, bytes] = {
    "a clipboard": b"x\x1b]52;c;ZXZpbA==\x07.toml",
    "a newline": b"x\n\rz.toml",
    "a C1 control": "x\x9b31m.toml".encode(),
    "a bare byte": b"caf\xe9\x9b.toml",
    "a direction": "x\u202egnp.\u2066toml".encode() + b".toml",
    "an option": b"-x\x1b[2J.toml",
}
FORMATS = ("text", "plain", "markdown", "json")


def briefing(words: str) -> str:
    """A briefing that says these words in every kind of field."""
    said = json.dumps(words).replace("/", r"\u002f")
    for code in re.findall(r"\\ud[89ab]..\\ud[c-f]..", said):
        said = said.replace(code, "")
    return f"""format = 1
[briefing]
title = {said}
subtitle = {said}
bluf = {said}
as_of = "2026-03"
authors = [{said}]
tags = [{said}]
[[key_points]]
id = "k"
title = {said}
text = {said}
caveat = {said}
[[events]]
id = "e"
title = {said}
date = "2001"
place = {said}
[[eras]]
id = "p"
title = {said}
span = "2000/2003"
[[series]]
id = "s"
title = {said}
unit = {said}
points = [{{ at = "2001", value = 1, text = {said} }}, {{ at = "2002", value = 2, caveat = {said} }}]
[[tables]]
id = "t"
title = {said}
columns = [{said}, "b"]
rows = [[{said}, -1]]
[[terms]]
id = "m"
term = {said}
meaning = {said}
[[sources]]
id = "r"
type = "report"
title = {said}
author = [{{ literal = {said} }}]
publisher = {said}
URL = "https://a.example/{EVIL.encode().hex()}"
{said} = 1
"""


class Calls:
    """Runs the command line in this process, and judges what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object, is_json: bool = False) -> str:
        with contextlib.suppress(SystemExit):
            main([str(word) for word in words])
        out, err = self._capsys.readouterr()
        for text in (out, err):
            assert not (found := RAW.search(OWN.sub("", text))), (words, text[found.start() - 30 :])
            assert "Traceback" not in text
        if is_json:
            json.loads(out)
        return out


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Calls:
    """The command line, judged."""
    return Calls(capsys)


@pytest.fixture(params=list(NAMES.values()), ids=list(NAMES))
def named(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A hostile briefing under a hostile name."""
    path = os.path.join(os.fsencode(tmp_path), request.param)
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(briefing(EVIL))
    except OSError as error:
        pytest.skip(f"this file system refuses the name: {error}")
    return Path(os.fsdecode(path))


def test_a_hostile_file_under_a_hostile_name(call: Calls, named: Path, tmp_path: Path) -> None:
    for form in FORMATS:
        call("show", "--all", "-f", form, "--", named, is_json=form == "json")
        call("compare", "-f", form, "--", named, named, is_json=form == "json")
    call("--color", "always", "show", "--all", "--", named)
    for form in ("text", "github", "json", "sarif"):
        call("check", "-f", form, "--", named, is_json=form in {"json", "sarif"})
        call("check", "--no-cache", "-f", form, "--", named)
    call("show", "--entry", f"e{EVIL}", "--", named)
    call("show", "--section", EVIL, "--", named)
    call("diff", "--", named, BAD[0])
    call("diff", "--json", "--", named, named, is_json=True)
    call("notes", "--write", EVIL, "--entry", "e", "--", named)
    call("notes", "--", named)
    call("notes", "--json", "--", named, is_json=True)
    call("where", "--", named)
    call("new", "--", named)
    call("add", "--", named)
    for words in (["list"], ["list", "--json"], ["search", "e"], ["search", "--json", "zz"]):
        call(*words, is_json="--json" in words)
    call("pack", "-o", f"{tmp_path}/p{EVIL}.briefs", "--", named)
    call("unpack", "--into", tmp_path / EVIL, "--", named)
    call("remove", "--", named.stem)


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_every_bad_file(call: Calls, path: Path) -> None:
    call("check", "--no-cache", path)
    call("check", "--no-cache", "-f", "github", path)
    call("show", path)


@pytest.mark.parametrize(
    "words",
    [
        [EVIL], ["show", EVIL], ["show"], ["--color", EVIL, "list"], ["show", "--width", EVIL, "x"],
        ["show", "-f", EVIL, "x"], [f"--{EVIL}"], ["check", f"--{EVIL}"], ["check", "--explain", EVIL],
        ["search", EVIL], ["search", "--json", EVIL], ["search", f'"{EVIL}'], ["search", f"kind:{EVIL}"],
        ["search", "--limit", EVIL, "x"], ["--completion", EVIL], ["list", "--tag", EVIL], ["where", EVIL],
        ["notes", EVIL], ["add", EVIL], ["remove", EVIL], ["unpack", EVIL], ["new", EVIL], [f"sho\n{EVIL}", "-q"],
        ["diff", EVIL, EVIL], ["compare", EVIL, EVIL], ["schema", "--of", EVIL], ["check", EVIL],
    ],
    ids=lambda words: " ".join(words).encode("ascii", "backslashreplace").decode()[:30],
)  # fmt: skip
def test_arguments(call: Calls, words: list[str]) -> None:
    call(*words)


@pytest.mark.parametrize("name", ["COLUMNS", "TERM", "COLORTERM", "EDITOR", "LANG", "NO_COLOR"])
def test_the_environment(call: Calls, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, EVIL)
    call("--color", "always", "list")
    call("where")
    call("show", "ipv4-exhaustion")


def test_a_configuration(call: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFDECK_HOME", str(tmp_path))
    words = json.dumps(EVIL)
    for text in (
        f"[library]\nfolders = [{words}]\n[keys]\n{words} = {words}\ntheme = {words}\n",
        f"theme = {words}\n{words} = 1\n",
        f"broken {EVIL}\n",
    ):
        for path in {tmp_path / "config" / "config.toml", tmp_path / "config.toml"}:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        call("where")
        call("where", "--json", is_json=True)
        call("list")


def test_json_says_what_text_makes_visible(call: Calls, tmp_path: Path) -> None:
    path = tmp_path / "x\u202e\x7f.toml"
    path.write_text(briefing("Harmless"), encoding="utf-8")
    call("add", path)
    listed = json.loads(call("list", "--json"))
    assert any(card["path"].endswith(".toml") for card in listed)
    assert r"\u202e" in call("where", "--json") + call("list", "--json")


def test_warnings_and_tracebacks_pass_the_gate() -> None:
    script = (
        "import warnings; from briefdeck.text.gate import gate_standard_error; gate_standard_error();"
        f"warnings.warn({EVIL!r}); raise ValueError({EVIL!r})"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", script], capture_output=True, check=False
    )
    said = done.stderr.decode()
    assert not RAW.search(said)
    assert said.count("U+202E") >= 2


def test_the_gate_answers_as_the_stream_does(capsys: pytest.CaptureFixture[str]) -> None:
    gated = GatedStream(sys.stderr)
    gated.writelines(["a\n", "b\x1b\n"])
    assert gated.write("c") == 1
    assert not gated.isatty()
    assert capsys.readouterr().err == "a\nb␛\nc"
