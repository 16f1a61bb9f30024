"""Exported pages looked at in Chromium, where that and its node packages are at hand."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

FOLDER: Final = Path(__file__).parents[1] / "export" / "browser"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")


def looked_at(files: Sequence[Path]) -> list[dict[str, Any]]:
    """What a browser finds on pages: what axe-core says, what they ask for, how wide they are."""
    node, chromium = shutil.which("node"), next(filter(None, map(shutil.which, _NAMES)), None)
    if node is None or chromium is None:
        pytest.skip("NOT LOOKED AT IN A BROWSER: node and Chromium are needed, and are not here")
    if not (FOLDER / "node_modules" / "axe-core").is_dir():
        pytest.skip("NOT LOOKED AT IN A BROWSER: `npm install --prefix tests/export/browser` first")
    done = subprocess.run(
        [node, "look.js", chromium, *map(str, files)],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found
