"""What `briefdeck export` writes where, and what it says of what it cannot do."""

from pathlib import Path

import pytest

from briefdeck import cli
from support.shelves import briefing_text, event, shelve


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    return shelve(tmp_path, "pier", briefing_text("A pier", event("opened", "The pier opens")))


def export(briefing: Path, *words: str) -> int:
    return cli.main(["export", str(briefing), *words])


def test_a_dash_is_standard_output(
    briefing: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(briefing.parent)
    assert export(briefing, "--to", "github", "-o", "-") == 0
    assert capsys.readouterr().out.startswith("# A pier\n")
    assert export(briefing, "-o", "-") == 2
    assert "say the format with `--to`" in capsys.readouterr().err
    assert [path.name for path in briefing.parent.iterdir()] == ["pier.toml"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-o", "page"], 2, "no format is known by `page`, without an ending; say it with `--to`."),
        (["-o", "page.foo"], 2, "no format is known by the ending `.foo`; say it with `--to`."),
        (["--to", "html", "-o", "."], 1, "`.` is a folder; nothing was written."),
        (["--to", "html", "-o", ".", "--replace"], 1, "`.` is a folder; nothing was written."),
        (["--to", "html", "--style", "apa"], 2, "html has no styles to choose from"),
        (["--to", "site"], 2, "Say `--library` for a folder of all briefings."),
        (["--to", "svg", "--entry", "opened"], 1, "`opened` is an event, of which there is no"),
        (["--to", "bibtex"], 1, "there is no source to list"),
        (["--to", "csl", "--entry", "opened"], 1, "there is no source to list"),
    ],
)
def test_what_cannot_be_done_is_said(
    briefing: Path,
    words: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(briefing.parent)
    assert export(briefing, *words) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert [path.name for path in briefing.parent.iterdir()] == ["pier.toml"]
