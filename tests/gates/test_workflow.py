"""The workflow that the docs show for pull requests: well-formed, and its commands are those of the program."""

import re
from pathlib import Path

from briefdeck.cli.check import configure
from briefdeck.cli.parser import Parser

TEXT = (Path(__file__).resolve().parents[2] / "src/briefdeck/docs/git.md").read_text(
    encoding="utf-8"
)
LINE = re.compile(r"(?P<indent> *)(?P<item>- )?(?P<key>[a-z_-]+):(?: (?P<value>\S.*))?")


def test_every_line_is_a_key_one_step_below_the_one_that_holds_it() -> None:
    """So much of YAML the workflow uses, and each key that GitHub wants is there."""
    (shown,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    above: list[tuple[int, str]] = []
    paths: dict[str, str] = {}
    for line in shown.splitlines():
        found = LINE.fullmatch(line)
        assert found, line
        depth = len(found["indent"]) + len(found["item"] or "")
        above = [each for each in above if each[0] < depth]
        assert depth % 2 == 0, line
        above.append((depth, found["key"]))
        paths[".".join([key for _, key in above])] = (found["value"] or "").strip('"')
    assert paths["name"] == "briefings"
    assert paths["on.pull_request.paths"] == '["**.toml"]'
    assert paths["jobs.check.runs-on"] == "ubuntu-latest"
    assert re.search(r"run: pip install \"git\+https://\S+\"", shown)


def test_its_command_is_one_of_the_program() -> None:
    (words,) = re.findall(r"- run: briefdeck check (.*)", TEXT)
    parser = Parser()
    configure(parser)
    arguments = parser.parse_args(words.split())
    assert (arguments.format, arguments.paths) == ("github", ["my-briefings"])
