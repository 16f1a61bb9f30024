"""The verbs, as a reader calls them: output, messages and exit codes, in this process."""

import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.cli.streams import ExitCode
from briefdeck.loader.starting import KINDS

FIRST = "us-mexico-border-security"
GOOD = """\
format = 1
[briefing]
title = "Harbor ferry"
bluf = "Keep the ferry [@report, p. 2]."
as_of = "2026-03"
[[key_points]]
id = "twice"
text = "Twice as many people took it as was forecast [@report, p. 9]."
[[sources]]
id = "report"
type = "report"
title = "Annual report"
author = [{ literal = "Port Authority" }]
issued = "2025"
publisher = "Port Authority"
"""


class Ran:
    """What one call did: exit code and both streams."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Call = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line."""

    def call(*words: str | Path) -> Ran:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "\x1b" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A small briefing without a fault."""
    path = tmp_path / "ferry.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_show_begins_with_title_and_bottom_line(run: Call, good: Path) -> None:
    ran = run("show", good, "--width", "60")
    assert ran.code == ExitCode.FINE
    lines = ran.out.splitlines()
    assert lines[0] == "Harbor ferry"
    assert lines[2] == "Keep the ferry [1, p. 2]."
    assert max(map(len, lines)) <= 60


def test_the_default_verb_prints_where_nobody_looks(run: Call, good: Path) -> None:
    assert run(good).out == run("show", good).out


def test_a_dumb_terminal_gets_lines(run: Call, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefdeck.cli.streams.is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "dumb")
    lines = run(good).out.split("\n")
    assert "read by line" in lines[0]
    assert lines[1] == "Harbor ferry"


def test_without_a_name_it_lists_where_nobody_looks(run: Call) -> None:
    assert FIRST in run().out


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "json"])
def test_show_has_four_formats(run: Call, good: Path, form: str) -> None:
    ran = run("show", good, "--format", form, "--all")
    assert ran.code == ExitCode.FINE
    assert "Twice as many people" in ran.out
    if form == "json":
        json.loads(ran.out)


def test_show_prints_the_sections_asked_for(run: Call) -> None:
    ran = run("show", FIRST, "--section", "Terms", "--section", "quotes")
    assert ran.code == ExitCode.FINE
    assert "TERMS" in ran.out
    assert "QUOTATIONS" in ran.out
    assert "KEY POINTS" not in ran.out


ERAS = """\
format = 1
[briefing]
title = "Eras"
bluf = "Only eras."
as_of = "2026-01"
[[eras]]
id = "long"
title = "The long calm"
span = "1900/1999"
[[programs]]
id = "undated"
title = "A program without dates"
"""


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "json"])
def test_a_timeline_is_drawn_of_eras_alone(run: Call, tmp_path: Path, form: str) -> None:
    file = tmp_path / "eras.toml"
    file.write_text(ERAS, encoding="utf-8")
    ran = run("show", file, "--section", "timeline", "--format", form)
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    assert "The long calm" in ran.out


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "json"])
def test_a_section_with_nothing_to_show_says_so(run: Call, tmp_path: Path, form: str) -> None:
    file = tmp_path / "eras.toml"
    file.write_text(ERAS, encoding="utf-8")
    every = ("key-points", "figures", "sources", "people", "terms")
    for section in every:
        ran = run("show", file, "-s", section, "--format", form)
        assert ran.code == ExitCode.PROBLEMS
        assert ran.err == f"briefdeck: eras has nothing for the section {section}.\n"
    both = run("show", file, "-s", "figures", "-s", "eras", "--format", form)
    assert both.code == ExitCode.FINE
    assert "section figures" in both.err
    dated = ERAS.partition("[[eras]]")[0] + "[[programs]]" + ERAS.partition("[[programs]]")[2]
    file.write_text(dated, encoding="utf-8")
    assert run("show", file, "-s", "timeline", "--format", form).code == ExitCode.PROBLEMS


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ("--entry merida-initiative --section terms", "--section and --entry"),
        ("--entry merida-initiative --all", "--all and --entry"),
        ("--full --all", "--full and --all"),
        ("--time 30s --full", "--time 30s and --full"),
        ("--time 3m --section terms", "--time 3m and --section"),
    ],
)
def test_only_one_thing_is_printed(run: Call, options: str, named: str) -> None:
    ran = run("show", FIRST, *options.split())
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert ran.err.startswith(f"briefdeck: {named} ask for different things")


def test_short_options_are_readings(run: Call) -> None:
    assert run("show", FIRST).out == run("show", FIRST, "--time", "3m").out
    assert run("show", FIRST, "--full").out == run("show", FIRST, "-t", "full").out
    assert run("show", FIRST, "-a").out == run("show", FIRST, "-t", "all").out


def test_an_unknown_section_gets_the_nearest(run: Call) -> None:
    ran = run("show", FIRST, "--section", "figurs")
    assert ran.code == ExitCode.USAGE
    assert "Did you mean `figures`?" in ran.err


def test_show_prints_an_entrys_page(run: Call) -> None:
    ran = run("show", FIRST, "--entry", "merida-initiative")
    assert ran.code == ExitCode.FINE
    assert "Mérida Initiative" in ran.out.splitlines()[0]
    assert (
        "Did you mean `merida-initiative`?" in run("show", FIRST, "--entry", "merida-initiativ").err
    )


def test_an_unknown_name_gets_the_nearest(run: Call) -> None:
    ran = run("show", "us-mexico-border-securty")
    assert ran.code == ExitCode.PROBLEMS
    assert f"`{FIRST}`" in ran.err
    assert not ran.out


@pytest.mark.parametrize(
    ("words", "near"), [("shw", "show"), ("chek", "check"), ("serch", "search"), ("help", "--help")]
)
def test_a_mistyped_verb_with_more_words_gets_the_nearest(run: Call, words: str, near: str) -> None:
    ran = run(words, FIRST)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert ran.err == f"briefdeck: there is no verb `{words}`.\nDid you mean `{near}`?\n"


def test_check_of_a_folder_without_briefings_is_no_success(
    run: Call, tmp_path: Path, good: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    said = f"briefdeck: `{bare}` has no briefing in it: no file ends in `.toml`.\n"
    ran = run("check", bare, good)
    assert (ran.code, ran.out, ran.err) == (ExitCode.PROBLEMS, "No problems.\n", said)
    ran = run("check", bare)
    assert (ran.code, ran.out, ran.err) == (ExitCode.PROBLEMS, "", said)
    ran = run("check", bare, "--format", "json")
    assert (ran.code, json.loads(ran.out)["files"]) == (ExitCode.PROBLEMS, [])


def test_check_goes_on_after_a_name_that_means_nothing(
    run: Call, tmp_path: Path, good: Path
) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(GOOD.replace("as_of", "as_off"), encoding="utf-8")
    ran = run("check", "nosuch", faulty, "nothing-either", good)
    assert ran.code == ExitCode.PROBLEMS
    assert "as_off" in ran.out
    assert "in 2 files" in ran.out
    for name in ("nosuch", "nothing-either"):
        assert f"briefdeck: there is no briefing and no file called `{name}`.\n" in ran.err
    ran = run("check", "nosuch", good)
    assert (ran.code, ran.out) == (ExitCode.PROBLEMS, "No problems.\n")


def test_check_takes_a_file_once_however_it_is_named(
    run: Call, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = good.parent
    monkeypatch.chdir(folder)
    (folder / "link.toml").symlink_to(good)
    good.write_text(GOOD.replace("as_of", "as_off"), encoding="utf-8")
    alone = run("check", "ferry.toml")
    for same in (good, f"./{good.name}", f"../{folder.name}/{good.name}", "link.toml", "."):
        ran = run("check", "ferry.toml", same)
        assert (ran.code, ran.out) == (alone.code, alone.out)
    shipped = Path(__file__).parents[2] / f"briefings/{FIRST}.toml"
    assert run("check", FIRST, shipped).out == run("check", FIRST).out


def test_a_mistyped_verb_gets_the_nearest(run: Call) -> None:
    assert "`briefdeck check`" in run("chekc").err
    assert "Did you mean" not in run("zzz").err


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"format = ", ""),
        (b"a = " + b"[" * 2000, ""),
        (b"\x80", "UTF-8"),
    ],
)
def test_a_broken_file_is_explained_and_not_shown(
    run: Call, tmp_path: Path, content: bytes, rule: str
) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    ran = run("show", path)
    assert ran.code == ExitCode.UNREADABLE
    assert "broken.toml" in ran.err
    assert rule in ran.err
    assert not ran.out


def test_what_could_be_read_is_shown_with_a_warning(run: Call, good: Path) -> None:
    good.write_text(GOOD + '[[terms]]\nid = "x"\nterm = "X"\nmening = "y"\n', encoding="utf-8")
    ran = run("show", good)
    assert ran.code == ExitCode.PROBLEMS
    assert "Harbor ferry" in ran.out
    assert "meaning" in ran.err


def test_a_folder_and_a_missing_file_are_said_plainly(run: Call, tmp_path: Path) -> None:
    ran = run("show", tmp_path)
    assert ran.code == ExitCode.UNREADABLE
    assert "is a folder" in ran.err
    ran = run("check", tmp_path / "none.toml")
    assert ran.code == ExitCode.UNREADABLE
    assert "none.toml" in ran.out + ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_is_said_plainly(run: Call, good: Path) -> None:
    good.chmod(stat.S_IWUSR)
    assert run("check", good).code == ExitCode.UNREADABLE


def test_check_exits_with_the_worst_that_it_found(run: Call, good: Path) -> None:
    assert run("check", good).code == ExitCode.FINE
    good.write_text(GOOD.replace("as_of", "asof"), encoding="utf-8")
    ran = run("check", good)
    assert ran.code == ExitCode.PROBLEMS
    assert "as_of" in ran.out


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_check_reports_in_four_formats(run: Call, good: Path, form: str) -> None:
    good.write_text(GOOD.replace("as_of", "asof"), encoding="utf-8")
    ran = run("check", good, "--format", form)
    assert ran.code == ExitCode.PROBLEMS
    assert "asof" in ran.out
    if form in {"json", "sarif"}:
        json.loads(ran.out)


def test_check_explains_its_rules(run: Call) -> None:
    assert "uncited-statement" in run("check", "--list-rules").out
    assert run("check", "--explain", "uncited-statement").code == ExitCode.FINE
    ran = run("check", "--explain", "uncited-statment")
    assert ran.code == ExitCode.USAGE
    assert "`uncited-statement`" in ran.err


def test_list_says_what_is_there_and_what_is_broken(
    run: Call, good: Path, quiet_world: Path
) -> None:
    assert run("add", good).code == ExitCode.FINE
    (quiet_world / "data/briefings/broken.toml").write_text("format =", encoding="utf-8")
    ran = run("list")
    assert "ferry" in ran.out
    assert "broken" in ran.out
    cards = {card["id"]: card for card in json.loads(run("list", "--json").out)}
    assert cards["ferry"]["coverage"] == 100
    assert cards["broken"]["problem"]


def test_list_claims_no_coverage_where_there_is_nothing_to_cite(
    run: Call, quiet_world: Path
) -> None:
    """`show` says so in the same words."""
    draft = 'format = 1\n[briefing]\ntitle = "Draft"\nbluf = "B."\nas_of = "2020"\n'
    shelved = quiet_world / "data/briefings"
    shelved.mkdir(parents=True)
    (shelved / "draft.toml").write_text(draft, encoding="utf-8")
    shown, listed = run("show", "draft").out, run("list").out
    assert "no statements to cite" in shown
    assert "0 entries · no statements to cite" in listed
    cards = {card["id"]: card for card in json.loads(run("list", "--json").out)}
    assert cards["draft"]["coverage"] is None


def test_list_and_show_say_that_a_draft_is_one(run: Call, quiet_world: Path) -> None:
    text = 'format = 1\n[briefing]\ntitle = "Port"\nbluf = "B."\nas_of = "2020"\ndraft = true\n'
    shelved = quiet_world / "data/briefings"
    shelved.mkdir(parents=True)
    (shelved / "port.toml").write_text(text, encoding="utf-8")
    assert "draft · as of 2020" in run("list").out
    (card,) = (card for card in json.loads(run("list", "--json").out) if card["id"] == "port")
    assert card["draft"] is True
    for level in ((), ("--full",), ("--all",)):
        assert "draft" in run("show", "port", *level).out.split("\n")[0]


def test_add_never_overwrites_and_remove_keeps_the_file(run: Call, good: Path) -> None:
    assert run("add", good).code == ExitCode.FINE
    good.write_text(GOOD.replace("Harbor", "Lake"), encoding="utf-8")
    assert run("add", good).code == ExitCode.PROBLEMS
    assert "Harbor ferry" in run("show", "ferry").out
    assert run("add", "--replace", good).code == ExitCode.FINE
    assert "Lake ferry" in run("show", "ferry").out
    assert run("remove", "ferry").code == ExitCode.FINE
    assert run("show", "ferry").code == ExitCode.PROBLEMS
    assert run("remove", FIRST).code == ExitCode.PROBLEMS


def test_search_finds_without_accents(run: Call) -> None:
    ran = run("search", "merida", "initiative", "--limit", "3")
    assert ran.code == ExitCode.FINE
    assert "»Mérida« »Initiative«" in ran.out
    hits = json.loads(run("search", "--json", "kind:event", "culiacan").out)["hits"]
    assert FIRST in {hit["briefing"] for hit in hits}
    assert run("search", "qqqqzz").code == ExitCode.PROBLEMS


def test_a_bad_query_shows_the_place(run: Call) -> None:
    ran = run("search", 'merida "open')
    assert ran.code == ExitCode.USAGE
    assert "^" in ran.err


def test_check_of_a_folder_takes_files_and_leaves_hidden_ones(run: Call, tmp_path: Path) -> None:
    for place in ("a.toml", "below/b.toml", "dir.toml/c.toml", ".git/d.toml", ".e.toml", "f.txt"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text("", encoding="utf-8")
    ran = run("check", "--format", "json", tmp_path)
    checked = {Path(each["file"]).name for each in json.loads(ran.out)["files"]}
    assert checked == {"a.toml", "b.toml", "c.toml"}


@pytest.mark.parametrize(
    "text",
    ['format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "20x"\n', "format = 1\n", "= 1\n"],
)
def test_check_and_show_give_up_on_the_same_files(run: Call, tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(text, encoding="utf-8")
    assert run("check", file).code == run("show", file).code == ExitCode.UNREADABLE


def test_new_writes_a_file_without_errors_that_is_unfinished_until_edited(
    run: Call, tmp_path: Path
) -> None:
    path = tmp_path / "port-study"
    assert run("new", path).code == ExitCode.FINE
    checked = run("check", f"{path}.toml")
    assert checked.code == ExitCode.FINE
    assert "Draft: 5 things left." in checked.out
    assert "6 notes" in checked.out
    assert "[unedited-example]" in checked.out
    assert "draft" in run("show", f"{path}.toml").out.split("\n")[0]
    before = Path(f"{path}.toml").read_bytes()
    assert run("new", path).code == ExitCode.PROBLEMS
    assert Path(f"{path}.toml").read_bytes() == before
    assert "`port-study`" in run("new", "Port Study").err


@pytest.mark.parametrize("kind", KINDS)
def test_new_writes_a_short_file_of_a_kind(run: Call, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "port-study.toml"
    assert run("new", path, "--like", kind).code == ExitCode.FINE
    checked = run("check", path)
    assert checked.code == ExitCode.FINE
    assert re.search(r"Draft: \d+ things left", checked.out)
    assert run("new", "port-study", "--like", kind, "--print").out == path.read_text()
    assert len(path.read_text()) < len(run("new", "port-study", "--print").out)


def test_new_from_a_file_is_what_import_writes(run: Call, tmp_path: Path) -> None:
    paper = tmp_path / "works.json"
    paper.write_text('[{ "id": "berg", "type": "book", "title": "A book" }]')
    began = run("new", tmp_path / "own", "--from", paper)
    imported = run("import", paper, "--output", tmp_path / "other.toml")
    assert (began.code, imported.code) == (ExitCode.FINE, ExitCode.FINE)
    assert (tmp_path / "own.toml").read_bytes() == (tmp_path / "other.toml").read_bytes()
    assert f"briefdeck check {tmp_path / 'own.toml'}" in began.out
    assert "Draft: " in run("check", tmp_path / "own.toml").out
    before = (tmp_path / "own.toml").read_bytes()
    again = run("new", tmp_path / "own", "--from", paper)
    assert (again.code, again.out) == (ExitCode.PROBLEMS, "")
    assert (tmp_path / "own.toml").read_bytes() == before


def test_new_begins_in_one_way(run: Call, tmp_path: Path) -> None:
    paper = tmp_path / "works.json"
    paper.write_text("[]")
    both = run("new", tmp_path / "own", "--from", paper, "--like", "policy")
    assert both.code == ExitCode.USAGE
    assert "`--from` or `--like`, not both" in both.err
    assert run("new", tmp_path / "own", "--from", paper, "--print").code == ExitCode.USAGE
    assert "no folder" in run("new", tmp_path / "nowhere" / "own", "--from", paper).err
    assert not list(tmp_path.glob("**/*.toml"))


def test_new_names_the_kinds(run: Call) -> None:
    ran = run("new", "port-study", "--like", "incidnet")
    assert ran.code == ExitCode.USAGE
    assert "`incidnet` is not one of incident, policy, country, literature" in ran.err
    assert "Did you mean `incident`?" in ran.err


def test_a_file_is_suggested_whose_ending_is_left_out(
    run: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "port-study").code == ExitCode.FINE
    assert "Did you mean `port-study.toml`?" in run("show", "port-study").err


def test_new_in_no_folder_says_so(run: Call, tmp_path: Path) -> None:
    ran = run("new", tmp_path / "nowhere" / "draft")
    assert (ran.code, ran.out) == (ExitCode.PROBLEMS, "")
    assert f"there is no folder `{tmp_path / 'nowhere'}`" in ran.err


def test_schema_prints_json_and_a_reference(run: Call) -> None:
    assert json.loads(run("schema").out)["title"] == "A briefing file, format 1"
    assert (
        json.loads(run("schema", "--of", "document").out)["title"]
        == "A briefdeck document, version 2"
    )
    assert "Report" in json.loads(run("schema", "--of", "report").out)["$defs"]
    assert run("schema", "--reference").out.startswith("# The briefing file")


def test_where_names_the_folders(run: Call, quiet_world: Path) -> None:
    assert str(quiet_world) in run("where").out
    kinds = [row["kind"] for row in json.loads(run("where", "--json").out)]
    assert kinds == ["library", "shipped", "configuration", "cache", "state"]
    assert run("where", FIRST).out.strip().endswith(f"{FIRST}.toml")


def test_diff_says_what_changed(run: Call, good: Path, tmp_path: Path) -> None:
    new = tmp_path / "later.toml"
    new.write_text(GOOD.replace("Twice as many", "Three times as many"), encoding="utf-8")
    ran = run("diff", good, new)
    assert ran.code == ExitCode.PROBLEMS
    assert "1 reworded" in ran.err
    assert run("diff", good, good).code == ExitCode.FINE
    assert json.loads(run("diff", "--json", good, new).out)


def test_compare_lays_two_briefings_side_by_side(run: Call, good: Path) -> None:
    ran = run("compare", FIRST, good, "--width", "80")
    assert ran.code == ExitCode.FINE
    assert "Harbor ferry" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "Harbor ferry" in run("compare", FIRST, good, "--format", "plain").out


def test_compare_of_what_has_nothing_in_common_says_so_first(run: Call, good: Path) -> None:
    ran = run("compare", FIRST, good)
    assert ran.code == ExitCode.FINE
    assert ran.out.startswith("These two have nothing in common")
    assert len(ran.out.splitlines()) <= 12
    assert not ran.err
    data = json.loads(run("compare", FIRST, good, "--format", "json").out)["comparison"]
    assert data["nothing_in_common"]
    assert data["ledger"] == data["agreements"] == []


def test_packs_travel_and_altered_ones_are_refused(run: Call, good: Path, tmp_path: Path) -> None:
    pack = tmp_path / "desk.briefpack"
    assert run("pack", good, FIRST, "-o", pack).code == ExitCode.FINE
    assert run("unpack", "--verify", pack).code == ExitCode.FINE
    assert run("show", pack).code == ExitCode.USAGE
    assert "Harbor ferry" in run("show", pack, "--pick", "ferry").out
    assert run("unpack", pack, "--into", tmp_path / "out").code == ExitCode.FINE
    raw = bytearray(pack.read_bytes())
    raw[len(raw) // 2] ^= 1
    pack.write_bytes(raw)
    ran = run("unpack", pack)
    assert ran.code == ExitCode.PROBLEMS
    assert ran.err


def test_notes_are_kept_and_printed(run: Call, good: Path) -> None:
    assert run("notes", good).code == ExitCode.PROBLEMS
    assert "Ask the port" in run("notes", good, "--entry", "twice", "--write", "Ask the port").out
    assert "bookmarked" in run("notes", good, "--entry", "twice", "--bookmark").out
    assert json.loads(run("notes", good, "--json").out)["marks"][0]["note"] == "Ask the port"
    assert run("notes", good, "--write", "x").code == ExitCode.USAGE


def test_taking_the_last_note_away_is_no_failure(run: Call, good: Path) -> None:
    run("notes", good, "--entry", "twice", "--write", "Ask again.")
    ran = run("notes", good, "--entry", "twice", "--write", "")
    assert (ran.code, ran.out) == (ExitCode.FINE, "")
    assert "you have no notes" in ran.err


def test_a_pack_is_no_text_in_a_wrong_encoding(run: Call, good: Path, tmp_path: Path) -> None:
    pack = tmp_path / "desk.briefpack"
    run("pack", good, "--output", pack)
    ran = run("check", pack)
    assert ran.code == ExitCode.UNREADABLE
    assert "This is a packed file, not a text." in ran.out


def test_a_date_that_could_not_be_read_is_not_made_up(run: Call, good: Path) -> None:
    good.write_text(GOOD.replace('as_of = "2026-03"', 'as_of = "soon"'), encoding="utf-8")
    assert "As of an unknown date" in run("show", good).out


def test_one_statement_is_not_plural(run: Call, good: Path) -> None:
    assert "100% of 1 statement cited" in run("show", good).out


def test_hostile_names_reach_no_terminal(run: Call, tmp_path: Path) -> None:
    name = "\x1b]0;pwned\x07\x1b[31m\u202e.toml"
    path = tmp_path / name
    path.write_text(GOOD.replace("Harbor ferry", "Harbor \\u001b[31mferry"), encoding="utf-8")
    for words in (
        ("show", path),
        ("check", path),
        ("where", path),
        ("show", tmp_path / f"{name}x"),
        ("compare", path, path),
    ):
        ran = run(*words)
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)


def test_a_part_of_a_rules_name_brings_up_the_rules_that_have_it(run: Call) -> None:
    ran = run("check", "--explain", "uncited")
    assert ran.code == ExitCode.USAGE
    assert "Did you mean `uncited-figure` or `uncited-caveat` or `uncited-statement`?" in ran.err


@pytest.mark.parametrize("verb", ["show", "check", "open"])
def test_an_empty_name_is_no_folder(run: Call, verb: str) -> None:
    ran = run(verb, "")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "no name is given" in ran.err


def test_a_briefing_that_is_not_in_the_pack_is_named(
    run: Call, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("pack", good, FIRST, "-o", "p.briefpack")
    for verb in ("show", "open"):
        ran = run(verb, "p.briefpack", "--pick", "fery")
        assert (ran.code, ran.out) == (ExitCode.USAGE, "")
        assert ran.err == (
            "briefdeck: `p.briefpack` has no briefing called `fery`. Did you mean `ferry`?\n"
            f"It holds ferry, {FIRST}.\n"
        )
    assert "say which with `--pick NAME`" in run("show", "p.briefpack").err


def test_a_message_goes_on_after_the_programs_name_with_a_small_letter(
    run: Call, good: Path, tmp_path: Path, quiet_world: Path
) -> None:
    (quiet_world / "config").mkdir()
    (quiet_world / "config/config.toml").write_text('[library]\nfolders = ["gone"]\n')
    calls = (
        ("search", "(a"),
        ("pack", "nosuch", "-o", tmp_path / "p"),
        ("unpack", tmp_path / "nosuch"),
        ("remove", "nosuch"),
        ("list",),
        ("where",),
        ("show", "nosuch"),
        ("new", good),
        ("notes", good),
        ("check", tmp_path / "nosuch"),
    )
    for words in calls:
        first = run(*words).err.splitlines()[0]
        assert re.match("briefdeck: [`a-z]", first), first
