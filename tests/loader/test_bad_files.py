"""A folder of bad files, each beside the exact problems expected and what is left of the briefing."""

import os
from pathlib import Path

import pytest

from briefdeck.loader import Loaded, load
from briefdeck.loader.report import problem_lines

BAD = sorted((Path(__file__).parent / "bad").glob("*.toml"))


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_bad_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    loaded = load(Path(path.name))
    found = "\n".join([*_problem_lines(loaded), "", _rest(loaded)]) + "\n"
    golden = Path(path.with_suffix(".txt").name)
    if os.environ.get("BRIEFDECK_GOLDEN") == "write":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_there_are_many_kinds() -> None:
    rules = {problem.rule for path in BAD for problem in load(path).problems}
    assert len(BAD) >= 45
    assert len(rules) >= 25


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_every_problem_has_a_place_a_remedy_and_nothing_that_speaks_to_a_terminal(
    path: Path,
) -> None:
    loaded = load(path)
    for problem in loaded.problems:
        words = problem.message + problem.remedy + (problem.place.text if problem.place else "")
        assert words.replace("\N{NO-BREAK SPACE}", " ").isprintable()
        assert problem.remedy.endswith((".", "?", "…"))
        assert problem.message.endswith(".")
        if problem.place and problem.place.text:
            from_, to = problem.place.marked
            assert 0 <= from_ <= to <= len(problem.place.text)


def _problem_lines(loaded: Loaded) -> list[str]:
    return [line for problem in loaded.problems for line in problem_lines(problem)]


def _rest(loaded: Loaded) -> str:
    if loaded.briefing is None:
        return "nothing could be read"
    return f"left: {', '.join(entry.id for entry in loaded.briefing.entries()) or 'no entry'}"
