import pytest

from briefdeck.tui.ground import theme_for, without_answers


@pytest.mark.parametrize(
    ("heard", "theme"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;c", "light"),
        (b"\x1b]11;rgb:1c1c/1c1c/1c1c\x07", "dark"),
        (b"\x1b]11;rgba:fd/f6/e3/ff\x1b\\", "light"),
        (b"\x1b]11;rgb:0/0/0\x1b\\", "dark"),
        (b"\x1b[?1;2c", None),
        (b"jjj", None),
        (b"", None),
    ],
)
def test_the_terminals_answer_chooses_the_theme(heard: bytes, theme: str | None) -> None:
    assert theme_for(heard) == theme


def test_a_late_answer_is_not_taken_for_keys() -> None:
    assert without_answers(b"j\x1b]11;rgb:ffff/fefe/eeee\x1b\\k\x1b[?62;22c\x1b[B") == b"jk\x1b[B"
    assert without_answers(b"\x1b[<0;3;4M") == b"\x1b[<0;3;4M"
    assert without_answers(b"fe") == b"fe"
