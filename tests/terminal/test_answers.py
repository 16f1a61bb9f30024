import pytest

from briefdeck.terminal.answers import AnswerFilter, shade


@pytest.mark.parametrize(
    ("heard", "answer"),
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
def test_the_terminals_answer_says_whether_it_is_light(heard: bytes, answer: str | None) -> None:
    assert shade(heard) == answer


LATE = b"\x1b]11;rgb:ffff/fefe/eeee\x1b\\"


def test_a_late_answer_is_not_taken_for_keys() -> None:
    assert AnswerFilter().feed(b"j" + LATE + b"k\x1b[?62;22c\x1b[B") == b"jk\x1b[B"
    assert AnswerFilter().feed(b"\x1b[<0;3;4M") == b"\x1b[<0;3;4M"
    assert AnswerFilter().feed(b"fe") == b"fe"


@pytest.mark.parametrize("answer", [LATE, b"\x1b]10;rgb:0/0/0\x07", b"\x1b[?62;22c"])
def test_an_answer_in_two_pieces_is_taken_out_too(answer: bytes) -> None:
    for at in range(3, len(answer)):
        answers = AnswerFilter()
        assert answers.feed(b"j" + answer[:at]) + answers.feed(answer[at:] + b"k") == b"jk"
        assert not answers.held


@pytest.mark.parametrize("keys", [b"\x1b", b"\x1bO", b"\x1b[", b"\x1b[1;5", "é".encode()[:1]])
def test_keys_do_not_wait(keys: bytes) -> None:
    assert AnswerFilter().feed(keys) == keys


def test_what_only_looked_like_an_answer_is_given_back() -> None:
    answers = AnswerFilter()
    assert answers.feed(b"a\x1b]1") == b"a"
    assert answers.release() == b"\x1b]1"
    assert answers.feed(b"b") == b"b"


def test_a_place_of_the_cursor_is_not_a_key_and_f3_is() -> None:
    assert AnswerFilter().feed(b"j\x1b[7;3R\x1b[36;5Rk") == b"jk"
    assert AnswerFilter().feed(b"\x1b[1;5R") == b"\x1b[1;5R"
