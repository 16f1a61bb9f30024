"""What was edited takes the place of what was read: the same file, and nothing else's."""

import os
from pathlib import Path

import pytest

from briefdeck.library.folders import folders
from briefdeck.library.lookup import Refused
from briefdeck.library.rewriting import rewrite


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "a.toml", tmp_path / "deep" / "b.toml"
    link.parent.mkdir()
    link.symlink_to("../a.toml")
    file.write_bytes(b"old")
    file.chmod(0o640)
    assert rewrite(link, b"old", b"new") is None
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == ["a.toml", "deep"]


def test_what_has_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"by somebody else")
    refused = rewrite(file, b"old", b"new")
    assert refused == Refused("`a.toml` has changed since it was read.", "Try again.")
    assert file.read_bytes() == b"by somebody else"


def test_what_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.toml"
    assert "no such file" in str(rewrite(file, b"", b"new"))
    file.write_bytes(b"old")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "it is read-only" in str(rewrite(file, b"old", b"new"))
    assert file.read_bytes() == b"old"
    assert "cannot be written" in str(rewrite(tmp_path, b"old", b"new"))


def test_copies_of_the_programs_own_are_left_alone() -> None:
    copy = folders().cache / "packs" / "a.toml"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"old")
    refused = rewrite(copy, b"old", b"new")
    assert refused is not None
    assert "briefdeck add" in refused.remedy
    assert copy.read_bytes() == b"old"
