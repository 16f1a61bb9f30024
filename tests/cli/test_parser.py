"""The command line's frame: verbs, the default verb, wrong usage."""

import re
from importlib import import_module

import pytest

from briefdeck.cli import plainly_opened
from briefdeck.cli.completion import completion_script
from briefdeck.cli.parser import SHELLS, build, parse, verb_of
from briefdeck.cli.streams import ExitCode
from briefdeck.cli.verbs import GROUPS, VERBS


@pytest.mark.parametrize(
    ("words", "verb", "spelled"),
    [
        ([], "open", ["open"]),
        (["merida"], "open", ["open", "merida"]),
        (["show", "merida"], "show", ["show", "merida"]),
        (["--color", "never", "merida"], "open", ["--color", "never", "open", "merida"]),
        (["--color=never", "list"], "list", ["--color=never", "list"]),
        (["./a.toml"], "open", ["open", "./a.toml"]),
        (["--version"], None, ["--version"]),
        (["--help"], None, ["--help"]),
        (["--completion", "bash"], None, ["--completion", "bash"]),
        (["--", "list"], "open", ["open", "--", "list"]),
    ],
)
def test_the_default_verb_is_open(words: list[str], verb: str | None, spelled: list[str]) -> None:
    assert verb_of(words) == (verb, spelled)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        build(name).parse_args([name, "--help"])
    assert stop.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert VERBS[name] in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "x", "--widht", "80"], "Did you mean `--width`?"),
        (["show", "x", "--format", "markdwon"], "Did you mean `markdown`?"),
        (["show"], "the following arguments are required"),
        (["check", "x", "--format"], "expected one argument"),
        (["show", "x", "--width", "wide"], "`wide`"),
        (["open", "a", "\x1b[31mb"], "␛[31mb"),
    ],
)
def test_wrong_usage_is_said_in_a_line_or_two(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(words)
    assert stop.value.code == ExitCode.USAGE
    error = capsys.readouterr().err
    assert said in error
    assert "\x1b" not in error
    assert len(error.splitlines()) <= 3


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_names_every_verb(shell: str) -> None:
    script = completion_script(shell)
    assert all(name in script for name in VERBS)


def test_help_sorts_the_verbs_by_what_people_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])
    shown = capsys.readouterr().out
    for purpose, verbs in GROUPS.items():
        section = shown.partition(f"\n{purpose}:\n")[2].partition("\n\n")[0]
        assert re.findall(r"^  ([a-z-]+)  ", section, re.MULTILINE) == list(verbs)


@pytest.mark.parametrize(
    ("words", "query", "limit"),
    [
        (["-band"], ["-band"], 20),
        (["-n", "5", "-band", "radar"], ["-band", "radar"], 5),
        (["aid", "-hamas", "--json", "-n5"], ["aid", "-hamas"], 5),
        (["--", "--json"], ["--json"], 20),
        (["-", "--limit=3"], ["-"], 3),
    ],
)
def test_a_word_of_a_search_may_begin_with_a_hyphen(
    words: list[str], query: list[str], limit: int
) -> None:
    found = parse(["search", *words])
    assert (found.query, found.limit) == (query, limit)


def test_an_unknown_option_of_a_search_is_still_refused() -> None:
    with pytest.raises(SystemExit):
        parse(["search", "aid", "--jsn"])


@pytest.mark.parametrize("words", [[], ["open"], ["merida"], ["open", "merida"], ["./a b.toml"]])
def test_what_is_plainly_opened_is_what_the_parser_makes_of_it(words: list[str]) -> None:
    assert vars(plainly_opened(words)) == vars(parse(words))


@pytest.mark.parametrize(
    "words", [["list"], ["open", "list"], ["-"], ["--help"], ["open", "a", "b"], ["a", "--at", "x"]]
)
def test_anything_else_is_left_to_the_parser(words: list[str]) -> None:
    assert plainly_opened(words) is None


def test_a_briefing_is_opened_by_its_name_also_after_another_verb_was_used() -> None:
    """A verb's module has the verb's name in the package, where `list` is a verb."""
    import_module("briefdeck.cli.list")
    assert plainly_opened(["open", "ferry"]).name == "ferry"
    assert plainly_opened(["where", "ferry"]) is None
