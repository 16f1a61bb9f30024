"""The public names: lazily exported, printed by Rich, and used as the page of examples says."""

import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import briefdeck
from briefdeck.cli import main
from briefdeck.cli.streams import ExitCode

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "src/briefdeck/docs/api.md"
FLAGSHIP = ROOT / "briefings/us-mexico-border-security.toml"
FRONT = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2020"\n'


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
    # A console breaks an address wider than it is; a text keeps it whole.
    printed, _, _ = out.getvalue().partition("SOURCES")
    rendered, _, _ = briefing.render(width=72).partition("SOURCES")
    assert printed == rendered
    assert "RECOMMENDATIONS" in printed


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


def test_dir_lists_the_public_names() -> None:
    assert dir(briefdeck) == sorted(briefdeck.__all__)


def test_errors_and_briefings_come_back_from_another_process() -> None:
    with ProcessPoolExecutor(1) as pool:
        missing = pool.submit(briefdeck.load, "nowhere.toml").exception()
        briefing = pool.submit(briefdeck.load, FLAGSHIP).result()
    assert isinstance(missing, briefdeck.UnreadableError)
    assert [problem.rule for problem in missing.problems] == ["file-missing"]
    assert briefing.render() == briefdeck.load(FLAGSHIP).render()


def test_an_unreadable_error_keeps_its_fields_when_pickled() -> None:
    with pytest.raises(briefdeck.UnreadableError) as caught:
        briefdeck.loads("title = ")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is briefdeck.UnreadableError
    assert again.problems == caught.value.problems
    assert str(again) == str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello world, this is not toml",
        "format = 1\n",
        "format = 1\n[briefing]\ntitle = 5\n",
        FRONT,
        FRONT + "unknown = 1\n",
        FRONT + '[[events]]\nid = "flood"\n',
        FRONT + '[[findings]]\nid = "rise"\ntext = "It rose."\nunknown = 1\n',
        FRONT + '[[findings]]\nid = "rise"\ntext = "It rose."\n[[findings]]\nid = "fall"\n',
    ],
)
def test_load_raises_where_show_exits_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "some.toml"
    file.write_text(text, encoding="utf-8")
    code = main(["show", str(file)])
    capsys.readouterr()
    if code != ExitCode.UNREADABLE:
        assert briefdeck.load(file).id == "some"
        return
    with pytest.raises(briefdeck.UnreadableError) as caught:
        briefdeck.load(file)
    assert caught.value.problems


@pytest.mark.parametrize(
    ("misuse", "message"),
    [
        (lambda sound: sound.summary(["timeline"]), "a section is a str, .* not list"),
        (lambda sound: sound.summary(None), "a section is a str, .* not NoneType"),
        (lambda _: briefdeck.Briefing("a.toml"), r"briefdeck\.load"),  # type: ignore[arg-type]  # the misuse
        (lambda _: briefdeck.loads(FRONT, name=None), "name .* not NoneType"),  # type: ignore[arg-type]  # the misuse
        (lambda _: briefdeck.loads(5), "text .* not int"),  # type: ignore[arg-type]  # the misuse
        (lambda _: briefdeck.loads(memoryview(b"")), "text .* not memoryview"),  # type: ignore[arg-type]  # the misuse
    ],
)
def test_misuse_says_what_is_expected(
    misuse: Callable[[briefdeck.Briefing], object], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        misuse(briefdeck.loads(FRONT))


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "json"])
def test_a_width_is_at_least_1(form: str) -> None:
    sound = briefdeck.loads(FRONT)
    assert sound.render(form, width=1)
    for width in (0, -5):
        with pytest.raises(ValueError, match=f"at least 1, not {width}"):
            sound.render(form, width=width)


def test_an_empty_path_is_not_the_present_folder() -> None:
    with pytest.raises(briefdeck.UnreadableError, match=r"No name is given\."):
        briefdeck.load("")


@pytest.mark.parametrize("name", ["A B", "../x", ""])
def test_a_name_that_is_not_an_id_is_a_problem_as_a_file_name(name: str) -> None:
    (problem,) = briefdeck.loads(FRONT, name=name).problems
    assert (problem.rule, problem.severity) == ("file-name", "warning")
    assert f"`{name}` is not a valid one" in problem.message


def test_a_file_name_sends_no_control_sequence(tmp_path: Path) -> None:
    file = tmp_path / "esc\x1b[31m[bold].toml"
    file.write_text(FRONT, encoding="utf-8")
    briefing = briefdeck.load(file)
    assert briefing.id == "esc␛[31m[bold]"
    assert repr(briefing).startswith("<Briefing esc␛[31m[bold]: ")
