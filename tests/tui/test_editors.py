from pathlib import Path

import pytest

from briefdeck.terminal.editors import editor_command, editor_words


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+7", "/d/f"]),
        ("emacsclient -nw", ["emacsclient", "-nw", "+7", "/d/f"]),
        ("code", ["code", "--wait", "--goto", "/d/f:7"]),
        ("hx", ["hx", "/d/f:7"]),
        ("ed", ["ed", "/d/f"]),
        ("'my editor' -x", ["my editor", "-x", "/d/f"]),
    ],
)
def test_editors_are_opened_at_the_line_where_they_take_one(
    editor: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    assert editor_command(Path("/d/f"), 7) == command


@pytest.mark.parametrize("name", ["+!touch OWN.toml", "-c:q.toml", "+7", "./-x", "-"])
def test_no_name_of_a_file_is_an_option_of_an_editor(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for editor in ("vi", "code", "hx", "ed"):
        monkeypatch.setenv("EDITOR", editor)
        file = editor_command(Path(name), 7)[-1]
        assert file.removesuffix(":7") == str(tmp_path / name.removeprefix("./"))


def test_the_first_wish_for_an_editor_that_says_anything_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VISUAL", "  ")
    monkeypatch.setenv("EDITOR", "nano")
    assert editor_words() == ["nano"]
    monkeypatch.setenv("VISUAL", "code '--wait")
    with pytest.raises(ValueError, match=r"\$VISUAL cannot be understood"):
        editor_words()
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR")
    assert editor_words() == ["vi"]
