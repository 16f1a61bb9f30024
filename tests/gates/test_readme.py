"""The README says what the program does."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from briefdeck.check import check
from briefdeck.cli.parser import parse
from briefdeck.cli.verbs import VERBS
from briefdeck.loader import load
from briefdeck.tui.actions import key_table

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


def part(name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`."""
    found = re.search(
        rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found, f"README.md has no part {name}"
    return found[1].strip()


def is_made_from(name: str, table: list[tuple[str, ...]]) -> None:
    """Compare a part with the table that the program makes, or put the table there where goldens are being renewed."""
    head, *rows = [
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table
    ]
    made = "\n".join([head, "|" + "---|" * len(table[0]), *rows])
    if os.environ.get("BRIEFDECK_GOLDEN") == "write":
        text = README.read_text(encoding="utf-8").replace(
            f"<!-- {name} -->\n{part(name)}".rstrip("\n") + "\n", f"<!-- {name} -->\n{made}\n"
        )
        README.write_text(text, encoding="utf-8")
    assert part(name) == made


def test_command_table_is_the_programs() -> None:
    rows = [(f"`briefdeck {verb.name}`", verb.sentence) for verb in VERBS.values()]
    is_made_from("commands", [("command", "does"), *rows])


def test_key_table_is_the_programs() -> None:
    rows = [(f"`{keys}`" if keys else "", sentence) for keys, _, sentence in key_table()]
    is_made_from("keys", [("key", "does"), *rows])


def test_example_checks_clean(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    found = re.search(r"<!-- example -->\n```toml\n(.*?)```", text, re.DOTALL)
    assert found
    path = tmp_path / "harbor-ferry.toml"
    path.write_text(found[1], encoding="utf-8")
    assert check(load(path)) == ()


def test_shipped_briefings_are_listed() -> None:
    text = README.read_text(encoding="utf-8")
    assert all(f"| `{path.stem}` |" in text for path in (ROOT / "briefings").glob("*.toml"))


@pytest.mark.parametrize(
    "words", sorted(set(re.findall(r"`briefdeck ([^`]+)`", README.read_text(encoding="utf-8"))))
)
def test_every_command_in_it_is_one(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, *rest = words.split()
    named = [first] if first in VERBS else []
    with pytest.raises(SystemExit):
        parse([*named, "--help"])
    options = re.findall(r"--[a-z-]+", " ".join([first, *rest]))
    shown = capsys.readouterr().out
    assert all(option in shown for option in options)


def test_pictures_are_there() -> None:
    pictures = re.findall(r"\]\((\.[^)]+\.svg)\)", README.read_text(encoding="utf-8"))
    assert pictures
    assert all((ROOT / picture).stat().st_size > 1000 for picture in pictures)


def test_top_level_holds_what_it_may() -> None:
    """Of what git tracks or would add; what it is told to ignore is nobody's business."""
    command = (
        "git",
        "-C",
        str(ROOT),
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    )
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names = {
        path.partition("/")[0] for path in listed.split("\0") if path and not path.startswith(".")
    }
    assert names
    assert names <= {"pyproject.toml", "README.md", "src", "briefings", "tests"}
