"""`briefdeck verify`: what a caller reads of quotations, numbers and copies, and the exit codes."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefdeck.check import check
from briefdeck.cli import main
from briefdeck.loader import load

HEAD = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B"\nas_of = "2026"\n'
PAPER = (
    "# 1. Aid\n\nThe review of all agencies found that aid rose in 2008.\n\n"
    "# 2. Police\n\nThe police were paid late, and their union said so.\n"
)
FINDINGS = """
[[findings]]
id = "aid"
text = "Aid rose."
cites = [{ source = "paper", at = "section 1", quote = "all agencies found that aid rose in 2008" }]

[[findings]]
id = "police"
text = "They were paid [@paper, section 2]."
cites = [{ source = "paper", at = "section 2", quote = "The police were never paid late" }]

[[quotations]]
id = "union"
text = "a strike is certain"
cites = ["paper", "lost"]
"""
LOST = '\n[[sources]]\nid = "lost"\ntype = "report"\ntitle = "Lost"\n'


def source(more: str = "") -> str:
    return f'\n[[sources]]\nid = "paper"\ntype = "report"\ntitle = "Paper"\n{more}'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a briefing and the copy of its source."""
    digest = sha256(PAPER.encode()).hexdigest()
    stored = f'copy = "paper.md"\nsha256 = "{digest}"\n'
    (tmp_path / "brief.toml").write_text(f"{HEAD}{FINDINGS}{source(stored)}{LOST}", "utf-8")
    (tmp_path / "paper.md").write_text(PAPER, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verify(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["verify", *words])
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


def report(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    _, out = verify(capsys, *words, "--format", "json")
    decoded: dict[str, Any] = json.loads(out)
    return decoded


def states(found: dict[str, Any]) -> list[str]:
    return [each["state"] for each in found["citations"]]


def test_each_citation_has_a_state(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, "brief.toml")
    assert states(found) == ["verified", "near", "missing", "no-copy"]
    first, second, *_ = found["citations"]
    assert {key: first[key] for key in ("briefing", "entry", "source", "at", "quote")} == {
        "briefing": "brief",
        "entry": "aid",
        "source": "paper",
        "at": "section 1",
        "quote": "all agencies found that aid rose in 2008",
    }
    assert first["selectors"][0]["exact"] == "all agencies found that aid rose in 2008"
    assert (first["line"], first["column"], first["key"]) == (10, 56, "findings[0].cites[0].quote")
    assert {"kind": "quote", "text": "never"} in [
        each | {"text": each["text"].strip()} for each in second["difference"]
    ]
    assert found["count"]["citations"] == {"verified": 1, "near": 1, "missing": 1, "no-copy": 1}


def test_the_text_says_what_is_amiss_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = verify(capsys, "brief.toml")
    assert code == 1
    assert "brief.toml:15:56: error: The copy of `paper` has nearly these words" in out
    assert "[-never" in out
    assert "brief.toml:19:8: error: These words are not in the copy of `paper`" in out
    assert "brief.toml:19:8: note: No copy of `lost` is here. [no-copy]" in out
    assert "agencies found" not in out
    assert "brief: 1 of 3 quotations verified in stored copies" in out


def test_notes_alone_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    Path("brief.toml").write_text(f"{HEAD}{FINDINGS}{source()}{LOST}", "utf-8")
    code, out = verify(capsys, "brief.toml", "--strict")
    assert code == 0
    assert out.count("no-copy") == 4
    assert "no-copy" not in verify(capsys, "brief.toml", "--quiet")[1]


def test_a_warning_counts_with_strict(capsys: pytest.CaptureFixture[str]) -> None:
    entry = FINDINGS.partition('[[findings]]\nid = "police"')[0].replace("section 1", "section 2")
    stored = source('copy = "paper.md"\n')
    Path("brief.toml").write_text(f"{HEAD}{entry}{stored}", "utf-8")
    code, out = verify(capsys, "brief.toml")
    assert (code, "[quotation-elsewhere]" in out) == (0, True)
    assert verify(capsys, "brief.toml", "--strict")[0] == 1


def test_an_exception_accepts_what_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("brief.toml")
    for rule, entry in (("quotation-near", "police"), ("quotation-missing", "union")):
        with path.open("a", encoding="utf-8") as file:
            file.write(f'\n[[exceptions]]\nrule = "{rule}"\nentries = ["{entry}"]\nreason = "so"\n')
    code, out = verify(capsys, "brief.toml")
    assert (code, "2 accepted by exceptions" in out) == (0, True)
    assert [each.get("accepted") for each in report(capsys, "brief.toml")["citations"]] == [
        None,
        "so",
        "so",
        None,
    ]
    problems = {problem.rule for problem in check(load(path))}
    assert not problems & {"unknown-rule", "useless-exception", "quotation-near"}
    _, out = verify(capsys, "brief.toml", "--format", "sarif")
    results = json.loads(out)["runs"][0]["results"]
    assert [each["ruleId"] for each in results if each["suppressions"]] == [
        "quotation-near",
        "quotation-missing",
    ]


def test_a_flipped_byte_changes_all_that_is_cited(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = folder / "paper.md"
    assert states(report(capsys, "brief.toml"))[0] == "verified"
    status, content = copy.stat(), bytearray(PAPER.encode())
    for place in (0, len(content) // 2, len(content) - 1):
        flipped = content.copy()
        flipped[place] ^= 1
        copy.write_bytes(flipped)
        os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
        found = report(capsys, "brief.toml")
        assert states(found) == ["changed", "changed", "changed", "no-copy"]
        code, out = verify(capsys, "brief.toml")
        assert (code, out.count("[copy-changed]")) == (1, 1)
        assert "is not the one that was stored; 4 citations rest on it." in out
    copy.write_bytes(content)
    assert states(report(capsys, "brief.toml")) == ["verified", "near", "missing", "no-copy"]


def test_what_was_found_is_not_looked_for_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    new = verify(capsys, "brief.toml")

    def read(*_: object) -> None:
        raise AssertionError("a copy was read again")

    monkeypatch.setattr("briefdeck.evidence.texts.reading.read_copies", read)
    assert verify(capsys, "brief.toml") == new


def test_damage_to_what_is_kept_makes_it_none(
    quiet_world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = verify(capsys, "brief.toml")
    kept = sorted((quiet_world / "cache/copies").iterdir())
    assert kept
    for damage in (b"", b"x" * 400, bytes(range(256))):
        for file in kept:
            file.write_bytes(damage)
        assert verify(capsys, "brief.toml") == new


def test_two_processes_at_once() -> None:
    command = [sys.executable, "-m", "briefdeck", "verify", "brief.toml", "--format", "json"]
    for _ in range(2):
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        first, second = (process.communicate()[0] for process in running)
        assert first == second
        assert states(json.loads(first)) == ["verified", "near", "missing", "no-copy"]


def test_a_copy_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "paper.md").unlink()
    found = report(capsys, "brief.toml")
    assert states(found) == ["no-copy"] * 4
    assert "`paper.md` is not there" in found["citations"][0]["why"]
    code, out = verify(capsys, "brief.toml")
    told = "warning: The copy of `paper` is missing: `paper.md` is not there; 4 citations rest on"
    assert (code, told in out, out.count("paper.md`")) == (0, True, 1)
    assert verify(capsys, "brief.toml", "--strict")[0] == 1


def test_a_copy_of_which_nothing_can_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "brief.toml"
    entry = '\n[[findings]]\nid = "b"\ntext = "575 were paid [@paper]."\n'
    stored = source('copy = "paper.pdf"\n')
    path.write_text(f"{HEAD}{entry}{stored}", "utf-8")
    (folder / "paper.pdf").write_bytes(b"%PDF-1.4 and no more")
    for _ in range(2):
        (copy,) = report(capsys, "brief.toml")["copies"]
        assert (copy["state"], bool(copy["why"])) == ("unreadable", True)
        code, out = verify(capsys, "brief.toml", "--strict")
        assert (code, out.count("[copy-unreadable]")) == (1, 1)
        assert "brief: no quotations. 1 cited number: 1 in an unreadable copy." in out
        assert report(capsys, "brief.toml")["count"]["unsearched"] == {"unreadable": 1}


def test_words_that_are_looked_for_twice_in_one_copy_are_amiss_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "brief.toml"
    text = path.read_text("utf-8").replace('"Lost"\n', '"Lost"\nvia = "paper"\n')
    path.write_text(text, "utf-8")
    found = report(capsys, "brief.toml")
    assert states(found) == ["verified", "near", "missing", "missing"]
    assert [each.get("seen_in") for each in found["citations"]] == [None, None, None, "paper"]
    assert verify(capsys, "brief.toml")[1].count("[quotation-missing]") == 1


def test_newer_copies_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = folder / "newer"
    newer.mkdir()
    (newer / "paper.md").write_text(
        PAPER.replace("rose", "fell").replace("said", "denied"), "utf-8"
    )
    code, out = verify(capsys, "brief.toml", "--copies", "newer")
    assert code == 1
    assert "newer copy of `paper` has nearly these words" in out
    assert "[- said-]{+ denied+} so" in out
    assert "brief: 1 newer copy; 2 entries rest on passages that changed: aid, police." in out
    found = report(capsys, "brief.toml", "--copies", "newer")
    assert [each.get("before") for each in found["citations"]] == ["verified", None, None, None]
    assert [(each["entry"], each["at"]) for each in found["places"]] == [("police", "section 2")]


def test_newer_copies_that_say_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "newer").mkdir()
    (folder / "newer/paper.html").write_text("not the one", "utf-8")
    (folder / "newer/paper.md").write_text(
        f"{PAPER}\nMore.\n".replace("\n\nMore", "\n\n# 3\n\nMore")
    )
    code, out = verify(capsys, "brief.toml", "--copies", "newer")
    assert code == 0
    assert "nothing that is cited from it is otherwise" in out


def test_a_copy_that_is_stored_elsewhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "brief.toml"
    path.write_text(path.read_text("utf-8").replace('copy = "paper.md"\n', ""), "utf-8")
    (folder / "elsewhere").mkdir()
    (folder / "paper.md").rename(folder / "elsewhere/paper.md")
    assert states(report(capsys, "brief.toml"))[0] == "no-copy"
    found = report(capsys, "brief.toml", "--copies", "elsewhere")
    assert states(found) == ["verified", "near", "missing", "no-copy"]
    assert main(["verify", "brief.toml", "--copies", "elsewhere", "--record"]) == 1
    assert "recorded in `brief.verified.json`" in capsys.readouterr().err
    found = report(capsys, "brief.toml")
    assert states(found) == ["verified", "no-copy", "no-copy", "no-copy"]
    assert len(found["citations"][0]["as_of"]) == 10
    assert found["count"]["recorded"] == 1
    assert "1 of 3 quotations verified, by a record of " in verify(capsys, "brief.toml")[1]


def test_a_newer_copy_beside_a_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "brief.toml", "--record"]) == 1
    (folder / "newer").mkdir()
    newer = PAPER.replace("of all agencies found", "was withdrawn, and nobody found")
    (folder / "newer/paper.md").write_text(newer, "utf-8")
    (folder / "paper.md").unlink()
    capsys.readouterr()
    code, out = verify(capsys, "brief.toml", "--copies", "newer")
    assert (code, "1 newer copy; 1 entry rests on passages that changed: aid." in out) == (1, True)
    before = (folder / "brief.verified.json").read_bytes()
    assert main(["verify", "brief.toml", "--copies", "newer", "--record"]) == 1
    assert (folder / "brief.verified.json").read_bytes() == before


def test_numbers_that_could_not_be_looked_for_are_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "brief.toml"
    entry = '\n[[findings]]\nid = "n"\ntext = "575 were paid [@paper], 30 not [@lost]."\n'
    path.write_text(path.read_text("utf-8").replace(LOST, f"{entry}{LOST}"), "utf-8")
    assert report(capsys, "brief.toml")["count"]["unsearched"] == {"no-copy": 1}
    (folder / "paper.md").write_text("other", "utf-8")
    assert report(capsys, "brief.toml")["count"]["unsearched"] == {"changed": 1, "no-copy": 1}
    assert (
        "2 cited numbers: 1 in a changed copy, 1 without a copy." in verify(capsys, "brief.toml")[1]
    )
    (folder / "paper.md").unlink()
    assert "2 cited numbers: 2 without a copy." in verify(capsys, "brief.toml")[1]


def test_a_copy_that_cannot_be_searched_is_accepted_for_all_that_rests_on_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "brief.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[exceptions]]\nrule = "copy-changed"\nentries = ["paper"]\nreason = "so"\n')
    (folder / "paper.md").write_text("other", "utf-8")
    found = report(capsys, "brief.toml")
    assert [each.get("accepted") for each in found["citations"]] == ["so", "so", "so", None]
    assert verify(capsys, "brief.toml", "--strict")[0] == 0


def test_a_folder_without_copies_of_the_sources(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "newer").mkdir()
    (folder / "newer/PAPER.MD").write_text(PAPER, "utf-8")
    main(["verify", "brief.toml", "--copies", "newer"])
    assert capsys.readouterr().err == (
        "briefdeck: `newer` has no copy of a source.\n"
        "briefdeck: `PAPER.MD` is called neither as a source nor as its copy.\n"
    )


def test_newer_copies_of_which_nothing_can_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "newer").mkdir()
    (folder / "newer/paper.pdf").write_bytes(b"%PDF-1.4 and no more")
    code, out = verify(capsys, "brief.toml", "--copies", "newer")
    assert code == 0
    assert out.count("Nothing can be read of the newer copy of `paper`") == 1
    assert "brief: 1 newer copy, 1 of which cannot be read; nothing that is cited" in out
    assert verify(capsys, "brief.toml", "--copies", "newer", "--strict")[0] == 1


def test_the_bottom_line_has_a_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "brief.toml"
    text = path.read_text("utf-8").replace('bluf = "B"', 'bluf = "B [@paper, section 2]."')
    path.write_text(text, "utf-8")
    (folder / "newer").mkdir()
    (folder / "newer/paper.md").write_text(PAPER.replace("said", "denied"), "utf-8")
    _, out = verify(capsys, "brief.toml", "--copies", "newer")
    assert "2 entries rest on passages that changed: bottom line, police." in out
    places = report(capsys, "brief.toml", "--copies", "newer")["places"]
    assert None in [each["entry"] for each in places]


def test_a_record_of_nothing_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "paper.md").unlink()
    assert main(["verify", "brief.toml", "--record"]) == 1
    assert "no record was written" in capsys.readouterr().err
    assert not (folder / "brief.verified.json").exists()


def test_a_file_that_is_not_read_is_told_of_by_its_errors(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.toml").write_text("format = ", "utf-8")
    code, out = verify(capsys, "broken.toml")
    assert (code, "no quotations" in out, "broken.toml:1:" in out) == (3, False, True)
    error, _ = report(capsys, "broken.toml", "brief.toml")["errors"]
    assert (error["briefing"], error["rule"], error["line"]) == ("broken", "syntax", 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nothing-here"], 1),
        (["nothing-here.toml"], 3),
        (["brief.toml", "--copies", "nowhere"], 2),
        (["--record"], 2),
        (["us-mexico-border-security", "--record"], 1),
    ],
)
def test_what_cannot_be_done(
    words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", *words]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_the_whole_library(quiet_world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = quiet_world / "data/briefings"
    own.mkdir(parents=True)
    (own / "mine.toml").write_bytes(Path("brief.toml").read_bytes())
    _, out = verify(capsys)
    assert "mine: 0 of 3 quotations" in out
    assert "ipv4-exhaustion: " in out


def test_what_a_copy_says_does_not_reach_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = PAPER.replace("late", "\x1b]0;owned\x07\u202elate")
    (folder / "paper.md").write_text(hostile, "utf-8")
    path = folder / "brief.toml"
    digest = sha256(hostile.encode()).hexdigest()
    text = path.read_text("utf-8").replace(sha256(PAPER.encode()).hexdigest(), digest)
    path.write_text(text, "utf-8")
    for form in ("text", "json", "sarif"):
        _, out = verify(capsys, "brief.toml", "--format", form)
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_no_socket_is_opened(folder: Path) -> None:
    (folder / "page.html").write_text(
        '<img src="http://127.0.0.1:9/x.png"><script>fetch("http://127.0.0.1:9")</script>'
        "<p>aid rose in 2008</p>",
        "utf-8",
    )
    text = (folder / "brief.toml").read_text("utf-8")
    page = '\n[[sources]]\nid = "page"\ntype = "webpage"\ntitle = "Page"\nURL = "http://127.0.0.1:9/"\n'
    cite = '\n[[findings]]\nid = "web"\ntext = "W."\ncites = [{ source = "page", quote = "aid rose" }]\n'
    (folder / "brief.toml").write_text(f'{text}{cite}{page}copy = "page.html"\n', "utf-8")
    program = (
        "import sys\n"
        "def hook(event, arguments):\n"
        "    if event in {'socket.connect', 'socket.bind', 'socket.getaddrinfo', 'socket.sendto'}:\n"
        "        print('SOCKET', event, file=sys.stderr)\n"
        "sys.addaudithook(hook)\n"
        "from briefdeck.cli import main\n"
        "main(['verify', 'brief.toml', '--format', 'json'])\n"
    )
    (folder / "sitecustomize.py").write_text(program.partition("from briefdeck")[0], "utf-8")
    path = os.pathsep.join([str(folder), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", program.partition("sys.addaudithook(hook)\n")[2]],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert "SOCKET" not in done.stderr
    assert [each["state"] for each in json.loads(done.stdout)["citations"]].count("verified") == 2


def test_a_number_is_contradicted_in_the_words_of_the_copy(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "It began. In Old Hollis 13,927 tons were recorded in 2015. The rest is lost.\n"
    (folder / "paper.md").write_text(said, "utf-8")
    stored = f'copy = "paper.md"\nsha256 = "{sha256(said.encode()).hexdigest()}"\n'
    front = HEAD.replace('"B"', '"In 2015 they recorded 33,927 tons [@paper]."')
    (folder / "brief.toml").write_text(f"{front}{source(stored)}", "utf-8")
    code, out = verify(capsys, "brief.toml")
    assert code == 1
    assert "For 33,927 tons, the copy of `paper` says" in out
    assert "“In Old Hollis 13,927 tons were recorded in 2015.”" in out
