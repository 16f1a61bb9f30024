"""Kept answers of `check`: as right as new ones, and whatever happens to them makes nothing but a slower check."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import briefdeck
from briefdeck.check.reports import FORMATS
from briefdeck.cli import answers, main
from briefdeck.cli.answers import Answer

GOOD = Path(__file__).parents[1] / "support/good.toml"
FAULT = '\n[[findings]]\nid = "bare"\ntext = "Nothing supports this."\n'
FAULTY = GOOD.read_text(encoding="utf-8") + FAULT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a good file and a faulty one."""
    (tmp_path / "good.toml").write_bytes(GOOD.read_bytes())
    (tmp_path / "faulty.toml").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kept(quiet_world: Path) -> Path:
    """Where answers are kept."""
    return quiet_world / "cache/check"


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["check", *words])
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []


def no_check(*_: object) -> None:
    raise AssertionError("it was checked again")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("files", [["faulty.toml"], ["good.toml", "faulty.toml"], ["."]])
def test_kept_answer_is_the_same(
    form: str,
    files: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = check(capsys, "--no-cache", "--format", form, *files)
    assert check(capsys, "--format", form, *files) == new
    monkeypatch.setattr("briefdeck.check.check_all", no_check)
    assert check(capsys, "--format", form, *files) == new
    assert "bare" in new[1]


def test_options_have_answers_of_their_own(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    assert check(capsys, "faulty.toml")[0] == 0
    assert check(capsys, "--strict", "faulty.toml")[0] == 1
    assert "warning" in check(capsys, "--quiet", "faulty.toml")[1]
    assert len(names(kept)) == 3


def test_a_change_is_seen_whatever_the_clock_says(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("good.toml")
    before = path.stat()
    assert check(capsys, "good.toml")[1] == "No problems.\n"
    for entry in ("bare", "bear"):
        path.write_text(FAULTY.replace('"bare"', f'"{entry}"'), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert f"`{entry}` has no source" in check(capsys, "good.toml")[1]


def test_the_same_file_under_another_name_is_another(capsys: pytest.CaptureFixture[str]) -> None:
    Path("sub").mkdir()
    Path("sub/faulty.toml").write_text(FAULTY, encoding="utf-8")
    assert check(capsys, "faulty.toml")[1].startswith("faulty.toml:")
    assert check(capsys, "sub/faulty.toml")[1].startswith("sub/faulty.toml:")
    assert "is also in" in check(capsys, "faulty.toml", "sub/faulty.toml")[1]


def test_an_answer_of_another_program_is_not_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = folder / "package"
    (package / "rules").mkdir(parents=True)
    rule = package / "rules/dates.py"
    rule.write_text("old = 1\n", encoding="utf-8")
    monkeypatch.setattr(briefdeck, "__file__", str(package / "__init__.py"))
    keys = [answers.key_of(("text",), [], [])]
    rule.write_text("older = 1\n", encoding="utf-8")
    keys.append(answers.key_of(("text",), [], []))
    os.utime(rule, ns=(1, 1))
    keys.append(answers.key_of(("text",), [], []))
    (package / "rules/eras.py").touch()
    keys.append(answers.key_of(("text",), [], []))
    monkeypatch.setattr(briefdeck, "__version__", "99")
    keys.append(answers.key_of(("text",), [], []))
    assert len(set(keys)) == len(keys)


def test_an_answer_is_made_anew_after_an_upgrade(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [answers.key_of(("text",), [], [])]
    monkeypatch.syspath_prepend(folder / "site")
    for library in answers.LIBRARIES:
        package = folder / "site" / library
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        keys.append(answers.key_of(("text",), [], []))
        installed = package.with_name(f"{library}-1.0.dist-info")
        installed.mkdir()
        keys.append(answers.key_of(("text",), [], []))
        installed.rename(installed.with_name(f"{library}-1.1.dist-info"))
        keys.append(answers.key_of(("text",), [], []))
    assert len(set(keys)) == len(keys)
    assert answers.key_of(("text",), [], []) == keys[-1]


def test_every_library_that_a_check_loads_is_looked_at(folder: Path) -> None:
    program = (
        "import sys\nbefore = set(sys.modules)\nfrom briefdeck.cli import main\n"
        "for form in sys.argv[1:]: main(['check', '--no-cache', '.', '--format', form])\n"
        "loaded = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(*loaded - sys.stdlib_module_names, file=sys.stderr)"
    )
    # Some are loaded only for wide characters, and for citations beside code in a list.
    some = FAULTY.replace("Nothing supports this.", "日本\\n- `[@nowhere]`\\n<a> [@nowhere] this.")
    (folder / "some.toml").write_text(some, encoding="utf-8")
    command = [sys.executable, "-c", program, *FORMATS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    loaded = {name for name in done.stderr.split() if not name.endswith("__mypyc")}
    # These two come with others, and no answer depends on them.
    assert loaded - {"briefdeck", "linkify_it", "typing_extensions"} == {*answers.LIBRARIES}


def test_a_program_that_is_not_made_of_files_keeps_nothing(
    capsys: pytest.CaptureFixture[str], kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefdeck, "__file__", "/nowhere/app.zip/briefdeck/__init__.py")
    assert check(capsys, "good.toml") == (0, "No problems.\n")
    assert names(kept) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data[:30],
        lambda data: data + b"x",
        lambda data: data.replace(b"bare", b"fair"),
        lambda data: data.replace(b"\n0\n", b"\n1\n", 1),
        lambda _: bytes(range(256)) * 40,
        lambda _: b"\n\n\n",
    ],
    ids=["empty", "cut", "cut-early", "longer", "changed", "other-code", "random", "blank"],
)
def test_a_damaged_answer_is_made_anew(
    damage: object, capsys: pytest.CaptureFixture[str], kept: Path
) -> None:
    assert callable(damage)
    new = check(capsys, "faulty.toml")
    (name,) = names(kept)
    whole = (kept / name).read_bytes()
    (kept / name).write_bytes(damage(whole))
    assert check(capsys, "faulty.toml") == new
    assert (kept / name).read_bytes() == whole


def test_an_answer_under_another_name_is_not_believed(
    capsys: pytest.CaptureFixture[str], kept: Path
) -> None:
    check(capsys, "faulty.toml")
    (faulty,) = names(kept)
    check(capsys, "good.toml")
    (good,) = {*names(kept)} - {faulty}
    (kept / faulty).replace(kept / good)
    assert check(capsys, "good.toml") == (0, "No problems.\n")


def test_whatever_stands_in_its_place_is_left_alone(
    capsys: pytest.CaptureFixture[str], kept: Path
) -> None:
    new = check(capsys, "faulty.toml")
    (name,) = names(kept)
    for make in (os.mkdir, os.mkfifo):
        (kept / name).unlink()
        make(kept / name)
        assert check(capsys, "faulty.toml") == new
        if (kept / name).is_dir():
            (kept / name).rmdir()
            (kept / name).touch()


def test_a_cache_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], quiet_world: Path
) -> None:
    (quiet_world / "cache").write_text("a file, not a folder", encoding="utf-8")
    for _ in range(2):
        assert check(capsys, "good.toml") == (0, "No problems.\n")


def test_no_cache_neither_reads_nor_writes(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    new = check(capsys, "--no-cache", "faulty.toml")
    assert names(kept) == []
    assert check(capsys, "faulty.toml") == new
    (name,) = names(kept)
    answers.keep(name, Answer("kept\n", 0))
    assert check(capsys, "faulty.toml") == (0, "kept\n")
    assert check(capsys, "--no-cache", "faulty.toml") == new


def test_no_cache_writes_nothing_of_the_whole_library(
    capsys: pytest.CaptureFixture[str], quiet_world: Path
) -> None:
    own = quiet_world / "data/briefings/own.toml"
    own.parent.mkdir(parents=True)
    own.write_text(FAULTY, encoding="utf-8")
    before = sorted(quiet_world.rglob("*"))
    assert "`bare` has no source" in check(capsys, "--no-cache")[1]
    assert sorted(quiet_world.rglob("*")) == before


def test_what_cannot_be_read_is_not_kept(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    for words in (["nothing-here.toml"], ["good.toml", "nothing-here.toml"]):
        assert check(capsys, *words)[0] == 3
    assert names(kept) == []
    Path("nothing-here.toml").write_bytes(GOOD.read_bytes())
    assert check(capsys, "nothing-here.toml") == (0, "No problems.\n")


def test_it_does_not_grow_for_ever(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_ANSWERS", 5)
    monkeypatch.setattr(answers, "MOST_BYTES", 5000)
    monkeypatch.setattr(answers, "LARGEST_ANSWER", 3000)
    keys = [f"{number:040x}" for number in range(8)]
    kept.mkdir(parents=True)
    (kept / "thesis").write_text("not ours")
    os.utime(kept / "thesis", ns=(0, 0))
    for number, key in enumerate(keys):
        answers.keep(key, Answer("x", 0))
        os.utime(kept / key, ns=(number, number))
    assert names(kept) == [*keys[3:], "thesis"]
    large, larger, too_large = (letter * 40 for letter in "abc")
    answers.keep(large, Answer("x" * 2900, 0))
    answers.keep(larger, Answer("x" * 2900, 0))
    answers.keep(too_large, Answer("x" * 3001, 0))
    assert larger in names(kept)
    assert large not in names(kept)
    assert answers.recall(too_large) is None
    assert (kept / "thesis").read_text() == "not ours"


def test_two_processes_at_once(folder: Path, kept: Path) -> None:
    command = [sys.executable, "-m", "briefdeck", "check", "--format", "json", "."]
    for _ in range(2):
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder, text=True)
            for _ in range(2)
        ]
        first, second = (process.communicate()[0] for process in running)
        assert first == second
        assert '"bare"' in first
    assert len(names(kept)) == 1


def test_a_kept_answer_needs_neither_model_nor_parser(folder: Path) -> None:
    program = (
        "import sys\nfrom briefdeck.cli import main\n"
        "main(['check', '--format', sys.argv[1], 'faulty.toml'])\n"
        "heavy = {'msgspec', 'tomli', 'briefdeck.model', 'json'}\n"
        "print(*sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    for form in FORMATS:
        command = [sys.executable, "-c", program, form]
        loaded = [
            subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stderr
            for _ in range(2)
        ]
        assert "msgspec tomli" in loaded[0]
        assert loaded[1] == "\n"


def test_show_keeps_nothing(quiet_world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", "good.toml"])
    capsys.readouterr()
    assert list(quiet_world.rglob("*")) == []
