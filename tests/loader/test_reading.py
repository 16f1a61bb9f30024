"""What may stand between a path and its text."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.files import LARGEST_BRIEFING
from briefdeck.loader import load, load_text
from briefdeck.text.visible import visible

GOOD = 'format = 1\n\n[briefing]\ntitle = "A ferry"\nbluf = "Keep it."\nas_of = "2026"\n'


def rules(path: Path) -> list[str]:
    loaded = load(path)
    assert loaded.briefing is None
    assert all(problem.file == visible(str(path)) for problem in loaded.problems)
    return [problem.rule for problem in loaded.problems]


def test_what_looks_regular_and_has_nothing_to_give_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)
    monkeypatch.setattr("stat.S_ISREG", lambda _: True)
    assert rules(path) == ["file-unreadable"]
    os.close(writer)


TWO_AT_ONCE = """
import sys, threading
from briefdeck.loader import load_text

text = sys.argv[1].encode()
other = threading.Thread(target=load_text, args=(text, "other"))
described = []

def watch(frame, event, _):
    if event == "call" and frame.f_code.co_name == "get_class_annotations":
        described.append(frame)
        if len(described) == 2:
            other.start()
            other.join(0.2)

sys.setprofile(watch)
assert load_text(text, "one").briefing is not None
sys.setprofile(None)
other.join()
"""


def test_two_threads_may_read_their_first_briefings_at_once() -> None:
    """The other one comes while msgspec has described half of the types to itself."""
    done = subprocess.run([sys.executable, "-c", TWO_AT_ONCE, GOOD], check=False)
    assert done.returncode == 0


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "ferry.toml"
    path.write_text(GOOD, encoding="utf-8")
    loaded = load(path)
    assert loaded.problems == ()
    assert loaded.briefing is not None
    assert loaded.briefing.front.title == "A ferry"
    assert (loaded.id, loaded.path, loaded.text, loaded.name) == ("ferry", path, GOOD, str(path))


def test_a_missing_file(tmp_path: Path) -> None:
    assert rules(tmp_path / "nothing.toml") == ["file-missing"]
    assert "no folder" in load(tmp_path / "no" / "nothing.toml").problems[0].remedy


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert rules(tmp_path / "a\0b.toml") == ["file-missing"]
    assert rules(tmp_path / ("x" * 5000)) == ["file-unreadable"]


def test_a_folder(tmp_path: Path) -> None:
    assert rules(tmp_path) == ["file-kind"]
    assert "a folder" in load(tmp_path).problems[0].message


def test_a_file_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    assert rules(tmp_path / "a.toml" / "b.toml") == ["file-unreadable"]


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert rules(tmp_path / "pipe.toml") == ["file-kind"]


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.toml")
        assert rules(Path("s.toml")) == ["file-kind"]


def test_a_device() -> None:
    assert rules(Path("/dev/zero")) == ["file-kind"]


def test_a_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / "b.toml")
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    assert rules(tmp_path / "a.toml") == ["file-unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    assert rules(path) == ["file-unreadable"]


def test_no_right_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.toml"
    path.write_text(GOOD, encoding="utf-8")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("briefdeck.loader.reading.os.open", refuse)
    assert rules(path) == ["file-unreadable"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_BRIEFING + 1)
    assert rules(path) == ["file-too-large"]
    assert LARGEST_BRIEFING < 50_000_000


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark(ends: str, mark: str) -> None:
    text = GOOD + 'titel = "x"\n'
    loaded = load_text((mark + text.replace("\n", ends)).encode(), "ferry")
    (problem,) = loaded.problems
    assert loaded.text == text
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (7, 1)


def test_crlf_inside_a_long_text_is_one_line_end() -> None:
    loaded = load_text(
        (GOOD + '[[sections]]\nid = "a"\ntitle = "A"\ntext = """\nx\n\ny"""\n').replace(
            "\n", "\r\n"
        )
    )
    assert loaded.briefing is not None
    assert loaded.briefing.sections[0].text == "x\n\ny"


def test_the_place_of_a_byte_that_is_no_utf8() -> None:
    content = b"\xef\xbb\xbf" + GOOD.replace("A ferry", "Żó\x00ferry").encode().replace(
        b"\0", b"\xe9"
    )
    (problem,) = load_text(content).problems
    assert problem.place is not None
    assert (problem.rule, problem.place.line, problem.place.column) == ("encoding", 4, 12)


def test_text_and_bytes_load_alike() -> None:
    assert load_text(GOOD).briefing == load_text(GOOD.encode()).briefing


def test_a_lone_surrogate_is_a_problem() -> None:
    assert [problem.rule for problem in load_text(GOOD + "# \ud800").problems] == ["encoding"]


def test_toml_1_1(tmp_path: Path) -> None:
    text = (
        GOOD
        + '[[sections]]\nid = "a"\ntitle = "\\x41 \\xe9"\ntext = "x"\ncites = [{\n  source = "s", # why\n  at = "p. 1",\n}]\n[[sources]]\nid = "s"\ntype = "report"\ntitle = "S"\n'
    )
    loaded = load_text(text)
    assert loaded.problems == ()
    assert loaded.briefing is not None
    assert loaded.briefing.sections[0].title == "A é"
