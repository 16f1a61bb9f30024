"""Nothing reaches the network but `pull`, `publish` and `search --shared`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.cli.verbs import VERBS
from support.desk import ferry

SHARED = {"pull", "publish"}
WORDS = {
    "add": ["ferry.toml", "--replace"],
    "compare": ["ferry", "tram"],
    "diff": ["ferry", "tram"],
    "edit": ["set", "ferry.toml", "briefing.title", "A title"],
    "export": ["ferry", "-o", "ferry.html"],
    "git-setup": ["."],
    "import": ["sources.bib"],
    "keep": ["ferry.toml", "nothing", "sources.bib"],
    "list": ["--json"],
    "lsp": [],
    "merge": ["ferry.toml", "ferry.toml", "ferry.toml"],
    "new": ["new.toml"],
    "pack": ["ferry", "-o", "desk.briefpack"],
    "schema": ["--shared"],
    "search": ["harbor"],
    "unpack": ["desk.briefpack"],
    "where": [],
}
"""What each verb is called with; others take a briefing's name."""
STRUCK = """
import json, os, sys
verb, words = sys.argv[1], sys.argv[2:]
seen = []
def struck(event, details):
    if event == "import" and details[0].partition(".")[0] in {"psycopg", "psycopg_c", "psycopg_binary"}:
        seen.append(details[0])
    # Making one is no connection yet: what waits for several things at once has a pair of them.
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        seen.append(event)
sys.addaudithook(struck)
from briefdeck.cli import main
try:
    code = main([verb, *words])
except SystemExit as stop:
    code = stop.code
with open("seen.json", "w") as file:
    json.dump([code, seen], file)
"""


def struck(folder: Path, verb: str, *words: str) -> tuple[int, list[str]]:
    """Run a verb with somebody watching; its exit code, and what it did that reaches a network."""
    done = subprocess.run(
        [sys.executable, "-c", STRUCK, verb, *words],
        cwd=folder,
        env={**os.environ, "BRIEFDECK_HOME": str(folder / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    code, seen = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    return code, seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files for every verb, and a shelf that is configured and nowhere."""
    (tmp_path / "home" / "config").mkdir(parents=True)
    (tmp_path / "home" / "config" / "config.toml").write_text(
        f'[library]\nshared = ["postgresql:///desk?host={tmp_path}&shelf=policy"]\n'
    )
    for name in ("ferry", "tram"):
        (tmp_path / f"{name}.toml").write_text(ferry(), encoding="utf-8")
        own = tmp_path / "home" / "data" / "briefings" / f"{name}.toml"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(ferry(), encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / "sources.bib").write_text("@book{a, title={T}, author={A, B}, year={2001}}")
    return tmp_path


@pytest.mark.parametrize("verb", sorted(VERBS.keys() - SHARED))
def test_a_verb_reaches_no_network(folder: Path, verb: str) -> None:
    words = WORDS.get(verb, ["ferry"])
    if verb == "unpack":
        struck(folder, "pack", *WORDS["pack"])
    code, seen = struck(folder, verb, *words)
    assert seen == []
    assert code in {0, 1}, f"{verb} did nothing that could be watched"


@pytest.mark.parametrize("words", ["pull", "publish ferry", "search --shared harbor"])
def test_whoever_watches_sees_those_that_do(folder: Path, words: str) -> None:
    code, seen = struck(folder, *words.split())
    assert "psycopg" in seen
    assert code == 3
