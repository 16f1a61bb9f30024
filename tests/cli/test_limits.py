"""Files made to fill memory: refused before it is taken, or read in little of it."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.files import LARGEST_BRIEFING
from briefdeck.loader import load_text
from briefdeck.loader.complaints import MOST_OF_A_RULE
from briefdeck.loader.reading import LONGEST_NUMBER, MOST_SIGNS

HEAD = 'format = 1\n[briefing]\ntitle = "T"\nas_of = "2020"\nbluf = "x"\n'
MOST_MEGABYTES = 450

REFUSED = {
    "integers": f"{HEAD}x = [{'1,' * 2_000_000}]\n",
    "nested lists": f"{HEAD}x = [{'[],' * 1_900_000}]\n",
    "empty lines": HEAD + "\n" * 8_000_000,
    "tiny tables": HEAD + "[[events]]\n" * 700_000,
    "a key of many parts": f"{HEAD}a{'.a' * 2_000_000} = 1\n",
    "a long number": f"{HEAD}x = {'1' * 4_000_000}\n",
    "a long fraction": f"{HEAD}x = -1.{'1' * 4_000_000}\n",
    "a long number of hexadecimal digits": f"{HEAD}x = [\n  0x{'f' * 4_000_000}]\n",
    "citations": f'{HEAD}[[events]]\ntext = "{"[@a] " * 1_000_000}"\n',
}

READ = {
    "one text": f'{HEAD}x = "{"a" * 8_000_000}"\n',
    "escapes": HEAD.replace('"x"', '"' + "\\u0041" * 1_300_000 + '"'),
    "unknown keys": HEAD + "".join([f"k{number}=1\n" for number in range(60_000)]),
    "entries that lack everything": HEAD + "[[events]]\n" * 30_000,
}


def peak_of(arguments: list[str]) -> tuple[int, int, str]:
    """Exit code, most memory ever taken in MB, and standard output of a run of the program."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefdeck", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    with process.stdout as out:
        said = out.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_maxrss >> 10, said


def megabytes_allowed() -> int:
    """What a child may take. Forked from a large process, it counts that one's memory as its own."""
    return max(MOST_MEGABYTES, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_would_fill_memory_is_refused_with_a_place(kind: str) -> None:
    content = REFUSED[kind].encode()
    assert len(content) <= LARGEST_BRIEFING
    (problem,) = load_text(content).problems
    assert problem.rule in {"file-too-large", "bad-number"}
    assert "was not read" in problem.message
    assert problem.place is not None
    assert problem.place.line > 5


@pytest.mark.parametrize("kind", READ)
def test_what_is_read_takes_little_memory(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "worst.toml"
    path.write_text(READ[kind], encoding="utf-8")
    code, megabytes, said = peak_of(["check", "--no-cache", str(path)])
    # 3: there is no entry in it.
    assert code in {0, 1, 3}, said[-2000:]
    assert "was not read" not in said
    assert megabytes <= megabytes_allowed()
    assert said.count("\n") < 10 * MOST_OF_A_RULE


def test_the_largest_briefings_are_far_from_the_limit() -> None:
    shipped = Path(__file__).parents[2] / "briefings"
    largest = max((path.read_bytes() for path in shipped.glob("*.toml")), key=len)
    assert len(largest) * 10 < LARGEST_BRIEFING
    assert sum(largest.count(sign) for sign in b"=,[{.@\n") * 10 < MOST_SIGNS


def test_a_long_word_is_not_a_number() -> None:
    text = HEAD.replace('"x"', '"' + "1" * 2 * MOST_SIGNS + '"')
    assert load_text(text).problems == ()
    assert LONGEST_NUMBER < MOST_SIGNS


def test_of_very_many_problems_the_rest_is_counted() -> None:
    many = MOST_OF_A_RULE + 234
    keys = [f"zz{number} = 1\n" for number in range(many)]
    loaded = load_text(HEAD + "".join(keys))
    more, *listed = loaded.problems
    assert more.message == "234 more problems of this kind are not listed."
    assert len(listed) == MOST_OF_A_RULE
    assert {problem.rule for problem in loaded.problems} == {"unknown-key"}
