"""The server as a real editor uses it: Neovim without a screen, with its own client."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.language_client import FERRY, PATIENCE

NVIM = shutil.which("nvim")


@pytest.mark.skipif(NVIM is None, reason="no Neovim here")
def test_neovim_sees_problems_completes_hovers_and_renames(tmp_path: Path) -> None:
    assert NVIM is not None
    file, report = tmp_path / "harbor-ferry.toml", tmp_path / "report.json"
    # Signs of two units of UTF-16 stand before a citation.
    text = FERRY.replace('era = "trial"', 'era = "tral"').replace("it carries", "🚢🚢 it carries")
    file.write_text(text, encoding="utf-8")
    told = {
        "BRIEFDECK_FILE": str(file),
        "BRIEFDECK_REPORT": str(report),
        "BRIEFDECK_PYTHON": sys.executable,
        "XDG_STATE_HOME": str(tmp_path),
    }
    script = Path(__file__).with_name("neovim.lua")
    done = subprocess.run(
        (NVIM, "--clean", "--headless", "-i", "NONE", "-n", "-S", str(script)),
        env={**os.environ, **told},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )
    assert report.exists(), done.stderr
    seen = json.loads(report.read_text(encoding="utf-8"))
    assert "fault" not in seen, seen["fault"]
    line = text[: text.index('"tral"')].count("\n")
    assert seen["problems"] == [{"code": "unknown-id", "line": line, "column": 7, "to": 11}]
    assert seen["completion"] == ["trial"]
    assert "*Annual report 2024*" in seen["hover"]
    assert seen["definition"] == text[: text.index('[[sources]]\nid = "report"')].count("\n")
    assert seen["fix"] == "Did you mean `trial`?"
    assert 'era = "trial"' in seen["text"]
    assert "🚢🚢 it carries many [@annual, p. 2]" in seen["text"]
    assert 'id = "annual"' in seen["text"]
    assert 'type = "report"' in seen["text"]
    assert seen["symbols"] == 7
    assert file.read_text(encoding="utf-8") == text
