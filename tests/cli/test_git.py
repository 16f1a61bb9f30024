"""Git itself merges, rebases, picks, unstashes and compares briefings with what `git-setup` has set up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from briefdeck.cli import main
from briefdeck.cli.git_setup import ATTRIBUTES
from briefdeck.cli.streams import ExitCode
from editing.test_merging import BASE, C, new

GIT = shutil.which("git")
SOURCE = Path(__file__).resolve().parents[2] / "src"
pytestmark = pytest.mark.skipif(
    GIT is None, reason="git is NOT INSTALLED: nothing of it was tested"
)
FILE = "a briefing.toml"
OURS, THEIRS = ('title = "A"', 'title = "Ours"'), ('date = "2001"', 'date = "2002"')
RIVAL = ('title = "A"', 'title = "Rival"')


class Repository:
    """A clone, and git in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *words: str, code: int | set[int] = 0) -> str:
        assert GIT is not None
        done = subprocess.run(
            [GIT, "-C", str(self.folder), *words], capture_output=True, text=True, check=False
        )
        codes = {code} if isinstance(code, int) else code
        assert done.returncode in codes, done.stdout + done.stderr
        return done.stdout

    def commit(self, *changes: tuple[str, str]) -> None:
        self.write(new(self.read(), *changes))
        self.git("add", "-A")
        self.git("commit", "-qm", f"{changes}")

    def read(self) -> str:
        return (self.folder / FILE).read_text(encoding="utf-8")

    def write(self, text: str) -> None:
        (self.folder / FILE).write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository in a folder with a blank in its name, set up, with one briefing on two branches."""
    for key, value in {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(SOURCE), "GIT_EDITOR": "true",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@x",
    }.items():  # fmt: skip
        monkeypatch.setenv(key, value)
    made = Repository(tmp_path / "a desk")
    made.folder.mkdir()
    made.git("init", "-q", "-b", "main")
    assert main(["git-setup", str(made.folder)]) == ExitCode.FINE
    made.write(BASE)
    made.git("add", "-A")
    made.git("commit", "-qm", "base")
    made.git("branch", "other")
    return made


def test_a_merge_brings_fields_and_entries_together(repository: Repository) -> None:
    repository.commit(OURS, ("\n[[series]]", C + "\n[[series]]"))
    repository.git("checkout", "-q", "other")
    d = C.replace('"c"', '"d"').replace('"C"', '"D"')
    repository.commit(THEIRS, ("# why", "# why not"), ("\n[[series]]", d + "\n[[series]]"))
    repository.git("merge", "-q", "main")
    assert repository.read() == new(
        BASE, OURS, THEIRS, ("# why", "# why not"), ("\n[[series]]", d + C + "\n[[series]]")
    )
    assert repository.git("status", "--porcelain") == ""


def test_a_conflict_stops_the_merge_in_a_file_that_parses(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(OURS)
    repository.git("checkout", "-q", "other")
    repository.commit(RIVAL, THEIRS)
    repository.git("merge", "main", code=1)
    assert repository.git("status", "--porcelain").startswith("UU ")
    text = repository.read()
    assert tomli.loads(text) == tomli.loads(new(BASE, RIVAL, THEIRS))
    assert '#!   title = "Ours"' in text
    capsys.readouterr()
    assert main(["check", str(repository.folder / FILE), "--format", "github"]) == ExitCode.PROBLEMS
    assert (
        "title=leftover-conflict::Two versions of this file are in conflict in `a`, `title`"
        in capsys.readouterr().out
    )


def test_a_rebase_a_pick_and_a_stash_are_merged_so_too(repository: Repository) -> None:
    repository.commit(OURS)
    repository.git("checkout", "-q", "other")
    repository.commit(THEIRS)
    repository.git("branch", "picked", "main")
    repository.git("rebase", "-q", "main")
    both = new(BASE, OURS, THEIRS)
    assert repository.read() == both
    repository.git("checkout", "-q", "picked")
    repository.git("cherry-pick", "other")
    assert repository.read() == both
    repository.write(new(both, ('"T"', '"TT"')))
    repository.git("stash", "-q")
    repository.commit(('"Third."', '"3rd."'))
    repository.git("stash", "pop", "-q")
    assert repository.read() == new(both, ('"Third."', '"3rd."'), ('"T"', '"TT"'))


@pytest.mark.parametrize("broken", ["ours", "theirs", "base"])
def test_of_what_does_not_parse_git_merges_the_lines(repository: Repository, broken: str) -> None:
    unclosed = ('title = "A"', 'title = "Unclosed')
    if broken == "base":
        repository.commit(unclosed)
        repository.git("branch", "-f", "other")
        repository.commit(('title = "Unclosed', 'title = "Theirs"'))
    else:
        repository.commit(unclosed if broken == "theirs" else ('title = "A"', 'title = "Theirs"'))
    repository.git("checkout", "-q", "other")
    old = 'title = "Unclosed' if broken == "base" else 'title = "A"'
    repository.commit((old, 'title = "Mine' if broken == "ours" else 'title = "Mine"'), THEIRS)
    before = repository.read()
    repository.git("merge", "main", code=1)
    assert repository.git("status", "--porcelain") == f'UU "{FILE}"\n'
    text = repository.read()
    assert "<<<<<<< ours\n" in text
    assert ">>>>>>> theirs\n" in text
    # Each line of both is there, so that nothing goes with `git commit -a`.
    theirs = repository.git("show", f"main:{FILE}")
    alone = [line for line in theirs.splitlines() if line not in before and "2001" not in line]
    assert alone
    assert all(line in text for line in alone)
    assert all(line in text for line in before.splitlines())
    assert main(["check", str(repository.folder / FILE)]) == ExitCode.PROBLEMS


def test_other_files_in_toml_are_merged_as_git_does(repository: Repository) -> None:
    other = repository.folder / "pyproject.toml"

    def commit(content: str) -> None:
        other.write_text(content, encoding="utf-8")
        repository.git("add", "-A")
        repository.git("commit", "-qm", "project")

    commit("[project]\nname = 'a'\n\n# apart\n\n[tool.ruff]\nline-length = 80\n")
    repository.git("branch", "-f", "other")
    commit("[project]\nname = 'theirs'\n\n# apart\n\n[tool.ruff]\nline-length = 80\n")
    repository.git("checkout", "-q", "other")
    commit("[project]\nname = 'a'\n\n# apart\n\n[tool.ruff]\nline-length = 100\n")
    repository.git("merge", "-q", "main")
    both = "[project]\nname = 'theirs'\n\n# apart\n\n[tool.ruff]\nline-length = 100\n"
    assert other.read_text(encoding="utf-8") == both
    commit(both.replace("theirs", "ours"))
    repository.git("checkout", "-q", "main")
    commit(both.replace("theirs", "rival"))
    repository.git("merge", "other", code=1)
    assert "<<<<<<< ours\nname = 'rival'\n=======\nname = 'ours'\n>>>>>>> theirs\n" in (
        other.read_text(encoding="utf-8")
    )


def test_a_difference_is_told_by_entry_and_sentence(repository: Repository) -> None:
    repository.write(
        new(
            BASE,
            ('text = "First."', 'text = """\nFirst.\nAnd more."""'),
            THEIRS,
            ("# why", "# other"),
        )
    )
    shown = [
        line
        for line in repository.git("diff").splitlines()
        if line[:1] in "+-@" and line[:3] not in {"+++", "---"}
    ]
    assert shown == [
        "@@ -8,6 +8,7 @@ briefing", "+    And more.", "@@ -22,7 +23,7 @@ events a", "-  date: 2001", "+  date: 2002",
    ]  # fmt: skip
    assert "# other" in repository.git("diff", "--no-textconv")
    repository.write("[[ no TOML\x1b[2J")
    assert "\x1b" not in repository.git("diff")


def test_it_can_be_repeated_and_undone(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    attributes = repository.folder / ".gitattributes"
    before = attributes.read_bytes(), repository.git("config", "--local", "--list")
    capsys.readouterr()
    assert main(["git-setup", str(repository.folder)]) == ExitCode.FINE
    assert "is there already" in capsys.readouterr().out
    assert (attributes.read_bytes(), repository.git("config", "--local", "--list")) == before
    attributes.write_bytes(
        b"*.png binary\r\n" + before[0].replace(b"\n", b"\r\n") + b"*.pdf binary\r\n"
    )
    for _ in range(2):
        assert main(["git-setup", "--undo", str(repository.folder)]) == ExitCode.FINE
        assert attributes.read_bytes() == b"*.png binary\r\n*.pdf binary\r\n"
        assert "briefdeck" not in repository.git("config", "--local", "--list")
    assert main(["git-setup", str(repository.folder)]) == ExitCode.FINE
    assert attributes.read_bytes().endswith(f"{ATTRIBUTES}\r\n".encode())


def test_a_file_with_nothing_else_goes(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["git-setup", "--undo", str(repository.folder)])
    assert f"`{ATTRIBUTES}` taken out; commit that." in capsys.readouterr().out
    assert not (repository.folder / ".gitattributes").exists()


def test_work_trees_and_submodules_are_set_up(repository: Repository, tmp_path: Path) -> None:
    tree = Repository(tmp_path / "a tree")
    repository.git("worktree", "add", "-q", str(tree.folder), "other")
    assert main(["git-setup", str(tree.folder)]) == ExitCode.FINE
    repository.commit(OURS)
    tree.commit(THEIRS)
    tree.git("merge", "-q", "main")
    assert tree.read() == new(BASE, OURS, THEIRS)
    whole = Repository(tmp_path / "whole")
    whole.folder.mkdir()
    whole.git("init", "-q")
    whole.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(repository.folder),
        "part",
    )
    part = Repository(whole.folder / "part")
    assert (part.folder / ".git").is_file()
    assert main(["git-setup", str(part.folder)]) == ExitCode.FINE
    assert sys.executable in part.git("config", "merge.briefdeck.driver")


def test_folders_that_git_does_not_merge_in_are_refused(
    repository: Repository,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository.git("clone", "-q", "--bare", str(repository.folder), str(tmp_path / "bare.git"))
    (tmp_path / "plain").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    cases = {
        "bare.git": "without files (bare)",
        "plain": "is not under git",
        "none": "there is no folder",
    }
    for name, said in cases.items():
        assert main(["git-setup", str(tmp_path / name)]) == ExitCode.UNREADABLE
        assert said in capsys.readouterr().err
        assert not (tmp_path / name / ".gitattributes").exists()
    attributes = repository.folder / ".gitattributes"
    attributes.unlink()
    attributes.symlink_to(tmp_path / "elsewhere")
    assert main(["git-setup", str(repository.folder)]) == ExitCode.UNREADABLE
    assert "is a link" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["git-setup", str(repository.folder)]) == ExitCode.UNREADABLE
    assert "git is not installed" in capsys.readouterr().err


def test_the_driver_takes_no_module_from_the_repository(repository: Repository) -> None:
    """Python would look for modules in the folder that it is started in."""
    for name in ("tomli.py", "msgspec.py", "briefdeck.py"):
        (repository.folder / name).write_text("raise SystemExit('taken')\n", encoding="utf-8")
    repository.commit(OURS)
    repository.git("checkout", "-q", "other")
    repository.commit(THEIRS)
    repository.git("merge", "-q", "main")
    assert repository.read() == new(BASE, OURS, THEIRS)
