"""The verbs that look at many briefings, as a reader calls them."""

import json
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from briefdeck.cli import main, over_shelf
from briefdeck.library import reading_many
from briefdeck.library.reading_many import loaded_together
from briefdeck.loader import load
from briefdeck.output.over_shelf_json import schema_of
from support.over_shelf import HEAD, event, series
from support.shelves import shelve

VERBS = ("timeline", "ledger", "disagreements")
BRIEFINGS = Path(__file__).parents[2] / "briefings"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reader's own library, beside the briefings that ship."""
    monkeypatch.setenv("BRIEFDECK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    folder = tmp_path / "home" / "data" / "briefings"
    folder.mkdir(parents=True)
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """What the command line prints."""
    try:
        code = main(list(words))
    except SystemExit as stop:
        code = int(stop.code or 0)
    streams = capsys.readouterr()
    assert "\x1b" not in streams.out + streams.err
    return code, streams.out, streams.err


def plant(own: Path) -> None:
    """Two briefings that give one figure otherwise."""
    for name, value in (("ferry", 41), ("port", 58)):
        more = series("dead", "ferry-deaths", value) + event("sinks", "The ferry sinks", "2004-03")
        shelve(own, name, HEAD.format(title=name.title(), more="") + more)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("form", ["text", "plain", "markdown"])
def test_each_verb_prints_each_format(
    own: Path, capsys: pytest.CaptureFixture[str], verb: str, form: str
) -> None:
    assert own.is_dir()
    code, out, err = said(capsys, verb, "--format", form)
    assert (code, err) == (0, "")
    assert "us-mexico-border-security" in out
    if form == "text":
        assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("verb", VERBS)
def test_json_is_by_its_schema(own: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    plant(own)
    code, out, _ = said(capsys, verb, "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["format"] == f"briefdeck-{verb}-1"
    code, printed, _ = said(capsys, "schema", "--of", verb)
    assert json.loads(printed) == json.loads(json.dumps(schema_of(verb)))
    jsonschema.validate(data, schema_of(verb))
    assert len(data[verb]["briefings"]) >= 2


def test_a_query_picks_briefings_and_entries(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(own)
    _, out, _ = said(capsys, "disagreements", "-f", "json", "briefing:ferry", "OR", "briefing:port")
    found = json.loads(out)["disagreements"]
    assert found["read"] == 2
    (row,) = found["rows"]
    assert [value["words"] for value in row["values"]] == ["41", "58"]
    _, out, _ = said(capsys, "timeline", "-f", "json", "sinks")
    entries = json.loads(out)["timeline"]["entries"]
    assert [each["briefing"] for each in entries] == ["ferry", "port"]


def test_a_query_that_matches_nothing_or_cannot_be_read(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert own.is_dir()
    for verb in VERBS:
        assert said(capsys, verb, "zyzzyva") == (1, "", "briefdeck: nothing matches.\n")
        code, out, err = said(capsys, verb, "zyzzyva", "-f", "json")
        assert (code, err) == (1, "")
        data = json.loads(out)
        jsonschema.validate(data, schema_of(verb))
        assert data[verb]["briefings"] == []
        code, out, err = said(capsys, verb, "(open")
        assert (code, out) == (2, "")
        assert "this bracket is not closed" in err


def test_broken_files_are_named_and_hidden_ones_left_out(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(own)
    shelve(own, "broken", 'title = "never closed')
    (own / "below").mkdir()
    other = HEAD.format(title="Hidden", more="") + series("dead", "ferry-deaths", 77)
    shelve(own / "below", "ferry", other)
    code, out, err = said(capsys, "disagreements", "-f", "plain")
    assert code == 0
    assert "77: ferry" not in out
    assert "41: ferry: no source" in out
    (line,) = err.splitlines()
    assert line.startswith("briefdeck: left out: `")
    assert "broken.toml`, line 1: " in line


def test_a_file_with_errors_says_that_something_is_left_out(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(own)
    shelve(own, "half", HEAD.format(title="Half", more="") + event("when", "When", "never"))
    _, _, err = said(capsys, "timeline", "-f", "json")
    assert "1 briefing has errors; what could not be read is left out" in err


def test_hostile_words_cannot_speak_to_the_terminal(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "\\u001b]0;owned\\u0007 sinks \\u202e"
    for name in ("one", "two"):
        more = event("sinks", title, "2004-03", title) + series("s", "x", len(name) * ord(name[0]))
        shelve(own, name, HEAD.format(title=title, more="") + more)
    for verb in VERBS:
        for form in ("text", "plain", "markdown", "json"):
            _, out, _ = said(capsys, verb, "-f", form)
            assert "\x07" not in out
            assert "\u202e" not in out


def test_all_lists_what_is_left_out(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert own.is_dir()
    _, short, _ = said(capsys, "timeline", "-f", "plain")
    _, whole, _ = said(capsys, "timeline", "-f", "plain", "--all")
    assert "more entries. --all lists each of them." in " ".join(short.split()).replace("`", "")
    assert "lists each of them" not in whole
    assert len(whole) > len(short)


def test_workers_read_what_this_process_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [*sorted(BRIEFINGS.glob("*.toml")), tmp_path / "gone.toml"]
    (tmp_path / "empty.toml").write_text("")
    paths.append(tmp_path / "empty.toml")
    here = loaded_together(paths)
    monkeypatch.setattr(reading_many, "PARALLEL_FROM", 0)
    monkeypatch.setattr(reading_many, "BATCH", 2)
    told: list[tuple[int, int]] = []
    there = loaded_together(paths, lambda done, total: told.append((done, total)))
    assert [each.id for each in there] == [path.stem for path in paths[:4]]
    assert [each.briefing for each in there] == [each.briefing for each in here]
    assert [each.links for each in there] == [each.links for each in here]
    assert told[-1] == (6, 6)
    whole = load(paths[0])
    assert here[0] == replace(whole, text="", sound_text="")


def test_an_interrupt_ends_it_and_its_workers(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(own)
    monkeypatch.setattr(reading_many, "PARALLEL_FROM", 0)
    monkeypatch.setattr(reading_many, "BATCH", 1)

    def interrupted(doing: str) -> Callable[[int, int], None] | None:
        def told(done: int, total: int) -> None:
            assert 0 < done < total
            raise KeyboardInterrupt

        return told if doing == "reading" else None

    monkeypatch.setattr(over_shelf, "_telling", interrupted)
    for verb in VERBS:
        assert said(capsys, verb) == (130, "", "")
        assert multiprocessing.active_children() == []
