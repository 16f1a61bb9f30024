"""What a fresh process imports for each verb, and what it must not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import sys
from briefdeck.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded_by(tmp_path: Path, *words: str) -> set[str]:
    """The top-level packages that a fresh process has loaded after running these words."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"BRIEFDECK_HOME": str(tmp_path)},
    )
    return set(done.stderr.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    ("words", "absent"),
    [
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


def test_show_loads_rich_when_it_needs_it(tmp_path: Path) -> None:
    assert "rich" in loaded_by(tmp_path, "show", "us-mexico-border-security")
