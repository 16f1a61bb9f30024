"""The README and the pages beside it say what the program does."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from briefdeck.check import check
from briefdeck.cli.parser import parse
from briefdeck.cli.verbs import VERBS
from briefdeck.loader import load
from briefdeck.reading.actions import key_table

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DOCS = ROOT / "src" / "briefdeck" / "docs"
MOST_WORDS = 1200


def part(name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->` in the page of that name."""
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", page, re.DOTALL)
    assert found, f"{name}.md has no part {name}"
    return found[1].strip()


def is_made_from(name: str, table: list[tuple[str, ...]]) -> None:
    """Compare a page's table with the one that the program makes.

    Renewing goldens puts it there.
    """
    head, *rows = [
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table
    ]
    made = "\n".join([head, "|" + "---|" * len(table[0]), *rows])
    if os.environ.get("BRIEFDECK_GOLDEN") == "write":
        page = DOCS / f"{name}.md"
        page.write_text(
            page.read_text(encoding="utf-8").replace(part(name), made), encoding="utf-8"
        )
    assert part(name) == made


def test_it_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").split()) < MOST_WORDS


def test_links_lead_somewhere() -> None:
    pages = [README, *DOCS.glob("*.md"), *(ROOT / ".github").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_command_table_is_the_programs() -> None:
    rows = [(f"`briefdeck {verb}`", sentence) for verb, sentence in VERBS.items()]
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


PAGES = [README, *DOCS.glob("*.md")]
COMMANDS = {
    words
    for page in PAGES
    for words in re.findall(r"`briefdeck ([^`]+)`", page.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("words", sorted(COMMANDS))
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
    assert names <= {"pyproject.toml", "README.md", "LICENSE", "src", "briefings", "tests"}
