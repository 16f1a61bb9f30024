"""The public names: lazily exported, printed by Rich, and used as the page of examples says."""

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import briefdeck

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "src/briefdeck/docs/api.md"
FLAGSHIP = ROOT / "briefings/us-mexico-border-security.toml"


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(
        r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(examples) > 5
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, PAGE.name, "exec"), names)
    assert "<svg" in Path("harbor-tunnel.svg").read_text(encoding="utf-8")


def test_the_page_names_every_public_name() -> None:
    page = PAGE.read_text(encoding="utf-8")
    public = set(briefdeck.__all__) - {"__version__", "Printable", "Briefing"}
    assert all(f"{name}" in page for name in public)


def test_a_briefing_prints_as_its_summary() -> None:
    out = StringIO()
    briefing = briefdeck.load(FLAGSHIP)
    Console(file=out, width=72).print(briefing)
    assert out.getvalue() == briefing.render(width=72)


def test_importing_the_package_imports_nothing_else() -> None:
    script = """
import sys
before = set(sys.modules)
import briefdeck
print(*sorted(name for name in set(sys.modules) - before if name.startswith(("briefdeck", "rich"))))
briefdeck.load
import briefdeck.loader
assert callable(briefdeck.load)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["briefdeck", "briefdeck.version"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        _ = briefdeck.lod  # type: ignore[attr-defined]
