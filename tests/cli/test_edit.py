"""`briefdeck edit`: a field set, an entry added or renamed; the rest of the file, and other people's, stays."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from briefdeck.cli import main
from briefdeck.cli.streams import ExitCode
from briefdeck.library.folders import folders
from briefdeck.library.notes import load_notes, set_note
from briefdeck.loader import load
from support.ptys import Terminal

FERRY = b"""\
\xef\xbb\xbf# what we know\r
format = 1\r
[briefing]\r
title = 'Harbor ferry'   # for now\r
bluf = "Keep the ferry [@count]."\r
as_of = "2026-03"\r
\r
[[events]]\r
id = "opened"\r
title = "It opened"\r
date = "2015"\r
cites = ["count"]\r
\r
[[sources]]\r
id = "count"\r
type = "report"\r
title = "The count"\r
"""
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `briefdeck edit`: exit code and both streams."""

    def call(*words: str | Path) -> tuple[int, str, str]:
        try:
            code = main(["edit", *map(str, words)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.toml"
    path.write_bytes(FERRY)
    return path


def piped(text: bytes, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefdeck", "edit", *map(str, words)]
    return subprocess.run(command, input=text, capture_output=True, check=False, env=os.environ)


def test_a_field_is_set_and_nothing_else_changes(run: Call, ferry: Path) -> None:
    code, said, _ = run("set", ferry, "briefing.title", "The harbor's ferry")
    assert (code, said) == (ExitCode.FINE, f"{ferry}: `briefing.title` is set.\n")
    wanted = FERRY.replace(b"'Harbor ferry'", b'"The harbor\'s ferry"')
    assert ferry.read_bytes() == wanted
    assert run("set", ferry, "opened.caveat", "Not to all.")[0] == ExitCode.FINE
    assert run("set", ferry, "events[0].caveat.grade", "note")[0] == ExitCode.FINE
    added = b'caveat = { text = "Not to all.", grade = "note" }\r\n'
    wanted = wanted.replace(b'["count"]\r\n', b'["count"]\r\n' + added)
    assert ferry.read_bytes() == wanted
    assert run("unset", ferry, "opened.caveat")[0] == ExitCode.FINE
    assert ferry.read_bytes() == wanted.replace(added, b"")


def test_words_are_read_from_standard_input(ferry: Path) -> None:
    done = piped("Zwei\r\nZeilen ü\n".encode(), "set", ferry, "opened.text", "-")
    assert done.returncode == ExitCode.FINE
    assert tomli.loads(ferry.read_bytes()[3:].decode())["events"][0]["text"] == "Zwei\nZeilen ü"
    assert piped(b"\xff", "set", ferry, "opened.text", "-").returncode == ExitCode.USAGE


def test_a_difference_is_shown_and_nothing_written(run: Call, ferry: Path) -> None:
    code, said, _ = run("set", "--diff", ferry, "opened.date", "2016")
    assert code == ExitCode.FINE
    assert '\n-date = "2015"\n+date = "2016"\n' in said
    assert ferry.read_bytes() == FERRY
    assert run("fmt", ferry, "--diff")[1].count("\n+") > 1
    assert ferry.read_bytes() == FERRY


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "opened.date", "soon"), '"soon" is not a date'),
        (("set", "opened.cites", "count, census"), "No source has the id `census`"),
        (("set", "opened.dat", "2015"), "Unknown key `dat`"),
        (("set", "opend.date", "2015"), "Did you mean `opened`?"),
        (("set", "opened.id", "x"), "`briefdeck edit rename` changes it"),
        (("set", "opened", "x"), "Write `opened.FIELD`"),
        (("set", "opened.title.x", "x"), "has no field `x`"),
        (("set", "opened.cites.0", "x"), "An item of it is `[0]`"),
        (("set", "title", "x"), "Did you mean `briefing.title`?"),
        (("set", "opened..x", "x"), "does not name a field"),
        (("set", "events[7].date", "x"), "There is no `events[7]`"),
        (("set", "opened.cites", "[{"), "is not a list or a table of TOML"),
        (("unset", "opened.title"), "An event needs `title`"),
        (("unset", "opened.text"), "There is no `opened.text`"),
        (("unset", "count.type"), "A source needs `type`"),
        (("rename", "count", "opened"), "Another entry has the id"),
        (("rename", "count", "The Count"), "Did you mean `the-count`?"),
        (("add", "event", "--title", "It closed"), "an event needs `date`"),
        (("add", "event", "--title", "x", "--date", "2016", "--id", "opened"), "is taken"),
        (("add", "evnt", "--title", "x"), "Did you mean `event`?"),
        (("add", "event", "--title"), "`--title` has no value"),
        (("add", "event", "x"), "belongs to no field"),
    ],
)
def test_what_would_be_wrong_is_refused(
    words: tuple[str, ...], said: str, run: Call, ferry: Path
) -> None:
    edit, *rest = words
    code, out, error = run(edit, ferry, *rest)
    assert code in {ExitCode.PROBLEMS, ExitCode.USAGE}
    assert out == ""
    assert said.lower() in error.lower()
    assert ferry.read_bytes() == FERRY


def test_other_errors_of_a_file_do_not_hinder(run: Call, ferry: Path) -> None:
    broken = FERRY + b'[[events]]\r\nid = "closed"\r\ndate = "?"\r\nera = "war"\r\n'
    ferry.write_bytes(broken)
    assert run("set", ferry, "opened.date", "2016")[0] == ExitCode.FINE
    assert run("rename", ferry, "closed", "shut")[0] == ExitCode.FINE
    assert run("set", ferry, "shut.date", "2017")[0] == ExitCode.FINE
    assert run("set", ferry, "shut.era", "peace")[0] == ExitCode.PROBLEMS
    assert b'date = "2017"' in ferry.read_bytes()


def test_a_file_that_does_not_parse_is_left_alone(run: Call, ferry: Path) -> None:
    ferry.write_bytes(FERRY + b"x =\r\n")
    code, _, error = run("set", ferry, "opened.date", "2016")
    assert code == ExitCode.UNREADABLE
    assert "ferry.toml:18" in error
    assert ferry.read_bytes() == FERRY + b"x =\r\n"


def test_of_a_file_that_does_not_parse_that_is_said_first(run: Call, ferry: Path) -> None:
    ferry.write_bytes(FERRY.replace(b"[briefing]", b"[briefing"))
    assert "The header of a table is not closed" in run("set", ferry, "opened.date", "2016")[2]


@pytest.mark.parametrize("content", [b"\xff\xfea\0", b"a = 1\0\n", b"a = '\xe9'\n"])
def test_what_is_not_a_text_is_left_alone(content: bytes, run: Call, ferry: Path) -> None:
    ferry.write_bytes(content)
    assert run("fmt", ferry)[0] == ExitCode.UNREADABLE
    assert run("set", ferry, "briefing.title", "x")[0] == ExitCode.UNREADABLE
    assert ferry.read_bytes() == content


def test_only_files_of_ones_own_are_edited(run: Call, ferry: Path, tmp_path: Path) -> None:
    code, _, error = run("set", "ipv4-exhaustion", "briefing.title", "x")
    assert code == ExitCode.PROBLEMS
    assert "`briefdeck add ipv4-exhaustion`" in error
    assert main(["pack", str(ferry), "-o", str(tmp_path / "p.briefpack")]) == ExitCode.FINE
    code, _, error = run("set", tmp_path / "p.briefpack", "opened.date", "2016")
    assert code == ExitCode.PROBLEMS
    assert "briefdeck unpack" in error
    assert run("fmt", tmp_path / "missing.toml")[0] == ExitCode.PROBLEMS
    assert run("fmt", tmp_path)[0] == ExitCode.UNREADABLE


def test_a_briefing_of_the_library_is_edited_by_its_name(run: Call, ferry: Path) -> None:
    assert main(["add", str(ferry)]) == ExitCode.FINE
    assert run("set", "ferry", "opened.date", "2016")[0] == ExitCode.FINE
    assert b'"2016"' in (folders().own / "ferry.toml").read_bytes()
    assert ferry.read_bytes() == FERRY


def test_an_entry_is_added(run: Call, ferry: Path) -> None:
    code, said, _ = run(
        "add", ferry, "event", "--date=2016", "--title", "It closed", "--cites", "count"
    )
    assert (code, said) == (ExitCode.FINE, f"{ferry}: the event `it-closed` is added.\n")
    added = b'\r\n[[events]]\r\nid = "it-closed"\r\ntitle = "It closed"\r\ndate = "2016"\r\ncites = ["count"]\r\n'
    assert ferry.read_bytes() == FERRY.replace(b'["count"]\r\n', b'["count"]\r\n' + added)
    author = '[{ family = "Lima", given = "Ana" }, { literal = "Port Authority" }]'
    said = run(
        "add",
        ferry,
        "source",
        "--author",
        author,
        "--title",
        "T",
        "--type",
        "book",
        "--issued",
        "2019-02",
    )[1]
    assert "the source `lima-port-authority-2019` is added" in said
    assert run("add", ferry, "finding", "--text", "It closed.", "--diff")[1].startswith("---")
    assert not load(ferry).errors


def test_a_form_is_piped_where_there_is_no_terminal(ferry: Path) -> None:
    done = piped(b'text = "It closed."\nsee = ["opened"]\ntitle = ""\n', "add", ferry, "finding")
    assert done.returncode == ExitCode.FINE
    entry = tomli.loads(ferry.read_bytes()[3:].decode())["findings"][0]
    assert entry == {"id": "it-closed", "text": "It closed.", "see": ["opened"]}
    assert b"form is not TOML" in piped(b"text =", "add", ferry, "finding").stderr


def test_a_form_explains_the_fields_of_a_kind(run: Call, ferry: Path) -> None:
    code, said, _ = run("add", ferry, "key-point", "--help")
    assert code == ExitCode.FINE
    assert "## A key point." in said
    assert '\ntext = ""\n' in said


@pytest.mark.parametrize(
    ("editor", "said", "is_added", "is_kept"),
    [
        ('s/^text = ""/text = "It closed."/', "the finding `it-closed` is added", True, False),
        ('s/^text = ""/era = "war"/', "Your form is kept", False, True),
        ("", "the form was left as it is", False, False),
        ("quit", "ended with status", False, False),
    ],
)
def test_a_form_opens_in_the_editor(
    editor: str, said: str, is_added: bool, is_kept: bool, ferry: Path, tmp_path: Path
) -> None:
    script = tmp_path / "editor"
    script.write_text(
        "#!/bin/sh\nexit 3\n" if editor == "quit" else f"#!/bin/sh\nsed -i '{editor}' \"$1\"\n"
    )
    script.chmod(0o700)
    environment = os.environ | {"EDITOR": str(script), "COLUMNS": "80"}
    with Terminal(
        ["-m", "briefdeck", "edit", "add", str(ferry), "finding"], environment
    ) as terminal:
        terminal.wait()
        output = terminal.output.decode()
    assert said in output
    assert (b"[[findings]]" in ferry.read_bytes()) == is_added
    forms = list((folders().state / "forms").glob("*.toml"))
    assert len(forms) == is_kept
    if is_kept:
        assert str(forms[0]) in output
        assert 'era = "war"' in forms[0].read_text()


def test_notes_follow_an_entry_to_its_new_id(run: Call, ferry: Path) -> None:
    set_note(load(ferry), "count", "Ask who counted.")
    code, said, _ = run("rename", ferry, "count", "census")
    assert code == ExitCode.FINE
    assert said.endswith("now, in 3 places; what you noted on it has come along.\n")
    assert ferry.read_bytes() == FERRY.replace(b'"count"', b'"census"').replace(
        b"@count", b"@census"
    )
    assert load_notes("ferry").on("census").note == "Ask who counted."
    assert load_notes("ferry").on("count").is_empty


def test_notes_stay_where_the_file_does(
    run: Call, ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_note(load(ferry), "count", "Ask who counted.")
    monkeypatch.setattr("os.access", lambda *_: False)
    code, _, error = run("rename", ferry, "count", "census")
    assert code == ExitCode.PROBLEMS
    assert "it is read-only" in error
    assert ferry.read_bytes() == FERRY
    assert load_notes("ferry").on("count").note == "Ask who counted."


def test_entries_are_sorted_and_white_space_is_laid_out(run: Call, ferry: Path) -> None:
    ferry.write_bytes(FERRY + b'[[sources]]\r\nid="a"\r\ntype="book"\r\ntitle="A"\r\n')
    assert run("sort", ferry)[0] == ExitCode.FINE
    assert [source.id for source in load(ferry).briefing.sources] == ["a", "count"]  # type: ignore[union-attr]
    assert run("fmt", ferry)[0] == ExitCode.FINE
    assert b'id = "a"\r\n' in ferry.read_bytes()
    for edit in ("sort", "fmt"):
        assert run(edit, ferry) == (0, "", "briefdeck: there is nothing to change.\n")
