"""Reading by line: what is typed, what is said, and that nothing is ever drawn."""

import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.library.notes import load_notes
from briefdeck.library.state import ReadingState, load_state, save_state
from briefdeck.line.sitting import Sitting
from briefdeck.loader import load
from briefdeck.model.briefing import Cite
from briefdeck.reading.actions import ACTIONS, key_label
from briefdeck.text.gate import seen
from support.briefings import big_briefing_toml
from support.ptys import Terminal

TESTS = Path(__file__).parents[1]
SAMPLE = TESTS / "output" / "harbor-tunnel.toml"
SHIPPED = sorted((TESTS.parent / "briefings").glob("*.toml"))
DRAWN = re.compile("[\u2500-\u259f\u2800-\u28ff]")
HOSTILE = """
format = 1
[briefing]
title = "\\u001b[31mred ┌──┐ ⠿ ▓"
bluf = "│ box \\u001b]52;c;aGk=\\u0007 \\u009b31m"
as_of = "2020"
[[key_points]]
id = "one"
text = "┃ a ▌ [[two|⠿]] and [[one]] <https://example.org/\\u202e>"
caveat = "▐"
[[key_points]]
id = "two"
text = "\\r\\u0000 two [@s, p. ▓]"
[[events]]
id = "when"
date = "2001"
title = "═══"
[[sources]]
id = "s"
type = "report"
title = "╔══╗"
url = "javascript:alert(1)"
"""

# What a reader may type: every action by key and name, and much that means nothing.
TYPED = (
    *(key_label(key) for action in ACTIONS for key in action.keys),
    *(action.id.replace("-", " ") for action in ACTIONS),
    *("", "", "", "n", "p", "1", "2", "3", "17", "999", "9" * 5000, ".1", ".2", ".9", "[1]", "[99]"),
    *("key", "eras", "timeline", "sources", "figures", "/a", "/the", "@2008", "@x", "d 30s"),
    *("d full", "l", "l 3", "find aid", "a a note", "note", "-", "section 2", "xyzzy", "\x1b[A"),
    *("\0", "é" * 500, "q", "b", "out", "search aid", "copy as", "peek", "²", "tables 1"),
)  # fmt: skip


class Script:
    """A terminal that types given lines, and keeps what is said before each and after the last."""

    def __init__(self, lines: Sequence[str], *, height: int = 0) -> None:
        self.width = 72
        self.height = height
        self.prompts: list[str] = []
        self.answers: list[str] = [""]
        self._lines = iter(lines)

    def write(self, text: str) -> None:
        self.answers[-1] += text

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        self.answers.append("")
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    path = tmp_path / "harbor-tunnel.toml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def sit(path: Path, *lines: str, height: int = 0) -> Script:
    """A sitting with a briefing: `answers[n]` is what is said to the nth line, from 1."""
    script = Script(lines, height=height)
    Sitting(script, folders()).run(load(path))
    return script


def test_enter_reads_through_the_whole_briefing(sample: Path) -> None:
    """From the overview into each section, through its entries, and on to the next, to the end."""
    read = sit(sample, *[""] * 100)
    assert read.prompts[:3] == ["Overview> ", "Key points 1 of 2> ", "Key points 1 of 2> "]
    assert "Eras 1 of 2> " in read.prompts
    assert read.answers[-2] == "This is the end of the briefing; 0 goes to its overview.\n"


def test_links_have_numbers_and_sources_their_own(sample: Path) -> None:
    read = sit(sample, "key", "2", ".1", "b", "[2]", "b", ".99")
    assert read.prompts[1:4] == ["Key points 1 of 2> ", "Key points 2 of 2> ", read.prompts[3]]
    assert "\n.1 " in read.answers[2]
    assert "Harbor Authority" in read.answers[3]
    assert read.prompts[4] == "Key points 2 of 2> "
    assert read.prompts[5].startswith("Sources 2 of ")
    assert "has links .1 to ." in read.answers[7]


@pytest.mark.parametrize("way", ["s", "source", "says who", "Says who?"])
def test_an_action_is_asked_for_by_its_key_or_its_name(sample: Path, way: str) -> None:
    assert "(source)" in sit(sample, "key", "1", way).answers[3]


def test_what_is_not_known_says_what_could_be_meant(sample: Path) -> None:
    assert "Did you mean `timeline`?" in sit(sample, "timelien").answers[1]
    assert "It could be" in sit(sample, "co").answers[1]
    assert "/xyzzy finds the words" in sit(sample, "xyzzy").answers[1]


def test_what_needs_a_screen_is_refused_in_a_sentence(sample: Path) -> None:
    for name in ("zoom in", "theme", "wider", "left", "present", "."):
        assert sit(sample, name).answers[1].startswith("By line "), name


def test_every_action_is_answered(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no editor, browser or clipboard is there
    for action in ACTIONS:
        if "reading" in action.where and action.id not in {
            "quit",
            "exit",
            "find",
            "date",
            "search",
        }:
            assert sit(sample, "key", "1", action.id).answers[3].strip(), action.id


def test_matches_are_a_list_like_any_other(sample: Path) -> None:
    read = sit(sample, "/toll", "n", "b", "out")
    assert read.answers[1].startswith("Found toll: ")
    assert read.prompts[1].startswith("Found 1 of ")
    assert read.prompts[2].startswith("Found 2 of ")
    assert read.prompts[4] == "Overview> "
    assert sit(sample, "/unheard-of").answers[1].startswith("Nothing for")


def test_a_choice_is_made_by_number_or_words_and_left_by_anything_else(sample: Path) -> None:
    assert "(source)" not in sit(sample, "F", "Without a source", "key").answers[3]
    assert "Nothing is chosen." in sit(sample, "F", "").answers[2]
    left = sit(sample, "F", "eras")
    assert left.prompts[-1] == "Eras 1 of 2> "


def test_notes_are_the_same_as_on_the_screen(sample: Path) -> None:
    read = sit(sample, "key", "1", "a ask her", "a", "and him", "m", "M")
    mark = load_notes(load(sample).id).on("key-traffic")
    assert (mark.note, mark.bookmarked) == ("ask her\nand him", True)
    assert ".1 note bookmark key point" in read.answers[7]
    assert "Your note: ask her" in sit(sample, "1").answers[1]
    sit(sample, "note", "-")
    assert not load_notes(load(sample).id).on("key-traffic").note


def test_a_note_becomes_an_entry_of_the_file(sample: Path) -> None:
    before = sample.read_bytes()
    assert "There is no note here" in sit(sample, "key", "1", "A").answers[-2]
    read = sit(sample, "key", "1", "a Nobody counts cyclists.", "A", "1")
    assert "1. a finding" in read.answers[-3]
    assert "The finding nobody-counts-cyclists is in " in read.answers[-2]
    loaded = load(sample)
    assert loaded.links is not None
    entry = loaded.links.entries["nobody-counts-cyclists"]
    assert (entry.table, entry.text, entry.see) == (
        "findings",
        "Nobody counts cyclists.",
        ("key-traffic",),
    )
    assert entry.cites == (Cite(source="audit-2019", at="p. 4"), "counts-2021")
    added = b'\n\n[[findings]]\nid = "nobody-counts-cyclists"\ntext = "Nobody counts cyclists."\n'
    assert added in sample.read_bytes()
    assert len(sample.read_bytes()) - len(before) < 300


def test_sizes_that_a_screen_has_kept_stay(sample: Path) -> None:
    sizes = {"list": 44, "text": 70, "other": 3}
    save_state("harbor-tunnel", ReadingState(sizes=sizes), folders())
    sit(sample, "key")
    assert load_state("harbor-tunnel", folders()).sizes == sizes


def test_the_place_is_remembered(sample: Path) -> None:
    sit(sample, "eras", "2", "q")
    assert sit(sample).prompts == ["Eras 2 of 2> "]


def test_a_changed_file_is_said_at_the_next_line(sample: Path) -> None:
    class Editor(Script):
        def read(self, prompt: str) -> str:
            line = super().read(prompt)
            if line == "key":
                text = sample.read_text(encoding="utf-8")
                sample.write_text(text.replace("Traffic is twice", "Traffic is thrice"))
            if line == "2":
                sample.write_text("format = ")
            return line

    script = Editor(["key", "2", ""])
    Sitting(script, folders()).run(load(sample))
    assert "The file has changed; this is its new text." in script.answers[1]
    assert "Traffic is thrice what was planned" in script.answers[1]
    assert "The saved file is broken" in script.answers[2]
    assert script.prompts[2] == "Key points 2 of 2> "


def test_long_texts_come_in_screenfuls_and_a_line_between_them_is_done(sample: Path) -> None:
    read = sit(sample, "", "key", "q", "1", height=12)
    assert read.prompts[0].startswith("More, 11 of ")
    assert read.answers[0].count("\n") == 11
    assert read.prompts[2] == "Key points 1 of 2> "
    assert sit(sample, "0").prompts == ["Key points 1 of 2> ", "Overview> "]


def test_an_interrupt_returns_to_the_prompt(sample: Path) -> None:
    read = sit(sample, "^C", "F", "^C", "key")
    assert read.prompts[-1] == "Key points 1 of 2> "


class Walk(Script):
    """Types at random, and looks at all that is said."""

    def __init__(self, count: int, dice: random.Random, height: int) -> None:
        super().__init__([], height=height)
        self.left = count
        self._dice = dice

    def write(self, text: str) -> None:
        leaving = seen(text)
        assert not DRAWN.search(leaving), leaving[:500]
        assert leaving.replace("\n", "").isprintable(), leaving[:500]

    def read(self, prompt: str) -> str:
        assert prompt.endswith("> ")
        assert not DRAWN.search(prompt)
        assert seen(prompt).isprintable()
        self.left -= 1
        if self.left < 0:
            raise EOFError
        if self._dice.random() < 0.002:
            raise KeyboardInterrupt
        return self._dice.choice(TYPED)


def walk(path: Path, count: int, seed: int, *, height: int = 0) -> None:
    """Type `count` lines, beginning anew where the reader leaves."""
    dice = random.Random(seed)
    while count > 0:
        script = Walk(count, dice, height)
        Sitting(script, folders()).run(load(path))
        count = script.left


def written(folder: Path, text: str) -> Path:
    """A file with a text."""
    path = folder / "walked.toml"
    path.write_text(text, encoding="utf-8")
    return path


COUNT = int(os.environ.get("BRIEFDECK_LINES", "150"))
"""Lines that are typed in each of the six walks; more by hand."""


@pytest.mark.parametrize("height", [0, 20])
@pytest.mark.parametrize("kind", ["shipped", "hostile", "big"])
def test_random_lines_break_nothing_and_nothing_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, height: int
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no editor, browser or clipboard is there
    if kind == "shipped":
        for path in SHIPPED:
            walk(path, max(1, COUNT // len(SHIPPED)), 1, height=height)
    else:
        text = HOSTILE if kind == "hostile" else big_briefing_toml(200_000)
        walk(written(tmp_path, text), COUNT, 2, height=height)


def read_by(arguments: Sequence[str], given: str) -> str:
    """What `briefdeck` prints with some lines on standard input."""
    command = [sys.executable, "-m", "briefdeck", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout


def test_lines_may_come_through_a_pipe() -> None:
    said = read_by(["read", str(SAMPLE)], "key\n1\n")
    assert "Overview> Key points: 2 entries.\n" in said
    assert said.endswith("Key points 1 of 2> \n")


def test_a_briefing_is_chosen_from_the_library_where_none_is_named() -> None:
    assert "1. IPv4 exhaustion" in read_by(["read"], "1\nq\n")


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "dumb", None])
def test_nothing_but_plain_text_is_sent_to_a_terminal(term: str | None) -> None:
    """Lines are edited and recalled: Backspace, arrows, Ctrl+A, the search for an earlier line."""
    environment = {name: value for name, value in os.environ.items() if name != "TERM"}
    environment |= {"TERM": term} if term else {}
    with Terminal(["-m", "briefdeck", "read", str(SAMPLE)], environment) as terminal:
        terminal.until(b"> ")
        for keys in (b"kex\x7fy\r", b"\x1b[A\x1b[D\x1b[D\x01\x05\r", b"\x12ke\r", b"q\r"):
            terminal.send(keys)
            terminal.until(b"> " if keys != b"q\r" else b"q")
        assert terminal.wait() == 0
        assert b"Key points 1 of 2> " in terminal.output
        assert b"\x1b" not in terminal.output
        assert terminal.is_restored


def test_a_terminal_that_cannot_be_drawn_on_is_read_by_line() -> None:
    for term in ("dumb", ""):
        environment = {**os.environ, "TERM": term}
        with Terminal(["-m", "briefdeck", str(SAMPLE)], environment) as terminal:
            terminal.until(b"it is read by line")
            terminal.until(b"Overview> ")
            terminal.send(b"\x04")
            assert terminal.wait() == 0


def test_it_starts_without_what_draws() -> None:
    code = (
        "import sys; from briefdeck.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('textual', 'rich.console') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, "read", str(SAMPLE)]
    given = "key\n1\n?\n/toll\nF\n"
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n[]\n")


def test_problems_are_said_with_their_lines_and_lead_to_their_entries(sample: Path) -> None:
    plain = sample.read_text(encoding="utf-8")
    sample.write_text(
        plain.replace('id = "key-second-tube"', 'id = "key-second-tube"\ntitel = "x"'),
        encoding="utf-8",
    )
    read = sit(sample, "!", ".1")
    assert (
        "\n.1 harbor-tunnel.toml:25:1: error: Unknown key `titel` in a key point. [unknown-key]\n"
        '25 | titel = "x"\nThere: titel\nDid you mean `title`? (x fixes it.)\n\n'
    ) in read.answers[1]
    assert "^" not in read.answers[1]
    assert "second tube" in read.answers[2]


def test_problems_are_fixed_by_number(sample: Path) -> None:
    plain = sample.read_text(encoding="utf-8")
    slips = plain.replace('license = "CC0', 'licence = "CC0').replace(
        'place = "City', 'Place = "City'
    )
    sample.write_text(slips, encoding="utf-8")
    read = sit(sample, "fix", "2", "x", "1", "fix")
    assert "2. line 70: Unknown key `Place` in an event, Did you mean `place`?" in read.answers[1]
    assert 'Line 70 is now: place = "City Hall"' in read.answers[2]
    assert 'Line 14 is now: license = "CC0-1.0"' in read.answers[4]
    assert "nothing in this file that could be fixed" in read.answers[5]
    assert sample.read_text(encoding="utf-8") == plain
