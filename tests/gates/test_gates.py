"""The gates that are other programs: linter, formatter, types, import contracts, and the wheel in an empty environment."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent


def run(*command: str | Path, **environment: str) -> str:
    """Run a command at the top of the tree and return its output, failing with it where it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_ruff_finds_nothing() -> None:
    run(TOOLS / "ruff", "check", "--no-cache", "src", "tests")


def test_ruff_would_format_nothing() -> None:
    run(TOOLS / "ruff", "format", "--no-cache", "--check", "src", "tests")


def test_mypy_is_content(tmp_path: Path) -> None:
    run(TOOLS / "mypy", f"--cache-dir={tmp_path}")


def test_imports_keep_their_contracts() -> None:
    run(TOOLS / "lint-imports", "--no-cache", PYTHONPATH=str(ROOT / "src"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once."""
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        ".",
    )
    return next(folder.glob("*.whl"))


def test_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """A stranger installs the wheel and nothing else: every shipped briefing is there and prints."""
    venv.create(tmp_path / "env", with_pip=True)
    home = {"HOME": str(tmp_path), "PYTHONPATH": "", "BRIEFDECK_HOME": str(tmp_path / "home")}
    run(tmp_path / "env/bin/python", "-m", "pip", "install", "-q", wheel, **home)
    briefdeck = tmp_path / "env/bin/briefdeck"
    shipped = [path.stem for path in (ROOT / "briefings").glob("*.toml")]
    listed = run(briefdeck, "list", **home)
    assert shipped
    for name in shipped:
        assert name in listed
        assert "SOURCES" in run(briefdeck, "show", name, "--all", **home)
    run(briefdeck, "check", *shipped, **home)


def test_wheel_runs_from_a_zip(wheel: Path, tmp_path: Path) -> None:
    """With the wheel itself, still zipped, on the path, the shipped briefings are found inside it."""
    home = {"PYTHONPATH": str(wheel), "BRIEFDECK_HOME": str(tmp_path)}
    assert str(wheel) in run(
        sys.executable, "-P", "-c", "import briefdeck; print(briefdeck.__file__)", **home
    )
    assert "us-mexico-border-security" in run(
        sys.executable, "-P", "-m", "briefdeck", "list", **home
    )
    run(sys.executable, "-P", "-m", "briefdeck", "show", "us-mexico-border-security", **home)
    started = run(
        sys.executable, "-P", "-m", "briefdeck", "new", "own", "--like", "policy", "--print", **home
    )
    assert "[[recommendations]]" in started
