"""A short run of the fuzzer, and that it finds what it looks for. Long runs are by hand: `tests/fuzz/run.py`."""

from pathlib import Path

import pytest

from briefdeck import output
from fuzz import run
from fuzz.inputs import fuzz_input


@pytest.mark.parametrize("part", range(4))
def test_spoiled_and_generated_files_do_no_harm(part: int) -> None:
    faults = {seed: run.what_fails(seed) for seed in range(part * 100, part * 100 + 100)}
    assert {seed: what for seed, what in faults.items() if what} == {}


def test_a_library_of_them_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFDECK_HOME", str(tmp_path))
    assert run.search_all(range(10), tmp_path) == ""


def test_inputs_are_the_same_for_the_same_seed() -> None:
    assert [fuzz_input(seed) for seed in range(20)] == [fuzz_input(seed) for seed in range(20)]


def shown(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is wrong with a good file where `show` gives this text."""
    monkeypatch.setattr(output, "render", lambda *_, **__: text)
    content = (Path(__file__).parents[1] / "support" / "good.toml").read_bytes()
    return run.what_fails(1, content)


def test_a_raw_control_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "prints '\\x1b'" in shown("\x1b[2J", monkeypatch)
    assert "prints '\\u202e'" in shown("a\u202eb", monkeypatch)
    assert shown("a\nb", monkeypatch) == ""


def test_an_exception_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> str:
        raise KeyError("x")

    monkeypatch.setattr(output, "render", fails)
    content = (Path(__file__).parents[1] / "support" / "good.toml").read_bytes()
    assert run.what_fails(1, content).startswith("KeyError")


def test_a_hang_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "SECONDS", 0.05)

    def hangs(*_: object, **__: object) -> str:
        while True:
            pass

    monkeypatch.setattr(output, "render", hangs)
    content = (Path(__file__).parents[1] / "support" / "good.toml").read_bytes()
    assert "takes more than" in run.what_fails(1, content)
