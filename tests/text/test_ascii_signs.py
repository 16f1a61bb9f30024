"""Outputs that cannot carry our signs: ASCII of the same width, and no row of question marks."""

import os
import subprocess
import sys

import pytest

from briefdeck.text.ascii_signs import SIGNS, in_ascii, register
from briefdeck.text.width import cell_width


def shown(words: list[str], encoding: str) -> str:
    """What a verb writes in an encoding, read back."""
    done = subprocess.run(
        [sys.executable, "-m", "briefdeck", *words],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert b"Traceback" not in done.stderr
    return done.stdout.decode(encoding)


def test_every_sign_has_one_cell_of_ascii() -> None:
    for sign, plain in SIGNS.items():
        assert plain.isascii()
        assert cell_width(sign) == len(plain) == 1, sign


@pytest.mark.parametrize(
    ("text", "plain"),
    [("é", "e"), ("ł", "l"), ("ß", "s"), ("½", "?"), ("国", "??"), ("\u0301", ""), ("ﬁ", "?"), ("²", "2")],
)  # fmt: skip
def test_letters_lose_their_accents_and_keep_their_cells(text: str, plain: str) -> None:
    assert "".join(map(in_ascii, text)) == plain


def test_a_line_keeps_its_columns() -> None:
    line = "┌─ “Málaga” ─ 国境 ┬ █▌ ≈ 3 → … ✎ ⚠ ¶"
    plain = line.encode("ascii", register()).decode()
    assert cell_width(plain) == cell_width(line)
    assert plain == '+- "Malaga" - ???? + #| ~ 3 > . & ! P'


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize(
    "words",
    [
        ["show", "--all", "ipv4-exhaustion"],
        ["compare", "us-mexico-border-security", "southwest-border-statistics"],
    ],
    ids=["show", "compare"],
)
def test_drawings_are_not_rows_of_question_marks(words: list[str], encoding: str) -> None:
    ours = shown(words, "utf-8")
    plain = shown(words, encoding)
    assert plain.count("?") <= ours.count("?") + 3
    for drawn, said in zip(ours.splitlines(), plain.splitlines(), strict=True):
        assert cell_width(said) == cell_width(drawn)


def test_signs_of_amounts_are_no_question_marks() -> None:
    assert "".join(map(in_ascii, "±0% · 10÷2 · 21° · 5¢")) == "~0% . 10/2 . 21o . 5c"
