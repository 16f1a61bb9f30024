"""Who last changed an entry, from repositories of every shape; git itself is never started."""

import os
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.library import history
from briefdeck.library.history import LastChange, last_changes
from briefdeck.workers import Work, guarded
from editing.test_merging import BASE, new

porcelain = pytest.importorskip("dulwich.porcelain")
DAY = 86_400


class Repository:
    """A repository of one briefing; each commit is a day later than the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = 0
        folder.mkdir(parents=True)
        porcelain.init(folder)

    @property
    def file(self) -> Path:
        return self.folder / "x.toml"

    def commit(
        self, text: str, author: str = "Ann", message: str = "why", name: str = "x.toml"
    ) -> bytes:
        (self.folder / name).write_text(text, encoding="utf-8")
        porcelain.add(self.folder, [self.folder / name])
        return self._commit(author, message)

    def _commit(self, author: str, message: str, **more: object) -> bytes:
        self.day += 1
        who = f"{author} <a@x>".encode()
        made: bytes = porcelain.commit(
            self.folder, message=message.encode(), author=who, committer=who, commit_timestamp=self.day * DAY,
            author_timestamp=self.day * DAY, commit_timezone=0, author_timezone=0, **more,
        )  # fmt: skip
        return made

    def rename(self, old: str, new_name: str) -> None:
        (self.folder / old).rename(self.folder / new_name)
        porcelain.add(self.folder, [self.folder / new_name])
        porcelain.remove(self.folder, [self.folder / old])
        self._commit("Mover", "Rename")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository in the reader's own library."""
    monkeypatch.setenv("BRIEFDECK_HOME", str(tmp_path / "home"))
    from briefdeck.library.folders import folders

    return Repository(folders().own / "desk")


def test_each_entry_has_the_last_commit_that_changed_what_it_says(repository: Repository) -> None:
    repository.commit(BASE, "Ann", "Begin")
    repository.commit(new(BASE, ('"A"', '"AA"')), "Ben", "Reword\n\nat length")
    # Comments, white space and the order of keys say nothing.
    moved = new(
        BASE,
        ('title = "A"  # why\n', ""),
        ('date = "2000"', 'date="2000"\ntitle = "AA"'),
        ("# about a\n", "# x\n\n\n"),
    )
    repository.commit(moved, "Cat", "Lay out")
    repository.commit(new(moved, ('"One."', '"Two."')), "Dan", "Say it")
    repository.file.write_text(new(moved, ('"One."', '"Two."'), ('"B"', '"BB"')), encoding="utf-8")
    assert last_changes(repository.file) == {
        "": LastChange("Dan", "1970-01-05", "Say it"),
        "a": LastChange("Ben", "1970-01-03", "Reword"),
        "b": LastChange(),
    } | dict.fromkeys(("one", "two", "three", "s", "x"), LastChange("Ann", "1970-01-02", "Begin"))


def test_a_merge_hands_entries_to_the_side_that_has_them(repository: Repository) -> None:
    base = repository.commit(BASE, "Ann")
    ours = repository.commit(new(BASE, ('"A"', '"AA"')), "Ben")
    porcelain.update_head(str(repository.folder), base.decode(), detached=True)
    theirs = repository.commit(new(BASE, ('"B"', '"BB"')), "Cat")
    from dulwich.objects import ObjectID
    from dulwich.refs import Ref
    from dulwich.repo import Repo

    with Repo(str(repository.folder)) as held:
        held.refs[Ref(b"HEAD")] = ObjectID(ours)
        both = new(BASE, ('"A"', '"AA"'), ('"B"', '"BB"'), ('"T"', '"TT"'))
        repository.file.write_text(both, encoding="utf-8")
        porcelain.add(repository.folder, [repository.file])
        held.get_worktree().commit(
            message=b"Merge", committer=b"Eve <e@x>", author=b"Eve <e@x>", merge_heads=[ObjectID(theirs)], commit_timestamp=9 * DAY,
            author_timestamp=9 * DAY, commit_timezone=0, author_timezone=0,
        )  # fmt: skip
    found = last_changes(repository.file)
    assert [found[name].author for name in ("a", "b", "", "one")] == ["Ben", "Cat", "Eve", "Ann"]


def test_a_file_that_was_renamed_is_followed_once(repository: Repository) -> None:
    repository.commit(BASE, "Ann", name="old.toml")
    repository.commit(new(BASE, ('"A"', '"AA"')), "Ben", name="old.toml")
    repository.rename("old.toml", "x.toml")
    found = last_changes(repository.file)
    assert [found[name].author for name in ("a", "b")] == ["Ben", "Ann"]


def test_a_version_that_does_not_parse_is_passed_over(repository: Repository) -> None:
    repository.commit(BASE, "Ann")
    repository.commit(BASE + "[[", "Ben")
    repository.commit(BASE, "Cat")
    assert {each.author for each in last_changes(repository.file).values()} == {"Ann"}


def test_what_a_shallow_clone_does_not_know_is_left_out(repository: Repository) -> None:
    repository.commit(BASE, "Ann")
    oldest = repository.commit(new(BASE, ('"A"', '"AA"')), "Ben")
    repository.commit(new(BASE, ('"A"', '"AA"'), ('"B"', '"BB"')), "Cat")
    (repository.folder / ".git/shallow").write_bytes(oldest + b"\n")
    assert {name: each.author for name, each in last_changes(repository.file).items()} == {
        "b": "Cat"
    }


def test_a_file_that_is_not_committed_says_so(repository: Repository) -> None:
    repository.file.write_text(BASE, encoding="utf-8")
    assert set(last_changes(repository.file).values()) == {LastChange()}
    repository.commit("x", name="other.txt")
    assert set(last_changes(repository.file).values()) == {LastChange()}


def test_names_are_made_visible_and_times_may_be_mad(repository: Repository) -> None:
    repository.day = 10**12
    repository.commit(BASE, "Eve\x1b[31m\u202e", "a\x07b" + "c" * 10_000)
    said = last_changes(repository.file)["a"]
    assert "\x1b" not in said.words
    assert "\u202e" not in said.words
    assert said.words.isprintable()
    assert len(said.words) < 600


def test_the_history_is_bounded(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        repository.commit(new(BASE, ('"T"', f'"T{number}"')), f"Author {number}")
    monkeypatch.setattr(history, "MOST_COMMITS", 2)
    monkeypatch.setattr(history, "guarded", lambda work, content: work(content))
    assert {name: each.author for name, each in last_changes(repository.file).items()} == {
        "": "Author 5"
    }


@pytest.mark.parametrize("name", ["HEAD", "objects", "config", "refs", ".git"])
@pytest.mark.parametrize("kind", ["gone", "noise", "pipe", "elsewhere"])
def test_a_broken_repository_tells_nothing(
    repository: Repository, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefdeck.workers.SECONDS", 3.0)
    repository.commit(BASE)
    git = repository.folder / ".git"
    part = git if name == ".git" else git / name
    part.rename(repository.folder / "away")
    if kind == "noise":
        part.write_bytes(b"\xff\0gitdir: [" * 100)
    elif kind == "pipe":
        os.mkfifo(part)
    elif kind == "elsewhere":
        part.write_text(
            "gitdir: /proc/self/fd\n", encoding="utf-8"
        ) if name == ".git" else part.symlink_to("/dev/full")
    found = last_changes(repository.file)
    assert set(found) <= {"", "one", "two", "three", "a", "b", "s", "x"}


def test_an_object_that_is_missing_makes_nobody_the_author(repository: Repository) -> None:
    """As in a partial clone, of which git would bring the rest."""
    from dulwich.objects import Commit
    from dulwich.repo import Repo

    first = repository.commit(BASE, "Ann")
    repository.commit(new(BASE, ('"A"', '"AA"')), "Ben")
    with Repo(str(repository.folder)) as held:
        commit = held[first]
        assert isinstance(commit, Commit)
        tree = commit.tree.decode()
    (repository.folder / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert last_changes(repository.file) == {}


def test_files_elsewhere_and_without_dulwich_are_not_looked_at(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "elsewhere")
    other.commit(BASE)
    assert last_changes(other.file) == {}
    repository.commit(BASE)
    monkeypatch.setattr(history, "find_spec", lambda _: None)
    assert last_changes(repository.file) == {}


def test_it_is_kept_until_the_file_or_git_has_changed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(BASE)
    calls: list[int] = []

    def counting(work: Work, content: bytes) -> bytes:
        calls.append(1)
        return guarded(work, content)

    monkeypatch.setattr(history, "guarded", counting)
    assert last_changes(repository.file) == last_changes(repository.file)
    assert len(calls) == 1
    repository.file.write_text(new(BASE, ('"A"', '"AA"')), encoding="utf-8")
    assert last_changes(repository.file)["a"] == LastChange()
    repository.commit(new(BASE, ('"A"', '"AA"')), "Ben")
    assert last_changes(repository.file)["a"].author == "Ben"
    assert len(calls) == 3


def test_it_stands_on_the_page_of_the_entry(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(BASE, "Ann", "Begin")
    main(["show", str(repository.file), "--entry", "a", "--format", "plain"])
    assert "Last changed by Ann on 1970-01-02: Begin." in capsys.readouterr().out
    repository.file.write_text(new(BASE, ('"A"', '"AA"')), encoding="utf-8")
    main(["show", str(repository.file), "--entry", "a", "--format", "plain"])
    assert "Changed since, and not committed yet." in capsys.readouterr().out
