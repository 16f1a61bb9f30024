"""`import`, as one calls it: what is printed, what is put into a briefing, what a new one holds."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from briefdeck.cli import main
from briefdeck.cli.streams import ExitCode
from briefdeck.intake.formats import form_of

SOURCES = [
    {"id": "Smith:2001", "type": "book", "title": "The Port", "author": [{"family": "Smith"}], "issued": {"date-parts": [[2001, 5]]}},
    {"id": "Smith:2001b", "type": "book", "title": "The Boat", "author": [{"family": "Smith"}], "issued": {"date-parts": [[2001]]}},
]  # fmt: skip
BAD = {"id": "bad", "type": "book"}
BRIEFING = """\
format = 1\r
[briefing]\r
title = "Port"\r
bluf = "Keep it."\r
as_of = "2024"\r
[[sources]]   # the first\r
id = "smith-2001"\r
type = "book"\r
title = "The port."\r
author = [{ family = "Smith" }]\r
issued = "2001"\r
\r
# the end\r
"""

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Call:
    """Call `import` in a folder with a list of sources."""
    monkeypatch.chdir(tmp_path)
    Path("list.json").write_text(json.dumps(SOURCES))

    def call(*words: str) -> tuple[int, str, str]:
        code = main(["import", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_entries_are_printed(run: Call) -> None:
    code, out, err = run("list.json")
    assert code == ExitCode.FINE
    assert [source["id"] for source in tomli.loads(out)["sources"]] == [
        "smith-2001",
        "smith-2001-boat",
    ]
    assert tomli.loads(out)["sources"][0]["citation-key"] == "Smith:2001"
    assert err == ""


def test_a_new_briefing_is_a_draft_without_errors(run: Call) -> None:
    code, out, _ = run("list.json", "-o", "new.toml")
    assert (code, out) == (ExitCode.FINE, "new.toml: 2 sources imported\n")
    assert tomli.loads(Path("new.toml").read_text())["briefing"]["draft"] is True
    assert main(["check", "new.toml"]) == ExitCode.FINE
    assert run("list.json", "-o", "new.toml")[0] == ExitCode.PROBLEMS


def test_a_briefing_gets_what_it_lacks(run: Call) -> None:
    Path("port.toml").write_bytes(BRIEFING.encode())
    code, out, err = run("list.json", "--into", "port.toml")
    assert (code, out) == (ExitCode.FINE, "port.toml: 1 source imported\n")
    assert "`Smith:2001` is left out: it is the same as `smith-2001`, which is there already" in err
    made = Path("port.toml").read_bytes().decode()
    kept, end = (
        BRIEFING[: BRIEFING.index("\r\n# the end")],
        BRIEFING[BRIEFING.index("\r\n# the end") :],
    )
    assert made.startswith(kept)
    assert made.endswith(end)
    assert made.count("\n") == made.count("\r\n")
    assert [source["title"] for source in tomli.loads(made)["sources"]] == ["The port.", "The Boat"]
    again = Path("port.toml").read_bytes()
    assert run("list.json", "--into", "port.toml")[1] == "port.toml: nothing is imported\n"
    assert Path("port.toml").read_bytes() == again


def test_a_difference_is_shown_and_not_written(run: Call) -> None:
    Path("port.toml").write_bytes(BRIEFING.encode())
    code, out, _ = run("list.json", "--into", "port.toml", "--diff")
    assert code == ExitCode.FINE
    assert '+id = "smith-2001-boat"' in out
    assert Path("port.toml").read_bytes() == BRIEFING.encode()


def test_of_a_file_with_nothing_to_take_no_briefing_is_made(run: Call) -> None:
    Path("nothing.json").write_text("{ nope")
    code, out, err = run("nothing.json", "--as", "csl", "-o", "new.toml")
    assert (code, out) == (ExitCode.PROBLEMS, "")
    assert "nothing.json is not JSON" in err
    assert "nothing was written" in err
    assert not Path("new.toml").exists()


def test_where_nothing_can_be_written_it_is_said_before(run: Call) -> None:
    code, out, err = run("list.json", "-o", "nowhere/new.toml")
    assert (code, out) == (ExitCode.PROBLEMS, "")
    assert "there is no folder `nowhere`" in err
    assert not Path("nowhere").exists()
    assert run("list.json", "--diff")[0] == ExitCode.USAGE


def test_what_is_not_taken_is_said(run: Call) -> None:
    Path("bad.json").write_text(json.dumps([BAD, *SOURCES]))
    code, out, err = run("bad.json")
    assert code == ExitCode.PROBLEMS
    assert len(tomli.loads(out)["sources"]) == len(SOURCES)
    assert "`bad` (item 1) has no title" in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["none.json"],
            ExitCode.UNREADABLE,
            "`none.json` cannot be read: no such file or directory.",
        ),
        (["list.json", "--as", "csll"], ExitCode.USAGE, "Did you mean `csl`?"),
        (["list.xyz"], ExitCode.USAGE, "the format of `list.xyz` is not known"),
        (
            ["list.json", "-o", "a.toml", "--into", "b.toml"],
            ExitCode.USAGE,
            "say `-o` or `--into`, not both.",
        ),
    ],
)
def test_wrong_calls_are_explained(run: Call, words: list[str], code: int, said: str) -> None:
    Path("list.xyz").write_text("nothing")
    done = run(*words)
    assert done[:2] == (code, "")
    assert said in done[2]


def test_what_a_table_becomes_is_told(run: Call) -> None:
    Path("homicides.csv").write_text("Jahr;Taten;Fälle\n2008;1.500;2\n2009;1.600;3\n")
    code, out, err = run("homicides.csv", "--at", "Jahr", "--value", "Taten", "--decimal", ",")
    assert code == ExitCode.FINE
    (series,) = tomli.loads(out)["series"]
    assert [point["value"] for point in series["points"]] == [1500, 1600]
    assert "homicides: series over `Jahr`; values are `Taten`\n" in err
    code, out, _ = run("homicides.csv", "--as", "table")
    assert (code, list(tomli.loads(out))) == (ExitCode.FINE, ["tables"])
    code, out, err = run("homicides.csv", "--value", "Taten", "--at", "Tag")
    assert (code, out) == (ExitCode.PROBLEMS, "")
    assert "there is no column called `Tag`" in err


def test_a_briefing_of_figures_checks_clean(run: Call) -> None:
    Path("homicides.csv").write_text("Year,Homicides\n2008,about 5\n2009,6\n")
    assert run("homicides.csv", "-o", "new.toml")[0] == ExitCode.FINE
    assert main(["check", "new.toml"]) == ExitCode.FINE
    assert tomli.loads(Path("new.toml").read_text())["briefing"]["as_of"] == "2009"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("csv", "Year,Deaths\n2008,5\n"),
        ("tsv", "Year\tDeaths\n2008\t5\n"),
        ("ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
        ("timelinejs", '{"title": {}, "events": [{"start_date": {"year": 2008}}]}'),
        ("csl", '[{"type": "book", "title": "A"}]'),
        ("bibtex", "@book{smith,\n title = {A}\n}\n"),
        ("paper", "A paper on ports, ships and the sea\n\nWords, and more of them.\n"),
        ("paper", "# A paper\n\nWords | with a bar.\n"),
    ],
)
def test_what_is_piped_is_known_by_its_beginning(name: str, text: str) -> None:
    form = form_of("-", text.encode())
    assert form is not None
    assert form.name == name
