"""What the program prints is what it printed: `BRIEFDECK_GOLDEN=write python -m pytest tests/pinned` pins it anew."""

import json
import os
import sys
from pathlib import Path

import pytest

from pinned import outputs

CASES = dict(outputs.cases())
RENEWS = os.environ.get("BRIEFDECK_GOLDEN") == "write"
OF_PYTHON = ("help/", "completion/", "usage")
"""Cases in which argparse has a say, which words some things otherwise in later versions of Python."""
CHANGED = """\
`{name}` prints something else than was pinned ({before} lines then, {now} now). It is what these commands print:

  {lines}

To see the difference, write it here and in a checkout of the commit before the change:

  python tests/pinned/outputs.py --into /tmp/now '{name}'
  git worktree add /tmp/before HEAD
  python /tmp/before/tests/pinned/outputs.py --into /tmp/then '{name}'
  diff -r /tmp/then /tmp/now

If it is meant: BRIEFDECK_GOLDEN=write python -m pytest tests/pinned
"""


def pinned() -> dict[str, str]:
    """The digests that are kept."""
    kept: dict[str, str] = json.loads(outputs.MANIFEST.read_text(encoding="utf-8"))
    return kept


def test_every_case_is_pinned_and_no_other(tmp_path: Path) -> None:
    if RENEWS:
        digests: dict[str, str] = {}
        for number, (name, lines) in enumerate(CASES.items()):
            (tmp_path / str(number)).mkdir()
            digests[name] = outputs.digest(outputs.output(lines, tmp_path / str(number)))
        outputs.MANIFEST.write_text(
            json.dumps(digests, indent=0, sort_keys=True) + "\n", encoding="utf-8"
        )
    assert sorted(CASES) == list(pinned())


@pytest.mark.skipif(RENEWS, reason="they are being pinned anew")
@pytest.mark.parametrize("name", sorted(CASES))
def test_output_is_as_pinned(name: str, tmp_path: Path) -> None:
    if name.startswith(OF_PYTHON) and sys.version_info[:2] != (3, 11):
        pytest.skip("pinned with the argparse of Python 3.11")
    before, now = pinned().get(name, "no -"), outputs.digest(outputs.output(CASES[name], tmp_path))
    if now != before:
        told = {
            "before": before.split()[0],
            "now": now.split()[0],
            "lines": "\n  ".join(CASES[name]),
        }
        pytest.fail(CHANGED.format(name=name, **told), pytrace=False)
