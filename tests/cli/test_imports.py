"""What a fresh process imports for each verb, and what it must not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import sys
from briefdeck.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
sys.stdout.flush()
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded_by(tmp_path: Path, *words: str, script: str = PROBE) -> set[str]:
    """What a fresh process has loaded after running these words: by `PROBE`, top-level packages."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"BRIEFDECK_HOME": str(tmp_path)},
    )
    return set(done.stderr.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (("--version",), {"argparse", "enum", "msgspec", "re", "typing"}),
        (("--help",), {"difflib", "msgspec", "rich", "shutil", "typing"}),
        (("show", "us-mexico-border-security"), {"textual", "asyncio", "sqlite3"}),
        (("show", "us-mexico-border-security", "--format", "json"), {"textual", "asyncio"}),
        (
            ("check", "--format", "json", "us-mexico-border-security"),
            {"textual", "rich", "asyncio", "sqlite3"},
        ),
        (("list", "--json"), {"textual", "rich", "asyncio"}),
        (("where",), {"textual", "rich", "asyncio", "sqlite3"}),
    ],
)
def test_light_verbs_load_no_heavy_library(
    words: tuple[str, ...], absent: set[str], tmp_path: Path
) -> None:
    assert not absent & loaded_by(tmp_path, *words)


def test_rich_prints_where_colour_is_asked_for(tmp_path: Path) -> None:
    script = PROBE.replace('partition(".")[0]', "strip()")
    words = ("--color", "always", "show", "us-mexico-border-security")
    assert "rich.console" in loaded_by(tmp_path, *words, script=script)
    assert "rich.console" not in loaded_by(tmp_path, *words[2:], script=script)
